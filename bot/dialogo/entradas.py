"""Las entradas: lo que ocurrió y el diálogo debe atender. Unas vienen de la persona; otras son resultados de efectos.

Módulo puro, solo valores. Se nombran en participio.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bot.dialogo.filtros import Filtros
from bot.dialogo.mensajes import Adjunto
from bot.dialogo.tipos_traspaso import ResultadoDeTraspaso
from bot.entrevista.eventos import Evento
from conocimiento.modelo import Hallazgo


@dataclass(frozen=True, slots=True)
class MensajeRecibido:
    """La persona escribió un texto (ya limpio de caracteres de control).

    `mensaje` lo identifica en su canal y `responde_a`, si responde a otro, identifica a ese.
    """

    texto: str
    mensaje: str = ""
    responde_a: str = ""


@dataclass(frozen=True, slots=True)
class MensajeEditado:
    """La persona corrigió un mensaje que ya había enviado."""

    texto: str
    mensaje: str = ""


@dataclass(frozen=True, slots=True)
class BotonPulsado:
    """La persona pulsó un botón; el código puede ser de un mensaje antiguo."""

    codigo: str


@dataclass(frozen=True, slots=True)
class OrdenRecibida:
    """La persona escribió una orden (`/ayuda`): nombre sin barra, en minúsculas."""

    nombre: str
    argumento: str = ""


@dataclass(frozen=True, slots=True)
class EntradaNoAdmitida:
    """Llegó algo que el asistente no lee: «sticker», «voz», «foto»…"""

    clase: str


@dataclass(frozen=True, slots=True)
class PasajesEncontrados:
    """Resultado de `Buscar`: un hallazgo por consulta, en el mismo orden."""

    hallazgos: tuple[Hallazgo, ...]


@dataclass(frozen=True, slots=True)
class DocumentoListo:
    """Resultado de `RedactarBorrador`."""

    adjuntos: tuple[Adjunto, ...]


@dataclass(frozen=True, slots=True)
class DocumentoFallido:
    """`RedactarBorrador` no pudo hacer el documento; las respuestas siguen guardadas."""

    referencia: str


@dataclass(frozen=True, slots=True)
class BorradorGuardado:
    """Un borrador de la persona, con su historia."""

    nombre: str
    eventos: tuple[Evento, ...]


@dataclass(frozen=True, slots=True)
class BorradoresLeidos:
    """Resultado de `LeerBorradores`, del más antiguo al más nuevo."""

    pedido: str
    borradores: tuple[BorradorGuardado, ...]


@dataclass(frozen=True, slots=True)
class PreguntaHallada:
    """Resultado de `BuscarPregunta`: el asunto del mensaje al que se respondió, o vacío."""

    recibido: MensajeRecibido
    asunto: str


@dataclass(frozen=True, slots=True)
class OdsSugeridos:
    """Resultado de `SugerirOds`: pares (número de ODS, frase que lo sugiere); vacío si nada es claro."""

    sugeridos: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class RecordatorioVencido:
    """Llegó el momento en que la persona pidió que se le recordara su borrador."""


@dataclass(frozen=True, slots=True)
class DatosResumidos:
    """Resultado de `ResumirDatos`: cuánto se guarda de la persona y sus borradores con su historia."""

    mensajes: int
    valoraciones: int
    documentos: int
    avisos: int
    borradores: tuple[BorradorGuardado, ...]
    traspasos: int = 0


@dataclass(frozen=True, slots=True)
class DatosReunidos:
    """Resultado de `ReunirDatos`: el archivo con todo lo guardado; None si no se pudo hacer."""

    adjunto: Adjunto | None


@dataclass(frozen=True, slots=True)
class Recibo:
    """Constancia de un borrado, sin nada personal: su código, cuándo fue y cuánto había de cada cosa."""

    codigo: str
    instante: datetime
    filas: int
    mensajes: int
    borradores: int
    documentos: int
    avisos: int
    traspasos: int = 0


@dataclass(frozen=True, slots=True)
class DatosBorrados:
    """Resultado de `BorrarDatos`, cuando ya no queda nada."""

    recibo: Recibo


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


DeLaPersona = MensajeRecibido | MensajeEditado | BotonPulsado | OrdenRecibida | EntradaNoAdmitida
"""Lo que la persona dijo o hizo: empieza un turno y nunca se queda sin respuesta."""

Entrada = (
    DeLaPersona
    | PasajesEncontrados
    | DocumentoListo
    | DocumentoFallido
    | BorradoresLeidos
    | PreguntaHallada
    | OdsSugeridos
    | RecordatorioVencido
    | DatosResumidos
    | DatosReunidos
    | DatosBorrados
    | ResultadoDeTraspaso
    | ConversacionesExportadas
    | ExportacionRetenida
    | ExportacionFallida
)
