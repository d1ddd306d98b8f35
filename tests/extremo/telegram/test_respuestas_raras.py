"""Telegram puede contestar cualquier cosa: el programa sigue, y nada se pierde ni se da por entregado.

Las formas van por HTTP de verdad al canal entero; las pruebas del lector puro están en `tests/unidad/canal`.
"""

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from telegram import Bot, BotCommand
from telegram.error import NetworkError

import bot.canal.telegram.recepcion as recepcion
import bot.canal.telegram.vigilancia as vigilancia
from bot.canal.telegram.conexion import BYTES_DE_RESPUESTA, ConexionTelegram
from tests.apoyo.rarezas import CON_NUMERO, SIN_NUMERO
from tests.extremo.bot_api_falso import NUMEROS, TOKEN, BotApiFalso, Fallo
from tests.extremo.entorno_telegram import DEPRISA, NOMBRE_DEL_ARCHIVO, Entorno
from tests.extremo.persona_simulada import FECHA, PersonaSimulada

HTML = b"<html><body><h1>Portal de acceso</h1></body></html>"

SIN_FORMA: dict[str, bytes] = {
    # Con un 200, a cualquier método.
    "vacía": b"",
    "un espacio": b" ",
    "HTML": HTML,
    "texto": b"Bad Gateway",
    "binario": bytes(range(256)),
    "JSON cortado": b'{"ok":true,"result":[{"update_id":7',
    "dos JSON": b'{"ok":true,"result":[]}{"ok":true,"result":[]}',
    "comillas simples": b"{'ok':true,'result':[]}",
    "UTF-16": '{"ok":true,"result":[]}'.encode("utf-16"),
    "UTF-32": '{"ok":true,"result":[]}'.encode("utf-32"),
    "lista": b"[]",
    "null": b"null",
    "true": b"true",
    "número": b"7",
    "NaN": b"NaN",
    "texto JSON": b'"x"',
    "objeto vacío": b"{}",
    "ok falso": b'{"ok":false}',
    "ok falso con resultado": b'{"ok":false,"result":[]}',
    "ok de texto": b'{"ok":"true","result":[]}',
    "ok de número": b'{"ok":1,"result":[]}',
    "ok nulo": b'{"ok":null,"result":[]}',
    "sin resultado": b'{"ok":true}',
    "sin ok": b'{"result":[]}',
    "resultado nulo": b'{"ok":true,"result":null}',
    "resultado número": b'{"ok":true,"result":7}',
    "resultado texto": b'{"ok":true,"result":"x"}',
    "resultado objeto vacío": b'{"ok":true,"result":{}}',
    "resultado falso": b'{"ok":true,"result":false}',
    "resultado de otro método": b'{"ok":true,"result":{"id":5,"is_bot":true}}',
    "900 niveles": b"[" * 900 + b"]" * 900,
    "5 000 niveles": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    "200 000 niveles": b"[" * 200_000 + b"]" * 200_000,
    "200 000 sin cerrar": b"[" * 200_000,
    "número de 5 000 cifras": b'{"ok":true,"result":' + b"9" * 5_000 + b"}",
}
DE_INTERMEDIARIO: tuple[Fallo, ...] = (
    *(Fallo(codigo, crudo=HTML) for codigo in (201, 302, 400, 401, 403, 404, 407, 409, 413, 429, 500, 502, 503, 504)),
    Fallo(204, crudo=b""),
    Fallo(403, crudo=b"[]"),
    Fallo(404, crudo=b"null"),
    Fallo(401, crudo=b'{"error":"proxy"}'),
    Fallo(403, crudo=b'{"ok":true,"result":true}'),
)
SIN_HTTP: tuple[bytes, ...] = (
    b"SSH-2.0-OpenSSH_9.6\r\n",
    b"HTTP/9.9 200 OK\r\n\r\n",
    b"HTTP/1.1 doscientos OK\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{}",
    b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 2\r\n\r\n{}",
    b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
)


def bomba() -> bytes:
    """Pocos bytes que al abrirse son muchos."""
    cuerpo = gzip.compress(bytes(4 * BYTES_DE_RESPUESTA))
    return b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(cuerpo) + cuerpo


def todas() -> list[Fallo]:
    """Ninguna dice qué hizo Telegram con lo pedido."""
    con_200 = [Fallo(200, crudo=cuerpo) for cuerpo in SIN_FORMA.values()]
    return [*con_200, *DE_INTERMEDIARIO, *(Fallo(crudo=bytes_) for bytes_ in (*SIN_HTTP, bomba()))]


FRENOS_RAROS = tuple(
    Fallo(429, crudo=json.dumps({"ok": False, "error_code": 429, **resto}))
    for resto in (
        {},
        {"description": None},
        {"description": ["x"], "parameters": []},
        {"parameters": "x"},
        *({"parameters": {"retry_after": espera}} for espera in ("5", None, -1, 0, True, [1], 1e400, {})),
        {"parameters": {"migrate_to_chat_id": "x"}},
    )
)
"""Telegram dice que no, y no dice bien por qué."""


def lote(*partes: str) -> bytes:
    return f'{{"ok":true,"result":[{",".join(partes)}]}}'.encode()


@pytest.fixture
def deprisa(entorno: Entorno) -> Entorno:
    entorno.paciencia = DEPRISA
    return entorno


async def conversar_entre(entorno: Entorno, rosa: PersonaSimulada, fallos: list[Fallo]) -> None:
    """Con el programa en marcha: una petición se contesta mal, y el mensaje siguiente se atiende igual."""
    antes = len(entorno.api.de("(fallo)"))
    for numero, fallo in enumerate(fallos):
        entorno.api.fallar("getUpdates", fallo)
        await rosa.escribe(f"m{numero}")
        assert (await rosa.espera_respuesta()).texto.endswith(f": m{numero}")
        await entorno.api.esperar(lambda cuantos=antes + numero + 1: len(entorno.api.de("(fallo)")) == cuantos)
    await rosa.escribe("fin")
    assert (await rosa.espera_respuesta()).texto.endswith(": fin")


async def test_a_cualquier_respuesta_al_pedir_mensajes_el_programa_sigue_y_atiende_lo_siguiente(
    deprisa: Entorno, record_property: Callable[[str, Any], None], caplog: pytest.LogCaptureFixture
) -> None:
    raras = [Fallo(200, crudo=lote(mala)) for mala in SIN_NUMERO]
    larga = Fallo(200, crudo=b'{"ok":true,"result":["' + b"x" * BYTES_DE_RESPUESTA + b'"]}')
    fallos = [*todas(), larga, *FRENOS_RAROS, *raras]
    async with deprisa.en_marcha():
        await conversar_entre(deprisa, deprisa.api.persona(11), fallos)
    record_property("probados", len(fallos))
    assert len(fallos) >= 35
    assert "telegram no responde motivo=RespuestaIlegible" in caplog.text
    for prohibido in (TOKEN, "Portal", "127.0.0.1", "Traceback"):
        assert prohibido not in caplog.text


async def test_si_lo_primero_que_contesta_es_raro_tambien_arranca(
    deprisa: Entorno, record_property: Callable[[str, Any], None]
) -> None:
    rosa, fallos = deprisa.api.persona(11), todas()
    for metodo in ("getMe", "getUpdates"):
        deprisa.api.fallar(metodo, *fallos)
    for metodo in ("deleteWebhook", "setMyCommands"):
        deprisa.api.fallar(metodo, *fallos[::9])
    await rosa.escribe("hola")
    async with deprisa.en_marcha():
        assert (await rosa.espera_respuesta(30)).texto == "1: hola"
    record_property("probados", 2 * len(fallos))


async def test_esperar_lo_que_telegram_pide_no_se_toma_por_una_recepcion_parada(
    deprisa: Entorno, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recepcion, "ENTRE_LATIDOS", 0.1)
    monkeypatch.setattr(vigilancia, "SIN_LATIDO", 2.0)
    monkeypatch.setattr(vigilancia, "ENTRE_VIGILANCIAS", 0.05)
    rosa = deprisa.api.persona(11)
    deprisa.api.fallar("getUpdates", Fallo(429, "Too Many Requests: retry after 4", espera=4))
    await rosa.escribe("hola")
    async with deprisa.en_marcha():
        assert (await rosa.espera_respuesta()).texto == "1: hola"


async def test_una_actualizacion_mala_se_deja_aparte_y_las_que_vienen_con_ella_se_atienden(
    deprisa: Entorno, record_property: Callable[[str, Any], None], caplog: pytest.LogCaptureFixture
) -> None:
    rosa, malas = deprisa.api.persona(11), [*SIN_NUMERO, *CON_NUMERO]
    async with deprisa.en_marcha():
        await rosa.escribe("hola")
        await rosa.espera_respuesta()
        for numero, mala in enumerate(malas):
            toque = next(NUMEROS)
            delante, suya, detras = (
                json.dumps(bueno(rosa, f"/delante_{numero}")),
                mala.replace("%d", str(next(NUMEROS))),
                json.dumps(bueno(rosa, f"/detras_{numero}")),
            )
            deprisa.api.fallar("getUpdates", Fallo(200, crudo=lote(delante, suya, detras)))
            await rosa.escribe(f"/toque_{numero}", toque)  # con esto se deja de esperar y se pide otra vez
            respuestas = [uno.texto for uno in await rosa.espera_respuestas(3)]
            assert respuestas == [f"orden {donde}_{numero} []" for donde in ("toque", "delante", "detras")], mala[:80]
            await deprisa.api.esperar(lambda desde=toque + 4: deprisa.api.desde == desde, que="pedir lo siguiente")
    record_property("probados", len(malas))
    assert caplog.text.count("actualización ilegible: se deja aparte") == len(SIN_NUMERO)
    assert deprisa.almacen.bandeja.contar_retiradas() == 0
    assert deprisa.almacen.leer_envios("telegram") == ()


def bueno(persona: PersonaSimulada, texto: str) -> dict[str, Any]:
    quien = {"id": persona.chat, "is_bot": False, "first_name": persona.nombre}
    chat = {"id": persona.chat, "type": "private", "first_name": persona.nombre}
    mensaje = {"message_id": persona.api.nuevo_mensaje(), "date": FECHA, "from": quien, "chat": chat, "text": texto}
    return {"update_id": next(NUMEROS), "message": mensaje}


async def test_lo_entregado_con_una_respuesta_ilegible_es_dudoso_y_no_se_pierde(
    deprisa: Entorno, record_property: Callable[[str, Any], None], caplog: pytest.LogCaptureFixture
) -> None:
    """Ni se da por entregado ni se repite a ciegas: al reiniciar, quien no volvió a escribir recibe su respuesta."""
    fallos = todas()
    personas = [deprisa.api.persona(100 + numero, f"P{numero}") for numero in range(len(fallos))]
    async with deprisa.en_marcha():
        for persona, fallo in zip(personas, fallos, strict=True):
            deprisa.api.fallar("sendMessage", fallo, chat=persona.chat)
            await persona.escribe("hola")
        await deprisa.api.esperar(lambda: caplog.text.count("entrega dudosa") == len(fallos), 30)
        assert len(deprisa.almacen.leer_envios("telegram")) == len(fallos)
    assert [persona.recibidos for persona in personas] == [[]] * len(personas)
    assert "entrega fallida" not in caplog.text
    async with deprisa.en_marcha():
        for persona in personas:
            assert (await persona.espera_respuesta()).texto == "1: hola"
        await deprisa.api.esperar(lambda: deprisa.almacen.leer_envios("telegram") == ())
    record_property("probados", len(fallos))


async def test_si_llego_y_la_respuesta_es_ilegible_no_se_repite_mientras_la_persona_siga(deprisa: Entorno) -> None:
    formas = [Fallo(200, crudo=cuerpo, llega=True) for cuerpo in (HTML, b"", b"null", b"{}", b"[]", b'"x"')]
    personas = [deprisa.api.persona(100 + numero, f"P{numero}") for numero in range(len(formas))]
    async with deprisa.en_marcha():
        for persona, forma in zip(personas, formas, strict=True):
            deprisa.api.fallar("sendMessage", forma, chat=persona.chat)
            await persona.escribe("hola")
            await persona.espera_respuesta()
            await persona.escribe("sigo")
            assert (await persona.espera_respuesta()).texto == "2: sigo"
    assert [len(persona.recibidos) for persona in personas] == [2] * len(personas)
    assert deprisa.almacen.leer_envios("telegram") == ()


async def test_una_pregunta_y_un_archivo_con_respuesta_ilegible_hacen_lo_de_un_corte(deprisa: Entorno) -> None:
    formas = [Fallo(200, crudo=cuerpo) for cuerpo in (HTML, b"", b"null", b"{}", b"[]", b'"x"', b'{"ok":true}')]
    async with deprisa.en_marcha():
        for numero, forma in enumerate(formas):
            persona = deprisa.api.persona(100 + numero, f"P{numero}")
            deprisa.api.fallar("sendMessage", forma, chat=persona.chat)
            await persona.escribe("botones")
            assert (await persona.espera_respuesta()).texto == "Elija"
            deprisa.api.fallar("answerCallbackQuery", forma)
            deprisa.api.fallar("sendChatAction", forma)
            await persona.pulsa("Sí, claro")
            assert (await persona.espera_respuesta()).texto == "pulsó v:si"
            deprisa.api.fallar("sendDocument", forma, chat=persona.chat)
            await persona.escribe("documento")
            aviso, texto = await persona.espera_respuestas(2)
            assert NOMBRE_DEL_ARCHIVO in aviso.texto and "pídalo otra vez" in aviso.texto
            assert texto.texto == "Aquí está"
    assert deprisa.almacen.leer_envios("telegram") == ()


@pytest.mark.filterwarnings("ignore:Please use 'Bot.getUpdates'")
async def test_ningun_metodo_toma_una_respuesta_ilegible_por_un_si_ni_por_un_no(
    record_property: Callable[[str, Any], None],
) -> None:
    """Tampoco por «la persona bloqueó al asistente» o «el token no vale», que un intermediario puede aparentar."""
    api, fallos = BotApiFalso(), todas()
    async with api.abierto():
        api.persona(11)
        bot = Bot(TOKEN, base_url=f"{api.raiz}/bot", request=ConexionTelegram(), get_updates_request=ConexionTelegram())
        await bot.initialize()
        metodos: dict[str, Callable[[], Any]] = {
            "getMe": bot.get_me,
            "getUpdates": lambda: bot.do_api_request("getUpdates", {"allowed_updates": [], "timeout": 0}),
            "deleteWebhook": bot.delete_webhook,
            "setWebhook": lambda: bot.set_webhook(
                "http://127.0.0.1:1/x", secret_token="x", allowed_updates=["message"], max_connections=1
            ),
            "setMyCommands": lambda: bot.set_my_commands([BotCommand("ayuda", "x")]),
            "setMyDescription": lambda: bot.set_my_description("x"),
            "setMyShortDescription": lambda: bot.set_my_short_description("x"),
            "sendChatAction": lambda: bot.send_chat_action(11, "typing"),
            "answerCallbackQuery": lambda: bot.answer_callback_query("x"),
            "sendMessage": lambda: bot.send_message(11, "hola"),
            "editMessageText": lambda: bot.edit_message_text("hola", 11, 5),
            "sendDocument": lambda: bot.send_document(11, b"x"),
        }
        for metodo, llamar in metodos.items():
            for fallo in fallos:
                api.fallar(metodo, fallo)
                with pytest.raises(NetworkError) as visto:
                    await llamar()
                # Con el tipo exacto y sin causa se creería que Telegram contestó, con su formato, que no lo hizo.
                assert type(visto.value) is not NetworkError or visto.value.__cause__ is not None, (metodo, fallo)
        await bot.shutdown()
    assert api.faltas == []
    record_property("probados", len(metodos) * len(fallos))
