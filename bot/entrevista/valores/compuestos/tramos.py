"""Dónde está, dentro de una frase, un correo, un teléfono, una fecha, unos meses o una duración."""

import re

from bot.entrevista.valores.plazos import EPOCAS, PATRON_DE_MES
from conocimiento.palabras import NUMEROS, plano

Tramo = tuple[int, int]
"""Dónde empieza y dónde acaba."""

CORREO = re.compile(
    r"(?:\b(?:(?:el|su|mi)\s+)?(?:correo|e-?mail|mail)(?:\s+electr[oó]nico)?\s*(?:es\b|:)?\s*)?[<(]?"
    r"(?<![\w.+-])([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})[>)]?",
    re.IGNORECASE,
)
TELEFONO = re.compile(
    r"(?:\b(?:(?:mi|su|el)\s+)?(?:cel(?:ular)?|tel[eé]fono|telf?|fono|whats?app|wsp|m[oó]vil)\.?\s*(?:es\b|:)?\s*)?"
    r"(?<![\w.@])(?:\+?51[\s-]?)?(?:9\d{2}[\s.-]?\d{3}[\s.-]?\d{3}|\(?0\d{1,2}\)?[\s-]?\d{6,7})(?![\w.]*\d)",
    re.IGNORECASE,
)
_ANIO = r"20\d\d"
_EPOCAS = "|".join((*EPOCAS, "mitad", "mitades", "cierre", "primer trimestre", "ultimo trimestre"))
_PREPOSICION = (
    r"(?:(?:para|hasta|hacia|desde|en|a|al|el|la|por|antes\s+de(?:l)?|como\s+maximo|de|del|fecha|plazo)\s+){0,3}"
)
FECHA = re.compile(
    rf"(?<![\w/.-]){_PREPOSICION}(?:"
    rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_ANIO}|\d{{1,2}}[/-]{_ANIO}|{_ANIO}-\d{{2}}(?:-\d{{2}})?"
    rf"|(?:(?:{_EPOCAS})\s+(?:de\s+|del\s+)?)?(?:\d{{1,2}}\s+(?:de\s+)?)?(?:{PATRON_DE_MES})\.?\s*(?:de|del|/|-|,)?\s*{_ANIO}"
    rf"|(?:{_EPOCAS})\s+(?:de\s+|del\s+)?(?:ano\s+)?{_ANIO}|(?:ano\s+)?{_ANIO})(?![\w%])(?!\s*(?:familias|personas|ninos))"
)
_NUMERO = rf"(?:\d{{1,3}}|{'|'.join(n for n, v in NUMEROS.items() if v <= 60)})"
DURACION = re.compile(rf"(?:\b(?:en|durante|por|unos|dura|toma|demora)\s+)*\b({_NUMERO})\s+(mes(?:es)?|anos?)\b")
_UNO = r"\d{1,3}"
MESES = re.compile(
    rf"(?:\b(?:en|desde|del?|el|los|entre|a\s+partir\s+del?)\s+)*(?:\bmes(?:es)?\s*(?:del?\s+|el\s+|los\s+)?#?({_UNO})(?:\s*(?:al?|hasta(?:\s+el)?|[-–—]|y)\s*(?:mes\s+)?({_UNO}))?"
    rf"|\b({_UNO})\s*(?:al?|hasta(?:\s+el)?|[-–—])\s*({_UNO})(?!\s*(?:%|\w))|\b(?:desde|a\s+partir)\s+(?:del?\s+|el\s+)?(?:mes\s+)?({_UNO})(?!\s*\w)"
    rf"|\btodos?\s+los\s+meses\b|\btodo\s+el\s+(?:plazo|proyecto|tiempo)\b)"
)


def hallar(patron: re.Pattern[str], texto: str) -> Tramo | None:
    """El primer tramo de esa forma en un texto, sin mirar tildes ni mayúsculas; None si no hay."""
    hallado = patron.search(plano(texto))
    return hallado.span() if hallado else None


def sin_tramo(texto: str, tramo: Tramo) -> str:
    """Lo que queda de un texto al sacarle un tramo, sin las comas que quedan sueltas."""
    antes, despues = texto[: tramo[0]].rstrip(" ,;-–—("), texto[tramo[1] :].lstrip(" ,;-–—).")
    return f"{antes}, {despues}".strip(" ,;") if antes and despues else antes or despues
