"""Devolver una copia de `respaldar` a una carpeta y una base sin conversaciones.

Los documentos van primero y las filas al final, de una vez: si algo falla no queda nada, y se puede intentar de nuevo.
"""

import gzip
import json
import os
import secrets
import tarfile
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, inspect, select

from bot.almacen.base.conexion import archivo_sqlite, crear_archivo, crear_motor, escritura
from bot.almacen.base.conversion import Instante, nombre_de
from bot.almacen.base.errores import AlmacenInaccesible, RespaldoInservible
from bot.almacen.base.identidad import ARCHIVO as SAL
from bot.almacen.base.migracion import migrar
from bot.almacen.base.tablas import INSTALACION, METADATOS, PERSONAS
from bot.almacen.respaldo import FILAS, LO_QUE_SE_COPIA, MANIFIESTO, Resumen, resumir

_DE_UNA_VEZ = 500


def restaurar(archivo: Path, url: str, carpeta_datos: Path) -> Resumen:
    """Devuelve una copia a una base y una carpeta sin conversaciones. Raises `ErrorAlmacen`."""
    motor = crear_motor(url)
    try:
        with tarfile.open(archivo) as tar:
            manifiesto = json.loads(_leer(tar, MANIFIESTO))
            archivos = [_confinado(miembro.name) for miembro in tar if miembro.isfile() and "/" in miembro.name]
            carpeta_datos.mkdir(parents=True, exist_ok=True)
            if (sqlite := archivo_sqlite(url)) is not None:
                crear_archivo(sqlite)
            migrar(motor, manifiesto["esquema"])
            with _archivos_devueltos(carpeta_datos) as escribir, escritura(motor) as conexion:
                _exigir_sin_personas(conexion)
                if inspect(conexion).has_table(INSTALACION.name):
                    conexion.execute(delete(INSTALACION))  # la de una base sin nadie: vale la que viene en la copia
                for nombre in archivos:
                    escribir(nombre, _leer(tar, nombre))
                filas = _devolver_filas(tar, conexion, manifiesto["filas"])
                escribir(SAL, _leer(tar, SAL))
            migrar(motor)
    except (tarfile.TarError, ValueError, KeyError, EOFError, gzip.BadGzipFile) as error:
        raise RespaldoInservible(
            f"«{archivo}» no es una copia de respaldo completa ({type(error).__name__}). Use otra copia."
        ) from error
    except OSError as error:
        raise AlmacenInaccesible(f"No se pudo leer «{archivo}» o escribir en «{carpeta_datos}».") from error
    finally:
        motor.dispose()
    return resumir(archivo, filas, archivos)


def _confinado(nombre: str) -> str:
    """El mismo nombre de un archivo de la copia, si su sitio es una de las carpetas que se copian."""
    carpeta, _, propio = nombre.partition("/")
    if carpeta not in LO_QUE_SE_COPIA or nombre_de(propio) != propio or not propio:
        raise _fuera_de_sitio(nombre)
    return nombre


def _fuera_de_sitio(nombre: str) -> RespaldoInservible:
    return RespaldoInservible(
        f"La copia nombra «{nombre}», que no es un archivo de lo que se copia. No se devolvió nada: use otra copia."
    )


@contextmanager
def _archivos_devueltos(carpeta_datos: Path) -> Generator[Callable[[str, bytes], None]]:
    """Da con qué escribir cada archivo, entero y legible solo por el programa. Si el bloque falla, quita los nuevos."""
    nuevos: list[Path] = []

    def escribir(nombre: str, contenido: bytes) -> None:
        destino = carpeta_datos / nombre
        destino.parent.mkdir(mode=0o700, exist_ok=True)
        if not destino.exists():
            nuevos.append(destino)
        # Con otro nombre y después en su sitio: si allí hubiera un enlace, no se escribe en lo que lleva.
        parcial = destino.with_name(f".{secrets.token_hex(8)}.parcial")
        nuevos.append(parcial)
        with open(os.open(parcial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as salida:
            salida.write(contenido)
            salida.flush()
            os.fsync(salida.fileno())
        parcial.replace(destino)

    try:
        yield escribir
    except BaseException:
        for ruta in nuevos:
            ruta.unlink(missing_ok=True)
        raise


def _exigir_sin_personas(conexion: Connection) -> None:
    if conexion.scalar(select(func.count()).select_from(PERSONAS)):
        raise AlmacenInaccesible(
            "La base de datos ya tiene conversaciones y no se tocó. Restaure en otra carpeta (ALIANZAS_DATOS) "
            "o en otra base (ALIANZAS_BASE_DATOS), y luego use esa."
        )


def _devolver_filas(tar: tarfile.TarFile, conexion: Connection, cuantas: int) -> int:
    devueltas = 0
    for tabla, filas in _por_tandas(tar):
        conexion.execute(insert(tabla), filas)
        devueltas += len(filas)
    if devueltas != cuantas:
        raise ValueError(f"faltan {cuantas - devueltas} filas")
    _ajustar_numeracion(conexion)
    return devueltas


def _por_tandas(tar: tarfile.TarFile) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    contenido = tar.extractfile(FILAS)
    if contenido is None:
        raise KeyError(FILAS)
    tanda: list[dict[str, Any]] = []
    tabla: Table | None = None
    with gzip.open(contenido, "rt", encoding="utf-8") as lineas:
        for linea in lineas:
            dato = json.loads(linea)
            if tabla is None or dato["tabla"] != tabla.name or len(tanda) == _DE_UNA_VEZ:
                if tabla is not None and tanda:
                    yield tabla, tanda
                tabla, tanda = METADATOS.tables[dato["tabla"]], []
            tanda.append(_de_json(tabla, dato["fila"]))
    if tabla is not None and tanda:
        yield tabla, tanda


def _de_json(tabla: Table, fila: dict[str, Any]) -> dict[str, Any]:
    """Recupera los instantes, y deja de cada documento solo su nombre: es de la carpeta a la que se vuelve."""
    for campo, valor in fila.items():
        if isinstance(tabla.c[campo].type, Instante) and valor is not None:
            fila[campo] = datetime.fromisoformat(valor)
    if tabla.name == "mensajes":
        contenido = fila["contenido"]
        for adjunto in contenido.get("adjuntos", ()):
            adjunto["ruta"] = _nombrado(adjunto["ruta"])
        if "rutas" in contenido:  # si está cifrado, están aparte
            contenido["rutas"] = [_nombrado(ruta) for ruta in contenido["rutas"]]
    return fila


def _nombrado(ruta: str) -> str:
    nombre = nombre_de(ruta)
    if not nombre:
        raise _fuera_de_sitio(ruta)
    return nombre


def _ajustar_numeracion(conexion: Connection) -> None:
    """Con PostgreSQL, lo próximo que se numere sigue a lo restaurado; SQLite ya lo hace."""
    if conexion.dialect.name != "postgresql":
        return
    for tabla in METADATOS.sorted_tables:
        if "id" in tabla.c and tabla.c.id is tabla.autoincrement_column:
            conexion.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{tabla.name}', 'id'), "
                f"(SELECT coalesce(max(id), 0) + 1 FROM {tabla.name}), false)"
            )


def _leer(tar: tarfile.TarFile, nombre: str) -> bytes:
    contenido = tar.extractfile(nombre)
    if contenido is None:
        raise KeyError(nombre)
    return contenido.read()
