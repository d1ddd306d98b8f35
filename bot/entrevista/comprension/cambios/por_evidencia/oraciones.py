"""Las oraciones de un mensaje y qué hace cada una: preguntar, dejar algo como está o decir lo demás."""

import re
from dataclasses import dataclass
from enum import Enum

from bot.entrevista.comprension.cambios.senales import CAMBIAR, QUITAR
from conocimiento.palabras import plano

_ORACION = re.compile(r"(?:[^.;!?\n]|\.(?=[\w,)»\"])){1,600}[.;!?\n]{0,6}")
_QUEDA_IGUAL = re.compile(
    r"\b(?:se (?:mantien|conserv|qued)\w*|que (?:permane\w+|quede\w* (?:igual|asi|como))|permane\w+"
    r"|sigu?en? (?:igual|siendo|como|en)|sigue en \d\w*|qued\w{1,5} (?:igual|tal cual|como est\w+)"
    r"|l[aeo]s? (?:deja\w*|conserv\w*)|tal cual|son l[oa]s mism[oa]s|es (?:la|el) mism[oa]"
    r"|(?:deja\w*|sin (?:tocar|borrar|cambiar)) (?:lo demas|lo otro|el resto|lo que ya)|no (?:me )?(?:toque"
    r"|mueva|borre)\w*)\b"
)

_PROPONE = re.compile(
    r"(?:^|[,;]\s)\W*(?:(?:no|mm+|oye|oe|y|pero|mejor)\W{1,3}){0,2}(?:(?:que tal )?si (?:le |lo |la "
    r"|mejor )*pon\w+|(?:se )?(?:podri\w+|puede\w?) (?:llam|sali|ser|qued|dec|ir|figur|cambi|quit|agreg|correg"
    r"|arregl|reemplaz|sac|borr)\w*"
    r"|(?:seria|es|habria) (?:posible|forma|manera)|habra forma|no seria mejor|y si en (?:lugar|vez) de)\b"
)
"""«¿Y si le ponemos Yaku Kawsay?»: pide, aunque pregunte."""

_PIDE_ADEMAS = re.compile(
    r"\b(?:cambi|pon|corr[ei]|correg|agreg|quit|sac|arregl|reemplaz|consign|anot|apunt)\w{0,7}l[aeo]s?\b"
    r"|\bponle\b|\bhay que \w+r\b"
    r"|\b(?:si|mejor),? (?:es|mejor|asi|ese|esa)\b|\b(?:usar|use) (?:ese|esa)\b|\b(?:es|son|somos) (?:el|la"
    r"|los|las|un|una) \w"
    r"|\b(?:tiene que|deb\w+) ser\b|\bno (?:es|opera|pues|son|somos)\b|\bpon(?:er|ga)?\b"
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
        return Hace.DICE if _PROPONE.search(liso) else Hace.PREGUNTA
    if _QUEDA_IGUAL.search(liso) and not QUITAR.search(liso) and not CAMBIAR.search(liso):
        return Hace.DEJA
    return Hace.PREGUNTA if liso.lstrip().startswith("¿") else Hace.DICE


def pide_ademas(liso: str) -> bool:
    """Una oración que pide o afirma algo, junto a otra que pregunta."""
    return _PIDE_ADEMAS.search(liso) is not None
