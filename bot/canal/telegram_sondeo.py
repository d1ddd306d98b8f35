"""El bucle que pide actualizaciones a Telegram.

Sustituye al `Updater` de la biblioteca, que confirma lo que solo tiene en memoria (una muerte
repentina perdía nueve de cada diez mensajes) y sigue «en marcha» cuando el token deja de valer.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, cast

from telegram import Bot, Update
from telegram.constants import UpdateType
from telegram.error import BadRequest, Conflict, EndPointNotFound, Forbidden, InvalidToken, TelegramError

from bot.canal.telegram_errores import OtroProceso, TokenRechazado
from bot.canal.telegram_esperas import espera_pedida, esperar
from bot.canal.telegram_recepcion import Recepcion, Toma
from bot.canal.telegram_traduccion import chat_de, leer_actualizacion

REGISTRO = logging.getLogger(__name__)

ESPERA_LARGA = 25
ESPERA_CON_TRABAJO = 0.3
MARGEN_DE_LECTURA = 10
CONFLICTOS_SEGUIDOS = 5
ESPERA_MAXIMA = 30.0
ACTUALIZACIONES = [
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.MY_CHAT_MEMBER,
]


class Sondeo:
    """Pide actualizaciones y las pone en la cola, hasta que haya que detenerse."""

    def __init__(
        self,
        bot: Bot,
        recepcion: Recepcion,
        poner: Callable[[Update], Awaitable[None]],
        sobrar: Callable[[int], Awaitable[None]],
        detener: asyncio.Event,
    ) -> None:
        self._bot = bot
        self._recepcion = recepcion
        self._poner = poner
        self._sobrar = sobrar
        self._detener = detener
        self._avisos: set[asyncio.Task[None]] = set()

    async def correr(self) -> None:
        """Trabaja hasta que `detener` se active. Raises `TokenRechazado`, `OtroProceso`."""
        conflictos, espera = 0, 1.0
        while not self._detener.is_set():
            try:
                actualizaciones = await self._pedir()
            except (InvalidToken, EndPointNotFound):  # el segundo es como llama la biblioteca al primero, ya conectada
                raise TokenRechazado from None
            except Conflict:
                conflictos += 1
                if conflictos == CONFLICTOS_SEGUIDOS:
                    raise OtroProceso(conflictos) from None
                await esperar(self._detener, 1.0)
            except TelegramError as error:
                REGISTRO.warning("telegram no responde motivo=%s", type(error).__name__)
                await esperar(self._detener, espera_pedida(error) or espera)
                espera = min(espera * 1.5, ESPERA_MAXIMA)
            else:
                conflictos, espera = 0, 1.0
                hubo_nuevas = await self._tomar(actualizaciones)
                if not hubo_nuevas and self._recepcion.hay_en_curso:
                    await self._recepcion.esperar_cambio(ESPERA_CON_TRABAJO)

    async def confirmar(self) -> None:
        """Le dice a Telegram, al terminar, qué ya no hace falta entregar otra vez."""
        for aviso in tuple(self._avisos):
            await aviso
        if (desde := self._recepcion.desde()) is None:
            return
        with suppress(TelegramError):  # si no se puede, se entregará otra vez y se reconocerá como repetida
            await self._obtener(desde, 0, limite=1)

    async def _pedir(self) -> tuple[Update, ...]:
        """Espera actualizaciones; al detenerse abandona la espera, porque nada de ella está confirmado."""
        desde = self._recepcion.desde()
        # Con algo sin terminar, Telegram contesta enseguida: se lo vuelve a ofrecer junto con lo nuevo.
        larga = 0 if self._recepcion.hay_en_curso else ESPERA_LARGA
        peticion = asyncio.ensure_future(self._obtener(desde, larga))
        parada = asyncio.ensure_future(self._detener.wait())
        try:
            await asyncio.wait({peticion, parada}, return_when=asyncio.FIRST_COMPLETED)
            return await peticion if peticion.done() else ()
        finally:
            for tarea in (peticion, parada):
                tarea.cancel()
            await asyncio.gather(peticion, parada, return_exceptions=True)

    async def _obtener(self, desde: int | None, larga: int, limite: int = 100) -> tuple[Update, ...]:
        # `Bot.get_updates` no entrega ninguna si una sola no se entiende: la pediría para siempre y nadie más
        # sería atendido. Por eso se piden sin interpretar y se leen de una en una.
        datos = await self._bot.do_api_request(
            "getUpdates",
            {"offset": desde, "limit": limite, "timeout": larga, "allowed_updates": ACTUALIZACIONES},
            read_timeout=larga + MARGEN_DE_LECTURA,
        )
        return tuple(leer_actualizacion(dato, self._bot) for dato in cast("list[dict[str, Any]]", datos))

    async def _tomar(self, actualizaciones: tuple[Update, ...]) -> bool:
        hubo_nuevas = False
        for actualizacion in actualizaciones:
            chat = chat_de(actualizacion)
            match self._recepcion.tomar(actualizacion.update_id, chat):
                case Toma.NUEVA:
                    hubo_nuevas = True
                    await self._poner(actualizacion)
                case Toma.SOBRANTE:
                    aviso = asyncio.ensure_future(self._sobrar(chat))
                    self._avisos.add(aviso)
                    aviso.add_done_callback(self._avisos.discard)
                case Toma.REPETIDA:
                    pass
        return hubo_nuevas


def es_pasajero(error: TelegramError) -> bool:
    """Dice si tiene sentido volver a intentarlo: no hay red o Telegram está ocupado."""
    return not isinstance(error, BadRequest | Forbidden | InvalidToken)
