"""Lo que puede pasar al leer una respuesta, y las comparaciones que comparten los validadores.

Un validador nunca adivina: devuelve un `Valido`, una `Explicacion` o una `Pide` con opciones.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.entrevista.esquema import Catalogos
from bot.entrevista.eventos import Valor


@dataclass(frozen=True, slots=True)
class Valido:
    """Un valor aceptado. `lectura`: cómo se entendió, si hubo que interpretar; vacía si es literal.

    `aviso`: algo que conviene que la persona sepa y no impide guardar.
    """

    valor: Valor
    lectura: str = ""
    aviso: str = ""


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


def plano(texto: str) -> str:
    """Quita tildes y mayúsculas sin cambiar el largo: la posición de cada letra se conserva."""
    return "".join(_letra(letra) for letra in texto)


def comparable(texto: str) -> str:
    """Deja solo letras, cifras y signos de moneda separados por un espacio, para comparar."""
    return " ".join(re.findall(r"[a-z0-9$€/.&]+", plano(texto))).strip(" .")


def contiene(texto: str, frase: str) -> bool:
    """Dice si `frase` aparece en `texto` como palabras enteras, sin mirar tildes ni mayúsculas."""
    return posicion(texto, frase) >= 0


def posicion(texto: str, frase: str) -> int:
    """Dónde aparece `frase` como palabras enteras; -1 si no aparece."""
    patron = r"(?<![a-z0-9])" + re.escape(plano(frase)).replace(r"\ ", r"\s+") + r"(?![a-z0-9])"
    hallado = re.search(patron, plano(texto))
    return hallado.start() if hallado else -1


@lru_cache(maxsize=4096)
def _letra(letra: str) -> str:
    base = unicodedata.normalize("NFD", letra)[0].lower()
    return base if len(base) == 1 else letra
