"""Los papeles del personal: se dan y se quitan mientras se atiende, y lo que conversó quien los tuvo no se exporta."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from bot.almacen import abrir_almacen, respaldar, restaurar, sal_de_personas
from bot.almacen.personal.bitacora import leer_bitacora
from bot.almacen.personal.lectura import abrir_para_revision, leer_conversaciones
from bot.almacen.personal.papeles import Plantel
from bot.almacen.personal.tareas import leer_preguntas_sin_contestar
from bot.dialogo.decidir import decidir
from bot.dialogo.entradas import BotonPulsado, OrdenRecibida
from bot.dialogo.peticiones import ConversacionesExportadas, ExportacionRetenida, Filtros
from bot.dialogo.turno import Contexto, Estado, Papeles
from bot.ordenes.principal import aplicacion
from bot.revision.exportacion.exportar import ExportacionPedida, Material, exportar
from bot.servicio.atender import Servicio
from bot.servicio.cumplir import Cumplidor
from bot.servicio.puertos import Persona, TurnoAtendido
from bot.servicio.registro import nombre_en_bitacora
from tests.apoyo.almacen import AHORA, ANA, base_nueva
from tests.integracion.almacen.test_consultas import ENTREVISTA, JEFA, LUIS, PREGUNTA, ROSA, SAL, Oficina


@pytest.fixture(params=["sqlite", "postgresql"])
def oficina(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Oficina]:
    """Con la jefa configurada: atiende y no exporta."""
    es_sqlite = request.param == "sqlite"
    url = base_nueva(tmp_path / "alianzas.db") if es_sqlite else request.getfixturevalue("base_postgresql_nueva")
    una = Oficina(url)
    yield una
    una.almacen.cerrar()


@pytest.fixture
def plantel(oficina: Oficina) -> Iterator[Plantel]:
    """Otro proceso: el de las órdenes, que no sabe nada del que atiende."""
    motor = abrir_para_revision(oficina.url)
    yield Plantel(motor, SAL, "telegram", {JEFA: Papeles(atiende=True)})
    motor.dispose()


async def test_a_quien_se_quita_le_contesta_desde_su_mensaje_siguiente_como_a_cualquiera(
    oficina: Oficina, plantel: Plantel
) -> None:
    await oficina.con_personal()
    await oficina.enviar(ROSA)
    assert "1 consulta espera" in await oficina.decir(JEFA, "/consultas")
    await oficina.decir(JEFA, "/responder 1 primera")
    assert "¿Lo envío también?" in await oficina.decir(JEFA, "/responder 1 segunda")
    await oficina.enviar(LUIS, "¿OTRA?")  # queda por entregar en el chat de la jefa
    plantel.cambiar(JEFA.direccion, Papeles(), "ana", oficina.ahora())

    assert oficina.recibir(JEFA) == [], "lo que todavía no le llegó ya no le llega"
    for dicho in ("/consultas", "/responder 2 hola", "/cerrar 2 x", "/exportar todo"):
        orden = dicho.split()[0]
        inventada = await oficina.decir(JEFA, dicho.replace(orden, "/inventada"))
        assert (await oficina.decir(JEFA, dicho)) == inventada.replace("/inventada", orden)
    for boton in ("[h:otra:4]", "[h:dejar:4]", "[h:lista]", "[x:todo]"):
        assert "ya no hace nada" in await oficina.decir(JEFA, boton)
    estado, _ = oficina.almacen.cargar(JEFA)
    assert estado.consulta is None, "lo que esperaba un sí murió con su papel"
    assert not [una for una in oficina.recibir(ROSA) if "segunda" in una]
    assert oficina.filas("SELECT atendido FROM traspasos WHERE id = 2") == [(None,)]


async def test_a_quien_se_agrega_atiende_y_al_quitar_a_todos_nadie_lo_ofrece(
    oficina: Oficina, plantel: Plantel
) -> None:
    assert "No conozco la orden" in await oficina.decir(LUIS, "/consultas")
    plantel.cambiar(LUIS.direccion, Papeles(atiende=True), "ana", oficina.ahora())
    assert "No hay consultas" in await oficina.decir(LUIS, "/consultas")
    await oficina.enviar(ROSA)
    assert len(oficina.recibir(LUIS)) == 1
    for integrante in plantel.ver():
        if integrante.papeles.es_personal:
            plantel.cambiar(integrante.numero, Papeles(), "ana", oficina.ahora())
    # Los otros dos que nombra la configuración del proceso que atiende no los conoce el de las órdenes.
    for numero in ("700000002", "700000003"):
        plantel.cambiar(numero, Papeles(exporta=True), "ana", oficina.ahora())
    assert "Escribir al personal" not in str(await oficina.servicio.atender(ROSA, OrdenRecibida("ayuda"), None))
    assert "ya no hace nada" in await oficina.decir(ROSA, "[h:pedir]")


@pytest.mark.parametrize(
    ("papeles", "consultas", "exporta"),
    [
        (Papeles(), "No conozco la orden /consultas", "No conozco la orden /exportar"),
        (Papeles(atiende=True), "No hay consultas", "no tiene permiso para exportar"),
        (Papeles(exporta=True), "No conozco la orden /consultas", "¿De cuándo son las conversaciones?"),
        (Papeles(atiende=True, exporta=True), "No hay consultas", "¿De cuándo son las conversaciones?"),
    ],
)
async def test_cada_papel_abre_lo_suyo_y_nada_mas(
    oficina: Oficina, plantel: Plantel, papeles: Papeles, consultas: str, exporta: str
) -> None:
    if papeles.es_personal:
        plantel.cambiar(LUIS.direccion, papeles, "ana", oficina.ahora())
    assert consultas in await oficina.decir(LUIS, "/consultas")
    assert exporta in await oficina.decir(LUIS, "/exportar")
    con_boton = await oficina.decir(LUIS, BotonPulsado("x:elegir"))
    assert (exporta if papeles.es_personal else "ya no hace nada") in con_boton


async def test_a_quien_se_quita_mientras_exporta_no_se_le_entrega(tmp_path: Path) -> None:
    url = base_nueva(tmp_path / "alianzas.db")
    almacen = abrir_almacen(url, SAL, personal={JEFA: Papeles(exporta=True)})
    soltar, empezo = threading.Event(), threading.Event()

    class Lento(Oficina):
        """Lo mínimo de la oficina, y una exportación que espera a que la prueba la suelte."""

        def __init__(self) -> None:
            self.exportadas = 0
            self.hora = AHORA

        def exportar(self, filtros: Filtros, quien: str) -> ConversacionesExportadas | ExportacionRetenida:
            empezo.set()
            assert soltar.wait(20)
            self.exportadas += 1
            return ConversacionesExportadas(filtros, quien, self.ahora().date(), 3, 9, 9, 99, None)

    lento = Lento()
    cumplidor = Cumplidor(almacen, lento, lento, exportador=lento, sal=SAL)
    servicio = Servicio(
        decidir, almacen, cumplidor, lento, lambda ahora: Contexto(ENTREVISTA, (), ahora), estricto=True
    )
    tarea = asyncio.create_task(servicio.atender(JEFA, OrdenRecibida("exportar", "todo"), None))
    await asyncio.to_thread(empezo.wait, 20)
    motor = abrir_para_revision(url)
    Plantel(motor, SAL, "telegram", {JEFA: Papeles(exporta=True)}).cambiar(
        JEFA.direccion, Papeles(), "ana", lento.ahora()
    )
    soltar.set()
    (envio,) = await tarea
    motor.dispose()
    almacen.cerrar()
    assert lento.exportadas == 1
    assert "No conozco la orden /exportar" in envio.mensaje.texto
    assert not envio.mensaje.adjuntos


async def test_la_bitacora_dice_quien_cambio_que_sin_el_numero(oficina: Oficina, plantel: Plantel) -> None:
    plantel.cambiar(LUIS.direccion, Papeles(atiende=True, exporta=True), "ana", oficina.ahora())
    plantel.cambiar(LUIS.direccion, Papeles(), "luz", oficina.ahora())
    codigo = nombre_en_bitacora(SAL, LUIS)
    quito, agrego = leer_bitacora(plantel.motor, 9)
    assert (agrego.quien, agrego.accion) == ("ana", "agregar_personal")
    assert agrego.detalle == {"personal": codigo, "atiende": True, "exporta": True}
    assert (quito.quien, quito.accion) == ("luz", "quitar_personal")
    assert quito.detalle == {"personal": codigo, "atiende": False, "exporta": False}
    assert LUIS.direccion not in str([quito, agrego])


async def test_lo_que_converso_quien_es_o_fue_del_personal_no_se_exporta_ni_queda_pendiente(
    oficina: Oficina, plantel: Plantel, tmp_path: Path
) -> None:
    await oficina.decir(ROSA, PREGUNTA)
    await oficina.decir(LUIS, "¿ZANAHORIADELUIS cuesta algo?")
    plantel.cambiar(LUIS.direccion, Papeles(exporta=True), "ana", oficina.ahora())
    await oficina.decir(JEFA, "¿ZANAHORIADELAJEFA cuesta algo?")
    for quitado in (False, True):
        if quitado:
            plantel.cambiar(LUIS.direccion, Papeles(), "ana", oficina.ahora())
            plantel.cambiar(JEFA.direccion, Papeles(), "ana", oficina.ahora())
        assert [una.pregunta for una in leer_preguntas_sin_contestar(plantel.motor)] == [PREGUNTA]
        (una,) = leer_conversaciones(plantel.motor)
        assert [turno.recibido for turno in una.turnos] == [PREGUNTA]
        pedido = ExportacionPedida(tmp_path / f"salida-{quitado}", Filtros(), "ana", oficina.ahora(), "prueba")
        hecha = exportar(pedido, Material(plantel.motor, ENTREVISTA, (), lambda _: []), lambda _: None)
        assert (hecha.conversaciones, hecha.turnos) == (1, 1)
        entero = b"".join(ruta.read_bytes() for ruta in hecha.carpeta.iterdir())
        assert b"ZANAHORIACRISTAL" in entero
        assert b"ZANAHORIADE" not in entero


def ordenar(carpeta: Path, *argumentos: str, codigo: int = 0) -> str:
    hecha: Result = CliRunner().invoke(aplicacion, ["personal", *argumentos, "--datos", str(carpeta)])
    dicho = str(hecha.exception) if hecha.exception and hecha.exit_code != 2 else hecha.output
    assert bool(hecha.exit_code) == bool(codigo), dicho
    return dicho


def test_las_ordenes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALIANZAS_PERSONAL", "700000001")
    carpeta = tmp_path / "datos"
    assert ordenar(carpeta, "ver") == "700000001: atiende consultas\n"
    assert ordenar(carpeta, "agregar", "700000002", "--exporta").startswith("700000002: atiende consultas y exporta.")
    ordenar(carpeta, "agregar", "700000001", "--no-atiende", "--exporta")
    assert "ya no es del personal" in ordenar(carpeta, "quitar", "700000002")
    assert ordenar(carpeta, "ver") == (
        "700000001: exporta\n(todavía no escribió al asistente): nada: ya no es del personal\n"
    )
    for numero in ("700000002", "123"):
        assert f"{numero} no es del personal" in ordenar(carpeta, "quitar", numero, codigo=1)
    assert "Diga qué puede hacer" in ordenar(carpeta, "agregar", "700000002", "--no-atiende", codigo=1)
    for malo in ("maria", "@maria", "51 999", "٧٠٠", "1" * 21, ""):
        assert "no es un número de Telegram" in ordenar(carpeta, "agregar", malo, codigo=1)
    monkeypatch.setenv("ALIANZAS_PERSONAL", "")
    assert "700000001" not in ordenar(carpeta, "ver"), "sin la configuración ni haber escrito, no se sabe su número"


def test_la_configuracion_sigue_mandando_sobre_quien_no_se_cambio(tmp_path: Path) -> None:
    url = base_nueva(tmp_path / "alianzas.db")
    for personal, atiende in (
        ({JEFA: Papeles(atiende=True)}, True),
        ({}, False),
        ({JEFA: Papeles(atiende=True)}, True),
    ):
        almacen = abrir_almacen(url, SAL, personal=personal)
        assert almacen.papeles(JEFA) == (Papeles(atiende=atiende), atiende)
        assert almacen.papeles(Persona("consola", JEFA.direccion))[0] == Papeles()
        almacen.cerrar()


def test_una_copia_se_devuelve_a_una_base_que_ya_sabe_quien_es_del_personal(tmp_path: Path) -> None:
    de, a = tmp_path / "de", tmp_path / "a"
    for carpeta in (de, a):
        carpeta.mkdir()
        personal = {JEFA: Papeles(atiende=True), ANA: Papeles(exporta=True)}
        almacen = abrir_almacen(f"sqlite:///{carpeta / 'alianzas.db'}", sal_de_personas(de), personal=personal)
        if carpeta == de:
            almacen.guardar(ROSA, TurnoAtendido(0, "1", "hola", Estado(turno=1), (), AHORA))
        almacen.cerrar()
    copia = respaldar(f"sqlite:///{de / 'alianzas.db'}", de, tmp_path / "copias", AHORA).archivo
    restaurar(copia, f"sqlite:///{a / 'alianzas.db'}", a)
    motor = create_engine(f"sqlite:///{a / 'alianzas.db'}")
    with motor.connect() as conexion:
        assert conexion.execute(text("SELECT count(*) FROM personal")).scalar() == 2
    motor.dispose()
