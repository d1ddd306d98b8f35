"""Cómo se une lo que el PDF trae en líneas: espacios, palabras cortadas con guion y la comprobación de las letras."""

import re
from collections.abc import Sequence

from conocimiento.lectura.pdf.caracteres import Linea, Palabra

_GUIONES = "-\u2010\u2011"


def unir(lineas: Sequence[Linea]) -> tuple[str, list[int]]:
    """El texto de unas líneas y dónde empieza en él cada una."""
    texto = ""
    comienzos: list[int] = []
    for linea in lineas:
        nuevo = linea.texto
        if texto and texto[-1] in _GUIONES and len(texto) > 1 and texto[-2].isalnum() and nuevo[:1].isalnum():
            if texto[-2].islower() and nuevo[0].islower():
                texto = texto[:-1]
        elif texto:
            texto += " "
        comienzos.append(len(texto))
        texto += nuevo
    return texto, comienzos


def unir_palabras(palabras: Sequence[Palabra]) -> str:
    """El texto de las palabras de una celda; las que bajan de línea tras un guion se unen."""
    lineas: list[list[Palabra]] = []
    for palabra in palabras:
        if lineas and abs(lineas[-1][-1].base - palabra.base) < 0.5 * palabra.cuerpo:
            lineas[-1].append(palabra)
        else:
            lineas.append([palabra])
    return unir([Linea(tuple(una), 0) for una in lineas])[0]


def letras(texto: str) -> str:
    """Solo las letras y las cifras."""
    return re.sub(r"[\W_]+", "", texto)
