"""Lo que sale hacia Telegram, por HTTP de verdad: partes, archivos, formatos, frenos, cortes y pendientes."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

import bot.canal.telegram.vigilancia as vigilancia
from bot.almacen.base.errores import AlmacenLleno
from bot.dialogo.entradas import MensajeRecibido
from bot.dialogo.mensajes import Adjunto
from bot.documentos.archivo import adjuntar
from bot.servicio.puertos import Persona
from tests.extremo.bot_api_falso import Fallo
from tests.extremo.entorno_telegram import NOMBRE_DEL_ARCHIVO, Entorno, lanzar


async def test_un_texto_enorme_con_basura_llega_limpio_y_la_respuesta_partida(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe("hola\x00 a\u202egnp.exe <b>&amp; " + "x" * 10_000)
        partes = await rosa.espera_respuestas(3)
        await rosa.escribe("largo")
        largas = await rosa.espera_respuestas(4)
    assert "".join(parte.texto for parte in partes) == "1: hola agnp.exe <b>&amp; " + "x" * 10_000
    assert " ".join(parte.texto for parte in largas).split() == ["palabra", "<&>"] * 1000
    assert [bool(parte.botones) for parte in largas] == [False, False, False, True]


async def test_entrega_el_documento_con_su_nombre_y_los_botones_al_final(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe("documento")
        archivo, texto = await rosa.espera_respuestas(2)
    assert (archivo.archivo, archivo.texto) == (NOMBRE_DEL_ARCHIVO, "Word, para editar")
    assert archivo.contenido == entorno.documentador.ruta.read_bytes()
    assert (texto.texto, texto.etiquetas) == ("Aquí está", ["Sí, claro", "No"])


async def test_un_documento_cifrado_llega_abierto(entorno: Entorno, tmp_path: Path) -> None:
    rosa = entorno.api.persona(11)
    contenido = b"PK\x03\x04" + bytes(range(256))
    adjunto = adjuntar(tmp_path, contenido, "Borrador.docx", "Word, para editar", cifrar=True)
    assert contenido not in Path(adjunto.ruta).read_bytes()
    entorno.documentador.redactar = lambda _propuesta: (adjunto,)
    async with entorno.en_marcha():
        await rosa.escribe("documento")
        archivo, _ = await rosa.espera_respuestas(2)
    assert (archivo.archivo, archivo.contenido) == ("Borrador.docx", contenido)


@pytest.mark.parametrize("existe", [True, False])
async def test_si_el_archivo_no_se_puede_entregar_lo_dice_y_el_resto_llega(entorno: Entorno, existe: bool) -> None:
    rosa = entorno.api.persona(11)
    if existe:
        entorno.api.fallar("sendDocument", Fallo(400, "Bad Request: wrong file"))
    else:
        entorno.documentador.ruta = entorno.documentador.ruta.parent / "borrado.docx"
        entorno.documentador.redactar = lambda _propuesta: (Adjunto(str(entorno.documentador.ruta), "A & B.docx"),)
    async with entorno.en_marcha():
        await rosa.escribe("documento")
        aviso, texto = await rosa.espera_respuestas(2)
    assert f"«{'A & B.docx' if not existe else NOMBRE_DEL_ARCHIVO}»" in aviso.texto
    assert texto.texto == "Aquí está"


async def test_si_el_html_se_rechaza_va_el_mismo_texto_sin_formato(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    entorno.api.fallar("sendMessage", Fallo(400, "Bad Request: can't parse entities: byte offset 3"))
    async with entorno.en_marcha():
        await rosa.escribe("cita")
        recibido = await rosa.espera_respuesta()
    assert (recibido.texto, recibido.modo) == ("«a < b & c»", None)
    assert recibido.etiquetas == ["Sí, claro", "No"]


async def test_un_codigo_de_boton_demasiado_largo_no_impide_la_respuesta(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe("código largo")
        assert (await rosa.espera_respuesta()).etiquetas == ["Corto"]


async def test_espera_lo_que_telegram_pide_y_solo_en_ese_chat(entorno: Entorno) -> None:
    rosa, luis = entorno.api.persona(11), entorno.api.persona(12, "Luis")
    entorno.api.fallar("sendMessage", Fallo(429, "Too Many Requests: retry after 2", espera=2), chat=11)
    async with entorno.en_marcha():
        await rosa.escribe("hola")
        await entorno.api.esperar(lambda: bool(entorno.api.de("(fallo)")))
        await luis.escribe("hola")
        await luis.espera_respuesta()
        assert rosa.recibidos == []
        assert (await rosa.espera_respuesta()).texto == "1: hola"
    assert len(rosa.recibidos) == 1


async def test_insiste_si_telegram_dice_que_fallo(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    entorno.api.fallar("sendMessage", Fallo(500, "Internal Server Error"))
    async with entorno.en_marcha():
        await rosa.escribe("hola")
        assert (await rosa.espera_respuesta()).texto == "1: hola"


@pytest.mark.parametrize(
    "fallo", [Fallo(corte="después"), Fallo(corte="antes"), Fallo(502, crudo="<html>Bad Gateway</html>")]
)
async def test_si_no_se_sabe_si_llego_no_se_repite_a_ciegas(entorno: Entorno, fallo: Fallo) -> None:
    rosa = entorno.api.persona(11)
    entorno.api.fallar("sendMessage", fallo)
    async with entorno.en_marcha():
        await rosa.escribe("primero")
        await entorno.api.esperar(lambda: bool(entorno.api.de("(fallo)")))
        await entorno.api.esperar_confirmadas()
        assert len(entorno.almacen.leer_envios("telegram")) == 1
        await rosa.escribe("segundo")
        await entorno.api.esperar(lambda: any(uno.texto == "2: segundo" for uno in rosa.recibidos))
    assert [uno.texto for uno in rosa.recibidos].count("1: primero") == (1 if fallo.corte == "después" else 0)
    assert entorno.almacen.leer_envios("telegram") == ()


async def test_lo_dudoso_se_entrega_al_reiniciar_si_la_persona_no_volvio_a_escribir(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    entorno.api.fallar("sendMessage", Fallo(corte="antes"))
    async with entorno.en_marcha():
        await rosa.escribe("hola")
        await entorno.api.esperar(lambda: bool(entorno.api.de("(fallo)")))
        await entorno.api.esperar_confirmadas()
    assert rosa.recibidos == []
    async with entorno.en_marcha():
        assert (await rosa.espera_respuesta()).texto == "1: hola"


async def test_sin_red_insiste_y_el_mensaje_llega_una_sola_vez(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe("busca lento")
        await asyncio.to_thread(entorno.buscador.empezo.wait, 10)
        await entorno.api.cerrar()
        entorno.buscador.soltar.set()
        await asyncio.sleep(0.5)
        assert len(entorno.almacen.leer_envios("telegram")) == 1
        await entorno.api.abrir(entorno.api.puerto)
        assert (await rosa.espera_respuesta()).texto == "hallazgos: 0"
        await rosa.escribe("fin")
        assert (await rosa.espera_respuesta()).texto == "2: fin"
    assert len(rosa.recibidos) == 2


async def test_quien_bloquea_no_estorba_y_al_volver_se_le_atiende(entorno: Entorno) -> None:
    rosa, luis = entorno.api.persona(11), entorno.api.persona(12, "Luis")
    async with entorno.en_marcha():
        await rosa.escribe("hola")
        await rosa.bloquea()
        await luis.escribe("hola")
        await luis.espera_respuesta()
        await entorno.api.esperar_confirmadas()
        await entorno.api.esperar(lambda: entorno.almacen.leer_envios("telegram") == ())
        await rosa.bloquea(False)
        await rosa.escribe("he vuelto")
        await entorno.api.esperar(lambda: any("he vuelto" in uno.texto for uno in rosa.recibidos))


async def test_al_arrancar_entrega_lo_guardado_y_despues_lo_nuevo(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    persona = Persona("telegram", "11")
    await entorno.servicio().atender(persona, MensajeRecibido("dos"), "123456:1")
    await rosa.escribe("hola")
    async with entorno.en_marcha():
        assert [uno.texto for uno in await rosa.espera_respuestas(3)] == ["uno", "dos", "2: hola"]
        await entorno.api.esperar_confirmadas()
    assert entorno.almacen.leer_envios("telegram") == ()


async def test_lo_que_otro_proceso_guarda_para_un_chat_se_entrega_sin_que_la_persona_escriba(
    entorno: Entorno, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vigilancia, "ENTRE_REPASOS", 0.2)
    monkeypatch.setattr(vigilancia, "EN_CAMINO", timedelta(0))
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe("hola")
        await rosa.espera_respuesta()
        await entorno.servicio().atender(Persona("telegram", "11"), MensajeRecibido("dos"), "123456:77")
        await rosa.espera_respuestas(2)
        await asyncio.sleep(0.6)  # otros repasos no lo repiten
    assert [uno.texto for uno in rosa.recibidos] == ["1: hola", "uno", "dos"]


async def test_lo_entregado_que_no_se_pudo_anotar_no_se_repite_y_se_anota_despues(
    entorno: Entorno, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vigilancia, "ENTRE_REPASOS", 0.2)
    monkeypatch.setattr(vigilancia, "EN_CAMINO", timedelta(0))
    rosa = entorno.api.persona(11)
    with monkeypatch.context() as fallo:
        fallo.setattr(entorno.almacen, "marcar_enviado", lanzar(AlmacenLleno("sin sitio")))
        async with entorno.en_marcha():
            await rosa.escribe("hola")
            await rosa.espera_respuesta()
            await asyncio.sleep(0.6)
            assert len(entorno.almacen.leer_envios("telegram")) == 1
            fallo.undo()
            await entorno.api.esperar(lambda: entorno.almacen.leer_envios("telegram") == ())
    assert [uno.texto for uno in rosa.recibidos] == ["1: hola"]
