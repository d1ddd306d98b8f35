"""Una base de antes de los integrantes, en claro o cifrada, se abre y sigue: cada borrador pasa a ser de su «i0»."""

import json
import signal
import sqlite3
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.almacen import abrir_almacen
from bot.almacen.base.conexion import crear_archivo, crear_motor, escritura
from bot.almacen.base.errores import AlmacenDanado, ErrorAlmacen
from bot.almacen.base.identidad import seudonimo
from bot.almacen.base.migracion import migrar
from bot.entrevista.eventos import Respondida
from bot.servicio.cifrado import Cifrador, SecretoPropio
from bot.servicio.puertos import Persona, TurnoAtendido
from tests.apoyo.almacen import CIFRADOR, SAL, filas
from tests.apoyo.rutas import RAIZ

AHORA = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
PERSONAS = [Persona("telegram", str(numero)) for numero in (101, 102)]
BORRADORES = 3
"""Los de cada persona. El último número que se dio es de uno que ya se borró."""


@pytest.fixture(params=["sqlite", "postgresql", "cifrado", "postgresql-cifrado"])
def base(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Cifrador | None]:
    cifrador = CIFRADOR if "cifrado" in request.param else None
    if "postgresql" in request.param:
        return request.getfixturevalue("base_postgresql"), cifrador
    return f"sqlite:///{tmp_path / 'alianzas.db'}", cifrador


def sembrar(url: str, cifrador: Cifrador | None) -> None:
    """Una base con el esquema anterior y las filas de ese programa: una clave por borrador y otra por persona."""
    motor = crear_motor(url)
    if url.startswith("sqlite"):
        crear_archivo(Path(url.removeprefix("sqlite:///")))
    migrar(motor, "0009")
    with escritura(motor) as conexion:

        def insertar(tabla: str, **fila: object) -> None:
            columnas = ", ".join(fila)
            conexion.execute(text(f"INSERT INTO {tabla} ({columnas}) VALUES (:{', :'.join(fila)})"), fila)

        def secreto() -> tuple[str | None, SecretoPropio]:
            envuelto = None if cifrador is None else cifrador.crear()
            return envuelto, SecretoPropio(None) if cifrador is None or envuelto is None else cifrador.abrir(envuelto)

        def como_json(dato: dict[str, object], propio: SecretoPropio) -> str:
            return json.dumps(propio.cerrar_json(dato))

        for numero, persona in enumerate(PERSONAS, 1):
            envuelto, propio = secreto()
            clave = seudonimo(SAL, persona)
            insertar("personas", id=numero, clave=clave, creada=AHORA.isoformat(" "), clave_envuelta=envuelto)
            insertar("direcciones", persona=numero, canal="telegram", direccion=persona.direccion)
            estado = {"turno": 1, "borrador": f"b{numero}-1"}
            insertar(
                "conversaciones",
                persona=numero,
                revision=1,
                estado=como_json(estado, propio),
                actualizada=AHORA.isoformat(" "),
            )
            for lugar in range(BORRADORES):
                borrador = 10 * numero + lugar
                envuelto, propio = secreto()
                insertar(
                    "borradores",
                    id=borrador,
                    persona=numero,
                    nombre=f"b{numero}-{lugar}",
                    creado=AHORA.isoformat(" "),
                    clave_envuelta=envuelto,
                )
                for orden in (1, 2):
                    dicho = {
                        "pregunta": f"P{orden}",
                        "actor": None,
                        "valor": "v",
                        "crudo": f"dicho {borrador}",
                    }
                    insertar(
                        "eventos",
                        borrador=borrador,
                        numero=orden,
                        tipo="respuesta",
                        instante=AHORA.isoformat(),
                        datos=como_json(dicho, propio),
                    )
                insertar(
                    "turnos",
                    persona=numero,
                    numero=lugar,
                    borrador=borrador,
                    instante=AHORA.isoformat(" "),
                    recibido=propio.cerrar(f"dicho {borrador}"),
                    respuesta=propio.cerrar(f"anotado {borrador}"),
                )
        if url.startswith("sqlite"):
            conexion.exec_driver_sql("UPDATE sqlite_sequence SET seq = 99 WHERE name = 'borradores'")
        else:
            conexion.exec_driver_sql("SELECT setval('borradores_id_seq', 99)")
            conexion.exec_driver_sql("SELECT setval('personas_id_seq', 99)")
    motor.dispose()


def comprobar(url: str, cifrador: Cifrador | None) -> None:
    """Todo se lee como se escribió, cada quien sigue donde estaba y lo nuevo no usa números ya dados."""
    almacen = abrir_almacen(url, SAL, cifrador)
    for numero, persona in enumerate(PERSONAS, 1):
        borradores = almacen.leer_borradores(persona)
        assert [uno.nombre for uno in borradores] == [f"b{numero}-{lugar}" for lugar in range(BORRADORES)]
        for lugar, uno in enumerate(borradores):
            assert uno.integrante == "i0"
            assert {(evento.autor, evento.crudo) for evento in uno.eventos if isinstance(evento, Respondida)} == {
                ("i0", f"dicho {10 * numero + lugar}")
            }
        dichos = [uno["usted"] for uno in almacen.reunir_datos(persona)[0]["conversacion"]]
        assert dichos[:BORRADORES] == [f"dicho {10 * numero + lugar}" for lugar in range(BORRADORES)]
        estado, cambio = almacen.cargar(persona)
        assert estado.eventos == borradores[1].eventos
        nuevo = Respondida(AHORA, ("P3", ""), "nuevo", "nuevo")
        sigue = replace(estado, eventos=(*estado.eventos, nuevo))
        almacen.guardar(persona, TurnoAtendido(cambio, None, "sigo", sigue, (), AHORA))
        assert almacen.cargar(persona)[0].eventos == sigue.eventos
        otro = replace(estado, borrador=f"otro {numero}", eventos=(nuevo,))
        almacen.guardar(persona, TurnoAtendido(cambio + 1, None, "otro", otro, (), AHORA))
    almacen.cerrar()
    assert filas(url, "SELECT id FROM borradores WHERE nombre LIKE 'otro%' ORDER BY id") == [(100,), (101,)]
    assert len(set(filas(url, "SELECT clave_envuelta FROM integrantes"))) == (1 if cifrador is None else 8)
    assert len(set(filas(url, "SELECT clave_envuelta FROM borradores"))) == (1 if cifrador is None else 8)
    sin_clave = filas(url, "SELECT count(*) FROM borradores WHERE clave_envuelta IS NULL")
    assert sin_clave == [(8 if cifrador is None else 0,)]


def test_una_base_de_antes_se_abre_y_sigue(base: tuple[str, Cifrador | None]) -> None:
    sembrar(*base)
    comprobar(*base)


MUERE = """
import os, signal, sys
from alembic import op
from bot.almacen import abrir_almacen
from tests.apoyo.almacen import SAL

url, falta = sys.argv[1], int(sys.argv[2])
hacer = op.execute

def morir(*que):
    global falta
    falta -= 1
    if not falta:
        os.kill(os.getpid(), signal.SIGKILL)
    return hacer(*que)

op.execute = morir
abrir_almacen(url, SAL)
"""


def test_si_muere_mientras_la_actualiza_queda_como_estaba_y_el_siguiente_la_actualiza(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'alianzas.db'}"
    sembrar(url, None)
    # Muere con una de las dos tablas ya rehecha.
    orden = [sys.executable, "-c", textwrap.dedent(MUERE), url, "5"]
    assert subprocess.run(orden, check=False, timeout=120, cwd=RAIZ).returncode == -signal.SIGKILL
    assert filas(url, "SELECT version_num FROM alembic_version") == [("0009",)]
    assert filas(url, "SELECT count(*), count(persona) FROM borradores") == [(6, 6)]
    comprobar(url, None)


def test_una_base_con_filas_sin_duenio_no_se_cambia(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'alianzas.db'}"
    sembrar(url, None)
    with sqlite3.connect(tmp_path / "alianzas.db") as conexion:  # sin mirar las llaves ajenas
        conexion.execute("DELETE FROM personas WHERE id = 1")
    with pytest.raises(AlmacenDanado, match="no se cambió"):
        abrir_almacen(url, SAL)
    assert filas(url, "SELECT version_num FROM alembic_version") == [("0009",)]


def test_al_terminar_de_actualizarla_se_vuelven_a_mirar_las_llaves_ajenas(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'alianzas.db'}"
    sembrar(url, None)
    almacen = abrir_almacen(url, SAL)
    with pytest.raises(ErrorAlmacen), escritura(almacen._motor) as conexion:
        conexion.exec_driver_sql("DELETE FROM integrantes WHERE codigo = 'i0'")
    assert filas(url, "SELECT count(*) FROM integrantes") == [(6,)]
    almacen.cerrar()
