"""Cómo llegan las actualizaciones de Telegram: se piden (sondeo) o Telegram las entrega (webhook).

El sondeo sustituye al `Updater` de la biblioteca, que confirma lo que solo tiene en memoria (una muerte
repentina perdía nueve de cada diez mensajes) y sigue «en marcha» cuando el token deja de valer. Pedir
desde el número *n* confirma todas las anteriores: aquí se pide desde la primera que no está guardada.
"""

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot
from telegram.constants import UpdateType
from telegram.error import BadRequest, Conflict, EndPointNotFound, Forbidden, InvalidToken, TelegramError

from bot.canal.telegram.conexion import espera_pedida, esperar
from bot.canal.telegram.errores import OtroProceso, TokenRechazado
from bot.canal.telegram.salud import Marcha, abrir_servidor
from bot.servicio.puertos import AlmacenNoDisponible

REGISTRO = logging.getLogger(__name__)

ESPERA_LARGA = 25
MARGEN_DE_LECTURA = 10
CONFLICTOS_SEGUIDOS = 5
ESPERA_MAXIMA = 30.0
ACTUALIZACIONES = [
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.MY_CHAT_MEMBER,
]


Admitir = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]
"""Guarda unas actualizaciones; mientras no vuelva sin error, no se confirman."""


class Sondeo:
    """Pide actualizaciones y las da a guardar, hasta que haya que detenerse."""

    def __init__(self, bot: Bot, admitir: Admitir, marcha: Marcha) -> None:
        self._bot = bot
        self._admitir = admitir
        self._medidas = marcha.medidas
        self._detener = marcha.parar
        self._desde: int | None = None

    async def correr(self) -> None:
        """Trabaja hasta que haya que parar. Raises `TokenRechazado`, `OtroProceso`."""
        conflictos, espera = 0, 1.0
        while not self._detener.is_set():
            self._medidas.latir()
            try:
                datos = await self._pedir()
                if datos:
                    await self._admitir(datos)
                    self._desde = datos[-1]["update_id"] + 1
            except (InvalidToken, EndPointNotFound):  # el segundo es como llama la biblioteca al primero, ya conectada
                raise TokenRechazado from None
            except Conflict:
                conflictos += 1
                if conflictos == CONFLICTOS_SEGUIDOS:
                    raise OtroProceso(conflictos) from None
                await esperar(self._detener, 1.0)
            except AlmacenNoDisponible:  # sin guardar no se confirma: Telegram lo ofrecerá otra vez
                await esperar(self._detener, espera)
                espera = min(espera * 1.5, ESPERA_MAXIMA)
            except TelegramError as error:
                REGISTRO.warning("telegram no responde motivo=%s", type(error).__name__)
                await esperar(self._detener, espera_pedida(error) or espera)
                espera = min(espera * 1.5, ESPERA_MAXIMA)
            else:
                conflictos, espera = 0, 1.0

    async def confirmar(self) -> None:
        """Le dice a Telegram, al terminar, qué ya no hace falta entregar otra vez."""
        if self._desde is not None:
            with suppress(TelegramError):  # si no se puede, se entregará otra vez y se reconocerá como repetida
                await self._obtener(self._desde, 0, limite=1)

    async def _pedir(self) -> list[dict[str, Any]]:
        """Espera actualizaciones; al detenerse abandona la espera, porque nada de ella está confirmado."""
        peticion = asyncio.ensure_future(self._obtener(self._desde, ESPERA_LARGA))
        parada = asyncio.ensure_future(self._detener.wait())
        try:
            await asyncio.wait({peticion, parada}, return_when=asyncio.FIRST_COMPLETED)
            return await peticion if peticion.done() else []
        finally:
            for tarea in (peticion, parada):
                tarea.cancel()
            await asyncio.gather(peticion, parada, return_exceptions=True)

    async def _obtener(self, desde: int | None, larga: int, limite: int = 100) -> list[dict[str, Any]]:
        # `Bot.get_updates` no entrega ninguna si una sola no se entiende: la pediría para siempre y nadie más
        # sería atendido. Por eso se piden sin interpretar.
        datos = await self._bot.do_api_request(
            "getUpdates",
            {"offset": desde, "limit": limite, "timeout": larga, "allowed_updates": ACTUALIZACIONES},
            read_timeout=larga + MARGEN_DE_LECTURA,
        )
        return cast("list[dict[str, Any]]", datos)


def es_pasajero(error: TelegramError) -> bool:
    """Dice si tiene sentido volver a intentarlo: no hay red o Telegram está ocupado."""
    return not isinstance(error, BadRequest | Forbidden | InvalidToken)


CABECERA = "X-Telegram-Bot-Api-Secret-Token"
TAMANO_MAXIMO = 1_000_000
CONEXIONES = 100


def secreto_de(token: str, sal: bytes) -> str:
    """El secreto que Telegram repetirá: siempre el mismo para un token y una instalación, y sin relación visible."""
    return hmac.new(sal, f"webhook:{token}".encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Webhook:
    """Dónde entrega Telegram: la dirección pública y dónde se escucha aquí."""

    url: str
    escucha: tuple[str, int]
    secreto: str


async def abrir_webhook(webhook: Webhook, admitir: Admitir, marcha: Marcha) -> web.AppRunner:
    """Atiende lo que Telegram entregue; quien llama cierra lo devuelto. Raises `PuertoOcupado`."""

    async def recibir(peticion: web.Request) -> web.Response:
        if not hmac.compare_digest(peticion.headers.get(CABECERA, "").encode(), webhook.secreto.encode()):
            return web.Response(status=403)
        try:
            dato: Any = json.loads(await peticion.read())
        except ValueError:
            return web.Response(status=400)
        if not isinstance(dato, dict):
            return web.Response(status=400)
        marcha.medidas.latir()
        try:
            await admitir([cast("dict[str, Any]", dato)])
        except AlmacenNoDisponible:
            return web.Response(status=503)  # Telegram lo entregará otra vez
        return web.Response()

    aplicacion = web.Application(client_max_size=TAMANO_MAXIMO)
    aplicacion.router.add_post(urlsplit(webhook.url).path or "/", recibir)
    return await abrir_servidor(aplicacion, webhook.escucha, compartido=True)
