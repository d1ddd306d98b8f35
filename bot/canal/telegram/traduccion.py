"""De una `Update` de Telegram a una `Entrada`: los tipos de Telegram no pasan de aquí.

No contesta, no guarda y no decide qué responder. Lo que el asistente no atiende
(canales, avisos de servicio, mensajes de otros bots) se traduce como `None`, que es un valor.
"""

import re
from dataclasses import dataclass, replace
from types import UnionType
from typing import Any, cast

from telegram import Bot, CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import filters

from bot.canal.limpieza import es_entero, limpiar
from bot.dialogo.entradas import (
    BotonPulsado,
    EntradaNoAdmitida,
    MensajeEditado,
    MensajeRecibido,
    MensajeReenviado,
    OrdenRecibida,
)
from bot.dialogo.turno import Entrada
from bot.servicio.puertos import Persona

CANAL = "telegram"

_ORDEN = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?", re.DOTALL)

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
_ENLACE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ENLACES = {"propuesta": "propuesta"}

_CLASES = {
    "animation": "animación",  # antes que documento: Telegram manda las dos cosas
    "sticker": "sticker",
    "voice": "voz",
    "photo": "foto",
    "video": "video",
    "video_note": "videomensaje",
    "audio": "audio",
    "document": "documento",
    "venue": "lugar",  # antes que ubicación, por lo mismo
    "location": "ubicación",
    "contact": "contacto",
    "poll": "encuesta",
    "dice": "dado",
    "game": "juego",
    "story": "historia",
    "checklist": "lista de tareas",
    "paid_media": "contenido de pago",
}
_NECESARIOS = {
    "message": ("message_id", "date", "chat", "from"),
    "callback_query": ("id", "from", "chat_instance", "data"),
}
_TEXTO_O_NADA = str | None
DE_OTRO_CHAT = "otro-chat"
"""A qué responde quien cita un mensaje que no es de su chat con el asistente: no es el nombre de ninguno."""
_CLASE_DESCONOCIDA = "mensaje de ese tipo"


@dataclass(frozen=True, slots=True)
class Recibido:
    """Algo que una persona hizo en su chat privado. `album`: los archivos enviados juntos lo comparten."""

    persona: Persona
    entrada: Entrada
    album: str | None = None


@dataclass(frozen=True, slots=True)
class LlamadaDesdeGrupo:
    """Alguien se dirigió al asistente en un grupo, donde no atiende."""

    chat: int


@dataclass(frozen=True, slots=True)
class BloqueoCambiado:
    """La persona bloqueó el bot, o lo desbloqueó."""

    persona: Persona
    bloqueado: bool


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
        if isinstance(pulsado.message, Message) and (suyo := pulsado.message.reply_to_message) is not None:
            partes.append((suyo.text, _TEXTO_O_NADA))
    if (cambio := update.my_chat_member) is not None:
        partes += [(cambio.chat.id, int), (cambio.chat.type, str), (cambio.new_chat_member.status, str)]
    if (mensaje := update.message or update.edited_message) is not None:
        partes += [(mensaje.chat.id, int), (mensaje.chat.type, str), (mensaje.text, _TEXTO_O_NADA)]
        partes.append((mensaje.media_group_id, _TEXTO_O_NADA))
    return all(isinstance(valor, clase) and (not isinstance(valor, int) or es_entero(valor)) for valor, clase in partes)


def traducir(update: Update, usuario: str) -> Recibido | LlamadaDesdeGrupo | BloqueoCambiado | None:
    """Traduce una actualización. `usuario` es el nombre del bot en Telegram, sin arroba."""
    if update.callback_query is not None:
        return _de_boton(update)
    if update.my_chat_member is not None:
        return _de_bloqueo(update.my_chat_member)
    mensaje = update.message or update.edited_message
    if mensaje is None or (mensaje.from_user is not None and mensaje.from_user.is_bot):
        return None
    if mensaje.chat.type != ChatType.PRIVATE:
        return _de_grupo(update, mensaje, usuario)
    if update.edited_message is not None:
        entrada = None if es_ajeno(mensaje) else _de_edicion(mensaje)
    else:
        entrada = MensajeReenviado() if es_ajeno(mensaje) else _de_mensaje(update, mensaje)
    return entrada and Recibido(persona_de(mensaje.chat.id), entrada, mensaje.media_group_id)


def es_ajeno(mensaje: Message) -> bool:
    """Dice si no lo escribió quien lo envía: lo reenvió o lo hizo otro programa.

    `forward_date` es como lo dice un servidor propio anterior a la Bot API 7.0, que no tiene `forward_origin`.
    """
    reenviado = mensaje.forward_origin or mensaje.is_automatic_forward or mensaje.api_kwargs.get("forward_date")
    return bool(reenviado or mensaje.via_bot)


def persona_de(chat: int) -> Persona:
    """La persona de un chat privado: Telegram le da al chat el número de su usuario."""
    return Persona(CANAL, str(chat))


def _de_boton(update: Update) -> Recibido | None:
    pulsado = update.callback_query
    if pulsado is None or not pulsado.data:
        return None
    if pulsado.message is not None and pulsado.message.chat.type != ChatType.PRIVATE:
        return None
    return Recibido(persona_de(pulsado.from_user.id), BotonPulsado(pulsado.data, sobre=_sobre_que(pulsado)))


def _sobre_que(pulsado: CallbackQuery) -> MensajeRecibido | None:
    """Lo que la persona escribió y por lo que pregunta el mensaje del botón, si responde a uno suyo que aún está."""
    mostrado = pulsado.message
    suyo = mostrado.reply_to_message if isinstance(mostrado, Message) else None
    if suyo is None or suyo.from_user is None or suyo.from_user.id != pulsado.from_user.id or es_ajeno(suyo):
        return None
    texto = limpiar(suyo.text or "")
    return MensajeRecibido(texto, str(suyo.message_id)) if texto else None


def _de_bloqueo(cambio: ChatMemberUpdated) -> BloqueoCambiado | None:
    if cambio.chat.type != ChatType.PRIVATE:
        return None
    return BloqueoCambiado(persona_de(cambio.chat.id), cambio.new_chat_member.status == ChatMemberStatus.BANNED)


def _de_grupo(update: Update, mensaje: Message, usuario: str) -> LlamadaDesdeGrupo | None:
    """En un grupo solo se contesta si se dirigen al asistente; lo demás es conversación ajena."""
    if update.message is None:
        return None
    texto = mensaje.text or ""
    orden = _ORDEN.fullmatch(texto)
    if orden is not None:
        destino = orden.group(2)
        es_para_mi = destino is None or destino.lower() == usuario.lower()
    else:
        es_para_mi = re.search(rf"(?<!\w)@{re.escape(usuario)}(?!\w)", texto, re.IGNORECASE) is not None
    return LlamadaDesdeGrupo(mensaje.chat.id) if es_para_mi else None


def _de_edicion(mensaje: Message) -> Entrada | None:
    # Telegram también avisa como edición los cambios de una ubicación en vivo o del pie de una foto.
    texto = limpiar(mensaje.text or "")
    return MensajeEditado(texto, str(mensaje.message_id)) if texto else None


def _de_mensaje(update: Update, mensaje: Message) -> Entrada | None:
    if mensaje.text is None:
        return _de_otra_clase(update, mensaje)
    texto = limpiar(mensaje.text)
    if not texto:
        return EntradaNoAdmitida("mensaje vacío")
    orden = _ORDEN.fullmatch(texto)
    if orden is None:
        return MensajeRecibido(texto, str(mensaje.message_id), _a_que_responde(mensaje))
    dicha = _de_orden(orden.group(1).lower(), (orden.group(3) or "").strip())
    return replace(dicha, mensaje=str(mensaje.message_id))


def _a_que_responde(mensaje: Message) -> str:
    """Del mensaje citado (`quote`, `external_reply`) no se lee nada: no es de quien escribe."""
    if mensaje.reply_to_message is not None:
        return str(mensaje.reply_to_message.message_id)
    return DE_OTRO_CHAT if mensaje.external_reply or mensaje.reply_to_story else ""


def _de_orden(nombre: str, argumento: str) -> OrdenRecibida:
    """Reconoce las órdenes en los dos idiomas y los enlaces `t.me/bot?start=…`; uno desconocido es un /start."""
    if nombre == "start" and argumento in _ENLACES:
        return OrdenRecibida(_ENLACES[argumento])
    if nombre == "start" and not _ENLACE.fullmatch(argumento):
        argumento = ""
    return OrdenRecibida(_OTROS_NOMBRES.get(nombre, nombre), argumento)


def _de_otra_clase(update: Update, mensaje: Message) -> Entrada | None:
    for atributo, clase in _CLASES.items():
        if getattr(mensaje, atributo, None):
            return EntradaNoAdmitida(clase)
    if filters.StatusUpdate.ALL.check_update(update):
        return None  # «fijó un mensaje», «cambió el temporizador»: nadie espera respuesta
    return EntradaNoAdmitida(_CLASE_DESCONOCIDA)
