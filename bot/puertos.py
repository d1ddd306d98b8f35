"""Lo que el servicio necesita del mundo, dicho como protocolos. No implementa nada."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.dialogo.mensajes import Adjunto, Mensaje
from bot.dialogo.tipos import BorradorGuardado, Efecto, Estado
from bot.entrevista.propuesta import Propuesta
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

    def redactar(self, propuesta: Propuesta) -> tuple[Adjunto, ...]: ...


class Reloj(Protocol):
    """Dice la hora, con zona horaria."""

    def ahora(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Persona:
    """Quién escribe: el canal y su dirección en él (por ejemplo, el chat de Telegram)."""

    canal: str
    direccion: str


@dataclass(frozen=True, slots=True)
class EnvioPendiente:
    """Un mensaje ya guardado que falta entregar."""

    identificador: int
    persona: Persona
    mensaje: Mensaje


class EstadoDesactualizado(Exception):
    """Otro proceso guardó antes el mismo turno; hay que cargar de nuevo y repetir."""


class Almacen(Protocol):
    """Guarda conversaciones. Bloquea: el servicio lo llama en un hilo."""

    def cargar(self, persona: Persona) -> tuple[Estado, int]:
        """Devuelve el estado (con los eventos del borrador abierto) y su revisión; vacío y 0 si es nueva."""
        ...

    def visto(self, persona: Persona, id_entrada: str) -> bool:
        """Dice si esa entrada ya se atendió y se guardó."""
        ...

    def guardar(
        self,
        persona: Persona,
        revision: int,
        id_entrada: str | None,
        recibido: str,
        estado: Estado,
        efectos: Sequence[Efecto],
        ahora: datetime,
    ) -> tuple[EnvioPendiente, ...]:
        """Guarda todo el turno en una sola transacción y devuelve los mensajes por entregar.

        Los eventos del borrador que ya estaban guardados no se tocan: se agregan los nuevos.
        Si `id_entrada` ya se había visto no cambia nada y devuelve una tupla vacía.
        Raises `EstadoDesactualizado` si `revision` no es la guardada.
        """
        ...

    def marcar_enviado(self, identificador: int, ahora: datetime, en_canal: str = "") -> None:
        """Anota que un mensaje llegó y cómo lo identifica el canal, si lo dice."""
        ...

    def leer_borradores(self, persona: Persona) -> tuple[BorradorGuardado, ...]:
        """Todos los borradores de una persona con su historia, del más antiguo al más nuevo."""
        ...

    def asunto_de(self, persona: Persona, en_canal: str) -> str:
        """El asunto del mensaje que el canal identifica así; vacío si no se conoce."""
        ...

    def pendientes(self, canal: str) -> tuple[EnvioPendiente, ...]:
        """Los mensajes guardados y no entregados de un canal, del más antiguo al más nuevo."""
        ...

    def borrar_persona(self, persona: Persona, ahora: datetime) -> int:
        """Borra todo lo guardado de una persona y devuelve cuántas filas había."""
        ...


class Emisor(Protocol):
    """Entrega un mensaje por un canal."""

    async def entregar(self, persona: Persona, mensaje: Mensaje) -> str:
        """Devuelve cómo identifica el canal lo entregado (su última parte); vacío si no lo dice."""
        ...
