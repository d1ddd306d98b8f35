"""El canal de Telegram: arma las piezas, las conecta y las detiene en orden.

    Telegram ─ Sondeo o webhook → Admision → bandeja (disco) → Fila (un turno por chat) → Atencion → Servicio
    Telegram ← sendMessage ─ EmisorTelegram ← Repartidor ← envíos ya guardados

Nada de lo que llega se confirma a Telegram antes de estar en el disco, y nada se entrega antes de estar
guardado. No decide qué contestar y no lee la configuración.
"""

import asyncio
import logging
import os
import signal
import sys
import warnings
from collections.abc import Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeChat
from telegram.error import InvalidToken, TelegramError
from telegram.warnings import PTBUserWarning

from bot.canal.piezas import Piezas
from bot.canal.telegram.admision import Admision
from bot.canal.telegram.atencion import Atencion
from bot.canal.telegram.conexion import ConexionTelegram, espera_pedida, esperar
from bot.canal.telegram.envio import EmisorTelegram
from bot.canal.telegram.errores import ErrorTelegram, TokenRechazado, callar_bibliotecas
from bot.canal.telegram.fila import Fila
from bot.canal.telegram.juntar import ESPERA, Espera
from bot.canal.telegram.recepcion import (
    ACTUALIZACIONES,
    CONEXIONES,
    Descarga,
    Sondeo,
    Webhook,
    abrir_webhook,
    es_pasajero,
)
from bot.canal.telegram.reparto import Repartidor
from bot.canal.telegram.salud import PACIENCIA, Marcha, Paciencia, abrir_salud
from bot.canal.telegram.vigilancia import mantener_cada_dia, poner_grupos_al_dia, renovar_cada_poco, repasar, vigilar
from bot.dialogo.turno import Papeles

__all__ = ["Ajustes", "Webhook", "atender_telegram"]

REGISTRO = logging.getLogger(__name__)

TELEGRAM = "https://api.telegram.org"

# Cinco, para que se lean de un vistazo; /start la ofrece Telegram, y todas están también en algún botón.
ORDENES = (
    BotCommand("propuesta", "Armar o continuar su propuesta"),
    BotCommand("ayuda", "Qué puedo hacer por usted"),
    BotCommand("cancelar", "Dejar lo que está haciendo"),
    BotCommand("privacidad", "Qué datos se guardan y para qué"),
    BotCommand("borrar", "Borrar sus datos"),
)
# En un grupo no valen las de un chat privado.
DE_UN_GRUPO = (
    BotCommand("preguntar", "Preguntar algo del marco de la APCI"),
    BotCommand("vincular", "Seguir aquí un borrador de varias organizaciones"),
)
# Solo en los chats del personal; mostrarlas no da permiso: quién puede usarlas lo decide el diálogo. No están las que
# necesitan un texto: tocadas en el menú se enviarían sin él.
DE_QUIEN_ATIENDE = (
    BotCommand("consultas", "Ver las consultas que esperan respuesta"),
    BotCommand("documentos", "Ver los documentos de los que respondo"),
)
DE_QUIEN_EXPORTA = BotCommand("exportar", "Exportar conversaciones para revisarlas")
DESCRIPCION = (
    "Soy el asistente automático de la APCI sobre Alianzas Multiactor. Respondo con las palabras del marco de la "
    "APCI y le ayudo a armar un borrador de propuesta.\n\nSoy un programa: puedo equivocarme. No apruebo ni presento "
    "propuestas. No envíe datos reservados; con /privacidad puede ver qué se guarda y con /borrar, borrarlo."
)
DESCRIPCION_CORTA = "Asistente automático de la APCI sobre Alianzas Multiactor. No aprueba ni presenta propuestas."


@dataclass(frozen=True, slots=True)
class Ajustes:
    """Cómo conectarse. `api` es la raíz de un servidor Bot API propio; sin `webhook` se pregunta a Telegram.

    `personal`: los papeles de cada chat que es o fue del personal, donde el menú muestra las órdenes que le tocan.
    `paciencia`: lo que se espera entre un intento y otro cuando Telegram no responde. `espera`: lo que se espera lo que
    puede seguir a un mensaje.
    """

    token: str
    api: str | None = None
    webhook: Webhook | None = None
    salud: tuple[str, int] | None = None
    personal: Mapping[str, Papeles] = field(default_factory=dict[str, Papeles])
    paciencia: Paciencia = PACIENCIA
    espera: Espera = ESPERA


async def atender_telegram(piezas: Piezas, ajustes: Ajustes, *, detener: asyncio.Event | None = None) -> None:
    """Atiende Telegram hasta que `detener` se active, y termina lo que tenía entre manos.

    `piezas.mantener` se llama en un hilo unas horas después de empezar y una vez al día; `piezas.renovar`, cada pocos
    segundos. Sin `detener`, se detiene con SIGTERM o SIGINT. Raises `TokenRechazado`, `OtroProceso`, `SinRespuesta`,
    `PuertoOcupado`.
    """
    callar_bibliotecas()
    # Sin esto la biblioteca avisa en cada 429 de que el tipo de `retry_after` cambiará.
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    # Y avisa de que hay un método para pedir actualizaciones; `Sondeo` dice por qué no lo usa.
    warnings.filterwarnings("ignore", message="Please use 'Bot.getUpdates'", category=PTBUserWarning)
    # El bucle espera al intérprete mientras trabajan los hilos de la base: que no lo retengan 5 ms cada vez.
    sys.setswitchinterval(0.001)
    parar = detener or _parar_con_senales()
    bot = _crear_bot(ajustes)
    try:
        if await _conectar(bot, ajustes, parar):
            await _trabajar(bot, piezas, ajustes, _marcha_de(bot, piezas, ajustes, parar))
    finally:
        with suppress(TelegramError, RuntimeError):
            await bot.shutdown()


def _marcha_de(bot: Bot, piezas: Piezas, ajustes: Ajustes, parar: asyncio.Event) -> Marcha:
    return Marcha(str(bot.id), piezas.reloj, parar, ajustes.paciencia, ajustes.espera)


def _crear_bot(ajustes: Ajustes) -> Bot:
    raiz = (ajustes.api or TELEGRAM).rstrip("/")
    return Bot(
        ajustes.token,
        base_url=f"{raiz}/bot",
        base_file_url=f"{raiz}/file/bot",
        request=ConexionTelegram(),
        get_updates_request=ConexionTelegram(1),
    )


async def _conectar(bot: Bot, ajustes: Ajustes, parar: asyncio.Event) -> bool:
    """Insiste hasta que Telegram responda; devuelve False si antes hay que detenerse."""
    fallos = 0
    while not parar.is_set():
        try:
            await bot.initialize()
            await _decir_donde(bot, ajustes.webhook)
            return True
        except InvalidToken:
            raise TokenRechazado from None  # el error de la biblioteca lleva el token en su mensaje
        except TelegramError as error:
            if not es_pasajero(error):
                raise ErrorTelegram(f"Telegram no aceptó la conexión ({type(error).__name__}).") from None
            REGISTRO.warning("sin conexión con Telegram motivo=%s; se intenta de nuevo", type(error).__name__)
            fallos += 1
            await esperar(parar, espera_pedida(error) or ajustes.paciencia.tras(fallos))
    return False


async def _decir_donde(bot: Bot, webhook: Webhook | None) -> None:
    if webhook is None:
        await bot.delete_webhook()
    else:
        await bot.set_webhook(
            webhook.url,
            secret_token=webhook.secreto,
            allowed_updates=ACTUALIZACIONES,
            max_connections=CONEXIONES,
        )


async def _trabajar(bot: Bot, piezas: Piezas, ajustes: Ajustes, marcha: Marcha) -> None:
    bandeja, listo, parar = piezas.almacen.bandeja, asyncio.Event(), marcha.parar
    emisor = EmisorTelegram(bot, parar, marcha.paciencia)
    piezas.servicio.traer_archivos_con(Descarga(bot, marcha))
    piezas.servicio.llamarse(bot.username)
    atencion = Atencion(piezas, bot, emisor, Repartidor(piezas.almacen, emisor, marcha))
    fila = Fila(bandeja, atencion, marcha)
    admision = Admision(bandeja, fila, atencion, marcha)
    async with AsyncExitStack() as servidores:
        if ajustes.salud is not None:
            marcha.medidas.de_otros = piezas.mas_medidas
            hay_sondeo = ajustes.webhook is None
            salud = await abrir_salud(ajustes.salud, marcha.medidas, bandeja.contar_retiradas, hay_sondeo)
            servidores.push_async_callback(salud.cleanup)
        tareas = [
            asyncio.create_task(_presentarse(bot, ajustes.personal)),
            asyncio.create_task(repasar(piezas, fila, marcha.buzon, listo)),
            asyncio.create_task(poner_grupos_al_dia(atencion.tablon)),
        ]
        if piezas.mantener is not None:
            tareas.append(asyncio.create_task(mantener_cada_dia(piezas.mantener, marcha.medidas)))
        if piezas.renovar is not None:
            tareas.append(asyncio.create_task(renovar_cada_poco(piezas.renovar)))
        try:
            while not listo.is_set() and not parar.is_set():
                await esperar(parar, 0.02)
            if ajustes.webhook is None:
                await _sondear(Sondeo(bot, admision.admitir, marcha), marcha)
            else:
                await _escuchar(ajustes.webhook, admision, marcha)
        finally:
            parar.set()  # también si la recepción falló: las entregas que esperan deben soltar
            await fila.terminar()
            await admision.terminar()
            for tarea in tareas:
                tarea.cancel()
            await asyncio.gather(*tareas, return_exceptions=True)
            REGISTRO.info("telegram detenido")


async def _sondear(sondeo: Sondeo, marcha: Marcha) -> None:
    REGISTRO.info("telegram listo")
    recepcion = asyncio.create_task(sondeo.correr())
    vigilancia = asyncio.create_task(vigilar(marcha))
    try:
        await asyncio.wait({recepcion, vigilancia}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        marcha.parar.set()
        if vigilancia.done() and vigilancia.exception() is not None:
            recepcion.cancel()
        await asyncio.gather(recepcion, vigilancia, return_exceptions=True)
    for tarea in (vigilancia, recepcion):
        if not tarea.cancelled() and (error := tarea.exception()) is not None:
            raise error
    await sondeo.confirmar()


async def _escuchar(webhook: Webhook, admision: Admision, marcha: Marcha) -> None:
    servidor = await abrir_webhook(webhook, admision.admitir, marcha)
    REGISTRO.info("telegram listo (webhook)")
    vigilancia = asyncio.create_task(vigilar(marcha, hay_sondeo=False))
    try:
        await marcha.parar.wait()
    finally:
        marcha.parar.set()
        await servidor.cleanup()
        await vigilancia


async def _presentarse(bot: Bot, personal: Mapping[str, Papeles]) -> None:
    """Publica las órdenes y la descripción; si no se puede, el asistente funciona igual."""
    try:
        for idioma in (None, "es"):
            await bot.set_my_commands(ORDENES, language_code=idioma)
            await bot.set_my_commands(DE_UN_GRUPO, scope=BotCommandScopeAllGroupChats(), language_code=idioma)
        await bot.set_my_description(DESCRIPCION)
        await bot.set_my_short_description(DESCRIPCION_CORTA)
    except TelegramError as error:
        REGISTRO.warning("no se publicaron las órdenes motivo=%s", type(error).__name__)
    for chat, papeles in personal.items():
        suyas = [*ORDENES, *DE_QUIEN_ATIENDE * papeles.atiende, *[DE_QUIEN_EXPORTA] * papeles.exporta]
        try:
            await bot.set_my_commands(suyas, scope=BotCommandScopeChat(int(chat)))
        except TelegramError as error:  # lo normal si esa persona bloqueó al asistente
            REGISTRO.info("órdenes del personal sin publicar en un chat motivo=%s", type(error).__name__)


def _parar_con_senales() -> asyncio.Event:
    parar = asyncio.Event()
    bucle = asyncio.get_running_loop()
    for senal in (signal.SIGTERM, signal.SIGINT):
        bucle.add_signal_handler(senal, parar.set)
    return parar
