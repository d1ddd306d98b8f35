"""Atiende lo que espera en la bandeja: cada chat en orden, los chats en paralelo.

Un mensaje que falla (o mata al proceso) tres veces se aparta y no estorba más. Lo que quedó a medias en
una ejecución anterior se empieza de uno en uno, para que solo el culpable cuente sus intentos. No sabe
qué es un mensaje ni cómo se entrega.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from itertools import count
from typing import Protocol, TypeVar

from bot.canal.telegram.conexion import esperar
from bot.canal.telegram.juntar import Espera
from bot.canal.telegram.salud import Marcha
from bot.servicio.puertos import AlmacenNoDisponible, Recibida, Turnos
from bot.servicio.registro import huella_de_error

REGISTRO = logging.getLogger(__name__)

INTENTOS = 3
ENTRE_INTENTOS = 0.2
ESPERA_DE_OTRO_PROCESO = 0.05
ENTRE_MIRADAS = 0.1
"""Cada cuánto se mira si llegó lo que sigue a un mensaje."""
ESPERA_MAXIMA = 30.0
VECES_SIN_AVISAR = 2

Resultado = TypeVar("Resultado")
Entrega = Callable[[], Awaitable[None]]


class Atiende(Protocol):
    """Quien sabe qué hacer con lo que la fila le pone delante."""

    async def reunir(self, pendientes: Sequence[Recibida], espera: Espera) -> tuple[int, float]:
        """Cuántas de las primeras son un solo mensaje, y los segundos que se espera por si sigue."""
        ...

    async def atender(self, recibidas: Sequence[Recibida]) -> Entrega | None:
        """Atiende las que son un solo mensaje: guarda la respuesta y devuelve cómo entregarla; None si no hay nada."""
        ...

    async def entregar_lo_guardado(self, direccion: str) -> None:
        """Entrega lo que quedó guardado y sin entregar en un chat."""
        ...

    async def avisar_retirada(self, recibida: Recibida) -> None:
        """Dice que un mensaje no se pudo atender; se dice una vez por mensaje."""
        ...

    async def avisar_demora(self, direccion: str) -> None:
        """Dice, sin repetirse, que el mensaje tendrá que esperar porque el almacén no responde."""
        ...


class Fila:
    """Una tarea por chat con trabajo. Todo ocurre en el mismo bucle de eventos, sin candados."""

    def __init__(self, turnos: Turnos, atencion: Atiende, marcha: Marcha) -> None:
        self._turnos = turnos
        self._atencion = atencion
        self._marcha = marcha
        self._medidas = marcha.medidas
        self._detener = marcha.parar
        self._varios = turnos.hay_varios_procesos
        self._llamadas: set[str] = set()
        self._heredadas: set[str] = set()
        self._tareas: dict[str, asyncio.Task[None]] = {}
        self._esperan: Counter[str] = Counter()
        self._llegadas: dict[str, float] = {}
        self._inicio = time.monotonic()
        self._cuarentena = asyncio.Lock()

    def esperan(self, direccion: str) -> int:
        """Cuántos mensajes de un chat esperan, que este proceso sepa."""
        return self._esperan[direccion]

    def despertar(self, direccion: str, cuantos: int = 1) -> None:
        """Avisa de que un chat tiene mensajes nuevos en la bandeja."""
        self._esperan[direccion] += cuantos
        self._llegadas[direccion] = time.monotonic()
        self._llamar(direccion)

    def heredar(self, direccion: str) -> None:
        """Avisa de que un chat tiene algo a medias que este proceso no empezó."""
        if direccion not in self._tareas:
            self._heredadas.add(direccion)
            self._llamar(direccion)

    async def terminar(self) -> None:
        """Espera a que acabe lo que está en curso; lo demás sigue en la bandeja."""
        await asyncio.gather(*self._tareas.values(), return_exceptions=True)

    def _llamar(self, direccion: str) -> None:
        self._llamadas.add(direccion)
        self._medidas.en_espera.set(self._esperan.total())
        if direccion not in self._tareas:
            self._tareas[direccion] = asyncio.create_task(self._trabajar(direccion))

    async def _trabajar(self, direccion: str) -> None:
        try:
            while direccion in self._llamadas and not self._detener.is_set():
                self._llamadas.discard(direccion)
                await self._vaciar(direccion)
        except Exception as error:  # lo que quede sigue en la bandeja: lo recoge el repaso
            REGISTRO.error("un chat dejó de atenderse\n%s", huella_de_error(error))
        finally:
            del self._tareas[direccion]
            self._llegadas.pop(direccion, None)
            self._esperan.pop(direccion, None)
            self._medidas.en_espera.set(self._esperan.total())

    async def _vaciar(self, direccion: str) -> None:
        async with self._turno(direccion) as es_mio:
            if not es_mio:
                return
            es_heredada = direccion in self._heredadas
            # Sin nada heredado, lo que falta es justo lo que se contó al recibirlo; lo que llegó a otro proceso lo
            # cuenta él, que espera este mismo turno, y si muere lo recoge el repaso.
            hay_que_mirar = es_heredada
            if es_heredada:
                await self._insistir(direccion, lambda: self._atencion.entregar_lo_guardado(direccion))
            while not self._detener.is_set():
                entrega: Entrega | None
                if es_heredada:
                    async with self._cuarentena:
                        hubo, entrega = await self._atender_siguiente(direccion, es_heredada=True)
                    self._heredadas.discard(direccion)
                    es_heredada = False
                else:
                    hubo, entrega = await self._atender_siguiente(direccion)
                if not hubo:
                    return
                if entrega is not None:
                    await entrega()
                if not hay_que_mirar and not self._esperan[direccion]:
                    return

    @asynccontextmanager
    async def _turno(self, direccion: str) -> AsyncGenerator[bool]:
        """Espera a que ningún otro proceso tenga el chat; False si hay que detenerse antes o si nada espera aquí."""
        es_mio, espera = not self._varios, ESPERA_DE_OTRO_PROCESO
        while not self._detener.is_set() and not es_mio:
            es_mio = await self._insistir(direccion, lambda: asyncio.to_thread(self._turnos.reservar, direccion))
            if not es_mio and not self._esperan[direccion]:
                break  # solo se venía a recoger lo que otro dejó, y hay quien lo atiende
            if not es_mio:
                await esperar(self._detener, espera)
                espera = min(espera * 2, 8 * ESPERA_DE_OTRO_PROCESO)
        try:
            yield es_mio
        finally:
            if es_mio and self._varios:
                await asyncio.to_thread(self._turnos.soltar, direccion)

    async def _atender_siguiente(self, direccion: str, *, es_heredada: bool = False) -> tuple[bool, Entrega | None]:
        """Atiende lo más antiguo de un chat; devuelve si había algo y cómo entregar su respuesta."""
        recibida = await self._insistir(
            direccion, lambda: asyncio.to_thread(self._turnos.tomar, self._marcha.buzon, direccion)
        )
        if es_heredada:
            # Lo último que guardó un proceso muerto puede hacerse visible justo ahora: va antes que lo nuevo.
            await self._insistir(direccion, lambda: self._atencion.entregar_lo_guardado(direccion))
        if recibida is None:
            return False, None
        if recibida.intentos > INTENTOS:
            await self._dejar(recibida)
            return True, None
        try:
            juntas = await self._reunir(recibida, hay_que_mirar=es_heredada)
            if not juntas:
                return False, None
            with self._medidas.turno.time():
                entrega = await self._insistir(direccion, lambda: self._atencion.atender(juntas))
        except AlmacenNoDisponible:
            raise
        except Exception as error:
            REGISTRO.error("mensaje fallido intento=%d\n%s", recibida.intentos, huella_de_error(error))
            if recibida.intentos >= INTENTOS:
                await self._dejar(recibida)
            else:
                await esperar(self._detener, ENTRE_INTENTOS)
            return True, None
        for una in juntas:
            self._contar(una, "atendida")
        return True, entrega

    async def _reunir(self, primera: Recibida, *, hay_que_mirar: bool) -> Sequence[Recibida]:
        """La que toca con las que la siguen y son un solo mensaje; espera un poco por si faltan.

        Vacía si hay que detenerse antes de saberlo. El último intento es de una sola: si otra tiene la culpa, que no la
        pague.
        """
        direccion = primera.direccion
        pendientes: Sequence[Recibida] = (primera,)
        while primera.intentos < INTENTOS:
            if hay_que_mirar or self._varios or self._esperan[direccion] > len(pendientes):
                mirar = partial(self._turnos.mirar, self._marcha.buzon, direccion)
                pendientes = await self._insistir(direccion, lambda mirar=mirar: asyncio.to_thread(mirar)) or pendientes
            cuantas, espera = await self._insistir(
                direccion, partial(self._atencion.reunir, pendientes, self._marcha.espera)
            )
            falta = self._llegadas.get(direccion, self._inicio) + espera - time.monotonic()
            if falta <= 0:
                return pendientes[:cuantas]
            await esperar(self._detener, min(falta, ENTRE_MIRADAS))
            if self._detener.is_set():
                return ()
        return (primera,)

    async def _dejar(self, recibida: Recibida) -> None:
        await self._insistir(recibida.direccion, lambda: asyncio.to_thread(self._turnos.retirar, recibida.entrada))
        REGISTRO.error("mensaje apartado tras %d intentos entrada=%s", INTENTOS, recibida.entrada)
        self._medidas.apartadas.inc()
        self._contar(recibida, "apartada")
        await self._atencion.avisar_retirada(recibida)

    async def _insistir(self, direccion: str, llamada: Callable[[], Awaitable[Resultado]]) -> Resultado:
        """Repite mientras el almacén no responda; no cuenta como intento. Al detenerse lanza su error."""
        for vez in count():
            try:
                return await llamada()
            except AlmacenNoDisponible as error:
                REGISTRO.error("el almacén no responde motivo=%s", error)
                if self._detener.is_set():
                    raise
                if vez == VECES_SIN_AVISAR:
                    await self._atencion.avisar_demora(direccion)
                await esperar(self._detener, min(ENTRE_INTENTOS * 2**vez, ESPERA_MAXIMA))
        raise AssertionError  # `count` no termina

    def _contar(self, recibida: Recibida, resultado: str) -> None:
        self._medidas.actualizaciones.labels(resultado).inc()
        if self._esperan[recibida.direccion] > 0:
            self._esperan[recibida.direccion] -= 1
        self._medidas.en_espera.set(self._esperan.total())
