"""Lo recibido por un canal, hasta que se atiende."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


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
