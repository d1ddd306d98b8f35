"""El camino de vuelta: anotaciones que se importan, conflictos, casos que se evalúan e historias que se repiten."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from sqlalchemy import Engine, insert, select, update

from bot.almacen.base.conexion import escritura, lectura
from bot.almacen.base.tablas import EVENTOS, TURNOS
from bot.almacen.personal.bitacora import leer_turnos, olvidar_sales
from bot.almacen.personal.lectura import abrir_para_revision, leer_anotaciones, leer_lugar
from bot.canal.consola import a_entrada, a_texto
from bot.config import leer_configuracion
from bot.dialogo.peticiones import Filtros
from bot.entrevista.eventos import COORDINA
from bot.evaluacion.casos import leer_casos
from bot.evaluacion.orden import EvaluacionPedida, evaluar, preparar_pedido
from bot.montaje import armar_contexto, montar
from bot.montaje.busqueda import abrir_busqueda
from bot.revision.anotaciones import Conflicto, elegir_definitiva, importar, kappa, suma_de
from bot.revision.errores import ErrorDeAnotaciones
from bot.revision.exportacion.exportar import ExportacionPedida, Material, exportar
from bot.revision.exportacion.formato import en_una_linea
from bot.revision.grupos.juntar import agrupar
from bot.revision.promocion import CASOS, UMBRALES, Fuente, promover_casos, promover_historia
from bot.revision.turnos import hallar_turno
from bot.servicio.puertos import Persona
from conocimiento.ingesta import leer_corpus
from tests.apoyo.almacen import sembrar_borrador
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.revision_sembrada import AHORA, abrir, preparar_datos, sembrar
from tests.apoyo.rutas import DOCUMENTOS, RAIZ
from tests.extremo.conversaciones import comprobar
from tests.extremo.conversaciones import leer as leer_conversacion
from tests.integracion.revision.test_exportar import conversar

AUTORIZAR = ("/propuesta", "Autorizar que la APCI lo lea", "Sí, autorizo")


@pytest.fixture
def motor(tmp_path: Path) -> Iterator[Engine]:
    carpeta = tmp_path / "datos"
    carpeta.mkdir()
    motor = abrir(carpeta)
    sembrar(motor, 20, 6)
    yield motor
    motor.dispose()


def exportada(motor: Engine, salida: Path) -> Path:
    documentos = leer_corpus(DOCUMENTOS)
    material = Material(motor, ENTREVISTA, documentos, agrupar)
    return exportar(ExportacionPedida(salida, Filtros(), "ana", AHORA), material, lambda _: None).carpeta


def escribir(
    carpeta: Path,
    destino: Path,
    revisor: str,
    marcas: dict[str, dict[str, str]],
    minutos: int = 0,
    **cambios: Any,
) -> Path:
    """Escribe un archivo de anotaciones como el que descarga la página."""
    manifiesto = json.loads((carpeta / "manifiesto.json").read_text(encoding="utf-8"))
    anotaciones = [
        {
            "turno": turno,
            "conversacion": "C-0000000000",
            "ts": (datetime(2026, 11, 24, tzinfo=UTC) + timedelta(minutes=minutos)).isoformat().replace("+00:00", "Z"),
            "valores": valores,
            "nota": "Ñandú «bien» 🙂",
            "respuesta_correcta": "",
            "fuentes_correctas": [],
        }
        for turno, valores in marcas.items()
    ]
    archivo = {
        "formato": "anotaciones/1",
        "export_id": manifiesto["export_id"],
        "export_sha": manifiesto["archivos"]["conversaciones.jsonl"]["sha256"],
        "rubrica_sha": manifiesto["rubrica_sha"],
        "revisor": revisor,
        "creado": "2026-11-24T00:00:00Z",
        "anotaciones": anotaciones,
        "suma": suma_de(en_una_linea(anotaciones)),
        **cambios,
    }
    destino.write_text(json.dumps(archivo, ensure_ascii=False), encoding="utf-8")
    return destino


def turnos_de(carpeta: Path) -> list[str]:
    lineas = (carpeta / "conversaciones.jsonl").read_text(encoding="utf-8").split("\n")[1:]
    return [
        turno["turno"]
        for linea in lineas
        if linea
        for turno in json.loads(linea)["turnos"]
        if any(consulta["estado"] in ("respuesta", "no_sabe") for consulta in turno["consultas"])
    ]


def guardadas(motor: Engine) -> list[Any]:
    with lectura(motor) as conexion:
        return [una for suyas in leer_anotaciones(conexion).values() for una in suyas]


def test_e30_dos_revisores_que_discrepan_en_uno_de_diez(motor: Engine, tmp_path: Path) -> None:
    carpeta = exportada(motor, tmp_path / "salida")
    turnos = turnos_de(carpeta)[:10]
    unas = {turno: {"respuesta": "correcta" if lugar % 2 else "incorrecta"} for lugar, turno in enumerate(turnos)}
    otras = {**unas, turnos[1]: {"respuesta": "parcial"}}
    archivos = [
        escribir(carpeta, tmp_path / "ana.json", "Ana", unas),
        escribir(carpeta, tmp_path / "luis.json", "Luis", otras),
    ]
    hecha = importar(motor, archivos, "jefa", AHORA)
    assert (hecha.anotaciones, hecha.ya_borrados) == (20, 0)
    (acuerdo,) = hecha.acuerdos
    assert (acuerdo.revisores, acuerdo.turnos, acuerdo.iguales) == (("Ana", "Luis"), 10, 9)
    # Observado 9/10; por azar, 5/10 × 5/10 + 5/10 × 4/10 = 0,45.
    assert acuerdo.kappa == pytest.approx((0.9 - 0.45) / (1 - 0.45))
    (conflicto,) = hecha.conflictos
    assert conflicto.dimensiones == {"respuesta": {"Ana": "correcta", "Luis": "parcial"}}
    _comprobar_que_se_nombra_como_en_la_pagina(motor, carpeta, turnos[1], conflicto)
    assert sum(una.definitiva for una in guardadas(motor)) == 9
    assert not any(una.definitiva for una in guardadas(motor) if una.turno == conflicto.turno)
    with pytest.raises(ErrorDeAnotaciones):
        elegir_definitiva(motor, conflicto.turno, "Nadie", "jefa", AHORA)
    elegir_definitiva(motor, conflicto.turno, "Ana", "jefa", AHORA)
    assert importar(motor, archivos, "jefa", AHORA).conflictos == ()
    assert sum(una.definitiva for una in guardadas(motor)) == 10


def _comprobar_que_se_nombra_como_en_la_pagina(motor: Engine, carpeta: Path, turno: str, conflicto: Conflicto) -> None:
    lineas = (carpeta / "conversaciones.jsonl").read_text(encoding="utf-8").split("\n")[1:]
    suya = next(una for linea in lineas if turno in linea and (una := json.loads(linea)))
    (suyo,) = [uno for uno in suya["turnos"] if uno["turno"] == turno]
    lugar = f"turno {suyo['numero']} de {suya['n_turnos_en_total']}"
    assert conflicto.nombre == f"{lugar} de {suya['conversacion']} ({turno})"
    assert hallar_turno(motor, turno.lower()) == hallar_turno(motor, str(conflicto.turno)) == conflicto.turno
    with pytest.raises(ErrorDeAnotaciones, match="empieza con «T-»"):
        hallar_turno(motor, "T-000000000000")


def test_una_anotacion_posterior_sustituye_y_una_anterior_no(motor: Engine, tmp_path: Path) -> None:
    carpeta = exportada(motor, tmp_path / "salida")
    turno = turnos_de(carpeta)[0]
    for minutos, valor in ((5, "correcta"), (9, "parcial"), (1, "incorrecta")):
        archivo = escribir(carpeta, tmp_path / "ana.json", "Ana", {turno: {"respuesta": valor}}, minutos)
        importar(motor, [archivo], "jefa", AHORA)
    assert [una.valores for una in guardadas(motor)] == [{"respuesta": "parcial"}]


def test_las_anotaciones_salen_en_la_exportacion_siguiente(motor: Engine, tmp_path: Path) -> None:
    carpeta = exportada(motor, tmp_path / "salida")
    archivo = escribir(carpeta, tmp_path / "ana.json", "Ana", {turnos_de(carpeta)[0]: {"trato": "claro"}})
    importar(motor, [archivo], "jefa", AHORA)
    siguiente = exportada(motor, tmp_path / "otra")
    lineas = (siguiente / "conversaciones.jsonl").read_text(encoding="utf-8").split("\n")[1:]
    anotados = [turno for linea in lineas if linea for turno in json.loads(linea)["turnos"] if turno["anotaciones"]]
    assert [turno["anotaciones"][0]["valores"] for turno in anotados] == [{"trato": "claro"}]


@pytest.mark.parametrize(
    ("dano", "dice"),
    [
        ("cortado", "incompleto"),
        ("corregido", "se cambió después"),
        ("ajeno", "no se hizo con este almacén"),
        ("otros datos", "no corresponde"),
        ("otra rúbrica", "otra rúbrica"),
        ("fuera de la rúbrica", "no está en la rúbrica"),
        ("con campos de más", "forma esperada"),
        ("no es JSON", "incompleto"),
        ("de una exportación caducada", "caducó"),
    ],
)
def test_un_archivo_que_no_vale_se_rehusa_entero(motor: Engine, tmp_path: Path, dano: str, dice: str) -> None:
    carpeta = exportada(motor, tmp_path / "salida")
    turno = turnos_de(carpeta)[0]
    marcas = {turno: {"respuesta": "excelente" if dano == "fuera de la rúbrica" else "correcta"}}
    cambios: dict[str, Any] = {
        "ajeno": {"export_id": "00000000"},
        "otros datos": {"export_sha": "0" * 64},
        "otra rúbrica": {"rubrica_sha": "0" * 64},
        "con campos de más": {"persona": "x"},
    }.get(dano, {})
    malo = escribir(carpeta, tmp_path / "malo.json", "Ana", marcas, **cambios)
    texto = malo.read_text(encoding="utf-8")
    if dano == "cortado":
        malo.write_text(texto[: len(texto) // 2], encoding="utf-8")
    elif dano == "corregido":
        malo.write_text(texto.replace('"correcta"', '"parcial"'), encoding="utf-8")
    elif dano == "no es JSON":
        malo.write_bytes(b"\x00\xff")
    elif dano == "de una exportación caducada":
        olvidar_sales(motor, AHORA + timedelta(days=91))
    bueno = escribir(carpeta, tmp_path / "bueno.json", "Luis", {turno: {"respuesta": "correcta"}})
    with pytest.raises(ErrorDeAnotaciones, match=dice):
        importar(motor, [bueno, malo], "jefa", AHORA)
    assert guardadas(motor) == []


def test_la_kappa_de_cohen() -> None:
    # El ejemplo clásico: 20 y 15 acuerdos, 5 y 10 desacuerdos, de 50.
    pares = [("sí", "sí")] * 20 + [("sí", "no")] * 5 + [("no", "sí")] * 10 + [("no", "no")] * 15
    assert kappa(pares) == pytest.approx(0.4)
    assert kappa([("sí", "sí")] * 3) is None
    assert kappa([]) is None


@given(st.lists(st.tuples(*[st.sampled_from(["sí", "no", "a medias"])] * 2), min_size=2, max_size=40))
def test_la_kappa_es_la_de_scikit_learn(pares: list[tuple[str, str]]) -> None:
    suya = kappa(pares)
    if suya is None:
        assert len({valor for par in pares for valor in par}) == 1
    else:
        assert suya == pytest.approx(cohen_kappa_score(*zip(*pares, strict=True)))


# --- Con el asistente entero ------------------------------------------------------------------------


@pytest.fixture
def carpeta_datos(carpeta_modelo: Path, tmp_path: Path) -> Path:
    return preparar_datos(carpeta_modelo, tmp_path / "asistente")


async def decir(datos: Path, *dichos: str) -> None:
    asistente = montar(leer_configuracion(datos=datos), lambda _: None)
    try:
        for dicho in dichos:
            await asistente.servicio.atender(Persona("prueba", "1"), a_entrada(dicho), None)
    finally:
        asistente.cerrar()


async def test_e31_lo_anotado_se_evalua_y_una_busqueda_rota_se_nota(
    carpeta_datos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await decir(carpeta_datos, "¿Qué es una alianza multiactor?", "cuanto quedó alianza lima ayer")
    motor = abrir_para_revision(leer_configuracion(datos=carpeta_datos).direccion_del_almacen)
    carpeta = exportada(motor, tmp_path / "salida")
    primera, segunda = turnos_de(carpeta)
    marcas = {primera: {"respuesta": "correcta"}, segunda: {"respuesta": "correcta"}}
    importar(motor, [escribir(carpeta, tmp_path / "ana.json", "Ana", marcas)], "jefa", AHORA)
    documentos = leer_corpus(DOCUMENTOS)
    hecha = promover_casos(Fuente(b"sal", motor, ENTREVISTA, documentos), tmp_path / "casos")
    assert (hecha.casos, hecha.sin_promover) == (2, ())
    rota = tmp_path / "rota"
    rota.mkdir()
    (rota / "otro.txt").write_text("Manual de riego\n\nEl riego por goteo ahorra agua en los cultivos.\n", "utf-8")
    assert evaluar_casos(carpeta_datos, None, tmp_path / "casos")
    capsys.readouterr()
    assert not evaluar_casos(carpeta_datos, rota, tmp_path / "casos")
    (caso,) = [uno for uno in leer_casos(tmp_path / "casos" / CASOS) if uno.esperado.respondible]
    assert caso.identificador in capsys.readouterr().err
    motor.dispose()


def evaluar_casos(datos: Path, corpus: Path | None, casos: Path) -> bool:
    configuracion = leer_configuracion(datos=datos, corpus=corpus)
    buscador = abrir_busqueda(configuracion, lambda _: None)
    contexto = armar_contexto(configuracion, buscador.documentos)(AHORA)
    pedido = EvaluacionPedida(casos / CASOS, "alianzas evaluar", casos / "salida.jsonl", umbrales=casos / UMBRALES)
    return evaluar(preparar_pedido(pedido), contexto, buscador, lambda pasos, _titulo, _total: pasos)


async def test_e32_una_conversacion_se_vuelve_historia_y_pasa(carpeta_datos: Path, tmp_path: Path) -> None:
    original = leer_conversacion(RAIZ / "tests" / "extremo" / "conversaciones" / "01-de-start-al-borrador.yaml")
    await decir(carpeta_datos, *(turno.persona for turno in original.turnos))
    motor = abrir_para_revision(leer_configuracion(datos=carpeta_datos).direccion_del_almacen)
    fuente = Fuente(b"sal", motor, ENTREVISTA, leer_corpus(DOCUMENTOS))
    with pytest.raises(ErrorDeAnotaciones, match="no autorizó leer"):
        promover_historia(fuente, leer_turnos(motor)[-1], tmp_path / "historias")
    await decir(carpeta_datos, *AUTORIZAR)
    archivo = promover_historia(fuente, leer_turnos(motor)[-1], tmp_path / "historias")
    motor.dispose()
    escrita = archivo.read_text(encoding="utf-8")
    assert "Ñandú" not in escrita
    historia = leer_conversacion(archivo)
    assert len(historia.turnos) == len(original.turnos) + len(AUTORIZAR)
    assert sum(bool(turno.dice) for turno in historia.turnos) == len(historia.turnos)
    asistente = montar(leer_configuracion(datos=carpeta_datos), lambda _: None)
    for turno in historia.turnos:
        envios = await asistente.servicio.atender(Persona("prueba", "2"), a_entrada(turno.persona), None)
        comprobar(turno, "\n".join(a_texto(envio.mensaje) for envio in envios), (), ())
    asistente.cerrar()


@pytest.mark.parametrize(
    ("marcas", "se_espera"),
    [
        ({}, True),
        ({"respuesta": "correcta", "trato": "claro"}, True),
        ({"respuesta": "parcial"}, False),
        ({"respuesta": "incorrecta"}, False),
        ({"respuesta": "debia_abstenerse"}, False),
        ({"respuesta": "correcta", "fuente": "falta"}, False),
        ({"respuesta": "correcta", "fuente": "sobra"}, False),
        ({"trato": "confuso"}, False),
        ({"entrevista": "no_entendio"}, False),
        ({"entrevista": "pregunto_de_mas"}, False),
        ({"respuesta": "correcta", "grave": "invencion"}, False),
    ],
)
def test_una_historia_llega_hasta_el_turno_dicho_y_no_espera_lo_que_no_se_dio_por_bueno(
    motor: Engine, tmp_path: Path, marcas: dict[str, str], se_espera: bool
) -> None:
    carpeta = exportada(motor, tmp_path / "salida")
    turno = next(uno for uno in turnos_de(carpeta) if _lugar(motor, uno) == 3)
    if marcas:
        importar(motor, [escribir(carpeta, tmp_path / "ana.json", "Ana", {turno: marcas})], "jefa", AHORA)
    fuente = Fuente(b"sal", motor, ENTREVISTA, leer_corpus(DOCUMENTOS))
    archivo = promover_historia(fuente, hallar_turno(motor, turno), tmp_path / "historias")
    historia = leer_conversacion(archivo)
    assert "hasta el turno 3 de 6" in archivo.read_text(encoding="utf-8")
    assert len(historia.turnos) == 3
    assert bool(historia.turnos[2].dice) == se_espera


def _lugar(motor: Engine, turno: str) -> int:
    lugar = leer_lugar(motor, hallar_turno(motor, turno))
    assert lugar is not None
    return lugar.lugar


def test_una_historia_de_antes_del_borrador_no_pide_su_autorizacion(motor: Engine, tmp_path: Path) -> None:
    conversar(motor, ("¿Qué es una alianza?", "Según el marco: es"), ("q la gente tenga agua", "Anotado"))
    primero, segundo = leer_turnos(motor)[-2:]
    with escritura(motor) as conexion:
        persona = conexion.scalar(select(TURNOS.c.persona).where(TURNOS.c.id == primero))
        conexion.execute(update(TURNOS).where(TURNOS.c.id == primero).values(instante=AHORA - timedelta(hours=1)))
        assert persona is not None
        borrador = sembrar_borrador(conexion, persona, AHORA)
        dicho = {"pregunta": "problema", "actor": None, "valor": "agua", "crudo": "agua"}
        valores = {
            "borrador": borrador,
            "numero": 0,
            "autor": COORDINA,
            "tipo": "respuesta",
            "instante": AHORA.isoformat(),
        }
        conexion.execute(insert(EVENTOS).values(**valores, datos=dicho))
    fuente = Fuente(b"sal", motor, ENTREVISTA, leer_corpus(DOCUMENTOS))
    assert len(leer_conversacion(promover_historia(fuente, primero, tmp_path)).turnos) == 1
    with pytest.raises(ErrorDeAnotaciones, match="turno 2 de 2"):
        promover_historia(fuente, segundo, tmp_path)
