"""La exportación que se entrega por un canal, con otro proceso y un almacén reales."""

import asyncio
import hashlib
import json
import os
import signal
import stat
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import Engine, insert, select

from bot.almacen.base.conexion import escritura
from bot.almacen.base.tablas import EVENTOS, PERSONAS, TURNOS
from bot.almacen.depurar import DE_UN_DIA, borrar_sueltos
from bot.almacen.personal.bitacora import leer_bitacora
from bot.almacen.turnos import PorEntregar, encolar
from bot.config import leer_configuracion
from bot.dialogo.mensajes import Adjunto, Mensaje
from bot.dialogo.peticiones import ConversacionesExportadas, ExportacionRetenida, Filtros
from bot.entrevista.eventos import COORDINA
from bot.montaje import RelojDelSistema, exportar_aparte
from bot.revision.exportacion.entregar import LIMITE, ExportadorDeConversaciones
from bot.servicio.cifrado import EN_CLARO, generar_secreto, leer_adjunto
from bot.servicio.puertos import TrabajoInterrumpido
from conocimiento.hora import HORA_DE_LIMA
from tests.apoyo.almacen import sembrar_borrador
from tests.apoyo.procesos import esperar_trabajo
from tests.apoyo.revision_sembrada import AHORA, abrir, autorizacion, sembrar
from tests.conftest import enlazar_datos

QUIEN = "personal-3f9a2c1b"


@pytest.fixture
def datos(tmp_path: Path, carpeta_modelo: Path) -> Path:
    return enlazar_datos(tmp_path / "datos", carpeta_modelo, ("modelo",))


def exportador(datos: Path, limite: int = LIMITE, *, cifrar: bool = False) -> ExportadorDeConversaciones:
    exportar = exportar_aparte(leer_configuracion(datos=datos))
    return ExportadorDeConversaciones(exportar, datos / "documentos", RelojDelSistema(), limite, cifrar=cifrar)


def test_entrega_en_un_archivo_la_misma_carpeta_y_no_deja_nada_mas(datos: Path) -> None:
    motor = abrir(datos)
    sembrar(motor, 40, 6)
    filtros = Filtros(date(2026, 10, 1), date(2026, 11, 23), ("sin_respuesta",))
    hecha = exportador(datos).exportar(filtros, QUIEN)
    assert isinstance(hecha, ConversacionesExportadas) and hecha.adjunto is not None
    assert (hecha.filtros, hecha.quien) == (filtros, QUIEN)
    assert timedelta(days=89) < hecha.caduca - datetime.now(HORA_DE_LIMA).date() < timedelta(days=91)
    ruta = Path(hecha.adjunto.ruta)
    assert list((datos / "documentos").iterdir()) == [ruta]
    assert stat.S_IMODE(ruta.stat().st_mode) == 0o600
    contenido = ruta.read_bytes()
    assert (len(contenido), hashlib.sha256(contenido).hexdigest()) == (hecha.octetos, hecha.adjunto.sha256)
    with ZipFile(BytesIO(contenido)) as comprimido:
        archivos = {Path(nombre).name: comprimido.read(nombre) for nombre in comprimido.namelist()}
    manifiesto = json.loads(archivos.pop("manifiesto.json"))
    assert set(archivos) == set(manifiesto["archivos"])
    for nombre, dato in manifiesto["archivos"].items():
        assert hashlib.sha256(archivos[nombre]).hexdigest() == dato["sha256"]
    assert (manifiesto["conversaciones"], manifiesto["turnos"]) == (hecha.conversaciones, hecha.turnos)
    assert 0 < hecha.conversaciones < 40
    (una,) = leer_bitacora(motor, 9)
    assert (una.quien, una.accion, una.motivo, una.detalle["redactada"]) == (QUIEN, "exportar", "", True)
    assert (una.detalle["conversaciones"], una.detalle["turnos"]) == (hecha.conversaciones, hecha.turnos)
    assert una.detalle["filtros"] == filtros.en_json()


def test_con_una_clave_el_archivo_queda_cifrado_y_se_entrega_abierto(
    datos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clave = generar_secreto()
    monkeypatch.setenv("ALIANZAS_CLAVE_DATOS", clave)
    sembrar(abrir(datos), 4, 3)
    hecha = exportador(datos, cifrar=True).exportar(Filtros(), QUIEN)
    assert isinstance(hecha, ConversacionesExportadas) and hecha.adjunto is not None
    assert DE_UN_DIA in Path(hecha.adjunto.ruta).name
    assert not Path(hecha.adjunto.ruta).read_bytes().startswith(b"PK")
    contenido = leer_adjunto(hecha.adjunto)
    assert hashlib.sha256(contenido).hexdigest() == hecha.adjunto.sha256
    with ZipFile(BytesIO(contenido)) as comprimido:
        assert comprimido.testzip() is None


def test_si_no_hay_nada_o_no_cabe_lo_dice_y_no_queda_ningun_archivo(datos: Path) -> None:
    sembrar(abrir(datos), 10, 3)
    vacia = exportador(datos).exportar(Filtros(hasta=date(2020, 1, 1)), QUIEN)
    assert isinstance(vacia, ConversacionesExportadas)
    assert (vacia.conversaciones, vacia.adjunto) == (0, None)
    grande = exportador(datos, limite=1000).exportar(Filtros(), QUIEN)
    assert isinstance(grande, ConversacionesExportadas)
    assert (grande.conversaciones, grande.limite, grande.adjunto) == (10, 1000, None)
    assert grande.octetos > 1000
    assert list((datos / "documentos").iterdir()) == []


def test_si_la_comprobacion_halla_un_dato_no_se_entrega_nada_y_el_registro_no_lo_repite(
    datos: Path, caplog: pytest.LogCaptureFixture
) -> None:
    motor = abrir(datos)
    with escritura(motor) as conexion:
        conexion.execute(insert(PERSONAS).values(id=1, clave="0" * 64, creada=AHORA))
        assert sembrar_borrador(conexion, 1, AHORA) == 1
        respuesta = {"pregunta": "nombre_organizacion", "actor": None, "valor": "★★★", "crudo": "★★★"}
        conexion.execute(insert(EVENTOS).values(borrador=1, numero=0, **autorizacion(AHORA)))
        conexion.execute(
            insert(EVENTOS).values(
                borrador=1, numero=1, autor=COORDINA, tipo="respuesta", instante=AHORA.isoformat(), datos=respuesta
            )
        )
        turno = {"numero": 1, "borrador": 1, "instante": AHORA, "recibido": "somos ★★★", "respuesta": "ya"}
        conexion.execute(insert(TURNOS).values(persona=1, **turno))
    assert exportador(datos).exportar(Filtros(), QUIEN) == ExportacionRetenida()
    assert list((datos / "documentos").iterdir()) == []
    assert "La comprobación encontró" in caplog.text and "columna «Organización»" in caplog.text
    assert "★" not in caplog.text


async def test_si_matan_el_proceso_a_la_mitad_se_sabe_y_no_queda_nada(datos: Path) -> None:
    sembrar(abrir(datos), 400, 6)
    en_marcha = asyncio.create_task(asyncio.to_thread(exportador(datos).exportar, Filtros(), QUIEN))
    proceso = await esperar_trabajo("exportar_conversaciones", os.getpid())
    async with asyncio.timeout(30):
        while not list((datos / "documentos").glob(".exportacion-*/.export-*.parcial/*.jsonl")):
            await asyncio.sleep(0.01)
    os.kill(proceso, signal.SIGKILL)
    with pytest.raises(TrabajoInterrumpido):
        await en_marcha
    assert list((datos / "documentos").iterdir()) == []


def test_al_dia_siguiente_se_borra_aunque_un_mensaje_la_mencione(datos: Path) -> None:
    motor: Engine = abrir(datos)
    sembrar(motor, 1, 1)
    documentos = datos / "documentos"
    documentos.mkdir()
    borrador, exportada, de_hoy = (
        documentos / nombre for nombre in ("a.docx", "b.exportacion.zip", "c.exportacion.zip")
    )
    with escritura(motor) as conexion:
        turno = conexion.scalars(select(TURNOS.c.id)).one()
        for ruta in (borrador, exportada, de_hoy):
            ruta.write_bytes(b"x")
            mensaje = Mensaje((), adjuntos=(Adjunto(str(ruta.resolve()), ruta.name),))
            encolar(conexion, EN_CLARO, PorEntregar(1, turno, mensaje), AHORA)
    a_medias = documentos / ".exportacion-abc"
    (a_medias / "export").mkdir(parents=True)
    (a_medias / "export" / "turnos.csv").write_text("x", encoding="utf-8")
    ahora = datetime.now(UTC)
    for ruta in (borrador, exportada, a_medias):
        os.utime(ruta, (ahora.timestamp() - 100_000,) * 2)
    assert borrar_sueltos(motor, documentos, ahora) == 2
    assert sorted(ruta.name for ruta in documentos.iterdir()) == ["a.docx", "c.exportacion.zip"]
