"""Lo que un canal necesita del asistente para atender."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from bot.servicio.atender import Servicio
from bot.servicio.puertos import Bandeja, Envios, Grupos, Mantenido, Reloj, Turnos, Vencidos
from bot.servicio.registro import huella_de_error

Mantener = Callable[[], Mantenido]
"""Borra lo que cumplió su plazo y dice cuánto era, o por qué no borró a nadie."""
Renovar = Callable[[], Awaitable[int | None]]
"""Pasa a usar los documentos nuevos, si los hay, y devuelve cuántos son."""

REGISTRO = logging.getLogger(__name__)


async def ponerse_al_dia(renovar: Renovar) -> None:
    """Renueva una vez; si lo nuevo no se puede abrir, lo anota y se sigue con lo de antes."""
    try:
        documentos = await renovar()
        if documentos is not None:
            REGISTRO.info("índice renovado documentos=%d", documentos)
    except Exception as error:
        REGISTRO.error("el índice nuevo no se pudo abrir; se sigue con el anterior\n%s", huella_de_error(error))


class BandejaDelCanal(Bandeja, Turnos, Protocol):
    """Lo recibido, y de qué chat se atiende."""


class AlmacenDelCanal(Envios, Vencidos, Protocol):
    """Lo que falta entregar, a quién hay que escribirle y lo recibido."""

    @property
    def bandeja(self) -> BandejaDelCanal:
        """Donde espera lo recibido."""
        ...

    @property
    def grupos(self) -> Grupos:
        """Los que siguen un borrador."""
        ...

    def limpiar(self) -> None:
        """Termina de quitar del disco lo que ya se borró, si quedaba algo. Bloquea: se llama en un hilo."""
        ...


@dataclass(frozen=True, slots=True)
class Piezas:
    """Sin `mantener` o `renovar`, no se hace lo suyo."""

    servicio: Servicio
    almacen: AlmacenDelCanal
    reloj: Reloj
    mantener: Mantener | None = None
    renovar: Renovar | None = None
    mas_medidas: Callable[[], bytes] | None = None
    """Lo que además se dice en `/metrics`, en el formato de Prometheus."""
