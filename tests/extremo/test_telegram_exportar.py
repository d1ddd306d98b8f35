"""El personal exporta desde Telegram, con todo lo demás de verdad: búsqueda, almacén y la orden en otro proceso."""

import asyncio
import hashlib
import json
import logging
import os
import re
import signal
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from bot.almacen.conexion import lectura
from bot.almacen.escritura_revision import leer_bitacora
from bot.almacen.lectura_revision import abrir_para_revision
from bot.almacen.tablas import TURNOS
from bot.canal.telegram import Ajustes, atender_telegram
from bot.config import leer_configuracion
from bot.montaje import Asistente, direccion_del_almacen, montar
from bot.puertos import Persona
from tests.conftest import enlazar_datos
from tests.extremo.bot_api_falso import TOKEN, BotApiFalso, PersonaSimulada, Recibido
from tests.extremo.test_telegram_proceso import en_marcha
from tests.procesos import esperar_proceso
from tests.revision_sembrada import abrir, sembrar

DEL_PERSONAL, OTRA = 5550001234, 5550009876


@pytest.fixture
async def api() -> AsyncIterator[BotApiFalso]:
    api = BotApiFalso()
    async with api.abierto():
        yield api
    assert api.faltas == []


@pytest.fixture(scope="module")
def instalacion(tmp_path_factory: pytest.TempPathFactory, carpeta_producto: Path) -> Path:
    carpeta = tmp_path_factory.mktemp("instalacion")
    enlazar_datos(carpeta / "datos", carpeta_producto)
    motor = abrir(carpeta / "datos")
    sembrar(motor, 60, 6)
    motor.dispose()
    return carpeta


@pytest.fixture(scope="module")
def asistente(instalacion: Path) -> Iterator[Asistente]:
    personal = f"{DEL_PERSONAL}, 7770007770"  # a la segunda el bot no la conoce: nunca escribió
    asistente = montar(leer_configuracion(datos=instalacion / "datos", personal=personal), lambda _: None)
    yield asistente
    asistente.cerrar()


@asynccontextmanager
async def atendiendo(asistente: Asistente, api: BotApiFalso) -> AsyncGenerator[None]:
    detener = asyncio.Event()
    ajustes = Ajustes(TOKEN, api.raiz, personal=frozenset({str(DEL_PERSONAL), "7770007770"}))
    bandeja = asistente.almacen.bandeja
    tarea = asyncio.create_task(
        atender_telegram(asistente.servicio, asistente.almacen, bandeja, ajustes, detener=detener)
    )
    try:
        yield
    finally:
        detener.set()
        await asyncio.wait_for(tarea, 20)


def abrir_zip(recibido: Recibido) -> tuple[dict, dict[str, bytes]]:
    """El manifiesto y los demás archivos, con sus huellas ya comprobadas."""
    with ZipFile(BytesIO(recibido.contenido)) as comprimido:
        archivos = {Path(nombre).name: comprimido.read(nombre) for nombre in comprimido.namelist()}
    manifiesto = json.loads(archivos.pop("manifiesto.json"))
    for nombre, dato in manifiesto["archivos"].items():
        assert hashlib.sha256(archivos[nombre]).hexdigest() == dato["sha256"]
    return manifiesto, archivos


async def test_el_personal_recibe_la_exportacion_y_consta_sin_decir_quien_es(
    asistente: Asistente, instalacion: Path, api: BotApiFalso, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ana = api.persona(DEL_PERSONAL, "Ana")
    async with atendiendo(asistente, api):
        await ana.escribe("/exportar")
        assert (await ana.espera_respuesta()).etiquetas == ["Últimos 7 días", "Este mes", "Todo"]
        await ana.pulsa("Todo")
        adelanto, archivo, dicho = await ana.espera_respuestas(3, 60)
        await ana.escribe("/exportar sin_redactar")
        assert "No existe el filtro «sin_redactar»" in (await ana.espera_respuesta()).texto
        await ana.escribe("/exportar 2020-01-01 2020-01-31")
        assert "Preparo" in (await ana.espera_respuesta()).texto
        assert "No hay conversaciones del 01/01/2020 al 31/01/2020" in (await ana.espera_respuesta(60)).texto
    assert "Preparo la exportación de todo el tiempo" in adelanto.texto
    manifiesto, archivos = abrir_zip(archivo)
    assert manifiesto["redaccion"]["politica"] != "sin-redactar"
    assert manifiesto["conversaciones"] == 61  # las sembradas y esta misma
    assert f"61 conversaciones y {manifiesto['turnos']} turnos" in dicho.texto
    assert str(DEL_PERSONAL).encode() not in b"".join(archivos.values())
    assert {"chat_id": DEL_PERSONAL, "action": "upload_document"} in api.de("sendChatAction")
    assert "exportar" in api.ordenes_de[DEL_PERSONAL]
    assert set(api.ordenes_de) == {DEL_PERSONAL}
    assert "exportar" not in api.presentacion["ordenes"]
    (documento,) = (instalacion / "datos" / "documentos").iterdir()
    assert documento.name.endswith(".exportacion.zip")
    motor = abrir_para_revision(direccion_del_almacen(leer_configuracion(datos=instalacion / "datos")))
    constan = leer_bitacora(motor, 9)
    motor.dispose()
    quien = f"personal-{asistente.servicio.conversacion(Persona('telegram', str(DEL_PERSONAL)))}"
    assert [(fila[1], fila[2]) for fila in constan] == [(quien, "exportar")] * 2
    assert constan[0][4]["filtros"] == {"desde": "2020-01-01", "hasta": "2020-01-31"}
    assert constan[1][4]["conversaciones"] == 61
    assert quien in dicho.texto
    assert str(DEL_PERSONAL) not in repr(constan)
    assert str(DEL_PERSONAL) not in caplog.text


async def seguir(persona: PersonaSimulada, orden: str) -> tuple[list[str], str]:
    """Una orden sin haber hablado antes y otra a mitad de la entrevista.

    Devuelve lo recibido con la orden tapada, y también el sello de los botones, que es de cada borrador.
    """
    recibidos: list[Recibido] = []
    for dicho in (f"/{orden} semana", "/propuesta", "acepto", f"/{orden}"):
        await persona.escribe(dicho)
        recibidos += await persona.espera_turno(calma=0.2)
    tapados = [
        uno.html.replace(f"/{orden}", "/…") + re.sub(r"e:[0-9a-f]{4}", "e:…", repr(uno.botones)) for uno in recibidos
    ]
    return tapados, "\n".join(uno.texto for uno in recibidos)


async def test_para_los_demas_es_una_orden_que_no_existe(asistente: Asistente, api: BotApiFalso) -> None:
    una, otra = api.persona(OTRA, "Eva"), api.persona(OTRA + 1, "Luis")
    async with atendiendo(asistente, api):
        (de_exportar, texto), (de_inventar, _) = await asyncio.gather(seguir(una, "exportar"), seguir(otra, "inventar"))
    assert "No conozco la orden /exportar" in texto
    assert de_exportar == de_inventar
    estados = [asistente.almacen.cargar(Persona("telegram", str(uno.chat)))[0] for uno in (una, otra)]
    assert estados[0].turno == estados[1].turno
    assert [evento.tipo for evento in estados[0].eventos] == [evento.tipo for evento in estados[1].eventos]
    assert not api.de("sendDocument")


async def test_si_lo_matan_a_mitad_de_una_exportacion_la_entrega_al_volver(instalacion: Path, api: BotApiFalso) -> None:
    ana = api.persona(DEL_PERSONAL, "Ana")
    async with en_marcha(api, instalacion, ALIANZAS_PERSONAL=str(DEL_PERSONAL)) as programa:
        await ana.escribe("/exportar sin respuesta")
        assert "Preparo" in (await ana.espera_respuesta()).texto
        hijo = await esperar_proceso("exportar", str(instalacion / "datos"))
        programa.proceso.kill()
        await programa.proceso.wait()
        os.kill(hijo, signal.SIGKILL)
    async with en_marcha(api, instalacion, ALIANZAS_PERSONAL=str(DEL_PERSONAL)) as programa:
        adelanto, archivo, dicho = await ana.espera_respuestas(3, 90)
        await ana.escribe("/exportar nada")
        assert "No existe el filtro" in (await ana.espera_respuesta()).texto
    assert "Preparo" in adelanto.texto
    assert "con algo sin respuesta" in dicho.texto
    manifiesto, _ = abrir_zip(archivo)
    assert manifiesto["filtros"] == {"senales": ["sin_respuesta"]}
    assert str(DEL_PERSONAL) not in programa.salida
    motor = abrir_para_revision(direccion_del_almacen(leer_configuracion(datos=instalacion / "datos")))
    with lectura(motor) as conexion:
        dichos = select(func.count()).select_from(TURNOS).where(TURNOS.c.recibido == "/exportar sin respuesta")
        assert conexion.scalar(dichos) == 1
    motor.dispose()
