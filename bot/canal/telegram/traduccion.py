"""De una `Update` de Telegram a una `Entrada`: los tipos de Telegram no pasan de aquí.

No contesta, no guarda y no decide qué responder. Lo que el asistente no atiende
(canales, avisos de servicio, mensajes de otros bots) se traduce como `None`, que es un valor.
"""

import math
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import UnionType
from typing import Any, cast

from telegram import Audio, Bot, CallbackQuery, ChatMemberUpdated, Message, Update, Voice
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import filters

from bot.canal.limpieza import es_entero, limpiar
from bot.dialogo.entradas import (
    ArchivoEnviado,
    BotonPulsado,
    EntradaNoAdmitida,
    MensajeEditado,
    MensajeRecibido,
    MensajeReenviado,
    Mostrado,
    OrdenRecibida,
    VozRecibida,
)
from bot.dialogo.mensajes import se_gasta
from bot.dialogo.personal.biblioteca.textos import DOCUMENTO
from bot.dialogo.turno import Entrada
from bot.servicio.puertos import Persona
from conocimiento.expresiones import diferida
from conocimiento.frases import en_un_renglon, recortar

CANAL = "telegram"

_ORDEN = diferida(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?", re.DOTALL)

_OTROS_NOMBRES = {
    "help": "ayuda",
    "settings": "ayuda",
    "cancel": "cancelar",
    "stop": "cancelar",
    "privacy": "privacidad",
    "back": "atras",
    "delete": "borrar",
    "proposal": "propuesta",
    "continuar": "propuesta",
    "continue": "propuesta",
}
_ENLACE = diferida(r"[A-Za-z0-9_-]{1,64}")
_ENLACES = {"propuesta": "propuesta"}

LARGO_DEL_NOMBRE = 120
_CLASES = {
    "animation": "animación",  # antes que documento: Telegram manda las dos cosas
    "sticker": "sticker",
    "voice": "voz",
    "live_photo": "foto",
    "photo": "foto",
    "video": "video",
    "video_note": "videomensaje",
    "audio": "audio",
    "document": DOCUMENTO,
    "venue": "lugar",  # antes que ubicación, por lo mismo
    "location": "ubicación",
    "contact": "contacto",
    "poll": "encuesta",
    "dice": "dado",
    "game": "juego",
    "story": "historia",
    "checklist": "lista de tareas",
    "paid_media": "contenido de pago",
    "giveaway": "sorteo",
    "giveaway_winners": "sorteo",
    "invoice": "cobro",
}
_NECESARIOS = {
    "message": ("message_id", "date", "chat", "from"),
    "callback_query": ("id", "from", "chat_instance", "data"),
}
_TEXTO_O_NADA = str | None
_NUMERO_O_NADA = int | None
_DURACION = int | timedelta
DE_OTRO_CHAT = "otro-chat"
"""A qué responde quien cita un mensaje que no es de su chat con el asistente: no es el nombre de ninguno."""
_CLASE_DESCONOCIDA = "mensaje de ese tipo"
UNIDADES_DE_UNA_PARTE = 4_000
"""Unidades de UTF-16 desde las que un texto es una parte de otro: quien escribe más de 4 096 no lo sabe, porque su
Telegram lo envía partido en el espacio anterior."""


@dataclass(frozen=True, slots=True)
class Recibido:
    """Algo que una persona hizo en su chat privado. `album`: los archivos enviados juntos lo comparten.

    `enviado`: cuándo, con zona horaria, según Telegram. `es_parte`: con seguridad sigue en el mensaje siguiente.
    """

    persona: Persona
    entrada: Entrada
    album: str | None = None
    enviado: datetime = field(default=datetime.min.replace(tzinfo=UTC), compare=False)
    es_parte: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class LlamadaDesdeGrupo:
    """Alguien se dirigió al asistente en un grupo, donde no conversa; si fue en un foro, en ese `tema`.

    `vincula`: pide que el grupo siga un borrador. `pregunta`: lo que preguntó con su orden, o respondiendo a algo suyo.
    """

    chat: int
    tema: int | None = None
    vincula: bool = False
    pregunta: str = ""


@dataclass(frozen=True, slots=True)
class GrupoCambiado:
    """Un grupo pasó a ser un supergrupo, con otro número (Telegram lo dice en los dos), o el asistente salió de él."""

    chat: int
    nuevo: int | None


@dataclass(frozen=True, slots=True)
class BloqueoCambiado:
    """La persona bloqueó el bot, o lo desbloqueó."""

    persona: Persona
    bloqueado: bool


Traducido = Recibido | LlamadaDesdeGrupo | GrupoCambiado | BloqueoCambiado | None
"""Lo que una actualización es; None si el asistente no la atiende."""


def leer_actualizacion(dato: dict[str, Any], bot: Bot) -> Update:
    """Interpreta una actualización; si la biblioteca no la entiende, conserva solo quién la envió.

    Así un tipo de mensaje más nuevo que la biblioteca se contesta como no admitido. Si ni siquiera se sabe de
    quién es, queda vacía: no hay a quién contestar.
    """
    for candidata in (dato, _sin_contenido(dato)):
        try:
            leida = Update.de_json(candidata, bot)
            if _es_de_alguien(leida):
                return leida
        except Exception:  # la biblioteca lanza de todo ante un dato que no espera
            continue
    return Update(dato["update_id"])


def _sin_contenido(dato: dict[str, Any]) -> dict[str, Any]:
    sobre: dict[str, Any] = {"update_id": dato["update_id"]}
    for campo, necesarios in _NECESARIOS.items():
        contenido: Any = dato.get(campo)
        if isinstance(contenido, dict):
            sobre[campo] = {uno: valor for uno, valor in cast("dict[str, Any]", contenido).items() if uno in necesarios}
    return sobre


def _es_de_alguien(update: Update) -> bool:
    """Dice si lo que esta traducción mira tiene la forma que Telegram promete; la biblioteca no lo comprueba."""
    partes: list[tuple[Any, type | UnionType]] = []
    if (pulsado := update.callback_query) is not None:
        partes += [(pulsado.id, str), (pulsado.from_user.id, int), (pulsado.data, _TEXTO_O_NADA)]
        if pulsado.message is not None:
            partes.append((pulsado.message.chat.type, str))
        if isinstance(pulsado.message, Message):
            partes.append((pulsado.message.text, _TEXTO_O_NADA))
        if isinstance(pulsado.message, Message) and (suyo := pulsado.message.reply_to_message) is not None:
            partes += [(suyo.text, _TEXTO_O_NADA), (suyo.caption, _TEXTO_O_NADA)]
    if (cambio := update.my_chat_member) is not None:
        partes += [(cambio.chat.id, int), (cambio.chat.type, str), (cambio.new_chat_member.status, str)]
    if (mensaje := update.message or update.edited_message) is not None:
        partes += [(mensaje.chat.id, int), (mensaje.chat.type, str), (mensaje.text, _TEXTO_O_NADA)]
        partes += [(mensaje.media_group_id, _TEXTO_O_NADA), (mensaje.caption, _TEXTO_O_NADA)]
        partes.append((mensaje.message_thread_id, _NUMERO_O_NADA))
        partes += [(mensaje.migrate_to_chat_id, _NUMERO_O_NADA), (mensaje.migrate_from_chat_id, _NUMERO_O_NADA)]
        if (enviado := mensaje.document) is not None:
            partes += [(enviado.file_id, str), (enviado.file_name, _TEXTO_O_NADA), (enviado.file_size, _NUMERO_O_NADA)]
        if (audible := mensaje.voice or mensaje.audio) is not None:
            partes += [(audible.file_id, str), (audible.duration, _DURACION), (audible.file_size, _NUMERO_O_NADA)]
        if (citado := mensaje.reply_to_message) is not None and citado.from_user is not None:
            partes.append((citado.from_user.username, _TEXTO_O_NADA))
    return all(isinstance(valor, clase) and (not isinstance(valor, int) or es_entero(valor)) for valor, clase in partes)


def traducir(update: Update, usuario: str) -> Traducido:
    """Traduce una actualización. `usuario` es el nombre del bot en Telegram, sin arroba."""
    if update.callback_query is not None:
        return _de_boton(update)
    if update.my_chat_member is not None:
        return _de_bloqueo(update.my_chat_member)
    mensaje = update.message or update.edited_message
    if mensaje is not None and (mudado := _de_mudanza(mensaje)) is not None:
        return mudado
    if mensaje is None or _es_de_otro_programa(mensaje):
        return None
    if mensaje.chat.type != ChatType.PRIVATE:
        return _de_grupo(update, mensaje, usuario)
    if update.edited_message is not None:
        entrada = None if es_ajeno(mensaje) else _de_edicion(mensaje)
    else:
        entrada = _de_reenviado(mensaje) if es_ajeno(mensaje) else _de_mensaje(update, mensaje)
    if entrada is None:
        return None
    es_parte = len((mensaje.text or "").encode("utf-16-le", "surrogatepass")) >= 2 * UNIDADES_DE_UNA_PARTE
    return Recibido(persona_de(mensaje.chat.id), entrada, mensaje.media_group_id, mensaje.date, es_parte)


def _es_de_otro_programa(mensaje: Message) -> bool:
    """Dice si lo escribió otro bot. Quien escribe en nombre de su grupo o de su canal figura como uno, y no lo es."""
    return mensaje.from_user is not None and mensaje.from_user.is_bot and mensaje.sender_chat is None


def es_ajeno(mensaje: Message) -> bool:
    """Dice si no lo escribió quien lo envía: lo reenvió o lo hizo otro programa.

    `forward_date` es como lo dice un servidor propio anterior a la Bot API 7.0, que no tiene `forward_origin`.
    """
    reenviado = mensaje.forward_origin or mensaje.is_automatic_forward or mensaje.api_kwargs.get("forward_date")
    return bool(reenviado or mensaje.via_bot)


def _de_reenviado(mensaje: Message) -> MensajeReenviado:
    """Solo el archivo, si una persona lo reenvió, aunque vaya con otros; de lo que hace otro programa, nada."""
    es_de_alguien = mensaje.via_bot is None and not mensaje.is_automatic_forward
    return MensajeReenviado(_archivo_de(mensaje) if es_de_alguien else None)


def persona_de(chat: int) -> Persona:
    """La persona de un chat privado: Telegram le da al chat el número de su usuario."""
    return Persona(CANAL, str(chat))


def _de_boton(update: Update) -> Recibido | None:
    pulsado = update.callback_query
    if pulsado is None or not pulsado.data:
        return None
    if pulsado.message is not None and pulsado.message.chat.type != ChatType.PRIVATE:
        return None
    boton = BotonPulsado(pulsado.data, "", _sobre_que(pulsado), _en_que(pulsado), _etiqueta_de(pulsado))
    return Recibido(persona_de(pulsado.from_user.id), boton)


def _etiqueta_de(pulsado: CallbackQuery) -> str:
    """La que se leía en el botón; vacía si Telegram ya no da su mensaje."""
    mostrado = pulsado.message
    if not isinstance(mostrado, Message) or mostrado.reply_markup is None:
        return ""
    botones = (boton for fila in mostrado.reply_markup.inline_keyboard for boton in fila)
    return next((limpiar(boton.text) for boton in botones if boton.callback_data == pulsado.data), "")


def _en_que(pulsado: CallbackQuery) -> Mostrado | None:
    """El mensaje de un botón de lo que se oyó; None si es otro, o tan antiguo que Telegram ya no lo da."""
    mostrado = pulsado.message
    if not se_gasta(pulsado.data or "") or not isinstance(mostrado, Message) or not mostrado.text:
        return None
    citado = mostrado.reply_to_message
    return Mostrado(limpiar(mostrado.text), "" if citado is None else str(citado.message_id))


def _sobre_que(pulsado: CallbackQuery) -> MensajeRecibido | None:
    """Lo que la persona escribió y por lo que pregunta el mensaje del botón, si responde a uno suyo que aún está."""
    mostrado = pulsado.message
    suyo = mostrado.reply_to_message if isinstance(mostrado, Message) else None
    if suyo is None or suyo.from_user is None or suyo.from_user.id != pulsado.from_user.id or es_ajeno(suyo):
        return None
    texto = _palabras_de(suyo)
    return MensajeRecibido(texto, str(suyo.message_id)) if texto else None


def _de_mudanza(mensaje: Message) -> GrupoCambiado | None:
    de, a = mensaje.migrate_from_chat_id or mensaje.chat.id, mensaje.migrate_to_chat_id or mensaje.chat.id
    return GrupoCambiado(de, a) if de != a else None


def _de_bloqueo(cambio: ChatMemberUpdated) -> BloqueoCambiado | GrupoCambiado | None:
    if cambio.chat.type != ChatType.PRIVATE:
        fuera = cambio.new_chat_member.status in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
        return GrupoCambiado(cambio.chat.id, None) if fuera else None
    return BloqueoCambiado(persona_de(cambio.chat.id), cambio.new_chat_member.status == ChatMemberStatus.BANNED)


def _de_grupo(update: Update, mensaje: Message, usuario: str) -> LlamadaDesdeGrupo | None:
    """En un grupo solo se contesta si se dirigen al asistente; lo demás es conversación ajena."""
    if update.message is None or not _se_dirige_a(usuario, mensaje):
        return None
    # Fuera de un foro, `message_thread_id` es el hilo de unas respuestas, y en él no se puede escribir.
    tema = mensaje.message_thread_id if mensaje.is_topic_message else None
    orden = _ORDEN.fullmatch(mensaje.text or "")
    if orden is not None and orden.group(1).lower() == "vincular":
        return LlamadaDesdeGrupo(mensaje.chat.id, tema, vincula=True)
    return LlamadaDesdeGrupo(mensaje.chat.id, tema, pregunta=_que_pregunta(usuario, mensaje, orden))


def _que_pregunta(usuario: str, mensaje: Message, orden: re.Match[str] | None) -> str:
    """Lo que va tras /preguntar, o responde a algo que dijo el asistente; vacío si no pregunta."""
    if orden is not None:
        return limpiar(orden.group(3) or "") if orden.group(1).lower() == "preguntar" else ""
    return limpiar(mensaje.text or "") if _le_responden(usuario, mensaje) else ""


def _se_dirige_a(usuario: str, mensaje: Message) -> bool:
    """Por una orden sin destino o con el suyo, porque lo nombran o porque responden a algo que dijo."""
    texto = mensaje.text or mensaje.caption or ""
    orden = _ORDEN.fullmatch(texto)
    if orden is not None and (destino := orden.group(2)) is not None:
        return destino.lower() == usuario.lower()
    nombrado = re.search(rf"(?<!\w)@{re.escape(usuario)}(?!\w)", texto, re.IGNORECASE) is not None
    return orden is not None or nombrado or _le_responden(usuario, mensaje)


def _le_responden(usuario: str, mensaje: Message) -> bool:
    citado = mensaje.reply_to_message
    nombre = citado.from_user.username if citado is not None and citado.from_user is not None else None
    return nombre is not None and nombre.lower() == usuario.lower()


def _palabras_de(mensaje: Message) -> str:
    """Lo que la persona escribió: el mensaje o el pie de lo que envía."""
    return limpiar(mensaje.text or mensaje.caption or "")


def _de_edicion(mensaje: Message) -> Entrada | None:
    # Sin palabras es, por ejemplo, una ubicación en vivo que se mueve.
    texto = _palabras_de(mensaje)
    if not texto:
        return None
    orden = _ORDEN.fullmatch(texto)
    # Con el nombre que le da el asistente, como se leyó si ya lo era.
    return MensajeEditado(texto if orden is None else _de_orden(orden).escrita, str(mensaje.message_id))


def _de_mensaje(update: Update, mensaje: Message) -> Entrada | None:
    acompana = None if mensaje.text is not None else _clase_de(update, mensaje)
    archivo = _archivo_de(mensaje) if acompana == DOCUMENTO else None
    texto = _palabras_de(mensaje)
    if not texto:
        if mensaje.text is not None:
            return EntradaNoAdmitida("mensaje vacío")
        if (voz := _voz_de(mensaje, acompana or "")) is not None:
            return voz
        return None if acompana is None else EntradaNoAdmitida(acompana, archivo)
    orden = _ORDEN.fullmatch(texto)
    if orden is None:
        return MensajeRecibido(texto, str(mensaje.message_id), _a_que_responde(mensaje), acompana or "", archivo)
    return replace(_de_orden(orden), mensaje=str(mensaje.message_id), acompana=acompana or "")


def _archivo_de(mensaje: Message) -> ArchivoEnviado | None:
    """El documento que trae, con su nombre en una línea; None si no dice con qué pedirlo."""
    enviado = mensaje.document
    if enviado is None or not enviado.file_id:
        return None
    nombre = recortar(en_un_renglon(limpiar(enviado.file_name or "")), LARGO_DEL_NOMBRE)
    return ArchivoEnviado(enviado.file_id, nombre or DOCUMENTO, enviado.file_size or 0)


def _voz_de(mensaje: Message, clase: str) -> VozRecibida | None:
    """Lo que trae y se puede oír, con lo que dice durar y pesar; None si no trae nada, o no dice con qué pedirlo."""
    enviado: Voice | Audio | None = mensaje.voice or mensaje.audio
    if enviado is None or not enviado.file_id:
        return None
    dura = enviado.duration  # según la versión de la biblioteca, segundos o un intervalo
    segundos = math.ceil(dura.total_seconds()) if isinstance(dura, timedelta) else dura
    archivo = ArchivoEnviado(enviado.file_id, clase, enviado.file_size or 0)
    return VozRecibida(archivo, segundos, str(mensaje.message_id), _a_que_responde(mensaje), clase)


def _a_que_responde(mensaje: Message) -> str:
    """Del mensaje citado (`quote`, `external_reply`) no se lee nada: no es de quien escribe."""
    if mensaje.reply_to_message is not None:
        return str(mensaje.reply_to_message.message_id)
    return DE_OTRO_CHAT if mensaje.external_reply or mensaje.reply_to_story else ""


def _de_orden(dicha: re.Match[str]) -> OrdenRecibida:
    """Reconoce las órdenes en los dos idiomas y los enlaces `t.me/bot?start=…`; uno desconocido es un /start."""
    nombre, argumento = dicha.group(1).lower(), (dicha.group(3) or "").strip()
    if nombre == "start" and argumento in _ENLACES:
        return OrdenRecibida(_ENLACES[argumento])
    if nombre == "start" and not _ENLACE.fullmatch(argumento):
        argumento = ""
    return OrdenRecibida(_OTROS_NOMBRES.get(nombre, nombre), argumento)


def _clase_de(update: Update, mensaje: Message) -> str | None:
    """Qué envió, si no es texto; None si es un aviso de servicio («fijó un mensaje»): nadie espera respuesta."""
    for atributo, clase in _CLASES.items():
        if getattr(mensaje, atributo, None):
            return clase
    return None if filters.StatusUpdate.ALL.check_update(update) else _CLASE_DESCONOCIDA
