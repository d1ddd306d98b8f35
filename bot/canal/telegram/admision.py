"""Guarda en la bandeja lo que llega de Telegram, venga por sondeo o por webhook.

Solo después de volver sin error se puede confirmar a Telegram. No interpreta los mensajes: de cada
actualización mira su número y de qué chat es. La que no trae un número que sirva se deja aparte, sin estorbar a las
demás, y de ella no se guarda nada: solo se anota que llegó.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Iterator, Sequence
from typing import Any, Protocol, cast

from bot.canal.limpieza import es_entero
from bot.canal.telegram.fila import Fila
from bot.canal.telegram.salud import Marcha
from bot.servicio.puertos import AlmacenNoDisponible, Bandeja, Recibida

REGISTRO = logging.getLogger(__name__)

TOPE_POR_CHAT = 30
"""Cuántos mensajes de un mismo chat esperan turno; los que pasan de ahí no se leen."""

NUMERO_MAXIMO = 2**31 - 1
"""La API avisa en cada campo que puede pasar de 32 bits, y del número de una actualización no lo dice. Pedir desde uno
desmedido confirmaría sin leer todo lo que viniera después."""

DE_NADIE = "0"
_CON_CHAT = ("message", "edited_message", "my_chat_member", "callback_query")


class Avisa(Protocol):
    """Quien le dice a alguien que lo suyo no entró."""

    async def avisar_sobrante(self, direccion: str) -> None:
        """Dice, sin repetirse, que hay mensajes que no se leyeron."""
        ...

    async def avisar_demora(self, direccion: str) -> None:
        """Dice, sin repetirse, que el mensaje tendrá que esperar."""
        ...


class Admision:
    """Decide qué entra."""

    def __init__(self, bandeja: Bandeja, fila: Fila, avisador: Avisa, marcha: Marcha) -> None:
        self._bandeja = bandeja
        self._fila = fila
        self._avisador = avisador
        self._marcha = marcha
        self._avisos: set[asyncio.Task[None]] = set()

    async def admitir(self, datos: Sequence[Any]) -> int | None:
        """Guarda unas actualizaciones y devuelve el número más alto; None si ninguna lo trae.

        Raises `AlmacenNoDisponible`: entonces no hay que confirmarlas.
        """
        todas = [recibida for dato in datos if (recibida := self._leer(dato)) is not None]
        caben: list[Recibida] = []
        contados: Counter[str] = Counter()
        for recibida in todas:
            if self._fila.esperan(recibida.direccion) + contados[recibida.direccion] >= TOPE_POR_CHAT:
                self._marcha.medidas.actualizaciones.labels("sobrante").inc()
                self._decir(self._avisador.avisar_sobrante(recibida.direccion))
                continue
            contados[recibida.direccion] += 1
            caben.append(recibida)
        try:
            nuevas = await asyncio.to_thread(self._bandeja.recibir, caben, self._marcha.reloj.ahora())
        except AlmacenNoDisponible as error:
            REGISTRO.error("no se puede guardar lo recibido motivo=%s", error)
            for direccion in {recibida.direccion for recibida in caben}:
                self._decir(self._avisador.avisar_demora(direccion))
            raise
        for recibida in caben:
            if recibida.entrada in nuevas:
                self._fila.despertar(recibida.direccion)
            else:
                self._marcha.medidas.actualizaciones.labels("repetida").inc()
        return max((recibida.numero for recibida in todas), default=None)

    async def terminar(self) -> None:
        """Espera los avisos en camino."""
        await asyncio.gather(*self._avisos, return_exceptions=True)

    def _leer(self, dato: Any) -> Recibida | None:
        recibida = leer_sobre(dato, self._marcha.buzon)
        if recibida is None:
            REGISTRO.warning("actualización ilegible: se deja aparte")
            self._marcha.medidas.actualizaciones.labels("ilegible").inc()
        return recibida

    def _decir(self, lo_que_sea: Awaitable[None]) -> None:
        aviso = asyncio.ensure_future(lo_que_sea)
        self._avisos.add(aviso)
        aviso.add_done_callback(self._avisos.discard)


def leer_sobre(dato: Any, buzon: str) -> Recibida | None:
    """Devuelve una actualización lista para guardar; None si no trae un número que sirva, que es como se reconoce."""
    numero = _buscar(dato, "update_id")
    if not es_entero(numero, desde=1, hasta=NUMERO_MAXIMO):
        return None
    direccion = next(_direcciones(dato), DE_NADIE)
    return Recibida(f"{buzon}:{numero}", buzon, numero, direccion, dato)


def _direcciones(dato: dict[str, Any]) -> Iterator[str]:
    for campo in _CON_CHAT:
        contenido: Any = dato.get(campo)
        if not isinstance(contenido, dict):
            continue
        sobre = cast("dict[str, Any]", contenido)
        for lugares in (("message", "chat"), ("chat",), ("from",)):
            numero = _buscar(sobre, *lugares, "id")
            if es_entero(numero):
                yield str(numero)


def _buscar(dato: Any, *campos: str) -> Any:
    """Lo que hay al seguir unos campos; None si alguno falta."""
    for campo in campos:
        dato = cast("dict[str, Any]", dato).get(campo) if isinstance(dato, dict) else None
    return dato
