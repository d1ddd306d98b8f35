"""El almacén entre procesos reales: dos que guardan a la vez, y uno al que se mata de golpe."""

import random
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.almacen import abrir_almacen
from bot.entrevista.eventos import Respondida
from bot.servicio.puertos import Persona, TurnoAtendido
from tests.apoyo.rutas import RAIZ

SAL = b"k" * 32
PERSONA = Persona("telegram", "4455667788")

PROGRAMA = """
import sys
from dataclasses import replace
from datetime import UTC, datetime
from bot.almacen import abrir_almacen
from bot.dialogo.mensajes import Mensaje, parrafo
from bot.dialogo.efectos import (Enviar)
from bot.entrevista.eventos import Respondida
from bot.servicio.puertos import EstadoDesactualizado, Persona, TurnoAtendido

url, nombre, cuantos = sys.argv[1], sys.argv[2], int(sys.argv[3])
almacen = abrir_almacen(url, b"k" * 32)
persona = Persona("telegram", "4455667788")
print("listo", flush=True)
sys.stdin.readline()
choques = 0
for numero in range(cuantos):
    while True:
        estado, revision = almacen.cargar(persona)
        evento = Respondida(datetime.now(UTC), (nombre, ""), numero, "x" * 500)
        nuevo = replace(estado, turno=estado.turno + 1, borrador="b", eventos=(*estado.eventos, evento))
        efectos = (Enviar(Mensaje((parrafo(f"respuesta {nuevo.turno}"),))),)
        try:
            identificador = f"{nombre}-{nuevo.turno}"
            atendido = TurnoAtendido(revision, identificador, "texto", nuevo, efectos, datetime.now(UTC))
            almacen.guardar(persona, atendido)
            break
        except EstadoDesactualizado:
            choques += 1
    print(nuevo.turno, flush=True)
almacen.cerrar()
"""


def lanzar(url: str, nombre: str, cuantos: int) -> subprocess.Popen[str]:
    proceso = subprocess.Popen(
        [sys.executable, "-c", PROGRAMA, url, nombre, str(cuantos)],
        cwd=RAIZ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert proceso.stdout is not None
    assert proceso.stdout.readline() == "listo\n"
    return proceso


def comenzar(proceso: subprocess.Popen[str]) -> None:
    assert proceso.stdin is not None
    proceso.stdin.write("\n")
    proceso.stdin.flush()


def test_dos_procesos_que_guardan_a_la_vez_no_se_pisan(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'alianzas.db'}"
    procesos = [lanzar(url, nombre, 30) for nombre in ("uno", "dos")]
    for proceso in procesos:
        comenzar(proceso)
    for proceso in procesos:
        proceso.communicate(timeout=100)
        assert proceso.returncode == 0
    almacen = abrir_almacen(url, SAL)
    estado, revision = almacen.cargar(PERSONA)
    assert (estado.turno, revision) == (60, 60)
    hechos = {(evento.llave[0], evento.valor) for evento in estado.eventos if isinstance(evento, Respondida)}
    assert hechos == {(nombre, numero) for nombre in ("uno", "dos") for numero in range(30)}
    assert len(almacen.leer_envios("telegram")) == 60
    almacen.cerrar()


def test_matar_el_proceso_mientras_guarda_no_pierde_ni_parte_nada(tmp_path: Path) -> None:
    base = tmp_path / "alianzas.db"
    url = f"sqlite:///{base}"
    azar = random.Random(20261123)
    for vuelta in range(3):
        proceso = lanzar(url, f"vuelta{vuelta}", 100_000)
        comenzar(proceso)
        assert proceso.stdout is not None
        confirmado = 0
        for _ in range(azar.randint(3, 40)):
            confirmado = int(proceso.stdout.readline())
        proceso.send_signal(signal.SIGKILL)
        resto, _ = proceso.communicate(timeout=60)
        # Lo que alcanzó a confirmar entre la última lectura y el golpe también cuenta.
        enteras = [int(linea) for linea in resto.splitlines(keepends=True) if linea.endswith("\n")]
        confirmado = max([confirmado, *enteras])

        almacen = abrir_almacen(url, SAL)
        estado, revision = almacen.cargar(PERSONA)
        assert confirmado <= estado.turno <= confirmado + 1
        assert revision == len(estado.eventos) == estado.turno
        assert len(almacen.leer_envios("telegram")) == estado.turno
        almacen.guardar(PERSONA, TurnoAtendido(revision, None, "sigue", estado, (), datetime.now(UTC)))
        with sqlite3.connect(base) as conexion:
            assert conexion.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            (vistas,) = conexion.execute("SELECT count(*) FROM entradas_vistas").fetchone()
            assert vistas == estado.turno
            # Deja la cuenta de revisiones igual a la de turnos para la vuelta siguiente.
            conexion.execute("UPDATE conversaciones SET revision = ?", (revision,))
        almacen.cerrar()
