"""La maqueta de los cuadros de Word: el ancho de cada columna y dónde se cortan entre dos páginas."""

from collections.abc import Sequence
from math import ceil
from typing import Any, cast

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement  # pyright: ignore[reportUnknownVariableType]
from docx.shared import Emu, Mm, RGBColor
from docx.table import Table, _Cell, _Row  # pyright: ignore[reportPrivateUsage]
from docx.text.paragraph import Paragraph

from bot.documentos.texto import limpiar
from bot.entrevista.propuesta.modelo import BARRA, Cuadro

_MILIMETROS_POR_LETRA = 1.9  # a 9 puntos
_LINEAS_POR_PAGINA = 45
_LINEAS_DE_UN_CUADRO_BREVE = 16  # hasta aquí no se corta entre dos páginas
_ANCHO_DESCONOCIDO = 40.0
_ANCHO_DE_TEXTO = Mm(160)
_COLOR_DE_BARRA = "1F3864"
ESTRECHA = 6
"""Una columna de menos de esta parte del ancho lleva una barra o un número: va centrada y sin márgenes."""


def acomodar(documento: Document, cuadros: Sequence[Cuadro]) -> None:
    """Da a cada cuadro los anchos de sus columnas y evita cuadros breves cortados y filas solas entre dos páginas.

    Un cuadro se reconoce por los títulos de sus columnas; el que no es de la propuesta conserva los de la plantilla.
    """
    anchos = {tuple(limpiar(titulo) for titulo in cuadro.titulos): cuadro.anchos for cuadro in cuadros}
    for tabla in documento.tables:
        titulos = tuple(celda.text for celda in tabla.rows[0].cells) if tabla.rows else ()
        if titulos in anchos:
            _dar_anchos(tabla, anchos[titulos])
        _unir_a_lo_que_la_presenta(tabla)
        filas = [fila for fila in tabla.rows if _marca(fila, "w:tblHeader") is None]
        for fila in filas:
            if _lineas(fila) > _LINEAS_POR_PAGINA:
                _permitir_partir(fila)
        es_breve = sum(_lineas(fila) for fila in filas) <= _LINEAS_DE_UN_CUADRO_BREVE
        for fila in filas[:-1] if es_breve else filas[:-1][:1] + filas[-2:-1]:  # si no, primera y penúltima
            _unir_a_la_siguiente(fila)
        for fila in tabla.rows:
            if _marca(fila, "w:tblHeader") is not None:
                _unir_a_la_siguiente(fila)


def _unir_a_lo_que_la_presenta(tabla: Table) -> None:
    """El párrafo de antes, si dice algo, no se separa del cuadro."""
    previo = cast("Any", tabla)._tbl.getprevious()
    if previo is not None and previo.tag == qn("w:p"):
        parrafo = Paragraph(previo, tabla)  # pyright: ignore[reportArgumentType]
        if parrafo.text.strip():
            parrafo.paragraph_format.keep_with_next = True


def _dar_anchos(tabla: Table, partes: Sequence[int]) -> None:
    rejilla = cast("Any", tabla)._tbl.tblGrid
    for columna in list(rejilla):
        rejilla.remove(columna)
    for parte in partes:
        columna = cast("Any", OxmlElement("w:gridCol"))
        columna.set(qn("w:w"), str(round(_ANCHO_DE_TEXTO.twips * parte / 100)))
        rejilla.append(columna)
    for fila in tabla.rows:
        for celda, parte in zip(fila.cells, partes, strict=True):
            celda.width = Emu(round(_ANCHO_DE_TEXTO * parte / 100))
            if parte < ESTRECHA:
                _estrechar(celda)


def _estrechar(celda: _Cell) -> None:
    es_barra = celda.text == BARRA
    for parrafo in celda.paragraphs:
        parrafo.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for tramo in parrafo.runs if es_barra else ():
            tramo.font.color.rgb = RGBColor.from_string(_COLOR_DE_BARRA)
    margenes = cast("Any", OxmlElement("w:tcMar"))
    for lado in ("w:left", "w:right"):
        margen = cast("Any", OxmlElement(lado))
        margen.set(qn("w:w"), "0")
        margen.set(qn("w:type"), "dxa")
        margenes.append(margen)
    propiedades = cast("Any", celda)._tc.get_or_add_tcPr()
    if es_barra:
        sombra = cast("Any", OxmlElement("w:shd"))
        sombra.set(qn("w:val"), "clear")
        sombra.set(qn("w:fill"), _COLOR_DE_BARRA)
        propiedades.append(sombra)
    propiedades.append(margenes)


def _marca(fila: _Row, nombre: str) -> Any:
    """Devuelve la propiedad de una fila (`w:tblHeader`, `w:cantSplit`), o None; python-docx no las ofrece."""
    return cast("Any", fila)._tr.find(f"{qn('w:trPr')}/{qn(nombre)}")


def _lineas(fila: _Row) -> int:
    """Estima cuántas líneas ocupa la celda más alta."""
    alturas: list[int] = []
    for celda in fila.cells:
        milimetros = celda.width.mm if celda.width else _ANCHO_DESCONOCIDO
        letras = max(1, round(milimetros / _MILIMETROS_POR_LETRA))
        alturas.append(sum(max(1, ceil(len(linea) / letras)) for linea in celda.text.split("\n")))
    return max(alturas, default=0)


def _permitir_partir(fila: _Row) -> None:
    marca = _marca(fila, "w:cantSplit")
    if marca is not None:
        marca.getparent().remove(marca)


def _unir_a_la_siguiente(fila: _Row) -> None:
    for celda in fila.cells:
        for parrafo in celda.paragraphs:
            parrafo.paragraph_format.keep_with_next = True
