"""La segunda mirada a los archivos terminados: halla lo que salió sin tachar, dice dónde y nunca qué es."""

import csv
import json
from pathlib import Path

import pytest
import xlsxwriter

from bot.edicion.formas import compilar
from bot.entrevista.esquema import FormaDeDato
from bot.revision.exportacion import textos
from bot.revision.tachado.conocidos import Conocido, Publico
from bot.revision.tachado.fugas import BuscadorDeFugas, Fuga
from conocimiento.ingesta import leer_corpus
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.rutas import DOCUMENTOS

COOPERATIVA = Conocido("ENTIDAD", "Cooperativa Agraria Valle Verde")
ORGANISMO = Conocido("ENTIDAD", "Municipalidad Distrital de Tambogrande")
EXPEDIENTE = FormaDeDato("EXPEDIENTE", "de la mesa de partes", (compilar("EXP-{4 cifras}-{1 a 6 cifras}"),))
LIMPIO = "Somos ENTIDAD-0123456789AB, mi DNI es DNI-123456789012 y somos 45678912 personas; C-0123456789"
DATOS = (
    ("llámeme al 987 654 321", "CELULAR"),
    ("mi dni es cuatro cinco seis siete ocho nueve uno dos", "DNI"),
    ("ana arroba gmail punto com", "CORREO"),
    ("vivo en jr. lima 123", "DIRECCION"),
    ("tarjeta 4557 8821 3094 1768", "TARJETA"),
    ("trámite EXP-2026-00123", "EXPEDIENTE"),
    ("la cooperativa agraria valle verde", "ENTIDAD"),
)


@pytest.fixture
def buscador() -> BuscadorDeFugas:
    publico = Publico(ENTREVISTA, leer_corpus(DOCUMENTOS))
    return BuscadorDeFugas(publico, (COOPERATIVA, ORGANISMO), (EXPEDIENTE,))


def escribir(carpeta: Path, nombre: str, texto: str) -> tuple[Path, str]:
    """Un archivo con el texto en algún lugar de él, y ese lugar."""
    ruta = carpeta / nombre
    match ruta.suffix:
        case ".jsonl":
            lineas = [{"clase": "encabezado"}, {"turnos": [{"persona": "hola"}, {"persona": texto}]}]
            ruta.write_text("\n".join(map(json.dumps, lineas)), encoding="utf-8")
            return ruta, "línea 2, turnos n.º 2, persona"
        case ".json":
            ruta.write_text(json.dumps({"archivos": {}, "quien": texto}, indent=2), encoding="utf-8")
            return ruta, "el archivo, quien"
        case ".csv":
            with ruta.open("w", encoding="utf-8-sig", newline="") as archivo:
                csv.writer(archivo, delimiter=";").writerows([("N.º", "Persona"), (1, "hola"), (2, texto)])
            return ruta, "fila n.º 3, columna «Persona»"
        case ".xlsx":
            libro = xlsxwriter.Workbook(str(ruta), {"constant_memory": True})
            libro.add_worksheet("Conversaciones").write_string(0, 0, "hola")
            hoja = libro.add_worksheet("Turnos")
            hoja.write_number(0, 0, 45678912)
            hoja.write_string(6, 5, texto)
            libro.close()
            return ruta, "hoja Turnos, celda, F7"
        case ".html":
            dato = json.dumps({"persona": texto}).replace("<", "\\u003c")
            cuerpo = (
                f'<p>uno</p>\n<script type="application/json" id="bloque-0">[{{"persona":"a"}},\n{dato}]</script>\n'
            )
            ruta.write_text(f"<style>a{{width:98765432px}}</style>\n{cuerpo}<script>x=45678912</script>\n", "utf-8")
            return ruta, "línea 4, persona"
        case _:
            ruta.write_text(f"uno\n{texto}\n", encoding="utf-8")
            return ruta, "línea 2"


ARCHIVOS = ("conversaciones.jsonl", "manifiesto.json", "turnos.csv", "revision.xlsx", "revision.html", "LEEME.txt")


@pytest.mark.parametrize("nombre", ARCHIVOS)
@pytest.mark.parametrize(("texto", "tipo"), DATOS)
def test_lo_que_salio_sin_tachar_se_halla_en_cada_formato_y_se_dice_donde(
    buscador: BuscadorDeFugas, tmp_path: Path, nombre: str, texto: str, tipo: str
) -> None:
    ruta, lugar = escribir(tmp_path, nombre, texto)
    assert Fuga(tipo, lugar) in buscador.revisar(ruta)


@pytest.mark.parametrize("nombre", ARCHIVOS)
def test_los_seudonimos_las_cantidades_y_lo_publico_no_son_fugas(
    buscador: BuscadorDeFugas, tmp_path: Path, nombre: str
) -> None:
    ruta, _ = escribir(tmp_path, nombre, f"{LIMPIO}, con la {ORGANISMO.valor}")
    assert buscador.revisar(ruta) == []


def test_lo_que_se_ve_en_la_pagina_tambien_se_mira(buscador: BuscadorDeFugas, tmp_path: Path) -> None:
    for numero, etiqueta in enumerate(
        (
            "<text>llame al 987 654 321</text>",
            '<svg aria-label="Temas: mi dni es 45678912: 3"></svg>',
            "<li>ana&#64;gmail.com</li>",
        )
    ):
        ruta = tmp_path / f"{numero}.html"
        ruta.write_text(f"<h1>Revisión</h1>\n{etiqueta}\n", encoding="utf-8")
        (fuga,) = set(buscador.revisar(ruta))
        assert fuga.lugar == "línea 2"


def test_un_valor_repartido_entre_celdas_se_halla(buscador: BuscadorDeFugas, tmp_path: Path) -> None:
    ruta = tmp_path / "turnos.csv"
    ruta.write_text('"Persona";"Asistente"\r\n"Cooperativa Agraria";"Valle Verde"\r\n', encoding="utf-8")
    assert buscador.revisar(ruta) == [Fuga("ENTIDAD", "repartido entre varias celdas o líneas")]


def test_lo_que_se_dice_de_una_fuga_no_trae_el_dato() -> None:
    fugas = [Fuga("DNI", f"fila {numero}, columna «Persona»") for numero in range(2, 11)]
    dicho = textos.retenida("turnos.csv", fugas)
    assert "«turnos.csv»" in dicho and "DNI (fila 2, columna «Persona»)" in dicho and "otros 4" not in dicho
    assert "y en 4 lugares más" in dicho and "No se entregó nada" in dicho
