"""Cuánto se espera, cuántos a la vez, y dejar de insistir a un servidor que falla."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

from bot.dialogo.peticiones.lenguaje import Motivo, Uso
from bot.servicio.puertos import SinLenguaje

PLAZO = {Uso.ELEGIR: 8.0, Uso.INTERPRETAR: 8.0, Uso.REDACCION: 8.0, Uso.PREPARAR: 120.0}
"""Segundos en total, con la espera de un sitio: una persona que conversa no espera más de diez."""
PLAZO_AL_MEDIR = 120.0
"""Al medir nadie espera, y hay que saber cuánto tarda de verdad y qué contestaría."""
PIEZAS = {Uso.ELEGIR: 120, Uso.INTERPRETAR: 500, Uso.REDACCION: 500, Uso.PREPARAR: 1500}
"""Cuánto puede contestar, en piezas del modelo («tokens»)."""
A_LA_VEZ, EN_ESPERA = 2, 6
FALLOS_SEGUIDOS = 3
APARTADO, APARTADO_MAXIMO = 60.0, 600.0
"""Segundos sin pedirle nada al que falla: cada vez el doble, hasta un máximo."""


class Cortacircuitos:
    """Tras unos fallos seguidos no deja pasar a nadie por un rato; después, a uno solo, que prueba."""

    def __init__(self, reloj: Callable[[], float] = time.monotonic) -> None:
        self._reloj = reloj
        self._fallos = 0
        self._hasta = 0.0
        self._espera = APARTADO
        self._probando = False

    @property
    def abierto(self) -> bool:
        """Si ahora no se le pide nada."""
        return self._fallos >= FALLOS_SEGUIDOS and (self._probando or self._reloj() < self._hasta)

    def pasar(self) -> None:
        """Anota que alguien va a pedir algo. Raises `SinLenguaje`."""
        if self.abierto:
            raise SinLenguaje(Motivo.DESCONECTADO)
        self._probando = self._fallos >= FALLOS_SEGUIDOS

    def soltar(self) -> None:
        """Quien pidió algo se fue sin saber si contestaba."""
        self._probando = False

    def anotar(self, *, bien: bool) -> None:
        """Cómo salió lo pedido."""
        if bien:
            self._fallos, self._espera, self._probando = 0, APARTADO, False
            return
        self._fallos += 1
        if self._fallos < FALLOS_SEGUIDOS:
            return
        if self._probando:
            self._espera = min(2 * self._espera, APARTADO_MAXIMO)
        self._hasta, self._probando = self._reloj() + self._espera, False


class Sitios:
    """Dos a la vez y unos pocos esperando; a los demás se les dice que no enseguida."""

    def __init__(self) -> None:
        self._libres = asyncio.Semaphore(A_LA_VEZ)
        self._dentro = 0

    @asynccontextmanager
    async def tomar(self) -> AsyncGenerator[None]:
        """Espera un sitio y lo devuelve al terminar. Raises `SinLenguaje`."""
        if self._dentro >= A_LA_VEZ + EN_ESPERA:
            raise SinLenguaje(Motivo.OCUPADO)
        self._dentro += 1
        try:
            async with self._libres:
                yield
        finally:
            self._dentro -= 1
