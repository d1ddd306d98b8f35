"""Lo que cumplió su plazo se borra, en cada tabla; y un reloj mal puesto no borra a nadie."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, String, Text, create_engine, text, update
from typer.testing import CliRunner

from bot.almacen import AlmacenSQL, abrir_almacen, sal_de_la_instalacion
from bot.almacen.base.tablas import METADATOS
from bot.canal.telegram import vigilancia
from bot.canal.telegram.salud import Medidas
from bot.dialogo.efectos import Enviar
from bot.dialogo.mensajes import Mensaje, parrafo
from bot.dialogo.turno import Conservacion, Estado
from bot.entrevista.eventos import Respondida
from bot.ordenes import revision
from bot.ordenes.principal import aplicacion
from bot.servicio.puertos import Mantenido, Persona, Reparo, TurnoAtendido
from tests.apoyo.almacen import AHORA, abrir, base_nueva, filas, mantener_cada_dia, recibida
from tests.integracion.almacen.test_respaldo import contenido, llenar

PLAZOS = Conservacion(consultas=90, borradores=365)
UN_DIA = timedelta(days=1)


def persona(numero: int) -> Persona:
    return Persona("telegram", str(numero))


def poblar(almacen: AlmacenSQL, cuantas: int, hasta: datetime = AHORA) -> None:
    """Personas de todas las clases: con y sin borrador, con algo por entregar, bloqueada; la última escribe `hasta`."""
    for numero in range(cuantas):
        cuando = hasta - timedelta(hours=cuantas - 1 - numero)
        evento = Respondida(cuando, ("P01", ""), "Celendín")
        borrador = {"borrador": "uno", "eventos": (evento,)} if numero % 3 == 0 else {}
        efectos = (Enviar(Mensaje((parrafo("hola"),))),) if numero % 2 else ()
        almacen.guardar(persona(numero), TurnoAtendido(0, None, "hola", Estado(turno=1, **borrador), efectos, cuando))
        if numero % 5 == 0:
            almacen.anotar_bloqueo(persona(numero), cuando)


SALTOS = (timedelta(days=8), timedelta(days=91), timedelta(days=400), timedelta(days=4_000), timedelta(days=365 * 70))


def test_un_reloj_que_salta_no_borra_a_nadie(
    url: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    almacen = abrir(url, documentos=tmp_path / "documentos")
    poblar(almacen, 12)
    suelto = tmp_path / "documentos" / "suelto.docx"
    suelto.parent.mkdir(exist_ok=True)
    suelto.write_bytes(b"x")
    almacen.bandeja.recibir([recibida(1)], AHORA)
    almacen.bandeja.retirar("123:1")
    assert almacen.mantener(PLAZOS, AHORA + UN_DIA).reparo is None
    antes = contenido(url)
    for salto in SALTOS:
        for _ in range(3):  # por más que se repita
            assert almacen.mantener(PLAZOS, AHORA + salto + UN_DIA) == Mantenido(0, 0, Reparo.RELOJ_ADELANTADO)
    for atraso in SALTOS:
        assert almacen.mantener(PLAZOS, AHORA - atraso).reparo is Reparo.RELOJ_ATRASADO
    assert contenido(url) == antes
    assert suelto.exists()
    assert almacen.mantener(PLAZOS, AHORA + 2 * UN_DIA).reparo is None  # la hora volvió a su sitio
    almacen.cerrar()
    record_property("probados", 4 * len(SALTOS))


def test_tampoco_si_alguien_escribe_con_el_reloj_adelantado(url: str) -> None:
    almacen = abrir(url)
    poblar(almacen, 12)
    salto = AHORA + timedelta(days=400)
    almacen.guardar(persona(99), TurnoAtendido(0, None, "hola", Estado(turno=1), (), salto))
    assert almacen.mantener(PLAZOS, salto + UN_DIA) == Mantenido(0, 0, Reparo.DEMASIADAS)
    assert filas(url, "SELECT count(*) FROM personas") == [(13,)]
    # Corregida la hora, lo que se guardó con la otra queda en el futuro.
    assert almacen.mantener(PLAZOS, AHORA + UN_DIA).reparo is Reparo.RELOJ_ATRASADO
    almacen.cerrar()


def test_una_instalacion_nueva_o_en_la_que_nadie_escribe_se_depura_a_su_tiempo(url: str) -> None:
    almacen = abrir(url)
    assert almacen.mantener(PLAZOS, AHORA).reparo is None
    poblar(almacen, 4)
    assert mantener_cada_dia(almacen, PLAZOS, AHORA + UN_DIA, AHORA + timedelta(days=89)) == 0
    assert mantener_cada_dia(almacen, PLAZOS, AHORA + timedelta(days=90), AHORA + timedelta(days=92)) == 2
    assert mantener_cada_dia(almacen, PLAZOS, AHORA + timedelta(days=93), AHORA + timedelta(days=367)) == 2
    assert filas(url, "SELECT count(*) FROM personas") == [(0,)]
    almacen.cerrar()


def test_una_maquina_parada_un_mes_espera_a_que_alguien_escriba(url: str) -> None:
    almacen = abrir(url)
    poblar(almacen, 12)
    almacen.mantener(PLAZOS, AHORA + UN_DIA)
    al_volver = AHORA + timedelta(days=30)
    assert almacen.mantener(PLAZOS, al_volver).reparo is Reparo.RELOJ_ADELANTADO
    almacen.guardar(persona(99), TurnoAtendido(0, None, "hola", Estado(turno=1), (), al_volver))
    assert almacen.mantener(PLAZOS, al_volver + UN_DIA).reparo is None
    almacen.cerrar()


@pytest.mark.parametrize(
    ("vencen", "de", "se_detiene"),
    [(5, 5, False), (6, 6, True), (6, 24, False), (7, 24, True), (25, 100, False), (26, 100, True), (0, 3, False)],
)
def test_no_borra_de_una_vez_a_mas_de_una_parte(vencen: int, de: int, se_detiene: bool, tmp_path: Path) -> None:
    almacen = abrir(f"sqlite:///{tmp_path / 'alianzas.db'}")
    for numero in range(de):
        cuando = AHORA - timedelta(days=100 if numero < vencen else 1)
        almacen.guardar(persona(numero), TurnoAtendido(0, None, "hola", Estado(turno=1), (), cuando))
    almacen.bandeja.recibir([recibida(1)], AHORA)  # lo último que se guardó es de ahora
    esperado = Mantenido(0, 0, Reparo.DEMASIADAS) if se_detiene else Mantenido(vencen, 0)
    assert almacen.mantener(PLAZOS, AHORA + timedelta(hours=1)) == esperado
    almacen.cerrar()


# --- La orden y el canal ------------------------------------------------------------------------------


def test_la_orden_pregunta_antes_y_responde_de_la_hora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = base_nueva(tmp_path / "alianzas.db")
    almacen = abrir_almacen(url, sal_de_la_instalacion(url, tmp_path))
    poblar(almacen, 12)
    despues = AHORA + timedelta(days=400)
    monkeypatch.setattr(revision, "ahora", lambda: despues)

    def depurar(respuesta: str, *opciones: str) -> Any:
        return CliRunner().invoke(aplicacion, ["depurar", "--datos", str(tmp_path), *opciones], input=respuesta)

    for respuesta in ("n\n", "", "\n"):
        hecha = depurar(respuesta)
        assert hecha.exit_code == 1
        assert "¿Borrar lo guardado de 12 personas?" in hecha.stdout
        assert str(Reparo.RELOJ_ADELANTADO) in hecha.stderr
        assert filas(url, "SELECT count(*) FROM personas") == [(12,)]
    assert "Se borró lo guardado de 12 personas." in depurar("y\n").stdout
    assert filas(url, "SELECT count(*) FROM personas") == [(0,)]
    # Quien lo pide responde de la hora: desde entonces el mantenimiento ya no duda de ella.
    assert almacen.mantener(PLAZOS, despues + UN_DIA).reparo is None
    poblar(almacen, 6, AHORA)
    assert "Se borró lo guardado de 6 personas." in depurar("", "--si").stdout
    almacen.cerrar()


async def test_el_canal_espera_unas_horas_y_dice_si_no_borro_a_nadie(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert vigilancia.TRAS_EMPEZAR >= 3_600
    monkeypatch.setattr(vigilancia, "ENTRE_MANTENIMIENTOS", 0.05)
    almacen = abrir(f"sqlite:///{tmp_path / 'alianzas.db'}")
    poblar(almacen, 12)
    hora, medidas, veces = [AHORA + timedelta(days=400)], Medidas(), []

    def mantener() -> Mantenido:
        veces.append(1)
        return almacen.mantener(PLAZOS, hora[0])

    espera = asyncio.create_task(vigilancia.mantener_cada_dia(mantener, medidas))
    await asyncio.sleep(0.3)
    assert veces == []  # recién empezado no se borra
    espera.cancel()
    with caplog.at_level(logging.ERROR):
        tarea = asyncio.create_task(vigilancia.mantener_cada_dia(mantener, medidas, 0))
        await hasta(lambda: medidas.depuracion_detenida)
    assert b"alianzas_depuracion_detenida 1.0" in medidas.en_texto()
    assert "no se borró a nadie por su plazo" in caplog.text and "alianzas depurar" in caplog.text
    hora[0] = AHORA + UN_DIA
    await hasta(lambda: not medidas.depuracion_detenida)
    assert b"alianzas_depuracion_detenida 0.0" in medidas.en_texto()
    tarea.cancel()
    almacen.cerrar()


async def hasta(condicion: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condicion():
            await asyncio.sleep(0.02)


# --- Cada tabla tiene su plazo ------------------------------------------------------------------------

CON_LA_PERSONA = {
    "personas",
    "direcciones",
    "entradas_vistas",
    "borradores",
    "integrantes",
    "eventos",
    "conversaciones",
    "turnos",
    "consultas",
    "mensajes",
    "valoraciones",
    "anotaciones",
    "pendientes_consultas",
    "avisos",
    "ingresos",  # a las 48 horas, si no entró
    "invitaciones",  # al vencer, o con su borrador
    "grupos",  # con su borrador, cuando se va quien coordina o al salir el asistente del grupo
    "traspasos",  # queda el número de la consulta, vacío
}
"""Lo suyo se va con ella: cuando lo pide o al cumplir su plazo."""
POR_SU_LLEGADA = {"bandeja"}
"""Se vacía al atenderse; lo demás, a los días de las consultas desde que llegó, tenga o no persona."""
NO_ES_DE_QUIEN_ESCRIBE = {
    "borrados": "un número y cuántas filas eran",
    "instalacion": "la huella de la clave y la hora del mantenimiento",
    "bitacora": "lo que hizo el personal; de quien escribe, solo números",
    "exportaciones": "la sal y la huella de cada exportación",
    "personal": "un código de quien atiende o exporta; no de quien escribe",
    "pendientes": "a quién del personal se encargó una tarea y con qué documento se cerró",
}
"""No se depura."""


def test_cada_tabla_tiene_una_regla_de_conservacion() -> None:
    sin_regla = set(METADATOS.tables) - CON_LA_PERSONA - POR_SU_LLEGADA - set(NO_ES_DE_QUIEN_ESCRIBE)
    assert not sin_regla, f"decida cuándo se borra {sin_regla} y dígalo aquí y en docs/decisiones/0012"
    assert {*CON_LA_PERSONA, *POR_SU_LLEGADA, *NO_ES_DE_QUIEN_ESCRIBE} == set(METADATOS.tables)


def marcar(url: str) -> set[str]:
    """Escribe «MARCA.tabla.columna» en cada columna de texto o JSON de cada fila, y devuelve las marcas."""
    motor, marcas = create_engine(url), set[str]()
    with motor.begin() as conexion:
        for tabla in METADATOS.sorted_tables:
            for columna in tabla.columns:
                if columna.primary_key or columna.foreign_keys or columna.name == "situacion":
                    continue
                marca = f"MARCA.{tabla.name}.{columna.name}"
                if isinstance(columna.type, JSON):
                    conexion.execute(update(tabla).values({columna.name: {"m": marca}}))
                elif isinstance(columna.type, Text | String):
                    largo = columna.type.length or 200
                    conexion.execute(update(tabla).values({columna.name: marca[:largo]}))
                else:
                    continue
                marcas.add(marca)
        conexion.execute(text("UPDATE mensajes SET pendiente = :no"), {"no": False})
        if conexion.dialect.name == "postgresql":  # `llenar` puso el número de esa fila a mano
            conexion.execute(text("SELECT setval(pg_get_serial_sequence('bitacora', 'id'), 100)"))
        conexion.execute(text("UPDATE bandeja SET situacion = 'apartada', direccion = '00000'"))
    motor.dispose()
    return marcas


@pytest.mark.parametrize("base", ["sqlite", "postgresql"])
def test_cumplido_el_plazo_no_queda_nada_de_nadie_en_ninguna_columna(
    base: str, tmp_path: Path, request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> None:
    url = base_nueva(tmp_path / "alianzas.db") if base == "sqlite" else request.getfixturevalue("base_postgresql_nueva")
    llenar(url, tmp_path)
    marcas = marcar(url)
    ahora = datetime.fromisoformat("2026-11-25T10:00:00+00:00")
    motor = create_engine(url)
    almacen = AlmacenSQL(motor, b"k" * 32, tmp_path / "documentos", {})
    mantener_cada_dia(almacen, PLAZOS, ahora, ahora + timedelta(days=367))
    quedan = {tabla for tabla, leidas in contenido(url).items() if any("MARCA." in fila for fila in leidas)}
    assert quedan <= set(NO_ES_DE_QUIEN_ESCRIBE)
    assert contenido(url)["bandeja"] == []
    assert list((tmp_path / "documentos").iterdir()) == []
    almacen.cerrar()
    assert len(marcas) > 25
    record_property("probados", len(marcas))


def test_lo_apartado_de_quien_no_esta_se_borra_a_los_dias_de_las_consultas(almacen: AlmacenSQL, url: str) -> None:
    almacen.bandeja.recibir([recibida(1), recibida(2), recibida(3)], AHORA)
    almacen.bandeja.retirar("123:1")
    almacen.bandeja.terminar("123:3")
    mantener_cada_dia(almacen, PLAZOS, AHORA, AHORA + timedelta(days=30))
    almacen.bandeja.recibir([recibida(9)], AHORA + timedelta(days=30))
    mantener_cada_dia(almacen, PLAZOS, AHORA + timedelta(days=30), AHORA + timedelta(days=90))
    assert filas(url, "SELECT numero, situacion FROM bandeja ORDER BY numero") == [
        (1, "apartada"),
        (2, "pendiente"),
        (9, "pendiente"),
    ]
    almacen.mantener(PLAZOS, AHORA + timedelta(days=91))
    assert filas(url, "SELECT numero FROM bandeja") == [(9,)]
