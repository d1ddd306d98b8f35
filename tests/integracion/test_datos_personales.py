"""E33: ver, llevarse y borrar lo propio, con el almacén real; después no queda ningún valor en el disco."""

import json
import os
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.dialogo.tipos import Conservacion
from tests.chat_de_entrevista import INICIO, Chat


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    chat = Chat(tmp_path)
    yield chat
    chat.almacen.cerrar()


def bytes_en_disco(carpeta: Path) -> bytes:
    return b"".join(ruta.read_bytes() for ruta in carpeta.rglob("*") if ruta.is_file())


def esta_en(valor: str, contenido: bytes) -> bool:
    """Como texto o como lo escribe el JSON de la base, que escapa las tildes."""
    return valor.encode() in contenido or json.dumps(valor)[1:-1].encode() in contenido


async def test_ver_llevarse_y_borrar_sin_que_quede_nada(chat: Chat, tmp_path: Path) -> None:
    await chat.empezar()
    await chat.responder()
    valores = [linea for escrito in chat.escritos for linea in escrito.splitlines() if len(linea) > 10]
    assert len(valores) > 25
    await chat.ordenar("misdatos")
    dicho = "\n".join(mensaje.texto for mensaje in chat.mensajes)
    for esperado in (f"{chat.enviados - 1} mensajes suyos", "1 borrador", "«Agua Segura para Celendín»"):
        assert esperado in dicho
    assert f"Aceptó el aviso de privacidad (versión {chat.entrevista.aviso.version}), el 23/11/2026" in dicho
    assert "23/11/2027" in dicho
    await chat.pulsar_codigo("d:bajar")
    (adjunto,) = (adjunto for mensaje in chat.mensajes for adjunto in mensaje.adjuntos)
    with zipfile.ZipFile(adjunto.ruta) as archivo:
        datos: dict[str, Any] = json.loads(archivo.read("datos.json"))
        crudo = archivo.read("datos.json").decode()
    assert Path(adjunto.ruta).stat().st_mode & 0o077 == 0
    dichos = [turno["usted"] for turno in datos["conversacion"]]
    assert [escrito for escrito in chat.escritos if escrito not in dichos] == []
    assert [uno["acto"] for uno in datos["consentimientos"]] == ["creado"]
    assert "Minera Andes Altos S.A.C." in json.dumps(datos["borradores"], ensure_ascii=False)
    assert chat.persona.direccion == datos["persona"]["identificador"]
    assert [valor for valor in valores if not esta_en(valor, crudo.encode())] == []

    antes = bytes_en_disco(tmp_path)
    assert all(esta_en(valor, antes) for valor in valores)
    await chat.ordenar("borrar")
    await chat.pulsar("Sí, borrar todo")
    assert "Constancia B-000001, del 23/11/2026" in chat.texto
    assert "1 borrador" in chat.texto
    despues = bytes_en_disco(tmp_path)
    assert [valor for valor in valores if esta_en(valor, despues)] == []
    assert not Path(adjunto.ruta).exists()
    chat.almacen.mantener(Conservacion(), tmp_path / "documentos", chat.ahora())
    assert chat.almacen.cargar(chat.persona)[1] == 0


async def test_lo_escrito_ante_el_aviso_sin_aceptarlo_no_se_guarda(chat: Chat, tmp_path: Path) -> None:
    await chat.ordenar("propuesta")
    await chat.escribir("Somos la Cooperativa Zafiro de Celendín y queremos agua limpia")
    assert "no se guardó" in chat.texto
    await chat.pulsar("No acepto")
    assert b"Zafiro" not in bytes_en_disco(tmp_path)
    assert chat.almacen.leer_borradores(chat.persona) == ()


async def test_se_borra_solo_al_cumplir_su_plazo(chat: Chat, tmp_path: Path) -> None:
    plazos = Conservacion(consultas=90, borradores=365)
    await chat.empezar()
    await chat.escribir("Minera Andes Altos S.A.C.")
    documentos = tmp_path / "documentos"
    assert chat.almacen.mantener(plazos, documentos, INICIO + timedelta(days=364)) == (0, 0)
    assert chat.almacen.mantener(plazos, documentos, INICIO + timedelta(days=366)) == (1, 0)
    assert not esta_en("Minera Andes Altos", bytes_en_disco(tmp_path))
    await chat.ordenar("start")
    assert chat.almacen.mantener(plazos, documentos, chat.ahora() + timedelta(days=89)) == (0, 0)
    assert chat.almacen.mantener(plazos, documentos, chat.ahora() + timedelta(days=91)) == (1, 0)


async def test_un_archivo_que_no_es_de_nadie_se_borra_al_dia_siguiente(chat: Chat, tmp_path: Path) -> None:
    await chat.ordenar("misdatos")
    await chat.pulsar("Descargar mis datos")
    (entregado,) = (tmp_path / "documentos").iterdir()
    suelto, nuevo = (tmp_path / "documentos" / nombre for nombre in ("suelto.docx", "nuevo.docx"))
    suelto.write_bytes(b"de un turno que se repitio")
    nuevo.write_bytes(b"de un turno en marcha")
    for ruta in (suelto, entregado):
        os.utime(ruta, (INICIO.timestamp() - 100_000,) * 2)
    os.utime(nuevo, (INICIO.timestamp(),) * 2)
    assert chat.almacen.mantener(Conservacion(), tmp_path / "documentos", chat.ahora()) == (0, 1)
    assert (entregado.exists(), suelto.exists(), nuevo.exists()) == (True, False, True)
