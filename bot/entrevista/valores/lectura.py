"""Lo que puede pasar al leer una respuesta, y las comparaciones que comparten los validadores.

Un validador nunca adivina: devuelve un `Valido`, una `Explicacion` o una `Pide` con opciones.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.entrevista.esquema import Catalogos
from bot.entrevista.eventos import Valor
from conocimiento.expresiones import diferida
from conocimiento.palabras import comparable, plano

_SIN_SABER = frozenset(
    {"no se", "no se todavia", "todavia no se", "aun no se", "no lo se", "por definir", "pendiente", "-", "?", ""}
    | {"ninguno", "ninguna", "dejalo pendiente", "queda pendiente", "no me acuerdo", "no recuerdo", "ni idea", "nose"}
    | {"no sabemos", "no sabria", "falta definir", "se vera", "por ver", "despues", "luego", "mas tarde", "no tengo"}
)
_LE_TOCA_A_OTRO = diferida(
    r"(?:(?:eso|ya|ah|ahi|esa|esto|lo)\s+)*"
    r"(?:les?\s+toca\s+(?:a\s+\w+(?:\s+\w+){0,3}?\s+)?(?:decir|responder|definir|ver)(?:lo)?(?:\s+a\s+ell[oa]s)?"
    r"|(?:que\s+)?(?:l[oa]\s+)?(?:tienen|tendrian|deben|deberian|van)\s+(?:que\s+|a\s+)?(?:decir|definir|ver)(?:lo)?"
    r"\s+ell[oa]s"
    r"|(?:ell[oa]s|la empresa|la muni|el alcalde)\s+(?:lo\s+)?(?:saben?|sabran|dira|diran|dicen|deciden|definen|veran)"
    r"(?:\s+eso)?"
    r"|(?:que\s+)?l[oa]\s+(?:digan|definan|vean|respondan|pongan)\s+ell[oa]s"
    r"|(?:hay|tendria|tengo)\s+que\s+pregunta\w+(?:\s+\w+){0,3}|pregunt[ae]\w*\s+a\s+ell[oa]s)"
)


def no_se_sabe(dicho: str) -> bool:
    """Dice si lo escrito en lugar de un dato es que aún no se sabe, o que lo debe decir otro."""
    liso = comparable(dicho)
    return liso in _SIN_SABER or _LE_TOCA_A_OTRO.fullmatch(liso) is not None


@lru_cache(maxsize=16)
def plegadas(palabras: tuple[str, ...]) -> frozenset[str]:
    """Las palabras de una lista del catálogo, sin tildes ni mayúsculas."""
    return frozenset(map(plano, palabras))


@dataclass(frozen=True, slots=True)
class Valido:
    """Un valor aceptado. `lectura`: cómo se entendió, si hubo que interpretar; vacía si es literal.

    `advertencia`: algo que conviene que la persona sepa y no impide guardar.
    """

    valor: Valor
    lectura: str = ""
    advertencia: str = ""


@dataclass(frozen=True, slots=True)
class Explicacion:
    """Por qué no se puede aceptar: qué se entendió (si algo) y qué está mal."""

    problema: str
    entendido: str = ""


@dataclass(frozen=True, slots=True)
class Pide:
    """Hay más de una lectura posible: que elija la persona."""

    pregunta: str
    opciones: tuple[tuple[str, Valor], ...]


Lectura = Valido | Explicacion | Pide


@dataclass(frozen=True, slots=True)
class Entorno:
    """Lo que un validador puede mirar además del texto."""

    catalogos: Catalogos
    hoy: date = date.min
    proponente: str = ""
    previo: Valor = None
    actores: tuple[str, ...] = ()
    """Los nombres de los actores ya conocidos, para reconocer a un responsable."""
    actor: str = ""
    """El nombre del actor por el que se pregunta, si la pregunta se repite por actor."""
    en_duda: str = ""
    """Lo que la persona escribió y sobre lo que se le preguntó: puede contestar con palabras («son 7»)."""
