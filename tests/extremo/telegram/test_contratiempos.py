"""Lo que puede ir mal en Telegram, caso por caso: red, disco, relojes, bloqueos, grupos, procesos y venenos."""

import asyncio
import json
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

import bot.almacen.base.conexion as conexion_del_almacen
import bot.canal.telegram.vigilancia as vigilancia
from bot.almacen import AlmacenSQL, abrir_almacen
from bot.canal.cerrojo import CarpetaOcupada, cerrojo
from bot.canal.telegram.arranque import Webhook
from bot.canal.telegram.errores import PuertoOcupado, SinRespuesta
from bot.canal.telegram.fila import INTENTOS
from bot.servicio.puertos import Persona, Recibida
from tests.apoyo.almacen import base_nueva
from tests.apoyo.ordenes import ProgramaAbierto, abrir_programa
from tests.extremo.bot_api_falso import TOKEN, BotApiFalso, Fallo
from tests.extremo.contrato_de_telegram import BOT, METODOS
from tests.extremo.entorno_telegram import DEPRISA, NOMBRE_DEL_ARCHIVO, SECRETO, Entorno, lanzar, puerto_libre
from tests.extremo.persona_simulada import PersonaSimulada
from tests.mediciones.resistencia import resistir

BUZON = str(BOT["id"])
ROSA = Persona("telegram", "11")


# --- Entregas ---------------------------------------------------------------------------------


@pytest.mark.parametrize("corte", ["antes", "después"])
async def test_una_pregunta_que_no_se_sabe_si_llego_se_repite_en_el_momento(entorno: Entorno, corte: str) -> None:
    rosa = entorno.api.persona(11)
    entorno.api.fallar("sendMessage", Fallo(corte=corte))
    async with entorno.en_marcha():
        await rosa.escribe("botones")
        await entorno.api.esperar(lambda: entorno.almacen.leer_envios("telegram") == () and bool(rosa.recibidos))
    assert [uno.texto for uno in rosa.recibidos] == ["Elija"] * (1 if corte == "antes" else 2)


@pytest.mark.parametrize("corte", ["antes", "después"])
async def test_si_se_corta_la_red_al_subir_un_archivo_no_se_repite_y_se_dice(entorno: Entorno, corte: str) -> None:
    rosa = entorno.api.persona(11)
    entorno.api.fallar("sendDocument", Fallo(corte=corte))
    async with entorno.en_marcha():
        await rosa.escribe("documento")
        await entorno.api.esperar(lambda: any(uno.texto == "Aquí está" for uno in rosa.recibidos))
        aviso = next(uno for uno in rosa.recibidos if "pídalo otra vez" in uno.texto)
    assert NOMBRE_DEL_ARCHIVO in aviso.texto
    assert sum(uno.archivo is not None for uno in rosa.recibidos) == (1 if corte == "después" else 0)


async def test_a_quien_bloqueo_no_se_le_escribe_mas_y_consta(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe("dos")
        await rosa.espera_respuestas(2)
        rosa.bloqueo = True  # sin aviso: se descubre al entregar
        await rosa.escribe("dos")
        await entorno.api.esperar_confirmadas()
        await entorno.api.esperar(lambda: entorno.almacen.bandeja.por_atender(BUZON) == ())
        await asyncio.sleep(0.3)
        assert sum(datos["chat_id"] == 11 for datos in entorno.api.de("sendMessage")) == 3  # el segundo ni se intenta
        assert entorno.almacen.leer_envios("telegram") == ()
        await rosa.bloquea(False)
        await rosa.escribe("he vuelto")
        await entorno.api.esperar(lambda: any("he vuelto" in uno.texto for uno in rosa.recibidos))
    assert entorno.almacen.leer_envios("telegram") == ()


async def test_un_grupo_que_paso_a_supergrupo_recibe_la_invitacion_en_el_nuevo(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    entorno.api.grupos[-1001] = []
    entorno.api.migrados[-100] = -1001
    async with entorno.en_marcha():
        await rosa.escribe_en_grupo(-100, "/start")
        await entorno.api.esperar(lambda: bool(entorno.api.grupos[-1001]))
    assert "start=grupo" in entorno.api.grupos[-1001][0]


async def test_si_telegram_falla_al_sondear_se_insiste(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    fallos = (Fallo(500, "Internal Server Error"), Fallo(502, crudo="<html>Bad Gateway</html>"))
    entorno.api.fallar("getUpdates", *fallos)
    entorno.paciencia = DEPRISA
    async with entorno.en_marcha():
        await rosa.escribe("hola")
        assert (await rosa.espera_respuesta()).texto == "1: hola"


# --- El almacén ------------------------------------------------------------------------------


async def test_con_el_disco_lleno_se_dice_y_nada_se_corrompe_ni_se_pierde(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe("hola")
        await rosa.espera_respuesta()
        with closing(sqlite3.connect(str(entorno.almacen._motor.url.database))) as conexion:
            conexion.execute("VACUUM")  # sin las páginas libres que dejan las migraciones
            (paginas,) = conexion.execute("PRAGMA page_count").fetchone()
        ponen_tope(entorno.almacen, paginas)
        await rosa.escribe("x" * 4_000)
        assert "no hace falta que lo repita" in (await rosa.espera_respuesta(30)).texto.lower()
        ponen_tope(entorno.almacen, 1_000_000)
        await entorno.api.esperar(lambda: any(uno.texto.startswith("2: x") for uno in rosa.recibidos), 40)
    assert integro(entorno.almacen)


def ponen_tope(almacen: AlmacenSQL, paginas: int) -> None:
    """El mismo error que da el disco, sin llenarlo: cada conexión, las abiertas y las nuevas, deja de crecer."""
    motor = almacen._motor
    conexiones = [motor.connect() for _ in range(15)]  # todas las del depósito
    for conexion in conexiones:
        conexion.exec_driver_sql(f"PRAGMA max_page_count = {paginas}")
    for conexion in conexiones:
        conexion.close()


def integro(almacen: AlmacenSQL) -> bool:
    with almacen._motor.connect() as conexion:
        return conexion.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


async def test_con_la_base_tomada_por_otro_programa_se_espera_y_se_atiende(
    entorno: Entorno, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conexion_del_almacen, "ESPERA_MILISEGUNDOS", 50)
    entorno.paciencia = DEPRISA
    entorno.almacen = abrir_almacen(base_nueva(tmp_path / "tomada.db"), b"c" * 32)
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        otro = sqlite3.connect(tmp_path / "tomada.db", isolation_level=None)
        otro.execute("BEGIN IMMEDIATE")
        await rosa.escribe("hola")
        assert "No hace falta que lo repita" in (await rosa.espera_respuesta()).texto
        otro.execute("ROLLBACK")
        otro.close()
        assert (await rosa.espera_respuesta()).texto == "1: hola"
    entorno.almacen.cerrar()


async def test_con_la_base_de_solo_lectura_se_dice_y_telegram_conserva_el_mensaje(
    entorno: Entorno, tmp_path: Path
) -> None:
    almacen = abrir_almacen(base_nueva(tmp_path / "lectura.db"), b"c" * 32)
    almacen.cerrar()
    entorno.almacen = abrir_almacen(f"sqlite:///file:{tmp_path / 'lectura.db'}?mode=ro&uri=true", b"c" * 32)
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe("hola")
        assert "No hace falta que lo repita" in (await rosa.espera_respuesta()).texto
    assert len(entorno.api.pendientes) == 1
    entorno.almacen.cerrar()
    entorno.almacen = abrir_almacen(f"sqlite:///{tmp_path / 'lectura.db'}", b"c" * 32)
    async with entorno.en_marcha():
        assert (await rosa.espera_respuesta()).texto == "1: hola"
    entorno.almacen.cerrar()


async def test_si_el_reloj_retrocede_el_orden_y_los_repetidos_no_cambian(
    entorno: Entorno, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa = entorno.api.persona(11)
    hace_mucho = datetime.now(UTC) - timedelta(days=9_000)
    async with entorno.en_marcha():
        numero = await rosa.escribe("antes")
        await rosa.espera_respuesta()
        monkeypatch.setattr("tests.extremo.entorno_telegram.Reloj.ahora", lambda _: hace_mucho)
        for texto in ("/uno", "otro"):
            await rosa.escribe(texto)
        await rosa.escribe("antes", numero)
        await rosa.escribe("/fin")
        textos = [uno.texto for uno in await rosa.espera_respuestas(3)]
        assert textos == ["orden uno []", "3: otro", "orden fin []"]


# --- La persona ------------------------------------------------------------------------------


async def test_lo_que_llega_mientras_se_borran_los_datos_empieza_otra_conversacion(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        numero = await rosa.escribe("hola")
        await rosa.espera_respuesta()
        await rosa.escribe("busca lento")
        await asyncio.to_thread(entorno.buscador.empezo.wait, 10)
        await rosa.escribe("olvidar")
        await rosa.escribe("/aparte")
        await rosa.escribe("sigo aquí")
        await asyncio.sleep(0.2)
        entorno.buscador.soltar.set()
        textos = [uno.texto for uno in await rosa.espera_respuestas(4)]
        assert textos == ["hallazgos: 0", "borrado", "orden aparte []", "2: sigo aquí"]
        # Una repetición de lo de antes del borrado no lo resucita: la bandeja la recuerda sin saber de quién era.
        await rosa.escribe("hola", numero)
        await rosa.escribe("fin")
        assert (await rosa.espera_respuesta()).texto == "3: fin"


async def test_una_persona_con_dos_aparatos_recibe_todo_en_orden(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe("botones")
        await rosa.espera_respuesta()
        # En un teléfono pulsa el botón y en el otro escribe su etiqueta, casi a la vez.
        await asyncio.gather(rosa.pulsa("Sí, claro"), rosa.escribe("Sí, claro"), rosa.pulsa("No"))
        textos = [uno.texto for uno in await rosa.espera_respuestas(3)]
    assert textos == ["pulsó v:si", "3: Sí, claro", "pulsó v:no"]
    assert entorno.almacen.cargar(ROSA)[1] == 4


async def test_un_documento_de_mas_de_20_mb_se_rechaza_sin_descargarlo(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.envia({"document": {"file_id": "f", "file_unique_id": "u", "file_size": 48 << 20}})
        assert (await rosa.espera_respuesta()).texto == "no leo: documento"
    assert {llamada.metodo for llamada in entorno.api.llamadas} <= set(METODOS)  # `getFile` ni existe en el servidor


async def test_lo_que_mato_al_proceso_tres_veces_se_aparta_al_volver(entorno: Entorno) -> None:
    rosa, luis = entorno.api.persona(11), entorno.api.persona(12, "Luis")
    contenido = {"update_id": 1, "message": {"text": "veneno"}}
    entorno.almacen.bandeja.recibir([Recibida(f"{BUZON}:1", BUZON, 1, "11", contenido)], datetime.now(UTC))
    for _ in range(3):
        entorno.almacen.bandeja.tomar(BUZON, "11")  # cada una, una ejecución que empezó y murió
    await luis.escribe("hola")
    async with entorno.en_marcha():
        assert "dejé de intentarlo" in (await rosa.espera_respuesta()).texto
        assert (await luis.espera_respuesta()).texto == "1: hola"
    assert entorno.almacen.bandeja.contar_retiradas() == 1


# --- El proceso ------------------------------------------------------------------------------


def test_dos_procesos_con_la_misma_carpeta_no_atienden_a_la_vez(tmp_path: Path) -> None:
    def ocupada(compartido: bool) -> None:
        with pytest.raises(CarpetaOcupada, match="Otro proceso ya atiende"), cerrojo(tmp_path, compartido=compartido):
            pass

    with cerrojo(tmp_path):
        ocupada(False)
        ocupada(True)
    with cerrojo(tmp_path, compartido=True), cerrojo(tmp_path, compartido=True):
        ocupada(False)
    with cerrojo(tmp_path):
        pass


async def test_si_la_recepcion_se_para_el_proceso_termina_para_que_lo_reinicien(
    entorno: Entorno, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vigilancia, "SIN_LATIDO", 0.3)
    monkeypatch.setattr(vigilancia, "ENTRE_VIGILANCIAS", 0.05)
    with pytest.raises(SinRespuesta, match="no se pierde ningún mensaje"):
        await asyncio.wait_for(entorno.atender(TOKEN), 20)


async def test_la_salud_y_las_medidas_dicen_como_esta_sin_nombrar_a_nadie(
    entorno: Entorno, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa = entorno.api.persona(987_654_321, "Rosalinda")
    entorno.salud = ("127.0.0.1", puerto_libre())
    raiz = f"http://127.0.0.1:{entorno.salud[1]}"
    async with entorno.en_marcha(), aiohttp.ClientSession() as sesion:
        await rosa.escribe("palabrasecreta")
        await rosa.espera_respuesta()
        async with sesion.get(f"{raiz}/salud") as respuesta:
            assert respuesta.status == 200
            assert (await respuesta.json())["estado"] == "bien"
        await asyncio.sleep(0.2)
        async with sesion.get(f"{raiz}/metrics") as respuesta:
            texto = await respuesta.text()
        assert 'alianzas_actualizaciones_total{resultado="atendida"} 1.0' in texto
        assert 'alianzas_entregas_total{resultado="entregado"} 1.0' in texto
        assert not any(prohibido in texto for prohibido in ("palabrasecreta", "987654321", "Rosalinda", TOKEN))
        monkeypatch.setattr("bot.almacen.bandeja.contar_retiradas", lanzar(OSError("disco")))
        async with sesion.get(f"{raiz}/salud") as respuesta:
            assert respuesta.status == 503
            assert (await respuesta.json())["almacen"] == "no responde"


async def test_un_puerto_ocupado_se_explica(entorno: Entorno) -> None:
    entorno.salud = ("127.0.0.1", entorno.api.puerto)
    with pytest.raises(PuertoOcupado, match="otro programa lo usa"):
        await asyncio.wait_for(entorno.atender(TOKEN), 20)


# --- Webhook ---------------------------------------------------------------------------------


async def test_por_webhook_atiende_lo_mismo_y_rechaza_a_quien_no_trae_el_secreto(
    entorno: Entorno, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa = entorno.api.persona(11)
    puerto = puerto_libre()
    url = f"http://127.0.0.1:{puerto}/telegram"
    entorno.webhook = Webhook(url, ("127.0.0.1", puerto), SECRETO)
    await rosa.escribe("antes de empezar")
    async with entorno.en_marcha(), aiohttp.ClientSession() as sesion:
        assert (await rosa.espera_respuesta()).texto == "1: antes de empezar"
        falso = {"update_id": 5, "message": {"message_id": 1, "date": 1, "chat": {"id": 11, "type": "private"}}}
        for cabeceras in ({}, {"X-Telegram-Bot-Api-Secret-Token": "otro"}):
            async with sesion.post(url, json=falso, headers=cabeceras) as respuesta:
                assert respuesta.status == 403
        for basura in (b"{", b"[1]", b"\xff"):
            async with sesion.post(url, data=basura, headers={"X-Telegram-Bot-Api-Secret-Token": SECRETO}) as respuesta:
                assert respuesta.status == 200  # con otra cosa, Telegram lo entregaría sin fin
        with monkeypatch.context() as roto:
            roto.setattr(entorno.almacen.bandeja, "recibir", lanzar(conexion_del_almacen.AlmacenInaccesible("caído")))
            await rosa.escribe("con el almacén caído")
            assert "No hace falta que lo repita" in (await rosa.espera_respuesta()).texto
            await entorno.api.esperar(lambda: entorno.api.reentregas > 0)
        assert (await rosa.espera_respuesta()).texto == "2: con el almacén caído"
        for numero in range(5):
            await rosa.escribe(f"/m{numero}")
        assert [uno.texto for uno in await rosa.espera_respuestas(5)] == [f"orden m{n} []" for n in range(5)]
    entorno.webhook = None  # al volver al sondeo se quita el webhook
    async with entorno.en_marcha():
        await rosa.escribe("fin")
        assert (await rosa.espera_respuesta()).texto == "8: fin"


async def test_con_webhook_lo_escrito_mientras_no_estaba_llega_al_volver(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    puerto = puerto_libre()
    entorno.webhook = Webhook(f"http://127.0.0.1:{puerto}/telegram", ("127.0.0.1", puerto), SECRETO)
    async with entorno.en_marcha():
        await rosa.escribe("uno")
        await rosa.espera_respuesta()
    await rosa.escribe("otro")
    await entorno.api.esperar(lambda: entorno.api.reentregas > 0, que="que Telegram lo intente en vano")
    async with entorno.en_marcha():
        assert (await rosa.espera_respuesta()).texto == "2: otro"


async def test_varios_procesos_tras_un_webhook_no_atienden_nada_dos_veces(base_postgresql_nueva: str) -> None:
    """Dos procesos escuchan en el mismo puerto y comparten la base; a mitad se mata a uno."""
    puerto, api = puerto_libre(), BotApiFalso()
    personas = [api.persona(2_000 + numero, f"Persona {numero}") for numero in range(12)]
    abrir_almacen(base_postgresql_nueva, b"c" * 32).cerrar()
    async with api.abierto():
        procesos = [await proceso_con_webhook(base_postgresql_nueva, api.raiz, puerto) for _ in range(2)]
        await api.esperar(lambda: len(api.de("setWebhook")) == 2, 60, "que los dos procesos arranquen")
        for numero in range(10):
            for persona in personas:
                await persona.escribe(f"m{numero}")
            if numero == 5:
                procesos[0].kill()
                await procesos[0].wait()
                procesos[0] = await proceso_con_webhook(base_postgresql_nueva, api.raiz, puerto)
        await api.esperar(lambda: all(len(dichos_en(p)) == 10 for p in personas), 60, "las respuestas")
        await api.esperar(lambda: len(api.de("setWebhook")) == 3, 60, "que el tercero atienda")
        for proceso in procesos:
            proceso.terminate()
            assert await asyncio.wait_for(proceso.wait(), 20) == 0
    assert api.faltas == []
    for persona in personas:
        assert dichos_en(persona) == [f"m{numero}" for numero in range(10)]


def dichos_en(persona: PersonaSimulada) -> list[str]:
    """Los mensajes contestados a alguien, en orden: los que llegan juntos, con una sola respuesta.

    La misma respuesta puede llegar dos veces; el mismo mensaje, en dos respuestas distintas, no.
    """
    unicas = dict.fromkeys(uno.texto for uno in persona.recibidos)
    return [dicho for una in unicas for dicho in una.partition(": ")[2].split("\n")]


async def proceso_con_webhook(url: str, raiz: str, puerto: int) -> ProgramaAbierto:
    return await abrir_programa("tests.extremo.entorno_telegram", url, raiz, str(puerto), oir=False)


# --- Muertes repentinas ----------------------------------------------------------------------


@pytest.mark.parametrize("base", ["sqlite", "postgresql"])
async def test_con_muertes_repentinas_nada_se_pierde_y_el_orden_se_conserva(
    base: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """La versión corta de `make resistencia`. Como mucho se repite lo que estaba a medio entregar en cada muerte."""
    es_sqlite = base == "sqlite"
    url = base_nueva(tmp_path / "alianzas.db") if es_sqlite else request.getfixturevalue("base_postgresql_nueva")
    cuenta = await resistir(url, mensajes=100, chats=12, muertes=4, semilla=time.time_ns())
    assert (cuenta.perdidos, cuenta.reatendidos, cuenta.desordenados, cuenta.faltas) == (0, 0, 0, ())
    assert cuenta.apartados * INTENTOS <= cuenta.muertes
    assert cuenta.repetidos <= cuenta.muertes * 3


def test_los_avisos_a_systemd_llegan_a_su_enchufe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    from bot.canal.telegram.vigilancia import avisar

    ruta = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as enchufe:
        enchufe.bind(ruta)
        monkeypatch.setenv("NOTIFY_SOCKET", ruta)
        avisar("READY=1")
        assert enchufe.recv(100) == b"READY=1"
    avisar("WATCHDOG=1")  # ya no hay nadie: no es un error
    monkeypatch.delenv("NOTIFY_SOCKET")
    avisar("WATCHDOG=1")


def test_la_api_falsa_conoce_cada_metodo_que_el_bot_llama() -> None:
    """Si el canal empieza a llamar a otro método, hay que enseñárselo al servidor de prueba."""
    import re

    canal = Path(vigilancia.__file__).parent
    fuente = "".join(ruta.read_text() for ruta in canal.glob("*.py"))
    llamados = set(re.findall(r"\bbot\.((?:send|answer|set|delete|edit|get|copy|forward)_\w+)\(", fuente))
    nombres = {re.sub(r"_(\w)", lambda letra: letra.group(1).upper(), nombre) for nombre in llamados}
    assert nombres
    assert nombres <= set(METODOS), nombres - set(METODOS)
    assert json.dumps(sorted(METODOS))
