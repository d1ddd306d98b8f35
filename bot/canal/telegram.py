"""El canal de Telegram: arma la `Application`, conecta las piezas y las detiene en orden.

    Telegram ─ getUpdates → Sondeo → Application (un turno por chat) → Atencion → Servicio
    Telegram ← sendMessage ─ EmisorTelegram ← Repartidor ← envíos ya guardados

Nada de lo que llega se confirma a Telegram antes de estar guardado, y nada se entrega antes de estar
guardado. No decide qué contestar y no lee la configuración.
"""

import asyncio
import logging
import os
import signal
import warnings
from contextlib import suppress
from typing import Any

from telegram import Bot, BotCommand, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, TypeHandler
from telegram.warnings import PTBUserWarning

from bot.canal.telegram_atencion import Atencion
from bot.canal.telegram_envio import EmisorTelegram
from bot.canal.telegram_errores import ErrorTelegram, OtroProceso, TokenRechazado, callar_bibliotecas
from bot.canal.telegram_esperas import espera_pedida, esperar
from bot.canal.telegram_recepcion import ProcesadorPorChat, Recepcion
from bot.canal.telegram_reparto import Repartidor
from bot.canal.telegram_sondeo import Sondeo, es_pasajero
from bot.canal.telegram_traduccion import CANAL
from bot.puertos import Almacen
from bot.servicio import Servicio, huella_de_error

__all__ = ["ErrorTelegram", "OtroProceso", "TokenRechazado", "atender_telegram", "callar_bibliotecas"]

REGISTRO = logging.getLogger(__name__)

ORDENES = (
    BotCommand("start", "Empezar"),
    BotCommand("ayuda", "Qué puedo hacer por usted"),
    BotCommand("propuesta", "Armar o continuar su propuesta"),
    BotCommand("borradores", "Ver, duplicar o archivar sus borradores"),
    BotCommand("revisar", "Revisar y corregir sus respuestas"),
    BotCommand("pendientes", "Ver lo que dejó pendiente"),
    BotCommand("comparar", "Ver qué cambió en su borrador"),
    BotCommand("atras", "Volver a la pregunta anterior"),
    BotCommand("deshacer", "Deshacer el último cambio"),
    BotCommand("pausa", "Guardar y seguir después"),
    BotCommand("cancelar", "Dejar lo que está haciendo"),
    BotCommand("privacidad", "Qué datos se guardan y para qué"),
    BotCommand("borrar", "Borrar sus datos"),
)
DESCRIPCION = (
    "Soy el asistente automático de la APCI sobre Alianzas Multiactor. Respondo con las palabras del marco de la "
    "APCI y le ayudo a armar un borrador de propuesta.\n\nSoy un programa: puedo equivocarme. No apruebo ni presento "
    "propuestas. No envíe datos reservados; con /privacidad puede ver qué se guarda y con /borrar, borrarlo."
)
DESCRIPCION_CORTA = "Asistente automático de la APCI sobre Alianzas Multiactor. No aprueba ni presenta propuestas."

_Aplicacion = Application[Any, Any, Any, Any, Any, Any]


async def atender_telegram(
    servicio: Servicio,
    almacen: Almacen,
    token: str,
    api: str | None,
    *,
    detener: asyncio.Event | None = None,
) -> None:
    """Atiende Telegram hasta que `detener` se active, y termina lo que tenía entre manos.

    `api` es la raíz de un servidor Bot API propio («http://servidor:8081»); None usa el de Telegram.
    Sin `detener`, se detiene con SIGTERM o SIGINT. Raises `TokenRechazado`, `OtroProceso`.
    """
    callar_bibliotecas()
    # Sin esto la biblioteca avisa en cada 429 de que el tipo de `retry_after` cambiará.
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    # Y avisa de que hay un método para pedir actualizaciones; `Sondeo` dice por qué no lo usa.
    warnings.filterwarnings("ignore", message="Please use 'Bot.getUpdates'", category=PTBUserWarning)
    parar = detener or _parar_con_senales()
    aplicacion = _crear_aplicacion(token, api)
    try:
        if await _conectar(aplicacion, parar):
            await _trabajar(aplicacion, servicio, almacen, parar)
    finally:
        with suppress(TelegramError, RuntimeError):
            await aplicacion.shutdown()


def _crear_aplicacion(token: str, api: str | None) -> _Aplicacion:
    armado = (
        ApplicationBuilder()
        .token(token)
        .updater(None)
        .concurrent_updates(ProcesadorPorChat())
        .connect_timeout(10)
        .read_timeout(20)
        .write_timeout(20)
        .media_write_timeout(60)
        .pool_timeout(30)
        .get_updates_connect_timeout(10)
        .get_updates_read_timeout(10)
    )
    if api is not None:
        raiz = api.rstrip("/")
        # Los archivos se suben siempre: en modo local el servidor tendría que ver esta misma carpeta.
        armado = armado.base_url(f"{raiz}/bot").base_file_url(f"{raiz}/file/bot").local_mode(False)
    return armado.build()


async def _conectar(aplicacion: _Aplicacion, parar: asyncio.Event) -> bool:
    """Insiste hasta que Telegram responda; devuelve False si antes hay que detenerse."""
    espera = 1.0
    while not parar.is_set():
        try:
            await aplicacion.initialize()
            await aplicacion.bot.delete_webhook()
            return True
        except InvalidToken:
            raise TokenRechazado from None  # el error de la biblioteca lleva el token en su mensaje
        except TelegramError as error:
            if not es_pasajero(error):
                raise ErrorTelegram(f"Telegram no aceptó la conexión ({type(error).__name__}).") from None
            REGISTRO.warning("sin conexión con Telegram motivo=%s; se intenta de nuevo", type(error).__name__)
            await esperar(parar, espera_pedida(error) or espera)
            espera = min(espera * 2, 30.0)
    return False


async def _trabajar(aplicacion: _Aplicacion, servicio: Servicio, almacen: Almacen, parar: asyncio.Event) -> None:
    bot = aplicacion.bot
    recepcion = Recepcion()
    emisor = EmisorTelegram(bot, parar)
    repartidor = Repartidor(almacen, emisor)
    atencion = Atencion(servicio, bot, emisor, repartidor, recepcion)
    sondeo = Sondeo(bot, recepcion, aplicacion.update_queue.put, atencion.avisar_sobrante, parar)
    aplicacion.add_handler(TypeHandler(Update, atencion.manejar))
    aplicacion.add_error_handler(_anotar_error)
    pendientes = await repartidor.empezar_pendientes(CANAL)
    presentacion = asyncio.create_task(_presentarse(bot))
    await aplicacion.start()
    REGISTRO.info("telegram listo")
    try:
        await sondeo.correr()
    finally:
        parar.set()  # también si el sondeo falló: las entregas que esperan deben soltar
        await aplicacion.stop()
        await pendientes
        presentacion.cancel()
        await asyncio.gather(presentacion, return_exceptions=True)
        await sondeo.confirmar()
        REGISTRO.info("telegram detenido")


async def _presentarse(bot: Bot) -> None:
    """Publica las órdenes y la descripción; si no se puede, el asistente funciona igual."""
    try:
        for idioma in (None, "es"):
            await bot.set_my_commands(ORDENES, language_code=idioma)
        await bot.set_my_description(DESCRIPCION)
        await bot.set_my_short_description(DESCRIPCION_CORTA)
    except TelegramError as error:
        REGISTRO.warning("no se publicaron las órdenes motivo=%s", type(error).__name__)


async def _anotar_error(_update: object, contexto: Any) -> None:
    if contexto.error is not None:
        REGISTRO.error("error no previsto\n%s", huella_de_error(contexto.error))


def _parar_con_senales() -> asyncio.Event:
    parar = asyncio.Event()
    bucle = asyncio.get_running_loop()
    for senal in (signal.SIGTERM, signal.SIGINT):
        bucle.add_signal_handler(senal, parar.set)
    return parar
