"""En un grupo no se conversa: se contesta lo que el marco dice y a lo demás se invita al privado, en el mismo tema."""

import logging
from typing import Any

import pytest

from bot.canal.telegram.traduccion import persona_de
from bot.dialogo.turno import Estado
from tests.extremo.bot_api_falso import Fallo
from tests.extremo.contrato_de_telegram import BOT
from tests.extremo.entorno_telegram import Entorno
from tests.extremo.persona_simulada import FECHA
from tests.unidad.dialogo.preguntas.test_responder import COLORES, FICHA, hallazgo

GRUPO, FORO, TEMA, CERRADO, BORRADO = -100, -200, 5, 6, 7
YO = BOT["username"]
ARCHIVO = {"file_id": "f", "file_unique_id": "u"}
FOTO = {"photo": [{**ARCHIVO, "width": 9, "height": 9}]}
ANONIMO = {
    "from": {"id": 1_087_968_824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"},
    "sender_chat": {"id": GRUPO, "type": "group", "title": "Grupo"},
}
CANAL = {
    "from": {"id": 136_817_688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"},
    "sender_chat": {"id": -300, "type": "channel", "title": "Canal"},
}
OTRO_BOT = {"from": {"id": 77, "is_bot": True, "first_name": "Otro", "username": "otro_bot"}}


def cita_de(quien: dict[str, Any], **campos: Any) -> dict[str, Any]:
    chat = {"id": GRUPO, "type": "group", "title": "Grupo"}
    return {"reply_to_message": {"message_id": 3, "date": FECHA, "chat": chat, "from": quien, **campos}}


AL_BOT, A_OTRA = cita_de(BOT, text="x"), cita_de({"id": 12, "is_bot": False, "first_name": "Luis"}, text="x")
INVITAN: dict[str, dict[str, Any]] = {
    "una orden": {"text": "/start"},
    "una orden para él": {"text": f"/start@{YO}"},
    "lo nombran": {"text": f"oiga @{YO.upper()} diga algo"},
    "lo nombran en el pie de una foto": {**FOTO, "caption": f"¿qué dice de esto, @{YO}?"},
    "una orden en el pie de un documento": {"document": ARCHIVO, "caption": f"/ayuda@{YO}"},
    "responden a algo suyo": {"text": "¿y eso dónde lo presento?", **AL_BOT},
    "responden con una foto": {**FOTO, **AL_BOT},
    "responden con un sticker": {
        "sticker": {**ARCHIVO, "type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False},
        **AL_BOT,
    },
    "responden con una voz": {"voice": {**ARCHIVO, "duration": 3}, **AL_BOT},
    "un administrador anónimo lo nombra": {"text": f"@{YO} ayuda", **ANONIMO},
    "un administrador anónimo, con una orden": {"text": "/start", **ANONIMO},
    "un administrador anónimo le responde": {"text": "gracias", **ANONIMO, **AL_BOT},
    "alguien en nombre de su canal": {"text": f"@{YO} ayuda", **CANAL},
}
NO_INVITAN: dict[str, dict[str, Any]] = {
    "conversan entre ellos": {"text": "¿alguien sabe de alianzas?"},
    "una orden para otro": {"text": "/start@otro_bot"},
    "una orden para otro, respondiendo a algo suyo": {"text": "/start@otro_bot", **AL_BOT},
    "responden a otra persona": {"text": "sí", **A_OTRA},
    "responden a otro programa": {"text": "sí", **cita_de(OTRO_BOT["from"], text="x")},
    "un correo con su nombre": {"text": f"escriba a correo@{YO}"},
    "otro nombre que empieza igual": {"text": f"@{YO}_2"},
    "una foto sin palabras": FOTO,
    "un administrador anónimo que habla con los suyos": {"text": "se cierra el grupo", **ANONIMO},
    "otro programa que lo nombra": {"text": f"@{YO} hola", **OTRO_BOT},
    "otro programa que le responde": {"text": "hola", **OTRO_BOT, **AL_BOT},
    "entra alguien": {"new_chat_members": [{"id": 12, "is_bot": False, "first_name": "Luis"}]},
}


@pytest.mark.parametrize("caso", INVITAN | NO_INVITAN)
async def test_solo_se_invita_a_quien_se_dirige_a_el(entorno: Entorno, caso: str) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.envia_en_grupo(GRUPO, (INVITAN | NO_INVITAN)[caso])
        await entorno.todo_atendido()
    dichos = entorno.api.grupos[GRUPO]
    assert len(dichos) == (caso in INVITAN)
    assert all(f"https://t.me/{YO}?start=grupo" in uno for uno in dichos)
    assert rosa.recibidos == []


PREGUNTAN: dict[str, dict[str, Any]] = {
    "con su orden": {"text": "/preguntar ¿Cómo es el rojo?"},
    "con su orden y su nombre": {"text": f"/preguntar@{YO} ¿Cómo es el rojo?"},
    "respondiendo a algo suyo": {"text": "¿Cómo es el rojo?", **AL_BOT},
}


@pytest.mark.parametrize("caso", PREGUNTAN)
async def test_contesta_al_marco_si_se_lo_preguntan_con_un_enlace_y_sin_guardar_nada(
    entorno: Entorno, caso: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, entorno.fichas = entorno.api.persona(11), (FICHA,)
    monkeypatch.setattr(entorno.buscador, "buscar", lambda _: (hallazgo(COLORES, mejor=1),))
    async with entorno.en_marcha():
        for contenido in (PREGUNTAN[caso], PREGUNTAN[caso], {"text": f"@{YO} ¿Cómo es el rojo?"}):
            await rosa.envia_en_grupo(GRUPO, contenido)
        await entorno.todo_atendido()
    respuesta, invitacion = entorno.api.grupos[GRUPO]
    assert "El rojo abriga." in respuesta and "Guía de pinturas" in respuesta
    assert "start=grupo" in invitacion, "nombrarlo no es preguntarle: invita, como siempre"
    assert entorno.api.direcciones == [f"https://t.me/{YO}?start=grupo"]
    assert rosa.recibidos == [] and entorno.almacen.cargar(persona_de(11)) == (Estado(), 0)


def en_tema(tema: int | None, **contenido: Any) -> dict[str, Any]:
    """Como llega de un foro: en un tema, todo responde al aviso con que se creó; en el general, a nada."""
    if tema is None:
        return contenido
    creado = cita_de({"id": 12, "is_bot": False, "first_name": "Luis"}, message_id=tema)
    creado["reply_to_message"]["forum_topic_created"] = {"name": "Tema", "icon_color": 1}
    return {"is_topic_message": True, "message_thread_id": tema, **creado, **contenido}


@pytest.fixture
def foro(entorno: Entorno) -> dict[int | None, list[str] | None]:
    entorno.api.temas[FORO] = {None: [], TEMA: [], CERRADO: None}
    return entorno.api.temas[FORO]


@pytest.mark.parametrize("tema", [TEMA, None])
async def test_en_un_foro_contesta_en_el_tema_en_que_le_hablan(
    entorno: Entorno, foro: dict[int | None, list[str] | None], tema: int | None
) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.envia_en_grupo(FORO, en_tema(tema, text="conversamos"))
        await rosa.envia_en_grupo(FORO, en_tema(tema, text=f"@{YO} hola"))
        await rosa.envia_en_grupo(FORO, en_tema(tema, text=f"@{YO} hola"))  # un aviso en treinta segundos
        await entorno.todo_atendido()
    assert {uno: len(dichos or ()) for uno, dichos in foro.items()} == {None: 0, TEMA: 0, CERRADO: 0} | {tema: 1}


async def test_en_cada_tema_se_contesta_a_quien_pregunta_ahi(
    entorno: Entorno, foro: dict[int | None, list[str] | None]
) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        for tema in (TEMA, None):
            await rosa.envia_en_grupo(FORO, en_tema(tema, text=f"@{YO} hola"))
        await entorno.todo_atendido()
    assert [len(foro[tema] or ()) for tema in (TEMA, None)] == [1, 1]


@pytest.mark.parametrize("tema", [CERRADO, BORRADO])
async def test_en_un_tema_cerrado_o_borrado_contesta_en_el_general_y_lo_anota_sin_textos(
    entorno: Entorno, foro: dict[int | None, list[str] | None], tema: int, caplog: pytest.LogCaptureFixture
) -> None:
    rosa = entorno.api.persona(11)
    with caplog.at_level(logging.INFO, "bot"):
        async with entorno.en_marcha():
            await rosa.envia_en_grupo(FORO, en_tema(tema, text=f"@{YO} palabrasecreta"))
            await rosa.escribe("hola")
            assert (await rosa.espera_respuesta()).texto == "1: hola"
            await entorno.todo_atendido()
    assert len(foro[None] or ()) == 1
    assert "tema sin contestar motivo=BadRequest" in caplog.text
    assert "palabrasecreta" not in caplog.text and str(FORO) not in caplog.text


async def test_si_tampoco_se_puede_en_el_general_se_anota_y_se_sigue(
    entorno: Entorno, foro: dict[int | None, list[str] | None], caplog: pytest.LogCaptureFixture
) -> None:
    foro[None] = None
    rosa = entorno.api.persona(11)
    with caplog.at_level(logging.INFO, "bot"):
        async with entorno.en_marcha():
            await rosa.envia_en_grupo(FORO, en_tema(CERRADO, text=f"@{YO} hola"))
            await rosa.escribe("hola")
            assert (await rosa.espera_respuesta()).texto == "1: hola"
            await entorno.todo_atendido()
    assert "grupo sin contestar motivo=BadRequest" in caplog.text


async def test_en_un_grupo_sin_temas_el_hilo_de_unas_respuestas_no_es_un_tema(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.envia_en_grupo(GRUPO, {"text": f"@{YO} hola", "message_thread_id": 40, **A_OTRA})
        await entorno.todo_atendido()
    assert len(entorno.api.grupos[GRUPO]) == 1
    assert "message_thread_id" not in entorno.api.de("sendMessage")[0]


async def test_si_echaron_al_bot_del_grupo_se_anota_y_se_sigue(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    entorno.api.fallar("sendMessage", Fallo(403, "Forbidden: bot was kicked from the group chat"), chat=GRUPO)
    async with entorno.en_marcha():
        await rosa.escribe_en_grupo(GRUPO, f"@{YO} hola")
        await rosa.escribe("hola")
        assert (await rosa.espera_respuesta()).texto == "1: hola"
        await entorno.todo_atendido()
