"""Lo que se pide en la conversación de cualquier persona: buscar, su borrador, lo que se guarda de ella."""

from dataclasses import dataclass
from datetime import datetime

from bot.dialogo.entradas import MensajeRecibido
from bot.dialogo.mensajes import Adjunto
from bot.entrevista.eventos import COORDINA, Evento
from bot.entrevista.propuesta.modelo import Propuesta
from conocimiento.modelo import Hallazgo


@dataclass(frozen=True, slots=True)
class Buscar:
    """Buscar pasajes para cada consulta."""

    consultas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PasajesEncontrados:
    """Resultado de `Buscar`: un hallazgo por consulta, en el mismo orden."""

    hallazgos: tuple[Hallazgo, ...]


@dataclass(frozen=True, slots=True)
class SugerirOds:
    """Sugerir Objetivos de Desarrollo Sostenible por el sentido de unas frases de la persona."""

    fragmentos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OdsSugeridos:
    """Resultado de `SugerirOds`: pares (número de ODS, frase que lo sugiere); vacío si nada es claro."""

    sugeridos: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class RedactarBorrador:
    """Hacer los archivos de una propuesta; con `vista`, solo la imagen de su primera página."""

    propuesta: Propuesta
    vista: bool = False


@dataclass(frozen=True, slots=True)
class DocumentoListo:
    """Resultado de `RedactarBorrador`."""

    adjuntos: tuple[Adjunto, ...]
    vista: bool = False


@dataclass(frozen=True, slots=True)
class DocumentoFallido:
    """`RedactarBorrador` no pudo hacer el documento; las respuestas siguen guardadas. `excede`: es demasiado largo."""

    referencia: str
    excede: bool = False


@dataclass(frozen=True, slots=True)
class LeerBorradores:
    """Leer todos los borradores de la persona. `pedido` vuelve tal cual con el resultado."""

    pedido: str


@dataclass(frozen=True, slots=True)
class BorradorGuardado:
    """Un borrador de la persona, con su historia. `integrante`: con qué nombre escribe ella en él.

    `visto`: cuándo fue su último turno, en este borrador o en otro; None si no se sabe. `esperan`: cuántas personas
    aceptaron una invitación y esperan entrar. `por_resumir`: algo que le toca decidir no se le pudo avisar.
    """

    nombre: str
    eventos: tuple[Evento, ...]
    integrante: str = COORDINA
    visto: datetime | None = None
    esperan: int = 0
    por_resumir: bool = False


@dataclass(frozen=True, slots=True)
class BorradoresLeidos:
    """Resultado de `LeerBorradores`, del más antiguo al más nuevo."""

    pedido: str
    borradores: tuple[BorradorGuardado, ...]


@dataclass(frozen=True, slots=True)
class BuscarPregunta:
    """Buscar qué pregunta mostraba el mensaje al que la persona respondió."""

    recibido: MensajeRecibido


@dataclass(frozen=True, slots=True)
class PreguntaHallada:
    """Resultado de `BuscarPregunta`: el asunto del mensaje al que se respondió, o vacío.

    `es_lo_ultimo`: ese mensaje es de lo último que le dijo el asistente; lo que espera unas palabras siempre lo es.
    """

    recibido: MensajeRecibido
    asunto: str
    es_lo_ultimo: bool = False


LARGO_RETENIDO = 8000
"""Dos mensajes de los más largos: lo que se lee de una idea cabe, y la memoria no crece con quien no decide."""


@dataclass(frozen=True, slots=True)
class RetenerTexto:
    """Tener a mano, sin guardarlo, lo que alguien escribió antes de aceptar que se guarde. Se pierde si se reinicia.

    `sigue` dice si continúa lo que ya se tenía: una idea se cuenta a trozos, y el último no es toda.
    """

    texto: str
    sigue: bool = False

    def despues_de(self, anterior: str) -> str:
        """Lo que queda a mano; `anterior` es lo que se tenía. Nada pasa de `LARGO_RETENIDO` caracteres."""
        junto = f"{anterior}\n{self.texto}" if self.sigue and anterior else self.texto
        return junto[:LARGO_RETENIDO]


@dataclass(frozen=True, slots=True)
class TextoRetenido:
    """Resultado de `RetenerTexto`."""


@dataclass(frozen=True, slots=True)
class SoltarTexto:
    """Recuperar lo que se tenía a mano de esa persona, y dejar de tenerlo."""


@dataclass(frozen=True, slots=True)
class TextoSoltado:
    """Resultado de `SoltarTexto`: el texto; vacío si no había nada."""

    texto: str


@dataclass(frozen=True, slots=True)
class ResumirDatos:
    """Contar lo que se guarda de la persona."""


@dataclass(frozen=True, slots=True)
class DatosResumidos:
    """Resultado de `ResumirDatos`: cuánto se guarda de la persona y sus borradores con su historia."""

    mensajes: int
    valoraciones: int
    documentos: int
    avisos_pedidos: int
    borradores: tuple[BorradorGuardado, ...]
    consultas_al_personal: int = 0


@dataclass(frozen=True, slots=True)
class ReunirDatos:
    """Hacer un archivo con todo lo que se guarda de la persona."""


@dataclass(frozen=True, slots=True)
class DatosReunidos:
    """Resultado de `ReunirDatos`: el archivo con todo lo guardado; None si no se pudo hacer."""

    adjunto: Adjunto | None


@dataclass(frozen=True, slots=True)
class Compartido:
    """Un borrador en que quedan otros tras borrar lo de una persona: cómo se llama por dentro y quién lo coordina.

    `coordina`: su nombre en él («i1»), vacío si nadie. `sucede`: acaba de tocarle, porque quien lo coordinaba se fue.
    """

    nombre: str
    coordina: str
    sucede: bool


@dataclass(frozen=True, slots=True)
class Recibo:
    """Constancia de un borrado, sin nada personal: su código, cuándo fue y cuánto había de cada cosa.

    `compartidos`: los borradores en que estaba con otros, para decírselo a quien los coordina.
    """

    codigo: str
    instante: datetime
    filas: int
    mensajes: int
    borradores: int
    documentos: int
    avisos_pedidos: int
    consultas_al_personal: int = 0
    compartidos: tuple[Compartido, ...] = ()


@dataclass(frozen=True, slots=True)
class DatosBorrados:
    """Resultado de `BorrarDatos`, cuando ya no queda nada."""

    recibo: Recibo
