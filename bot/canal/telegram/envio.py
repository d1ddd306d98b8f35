"""Un `Mensaje` entregado por Telegram: partes HTML, botones, documentos y sus contratiempos.

Qué se repite y qué no:

- Telegram pide esperar (429): se espera lo que dice, solo en ese chat.
- No hubo conexión: el mensaje no salió; se insiste hasta que haya red.
- Telegram responde un error interno: dice que no lo envió; se insiste pocas veces.
- Se cortó después de enviar, o contestan algo que no es de Telegram: no se sabe si llegó. Una pregunta (un texto
  con botones) se repite, porque verla dos veces no hace daño y no verla detiene a la persona; un archivo, no: se le
  dice que puede pedirlo otra vez; lo demás es `EntregaDudosa`.
- HTML o botones rechazados: el mismo texto sin formato y, si hace falta, sin botones.
- Bloqueo: `PersonaBloqueo`. Chat inexistente: `EntregaImposible`.

No sabe qué es un turno ni un almacén.
"""

import asyncio
import html
import logging
import random
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from io import BytesIO
from typing import TypeVar
from urllib.parse import quote, urlencode

from telegram import (
    Bot,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.canal.html import Parte, a_partes
from bot.canal.telegram.conexion import NO_SALIO, espera_pedida, esperar
from bot.canal.telegram.errores import EntregaAplazada, EntregaDudosa, EntregaImposible, PersonaBloqueo
from bot.canal.telegram.salud import Paciencia
from bot.dialogo.mensajes import Adjunto, Boton, CodigoQr, EnGrupo, Mensaje
from bot.servicio.cifrado import ErrorCifrado, leer_adjunto
from bot.servicio.grupos import Publicado
from bot.servicio.puertos import Persona

REGISTRO = logging.getLogger(__name__)

BYTES_DE_CODIGO = 64
LETRAS_POR_COPIAR = 256
LISTA_DE_CHATS = "https://t.me/share/url"
"""Abre la lista de chats de quien pulsa, para que elija a quién enviarlo; el asistente no sabe a quién."""
LADO_DEL_QR = 600
ERRORES_INTERNOS_SEGUIDOS = 3
ANTES_DE_ESCRIBIENDO = 0.8
RENOVAR_ESCRIBIENDO = 4.5
DUDAS_SEGUIDAS = 3
SIN_ADORNOS = 10.0
"""Segundos sin mostrar lo elegido después de que Telegram frene a alguien."""
REPARTIR_429 = 0.5
ARCHIVO_DUDOSO = "Se cortó la conexión al enviarle «{nombre}». Si no le llegó, pídalo otra vez."
SIN_ARCHIVO = "No pude entregarle el archivo «{nombre}». Puede pedirlo otra vez."

_SIN_VISTA_PREVIA = LinkPreviewOptions(is_disabled=True)
_CHAT_PERDIDO = ("chat not found", "user not found", "peer_id_invalid", "have no rights", "not enough rights")


Hecho = TypeVar("Hecho")


class EmisorTelegram:
    """Entrega mensajes en chats privados, y en los grupos lo que se puede decir allí.

    Quien lo usa entrega de uno en uno en cada chat.
    """

    def __init__(self, bot: Bot, detener: asyncio.Event, paciencia: Paciencia) -> None:
        self._bot = bot
        self._detener = detener
        self._paciencia = paciencia
        self._ultimo_freno = -SIN_ADORNOS

    async def entregar(self, persona: Persona, mensaje: Mensaje) -> str:
        """Entrega los archivos y luego el texto, para que los botones queden abajo, a mano.

        Devuelve el número de Telegram de la última parte del texto, que es la de los botones.
        Raises `EntregaImposible`, `EntregaDudosa` o `EntregaAplazada`.
        """
        chat = int(persona.direccion)
        for numero in mensaje.quita:
            await self.quitar(chat, numero)
        for adjunto in mensaje.adjuntos:
            await self._entregar_adjunto(chat, adjunto)
        if mensaje.qr is not None:
            await self._entregar_qr(chat, mensaje.qr)
        partes = a_partes(mensaje)
        for parte in partes[:-1]:
            await self._entregar_parte(chat, parte, None)
        entregado = ""
        for parte in partes[-1:]:
            entregado = await self._entregar_parte(chat, parte, _teclado(mensaje.botones), mensaje.responde_a)
        return entregado

    async def mostrar_eleccion(self, pulsado: CallbackQuery) -> None:
        """Escribe en el mensaje de un botón cuál se eligió y quita los demás.

        Es un adorno: la respuesta ya está guardada, así que si no se puede no se insiste.
        """
        mensaje = pulsado.message
        if not isinstance(mensaje, Message) or not mensaje.text or mensaje.reply_markup is None:
            return
        if time.monotonic() - self._ultimo_freno < SIN_ADORNOS:
            return  # Telegram está frenando: cada llamada que se ahorra es una respuesta que sale antes
        botones = [boton for fila in mensaje.reply_markup.inline_keyboard for boton in fila]
        elegido = next((boton.text for boton in botones if boton.callback_data == pulsado.data), None)
        if elegido is None:
            return
        texto = f"{mensaje.text_html}\n\n<i>Eligió: {html.escape(elegido, quote=False)}</i>"
        try:
            await mensaje.edit_text(texto, parse_mode=ParseMode.HTML, link_preview_options=_SIN_VISTA_PREVIA)
        except TelegramError as error:
            REGISTRO.info("elección sin mostrar motivo=%s", type(error).__name__)

    @asynccontextmanager
    async def escribiendo(self, chat: int) -> AsyncGenerator[None]:
        """Mientras dura el bloque, y si tarda, muestra «escribiendo…»."""
        async with self._mostrando(chat, ChatAction.TYPING, ANTES_DE_ESCRIBIENDO):
            yield

    @asynccontextmanager
    async def _mostrando(self, chat: int, accion: ChatAction, antes: float) -> AsyncGenerator[None]:
        tarea = asyncio.create_task(self._mostrar(chat, accion, antes))
        try:
            yield
        finally:
            tarea.cancel()
            await asyncio.gather(tarea, return_exceptions=True)

    async def _mostrar(self, chat: int, accion: ChatAction, antes: float) -> None:
        with suppress(TelegramError):
            await asyncio.sleep(antes)
            while True:
                await self._bot.send_chat_action(chat, accion)
                await asyncio.sleep(RENOVAR_ESCRIBIENDO)

    async def _entregar_parte(
        self, chat: int, parte: Parte, teclado: InlineKeyboardMarkup | None, responde_a: str = ""
    ) -> str:
        # Si la persona borró el suyo, va igual.
        cita = ReplyParameters(int(responde_a), allow_sending_without_reply=True) if responde_a.isdecimal() else None
        intentos: list[tuple[str, ParseMode | None, InlineKeyboardMarkup | None]] = [
            (parte.html, ParseMode.HTML, teclado),
            (parte.texto, None, teclado),
        ]
        if teclado is not None:
            intentos.append((parte.texto, None, None))
        for texto, modo, botones in intentos:
            try:
                enviado = await self._insistir(
                    lambda texto=texto, modo=modo, botones=botones: self._bot.send_message(
                        chat,
                        texto,
                        parse_mode=modo,
                        reply_markup=botones,
                        link_preview_options=_SIN_VISTA_PREVIA,
                        reply_parameters=cita,
                    ),
                    es_pregunta=botones is not None,
                )
                return str(enviado.message_id)
            except BadRequest as error:
                # El mensaje del error puede repetir parte del texto: solo se anota en qué intento fue.
                REGISTRO.warning("telegram no aceptó el mensaje formato=%s botones=%s", modo, botones is not None)
                if _es_chat_perdido(error):
                    raise EntregaImposible("el chat no existe") from None
        raise EntregaImposible("Telegram no acepta el texto")

    async def publicar(self, chat: int, hilo: int | None, dicho: EnGrupo, mensaje: int | None = None) -> Publicado:
        """Cumple `EnLosGrupos`. No insiste: lo que no salió se dirá la próxima vez. Raises `TelegramError`."""
        *primeras, ultima = a_partes(Mensaje(dicho.parrafos))
        enlaces = [
            [InlineKeyboardButton(etiqueta, url=f"https://t.me/{self._bot.username}?start={lleva}")]
            for etiqueta, lleva in dicho.enlaces
        ]
        teclado = InlineKeyboardMarkup(enlaces) if enlaces else None
        try:
            if mensaje is not None:
                await self._bot.edit_message_text(
                    ultima.html, chat, mensaje, parse_mode=ParseMode.HTML, reply_markup=teclado
                )
                return Publicado(mensaje)
            for parte in primeras:
                await self._bot.send_message(chat, parte.html, ParseMode.HTML, message_thread_id=hilo)
            enviado = await self._bot.send_message(
                chat,
                ultima.html,
                ParseMode.HTML,
                reply_markup=teclado,
                link_preview_options=_SIN_VISTA_PREVIA,
                message_thread_id=hilo,
            )
            return Publicado(enviado.message_id)
        except ChatMigrated as error:  # el grupo pasó a ser un supergrupo: tiene otro número
            return Publicado(mudado_a=error.new_chat_id)
        except Forbidden:
            return Publicado(perdido=True)
        except BadRequest as error:
            if "not modified" in error.message.lower():
                return Publicado(mensaje)
            if _es_chat_perdido(error):
                return Publicado(perdido=True)
            REGISTRO.info("grupo sin contestar motivo=%s", type(error).__name__)
            if hilo is None or mensaje is not None:
                return Publicado()
            # Se cerró o se borró el tema: queda el general, que es mejor que callar.
            return await self.publicar(chat, None, dicho)

    async def quitar(self, chat: int, numero: str) -> None:
        """Quita un mensaje propio; Telegram solo lo permite durante dos días, y si no se puede, queda."""
        try:
            await self._insistir(lambda: self._bot.delete_message(chat, int(numero)))
        except (BadRequest, EntregaDudosa) as error:
            REGISTRO.info("mensaje sin quitar motivo=%s", type(error).__name__)

    async def _entregar_adjunto(self, chat: int, adjunto: Adjunto) -> None:
        try:
            contenido = await asyncio.to_thread(leer_adjunto, adjunto)
            archivo = InputFile(contenido, filename=adjunto.nombre)
            with suppress(TelegramError):
                await self._bot.send_chat_action(chat, ChatAction.UPLOAD_DOCUMENT)
            async with self._mostrando(chat, ChatAction.UPLOAD_DOCUMENT, RENOVAR_ESCRIBIENDO):
                enviar = self._bot.send_photo if adjunto.nombre.endswith(".png") else self._bot.send_document
                await self._insistir(lambda: enviar(chat, archivo, caption=adjunto.pie or None))
        except EntregaDudosa:
            aviso = ARCHIVO_DUDOSO.format(nombre=adjunto.nombre)
            await self._entregar_parte(chat, Parte(html.escape(aviso, quote=False), aviso), None)
        except (OSError, ErrorCifrado, BadRequest) as error:
            if isinstance(error, BadRequest) and _es_chat_perdido(error):
                raise EntregaImposible("el chat no existe") from None
            REGISTRO.warning("archivo sin entregar motivo=%s", type(error).__name__)
            aviso = SIN_ARCHIVO.format(nombre=adjunto.nombre)
            await self._entregar_parte(chat, Parte(html.escape(aviso, quote=False), aviso), None)

    async def _entregar_qr(self, chat: int, qr: CodigoQr) -> None:
        """Lo que lleva ya está escrito en el texto: si Telegram no lo admite, o se pierde, no se insiste."""
        archivo = InputFile(imagen_de(qr.direccion), filename="invitacion.png")
        try:
            await self._insistir(lambda: self._bot.send_photo(chat, archivo, caption=qr.pie))
        except (EntregaDudosa, BadRequest) as error:
            if isinstance(error, BadRequest) and _es_chat_perdido(error):
                raise EntregaImposible("el chat no existe") from None
            REGISTRO.warning("QR sin entregar motivo=%s", type(error).__name__)

    async def _insistir(self, llamada: Callable[[], Awaitable[Hecho]], *, es_pregunta: bool = False) -> Hecho:
        fallos, internos, dudas, frenos = 0, 0, 0, 0
        while True:
            try:
                return await llamada()
            except RetryAfter as error:
                self._ultimo_freno = time.monotonic()
                # Sin repartirlos, todos los chats frenados a la vez volverían a la vez y serían frenados de nuevo.
                frenos = min(frenos + 1, 3)
                await self._esperar(espera_pedida(error) + random.uniform(0, REPARTIR_429 * 2**frenos))
            except BadRequest:
                raise
            except Forbidden:
                raise PersonaBloqueo("la persona no admite mensajes") from None
            except ChatMigrated as error:
                raise EntregaImposible(type(error).__name__) from None
            except InvalidToken:
                raise EntregaAplazada("el token dejó de valer") from None
            except NetworkError as error:
                if not _no_salio(error):
                    es_duda = not _es_respuesta_de_error(error)
                    internos, dudas = internos + (not es_duda), dudas + es_duda
                    if internos == ERRORES_INTERNOS_SEGUIDOS or dudas == (DUDAS_SEGUIDAS if es_pregunta else 1):
                        raise EntregaDudosa(type(error).__name__) from None
                fallos += 1
                await self._esperar(self._paciencia.tras(fallos))

    async def _esperar(self, segundos: float) -> None:
        """Espera; si hay que detenerse, deja la entrega para el próximo inicio."""
        await esperar(self._detener, segundos)
        if self._detener.is_set():
            raise EntregaAplazada("el asistente se detiene")


def imagen_de(direccion: str) -> bytes:
    """El PNG, cuadrado y de `LADO_DEL_QR` puntos como mucho, de un QR que se lee aunque se tape una parte pequeña."""
    import segno  # al hacer el primero y no al arrancar

    codigo, imagen = segno.make_qr(direccion, error="m"), BytesIO()
    codigo.save(imagen, kind="png", scale=LADO_DEL_QR // int(codigo.symbol_size()[0]))
    return imagen.getvalue()


def _teclado(filas: tuple[tuple[Boton, ...], ...]) -> InlineKeyboardMarkup | None:
    teclas: list[list[InlineKeyboardButton]] = []
    for fila in filas:
        caben = [tecla for boton in fila if (tecla := _tecla(boton)) is not None]
        if len(caben) < len(fila):
            REGISTRO.error("hay un botón con un código vacío o de más de %d bytes; no se muestra", BYTES_DE_CODIGO)
        if caben:
            teclas.append(caben)
    return InlineKeyboardMarkup(teclas) if teclas else None


def _tecla(boton: Boton) -> InlineKeyboardButton | None:
    """La que comparte, la que copia, la que vuelve al asistente o, si Telegram no la admitiría, ninguna."""
    if boton.compartir:
        campos = urlencode({"url": boton.compartir, "text": boton.dicho}, quote_via=quote)
        return InlineKeyboardButton(boton.etiqueta, url=f"{LISTA_DE_CHATS}?{campos}")
    if 0 < len(boton.copiar) <= LETRAS_POR_COPIAR:
        return InlineKeyboardButton(boton.etiqueta, copy_text=CopyTextButton(boton.copiar))
    cabe = 0 < len(boton.codigo.encode()) <= BYTES_DE_CODIGO
    return InlineKeyboardButton(boton.etiqueta, callback_data=boton.codigo) if cabe else None


def _no_salio(error: NetworkError) -> bool:
    """Dice si es seguro que la petición no llegó a Telegram."""
    return isinstance(error.__cause__, NO_SALIO)


def _es_respuesta_de_error(error: NetworkError) -> bool:
    """Dice si Telegram contestó, con su formato, que no lo hizo; un 502 de un intermediario no cuenta."""
    return type(error) is NetworkError and error.__cause__ is None


def _es_chat_perdido(error: BadRequest) -> bool:
    return any(motivo in error.message.lower() for motivo in _CHAT_PERDIDO)
