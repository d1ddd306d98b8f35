"""Cómo llegan las actualizaciones de Telegram: se piden (sondeo) o Telegram las entrega (webhook); y los archivos.

El sondeo sustituye al `Updater` de la biblioteca, que confirma lo que solo tiene en memoria (una muerte
repentina perdía nueve de cada diez mensajes) y sigue «en marcha» cuando el token deja de valer. Pedir
desde el número *n* confirma todas las anteriores: aquí se pide desde la primera que no está guardada.
"""

import asyncio
import hashlib
import hmac
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

from bot.canal.limpieza import leer_json
from bot.canal.telegram.conexion import (
    ConexionTelegram,
    DemasiadoLarga,
    RespuestaIlegible,
    abrir_servidor,
    espera_pedida,
    esperar,
)
from bot.canal.telegram.errores import OtroProceso, TokenRechazado
from bot.canal.telegram.salud import Marcha
from bot.servicio.puertos import AlmacenNoDisponible, DescargaFallida, TrabajoInterrumpido

REGISTRO = logging.getLogger(__name__)

ESPERA_LARGA = 25
MARGEN_DE_LECTURA = 10
CONFLICTOS_SEGUIDOS = 5
ENTRE_CONFLICTOS = 1.0
ENTRE_LATIDOS = 30.0
INTENTOS_DE_DESCARGA = 4
ACTUALIZACIONES = [
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.MY_CHAT_MEMBER,
]


Admitir = Callable[[Sequence[Any]], Awaitable[int | None]]
"""Guarda unas actualizaciones y devuelve el número más alto; mientras no vuelva sin error, no se confirman."""


class Sondeo:
    """Pide actualizaciones y las da a guardar, hasta que haya que detenerse."""

    def __init__(self, bot: Bot, admitir: Admitir, marcha: Marcha) -> None:
        self._bot = bot
        self._admitir = admitir
        self._medidas = marcha.medidas
        self._detener = marcha.parar
        self._paciencia = marcha.paciencia
        self._desde: int | None = None

    async def correr(self) -> None:
        """Trabaja hasta que haya que parar. Raises `TokenRechazado`, `OtroProceso`."""
        conflictos, fallos = 0, 0
        while not self._detener.is_set():
            self._medidas.latir()
            try:
                await self._recibir(await self._pedir())
            except (InvalidToken, EndPointNotFound):  # el segundo es como llama la biblioteca al primero, ya conectada
                raise TokenRechazado from None
            except Conflict:
                conflictos += 1
                if conflictos == CONFLICTOS_SEGUIDOS:
                    raise OtroProceso(conflictos) from None
                await esperar(self._detener, ENTRE_CONFLICTOS)
            except AlmacenNoDisponible:  # sin guardar no se confirma: Telegram lo ofrecerá otra vez
                fallos += 1
                await self._esperar(self._paciencia.tras(fallos))
            except TelegramError as error:
                REGISTRO.warning("telegram no responde motivo=%s", type(error).__name__)
                fallos += 1
                await self._esperar(espera_pedida(error) or self._paciencia.tras(fallos))
            else:
                conflictos, fallos = 0, 0

    async def _recibir(self, datos: list[Any]) -> None:
        if not datos:
            return
        ultimo = await self._admitir(datos)
        if ultimo is None:  # no se sabe desde cuál pedir: volverán a llegar, y sin esperar se pedirían sin parar
            raise RespuestaIlegible("ninguna actualización trae un número que sirva")
        self._desde = ultimo + 1

    async def _esperar(self, segundos: float) -> None:
        """Espera dando señales de vida: Telegram puede pedir más de lo que se tarda en dar por parada la recepción."""
        while segundos > 0 and not self._detener.is_set():
            self._medidas.latir()
            await esperar(self._detener, min(segundos, ENTRE_LATIDOS))
            segundos -= ENTRE_LATIDOS

    async def confirmar(self) -> None:
        """Le dice a Telegram, al terminar, qué ya no hace falta entregar otra vez."""
        if self._desde is not None:
            with suppress(TelegramError):  # si no se puede, se entregará otra vez y se reconocerá como repetida
                await self._obtener(self._desde, 0, limite=1)

    async def _pedir(self) -> list[Any]:
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

    async def _obtener(self, desde: int | None, larga: int, limite: int = 100) -> list[Any]:
        # `Bot.get_updates` no entrega ninguna si una sola no se entiende: la pediría para siempre y nadie más
        # sería atendido. Por eso se piden sin interpretar.
        return await self._bot.do_api_request(
            "getUpdates",
            {"offset": desde, "limit": limite, "timeout": larga, "allowed_updates": ACTUALIZACIONES},
            read_timeout=larga + MARGEN_DE_LECTURA,
        )


def es_pasajero(error: TelegramError) -> bool:
    """Dice si tiene sentido volver a intentarlo: no hay red o Telegram está ocupado."""
    return not isinstance(error, BadRequest | Forbidden | InvalidToken)


@dataclass(frozen=True, slots=True)
class Descarga:
    """Trae lo que alguien envió, entero en la memoria. Cumple `Descargar`."""

    bot: Bot
    marcha: Marcha

    async def __call__(self, referencia: str, limite: int) -> bytes:
        """Insiste unas pocas veces si falla la red. Raises `DescargaFallida`; `TrabajoInterrumpido` al detenerse."""
        for intento in range(1, INTENTOS_DE_DESCARGA + 1):
            try:
                return await self._traer(referencia, limite)
            except TelegramError as error:
                # Solo su clase: lo demás puede llevar la dirección, y con ella el token.
                REGISTRO.warning("descarga sin hacer motivo=%s", type(error).__name__)
                if not es_pasajero(error) or isinstance(error, DemasiadoLarga):
                    break
                if intento < INTENTOS_DE_DESCARGA:
                    await esperar(self.marcha.parar, espera_pedida(error) or self.marcha.paciencia.tras(intento))
            if self.marcha.parar.is_set():
                raise TrabajoInterrumpido
        raise DescargaFallida

    async def _traer(self, referencia: str, limite: int) -> bytes:
        direccion = (await self.bot.get_file(referencia)).file_path or ""
        if not direccion.startswith(("https://", "http://")):  # un servidor propio puede dar una ruta de su disco
            raise DescargaFallida
        return await cast("ConexionTelegram", self.bot.request).descargar(direccion, limite)


CABECERA = "X-Telegram-Bot-Api-Secret-Token"
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


async def abrir_webhook(webhook: Webhook, admitir: Admitir, marcha: Marcha) -> web.ServerRunner:
    """Atiende lo que Telegram entregue; quien llama cierra lo devuelto. Raises `PuertoOcupado`.

    Con el secreto, lo que no se entiende se da por recibido: Telegram lo entregaría otra vez, sin fin, y nunca se
    entendería mejor.
    """

    async def recibir(peticion: web.BaseRequest) -> web.Response:
        # Una cabecera puede traer bytes que no son UTF-8: aiohttp los conserva como sustitutos sueltos.
        secreto = peticion.headers.get(CABECERA, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(secreto, webhook.secreto.encode()):
            return web.Response(status=403)
        marcha.medidas.latir()
        try:
            dato = leer_json(await peticion.read())
        except (ValueError, web.HTTPRequestEntityTooLarge):
            dato = None
        try:
            await admitir([dato])
        except AlmacenNoDisponible:
            return web.Response(status=503)  # Telegram lo entregará otra vez
        return web.Response()

    rutas = {("POST", urlsplit(webhook.url).path or "/"): recibir}
    return await abrir_servidor(rutas, webhook.escucha, compartido=True)
