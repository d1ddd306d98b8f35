"""Lo que quedó sin respuesta, hasta que el personal responde y la persona se entera, con el asistente entero."""

import asyncio
import resource
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from bot.almacen.base.conexion import lectura
from bot.almacen.base.tablas import AVISOS_PEDIDOS, TAREAS_PREGUNTAS
from bot.almacen.personal.lectura import abrir_para_revision
from bot.canal.consola import a_entrada, a_texto
from bot.config import leer_configuracion
from bot.montaje import Asistente, montar
from bot.montaje.busqueda import vectores_de_preguntas
from bot.revision.errores import ErrorDeTarea
from bot.revision.grupos.juntar import Agrupar, agrupar
from bot.revision.tareas import RespuestaOficial, Tarea, Tareas, asignar, cerrar
from bot.servicio.puertos import Persona
from conocimiento.errores import ErrorDeFicha
from conocimiento.ingesta import leer_corpus
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.ordenes import ordenar
from tests.apoyo.revision_sembrada import preparar_datos
from tests.apoyo.rutas import DOCUMENTOS

AHORA = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
ANA, LUIS, EVA = (Persona("telegram", numero) for numero in ("1", "2", "3"))
RESPUESTA = "Las propuestas se envían por la mesa de partes virtual de la APCI, en su página institucional."
OFICIAL = RespuestaOficial("¿A qué correo envío mi propuesta?", RESPUESTA, "Dirección de Políticas", date(2027, 12, 31))


@pytest.fixture
def carpeta_datos(carpeta_modelo: Path, tmp_path: Path) -> Path:
    return preparar_datos(carpeta_modelo, tmp_path / "datos")


def asistente_en(datos: Path) -> Asistente:
    return montar(leer_configuracion(datos=datos), lambda _: None)


def almacen_en(datos: Path) -> Engine:
    return abrir_para_revision(leer_configuracion(datos=datos).direccion_del_almacen)


async def decir(asistente: Asistente, persona: Persona, dicho: str) -> str:
    textos = []
    for envio in await asistente.servicio.atender(persona, a_entrada(dicho), None):
        asistente.almacen.marcar_enviado(envio.identificador, AHORA)
        textos.append(a_texto(envio.mensaje))
    return "\n".join(textos)


def juntar(datos: Path) -> Agrupar:
    configuracion = leer_configuracion(datos=datos)
    return partial(agrupar, vectorizar=lambda textos: vectores_de_preguntas(configuracion, textos))


def listar(motor: Engine, datos: Path) -> tuple[Tarea, ...]:
    return Tareas(motor, ENTREVISTA).listar(juntar(datos), AHORA).tareas


def responder(motor: Engine, datos: Path, tarea: int, respuesta: RespuestaOficial) -> None:
    tareas = Tareas(motor, ENTREVISTA)
    tareas.responder(datos, tareas.preparar(tarea, respuesta, AHORA), "rosa", AHORA)


async def test_de_la_pregunta_sin_respuesta_al_aviso(carpeta_datos: Path) -> None:
    asistente = asistente_en(carpeta_datos)
    assert "mesa de partes" not in await decir(asistente, ANA, "¿a qué correo envío mi propuesta?")
    assert "Lo anoté" in await decir(asistente, ANA, "Avísenme si hay respuesta")
    await decir(asistente, ANA, "a qué correo se envía la propuesta")
    await decir(asistente, ANA, "Avísenme si hay respuesta")
    await decir(asistente, LUIS, "a qué correo se envía la propuesta")
    await decir(asistente, EVA, "cuanto quedó alianza lima ayer")
    await decir(asistente, EVA, "Avísenme si hay respuesta")
    motor = almacen_en(carpeta_datos)
    tarea, otra = listar(motor, carpeta_datos)
    assert (tarea.pregunta, tarea.veces, tarea.personas) == ("¿a qué correo envío mi propuesta?", 3, 2)
    assert otra.personas == 1
    asignar(motor, tarea.identificador, "Rosa", "jefa", AHORA)
    assert [una.asignado for una in listar(motor, carpeta_datos)] == ["Rosa", ""]
    assert await asistente.renovar() is None  # todavía no hay nada nuevo
    salida = await ordenar_responder(carpeta_datos, tarea.identificador)
    assert "Se avisará a 1 persona." in salida
    (aviso,) = asistente.almacen.leer_envios("telegram")
    assert aviso.persona == ANA
    assert RESPUESTA in aviso.mensaje.texto
    assert "correo" in aviso.mensaje.texto
    assert [una.identificador for una in listar(motor, carpeta_datos)] == [otra.identificador]
    with pytest.raises(ErrorDeTarea, match="ya está cerrada"):
        responder(motor, carpeta_datos, tarea.identificador, OFICIAL)
    assert [ruta.suffix for ruta in sorted((carpeta_datos / "respuestas").iterdir())] == [".yaml", ".md"]

    # El mismo asistente, que sigue en marcha: la respuesta la dio otro proceso.
    assert RESPUESTA not in await decir(asistente, LUIS, "a qué correo se envía la propuesta")
    assert await asistente.renovar() == 2
    dicho = await decir(asistente, LUIS, "a qué correo envío mi propuesta")
    assert "Según una respuesta oficial de la APCI" in dicho
    assert RESPUESTA in dicho
    assert "Respuesta oficial 1" in dicho  # la ficha también es la nueva
    assert "Según el marco de la APCI" in await decir(asistente, LUIS, "¿Qué es una alianza multiactor?")
    assert await asistente.renovar() is None

    assert "se borró" in await _borrar(asistente, EVA)
    assert "se borró" in await _borrar(asistente, ANA)
    asistente.cerrar()
    with lectura(motor) as conexion:
        assert conexion.scalar(select(func.count()).select_from(AVISOS_PEDIDOS)) == 0
        assert conexion.scalar(select(func.count()).select_from(TAREAS_PREGUNTAS)) == 1
    motor.dispose()


async def ordenar_responder(datos: Path, tarea: int) -> str:
    """El personal responde con la orden de verdad, en otro proceso; devuelve lo que escribe."""
    texto = datos.parent / "respuesta.txt"
    texto.write_text(RESPUESTA, encoding="utf-8")
    orden = ("pendientes", "responder", tarea, texto, "--datos", datos)
    dicho = ("--pregunta", OFICIAL.pregunta, "--autor", OFICIAL.autor, "--vigente-hasta", "2099-12-31", "--si")
    hecha = await asyncio.to_thread(ordenar, *orden, *dicho)
    assert hecha.returncode == 0, hecha.stderr
    return hecha.stdout + hecha.stderr


async def _borrar(asistente: Asistente, persona: Persona) -> str:
    await decir(asistente, persona, "/borrar")
    return await decir(asistente, persona, "Sí, borrar todo")


async def test_una_tarea_se_cierra_con_su_motivo_y_lo_que_no_vale_se_rehusa(carpeta_datos: Path) -> None:
    asistente = asistente_en(carpeta_datos)
    await decir(asistente, ANA, "cuanto quedó alianza lima ayer")
    asistente.cerrar()
    motor = almacen_en(carpeta_datos)
    (tarea,) = listar(motor, carpeta_datos)
    vencida = RespuestaOficial("¿x?", "y", "z", date(2026, 11, 24))
    for hacer in (
        lambda: responder(motor, carpeta_datos, tarea.identificador, vencida),
        lambda: responder(motor, carpeta_datos, tarea.identificador, RespuestaOficial("¿x?", " ", "z")),
        lambda: asignar(motor, 999, "Rosa", "jefa", AHORA),
    ):
        with pytest.raises(ErrorDeTarea):
            hacer()
    cerrar(motor, tarea.identificador, "No es de alianzas", "jefa", AHORA)
    assert listar(motor, carpeta_datos) == ()
    with pytest.raises(ErrorDeTarea, match="No es de alianzas"):
        asignar(motor, tarea.identificador, "Rosa", "jefa", AHORA)
    motor.dispose()


async def test_una_respuesta_que_no_cabe_en_el_disco_no_deja_medio_documento(carpeta_datos: Path) -> None:
    asistente = asistente_en(carpeta_datos)
    await decir(asistente, ANA, "cuanto quedó alianza lima ayer")
    asistente.cerrar()
    motor = almacen_en(carpeta_datos)
    (tarea,) = listar(motor, carpeta_datos)
    larga = RespuestaOficial("¿x?", "Es así. " * 1_000_000, "z")
    topes = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, topes[1]))  # como un disco que se llena a la mitad
    try:
        with pytest.raises(ErrorDeTarea, match="No se pudo escribir"):
            responder(motor, carpeta_datos, tarea.identificador, larga)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, topes)
    assert not list((carpeta_datos / "respuestas").glob("*.md"))
    assert len(listar(motor, carpeta_datos)) == 1  # sigue abierta: se puede responder de nuevo
    motor.dispose()


def test_una_respuesta_caduca_el_dia_siguiente_al_ultimo(tmp_path: Path) -> None:
    carpeta = tmp_path / "respuestas"
    carpeta.mkdir()
    (carpeta / "respuesta-0001.md").write_text("# ¿x?\n\nEs así.\n", encoding="utf-8")
    ficha = carpeta / "respuesta-0001.ficha.yaml"
    cabecera = 'titulo: "R"\ninstitucion: "APCI"\nfuente: "F"\nversion: "1"\n'
    ficha.write_text(cabecera + 'vigente_hasta: "2026-11-25"\n', encoding="utf-8")
    vigentes = [leer_corpus(DOCUMENTOS, tmp_path, date(2026, 11, dia)) for dia in (25, 26)]
    assert [uno.ficha.documento for uno in vigentes[0]][-1] == "respuestas/respuesta-0001.md"
    assert len(vigentes[1]) == len(vigentes[0]) - 1
    ficha.write_text(cabecera + 'vigente_hasta: "mañana"\n', encoding="utf-8")
    with pytest.raises(ErrorDeFicha, match="vigente_hasta"):
        leer_corpus(DOCUMENTOS, tmp_path, date(2026, 11, 25))
