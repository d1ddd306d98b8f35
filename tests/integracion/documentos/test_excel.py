"""El Excel de la propuesta: montos que se suman, textos que no se ejecutan y hojas que se imprimen en A4 apaisado."""

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from typing import Any

import openpyxl
import pytest

from bot.documentos.archivo import normalizar
from bot.documentos.excel import AVISO, LARGO_DE_CELDA, escribir_excel
from bot.entrevista.propuesta.armar import armar
from bot.entrevista.propuesta.modelo import BARRA, AporteDeActor, Cuadro, FilaActor, Monto, Presupuesto, Seccion
from tests.apoyo.borrador_largo import eventos_de_un_borrador_largo
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, HOY, historia

PROPUESTA = armar(ENTREVISTA, historia(AMPLIADO), HOY)
LARGA = armar(ENTREVISTA, eventos_de_un_borrador_largo(), HOY)
PRIMERA = 5
"""La fila, contada desde 1, en que empiezan los datos: antes van el título, el aviso y los encabezados."""
PELIGROSOS = [
    '=HYPERLINK("http://ejemplo.pe")',
    "=1+1",
    "+51 984 000 000",
    "-5 %",
    "@SUM(A1:A9)",
    "=cmd|'/c calc'!A0",
    "\t=1+1",
    "{=1+1}",
    "https://gob.pe",
    "12",
    "1e5",
    "2027-03",
    "TRUE",
]


def abrir(contenido: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(contenido))


def soles(cuanto: str) -> Monto:
    return Monto(Decimal(cuanto), "PEN")


def presupuesto(*aportes: AporteDeActor, total: str = "100", falta: Monto | None = None) -> Presupuesto:
    sumas: dict[str, Decimal] = {}
    for monto in (monto for aporte in aportes for monto in aporte.dinero):
        sumas[monto.moneda] = sumas.get(monto.moneda, Decimal(0)) + monto.cuanto
    montos = tuple(Monto(cuanto, moneda) for moneda, cuanto in sumas.items())
    return Presupuesto(aportes, montos, soles(total), falta, es_diferencia=falta is not None)


GIZ = AporteDeActor("GIZ", (soles("60"),), en_especie=False, palabras="S/ 60")
SECO = AporteDeActor("SECO", (Monto(Decimal("20.50"), "USD"), soles("15")), en_especie=False, palabras="S/ 15 y US$")
NADIE = AporteDeActor("JASS", (), en_especie=False, palabras=None)


def test_hay_una_hoja_por_cuadro_y_cada_una_dice_que_es_un_borrador() -> None:
    libro = abrir(escribir_excel(PROPUESTA))
    assert libro.sheetnames == ["Presupuesto", "Matriz", "Resultados", "Cronograma", "Riesgos"]
    for hoja in libro:
        assert hoja["A1"].value == f"Agua Segura para Celendín · {hoja.title}"
        assert AVISO in hoja["A2"].value
        assert AVISO in hoja.oddFooter.left.text


def test_un_aporte_que_se_cambia_cambia_la_suma_y_la_diferencia() -> None:
    propuesta = replace(PROPUESTA, presupuesto=presupuesto(GIZ, replace(GIZ, actor="Otra"), NADIE, falta=soles("-20")))
    hoja = abrir(escribir_excel(propuesta))["Presupuesto"]
    assert [hoja.cell(fila, 2).value for fila in range(PRIMERA, PRIMERA + 6)] == [
        60,
        60,
        None,
        f"=SUM(B{PRIMERA}:B{PRIMERA + 2})",
        100,
        f"=B{PRIMERA + 4}-B{PRIMERA + 3}",
    ]


def test_lo_que_se_dijo_que_falta_no_es_una_formula() -> None:
    dicho = replace(presupuesto(GIZ, falta=soles("30")), es_diferencia=False)
    hoja = abrir(escribir_excel(replace(PROPUESTA, presupuesto=dicho)))["Presupuesto"]
    assert (hoja.cell(PRIMERA + 3, 1).value, hoja.cell(PRIMERA + 3, 2).value) == ("Por conseguir", 30)


def test_las_monedas_van_en_columnas_distintas_con_su_simbolo_y_no_se_suman() -> None:
    hoja = abrir(escribir_excel(replace(PROPUESTA, presupuesto=presupuesto(GIZ, SECO))))["Presupuesto"]
    titulos = [celda.value for celda in hoja[PRIMERA - 1]]
    assert titulos == ["Quién", "Dinero en soles", "Dinero en dólares", "Lo que ofrece"]
    assert [(hoja.cell(PRIMERA + 1, c).value, hoja.cell(PRIMERA + 1, c).number_format) for c in (2, 3)] == [
        (15, '"S/" #,##0.00'),
        (20.5, '"US$" #,##0.00'),
    ]
    assert [hoja.cell(PRIMERA + 2, columna).value for columna in (2, 3)] == [
        f"=SUM(B{PRIMERA}:B{PRIMERA + 1})",
        f"=SUM(C{PRIMERA}:C{PRIMERA + 1})",
    ]
    assert "no se suman entre sí" in str([celda.value for celda in hoja["A"]])


def test_las_sumas_guardadas_son_las_de_sus_filas() -> None:
    libro = openpyxl.load_workbook(BytesIO(escribir_excel(LARGA)), data_only=True)
    hoja = libro["Presupuesto"]
    fila = next(celda.row for celda in hoja["A"] if celda.value == "Suma del dinero ofrecido")
    for columna in (2, 3):
        suyas = (hoja.cell(una, columna).value or 0 for una in range(PRIMERA, fila))
        assert hoja.cell(fila, columna).value == sum(suyas)


@pytest.mark.parametrize("texto", PELIGROSOS)
def test_lo_que_escribe_una_persona_es_texto_aunque_parezca_una_formula(texto: str) -> None:
    actor = FilaActor(texto, texto, texto, texto, texto, texto, texto)
    cuadro = Cuadro(("Resultado", texto), ((texto, texto),), (50, 50))
    propuesta = replace(
        PROPUESTA,
        titulo=texto,
        actores=(actor,),
        presupuesto=presupuesto(AporteDeActor(texto, (), en_especie=True, palabras=texto)),
        secciones=(Seccion(1, "Los resultados", cuadros=(cuadro,)),),
    )
    libro = abrir(escribir_excel(propuesta))
    celdas = [celda for hoja in libro for fila in hoja.iter_rows(min_row=PRIMERA) for celda in fila]
    dichas = [celda for celda in celdas if str(celda.value or "").casefold() == texto.strip().casefold()]
    assert len(dichas) == 7 + 2 + 2
    assert {celda.data_type for celda in dichas} == {"s"}
    assert all(celda.hyperlink is None for celda in celdas)


def test_lo_que_falta_se_ve_y_lo_que_no_es_dinero_queda_vacio() -> None:
    propuesta = replace(PROPUESTA, presupuesto=presupuesto(NADIE))
    fila = [celda.value for celda in abrir(escribir_excel(propuesta))["Presupuesto"][PRIMERA]]
    assert fila == ["JASS", None, "[PENDIENTE]"]


def test_un_texto_que_no_cabe_en_una_celda_se_corta_y_el_libro_se_abre() -> None:
    actor = replace(PROPUESTA.actores[0], responsabilidad="palabra " * 10_000)
    hoja = abrir(escribir_excel(replace(PROPUESTA, actores=(actor,))))["Matriz"]
    assert len(hoja.cell(PRIMERA, 3).value) <= LARGO_DE_CELDA
    assert hoja.cell(PRIMERA, 3).value.endswith("…")


def test_cada_hoja_se_imprime_en_a4_apaisado_con_sus_encabezados_y_sus_textos_en_renglones() -> None:
    for hoja in abrir(escribir_excel(LARGA)):
        assert (hoja.page_setup.orientation, hoja.page_setup.paperSize) == ("landscape", 9)
        assert hoja.sheet_properties.pageSetUpPr.fitToPage
        assert (hoja.page_setup.fitToWidth or 1, hoja.page_setup.fitToHeight) == (1, 0)
        assert hoja.print_title_rows == f"${PRIMERA - 1}:${PRIMERA - 1}"
        assert hoja.freeze_panes == f"B{PRIMERA}"
        escritas = [celda for fila in hoja.iter_rows(min_row=PRIMERA) for celda in fila if celda.value is not None]
        assert all(celda.alignment.wrap_text for celda in escritas if "no se suman" not in str(celda.value))
        # A esta anchura la letra no se achica a menos de dos tercios al imprimir.
        assert sum(columna.width for columna in hoja.column_dimensions.values()) <= 165
        assert len(hoja["A1"].value) <= 104


def test_cada_fila_tiene_el_alto_de_su_celda_mas_larga_sin_pasar_de_lo_que_admite_excel() -> None:
    actor = PROPUESTA.actores[0]
    altos = [replace(actor, responsabilidad="palabra " * veces) for veces in (1, 40, 400, 4_000)]
    hoja = abrir(escribir_excel(replace(PROPUESTA, actores=tuple(altos))))["Matriz"]
    medidos = [hoja.row_dimensions[PRIMERA + lugar].height or 0 for lugar in range(4)]
    assert medidos == sorted(medidos)
    assert medidos[1] >= 15 * 40 * len("palabra ") / hoja.column_dimensions["C"].width
    assert 408 <= medidos[3] <= 409  # el máximo de Excel, que redondea a cuartos de punto


def test_las_barras_del_cronograma_se_ven() -> None:
    cuadro = Cuadro(("Actividad", "1", "2"), (("Visitar", BARRA, ""),), (92, 4, 4))
    propuesta = replace(PROPUESTA, secciones=(Seccion(1, "El plazo", cuadros=(cuadro,)),))
    hoja = abrir(escribir_excel(propuesta))["Cronograma"]
    barra, vacia = hoja.cell(PRIMERA, 2), hoja.cell(PRIMERA, 3)
    assert barra.fill.fgColor.rgb == barra.font.color.rgb == "FF1F3A4D"
    assert vacia.fill.fill_type is None


def test_la_misma_propuesta_da_los_mismos_bytes_aunque_pase_el_tiempo() -> None:
    primero = normalizar(escribir_excel(PROPUESTA))
    time.sleep(1.1)
    assert normalizar(escribir_excel(PROPUESTA)) == primero
    assert normalizar(escribir_excel(replace(PROPUESTA, fecha=date(2026, 1, 1)))) != primero


def test_los_anchos_de_una_hoja_siguen_a_los_del_documento() -> None:
    cuadro = Cuadro(("Riesgo", "Quién", "Cómo"), (("a", "b", "c"),), (50, 30, 20))
    hoja = abrir(escribir_excel(replace(PROPUESTA, secciones=(Seccion(1, "R", cuadros=(cuadro,)),))))["Riesgos"]
    anchos = [hoja.column_dimensions[letra].width for letra in "ABC"]
    assert all(uno > otro for uno, otro in pairwise(anchos))


def test_se_hace_en_un_momento() -> None:
    antes = time.perf_counter()
    escribir_excel(LARGA)
    assert time.perf_counter() - antes < 1.0  # se ve 0.05 s
