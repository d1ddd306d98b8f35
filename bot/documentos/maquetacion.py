"""Los retoques de página que una plantilla no puede expresar, porque dependen de cuánto texto hay."""

from math import ceil
from typing import Any, cast

from docx.document import Document
from docx.oxml.ns import qn
from docx.table import _Row  # pyright: ignore[reportPrivateUsage]

_MILIMETROS_POR_LETRA = 1.9  # a 9 puntos
_LINEAS_POR_PAGINA = 35  # de la hoja apaisada, que es la más baja
_LINEAS_DE_UN_CUADRO_BREVE = 16  # hasta aquí no se corta entre dos páginas
_ANCHO_DESCONOCIDO = 40.0


def acomodar(documento: Document) -> None:
    """Evita cuadros breves cortados y filas solas al pie o al inicio de una página; parte las que no caben en una."""
    for tabla in documento.tables:
        filas = [fila for fila in tabla.rows if _marca(fila, "w:tblHeader") is None]
        for fila in filas:
            if _lineas(fila) > _LINEAS_POR_PAGINA:
                _permitir_partir(fila)
        es_breve = sum(_lineas(fila) for fila in filas) <= _LINEAS_DE_UN_CUADRO_BREVE
        for fila in filas[:-1] if es_breve else filas[:-1][:1] + filas[-2:-1]:  # si no, primera y penúltima
            _unir_a_la_siguiente(fila)


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
