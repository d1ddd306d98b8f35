"""Qué párrafo es un título por su forma, cuando quien lo escribió no usó los estilos de título."""

import re

from conocimiento.expresiones import diferida
from conocimiento.lectura.encabezados import DIVISION, NUMERO, esta_en_mayusculas

LARGO = 120
_DIVISION = diferida(rf"{DIVISION}\s(?:{NUMERO}|[A-Z]|PRELIMINAR)\b", re.IGNORECASE)
_NUMERAL = diferida(r"(?P<cifras>\d{1,3}(?:\.\d{1,3}){0,5})(?:\.[-–]?|[-–)])?\s|(?P<romano>[IVXLC]{1,8})[.)][-–]?\s")
_ACABA_UNA_ORACION = (".", ";", ",", "…", "?", "!")
NIVEL_SIN_NUMERO = 2


def nivel_por_su_forma(texto: str, negrita: bool) -> int:
    """El nivel del título, desde 1; 0 si no lo parece: un título es corto, no acaba en punto y resalta.

    Resalta lo que va todo en negrita o en mayúsculas y empieza con un numeral o es una división («CAPÍTULO II»), y lo
    que va en negrita y en mayúsculas.
    """
    if len(texto) > LARGO or texto.endswith(_ACABA_UNA_ORACION):
        return 0
    mayusculas = esta_en_mayusculas(texto)
    if not (negrita or mayusculas):
        return 0
    if _DIVISION.match(texto):
        return 1
    if numeral := _NUMERAL.match(texto):
        return 1 + (numeral["cifras"] or "").count(".")
    return NIVEL_SIN_NUMERO if negrita and mayusculas else 0
