"""Qué se hace con cada actualización: traducirla, guardar su respuesta y decir cómo entregarla."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import assert_never

from telegram import Bot, CallbackQuery
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.canal.piezas import Piezas
from bot.canal.telegram.envio import EmisorTelegram
from bot.canal.telegram.errores import ErrorTelegram
from bot.canal.telegram.fila import Entrega
from bot.canal.telegram.juntar import Espera, cuantos_van_juntos, espera_tras, juntar
from bot.canal.telegram.reparto import Repartidor
from bot.canal.telegram.traduccion import (
    BloqueoCambiado,
    GrupoCambiado,
    LlamadaDesdeGrupo,
    Recibido,
    Traducido,
    leer_actualizacion,
    persona_de,
    traducir,
)
from bot.dialogo.entradas import BotonPulsado, MensajeRecibido, OrdenRecibida
from bot.dialogo.mensajes import Mensaje, parrafo, se_gasta
from bot.servicio.grupos import Tablon
from bot.servicio.puertos import AlmacenNoDisponible, Persona, Recibida
from bot.servicio.registro import huella_de_error

REGISTRO = logging.getLogger(__name__)

ENTRE_AVISOS = 30.0
EN_UN_GRUPO = 10
"""Lo que se dice en un grupo en ese tiempo: Telegram admite unos veinte mensajes por minuto."""
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
        self.tablon = Tablon(piezas.servicio, piezas.almacen.grupos, piezas.reloj, emisor)
        self._albumes: deque[str] = deque(maxlen=200)
        self._avisados: dict[tuple[int, int | None, str], float] = {}

    async def reunir(self, pendientes: Sequence[Recibida], espera: Espera) -> tuple[int, float]:
        recibidos: list[Recibido] = []
        for traducido in map(self._traducir, pendientes):
            if not isinstance(traducido, Recibido):
                break
            recibidos.append(traducido)
        if not recibidos:
            return 1, 0.0
        cuantos = cuantos_van_juntos(recibidos)
        if cuantos > 1:
            textos = [uno.entrada.texto if isinstance(uno.entrada, MensajeRecibido) else "" for uno in recibidos]
            cuantos = await self._servicio.cuantos_se_juntan(recibidos[0].persona, textos[:cuantos])
        # Si detrás espera otra cosa, ya no puede llegar lo que siga a esto.
        return cuantos, espera_tras(recibidos[cuantos - 1], espera) if cuantos == len(pendientes) else 0.0

    async def atender(self, recibidas: Sequence[Recibida]) -> Entrega | None:
        actualizacion = leer_actualizacion(recibidas[0].contenido, self._bot)
        if actualizacion.callback_query is not None:
            await self._contestar_boton(actualizacion.callback_query)
        recibido = traducir(actualizacion, self._bot.username)
        match recibido:
            case Recibido():
                siguen = [uno for uno in map(self._traducir, recibidas[1:]) if isinstance(uno, Recibido)]
                if (todo := await self._lo_que_falta_decir(juntar([recibido, *siguen]))) is not None:
                    entradas = tuple(una.entrada for una in recibidas)
                    entrega = await self._responder(todo, entradas, actualizacion.callback_query)
                    self._albumes += [todo.album] if todo.album is not None else []
                    return entrega
            case LlamadaDesdeGrupo():
                await self._atender_llamada(recibido)
            case GrupoCambiado(chat, nuevo):
                await self.tablon.cambio_el_grupo(chat, nuevo)
            case BloqueoCambiado(persona, bloqueado):
                REGISTRO.info("bloqueo conv=%s bloqueado=%s", self._servicio.conversacion(persona), bloqueado)
                desde = self._reloj.ahora() if bloqueado else None
                await asyncio.to_thread(self._almacen.anotar_bloqueo, persona, desde)
            case None:
                pass
            case _:
                assert_never(recibido)
        for una in recibidas:
            await asyncio.to_thread(self._almacen.bandeja.terminar, una.entrada)
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

    def _traducir(self, recibida: Recibida) -> Traducido:
        return traducir(leer_actualizacion(recibida.contenido, self._bot), self._bot.username)

    async def _lo_que_falta_decir(self, recibido: Recibido) -> Recibido | None:
        """Lo de un álbum del que ya se dijo que no se lee, sin decirlo otra vez; None si no trae nada más."""
        if recibido.album is None or recibido.album not in self._albumes:
            return recibido
        if await self._servicio.lee_archivos_de(recibido.persona):
            return recibido
        if not isinstance(recibido.entrada, MensajeRecibido | OrdenRecibida):
            return None
        return replace(recibido, entrada=replace(recibido.entrada, acompana=""))

    async def _responder(self, recibido: Recibido, entradas: tuple[str, ...], pulsado: CallbackQuery | None) -> Entrega:
        """Atiende lo que llegó con esos nombres en la bandeja, que es un solo mensaje."""
        persona, (primera, *otras) = recibido.persona, entradas
        adelantados: list[str] = []

        async def adelantar(mensaje: Mensaje) -> None:
            adelantados.append(await self._decir(persona, mensaje))

        async with self._emisor.escribiendo(int(persona.direccion)):
            envios = await self._servicio.atender(persona, recibido.entrada, primera, adelantar, junto_con=tuple(otras))
        if not envios:
            # Repetida: otro proceso la guardó y quizá murió antes de entregar la respuesta. O editada sin cambios.
            await asyncio.to_thread(self._almacen.bandeja.terminar, primera)
            return lambda: self.entregar_lo_guardado(persona.direccion)
        de_un_uso = isinstance(recibido.entrada, BotonPulsado) and se_gasta(recibido.entrada.codigo)
        agotado = pulsado if de_un_uso or any(envio.mensaje.agota_botones for envio in envios) else None
        sobran = adelantados if any(envio.mensaje.quita_adelanto for envio in envios) else ()

        async def entregar() -> None:
            await self._repartidor.repartir(persona, envios)
            with suppress(ErrorTelegram):
                for numero in filter(None, sobran):
                    await self._emisor.quitar(int(persona.direccion), numero)
            if agotado is not None:
                await self._emisor.mostrar_eleccion(agotado)

        return entregar

    async def _contestar_boton(self, pulsado: CallbackQuery) -> None:
        """Apaga el reloj del botón; si el aviso es viejo Telegram lo rechaza, y no importa."""
        try:
            await self._bot.answer_callback_query(pulsado.id)
        except TelegramError as error:
            REGISTRO.info("botón sin contestar motivo=%s", type(error).__name__)

    async def _atender_llamada(self, llamada: LlamadaDesdeGrupo) -> None:
        """Da el enlace para vincular, contesta lo que pregunta o, a lo demás, invita al chat privado."""
        chat, tema, pregunta = llamada.chat, llamada.tema, llamada.pregunta
        try:
            if llamada.vincula:
                if self._toca_avisar(chat, tema, "vincular"):
                    await self.tablon.ofrecer_vincular(chat, tema)
                return
            if pregunta and (
                not self._toca_avisar(chat, tema, pregunta) or await self.tablon.contestar(chat, tema, pregunta)
            ):
                return
        except TelegramError as error:
            REGISTRO.info("grupo sin contestar motivo=%s", type(error).__name__)
            return
        await self._invitar_a_privado(llamada)

    async def _invitar_a_privado(self, llamada: LlamadaDesdeGrupo) -> None:
        if not self._toca_avisar(llamada.chat, llamada.tema):
            return
        try:
            try:
                await self._invitar_en(llamada.chat, llamada.tema)
            except ChatMigrated as error:  # el grupo pasó a ser un supergrupo: tiene otro número
                await self._invitar_en(error.new_chat_id, None)
            except BadRequest as error:
                if llamada.tema is None:
                    raise
                # Se cerró o se borró el tema: queda el general, que es mejor que callar.
                REGISTRO.info("tema sin contestar motivo=%s", type(error).__name__)
                await self._invitar_en(llamada.chat, None)
        except TelegramError as error:
            REGISTRO.info("grupo sin contestar motivo=%s", type(error).__name__)

    async def _invitar_en(self, chat: int, tema: int | None) -> None:
        await self._bot.send_message(chat, EN_GRUPO.format(usuario=self._bot.username), message_thread_id=tema)

    async def _avisar(self, chat: int, texto: str) -> None:
        if chat > 0 and self._toca_avisar(chat):
            await self._decir(persona_de(chat), Mensaje((parrafo(texto),)))

    async def _decir(self, persona: Persona, mensaje: Mensaje) -> str:
        """Dice algo que no se guarda; devuelve su número en Telegram, o vacío si no llegó."""
        try:
            return await self._emisor.entregar(persona, mensaje)
        except ErrorTelegram as error:
            REGISTRO.warning("aviso sin entregar motivo=%s", error)
            return ""

    def _toca_avisar(self, chat: int, tema: int | None = None, que: str = "") -> bool:
        """Si no se dijo lo mismo hace poco, ni mucho en ese chat."""
        ahora = time.monotonic()
        self._avisados = {otro: hora for otro, hora in self._avisados.items() if ahora - hora < ENTRE_AVISOS}
        en_ese_chat = sum(otro == chat for otro, _, _ in self._avisados)
        if (chat, tema, que) in self._avisados or en_ese_chat >= EN_UN_GRUPO:
            return False
        self._avisados[chat, tema, que] = ahora
        return True
