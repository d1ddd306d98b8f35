"""El vocabulario del traspaso: una consulta que la persona envía al personal y lo que el personal responde.

Módulo puro. Aquí solo hay valores; qué se hace con ellos lo decide `traspaso`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from bot.dialogo.mensajes import Mensaje

# --- Valores --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TurnoDicho:
    """Lo que se dijo en un turno de la conversación."""

    persona: str
    asistente: str


@dataclass(frozen=True, slots=True)
class Traspaso:
    """Una consulta ya enviada. `respuestas`: cuántas se le dieron; `cerrado`: cuándo la cerró el personal."""

    numero: int
    instante: datetime
    pregunta: str
    turnos: tuple[TurnoDicho, ...]
    respuestas: int = 0
    atendido: datetime | None = None
    cerrado: datetime | None = None
    motivo: str = ""


class OrdenDelPersonal(Enum):
    """Lo que el personal pide hacer con las consultas."""

    VER = "ver"
    RESPONDER = "responder"
    INSISTIR = "insistir"  # responder aunque ya tenga respuesta o esté cerrada
    CERRAR = "cerrar"


@dataclass(frozen=True, slots=True)
class PedidoDelPersonal:
    """Una orden del personal. Sin `numero`, es sobre todas las que esperan respuesta."""

    orden: OrdenDelPersonal
    numero: int | None = None
    texto: str = ""


# --- En el estado ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TraspasoPorEnviar:
    """Lo que se le mostró a la persona y aún no dijo si se envía. `turno`: en cuál se le mostró."""

    turno: int
    pregunta: str
    turnos: tuple[TurnoDicho, ...]


@dataclass(frozen=True, slots=True)
class RespuestaPorConfirmar:
    """Lo que el personal escribió a una consulta que ya tenía respuesta. `turno`: en cuál se le preguntó."""

    turno: int
    numero: int
    texto: str


# --- Resultados -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UltimosTurnosLeidos:
    """Resultado de `LeerUltimosTurnos`, del más antiguo al más nuevo; `abiertos`: cuántas consultas esperan."""

    turnos: tuple[TurnoDicho, ...]
    abiertos: int


@dataclass(frozen=True, slots=True)
class TraspasoNumerado:
    """Resultado de `NumerarTraspaso`: el número apartado para la consulta."""

    numero: int


@dataclass(frozen=True, slots=True)
class TraspasosLeidos:
    """Resultado de `LeerTraspasos`, de la más antigua a la más nueva; vacío si la pedida no existe."""

    pedido: PedidoDelPersonal
    traspasos: tuple[Traspaso, ...]


# --- Efectos --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LeerUltimosTurnos:
    """Leer los últimos turnos de la persona y cuántas consultas suyas esperan respuesta."""

    cuantos: int


@dataclass(frozen=True, slots=True)
class NumerarTraspaso:
    """Apartar el número de la siguiente consulta."""


@dataclass(frozen=True, slots=True)
class LeerTraspasos:
    """Leer la consulta pedida o todas las que esperan respuesta. `pedido` vuelve tal cual con el resultado."""

    pedido: PedidoDelPersonal


@dataclass(frozen=True, slots=True)
class PedirPersona:
    """Guardar una consulta con su número y mandar `aviso` a cada chat del personal."""

    numero: int
    pregunta: str
    turnos: tuple[TurnoDicho, ...]
    aviso: Mensaje


@dataclass(frozen=True, slots=True)
class MostrarTraspaso:
    """Mandar una consulta a quien la pidió, de modo que se borre con ella."""

    traspaso: Traspaso
    mensaje: Mensaje


@dataclass(frozen=True, slots=True)
class ResponderTraspaso:
    """Guardar una respuesta y mandar `mensaje` a quien consultó. Si el traspaso cambió, el turno se repite."""

    traspaso: Traspaso
    texto: str
    mensaje: Mensaje


@dataclass(frozen=True, slots=True)
class CerrarTraspaso:
    """Cerrar una consulta y, si hay `aviso`, mandarlo a quien consultó. Si cambió, el turno se repite."""

    traspaso: Traspaso
    motivo: str
    aviso: Mensaje | None


ResultadoDeTraspaso = UltimosTurnosLeidos | TraspasoNumerado | TraspasosLeidos
EfectoDeTraspaso = PedirPersona | MostrarTraspaso | ResponderTraspaso | CerrarTraspaso
"""Los que se cumplen al guardar el turno, en su misma transacción."""
