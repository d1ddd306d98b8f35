"""De qué está hecho un borrador: sus respuestas, lo que espera a la persona y quiénes lo escriben."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from bot.entrevista.eventos import Llave
from bot.entrevista.valor import Valor

PROPONENTE = "a0"
"""El actor que propone: por él responde quien empezó el borrador."""


@dataclass(frozen=True, slots=True)
class Respuesta:
    """Lo que la persona respondió: el valor entendido y sus palabras."""

    valor: Valor
    crudo: str


@dataclass(frozen=True, slots=True)
class Duda:
    """Valores entre los que la persona debe elegir; `numero` distingue una duda de otra."""

    numero: int
    llave: Llave
    crudo: str
    texto: str
    opciones: tuple[tuple[str, Valor], ...]
    confirma: bool = False
    """Se confirma un cambio de lo ya respondido: siempre se puede dejar como estaba."""
    mensaje: str = ""
    """El mensaje de la persona que la causó."""


@dataclass(frozen=True, slots=True)
class Elemento:
    """Lo que se está haciendo con un elemento de una lista. `accion`: agregar, cambiar o quitar.

    `lugar` es -1 mientras no se elige cuál.
    """

    llave: Llave
    accion: str
    lugar: int = -1


class Suerte(StrEnum):
    """Qué se decidió de una sugerencia."""

    ABIERTA = "abierta"
    ACOGIDA = "acogida"
    DESESTIMADA = "desestimada"


@dataclass(frozen=True, slots=True)
class Sugerencia:
    """El cambio que un integrante propone a una respuesta común. `base`: la huella de lo que decía al proponerlo."""

    de: str
    numero: int
    llave: Llave
    valor: Valor
    crudo: str
    base: str
    suerte: Suerte = Suerte.ABIERTA


@dataclass(frozen=True, slots=True)
class Visto:
    """El visto bueno de un integrante a una versión, o la última a la que se pidió."""

    version: int
    huella: str
    instante: datetime


class Rol(StrEnum):
    """Lo que hace un integrante en un borrador de varios."""

    COORDINACION = "coordinacion"
    SOCIO = "socio"
    OBSERVADOR = "observador"


CUPOS: Mapping[Rol, int] = MappingProxyType({Rol.SOCIO: 12, Rol.OBSERVADOR: 8})
"""Cuántos integrantes de cada rol caben a la vez en un borrador, además de quien coordina."""
INVITACIONES_VIVAS, INVITACIONES_POR_DIA = 20, 10
"""Cuántas invitaciones sin usar puede haber a la vez, y cuántas se crean en 24 horas."""
UN_DIA = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Integrante:
    """Quien escribe o lee un borrador. Responde por un `actor` («» si solo lee). `hasta`: cuándo salió."""

    codigo: str
    actor: str
    rol: Rol
    hasta: datetime | None = None

    @property
    def sigue(self) -> bool:
        """No ha salido."""
        return self.hasta is None
