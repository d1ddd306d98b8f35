"""Lectura de un texto escrito a mano, .txt o .md: qué líneas son títulos, cuáles rótulos y cuáles párrafos.

Los títulos nombran el apartado y los rótulos de gráficos («GRÁFICO N°3» y su leyenda) solo anuncian lo que el texto no
trae: ninguno es texto citable. El texto no se toca.
"""

import re
from collections.abc import Iterator

from conocimiento.lectura.blancos import recortar
from conocimiento.lectura.encabezados import COLA_DE_TITULO, ROTULO, en_minusculas, esta_en_mayusculas
from conocimiento.lectura.valores import Bloque, ClaseDeBloque, Lectura
from conocimiento.modelo import Tramo

_LINEA = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_TITULO_MARKDOWN = re.compile(r"#{1,6}[ \t]+(.+?)[ \t]*#*$")
_CERCO = re.compile(r"(?:```|~~~)")
_NUMERADO = re.compile(r"\d+(?:\.\d+)+\.?[ \t]+\S")
_DIVISION = re.compile(r"(?:CAP[IÍ]TULO|T[IÍ]TULO|PARTE|SECCI[OÓ]N|ANEXO)\s+(?:[IVXLC]+|\d+)$", re.IGNORECASE)
_FINAL_DE_ORACION = (".", "!", "?", "…", ":", ";", "»", "”", '"', ")")


def leer_escrito(texto: str, es_markdown: bool) -> Lectura:
    """Devuelve la lectura de un texto ya decodificado.

    Si todo parece título o rótulo, se toma el texto entero como párrafos: perderlo sería peor.
    """
    bloques = tuple(_bloques(texto, es_markdown))
    if not any(bloque.clase is ClaseDeBloque.PARRAFO for bloque in bloques):
        bloques = tuple(_parrafo(tramo) for tramo in _parrafos(texto))
    return Lectura(texto, bloques, formato="md" if es_markdown else "txt")


def _parrafo(tramo: Tramo) -> Bloque:
    return Bloque(ClaseDeBloque.PARRAFO, tramo.inicio, tramo.fin)


def _parrafos(texto: str) -> Iterator[Tramo]:
    """Los bloques de líneas seguidas no vacías."""
    inicio: int | None = None
    fin = 0
    for linea in _lineas(texto):
        if linea.fin == linea.inicio:
            if inicio is not None:
                yield Tramo(inicio, fin)
            inicio = None
        else:
            inicio = linea.inicio if inicio is None else inicio
            fin = linea.fin
    if inicio is not None:
        yield Tramo(inicio, fin)


def _lineas(texto: str) -> Iterator[Tramo]:
    for hallada in _LINEA.finditer(texto):
        if hallada.end() > hallada.start():
            yield recortar(texto, hallada.start(), hallada.end())


def _bloques(texto: str, es_markdown: bool) -> Iterator[Bloque]:
    tras_division, tras_rotulo, en_cerco = False, False, False
    for bloque in _parrafos(texto):
        resto: Tramo | None = None
        for linea in _lineas(texto[bloque.inicio : bloque.fin]):
            tramo = Tramo(bloque.inicio + linea.inicio, bloque.inicio + linea.fin)
            contenido = texto[tramo.inicio : tramo.fin]
            en_cerco ^= es_markdown and _CERCO.match(contenido) is not None
            es_sola = tramo == bloque
            titulo = None if en_cerco else _titulo(contenido, es_markdown, es_sola)
            es_leyenda = tras_rotulo and es_sola and not contenido.endswith(_FINAL_DE_ORACION)
            if titulo is not None:
                if resto is not None:
                    yield _parrafo(resto)
                yield Bloque(ClaseDeBloque.TITULO, tramo.inicio, tramo.fin, titulo, 1)
                resto = None
                tras_division, tras_rotulo = _DIVISION.match(titulo) is not None, False
            elif ROTULO.match(contenido):
                if resto is not None:
                    yield _parrafo(resto)
                yield Bloque(ClaseDeBloque.ROTULO, tramo.inicio, tramo.fin)
                resto, tras_rotulo = None, True
            elif (tras_division and es_sola and len(contenido) <= 200) or es_leyenda:
                yield Bloque(ClaseDeBloque.ROTULO, tramo.inicio, tramo.fin)
                tras_division = False
            else:
                resto = Tramo(resto.inicio if resto else tramo.inicio, tramo.fin)
                tras_division = tras_rotulo = False
        if resto is not None:
            yield _parrafo(resto)


def _titulo(linea: str, es_markdown: bool, es_sola: bool) -> str | None:
    """El título como se muestra, o `None` si la línea no lo es."""
    if es_markdown and (hallado := _TITULO_MARKDOWN.match(linea)):
        return hallado.group(1).strip("*_ ")
    if len(linea) > 120 or not es_sola:
        return None
    limpio = COLA_DE_TITULO.sub("", linea)
    if esta_en_mayusculas(limpio) and not ROTULO.match(linea):
        return en_minusculas(limpio)
    if _NUMERADO.match(linea) and not linea.endswith(_FINAL_DE_ORACION):
        return limpio
    return None
