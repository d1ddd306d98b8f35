"""Corregir en Telegram: editar el propio mensaje o responder a una pregunta anterior, por el canal entero."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

import bot.canal.telegram.vigilancia as vigilancia
from bot.dialogo.borrador import borradores
from bot.dialogo.mensajes import Adjunto
from tests.extremo.bot_api_falso import Fallo
from tests.extremo.conversacion import Conversacion, conversar, hasta_el_nombre


async def test_editar_y_responder_corrigen_esa_respuesta(conversacion: Conversacion) -> None:
    rosa, api, valor = conversacion.rosa, conversacion.api, conversacion.valor
    pregunta = await hasta_el_nombre(rosa)
    await rosa.envia({"text": "Sol de los Andes", "message_id": 9001})
    await rosa.espera_respuesta()
    await rosa.pulsa("Empresa privada")
    assert "RUC" in (await rosa.espera_respuesta()).texto

    editado = {**rosa._mensaje({"text": "Sol de los Andes S.A.C."}), "message_id": 9001, "edit_date": 1}
    await api.publicar({"edited_message": editado})
    propuesto = await rosa.espera_respuesta()
    assert "¿Cambio «Su organización» de «Sol de los Andes» a «Sol de los Andes S.A.C.»?" in propuesto.texto
    assert valor("nombre_organizacion") == "Sol de los Andes"
    await rosa.pulsa("Cambiar")
    assert "RUC" in (await rosa.espera_respuesta()).texto
    assert valor("nombre_organizacion") == "Sol de los Andes S.A.C."

    vieja = api._mensaje_del_bot(11, pregunta.numero) | {"text": pregunta.texto}
    await rosa.envia({"text": "Luna de los Andes", "reply_to_message": vieja})
    assert "a «Luna de los Andes»?" in (await rosa.espera_respuesta()).texto
    await rosa.pulsa("Dejar como estaba")
    assert "RUC" in (await rosa.espera_respuesta()).texto
    assert valor("nombre_organizacion") == "Sol de los Andes S.A.C."


async def test_al_pulsar_queda_escrito_lo_elegido_y_se_van_los_botones(conversacion: Conversacion) -> None:
    rosa, api = conversacion.rosa, conversacion.api
    pregunta = await hasta_el_nombre(rosa)
    await rosa.escribe("Sol de los Andes")
    tipo = await rosa.espera_respuesta()
    await rosa.pulsa("Empresa privada")
    ruc = await rosa.espera_respuesta()
    await api.esperar(lambda: any("Eligió: Empresa privada" in uno.texto for uno in rosa.recibidos))
    editado = next(uno for uno in rosa.recibidos if uno.numero == tipo.numero)
    assert editado.texto == f"{tipo.texto}\n\nEligió: Empresa privada"
    assert editado.html.startswith(tipo.html) and editado.botones == ()
    assert next(uno for uno in rosa.recibidos if uno.numero == pregunta.numero).botones == pregunta.botones
    await rosa.pulsa("¿Por qué me lo pregunta?")  # una explicación no agota la pregunta
    await rosa.espera_respuesta()
    await rosa.pulsa("No tengo RUC")
    await rosa.espera_respuesta()
    assert next(uno for uno in rosa.recibidos if uno.numero == ruc.numero).botones == ruc.botones


@pytest.mark.parametrize("fallo", [Fallo(400, "Bad Request: message can't be edited"), Fallo(429, "Too Many", 60)])
async def test_si_no_se_puede_mostrar_lo_elegido_la_conversacion_sigue(
    conversacion: Conversacion, fallo: Fallo
) -> None:
    rosa, api = conversacion.rosa, conversacion.api
    api.fallar("editMessageText", *[fallo] * 3)
    await hasta_el_nombre(rosa)
    await rosa.escribe("Sol de los Andes")
    await rosa.espera_respuesta()
    await rosa.pulsa("Empresa privada")
    assert "RUC" in (await rosa.espera_respuesta()).texto
    assert not any("Eligió" in uno.texto for uno in rosa.recibidos)


async def test_si_telegram_frena_no_se_gastan_llamadas_en_mostrar_lo_elegido(conversacion: Conversacion) -> None:
    rosa, api = conversacion.rosa, conversacion.api
    await hasta_el_nombre(rosa)
    api.fallar("sendMessage", Fallo(429, "Too Many Requests: retry after 1", 1))
    await rosa.escribe("Sol de los Andes")
    await rosa.espera_respuesta()
    antes = len(api.de("editMessageText"))
    await rosa.pulsa("Empresa privada")
    assert "RUC" in (await rosa.espera_respuesta()).texto
    await rosa.escribe("/ayuda")  # atendido después: si se hubiera editado algo, ya constaría
    await rosa.espera_respuesta()
    assert len(api.de("editMessageText")) == antes


async def test_el_recordatorio_llega_una_vez_sin_que_la_persona_escriba(
    conversacion: Conversacion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vigilancia, "ENTRE_REPASOS", 0.2)
    monkeypatch.setattr(vigilancia, "EN_CAMINO", timedelta(0))
    monkeypatch.setattr(borradores, "DENTRO_DE", timedelta(seconds=0.5))
    rosa = conversacion.rosa
    await hasta_el_nombre(rosa)
    await rosa.escribe("/pausa")
    await rosa.espera_respuesta()
    await rosa.pulsa("Recordármelo en 3 días")
    assert "una sola vez" in (await rosa.espera_respuesta()).texto
    assert "Usted me pidió que se lo recordara" in (await rosa.espera_respuesta()).texto
    await asyncio.sleep(0.8)  # otros repasos no lo repiten
    assert rosa.sin_leer == []


async def test_tras_la_entrega_se_recuerda_una_vez_lo_pendiente_y_solo_a_quien_lo_pidio(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vigilancia, "ENTRE_REPASOS", 0.2)
    monkeypatch.setattr(vigilancia, "EN_CAMINO", timedelta(0))
    monkeypatch.setattr(borradores, "DENTRO_DE", timedelta(seconds=0.5))
    word = tmp_path / "borrador.docx"
    word.write_bytes(b"PK")
    async with conversar(tmp_path, documentos=(Adjunto(str(word), word.name),)) as conversacion:
        rosa = conversacion.rosa
        await hasta_el_nombre(rosa)
        for _ in range(40):
            await rosa.escribe("no sé todavía")
            if "Recibir Word y PDF" in (await rosa.espera_respuesta()).etiquetas:
                break
        await rosa.pulsa("Recibir Word y PDF")
        while "¿Y ahora?" not in (entregado := await rosa.espera_respuesta()).texto:
            pass
        await asyncio.sleep(0.8)  # nadie lo pidió: no se escribe
        assert rosa.sin_leer == []
        assert "Faltan" in entregado.texto
        await rosa.pulsa("Recordarme lo pendiente en 3 días")
        assert "una sola vez" in (await rosa.espera_respuesta()).texto
        recordado = (await rosa.espera_respuesta()).texto
        assert "Usted me pidió que se lo recordara. Le falta" in recordado
        assert "Toque «Completar lo pendiente»" in recordado
        await asyncio.sleep(0.8)  # otros repasos no lo repiten
        assert rosa.sin_leer == []
