"""Qué se hace con cada actualización: traducirla, atenderla y repartir la respuesta."""

import asyncio
import logging
import time
from collections import deque
from typing import Any, assert_never

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.canal.telegram_envio import EmisorTelegram
from bot.canal.telegram_errores import ErrorTelegram
from bot.canal.telegram_recepcion import Recepcion
from bot.canal.telegram_reparto import Repartidor
from bot.canal.telegram_traduccion import BloqueoCambiado, LlamadaDesdeGrupo, Recibido, persona_de, traducir
from bot.dialogo.mensajes import Mensaje, parrafo
from bot.dialogo.tipos import Entrada
from bot.puertos import EnvioPendiente, Persona
from bot.servicio import Servicio, huella_de_error

REGISTRO = logging.getLogger(__name__)

ESPERAS_DEL_ALMACEN = (0.5, 2.0)
"""Segundos entre intentos cuando el almacén falla (por ejemplo, está ocupado por una exportación)."""

ENTRE_AVISOS = 30.0
EN_GRUPO = "Para cuidar sus datos atiendo solo en privado. Escríbame aquí: https://t.me/{usuario}"
DEMASIADOS = "Llegaron muchos mensajes seguidos y no pude leer los últimos. Por favor, repítalos en un momento."
SIN_GUARDAR = (
    "En este momento no puedo guardar su mensaje, así que no lo he tenido en cuenta. "
    "Lo anterior sigue guardado. Por favor, envíelo otra vez en unos minutos."
)


class Atencion:
    """Atiende las actualizaciones que la `Application` ya puso en orden."""

    def __init__(
        self, servicio: Servicio, bot: Bot, emisor: EmisorTelegram, repartidor: Repartidor, recepcion: Recepcion
    ) -> None:
        self._servicio = servicio
        self._bot = bot
        self._emisor = emisor
        self._repartidor = repartidor
        self._recepcion = recepcion
        self._albumes: deque[str] = deque(maxlen=200)
        self._avisados: dict[int, float] = {}

    async def manejar(self, update: Update, _contexto: Any) -> None:
        """El manejador: traducir y atender. No lanza errores; una cancelación deja la actualización sin confirmar."""
        try:
            await self._atender(update)
        except Exception as error:
            REGISTRO.error("actualización fallida\n%s", huella_de_error(error))
        self._recepcion.terminar(update.update_id)

    async def avisar_sobrante(self, chat: int) -> None:
        """Dice, sin repetirse, que hay mensajes que no se leyeron."""
        if chat <= 0 or not self._toca_avisar(chat):
            return
        await self._decir(persona_de(chat), DEMASIADOS)

    async def _atender(self, update: Update) -> None:
        if update.callback_query is not None:
            await self._contestar_boton(update)
        recibido = traducir(update, self._bot.username)
        match recibido:
            case Recibido(persona, entrada, album):
                if album is None or album not in self._albumes:
                    self._albumes += [album] if album is not None else []
                    await self._responder(persona, entrada, update.update_id)
            case LlamadaDesdeGrupo(chat):
                await self._invitar_a_privado(chat)
            case BloqueoCambiado(persona, bloqueado):
                REGISTRO.info("bloqueo conv=%s bloqueado=%s", self._servicio.conversacion(persona), bloqueado)
            case None:
                pass
            case _:
                assert_never(recibido)

    async def _responder(self, persona: Persona, entrada: Entrada, numero: int) -> None:
        async with self._emisor.escribiendo(int(persona.direccion)):
            envios = await self._guardar(persona, entrada, f"{self._bot.id}:{numero}")
        self._recepcion.terminar(numero)  # ya está guardada: Telegram puede olvidarla aunque la entrega tarde
        if envios is None:
            await self._decir(persona, SIN_GUARDAR)
        else:
            await self._repartidor.repartir(persona, envios)

    async def _guardar(self, persona: Persona, entrada: Entrada, id_entrada: str) -> tuple[EnvioPendiente, ...] | None:
        for espera in (*ESPERAS_DEL_ALMACEN, None):
            try:
                return await self._servicio.atender(persona, entrada, id_entrada)
            except Exception as error:
                REGISTRO.error("sin guardar conv=%s\n%s", self._servicio.conversacion(persona), huella_de_error(error))
                if espera is not None:
                    await asyncio.sleep(espera)
        return None

    async def _contestar_boton(self, update: Update) -> None:
        """Apaga el reloj del botón; si el aviso es viejo Telegram lo rechaza, y no importa."""
        if update.callback_query is None:
            return
        try:
            await self._bot.answer_callback_query(update.callback_query.id)
        except TelegramError as error:
            REGISTRO.info("botón sin contestar motivo=%s", type(error).__name__)

    async def _invitar_a_privado(self, chat: int) -> None:
        if not self._toca_avisar(chat):
            return
        try:
            await self._bot.send_message(chat, EN_GRUPO.format(usuario=self._bot.username))
        except TelegramError as error:
            REGISTRO.info("grupo sin contestar motivo=%s", type(error).__name__)

    async def _decir(self, persona: Persona, texto: str) -> None:
        """Dice algo que no se guarda."""
        try:
            await self._emisor.entregar(persona, Mensaje((parrafo(texto),)))
        except ErrorTelegram as error:
            REGISTRO.warning("aviso sin entregar motivo=%s", error)

    def _toca_avisar(self, chat: int) -> bool:
        ahora = time.monotonic()
        self._avisados = {otro: hora for otro, hora in self._avisados.items() if ahora - hora < ENTRE_AVISOS}
        if chat in self._avisados:
            return False
        self._avisados[chat] = ahora
        return True
