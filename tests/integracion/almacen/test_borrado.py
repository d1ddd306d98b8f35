"""El borrado y su constancia van juntos: falle lo que falle, o está borrada y se le dice, o no cambió nada."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bot.almacen import AlmacenSQL, abrir_almacen
from bot.almacen.base import conexion as base_conexion
from bot.almacen.base.errores import AlmacenOcupado
from bot.almacen.depurar import borrar_sueltos
from bot.dialogo.efectos import Enviar
from bot.dialogo.mensajes import Mensaje, parrafo
from bot.dialogo.peticiones import Recibo
from bot.dialogo.turno import Estado
from bot.documentos.archivo import adjuntar
from bot.servicio.puertos import TurnoAtendido
from tests.apoyo.almacen import AHORA, ANA, SAL, abrir, base_nueva, recibida
from tests.apoyo.chat import Chat
from tests.integracion.almacen.test_respaldo import contenido

CONSTANCIA = "Constancia de "


def motor_de(almacen: AlmacenSQL) -> Engine:
    return almacen._motor  # pyright: ignore[reportPrivateUsage]


class FallaAlEjecutar:
    """Hace fallar la orden número `cual` que se da a la base, desde que se activa."""

    def __init__(self, motor: Engine) -> None:
        self.cual, self.dadas, self.hubo = 0, 0, False
        event.listen(motor, "before_cursor_execute", self._contar)

    def __call__(self, cual: int) -> None:
        self.cual, self.dadas, self.hubo = cual, 0, False

    def _contar(self, *_: Any) -> None:
        self.dadas += 1
        if self.cual and self.dadas == self.cual:
            self.hubo = True
            raise AlmacenOcupado("la base está tomada")


def despedir(recibo: Recibo) -> TurnoAtendido:
    dicho = Enviar(Mensaje((parrafo(f"{CONSTANCIA}{recibo.filas} filas"),)))
    return TurnoAtendido(0, "123:1", "", Estado(), (dicho,), AHORA)


def poblar(almacen: AlmacenSQL, documentos: Path) -> None:
    adjunto = adjuntar(documentos, b"propio", "Borrador.docx", "", cifrar=False)
    dicho = Enviar(Mensaje((parrafo("a"),), (), (adjunto,)))
    almacen.guardar(ANA, TurnoAtendido(0, "123:0", "hola", Estado(turno=1), (dicho,), AHORA))
    almacen.bandeja.recibir([recibida(1)], AHORA)


def test_falle_donde_falle_no_queda_borrada_sin_constancia(
    url: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    documentos = tmp_path / "documentos"
    almacen = abrir(url, documentos=documentos)
    poblar(almacen, documentos)
    fallar, antes, cual = FallaAlEjecutar(motor_de(almacen)), contenido(url), 0
    while True:
        fallar(cual := cual + 1)
        try:
            (envio,) = almacen.borrar_persona(ANA, AHORA, despedir)
            break
        except AlmacenOcupado:
            assert contenido(url) == antes, cual
            assert len(list(documentos.iterdir())) == 1
    fallar(0)
    assert cual > 20 and almacen.leer_envios("telegram") == (envio,)
    assert envio.mensaje.texto.startswith(CONSTANCIA)
    assert almacen.bandeja.por_atender("123") == ()
    assert list(documentos.iterdir()) == []
    almacen.cerrar()
    record_property("probados", cual)


async def test_quien_lo_pidio_recibe_la_constancia_aunque_al_principio_falle(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    chat = Chat(tmp_path)
    await chat.empezar()
    await chat.escribir("Minera Andes Altos S.A.C.")
    await chat.ordenar("borrar")
    fallar, cual = FallaAlEjecutar(motor_de(chat.almacen)), 0
    while True:
        fallar(cual := cual + 1)
        try:
            await chat.pulsar("Sí, borrar todo")
        except AlmacenOcupado:
            fallar(0)
        if not chat.almacen.leer_borradores(chat.persona):
            break
    # Falló al anotar la entrega, ya borrada: la constancia sigue por entregar.
    (envio,) = chat.almacen.leer_envios("telegram")
    assert "Constancia B-000001" in envio.mensaje.texto
    assert cual > 20
    chat.almacen.cerrar()
    record_property("probados", cual)


def test_con_la_base_tomada_no_se_borra_nada_y_despues_si(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base_conexion, "ESPERA_MILISEGUNDOS", 100)
    url = base_nueva(tmp_path / "alianzas.db")
    almacen = abrir(url)
    poblar(almacen, tmp_path / "documentos")
    otra = sqlite3.connect(tmp_path / "alianzas.db", isolation_level=None)
    otra.execute("BEGIN IMMEDIATE")
    with pytest.raises(AlmacenOcupado):
        almacen.borrar_persona(ANA, AHORA, despedir)
    assert almacen.cargar(ANA)[1] == 1
    otra.execute("ROLLBACK")
    otra.close()
    (envio,) = almacen.borrar_persona(ANA, AHORA, despedir)
    assert envio.mensaje.texto.startswith(CONSTANCIA)
    almacen.cerrar()


MUERE = """
import os, signal, sys
from pathlib import Path
from bot.almacen import sql
from tests.apoyo.almacen import AHORA, ANA, SAL
from tests.integracion.almacen.test_borrado import despedir

def morir(*_):
    os.kill(os.getpid(), signal.SIGKILL)

url, documentos, cuando = sys.argv[1:]
almacen = sql.abrir_almacen(url, SAL, documentos=Path(documentos))
if cuando == "guardada":
    sql.vaciar_diario = morir
almacen.borrar_persona(ANA, AHORA, morir if cuando == "a medias" else despedir)
"""


@pytest.mark.parametrize("base", ["sqlite", "postgresql"])
@pytest.mark.parametrize("cuando", ["a medias", "guardada"])
def test_si_el_proceso_muere_o_esta_todo_o_esta_la_constancia(
    base: str, cuando: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = base_nueva(tmp_path / "alianzas.db") if base == "sqlite" else request.getfixturevalue("base_postgresql_nueva")
    documentos = tmp_path / "documentos"
    almacen = abrir_almacen(url, SAL, documentos=documentos)
    poblar(almacen, documentos)
    almacen.cerrar()
    antes = contenido(url)
    orden = [sys.executable, "-c", textwrap.dedent(MUERE), url, str(documentos), cuando]
    assert subprocess.run(orden, check=False, timeout=120).returncode == -signal.SIGKILL
    almacen = abrir_almacen(url, SAL, documentos=documentos)
    (documento,) = documentos.iterdir()
    if cuando == "a medias":
        assert contenido(url) == antes
        assert almacen.bandeja.por_atender("123") == (ANA.direccion,)  # se intenta otra vez
    else:
        (envio,) = almacen.leer_envios("telegram")
        assert envio.mensaje.texto.startswith(CONSTANCIA)
        assert almacen.bandeja.por_atender("123") == ()
        os.utime(documento, (AHORA.timestamp() - 200_000,) * 2)
        assert borrar_sueltos(motor_de(almacen), documentos, AHORA) == 1
        assert list(documentos.iterdir()) == []
    almacen.cerrar()
