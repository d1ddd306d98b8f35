"""Lo que se lee de una hoja de cálculo: una tabla por hoja, con los valores como se muestran."""

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from conocimiento.errores import ErrorDeLectura
from conocimiento.lectura import motivos
from conocimiento.lectura.formatos.tipo import Tipo, tipo_de
from conocimiento.lectura.oficina.hojas import leer_hojas
from conocimiento.lectura.oficina.hojas.celdas import Valor, escribir
from conocimiento.lectura.valores import Aviso, ClaseDeAviso, ClaseDeBloque, Lectura
from tests.apoyo import estropear
from tests.apoyo.oficina import SECRETO, comparar, hoja_larga

TITULO, PARRAFO, TABLA = ClaseDeBloque.TITULO, ClaseDeBloque.PARRAFO, ClaseDeBloque.TABLA


def leer(carpeta: Path, llenar: Callable[[Workbook, Worksheet], object]) -> Lectura:
    destino = io.BytesIO()
    with xlsxwriter.Workbook(destino, {"in_memory": True}) as libro:
        llenar(libro, libro.add_worksheet("Metas"))
    return de(estropear.escribir(carpeta, destino.getvalue()))


def de(ruta: Path) -> Lectura:
    return leer_hojas(ruta, tipo_de(ruta))


def bloques(lectura: Lectura) -> list[tuple[ClaseDeBloque, str]]:
    return [(uno.clase, lectura.texto[uno.inicio : uno.fin]) for uno in lectura.bloques]


@pytest.mark.parametrize("semilla", range(3))
def test_un_libro_se_lee_entero_y_sin_lo_que_no_se_ve(semilla: int, tmp_path: Path) -> None:
    hecho = hoja_larga(semilla)
    lectura = de(estropear.escribir(tmp_path, hecho.octetos))
    cifras = comparar(lectura, hecho.esperado)
    assert cifras.leidas >= 99 and cifras.exactas >= 99 and cifras.bloques == 100
    assert cifras.titulos == cifras.de == 3
    assert SECRETO not in lectura.texto
    assert Aviso(ClaseDeAviso.HOJA_OCULTA, 0, 1, "Notas internas") in lectura.avisos


def _con(formato: dict[str, object]) -> Callable[[Workbook, Worksheet], object]:
    return lambda libro, hoja: hoja.write(2, 1, SECRETO, libro.add_format(formato))


ESCONDIDO: dict[str, Callable[[Workbook, Worksheet], object]] = {
    "blanco": _con({"font_color": "white"}),
    "casi blanco": _con({"font_color": "#F5F5F5"}),
    "del color de su fondo": _con({"font_color": "#336699", "bg_color": "#336698"}),
    "sin formato visible": _con({"num_format": ";;;"}),
    "fila oculta": lambda _, hoja: (hoja.write(2, 1, SECRETO), hoja.set_row(2, None, None, {"hidden": True})),
    "fila sin alto": lambda _, hoja: (hoja.write(2, 1, SECRETO), hoja.set_row(2, 0)),
    "columna oculta": lambda _, hoja: (hoja.write(2, 3, SECRETO), hoja.set_column(2, 4, 9, None, {"hidden": True})),
    "columna sin ancho": lambda _, hoja: (hoja.write(2, 3, SECRETO), hoja.set_column(3, 3, 0)),
    "hoja oculta": lambda libro, _: (otra := libro.add_worksheet(), otra.write(0, 0, SECRETO), otra.hide()),
    "hoja muy oculta": lambda libro, _: (otra := libro.add_worksheet(), otra.write(0, 0, SECRETO), otra.very_hidden()),
}


@pytest.mark.parametrize("llenar", ESCONDIDO.values(), ids=ESCONDIDO)
def test_lo_que_no_se_ve_no_se_lee_y_se_avisa(llenar: Callable[[Workbook, Worksheet], object], tmp_path: Path) -> None:
    def poner(libro: Workbook, hoja: Worksheet) -> None:
        hoja.write_row(0, 0, ["Eje", "Tema"])
        hoja.write_row(1, 0, ["Agua", "Riego"])
        llenar(libro, hoja)

    lectura = leer(tmp_path, poner)
    assert SECRETO not in lectura.texto and "Eje | Tema\nAgua | Riego" in lectura.texto
    (aviso,) = lectura.avisos
    oculta = aviso.clase is ClaseDeAviso.HOJA_OCULTA and aviso.muestra == "Sheet2"
    assert oculta or (aviso.clase, aviso.muestra) == (ClaseDeAviso.TEXTO_INVISIBLE, SECRETO)


def test_el_blanco_sobre_un_fondo_se_lee(tmp_path: Path) -> None:
    visibles: tuple[dict[str, object], ...] = (
        {"font_color": "white", "bg_color": "#003366"},
        {"font_color": "#808080"},
        {"font_color": "white", "pattern": 3, "fg_color": "#003366"},
        {"num_format": "0;;;@"},
    )

    def poner(libro: Workbook, hoja: Worksheet) -> None:
        for lugar, formato in enumerate(visibles):
            hoja.write(0, lugar, f"Hola {lugar}", libro.add_format(formato))

    lectura = leer(tmp_path, poner)
    assert lectura.texto.endswith("Hola 0 | Hola 1 | Hola 2 | Hola 3") and lectura.avisos == ()


def test_titulos_pies_y_renglones_vacios(tmp_path: Path) -> None:
    def poner(_: Workbook, hoja: Worksheet) -> None:
        hoja.write(1, 1, "Cuadro 1. Metas por eje")
        hoja.write_row(3, 1, ["Eje", "Tema"])
        hoja.write_row(4, 1, ["Agua", "Riego"])
        hoja.write(5, 1, "Del segundo año")
        hoja.write_row(7, 1, ["Suelo", "Abono"])
        hoja.write(9, 1, "Fuente: la agencia.")

    lectura = leer(tmp_path, poner)
    assert bloques(lectura) == [
        (TITULO, "Metas"), (PARRAFO, "Cuadro 1. Metas por eje"),
        (TABLA, "Eje | Tema\nAgua | Riego\nDel segundo año |\nSuelo | Abono"), (PARRAFO, "Fuente: la agencia."),
    ]  # fmt: skip
    assert [lectura.texto[fila.inicio : fila.fin] for fila in lectura.bloques[2].filas] == [
        "Eje | Tema", "Agua | Riego", "Del segundo año |", "Suelo | Abono",
    ]  # fmt: skip


def test_una_formula_sin_calcular_se_avisa(tmp_path: Path) -> None:
    def poner(_: Workbook, hoja: Worksheet) -> None:
        hoja.write_row(0, 0, ["Total", "Media"])
        hoja.write_formula(1, 0, "=1+1", None, "")
        hoja.write_formula(1, 1, "=2+2", None, 4)

    lectura = leer(tmp_path, poner)
    assert lectura.texto.endswith("Total | Media\n| 4")
    assert lectura.avisos == (Aviso(ClaseDeAviso.SIN_VALOR, 0, 1, "Metas, A2"),)


@pytest.mark.parametrize(
    ("valor", "decimales", "escrito"),
    [
        (2024.0, None, "2024"), (1500.5, None, "1500.5"), (0.1 + 0.2, None, "0.3"), (-3.0, None, "-3"),
        (0.155, 1, "15.5%"), (1, 0, "100%"), (True, None, "VERDADERO"), (False, 2, "FALSO"), ("a", 2, "a"),
        ("", None, ""),
        (date(2024, 3, 1), None, "01/03/2024"), (datetime(2024, 3, 1), None, "01/03/2024"),
        (datetime(2024, 3, 1, 10, 30), None, "01/03/2024 10:30"), (time(8, 5), None, "08:05"),
        (timedelta(hours=30, minutes=5), None, "30:05"), (7, None, "7"), (1e20, None, "1e+20"),
    ],
)  # fmt: skip
def test_cada_valor_se_escribe_como_se_muestra(valor: Valor, decimales: int | None, escrito: str) -> None:
    assert escribir(valor, decimales) == escrito


DE_BLANCO = 'table:style-name="b"'
CON_PORCENTAJE = (
    '<table:table-cell office:value-type="percentage" office:value="0.155"><text:p>15,50 %</text:p></table:table-cell>'
)
SIN_MUESTRA = (
    f'<table:table-cell office:value-type="string" office:string-value="{SECRETO}"><text:p/></table:table-cell>'
)


def test_una_hoja_de_opendocument(tmp_path: Path) -> None:
    def celda(texto: str, atributos: str = "") -> str:
        return f'<table:table-cell office:value-type="string" {atributos}><text:p>{texto}</text:p></table:table-cell>'

    estilos = (
        "<office:automatic-styles>"
        '<style:style style:name="b" style:family="table-cell"><style:text-properties fo:color="#ffffff"/>'
        "</style:style>"
        '<style:style style:name="o" style:family="table"><style:table-properties table:display="false"/></style:style>'
        "</office:automatic-styles>"
    )
    hoja = (
        '<table:table table:name="Metas"><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
        f"<table:table-row>{celda('Eje')}{celda('Tema')}{celda(SECRETO)}</table:table-row>"
        f"<table:table-row>{celda('Agua')}{celda('Riego')}</table:table-row>"
        f'<table:table-row table:visibility="filter">{celda(SECRETO)}{celda("a")}</table:table-row>'
        f"<table:table-row>{celda('Suelo')}{celda(SECRETO, DE_BLANCO)}</table:table-row>"
        f"<table:table-row>{celda('Avance')}{CON_PORCENTAJE}</table:table-row>"
        f"<table:table-row>{celda('Clave')}{SIN_MUESTRA}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    dentro = f"<table:table-row>{celda(SECRETO)}</table:table-row>"
    oculta = f'<table:table table:name="B" table:style-name="o">{dentro}</table:table>'
    lectura = de(estropear.escribir(tmp_path, estropear.ods(hoja + oculta, estilos)))
    assert bloques(lectura) == [
        (TITULO, "Metas"),
        (TABLA, "Eje | Tema\nAgua | Riego\nSuelo |\nAvance | 15.50%\nClave |"),
    ]
    assert {(uno.clase, uno.cuantas) for uno in lectura.avisos} == {
        (ClaseDeAviso.HOJA_OCULTA, 1),
        (ClaseDeAviso.TEXTO_INVISIBLE, 5),
    }


@pytest.mark.parametrize(
    "octetos",
    [
        "Actor;Monto\nPeña;1,5\n\n\"Con;dentro\";2\n".encode(),
        "Actor;Monto\r\nPeña;1,5\r\n\"Con;dentro\";2\r\n".encode("cp1252"),
        "\ufeffActor\tMonto\nPeña\t1,5\nCon;dentro\t2\n".encode("utf-16"),
        "\ufeffActor|Monto\nPeña|1,5\nCon;dentro|2\n".encode(),
    ],
    ids=range(4),
)  # fmt: skip
def test_una_tabla_en_texto(octetos: bytes, tmp_path: Path) -> None:
    lectura = de(estropear.escribir(tmp_path, octetos))
    assert bloques(lectura) == [(TABLA, "Actor | Monto\nPeña | 1,5\nCon;dentro | 2")]


def test_un_excel_cortado_o_que_no_lo_es(tmp_path: Path) -> None:
    for octetos, tipo in ((estropear.ole("Workbook") + bytes(99), Tipo.XLS), (b"PK\3\4", Tipo.XLSX)):
        with pytest.raises(ErrorDeLectura) as lanzado:
            leer_hojas(estropear.escribir(tmp_path, octetos), tipo)
        assert motivos.danado()[:11] in str(lanzado.value)
