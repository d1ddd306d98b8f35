"""La misma tabla con celdas unidas en cada formato: lo que dice cada una vale en cada fila y columna que abarca."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import typst
import xlsxwriter

from conocimiento.ingesta.segmentacion import segmentar
from conocimiento.lectura.archivo import leer_archivo
from conocimiento.lectura.valores import Lectura, columnas_de
from tests.apoyo import estropear
from tests.apoyo.oficina import ESTILOS, NUMERACION, parrafo, word


@dataclass(frozen=True)
class Celda:
    """Lo que dice y, desde su esquina, cuántas columnas y cuántas filas abarca."""

    dice: str
    ancho: int = 1
    alto: int = 1


FILAS = (
    (Celda("Parámetro", alto=2), Celda("Unidad", alto=2), Celda("Riego", ancho=2), Celda("Bebida")),
    (Celda("No restringido"), Celda("Restringido"), Celda("De animales")),
    (Celda("FÍSICOS", ancho=5),),
    (Celda("Aceites"), Celda("mg por litro"), Celda("5", ancho=2), Celda("10")),
    (Celda("Coliformes", alto=2), Celda("NMP"), Celda("14 en área aprobada"), Celda("30", ancho=2, alto=2)),
    (Celda("UFC"), Celda("88 en área restringida")),
)
LEIDAS = [
    "Parámetro | Unidad | Riego |  | Bebida",
    "Parámetro | Unidad | No restringido | Restringido | De animales",
    "FÍSICOS |  |  |  |",
    "Aceites | mg por litro | 5 | 5 | 10",
    "Coliformes | NMP | 14 en área aprobada | 30 | 30",
    "Coliformes | UFC | 88 en área restringida | 30 | 30",
]


def colocadas() -> Iterator[tuple[int, int, Celda]]:
    """Cada celda con la fila y la columna de su esquina."""
    ocupadas: set[tuple[int, int]] = set()
    for numero, fila in enumerate(FILAS):
        columna = 0
        for celda in fila:
            while (numero, columna) in ocupadas:
                columna += 1
            yield numero, columna, celda
            ocupadas |= {(numero + y, columna + x) for y in range(celda.alto) for x in range(celda.ancho)}


def en_pdf() -> bytes:
    celdas = ", ".join(f"table.cell(colspan: {c.ancho}, rowspan: {c.alto})[{c.dice}]" for fila in FILAS for c in fila)
    return typst.compile(f"#set page(height: 12cm)\n#table(columns: 5, {celdas})".encode())


_ABRE = " w:val='restart'"


def en_word() -> bytes:
    filas: list[str] = []
    for numero in range(len(FILAS)):
        suyas = sorted(
            (columna, celda, desde == numero)
            for desde, columna, celda in colocadas()
            if desde <= numero < desde + celda.alto
        )
        celdas = (
            f"<w:tc><w:tcPr><w:gridSpan w:val='{celda.ancho}'/><w:vMerge{_ABRE if empieza else ''}/></w:tcPr>"
            f"{parrafo(celda.dice if empieza else '')}</w:tc>"
            for _columna, celda, empieza in suyas
        )
        filas.append(f"<w:tr>{''.join(celdas)}</w:tr>")
    return word(f"<w:tbl>{''.join(filas)}</w:tbl>", styles=ESTILOS, numbering=NUMERACION)


def en_pagina() -> bytes:
    filas = (
        "".join(f"<td colspan={celda.ancho} rowspan={celda.alto}>{celda.dice}</td>" for celda in fila) for fila in FILAS
    )
    return f"<!DOCTYPE html><html><body><table><tr>{'<tr>'.join(filas)}</table></body></html>".encode()


def en_excel() -> bytes:
    destino = io.BytesIO()
    with xlsxwriter.Workbook(destino, {"in_memory": True}) as libro:
        hoja = libro.add_worksheet()
        for fila, columna, celda in colocadas():
            if celda.ancho == celda.alto == 1:
                hoja.write_string(fila, columna, celda.dice)
            else:
                hoja.merge_range(fila, columna, fila + celda.alto - 1, columna + celda.ancho - 1, celda.dice)
    return destino.getvalue()


def en_libre() -> bytes:
    filas = [[""] * 5 for _ in FILAS]
    for fila, columna, celda in colocadas():
        for abajo in range(fila, fila + celda.alto):
            filas[abajo][columna : columna + celda.ancho] = ["<table:covered-table-cell/>"] * celda.ancho
        filas[fila][columna] = (
            f'<table:table-cell office:value-type="string" table:number-columns-spanned="{celda.ancho}" '
            f'table:number-rows-spanned="{celda.alto}"><text:p>{celda.dice}</text:p></table:table-cell>'
        )
    renglones = "".join(f"<table:table-row>{''.join(fila)}</table:table-row>" for fila in filas)
    return estropear.ods(f'<table:table table:name="Hoja1">{renglones}</table:table>')


FORMATOS: dict[str, Callable[[], bytes]] = {
    "pdf": en_pdf,
    "docx": en_word,
    "html": en_pagina,
    "xlsx": en_excel,
    "ods": en_libre,
}


@pytest.mark.parametrize("formato", FORMATOS)
def test_lo_que_abarca_varias_vale_en_cada_una(formato: str, tmp_path: Path) -> None:
    lectura: Lectura = leer_archivo(estropear.escribir(tmp_path, FORMATOS[formato]()), lambda _leida, _de: None)
    (tabla,) = [bloque for bloque in lectura.bloques if bloque.filas]
    assert [lectura.texto[fila.inicio : fila.fin] for fila in tabla.filas] == LEIDAS


def test_la_cabecera_de_varias_filas_dice_cada_columna_una_vez(tmp_path: Path) -> None:
    """La segunda fila de la cabecera repite lo que abarca las dos, y no por eso se cita como un dato."""
    larga = en_pagina().replace(b"Aceites", b"Aceites y grasas " * 40)
    lectura = leer_archivo(estropear.escribir(tmp_path, larga), lambda _leida, _de: None)
    fragmentos = segmentar(lectura, "tabla.html", "1")
    assert [uno.texto for uno in fragmentos][-2:] == LEIDAS[-2:]
    assert fragmentos[0].cabecera is not None
    assert columnas_de(fragmentos[0].cabecera.texto) == [
        "Parámetro", "Unidad", "Riego No restringido", "Riego Restringido", "Bebida De animales",
    ]  # fmt: skip
    assert fragmentos[0].texto.startswith("FÍSICOS")
