"""Entrega lo que el almacén tiene pendiente y anota qué llegó, en orden dentro de cada chat.

Un mensaje dudoso (se cortó la conexión al enviarlo) sigue pendiente: si la persona vuelve a
escribir, la respuesta nueva lo reemplaza y se da por cerrado; si no, se entrega otra vez al
reiniciar. Así nadie se queda sin respuesta y nadie la recibe dos veces mientras conversa.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.canal.telegram_errores import EntregaAplazada, EntregaDudosa, EntregaImposible
from bot.canal.telegram_recepcion import Turnos
from bot.puertos import Almacen, Emisor, EnvioPendiente, Persona
from bot.servicio import huella_de_error

REGISTRO = logging.getLogger(__name__)


class Repartidor:
    """Reparte envíos por un emisor. `repartir` no lanza errores de entrega: los anota."""

    def __init__(self, almacen: Almacen, emisor: Emisor) -> None:
        self._almacen = almacen
        self._emisor = emisor
        self._turnos: Turnos[Persona] = Turnos()
        self._dudosos: dict[Persona, list[int]] = {}

    async def repartir(self, persona: Persona, envios: Sequence[EnvioPendiente]) -> None:
        """Entrega unos envíos de una misma persona, después de los que ya estaban en camino."""
        if not envios:
            return
        async with self._turnos.turno(persona):
            for identificador in self._dudosos.pop(persona, []):
                await self._marcar(identificador)
            for envio in envios:
                if not await self._repartir_uno(envio):
                    return

    async def empezar_pendientes(self, canal: str) -> asyncio.Task[None]:
        """Lee lo que quedó sin entregar y devuelve la tarea que lo entrega.

        Hay que llamarla antes de atender a nadie: después, lo recién guardado también estaría pendiente.
        """
        por_persona: dict[Persona, list[EnvioPendiente]] = {}
        for envio in await asyncio.to_thread(self._almacen.pendientes, canal):
            por_persona.setdefault(envio.persona, []).append(envio)
        if por_persona:
            REGISTRO.info("entregas pendientes personas=%d", len(por_persona))

        async def entregar() -> None:
            await asyncio.gather(*(self.repartir(persona, envios) for persona, envios in por_persona.items()))

        return asyncio.create_task(entregar())

    async def _repartir_uno(self, envio: EnvioPendiente) -> bool:
        """Devuelve si se puede seguir con los siguientes."""
        try:
            en_canal = await self._emisor.entregar(envio.persona, envio.mensaje)
            await self._marcar(envio.identificador, en_canal)
            return True
        except EntregaAplazada:
            return False
        except EntregaDudosa as error:
            REGISTRO.warning("entrega dudosa motivo=%s", error)
            self._dudosos.setdefault(envio.persona, []).append(envio.identificador)
            return True
        except EntregaImposible as error:
            REGISTRO.warning("entrega imposible motivo=%s", error)
        except Exception as error:
            # Dejarlo pendiente lo repetiría en cada inicio con el mismo fallo.
            REGISTRO.error("entrega fallida\n%s", huella_de_error(error))
        await self._marcar(envio.identificador)
        return True

    async def _marcar(self, identificador: int, en_canal: str = "") -> None:
        try:
            await asyncio.to_thread(self._almacen.marcar_enviado, identificador, datetime.now(UTC), en_canal)
        except Exception as error:
            REGISTRO.error("no se pudo anotar una entrega\n%s", huella_de_error(error))
