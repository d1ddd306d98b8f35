"""Lo que puede pasar al leer una respuesta, y las comparaciones que comparten los validadores.

Un validador nunca adivina: devuelve un `Valido`, una `Explicacion` o una `Pide` con opciones.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.entrevista.esquema import Catalogos
from bot.entrevista.eventos import Valor
from conocimiento.palabras import plano

VINETA = re.compile(r"^\s*(?:[-–—•*·▪]+|\d{1,2}\s*[.)-]|[a-z]\))\s+")
"""Lo que va delante de cada línea de una lista."""

SIN_SABER = frozenset(
    {"no se", "no se todavia", "todavia no se", "aun no se", "no lo se", "por definir", "pendiente", "-", "?", ""}
)
"""Lo que se escribe en lugar de un dato que aún no se sabe."""


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
    hoy: date
    proponente: str = ""
    previo: Valor = None
    actores: tuple[str, ...] = ()
    """Los nombres de los actores ya conocidos, para reconocer a un responsable."""
