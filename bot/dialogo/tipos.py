"""El vocabulario del núcleo: entradas, efectos, estado y turno.

Módulo puro. Una *entrada* es algo que ocurrió (participio); un *efecto* es algo que el servicio
debe hacer (infinitivo). `decidir` convierte una entrada en un `Turno`; el servicio cumple los
efectos y devuelve sus resultados como entradas nuevas.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.dialogo.filtros import Filtros
from bot.dialogo.mensajes import Adjunto, Boton, Mensaje
from bot.dialogo.tipos_traspaso import (
    EfectoDeTraspaso,
    LeerTraspasos,
    LeerUltimosTurnos,
    NumerarTraspaso,
    RespuestaPorConfirmar,
    ResultadoDeTraspaso,
    TraspasoPorEnviar,
)
from bot.entrevista.esquema import Entrevista
from bot.entrevista.eventos import Evento
from bot.entrevista.propuesta import Propuesta
from conocimiento.modelo import Cita, Equivalencia, Ficha, Hallazgo

# --- Entradas: lo que ocurrió ---------------------------------------------------------------


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


Entrada = (
    MensajeRecibido
    | MensajeEditado
    | BotonPulsado
    | OrdenRecibida
    | EntradaNoAdmitida
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

# --- Efectos: lo que hay que hacer ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Buscar:
    """Buscar pasajes para cada consulta."""

    consultas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SugerirOds:
    """Sugerir Objetivos de Desarrollo Sostenible por el sentido de unas frases de la persona."""

    fragmentos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RedactarBorrador:
    """Hacer los archivos de una propuesta."""

    propuesta: Propuesta


@dataclass(frozen=True, slots=True)
class Enviar:
    """Enviar un mensaje a la persona."""

    mensaje: Mensaje


@dataclass(frozen=True, slots=True)
class Adelantar:
    """Decir algo ya, mientras el turno sigue. No se guarda; si el turno se repite, se dice otra vez."""

    mensaje: Mensaje


@dataclass(frozen=True, slots=True)
class AnotarValoracion:
    """Guardar si una respuesta sirvió. `turno` es el número de la respuesta valorada."""

    turno: int
    sirve: bool


@dataclass(frozen=True, slots=True)
class AnotarConsulta:
    """Guardar la respuesta dada: «respuesta», «cercano», «no_sabe», «accion» o «charla», con qué se citó."""

    pregunta: str
    estado: str
    confianza: float
    citas: tuple[Cita, ...]


@dataclass(frozen=True, slots=True)
class AnotarAviso:
    """Guardar que la persona quiere que se le avise si hay respuesta a lo que preguntó en el turno `turno`."""

    turno: int


@dataclass(frozen=True, slots=True)
class BorrarDatos:
    """Borrar todo lo guardado de la persona antes de guardar este turno."""


@dataclass(frozen=True, slots=True)
class OlvidarRecibido:
    """No guardar lo que la persona acaba de escribir: todavía no aceptó que se guarde."""


@dataclass(frozen=True, slots=True)
class ResumirDatos:
    """Contar lo que se guarda de la persona."""


@dataclass(frozen=True, slots=True)
class ReunirDatos:
    """Hacer un archivo con todo lo que se guarda de la persona."""


@dataclass(frozen=True, slots=True)
class ExportarConversaciones:
    """Exportar para el personal, con seudónimos, las conversaciones que pasan los filtros."""

    filtros: Filtros


@dataclass(frozen=True, slots=True)
class LeerBorradores:
    """Leer todos los borradores de la persona. `pedido` vuelve tal cual con el resultado."""

    pedido: str


@dataclass(frozen=True, slots=True)
class BuscarPregunta:
    """Buscar qué pregunta mostraba el mensaje al que la persona respondió."""

    recibido: MensajeRecibido


@dataclass(frozen=True, slots=True)
class AnotarEnBorrador:
    """Agregar un evento a un borrador que no queda abierto."""

    borrador: str
    evento: Evento


Efecto = (
    Buscar
    | SugerirOds
    | RedactarBorrador
    | Enviar
    | AnotarValoracion
    | AnotarConsulta
    | AnotarAviso
    | BorrarDatos
    | LeerBorradores
    | BuscarPregunta
    | AnotarEnBorrador
    | OlvidarRecibido
    | ResumirDatos
    | ReunirDatos
    | LeerUltimosTurnos
    | NumerarTraspaso
    | LeerTraspasos
    | EfectoDeTraspaso
    | Adelantar
    | ExportarConversaciones
)

# --- Estado -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PreguntaEnCurso:
    """Lo que se está buscando: cada parte, como la dijo la persona y como se consulta.

    `consultas` trae las de cada parte, de la preferida a la de reserva (un seguimiento se busca solo y,
    por si no se entiende solo, con la pregunta anterior).
    """

    original: str
    partes: tuple[str, ...]
    consultas: tuple[tuple[str, ...], ...]
    extracto: bool = False  # se pidió un resumen: de cada parte se cita solo la oración que más dice

    def buscar(self) -> Buscar:
        """Devuelve el efecto que pide todas las consultas seguidas."""
        return Buscar(tuple(consulta for de_una_parte in self.consultas for consulta in de_una_parte))


@dataclass(frozen=True, slots=True)
class RespuestaDada:
    """La última respuesta, para «ver el pasaje», valorar y seguir el hilo."""

    turno: int
    pregunta: str
    pasajes: tuple[Cita, ...]


@dataclass(frozen=True, slots=True)
class Estado:
    """Dónde está una conversación. `eventos` son los del borrador abierto, en orden."""

    turno: int = 0
    saludada: bool = False
    preguntas: tuple[str, ...] = ()  # las últimas, ya resueltas, de la más antigua a la más nueva
    en_curso: PreguntaEnCurso | None = None
    ultima: RespuestaDada | None = None
    botones: tuple[Boton, ...] = ()  # los del último mensaje: se pueden pulsar escribiendo su etiqueta
    borrador: str | None = None
    en_entrevista: bool = False
    eventos: tuple[Evento, ...] = ()
    traspaso: TraspasoPorEnviar | RespuestaPorConfirmar | None = None  # lo que espera un sí para enviarse
    recordatorio: datetime | None = None  # cuándo pidió que se le recordara el borrador; con zona horaria


@dataclass(frozen=True, slots=True)
class Conservacion:
    """Días sin escribir tras los que se borra lo de una persona, según tenga o no un borrador."""

    consultas: int = 90
    borradores: int = 365


@dataclass(frozen=True, slots=True)
class Contexto:
    """Lo que `decidir` puede mirar y no cambia durante el turno."""

    entrevista: Entrevista
    fichas: tuple[Ficha, ...]
    ahora: datetime  # con zona horaria
    contacto: str = ""  # cómo llegar a una persona de la APCI; vacío si no está configurado
    vocabulario: tuple[Equivalencia, ...] = ()
    conservacion: Conservacion = Conservacion()
    puede_recordar: bool = False  # el canal puede escribirle después, sin que ella escriba
    mensaje: str = ""  # el que la persona acaba de escribir, en su canal; vacío si no escribió o no se sabe
    es_personal: bool = False  # si quien escribe es del personal de la APCI
    hay_personal: bool = False  # si alguien del personal puede recibir consultas por aquí


@dataclass(frozen=True, slots=True)
class Turno:
    """Lo decidido: el estado nuevo y lo que hay que hacer, en orden."""

    estado: Estado
    efectos: tuple[Efecto, ...] = field(default=())
