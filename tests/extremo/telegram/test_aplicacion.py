"""El canal de Telegram entero, por HTTP de verdad: `Application`, servicio y almacén reales.

Solo `decidir` es de prueba: hace lo justo para ejercitar cada clase de efecto.
"""

import asyncio
import logging
import re

import pytest

import bot.canal.telegram.recepcion as recepcion
from bot.almacen.base.errores import AlmacenLleno, AlmacenOcupado
from bot.canal.telegram.errores import OtroProceso, TokenRechazado
from bot.servicio.puertos import Persona
from tests.apoyo.lectura_almacen import vista
from tests.extremo.bot_api_falso import TOKEN, Fallo
from tests.extremo.contrato_de_telegram import BOT
from tests.extremo.entorno_telegram import DEPRISA, Entorno, lanzar


async def test_se_presenta_y_responde_ordenes_botones_y_ediciones(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe("/start campana_1")
        assert (await rosa.espera_respuesta()).texto == "orden start [campana_1]"
        await rosa.escribe("/Ayuda@alianzas_prueba_bot")
        assert (await rosa.espera_respuesta()).texto == "orden ayuda []"
        await rosa.escribe("botones")
        assert (await rosa.espera_respuesta()).etiquetas == ["Sí, claro", "No"]
        await rosa.pulsa("Sí, claro")
        assert (await rosa.espera_respuesta()).texto == "pulsó v:si"
        await rosa.edita("somos una ONG")
        assert (await rosa.espera_respuesta()).texto == "editado: somos una ONG"
        await rosa.escribe("busca algo")
        assert (await rosa.espera_respuesta()).texto == "hallazgos: 0"
    assert {"ayuda", "propuesta", "cancelar", "privacidad", "borrar"} == set(entorno.api.presentacion["ordenes"])
    assert {"preguntar", "vincular"} == set(entorno.api.presentacion["ordenes_de_los_grupos"])
    assert "No apruebo ni presento" in entorno.api.presentacion["descripcion"]
    assert len(entorno.api.de("answerCallbackQuery")) == 1
    assert entorno.almacen.leer_envios("telegram") == ()


async def test_conserva_el_orden_de_cada_chat_y_nadie_espera_a_otro(entorno: Entorno) -> None:
    rosa, luis = entorno.api.persona(11), entorno.api.persona(12, "Luis")
    await rosa.escribe("busca lento")
    for numero in range(10):
        await rosa.escribe(f"/m{numero}")
        await luis.escribe(f"/m{numero}")
    async with entorno.en_marcha():
        de_luis = await luis.espera_respuestas(10)
        assert [recibido.texto for recibido in de_luis] == [f"orden m{numero} []" for numero in range(10)]
        assert rosa.recibidos == []
        entorno.buscador.soltar.set()
        de_rosa = await rosa.espera_respuestas(11)
    assert [recibido.texto for recibido in de_rosa[1:]] == [f"orden m{numero} []" for numero in range(10)]


async def test_un_boton_que_telegram_tarda_en_contestar_no_pierde_su_turno(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    entorno.api.fallar("answerCallbackQuery", Fallo(demora=0.5))
    await rosa.pulsa_codigo("v:si")
    await rosa.escribe("después")
    async with entorno.en_marcha():
        assert [uno.texto for uno in await rosa.espera_respuestas(2)] == ["pulsó v:si", "2: después"]


async def test_mientras_tarda_muestra_que_escribe(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe("busca lento")
        await entorno.api.esperar(lambda: {"chat_id": 11, "action": "typing"} in entorno.api.de("sendChatAction"))
        entorno.buscador.soltar.set()
        await rosa.espera_respuesta()


async def test_una_actualizacion_repetida_no_se_responde_dos_veces(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        numero = await rosa.escribe("hola")
        await rosa.espera_respuesta()
    await rosa.escribe("hola", numero)
    async with entorno.en_marcha():
        await rosa.escribe("fin")
        assert (await rosa.espera_respuesta()).texto == "2: fin"


@pytest.mark.parametrize(
    ("contenido", "clase"),
    [
        ({"sticker": {"file_id": "f", "file_unique_id": "u", "type": "regular", "width": 9, "height": 9,
                      "is_animated": False, "is_video": False}}, "sticker"),
        ({"voice": {"file_id": "f", "file_unique_id": "u", "duration": 3}}, "voz"),
        ({"photo": [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]}, "foto"),
        ({"document": {"file_id": "f", "file_unique_id": "u"}}, "documento"),
        ({"location": {"longitude": -77.0, "latitude": -12.0}}, "ubicación"),
        ({"contact": {"phone_number": "999", "first_name": "Ana"}}, "contacto"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "dado"),
        ({"poll": {"id": "1", "question": "¿?", "options": [], "total_voter_count": 0, "is_closed": False,
                   "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
                   "allows_revoting": False, "members_only": False}}, "encuesta"),
        ({"algo_de_2027": {"x": 1}}, "mensaje de ese tipo"),
        ({"text": "\u200b\u2060"}, "mensaje vacío"),
    ],
)  # fmt: skip
async def test_lo_que_no_lee_lo_dice(entorno: Entorno, contenido: dict, clase: str) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.envia(contenido)
        assert (await rosa.espera_respuesta()).texto == f"no leo: {clase}"


async def test_una_actualizacion_que_la_biblioteca_no_entiende_no_detiene_a_nadie(
    entorno: Entorno, caplog: pytest.LogCaptureFixture
) -> None:
    rosa, luis = entorno.api.persona(11), entorno.api.persona(12, "Luis")
    await rosa.envia({"poll": {"id": "1", "question": "palabrasecreta"}})
    await entorno.api.publicar({"message": {"message_id": "rota"}})
    await luis.escribe("hola")
    async with entorno.en_marcha():
        assert (await rosa.espera_respuesta()).texto == "no leo: mensaje de ese tipo"
        assert (await luis.espera_respuesta()).texto == "1: hola"
        await entorno.api.esperar_confirmadas()
    assert "palabrasecreta" not in caplog.text


async def test_un_album_se_contesta_una_vez_y_los_avisos_de_servicio_ninguna(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    foto = {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}], "media_group_id": "9"}
    async with entorno.en_marcha():
        for contenido in (foto, foto, foto, {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}}):
            await rosa.envia(contenido)
        await rosa.escribe("fin")
        assert [uno.texto for uno in await rosa.espera_respuestas(2)] == ["no leo: foto", "2: fin"]


async def test_un_boton_viejo_o_desconocido_no_da_error(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.pulsa_codigo("de-otra-version:77")
        await rosa.pulsa_codigo("v:no", caducado=True)
        assert [uno.texto for uno in await rosa.espera_respuestas(2)] == ["Ese botón ya no está activo", "pulsó v:no"]


async def test_en_un_grupo_solo_invita_al_chat_privado(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe_en_grupo(-100, "¿alguien sabe de alianzas?")
        await rosa.escribe_en_grupo(-100, "/start@otro_bot")
        await rosa.escribe_en_grupo(-100, f"/start@{BOT['username']}")
        await rosa.escribe_en_grupo(-100, f"oiga @{BOT['username']} diga algo")
        await rosa.escribe("hola")
        await rosa.espera_respuesta()
        await entorno.api.esperar(lambda: bool(entorno.api.grupos[-100]))
        await entorno.api.esperar(lambda: entorno.almacen.bandeja.por_atender(str(BOT["id"])) == ())
    (unica,) = entorno.api.grupos[-100]
    assert f"https://t.me/{BOT['username']}" in unica


async def test_si_el_almacen_no_responde_lo_dice_una_vez_y_atiende_al_volver(
    entorno: Entorno, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        with monkeypatch.context() as roto:
            roto.setattr(entorno.almacen, "cargar", lanzar(AlmacenOcupado("ocupado")))
            for texto in ("hola", "/sigo"):
                await rosa.escribe(texto)
            assert "no puedo guardar su respuesta" in (await rosa.espera_respuesta()).texto
            await asyncio.sleep(0.5)
        assert [uno.texto for uno in await rosa.espera_respuestas(2)] == ["1: hola", "orden sigo []"]
    assert len(rosa.recibidos) == 3


async def test_si_no_se_puede_guardar_lo_recibido_telegram_lo_conserva(
    entorno: Entorno, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        with monkeypatch.context() as roto:
            roto.setattr(entorno.almacen.bandeja, "recibir", lanzar(AlmacenLleno("lleno")))
            await rosa.escribe("hola")
            assert "No hace falta que lo repita" in (await rosa.espera_respuesta()).texto
            assert len(entorno.api.pendientes) == 1
        assert (await rosa.espera_respuesta()).texto == "1: hola"
        await entorno.api.esperar_confirmadas()
    assert len(rosa.recibidos) == 2


async def test_lo_que_falla_tres_veces_se_aparta_se_dice_una_vez_y_no_estorba(
    entorno: Entorno, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        with monkeypatch.context() as roto:
            roto.setattr(entorno.almacen, "cargar", lanzar(RuntimeError("palabrasecreta")))
            await rosa.escribe("veneno")
            assert "dejé de intentarlo" in (await rosa.espera_respuesta()).texto
        await rosa.escribe("hola")
        assert (await rosa.espera_respuesta()).texto == "1: hola"
    assert entorno.almacen.bandeja.contar_retiradas() == 1
    assert caplog.text.count("mensaje apartado tras 3 intentos") == 1
    assert "palabrasecreta" not in caplog.text
    async with entorno.en_marcha():
        await rosa.escribe("otra vez")
        assert (await rosa.espera_respuesta()).texto == "2: otra vez"


async def test_al_detenerse_termina_lo_que_tiene_entre_manos(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha() as detener:
        await rosa.escribe("busca lento")
        await asyncio.to_thread(entorno.buscador.empezo.wait, 10)
        detener.set()
        await asyncio.sleep(0.1)
        entorno.buscador.soltar.set()
    assert [uno.texto for uno in rosa.recibidos] == ["hallazgos: 0"]
    assert not entorno.api.pendientes


async def test_lo_confirmado_a_telegram_esta_en_el_disco(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        numero = await rosa.escribe("busca lento")
        await asyncio.to_thread(entorno.buscador.empezo.wait, 10)
        await entorno.api.esperar_confirmadas()
        assert entorno.almacen.bandeja.por_atender(str(BOT["id"])) == ("11",)
        assert not vista(entorno.almacen, Persona("telegram", "11"), f"{BOT['id']}:{numero}")
        entorno.buscador.soltar.set()
        await rosa.espera_respuesta()
    assert entorno.almacen.bandeja.por_atender(str(BOT["id"])) == ()


async def test_quien_inunda_recibe_un_aviso_y_no_tapa_a_los_demas(entorno: Entorno) -> None:
    rosa, luis = entorno.api.persona(11), entorno.api.persona(12, "Luis")
    await rosa.escribe("busca lento")
    for numero in range(40):
        await rosa.escribe(f"/m{numero}")
    await luis.escribe("hola")
    async with entorno.en_marcha():
        await luis.espera_respuesta()
        entorno.buscador.soltar.set()
        await entorno.api.esperar(lambda: any("muchos mensajes" in uno.texto for uno in rosa.recibidos))
        await entorno.api.esperar_confirmadas()
        await entorno.api.esperar(lambda: len(rosa.recibidos) == 31)
    assert sum("muchos mensajes" in uno.texto for uno in rosa.recibidos) == 1


async def test_un_error_del_dialogo_se_disculpa_con_referencia_y_sigue(
    entorno: Entorno, caplog: pytest.LogCaptureFixture
) -> None:
    rosa = entorno.api.persona(11)
    with caplog.at_level(logging.INFO):
        async with entorno.en_marcha():
            await rosa.escribe("botones")
            await rosa.espera_respuesta()
            await rosa.escribe("romper")
            disculpa = await rosa.espera_respuesta()
            await rosa.escribe("hola")
            assert (await rosa.espera_respuesta()).texto == "2: hola"
    assert disculpa.etiquetas == ["Sí, claro", "No"]
    referencia = re.search(r"ref\. (\w{4})", disculpa.texto)
    assert referencia is not None
    assert f"ref={referencia.group(1)}" in caplog.text


async def test_borra_los_datos_y_empieza_de_nuevo(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        for texto, respuesta in (("hola", "1: hola"), ("olvidar", "borrado"), ("hola", "1: hola")):
            await rosa.escribe(texto)
            assert (await rosa.espera_respuesta()).texto == respuesta


async def test_el_registro_no_lleva_textos_nombres_direcciones_ni_token(
    entorno: Entorno, caplog: pytest.LogCaptureFixture
) -> None:
    chat = 9_876_543_211
    rosa = entorno.api.persona(chat, "Rosalinda")
    entorno.api.fallar("sendMessage", Fallo(400, "Bad Request: can't parse"), Fallo(corte="antes"))
    entorno.api.fallar("getUpdates", Fallo(502, crudo="<html>"), Fallo(429, "Too Many Requests", espera=1))
    with caplog.at_level(logging.DEBUG, "bot"):
        async with entorno.en_marcha():
            for texto in ("palabrasecreta", "romper", "hola"):
                await rosa.escribe(texto)
                await entorno.todo_atendido()
            await entorno.api.esperar(lambda: any("hola" in uno.texto for uno in rosa.recibidos))
    assert "turno conv=" in caplog.text
    for prohibido in ("palabrasecreta", "secreto", "Rosalinda", str(chat), TOKEN, TOKEN.split(":")[1], "127.0.0.1"):
        assert prohibido not in caplog.text, prohibido


async def test_un_token_rechazado_termina_con_un_mensaje_sin_el_token(entorno: Entorno) -> None:
    with pytest.raises(TokenRechazado) as visto:
        await entorno.atender("1:otro")
    assert "1:otro" not in str(visto.value)
    assert visto.value.__cause__ is None and visto.value.__suppress_context__


async def test_otro_proceso_con_el_mismo_token_termina_con_un_mensaje(
    entorno: Entorno, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recepcion, "ENTRE_CONFLICTOS", 0.05)
    conflicto = Fallo(409, "Conflict: terminated by other getUpdates request")
    entorno.api.fallar("getUpdates", *[conflicto] * 6)
    with pytest.raises(OtroProceso):
        await entorno.atender(TOKEN)


async def test_sin_red_al_empezar_espera_y_luego_atiende(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    await rosa.escribe("hola")
    entorno.paciencia = DEPRISA
    entorno.api.fallar("getMe", Fallo(corte="antes"), Fallo(502, crudo="<html>"))
    async with entorno.en_marcha():
        assert (await rosa.espera_respuesta()).texto == "1: hola"
