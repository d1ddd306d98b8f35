"""Lo que se pide de una nota de voz y lo que vuelve. Solo valores."""

from dataclasses import dataclass
from enum import StrEnum

from bot.dialogo.entradas import VozRecibida

SEGUNDOS_MAXIMOS = 90
OCTETOS_MAXIMOS = 1_000_000
"""Noventa segundos de una nota de Telegram son unos 350 000."""


class SinOir(StrEnum):
    """Por qué una nota de voz no se pudo pasar a texto."""

    LARGA = "larga"  # dura o pesa más de lo que se escucha
    NO_ES_AUDIO = "no_es_audio"
    NADA = "nada"  # no se oye a nadie, o no se entiende
    SIN_TRAER = "sin_traer"  # el canal no la pudo entregar
    PLAZO = "plazo"  # no se llegó a tiempo, quizá porque esperaban otras
    FALLO = "fallo"  # lo que la pasa a texto falló


@dataclass(frozen=True, slots=True)
class Transcribir:
    """Traer una nota de voz y pasarla a texto. El audio no se guarda."""

    voz: VozRecibida


@dataclass(frozen=True, slots=True)
class VozTranscrita:
    """Resultado de `Transcribir`: lo que se oyó, que todavía no es nada que la persona haya dicho."""

    voz: VozRecibida
    texto: str


@dataclass(frozen=True, slots=True)
class VozNoTranscrita:
    """`Transcribir` no dio un texto."""

    motivo: SinOir
