"""Lo que un canal necesita del asistente para atender."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from bot.servicio.atender import Servicio
from bot.servicio.puertos import Bandeja, Envios, Reloj, Turnos, Vencidos

Mantener = Callable[[], tuple[int, int]]
"""Borra lo que cumplió su plazo; devuelve cuántas personas y cuántos archivos eran."""
Renovar = Callable[[], Awaitable[int | None]]
"""Pasa a usar los documentos nuevos, si los hay, y devuelve cuántos son."""


class BandejaDelCanal(Bandeja, Turnos, Protocol):
    """Lo recibido, y de qué chat se atiende."""


class AlmacenDelCanal(Envios, Vencidos, Protocol):
    """Lo que falta entregar, a quién hay que escribirle y lo recibido."""

    @property
    def bandeja(self) -> BandejaDelCanal:
        """Donde espera lo recibido."""
        ...


@dataclass(frozen=True, slots=True)
class Piezas:
    """Sin `mantener` o `renovar`, no se hace lo suyo."""

    servicio: Servicio
    almacen: AlmacenDelCanal
    reloj: Reloj
    mantener: Mantener | None = None
    renovar: Renovar | None = None
