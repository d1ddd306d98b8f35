"""Qué es una corrección, y lo que hace falta saber para hacerlas."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.entrevista.esquema import Usos


class Diccionario(Protocol):
    """Las palabras del español. Bloquea unos microsegundos por palabra."""

    def conoce(self, palabra: str, /) -> bool:
        """Dice si existe, escrita exactamente así."""
        ...

    def es_nombre(self, palabra: str, /) -> bool:
        """Dice si es un nombre o un adjetivo, aunque también pueda ser un verbo."""
        ...

    def es_verbo(self, palabra: str, /) -> bool:
        """Dice si puede ser una forma de un verbo."""
        ...

    def plural(self, palabra: str, /) -> str:
        """El plural de un nombre o adjetivo en singular; vacío si no lo es."""
        ...


class SinDiccionario:
    """Cuando no hay diccionario: no conoce ninguna palabra, y solo se corrige lo que no lo necesita."""

    def conoce(self, palabra: str, /) -> bool:
        """Ninguna."""
        return False

    def es_nombre(self, palabra: str, /) -> bool:
        """De ninguna lo dice."""
        return False

    def es_verbo(self, palabra: str, /) -> bool:
        """De ninguna lo dice."""
        return False

    def plural(self, palabra: str, /) -> str:
        """Ninguno."""
        return ""


class Clase(StrEnum):
    """Qué se corrige en un trozo. Su valor se guarda: no cambia nunca."""

    ABREVIATURA = "abreviatura"
    TILDE = "tilde"
    LETRAS = "letras"
    MAYUSCULA = "mayuscula"
    CONCORDANCIA = "concordancia"
    SIGNOS = "signos"
    PUNTO = "punto"


@dataclass(frozen=True, slots=True)
class Correccion:
    """Un trozo del texto original, de la letra `inicio` a `fin`, y lo que va en su lugar."""

    inicio: int
    fin: int
    antes: str
    despues: str
    clase: Clase


@dataclass(frozen=True, slots=True)
class Redactor:
    """Con qué se corrige: las palabras del español y los usos de la agencia."""

    diccionario: Diccionario
    usos: Usos


def aplicar(texto: str, correcciones: tuple[Correccion, ...]) -> str:
    """El texto con esas correcciones, que no se pisan y van en orden."""
    partes: list[str] = []
    desde = 0
    for una in correcciones:
        partes += (texto[desde : una.inicio], una.despues)
        desde = una.fin
    return "".join((*partes, texto[desde:]))
