"""Los efectos: lo que el diálogo pide hacer. Módulo puro, solo valores; se nombran en infinitivo.

Los que piden algo los cumple `cumplimiento`, y su resultado vuelve como entrada; los demás se guardan con el turno.
"""

from dataclasses import dataclass

from bot.dialogo.entradas import MensajeRecibido
from bot.dialogo.filtros import Filtros
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.tipos_traspaso import (
    EfectoDeTraspaso,
    LeerTraspasos,
    LeerUltimosTurnos,
    NumerarTraspaso,
)
from bot.entrevista.eventos import Evento
from bot.entrevista.propuesta.modelo import Propuesta
from conocimiento.modelo import Cita


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


Peticion = (
    Buscar
    | SugerirOds
    | RedactarBorrador
    | LeerBorradores
    | BuscarPregunta
    | ResumirDatos
    | ReunirDatos
    | LeerUltimosTurnos
    | NumerarTraspaso
    | LeerTraspasos
    | ExportarConversaciones
)
"""Los que devuelven algo: su resultado vuelve como entrada en el mismo turno."""

PorGuardar = (
    Enviar
    | AnotarValoracion
    | AnotarConsulta
    | AnotarAviso
    | AnotarEnBorrador
    | BorrarDatos
    | OlvidarRecibido
    | EfectoDeTraspaso
)
"""Los que se cumplen al guardar el turno, en su transacción."""

Efecto = Peticion | PorGuardar | Adelantar
