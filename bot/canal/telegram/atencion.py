"""Qué se hace con cada actualización: traducirla, guardar su respuesta y decir cómo entregarla."""

import asyncio
import logging
import time
from collections import deque
from typing import assert_never

from telegram import Bot, CallbackQuery
from telegram.error import ChatMigrated, TelegramError

from bot.canal.piezas import Piezas
from bot.canal.telegram.envio import EmisorTelegram
from bot.canal.telegram.errores import ErrorTelegram
from bot.canal.telegram.fila import Entrega
from bot.canal.telegram.reparto import Repartidor
from bot.canal.telegram.traduccion import (
    BloqueoCambiado,
    LlamadaDesdeGrupo,
    Recibido,
    leer_actualizacion,
    persona_de,
    traducir,
)
from bot.dialogo.mensajes import Mensaje, parrafo
from bot.dialogo.turno import Entrada
from bot.servicio.puertos import AlmacenNoDisponible, Persona, Recibida
from bot.servicio.registro import huella_de_error

REGISTRO = logging.getLogger(__name__)

ENTRE_AVISOS = 30.0
EN_GRUPO = "Para cuidar sus datos atiendo solo en privado. Escríbame aquí: https://t.me/{usuario}?start=grupo"
DEMASIADOS = "Llegaron muchos mensajes seguidos y no pude leer los últimos. Por favor, repítalos en un momento."
DEMORADO = (
    "Recibí su mensaje, pero en este momento no puedo guardar su respuesta. "
    "No hace falta que lo repita: lo atenderé en cuanto pueda. Lo anterior sigue guardado."
)
APARTADO = (
    "No pude atender uno de sus mensajes y dejé de intentarlo. Ya avisé al personal que da soporte. "
    "Lo anterior sigue guardado: puede escribirlo de otra manera o continuar con /start."
)


class Atencion:
    """Atiende lo que la fila ya puso en orden, y avisa de lo que no se pudo: cumple `Atiende` y `Avisa`."""

    def __init__(self, piezas: Piezas, bot: Bot, emisor: EmisorTelegram, repartidor: Repartidor) -> None:
        self._servicio = piezas.servicio
        self._almacen = piezas.almacen
        self._reloj = piezas.reloj
        self._bot = bot
        self._emisor = emisor
        self._repartidor = repartidor
        self._albumes: deque[str] = deque(maxlen=200)
        self._avisados: dict[int, float] = {}

    async def atender(self, recibida: Recibida) -> Entrega | None:
        actualizacion = leer_actualizacion(recibida.contenido, self._bot)
        if actualizacion.callback_query is not None:
            await self._contestar_boton(actualizacion.callback_query)
        recibido = traducir(actualizacion, self._bot.username)
        match recibido:
            case Recibido(persona, entrada, album):
                if album is None or album not in self._albumes:
                    pulsado = actualizacion.callback_query
                    entrega = await self._responder(persona, entrada, recibida.entrada, pulsado)
                    self._albumes += [album] if album is not None else []
                    return entrega
            case LlamadaDesdeGrupo(chat):
                await self._invitar_a_privado(chat)
            case BloqueoCambiado(persona, bloqueado):
                REGISTRO.info("bloqueo conv=%s bloqueado=%s", self._servicio.conversacion(persona), bloqueado)
                desde = self._reloj.ahora() if bloqueado else None
                await asyncio.to_thread(self._almacen.anotar_bloqueo, persona, desde)
            case None:
                pass
            case _:
                assert_never(recibido)
        await asyncio.to_thread(self._almacen.bandeja.terminar, recibida.entrada)
        return None

    async def entregar_lo_guardado(self, direccion: str) -> None:
        try:
            await self._repartidor.repartir_lo_guardado(direccion)
        except AlmacenNoDisponible:
            raise
        except Exception as error:
            REGISTRO.error("no se pudo leer lo pendiente de un chat\n%s", huella_de_error(error))

    async def avisar_sobrante(self, direccion: str) -> None:
        await self._avisar(int(direccion), DEMASIADOS)

    async def avisar_demora(self, direccion: str) -> None:
        await self._avisar(int(direccion), DEMORADO)

    async def avisar_retirada(self, recibida: Recibida) -> None:
        if int(recibida.direccion) > 0:
            await self._decir(persona_de(int(recibida.direccion)), Mensaje((parrafo(APARTADO),)))

    async def _responder(
        self, persona: Persona, entrada: Entrada, id_entrada: str, pulsado: CallbackQuery | None
    ) -> Entrega:
        async with self._emisor.escribiendo(int(persona.direccion)):
            envios = await self._servicio.atender(
                persona, entrada, id_entrada, lambda mensaje: self._decir(persona, mensaje)
            )
        if not envios:
            # Repetida: otro proceso la guardó y quizá murió antes de entregar la respuesta.
            await asyncio.to_thread(self._almacen.bandeja.terminar, id_entrada)
            return lambda: self.entregar_lo_guardado(persona.direccion)
        agotado = pulsado if any(envio.mensaje.agota_botones for envio in envios) else None

        async def entregar() -> None:
            await self._repartidor.repartir(persona, envios)
            if agotado is not None:
                await self._emisor.mostrar_eleccion(agotado)

        return entregar

    async def _contestar_boton(self, pulsado: CallbackQuery) -> None:
        """Apaga el reloj del botón; si el aviso es viejo Telegram lo rechaza, y no importa."""
        try:
            await self._bot.answer_callback_query(pulsado.id)
        except TelegramError as error:
            REGISTRO.info("botón sin contestar motivo=%s", type(error).__name__)

    async def _invitar_a_privado(self, chat: int) -> None:
        if not self._toca_avisar(chat):
            return
        texto = EN_GRUPO.format(usuario=self._bot.username)
        try:
            try:
                await self._bot.send_message(chat, texto)
            except ChatMigrated as error:  # el grupo pasó a ser un supergrupo: tiene otro número
                await self._bot.send_message(error.new_chat_id, texto)
        except TelegramError as error:
            REGISTRO.info("grupo sin contestar motivo=%s", type(error).__name__)

    async def _avisar(self, chat: int, texto: str) -> None:
        if chat > 0 and self._toca_avisar(chat):
            await self._decir(persona_de(chat), Mensaje((parrafo(texto),)))

    async def _decir(self, persona: Persona, mensaje: Mensaje) -> None:
        """Dice algo que no se guarda."""
        try:
            await self._emisor.entregar(persona, mensaje)
        except ErrorTelegram as error:
            REGISTRO.warning("aviso sin entregar motivo=%s", error)

    def _toca_avisar(self, chat: int) -> bool:
        ahora = time.monotonic()
        self._avisados = {otro: hora for otro, hora in self._avisados.items() if ahora - hora < ENTRE_AVISOS}
        if chat in self._avisados:
            return False
        self._avisados[chat] = ahora
        return True
