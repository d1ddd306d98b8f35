"""Cada clase de mensaje de Telegram tiene una respuesta sensata; ninguna que la biblioteca conozca se olvida."""

from typing import Any

import pytest
from telegram import Bot, Message

from bot.canal.telegram.traduccion import Recibido, leer_actualizacion, traducir
from bot.dialogo.entradas import ArchivoEnviado, EntradaNoAdmitida, MensajeRecibido, OrdenRecibida, VozRecibida
from bot.dialogo.textos import lei_solo_las_palabras, no_admitida

BOT = Bot("1:prueba")
ARCHIVO = {"file_id": "f", "file_unique_id": "u"}
CUADRO = {**ARCHIVO, "width": 9, "height": 9}
VIDEO = {**CUADRO, "duration": 3}
LUGAR = {"longitude": -77.0, "latitude": -12.0}
CHAT = {"id": 11, "type": "private", "first_name": "Rosa"}
ROSA = {"id": 11, "is_bot": False, "first_name": "Rosa"}
ENCUESTA = {"id": "1", "question": "¿?", "options": [], "total_voter_count": 0, "is_closed": False, "type": "regular",
            "is_anonymous": True, "allows_multiple_answers": False, "allows_revoting": False,
            "members_only": False}  # fmt: skip
CLASES: dict[str, tuple[dict[str, Any], str]] = {
    "animation": ({"animation": VIDEO, "document": ARCHIVO}, "No puedo ver animaciones."),
    "audio": ({"audio": {**ARCHIVO, "duration": 3}}, "No puedo escuchar audios todavía."),
    "checklist": (
        {"checklist": {"title": "Tareas", "tasks": [{"id": 1, "text": "x"}]}},
        "No puedo leer listas de tareas.",
    ),
    "contact": ({"contact": {"phone_number": "999", "first_name": "Ana"}}, "No puedo abrir tarjetas de contacto."),
    "dice": ({"dice": {"emoji": "🎲", "value": 3}}, "Recibí algo que no sé leer (dado)."),
    "document": ({"document": ARCHIVO}, "No puedo abrir archivos."),
    "game": ({"game": {"title": "x", "description": "x", "photo": [CUADRO]}}, "Recibí algo que no sé leer (juego)."),
    "giveaway": (
        {"giveaway": {"chats": [CHAT], "winners_selection_date": 1, "winner_count": 1}},
        "Recibí algo que no sé leer (sorteo).",
    ),
    "giveaway_winners": (
        {"giveaway_winners": {"chat": CHAT, "giveaway_message_id": 1, "winners_selection_date": 1, "winner_count": 1,
                              "winners": [ROSA]}},
        "Recibí algo que no sé leer (sorteo).",
    ),
    "invoice": (
        {"invoice": {"title": "x", "description": "x", "start_parameter": "x", "currency": "PEN", "total_amount": 1}},
        "Recibí algo que no sé leer (cobro).",
    ),
    "live_photo": ({"live_photo": VIDEO}, "No puedo ver imágenes."),
    "location": ({"location": LUGAR}, "No puedo ver ubicaciones en el mapa."),
    "paid_media": (
        {"paid_media": {"star_count": 1, "paid_media": [{"type": "preview"}]}},
        "Recibí algo que no sé leer (contenido de pago).",
    ),
    "photo": ({"photo": [CUADRO]}, "No puedo ver imágenes."),
    "poll": ({"poll": ENCUESTA}, "No puedo leer encuestas."),
    "sticker": ({"sticker": {**CUADRO, "type": "regular", "is_animated": False, "is_video": False}},
                "No sé leer stickers."),
    "story": ({"story": {"chat": CHAT, "id": 3}}, "No puedo ver historias."),
    "venue": ({"venue": {"location": LUGAR, "title": "Plaza", "address": "Lima"}, "location": LUGAR},
              "No puedo ver ubicaciones en el mapa."),
    "video": ({"video": VIDEO}, "No puedo ver videos."),
    "video_note": ({"video_note": {**ARCHIVO, "length": 9, "duration": 3}}, "No puedo ver videos."),
    "voice": ({"voice": {**ARCHIVO, "duration": 3}}, "No puedo escuchar audios todavía."),
}  # fmt: skip
"""Lo que una persona puede enviar en su chat y no es texto."""

PALABRAS = {"text", "caption"}
AVISOS = {
    "boost_added", "channel_chat_created", "chat_background_set", "chat_owner_changed", "chat_owner_left",
    "chat_shared", "checklist_tasks_added", "checklist_tasks_done", "connected_website", "delete_chat_photo",
    "direct_message_price_changed", "forum_topic_closed", "forum_topic_created", "forum_topic_edited",
    "forum_topic_reopened", "general_forum_topic_hidden", "general_forum_topic_unhidden", "gift", "gift_upgrade_sent",
    "giveaway_completed", "giveaway_created", "group_chat_created", "left_chat_member", "managed_bot_created",
    "message_auto_delete_timer_changed", "migrate_from_chat_id", "migrate_to_chat_id", "new_chat_members",
    "new_chat_photo", "new_chat_title", "paid_message_price_changed", "passport_data", "pinned_message",
    "poll_option_added", "poll_option_deleted", "proximity_alert_triggered", "refunded_payment", "successful_payment",
    "suggested_post_approval_failed", "suggested_post_approved", "suggested_post_declined", "suggested_post_paid",
    "suggested_post_refunded", "supergroup_chat_created", "unique_gift", "users_shared", "video_chat_ended",
    "video_chat_participants_invited", "video_chat_scheduled", "video_chat_started", "web_app_data",
    "write_access_allowed",
}  # fmt: skip
"""Lo que cuenta Telegram, no la persona; del grupo, o de algo que este bot nunca pide."""
DETALLES = {
    "api_kwargs", "author_signature", "business_connection_id", "caption_entities", "chat", "date",
    "direct_messages_topic", "edit_date", "effect_id", "entities", "external_reply", "forward_origin", "from_user",
    "guest_bot_caller_chat", "guest_bot_caller_user", "guest_query_id", "has_media_spoiler", "has_protected_content",
    "is_automatic_forward", "is_from_offline", "is_paid_post", "is_topic_message", "link_preview_options",
    "media_group_id", "message_id", "message_thread_id", "paid_star_count", "quote", "reply_markup",
    "reply_to_checklist_task_id", "reply_to_message", "reply_to_poll_option_id", "reply_to_story",
    "sender_boost_count", "sender_business_bot", "sender_chat", "sender_tag", "show_caption_above_media",
    "suggested_post_info", "via_bot",
}  # fmt: skip


def test_de_cada_campo_de_un_mensaje_se_sabe_que_es() -> None:
    """Si la biblioteca conoce una clase nueva de mensaje, aquí se dice qué se hace con ella."""
    conocidos = {campo for clase in Message.__mro__ for campo in getattr(clase, "__slots__", ())}
    conocidos = {campo for campo in conocidos if not campo.startswith("_")}
    assert conocidos == {*CLASES, *PALABRAS, *AVISOS, *DETALLES}


def traducido(**contenido: Any) -> object:
    mensaje = {"message_id": 1, "date": 1, "chat": CHAT, "from": ROSA, **contenido}
    recibido = traducir(leer_actualizacion({"update_id": 9, "message": mensaje}, BOT), "alianzas_bot")
    return recibido.entrada if isinstance(recibido, Recibido) else recibido


@pytest.mark.parametrize("clase", CLASES)
def test_lo_que_no_se_lee_se_dice_y_sus_palabras_se_leen(clase: str) -> None:
    contenido, frase = CLASES[clase]
    entrada = traducido(**contenido)
    se_oye = clase in ("voice", "audio")
    assert isinstance(entrada, VozRecibida if se_oye else EntradaNoAdmitida)
    assert no_admitida(entrada.clase).texto == f"{frase} Por favor, escríbamelo con palabras."
    archivo = None if se_oye else entrada.archivo
    assert traducido(**contenido, caption="hola") == MensajeRecibido(
        "hola", "1", acompana=entrada.clase, archivo=archivo
    )
    assert (archivo is not None) == (clase == "document")
    assert traducido(**contenido, caption="/ayuda") == OrdenRecibida("ayuda", mensaje="1", acompana=entrada.clase)
    assert lei_solo_las_palabras(entrada.clase).texto == f"{frase} Leí solo lo que escribió."


@pytest.mark.parametrize("clase", ["voice", "audio"])
def test_de_lo_que_se_oye_se_sabe_cuanto_dura_cuanto_pesa_y_a_que_responde(clase: str) -> None:
    previo = {"message_id": 4, "date": 1, "chat": CHAT, "from": ROSA}
    enviado = {clase: {**ARCHIVO, "duration": 91, "file_size": 2_000_000}, "reply_to_message": previo}
    entrada = traducido(**enviado)
    nombre = {"voice": "voz", "audio": "audio"}[clase]
    assert entrada == VozRecibida(ArchivoEnviado("f", nombre, 2_000_000), 91, "1", "4", nombre)
    for rota in ({"duration": "x"}, {"file_size": []}):
        sin_voz = traducido(**{clase: {**ARCHIVO, "duration": 3, **rota}})
        assert sin_voz == EntradaNoAdmitida("mensaje de ese tipo"), rota


def test_de_un_aviso_de_servicio_no_se_dice_nada() -> None:
    assert traducido(pinned_message={"message_id": 1, "date": 0, "chat": CHAT}) is None
    assert traducido(chat_background_set={"type": {"type": "chat_theme", "theme_name": "x"}}) is None
    assert traducido(write_access_allowed={}) is None
