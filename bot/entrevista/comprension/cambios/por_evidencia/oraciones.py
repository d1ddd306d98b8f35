"""Las oraciones de un mensaje y qué hace cada una: preguntar, dejar algo como está o decir lo demás."""

import re
from dataclasses import dataclass
from enum import Enum

from conocimiento.palabras import plano

_ORACION = re.compile(r"(?:[^.;!?\n]|\.(?=[\w,)»\"])){1,600}[.;!?\n]{0,6}")
_INTERROGA = re.compile(
    r"\W*(?:(?:y|pero|oiga|oye|oe|disculpe|una duda|consulta|por cierto)\W{1,3}){0,2}"
    r"(?:(?:en|a|de|con|por|para) )?(?:que|q|cual(?:es)?|quien(?:es)?|cuant\w+|cuando|como|donde|por que|xq) "
)
_QUEDA_IGUAL = re.compile(
    r"\b(?:se (?:mantien|conserv|qued)\w*|que (?:permane\w+|quede\w* (?:igual|asi|como))|permane\w+"
    r"|sigu?en? (?:igual|siendo|como|en)|sigue en \d\w*|qued\w{1,5} (?:igual|tal cual|como est\w+)"
    r"|l[aeo]s? (?:deja\w*|conserv\w*)|tal cual|son l[oa]s mism[oa]s|es (?:la|el) mism[oa]"
    r"|(?:deja\w*|sin (?:tocar|borrar|cambiar)) (?:lo demas|lo otro|el resto|lo que ya)|no (?:me )?(?:toque|mueva|borre)\w*)\b"
)


class Hace(Enum):
    """Qué hace una oración."""

    PREGUNTA = "pregunta"
    DEJA = "deja"
    DICE = "dice"


@dataclass(frozen=True, slots=True)
class Oracion:
    """Lo que dice, tal cual y sin tildes, y desde qué letra del mensaje."""

    texto: str
    liso: str
    inicio: int
    hace: Hace


def oraciones(texto: str) -> tuple[Oracion, ...]:
    """Las del mensaje, en orden."""
    liso = plano(texto)
    return tuple(
        Oracion(texto[suya.start() : suya.end()], suya.group(), suya.start(), _hace(suya.group()))
        for suya in _ORACION.finditer(liso)
        if re.search(r"\w", suya.group())
    )


def _hace(liso: str) -> Hace:
    if "?" in liso:
        return Hace.PREGUNTA
    if _QUEDA_IGUAL.search(liso):
        return Hace.DEJA
    return Hace.PREGUNTA if liso.lstrip().startswith("¿") else Hace.DICE
