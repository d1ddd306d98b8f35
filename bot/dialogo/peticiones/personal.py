"""Lo que se pide por el personal, o para escribirle: exportar, y las consultas que atiende."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any

from bot.dialogo.entradas import MensajeEditado, MensajeRecibido
from bot.dialogo.mensajes import Adjunto
from bot.dialogo.peticiones.conversacion import PreguntaHallada
from conocimiento.hora import HORA_DE_LIMA


@dataclass(frozen=True, slots=True)
class Filtros:
    """Qué conversaciones se exportan: las que cumplen todo. Las fechas son días de Lima, ambos incluidos."""

    desde: date | None = None
    hasta: date | None = None
    senales: tuple[str, ...] = ()
    tipo_organizacion: str = ""
    ods: int | None = None
    departamento: str = ""

    def comienzo(self) -> datetime | None:
        """El primer instante que entra."""
        return None if self.desde is None else datetime.combine(self.desde, time.min, HORA_DE_LIMA)

    def final(self) -> datetime | None:
        """El primer instante que ya no entra."""
        return None if self.hasta is None else datetime.combine(self.hasta + timedelta(days=1), time.min, HORA_DE_LIMA)

    def en_json(self) -> dict[str, Any]:
        """Devuelve solo los filtros puestos."""
        puestos = {
            "desde": self.desde and self.desde.isoformat(),
            "hasta": self.hasta and self.hasta.isoformat(),
            "senales": list(self.senales),
            "tipo_organizacion": self.tipo_organizacion,
            "ods": self.ods,
            "departamento": self.departamento,
        }
        return {nombre: valor for nombre, valor in puestos.items() if valor}


@dataclass(frozen=True, slots=True)
class ExportarConversaciones:
    """Exportar para el personal, con seudónimos, las conversaciones que pasan los filtros."""

    filtros: Filtros


@dataclass(frozen=True, slots=True)
class ConversacionesExportadas:
    """Resultado de `ExportarConversaciones`. Sin `adjunto`, no había ninguna o pesa (`octetos`) más que `limite`.

    `quien` es como consta en la bitácora quien lo pidió; `caduca`, el último día en que se puede conservar.
    """

    filtros: Filtros
    quien: str
    caduca: date
    conversaciones: int
    turnos: int
    octetos: int
    limite: int
    adjunto: Adjunto | None


@dataclass(frozen=True, slots=True)
class ExportacionRetenida:
    """`ExportarConversaciones` halló un dato personal en un archivo terminado: no se entrega nada."""


@dataclass(frozen=True, slots=True)
class ExportacionFallida:
    """`ExportarConversaciones` no pudo hacerla."""

    referencia: str


@dataclass(frozen=True, slots=True)
class TurnoDicho:
    """Lo que se dijo en un turno de la conversación."""

    persona: str
    asistente: str


@dataclass(frozen=True, slots=True)
class RespuestaDelPersonal:
    """Lo que el personal respondió a una consulta, y cuándo."""

    numero: int
    instante: datetime
    texto: str


@dataclass(frozen=True, slots=True)
class LeerUltimosTurnos:
    """Leer los últimos turnos de la persona y cuántas consultas suyas esperan respuesta."""

    cuantos: int


@dataclass(frozen=True, slots=True)
class UltimosTurnosLeidos:
    """Resultado de `LeerUltimosTurnos`, del más antiguo al más nuevo; `abiertos`: cuántas consultas esperan.

    `respondido`: lo último que el personal respondió a sus consultas.
    """

    turnos: tuple[TurnoDicho, ...]
    abiertos: int
    respondido: tuple[RespuestaDelPersonal, ...] = ()


class OrdenDelPersonal(Enum):
    """Lo que el personal pide hacer con las consultas."""

    VER = "ver"
    RESPONDER = "responder"
    INSISTIR = "insistir"  # responder aunque ya tenga respuesta o esté cerrada
    CERRAR = "cerrar"


@dataclass(frozen=True, slots=True)
class PedidoDelPersonal:
    """Una orden del personal. Sin `numero`, es sobre todas las que esperan respuesta.

    `mensaje` identifica en su canal el que la trajo.
    """

    orden: OrdenDelPersonal
    numero: int | None = None
    texto: str = ""
    mensaje: str = ""


@dataclass(frozen=True, slots=True)
class NumerarConsulta:
    """Apartar el número de la siguiente consulta."""


@dataclass(frozen=True, slots=True)
class ConsultaNumerada:
    """Resultado de `NumerarConsulta`: el número apartado para la consulta."""

    numero: int


@dataclass(frozen=True, slots=True)
class ConsultaAlPersonal:
    """Una consulta ya enviada. `respuestas`: cuántas se le dieron; `cerrado`: cuándo la cerró el personal.

    `respondido`, si se leyó ella sola: lo último que se le respondió a su persona, en esta y en las anteriores.
    """

    numero: int
    instante: datetime
    pregunta: str
    turnos: tuple[TurnoDicho, ...]
    respuestas: int = 0
    atendido: datetime | None = None
    cerrado: datetime | None = None
    motivo: str = ""
    respondido: tuple[RespuestaDelPersonal, ...] = ()


@dataclass(frozen=True, slots=True)
class LeerConsultas:
    """Leer la consulta pedida o todas las que esperan respuesta. `pedido` vuelve tal cual con el resultado."""

    pedido: PedidoDelPersonal


@dataclass(frozen=True, slots=True)
class ConsultasLeidas:
    """Resultado de `LeerConsultas`, de la más antigua a la más nueva; vacío si la pedida no existe."""

    pedido: PedidoDelPersonal
    consultas: tuple[ConsultaAlPersonal, ...]


@dataclass(frozen=True, slots=True)
class BuscarDestinos:
    """Buscar a qué consultas puede responder lo que el personal escribió (`de`), y si le llegó alguna sin leer.

    `numero`: la que nombra el mensaje al que respondía, si nombra una.
    """

    de: MensajeRecibido | MensajeEditado | PreguntaHallada
    numero: int | None = None


@dataclass(frozen=True, slots=True)
class DestinosHallados:
    """Resultado de `BuscarDestinos`: unas pocas, las abiertas y las atendidas hace poco, por número.

    `hay_sin_leer`: después de lo último que dijo, le llegó una.
    """

    de: MensajeRecibido | MensajeEditado | PreguntaHallada
    consultas: tuple[ConsultaAlPersonal, ...]
    hay_sin_leer: bool


ResultadoDeConsulta = UltimosTurnosLeidos | ConsultaNumerada | ConsultasLeidas
