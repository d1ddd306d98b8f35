"""Lo que el servicio necesita del mundo, dicho como protocolos. No implementa nada."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

from bot.dialogo.efectos import Efecto
from bot.dialogo.mensajes import Adjunto, Mensaje
from bot.dialogo.peticiones import (
    BorradorGuardado,
    ConsultaAlPersonal,
    ConversacionesExportadas,
    DatosResumidos,
    ExportacionRetenida,
    Filtros,
    PeticionDeBiblioteca,
    Recibo,
    ResultadoDeBiblioteca,
    SinOir,
    UltimosTurnosLeidos,
)
from bot.dialogo.peticiones.lenguaje import Contestado, Encargo, Motivo, ResultadoDeUso, Uso
from bot.dialogo.turno import Estado, Papeles
from bot.entrevista.eventos import Evento
from bot.entrevista.propuesta.modelo import Propuesta
from conocimiento.modelo import Hallazgo


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


class Reloj(Protocol):
    """Dice la hora, con zona horaria."""

    def ahora(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Persona:
    """Quién escribe: el canal y su dirección en él (por ejemplo, el chat de Telegram)."""

    canal: str
    direccion: str


@dataclass(frozen=True, slots=True)
class Envio:
    """Un mensaje ya guardado que falta entregar."""

    identificador: int
    persona: Persona
    mensaje: Mensaje


@dataclass(frozen=True, slots=True)
class TurnoAtendido:
    """Lo decidido ante una entrada, por guardar de una vez. Los efectos son los que se cumplen al guardarlo.

    `numero_de_cambio` es el del estado sobre el que se decidió: cuántas veces se había guardado esa conversación.
    `junto_con`: las otras entradas que se leyeron con esta, como una sola.
    """

    numero_de_cambio: int
    id_entrada: str | None
    recibido: str
    estado: Estado
    efectos: Sequence[Efecto]
    ahora: datetime
    junto_con: tuple[str, ...] = ()


Despedir: TypeAlias = Callable[[Recibo], TurnoAtendido | None]
"""El turno que se guarda tras borrar a una persona, dado lo que se borró; None: no queda nada, ni la constancia."""


class Reparo(StrEnum):
    """Por qué no se borra solo a nadie: lo borrado no vuelve, y un reloj mal puesto los haría vencer a todos."""

    RELOJ_ADELANTADO = "el reloj va varios días por delante de lo último que se guardó"
    RELOJ_ATRASADO = "hay algo guardado después de la hora que da el reloj"
    DEMASIADAS = "se borraría de una vez a demasiadas de las personas guardadas"

    @property
    def es_del_reloj(self) -> bool:
        """Dice si el reloj puede estar mal: entonces nada de lo que depende de la hora se debe borrar."""
        return self is not Reparo.DEMASIADAS


@dataclass(frozen=True, slots=True)
class Mantenido:
    """Cuántas personas y cuántos archivos se borraron; con `reparo`, ninguna persona."""

    personas: int
    archivos: int
    reparo: Reparo | None = None


class EstadoDesactualizado(Exception):
    """Otro proceso guardó antes el mismo turno; hay que cargar de nuevo y repetir."""


class TrabajoInterrumpido(Exception):
    """Algo de fuera detuvo un trabajo a la mitad: el turno no se guarda y se puede repetir."""


class TrabajoExcedido(Exception):
    """Un trabajo pasó de su plazo o de su memoria y se detuvo: repetirlo igual acabaría igual."""


class EntradaRepetida(Exception):
    """Esa entrada ya se atendió y se guardó."""


class AlmacenNoDisponible(Exception):
    """El almacén no puede trabajar ahora (lleno, ocupado, sin conexión), pero más tarde quizá sí."""


@dataclass(frozen=True, slots=True)
class Recibida:
    """Algo que llegó por un canal, tal como llegó. `intentos`: cuántas veces se empezó a atender.

    `entrada` es su nombre único; `numero`, su orden dentro del `buzon`; `direccion`, el chat al que pertenece.
    """

    entrada: str
    buzon: str
    numero: int
    direccion: str
    contenido: dict[str, Any]
    intentos: int = 0


class Bandeja(Protocol):
    """Guarda lo recibido hasta que se atiende. Bloquea: se llama en un hilo."""

    def recibir(self, recibidas: Sequence[Recibida], ahora: datetime) -> frozenset[str]:
        """Guarda lo que no se conocía, todo o nada, y devuelve sus nombres. Al volver ya está en el disco."""
        ...

    def terminar(self, entrada: str) -> None:
        """Anota que algo se atendió; olvida su contenido."""

    def por_atender(self, buzon: str) -> tuple[str, ...]:
        """Las direcciones que tienen algo por atender."""
        ...

    def contar_retiradas(self) -> int:
        """Dice cuántas están retiradas."""
        ...


class Turnos(Protocol):
    """De qué chat se atiende algo, y qué le toca: lo que la fila pide a la bandeja. Bloquea, como ella."""

    @property
    def hay_varios_procesos(self) -> bool:
        """Dice si otros procesos pueden atender la misma bandeja; si no, no hace falta reservar."""
        ...

    def reservar(self, direccion: str) -> bool:
        """Toma el turno de una dirección entre todos los procesos; False si otro lo tiene."""
        ...

    def soltar(self, direccion: str) -> None:
        """Devuelve el turno de una dirección."""
        ...

    def mirar(self, buzon: str, direccion: str) -> tuple[Recibida, ...]:
        """Lo que una dirección tiene por atender, de lo más antiguo a lo más nuevo, sin contar ningún intento."""
        ...

    def tomar(self, buzon: str, direccion: str) -> Recibida | None:
        """Devuelve lo más antiguo por atender de una dirección, y cuenta un intento más."""
        ...

    def retirar(self, entrada: str) -> None:
        """Deja de intentarlo; conserva su contenido hasta que se borre a la persona."""
        ...


class Conversaciones(Protocol):
    """Lo que se guarda de cada persona, turno a turno. Bloquea: el servicio lo llama en un hilo."""

    def cargar(self, persona: Persona, id_entrada: str | None = None) -> tuple[Estado, int]:
        """Devuelve el estado (con los eventos del borrador abierto) y en qué cambio va; vacío y 0 si es nueva.

        Raises `EntradaRepetida` si `id_entrada` ya se atendió y se guardó.
        """
        ...

    def guardar(self, persona: Persona, atendido: TurnoAtendido) -> tuple[Envio, ...]:
        """Guarda todo el turno en una sola transacción y devuelve los mensajes por entregar.

        Los eventos del borrador que ya estaban guardados no se tocan: se agregan los nuevos.
        Si la entrada ya se había visto no cambia nada y devuelve una tupla vacía.
        Raises `EstadoDesactualizado` si se decidió sobre un cambio que ya no es el último; el almacén lanza un error
        suyo si la historia del estado no continúa la guardada.
        """
        ...

    def papeles(self, persona: Persona) -> tuple[Papeles, bool]:
        """Lo que se le permite ahora a alguien, y si hay quien atienda consultas."""
        ...

    def borrar_persona(self, persona: Persona, ahora: datetime, despedir: Despedir) -> tuple[Envio, ...]:
        """Borra todo lo guardado de una persona y guarda el turno con que se le dice, en una sola transacción.

        O queda borrada y con su constancia por entregar, o no cambió nada. Los documentos se borran después; el que
        no se pueda, en el mantenimiento. Devuelve los mensajes por entregar.
        """
        ...


class Lecturas(Protocol):
    """Lo que un turno consulta de lo guardado mientras se decide. Bloquea: el servicio lo llama en un hilo."""

    def leer_borradores(self, persona: Persona) -> tuple[BorradorGuardado, ...]:
        """Todos los borradores de una persona con su historia, del más antiguo al más nuevo."""
        ...

    def asunto_de(self, persona: Persona, en_canal: str) -> tuple[str, bool]:
        """El asunto del mensaje que el canal identifica así, y si es de lo último que se le dijo.

        El asunto es vacío si no se conoce; de lo último es si se le contestó en su último turno.
        """
        ...

    def resumir_datos(self, persona: Persona) -> DatosResumidos:
        """Cuánto se guarda de una persona, con sus borradores."""
        ...

    def reunir_datos(self, persona: Persona) -> tuple[dict[str, Any], tuple[Adjunto, ...]]:
        """Todo lo que se guarda de una persona, como JSON, y los documentos que se le entregaron."""
        ...

    def leer_ultimos_turnos(self, persona: Persona, cuantos: int) -> UltimosTurnosLeidos:
        """Los últimos turnos de una persona, del más antiguo al más nuevo, y cuántas consultas suyas esperan."""
        ...

    def numerar_consulta(self, ahora: datetime) -> int:
        """Aparta el número de la siguiente consulta al personal; ninguno se usa dos veces."""
        ...

    def leer_consultas(self, numero: int | None) -> tuple[ConsultaAlPersonal, ...]:
        """La consulta con ese número o, sin él, las que esperan respuesta, de la más antigua a la más nueva."""
        ...

    def leer_destinos(
        self, persona: Persona, numero: int | None, ahora: datetime
    ) -> tuple[tuple[ConsultaAlPersonal, ...], bool]:
        """Unas pocas consultas a las que puede responder quien atiende, y si después de su último turno le llegó una.

        Son, por número, la pedida, si existe; las últimas abiertas, y las últimas que se atendieron hace poco.
        """
        ...


class Envios(Protocol):
    """Lo guardado que falta entregar, y qué pasó con ello. Bloquea: se llama en un hilo."""

    def leer_envios(self, canal: str, direccion: str | None = None) -> tuple[Envio, ...]:
        """Los mensajes guardados y no entregados de un canal (o de un chat), del más antiguo al más nuevo.

        No incluye los de quien bloqueó al asistente.
        """
        ...

    def marcar_enviado(self, identificador: int, ahora: datetime, en_canal: str = "") -> None:
        """Anota que un mensaje llegó y cómo lo identifica el canal, si lo dice.

        Si ya no existe (se borró a la persona), no hace nada.
        """
        ...

    def marcar_dudoso(self, identificador: int, ahora: datetime) -> None:
        """Anota que no se sabe si un mensaje llegó: lo cierra el turno siguiente de esa persona."""
        ...

    def anotar_bloqueo(self, persona: Persona, desde: datetime | None) -> None:
        """Anota desde cuándo una persona no admite mensajes; None si vuelve a admitirlos."""
        ...


class Vencidos(Protocol):
    """A quién hay que escribirle sin que haya escrito. Bloquea: se llama en un hilo."""

    def por_entregar(self, canal: str, creados_antes: datetime) -> tuple[str, ...]:
        """Las direcciones que tienen algo guardado antes de ese instante y sin entregar.

        No incluye a quien bloqueó al asistente ni lo dudoso.
        """
        ...

    def recordatorios_vencidos(self, canal: str, ahora: datetime) -> tuple[tuple[Persona, datetime], ...]:
        """A quiénes toca recordarles su borrador, y para cuándo lo pidieron; no a quien bloqueó al asistente."""
        ...


class Emisor(Protocol):
    """Entrega un mensaje por un canal."""

    async def entregar(self, persona: Persona, mensaje: Mensaje) -> str:
        """Devuelve cómo identifica el canal lo entregado (su última parte); vacío si no lo dice."""
        ...
