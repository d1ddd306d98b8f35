"""Lectura de un texto escrito a mano, .txt o .md: qué líneas son títulos, cuáles rótulos y cuáles párrafos.

Los títulos nombran el apartado y los rótulos de gráficos («GRÁFICO N°3» y su leyenda) solo anuncian lo que el texto no
trae: ninguno es texto citable. El texto no se toca.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from conocimiento.expresiones import diferida
from conocimiento.lectura.blancos import recortar
from conocimiento.lectura.encabezados import (
    COLA_DE_TITULO,
    NIVEL_DE_ARTICULO,
    ROTULO,
    Anidado,
    articulo_de,
    en_minusculas,
    esta_en_mayusculas,
    mostrar,
)
from conocimiento.lectura.valores import Bloque, ClaseDeBloque, Lectura
from conocimiento.modelo import Tramo

_LINEA = diferida(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_TITULO_MARKDOWN = diferida(r"#{1,6}[ \t]+(.+?)[ \t]*#*$")
_CERCO = diferida(r"(?:```|~~~)")
_NUMERADO = diferida(r"\d+(?:\.\d+)+\.?[ \t]+\S")
_DIVISION = diferida(r"(?:CAP[IÍ]TULO|T[IÍ]TULO|PARTE|SECCI[OÓ]N|ANEXO)\s+(?:[IVXLC]+|\d+)$", re.IGNORECASE)
_DE_UN_NUMERO = diferida(r"(?:\d{1,2}|[IVXLC]{1,5}|[A-Z])(?:[.)]|\.?[ \t]?[-–—])[ \t]+[A-ZÁÉÍÓÚÑ¿]")
"""«3. Rendición de cuentas», «V. Disposiciones finales»: también empieza así un punto de una lista."""
_LARGO_DE_UN_TITULO = 120
_VECES_DE_UNA_CABECERA = 3
"""Desde cuántas veces un renglón solo e igual es el encabezado de cada página, y no el título de un apartado."""
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
    parrafos, anidado = list(_parrafos(texto)), Anidado()
    escritos = [texto[parrafo.inicio : parrafo.fin] for parrafo in parrafos]
    numerados, repetidos = _los_numerados(escritos), _los_de_cada_pagina(escritos)
    for lugar, bloque in enumerate(parrafos):
        if lugar in repetidos:
            yield Bloque(ClaseDeBloque.ROTULO, bloque.inicio, bloque.fin)
            continue
        if lugar in numerados:
            nombre = anidado.titulo(mostrar(COLA_DE_TITULO.sub("", escritos[lugar])))
            yield Bloque(ClaseDeBloque.TITULO, bloque.inicio, bloque.fin, nombre, 1)
            tras_division = tras_rotulo = False
            continue
        if not es_markdown and (articulo := articulo_de(escritos[lugar], anidado)):
            yield Bloque(ClaseDeBloque.PARRAFO, bloque.inicio, bloque.fin, articulo, NIVEL_DE_ARTICULO)
            tras_division = tras_rotulo = False
            continue
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
                yield Bloque(ClaseDeBloque.TITULO, tramo.inicio, tramo.fin, anidado.titulo(titulo), 1)
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


def _los_numerados(escritos: Sequence[str]) -> frozenset[int]:
    """Qué párrafos son un título con un solo número: un renglón solo que no cierra oración ni está en una lista."""
    con_numero = {
        lugar
        for lugar, escrito in enumerate(escritos)
        if len(escrito) <= _LARGO_DE_UN_TITULO
        and "\n" not in escrito
        and _DE_UN_NUMERO.match(escrito)
        and not escrito.endswith(_FINAL_DE_ORACION)
    }
    return frozenset(
        lugar for lugar in con_numero if lugar + 1 < len(escritos) and con_numero.isdisjoint((lugar - 1, lugar + 1))
    )


def _los_de_cada_pagina(escritos: Sequence[str]) -> frozenset[int]:
    """Qué párrafos son el encabezado que se repite en cada página, salvo la primera vez, en que puede ser el título."""
    cortos = [
        escrito
        if len(escrito) <= _LARGO_DE_UN_TITULO and "\n" not in escrito and not escrito.endswith(_FINAL_DE_ORACION)
        else ""
        for escrito in escritos
    ]
    veces = Counter(cortos)
    primera = {escrito: lugar for lugar, escrito in reversed(list(enumerate(cortos)))}
    return frozenset(
        lugar
        for lugar, escrito in enumerate(cortos)
        if escrito and veces[escrito] >= _VECES_DE_UNA_CABECERA and lugar != primera[escrito]
    )


def _titulo(linea: str, es_markdown: bool, es_sola: bool) -> str | None:
    """El título como se muestra, o `None` si la línea no lo es."""
    if es_markdown and (hallado := _TITULO_MARKDOWN.match(linea)):
        return hallado.group(1).strip("*_ ")
    if len(linea) > _LARGO_DE_UN_TITULO or not es_sola:
        return None
    limpio = COLA_DE_TITULO.sub("", linea)
    if esta_en_mayusculas(limpio) and not ROTULO.match(linea):
        return en_minusculas(limpio)
    if _NUMERADO.match(linea) and not linea.endswith(_FINAL_DE_ORACION):
        return limpio
    return None
