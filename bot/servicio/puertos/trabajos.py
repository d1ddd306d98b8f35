"""Lo que se le encarga a otro: buscar, redactar, oír, preguntar a un modelo. Casi todo bloquea o tarda."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol, TypeAlias

from bot.dialogo.mensajes import Adjunto
from bot.dialogo.peticiones import (
    ConversacionesExportadas,
    ExportacionRetenida,
    Filtros,
    PeticionDeBiblioteca,
    ResultadoDeBiblioteca,
    SinOir,
)
from bot.dialogo.peticiones.lenguaje import Contestado, Encargo, Motivo, ResultadoDeUso, Uso
from bot.entrevista.eventos import Evento
from bot.entrevista.propuesta.modelo import Propuesta
from conocimiento.modelo import Hallazgo


class TrabajoInterrumpido(Exception):
    """Algo de fuera detuvo un trabajo a la mitad: el turno no se guarda y se puede repetir."""


class TrabajoExcedido(Exception):
    """Un trabajo pasó de su plazo o de su memoria y se detuvo: repetirlo igual acabaría igual."""


class Buscador(Protocol):
    """Encuentra pasajes. Bloquea: el servicio lo llama en un hilo."""

    def buscar(self, consultas: Sequence[str]) -> tuple[Hallazgo, ...]: ...


class Sugeridor(Protocol):
    """Sugiere ODS por el sentido de unas frases. Bloquea: el servicio lo llama en un hilo."""

    def sugerir(self, fragmentos: Sequence[str]) -> tuple[tuple[int, str], ...]:
        """Devuelve pares (número de ODS, frase que lo sugiere), del más claro al menos; vacío si nada es claro."""
        ...


class Documentador(Protocol):
    """Convierte una propuesta en archivos. Bloquea: el servicio lo llama en un hilo."""

    def redactar(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        """Los archivos de la propuesta."""
        ...

    def ver(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        """La imagen de la primera página."""
        ...


class Archivador(Protocol):
    """Hace el archivo con lo guardado de una persona. Bloquea: el servicio lo llama en un hilo."""

    def archivar(self, datos: dict[str, Any], documentos: Sequence[Adjunto]) -> Adjunto:
        """Junta los datos y los documentos entregados en un archivo."""
        ...


class Exportador(Protocol):
    """Exporta conversaciones para el personal. Bloquea, y puede tardar minutos: el servicio lo llama en un hilo."""

    def exportar(self, filtros: Filtros, quien: str) -> ConversacionesExportadas | ExportacionRetenida:
        """Exporta con seudónimos; `quien` consta en la bitácora. Raises `TrabajoInterrumpido`."""
        ...


AtenderBiblioteca: TypeAlias = Callable[[PeticionDeBiblioteca, str, bytes], ResultadoDeBiblioteca]
"""Hace lo que el personal pide de los documentos de los que se cita, entero o nada. Bloquea, y puede tardar.

Se le da lo pedido, quién constará en la bitácora y el contenido del archivo, si hay uno que leer. Raises `ErrorLegible`
si no se puede, `TrabajoInterrumpido`.
"""
Descargar: TypeAlias = Callable[[str, int], Awaitable[bytes]]
"""Trae un archivo que alguien envió, dados su referencia y los octetos que se admiten; la da el canal.

Raises `DescargaFallida`, también si pesa más.
"""


class DescargaFallida(Exception):
    """El canal no pudo traer un archivo."""


class NoSeOyo(Exception):
    """Una nota de voz no se pudo pasar a texto, y se sabe por qué."""

    def __init__(self, motivo: SinOir) -> None:
        super().__init__(motivo.value)
        self.motivo = motivo


class SinLenguaje(Exception):
    """El modelo de lenguaje no dio una respuesta que se pueda leer."""

    def __init__(self, motivo: Motivo) -> None:
        super().__init__(motivo.value)
        self.motivo = motivo


class Transcriptor(Protocol):
    """Pasa una nota de voz a texto."""

    async def transcribir(self, audio: bytes, plazo: float) -> str:
        """Lo que se oye en un archivo de audio, en español; vacío si a nadie. Termina antes de `plazo` segundos.

        Raises `NoSeOyo`, `TimeoutError`, `TrabajoExcedido`, `TrabajoInterrumpido`.
        """
        ...


class Lenguaje(Protocol):
    """Un modelo de lenguaje. Es un tubo: no juzga lo que dice ninguno de los dos lados."""

    async def pedir(self, encargo: Encargo, historia: Sequence[Evento] = ()) -> Contestado:
        """Lo que contesta; de lo guardado en `historia` no sale nada. Raises `SinLenguaje`, y ningún otro error."""
        ...

    def anotar(self, uso: Uso, resultado: ResultadoDeUso) -> None:
        """Cuenta en qué quedó lo que contestó."""
