"""La conexión: abre la base con las garantías que el almacén necesita; lo que falla es un error del almacén."""

import os
import sqlite3
import threading
import time
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from bot.almacen.base.errores import AlmacenInaccesible, traducir
from conocimiento.errores import motivo_de

DOCUMENTOS = "documentos"
ESPERA_MILISEGUNDOS = 10_000
OCIOSA_SEGUNDOS = 1.0
HAY_RESTOS = "user_version"
"""Un número libre en la cabecera del archivo de SQLite; 1: hay que rehacerlo. Se guarda con lo que se borra."""
_DEVUELTA = "alianzas_devuelta"
_ESCRIBE = "alianzas_escribe"
_DURADERA = "alianzas_duradera"
_REHACE = "alianzas_rehace"
_TURNOS: "WeakKeyDictionary[Engine, _Turno]" = WeakKeyDictionary()


def archivo_sqlite(url: str) -> Path | None:
    """Devuelve el archivo de una dirección `sqlite:///…`, o None si es de otra base.

    Raises `AlmacenInaccesible` si la dirección está mal escrita o no nombra un archivo.
    """
    try:
        direccion = make_url(url)
    except (ArgumentError, ValueError):  # el segundo, si el puerto no es un número; su mensaje repite la dirección
        ejemplo = "sqlite:////ruta/alianzas.db"
        raise AlmacenInaccesible(
            f"La dirección de la base de datos está mal escrita. Escríbala como en «{ejemplo}».", codigo_de_salida=2
        ) from None
    if direccion.get_backend_name() != "sqlite":
        return None
    if not direccion.database or direccion.database == ":memory:":
        raise AlmacenInaccesible(
            "La base de datos debe ser un archivo: en memoria no se conservaría nada.", codigo_de_salida=2
        )
    ruta = direccion.database.removeprefix("file:")
    return Path(ruta)


def documentos_junto_a(url: str) -> Path:
    """La carpeta de documentos que está al lado de una base de SQLite; de otra base, ninguna: no se puede leer."""
    archivo = archivo_sqlite(url)
    return (Path(os.devnull) if archivo is None else archivo.parent) / DOCUMENTOS


def crear_motor(url: str) -> Engine:
    """Prepara el acceso a la base, sin abrirla. Raises `AlmacenInaccesible`."""
    es_sqlite = archivo_sqlite(url) is not None
    try:
        # Sin los parámetros, ningún error de SQLAlchemy puede repetir lo que escribió una persona.
        motor = create_engine(
            url,
            hide_parameters=True,
            connect_args={} if es_sqlite else _ajustes_de_postgresql(),
        )
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise AlmacenInaccesible(
            f"Falta el componente para usar una base «{make_url(url).drivername}». Instálelo o use SQLite.",
            codigo_de_salida=2,
        ) from error
    if es_sqlite:
        _TURNOS[motor] = _Turno()
        event.listen(motor, "connect", _preparar_sqlite)
        event.listen(motor, "begin", _comenzar_sqlite)
    else:
        event.listen(motor, "checkin", _anotar_devuelta)
        event.listen(motor, "checkout", _comprobar_ociosa)
    return motor


def _ajustes_de_postgresql() -> dict[str, object]:
    return {
        "connect_timeout": 10,
        "options": f"-c lock_timeout={ESPERA_MILISEGUNDOS} -c idle_in_transaction_session_timeout=60000",
    }


def _anotar_devuelta(_conexion: Any, registro: ConnectionPoolEntry) -> None:
    registro.info[_DEVUELTA] = time.monotonic()


def _comprobar_ociosa(conexion: Any, registro: ConnectionPoolEntry, _prestada: PoolProxiedConnection) -> None:
    """Comprueba que la conexión viva, solo si estuvo sin uso: preguntarlo siempre cuesta un viaje por transacción.

    Una que se rompa entre dos usos seguidos falla una vez; quien la usa repite, y el depósito entero se renueva.
    """
    if time.monotonic() - registro.info.get(_DEVUELTA, time.monotonic()) < OCIOSA_SEGUNDOS:
        return
    try:
        conexion.execute("SELECT 1")
        conexion.rollback()
    except Exception as error:
        raise DisconnectionError from error


def crear_archivo(archivo: Path) -> None:
    """Crea el archivo vacío, si falta, de modo que solo el programa lo pueda leer."""
    try:
        archivo.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(archivo, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise AlmacenInaccesible(
            f"No se pudo crear la base de datos en «{archivo.parent}» ({motivo_de(error)}). "
            "Revise que la carpeta exista y que el programa pueda escribir en ella."
        ) from error


@contextmanager
def errores_traducidos() -> Generator[None]:
    """Traduce los errores de SQLAlchemy que salgan del bloque; los demás pasan tal cual."""
    try:
        yield
    except SQLAlchemyError as error:
        raise traducir(error) from error


@contextmanager
def lectura(motor: Engine) -> Generator[Connection]:
    """Abre una transacción que ve la base como estaba al empezar; no guarda nada."""
    with errores_traducidos(), motor.connect() as conexion:
        if motor.dialect.name == "postgresql":  # SQLite ya lo hace así
            conexion = conexion.execution_options(isolation_level="REPEATABLE READ")
        yield conexion


@contextmanager
def escritura(motor: Engine, *, duradera: bool = True, rehace: bool = False) -> Generator[Connection]:
    """Abre una transacción que se guarda entera al salir, o no se guarda.

    Sin `duradera` sobrevive a la muerte del proceso, pero un corte de luz puede deshacerla. Si `rehace` tablas, SQLite
    no mira sus llaves ajenas mientras tanto: hay que mirarlas antes de salir y soltar después las conexiones.
    """
    with errores_traducidos(), turno_de_escribir(motor, duradera=duradera), motor.connect() as conexion:
        conexion = conexion.execution_options(**{_ESCRIBE: True, _DURADERA: duradera, _REHACE: rehace})
        with conexion.begin():
            if motor.dialect.name == "postgresql" and not duradera:
                conexion.exec_driver_sql("SET LOCAL synchronous_commit = off")
            yield conexion


def escribe(conexion: Connection) -> bool:
    """Dice si es de una transacción que puede guardar algo."""
    return conexion.get_execution_options().get(_ESCRIBE, False)


def anotar_restos(conexion: Connection) -> None:
    """Deja dicho, con lo que se borra, que de ello quedan copias en el archivo: hay que rehacerlo.

    SQLite escribe ceros sobre lo borrado, pero no sobre las copias que dejó antes, al repartir una hoja llena en dos.
    """
    if conexion.dialect.name == "sqlite":
        conexion.exec_driver_sql(f"PRAGMA {HAY_RESTOS}=1")


def hay_restos(conexion: Connection) -> bool:
    """Dice si hay que rehacer el archivo."""
    return conexion.dialect.name == "sqlite" and bool(conexion.exec_driver_sql(f"PRAGMA {HAY_RESTOS}").scalar())


class _Turno:
    """El turno de escribir dentro del proceso: SQLite lo espera durmiendo a ciegas, y eso tarda mucho más.

    Lo que no espera al disco pasa delante: dura cien veces menos.
    """

    def __init__(self) -> None:
        self._cambio = threading.Condition()
        self._ocupado = False
        self._breves = 0

    @contextmanager
    def tomar(self, *, breve: bool) -> Generator[None]:
        """Espera el turno y lo conserva mientras dure el bloque."""
        with self._cambio:
            self._breves += breve
            self._cambio.wait_for(lambda: not self._ocupado and (breve or not self._breves))
            self._breves -= breve
            self._ocupado = True
        try:
            yield
        finally:
            with self._cambio:
                self._ocupado = False
                self._cambio.notify_all()


def turno_de_escribir(motor: Engine, *, duradera: bool = True) -> AbstractContextManager[None]:
    """El de quien va a escribir en SQLite desde este proceso, mientras dure el bloque; con otra base no hace falta."""
    turno = _TURNOS.get(motor)
    return nullcontext() if turno is None else turno.tomar(breve=not duradera)


def _preparar_sqlite(conexion: Any, _registro: ConnectionPoolEntry) -> None:
    # El módulo sqlite3 abre transacciones por su cuenta y tarde; aquí las abre `_comenzar_sqlite`.
    conexion.isolation_level = None
    conexion.execute(f"PRAGMA busy_timeout={ESPERA_MILISEGUNDOS}")
    _pasar_a_wal(conexion)
    for ajuste in (
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "journal_size_limit=0",  # el diario tampoco conserva copias de lo borrado
    ):
        conexion.execute(f"PRAGMA {ajuste}")


def _pasar_a_wal(conexion: Any) -> None:
    """Cambia el diario. Cuando dos lo hacen a la vez en una base nueva, SQLite rehúsa a uno sin esperar."""
    hasta = time.monotonic() + ESPERA_MILISEGUNDOS / 1000
    while True:
        try:
            conexion.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > hasta:
                raise
            time.sleep(0.02)


def _comenzar_sqlite(conexion: Connection) -> None:
    # Quien va a escribir toma el turno al empezar: leer primero y escribir después falla sin espera
    # si otro proceso guardó entre las dos cosas.
    opciones = conexion.get_execution_options()
    if escribe(conexion):
        conexion.exec_driver_sql(f"PRAGMA synchronous={'FULL' if opciones[_DURADERA] else 'NORMAL'}")
    if opciones.get(_REHACE, False):  # dentro de la transacción ya no se puede
        conexion.exec_driver_sql("PRAGMA foreign_keys=OFF")
    conexion.exec_driver_sql("BEGIN IMMEDIATE" if escribe(conexion) else "BEGIN")
