"""El personal exporta desde Telegram con el programa de verdad, en su proceso; para los demás la orden no existe."""

import asyncio
import hashlib
import json
import os
import re
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from bot.almacen import AlmacenSQL
from bot.almacen.base.conexion import lectura
from bot.almacen.base.tablas import TURNOS
from bot.almacen.personal.bitacora import Actuacion, leer_bitacora
from bot.almacen.personal.lectura import abrir_para_revision
from bot.canal.piezas import Piezas
from bot.canal.telegram.arranque import Ajustes, atender_telegram
from bot.config import leer_configuracion
from bot.dialogo.decidir import decidir
from bot.montaje import RelojDelSistema, armar_contexto, exportar_aparte
from bot.revision.exportacion.entregar import ExportadorDeConversaciones
from bot.servicio.atender import Servicio
from bot.servicio.cumplir import Cumplidor
from bot.servicio.puertos import Persona
from tests.apoyo.procesos import esperar_trabajo
from tests.apoyo.revision_sembrada import abrir, sembrar
from tests.conftest import enlazar_datos
from tests.extremo.bot_api_falso import TOKEN, BotApiFalso
from tests.extremo.entorno_telegram import SIN_ESPERAR, BuscadorLento, Documentador, Entorno
from tests.extremo.persona_simulada import PersonaSimulada, Recibido
from tests.extremo.telegram.test_proceso import en_marcha

DEL_PERSONAL, NUNCA_ESCRIBIO, OTRA = 5550001234, 7770007770, 5550009876


def abrir_zip(recibido: Recibido) -> tuple[dict, dict[str, bytes]]:
    """El manifiesto y los demás archivos, con sus huellas ya comprobadas."""
    with ZipFile(BytesIO(recibido.contenido)) as comprimido:
        archivos = {Path(nombre).name: comprimido.read(nombre) for nombre in comprimido.namelist()}
    manifiesto = json.loads(archivos.pop("manifiesto.json"))
    assert set(archivos) == set(manifiesto["archivos"])
    for nombre, dato in manifiesto["archivos"].items():
        assert hashlib.sha256(archivos[nombre]).hexdigest() == dato["sha256"]
    return manifiesto, archivos


async def test_el_personal_recibe_la_exportacion_aunque_lo_maten_a_la_mitad_y_consta_sin_decir_quien_es(
    tmp_path: Path, carpeta_producto: Path
) -> None:
    datos = enlazar_datos(tmp_path / "datos", carpeta_producto)
    sembrar(abrir(datos), 60, 6)
    api = BotApiFalso()
    ana = api.persona(DEL_PERSONAL, "Ana")
    del_personal = {"ALIANZAS_PERSONAL_EXPORTA": f"{DEL_PERSONAL}, {NUNCA_ESCRIBIO}"}
    async with api.abierto():
        async with en_marcha(api, tmp_path, **del_personal) as programa:
            await ana.escribe("/exportar")
            assert (await ana.espera_respuesta()).etiquetas == ["Últimos 7 días", "Este mes", "Todo"]
            await ana.pulsa("Todo")
            assert "Preparo la exportación de todo el tiempo" in (await ana.espera_respuesta()).texto
            exportacion = await esperar_trabajo("exportar_conversaciones", programa.proceso.pid)
            programa.proceso.kill()
            await programa.proceso.wait()
            os.kill(exportacion, signal.SIGKILL)
        async with en_marcha(api, tmp_path, **del_personal) as otro_programa:
            adelanto, archivo, dicho = await ana.espera_respuestas(3, 90)
            await ana.escribe("/exportar sin_redactar")
            assert "No existe el filtro «sin_redactar»" in (await ana.espera_respuesta()).texto
    assert api.faltas == []
    assert "Preparo" in adelanto.texto
    manifiesto, archivos = abrir_zip(archivo)
    assert manifiesto["redaccion"]["politica"] != "sin-redactar"
    assert manifiesto["conversaciones"] == 60  # las sembradas; esta es del personal y no sale
    assert f"60 conversaciones y {manifiesto['turnos']} turnos" in dicho.texto
    assert str(DEL_PERSONAL).encode() not in b"".join(archivos.values())
    assert {"chat_id": DEL_PERSONAL, "action": "upload_document"} in api.de("sendChatAction")
    assert "exportar" not in api.presentacion["ordenes"]
    assert {chat for chat, ordenes in api.ordenes_de.items() if "exportar" in ordenes} == {DEL_PERSONAL}
    una = leer_una(datos)
    quien, detalle = una.quien, una.detalle
    assert (una.accion, detalle["conversaciones"], detalle["filtros"]) == ("exportar", 60, {})
    assert re.fullmatch(r"personal-[0-9a-f]{8}", quien) and quien in dicho.texto
    assert quien.removeprefix("personal-") not in otro_programa.salida
    assert "turno conv=" in otro_programa.salida
    for numero in (DEL_PERSONAL, NUNCA_ESCRIBIO):
        assert str(numero) not in programa.salida + otro_programa.salida + json.dumps(detalle)


def leer_una(datos: Path) -> Actuacion:
    """Lo único que consta en la bitácora; el turno que mataron, una sola vez."""
    motor = abrir_para_revision(leer_configuracion(datos=datos).direccion_del_almacen)
    with lectura(motor) as conexion:
        pulsados = select(func.count()).select_from(TURNOS).where(TURNOS.c.recibido == "[Todo]")
        assert conexion.scalar(pulsados) == 1
    (una,) = leer_bitacora(motor, 9)
    motor.dispose()
    return una


@pytest.fixture
def servicio(entorno: Entorno, tmp_path: Path) -> Servicio:
    """El diálogo y la exportación de verdad; sin modelo, porque nadie pregunta al marco."""
    configuracion = leer_configuracion(datos=tmp_path)
    exportador = ExportadorDeConversaciones(exportar_aparte(configuracion), tmp_path / "documentos", RelojDelSistema())
    cumplidor = Cumplidor(entorno.almacen, BuscadorLento(), Documentador(tmp_path), exportador=exportador)
    return Servicio(decidir, entorno.almacen, cumplidor, RelojDelSistema(), armar_contexto(configuracion, ()))


@asynccontextmanager
async def atendiendo(servicio: Servicio, almacen: AlmacenSQL, api: BotApiFalso) -> AsyncGenerator[None]:
    detener = asyncio.Event()
    ajustes = Ajustes(TOKEN, api.raiz, espera=SIN_ESPERAR)
    piezas = Piezas(servicio, almacen, RelojDelSistema())
    tarea = asyncio.create_task(atender_telegram(piezas, ajustes, detener=detener))
    try:
        yield
    finally:
        detener.set()
        await asyncio.wait_for(tarea, 20)


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


async def test_para_los_demas_es_una_orden_que_no_existe(entorno: Entorno, servicio: Servicio) -> None:
    una, otra = entorno.api.persona(OTRA, "Eva"), entorno.api.persona(OTRA + 1, "Luis")
    async with atendiendo(servicio, entorno.almacen, entorno.api):
        (de_exportar, texto), (de_inventar, _) = await asyncio.gather(seguir(una, "exportar"), seguir(otra, "inventar"))
    assert "No conozco la orden /exportar" in texto
    assert de_exportar == de_inventar
    estados = [entorno.almacen.cargar(Persona("telegram", str(uno.chat)))[0] for uno in (una, otra)]
    assert len({(estado.turno, estado.en_entrevista, len(estado.eventos)) for estado in estados}) == 1
    assert not entorno.api.de("sendDocument")
