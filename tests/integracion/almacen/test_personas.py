"""E33: ver, llevarse y borrar lo propio, con el almacén real; después no queda ningún valor en el disco."""

import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.almacen.personal.lectura import abrir_para_revision
from bot.dialogo.peticiones import Filtros
from bot.dialogo.turno import Conservacion
from bot.entrevista.borrador import esta_autorizado
from bot.entrevista.eventos import Autorizada, AvisoAceptado
from bot.revision.exportacion.exportar import ExportacionPedida, Material, exportar
from bot.servicio.puertos import Mantenido
from conocimiento.ingesta import leer_corpus
from tests.apoyo.almacen import mantener_cada_dia
from tests.apoyo.chat import INICIO, Chat
from tests.apoyo.rutas import DOCUMENTOS


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
    chat.almacen.mantener(Conservacion(), chat.ahora())
    assert chat.almacen.cargar(chat.persona)[1] == 0


async def test_lo_escrito_ante_el_aviso_sin_aceptarlo_no_se_guarda(chat: Chat, tmp_path: Path) -> None:
    await chat.ordenar("propuesta")
    await chat.escribir("Somos la Cooperativa Zafiro de Celendín y queremos agua limpia")
    assert "sin guardarlo" in chat.texto
    await chat.pulsar("No acepto")
    assert b"Zafiro" not in bytes_en_disco(tmp_path)
    assert chat.almacen.leer_borradores(chat.persona) == ()


async def test_se_borra_solo_al_cumplir_su_plazo(chat: Chat, tmp_path: Path) -> None:
    plazos = Conservacion(consultas=90, borradores=365)
    await chat.empezar()
    await chat.escribir("Minera Andes Altos S.A.C.")
    fin = INICIO + timedelta(days=364)
    assert mantener_cada_dia(chat.almacen, plazos, INICIO + timedelta(days=1), fin) == 0
    assert chat.almacen.mantener(plazos, fin + timedelta(days=2)) == Mantenido(1, 0)
    assert not esta_en("Minera Andes Altos", bytes_en_disco(tmp_path))
    await chat.ordenar("start")
    ahora = chat.ahora()
    assert mantener_cada_dia(chat.almacen, plazos, ahora, ahora + timedelta(days=89)) == 0
    assert chat.almacen.mantener(plazos, ahora + timedelta(days=91)) == Mantenido(1, 0)


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
    assert chat.almacen.mantener(Conservacion(), chat.ahora()) == Mantenido(0, 1)
    assert (entregado.exists(), suelto.exists(), nuevo.exists()) == (True, False, True)


def con_aviso(chat: Chat, version: str) -> None:
    """La agencia cambia el aviso mientras la persona tiene un borrador."""
    chat.entrevista = replace(chat.entrevista, aviso=replace(chat.entrevista.aviso, version=version))


async def test_si_el_aviso_cambia_se_pregunta_otra_vez_antes_de_seguir(chat: Chat, tmp_path: Path) -> None:
    await chat.empezar()
    await chat.responder(hasta="Lugar")
    con_aviso(chat, "99")
    antes = chat.estado().eventos
    await chat.escribir("Cajamarca, provincia de Zafirolandia")
    assert "acepta la versión 99" in chat.texto
    assert chat.etiquetas == ["Acepto", "No acepto", "Leer el aviso"]
    await chat.ordenar("deshacer")
    await chat.ordenar("propuesta")
    assert chat.estado().eventos == antes
    assert b"Zafirolandia" not in bytes_en_disco(tmp_path)
    await chat.pulsar("Leer el aviso")
    await chat.pulsar("No acepto")
    assert "no sigo preguntando" in chat.texto
    assert (chat.estado().eventos, chat.estado().en_entrevista) == (antes, False)
    await chat.pulsar("Armar mi propuesta")
    await chat.pulsar("Acepto")
    assert chat.rotulo() == "Lugar"
    nuevo = chat.estado().eventos[len(antes)]
    assert isinstance(nuevo, AvisoAceptado) and nuevo.aviso == "99"
    await chat.escribir("Cajamarca, provincia de Celendín")
    assert chat.rotulo() != "Lugar"


async def test_al_editar_o_responder_tampoco_se_guarda_sin_aceptar_el_aviso_nuevo(chat: Chat) -> None:
    await chat.empezar()
    mensaje = await chat.escribir("Minera Andes Altos S.A.C.")
    con_aviso(chat, "99")
    antes = chat.estado().eventos
    await chat.editar(mensaje, "Minera Andes Bajos S.A.C.")
    assert "acepta la versión 99" in chat.texto
    await chat.escribir("Minera Andes Medios S.A.C.", responde_a=mensaje)
    assert "acepta la versión 99" in chat.texto
    assert chat.estado().eventos == antes


def exportar_todo(chat: Chat, tmp_path: Path, nombre: str, motivo: str = "") -> tuple[dict[str, Any], str]:
    """Exporta y devuelve la conversación y todo lo que dicen los archivos de texto."""
    motor = abrir_para_revision(f"sqlite:///{tmp_path / 'chat.db'}")
    material = Material(motor, chat.entrevista, leer_corpus(DOCUMENTOS), lambda _: [])
    pedido = ExportacionPedida(tmp_path / nombre, Filtros(), "ana", chat.ahora(), motivo)
    carpeta = exportar(pedido, material, lambda _: None).carpeta
    motor.dispose()
    datos = (carpeta / "conversaciones.jsonl").read_text(encoding="utf-8")
    _, linea, *_ = datos.split("\n")
    pagina, hoja = (carpeta / uno for uno in ("revision.html", "turnos.csv"))
    return json.loads(linea), datos + pagina.read_text(encoding="utf-8") + hoja.read_text(encoding="utf-8-sig")


PROPIO = "12 caseríos de Celendín el agua llega sin cloro"


@pytest.mark.parametrize("motivo", ["", "lo pidió la jefatura"])
async def test_la_agencia_solo_lee_el_borrador_mientras_la_persona_lo_autoriza(
    chat: Chat, tmp_path: Path, motivo: str
) -> None:
    await chat.ordenar("start")
    await chat.empezar()
    await chat.responder()
    await chat.ordenar("borradores")
    una, textos = exportar_todo(chat, tmp_path, "sin", motivo)
    assert (una["borrador_autorizado"], una["respuestas"], una["organizacion"], una["ods"]) == (False, [], None, [])
    assert una["respondidas"] > 15
    assert {turno["asistente"] for turno in una["turnos"]} == {"[Del borrador: la persona no autorizó que se lea]"}
    for valor in (PROPIO, "Agua Segura para Celendín", "capacitar a las juntas de agua", "Cajamarca"):
        assert valor not in textos
    await chat.ordenar("propuesta")
    await chat.pulsar("Autorizar que la APCI lo lea")
    assert "No es una presentación" in chat.texto
    await chat.pulsar("Sí, autorizo")
    evento = chat.estado().eventos[-1]
    assert isinstance(evento, Autorizada) and evento.aviso == chat.entrevista.aviso_compartir.version
    una, textos = exportar_todo(chat, tmp_path, "con", motivo)
    assert (una["borrador_autorizado"], una["ods"]) == (True, [6, 3])
    assert PROPIO in textos
    await chat.pulsar("Retirar la autorización")
    una, textos = exportar_todo(chat, tmp_path, "otra", motivo)
    assert una["borrador_autorizado"] is False
    assert PROPIO not in textos


async def test_duplicar_no_autoriza_la_copia_y_otro_aviso_para_compartir_tampoco(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder()
    await chat.pulsar("Autorizar que la APCI lo lea")
    await chat.pulsar("Sí, autorizo")
    assert esta_autorizado(chat.entrevista, chat.borrador())
    otro = replace(chat.entrevista, aviso_compartir=replace(chat.entrevista.aviso_compartir, version="99"))
    assert not esta_autorizado(otro, chat.borrador())
    await chat.ordenar("borradores")
    await chat.pulsar("Duplicar uno")
    await chat.pulsar("Duplicar 1…")
    assert not esta_autorizado(chat.entrevista, chat.borrador())
