"""La copia de respaldo: un solo archivo con la base entera y lo de la carpeta de datos que nadie puede rehacer.

La base se copia fila por fila, de una vez y sin detener a nadie, y sirve para volver a SQLite o a
PostgreSQL. No lleva la configuración (`.env`): ahí está el token, que se guarda aparte. Tampoco el modelo ni el
índice, que se rehacen solos.

    alianzas-….tar
    ├── manifiesto.json      versión del esquema, cuándo y cuántas filas
    ├── clave-de-personas
    ├── filas.jsonl.gz       {"tabla": …, "fila": {…}} por línea, en orden
    ├── documentos/…         los que se entregaron
    └── respuestas/…         las oficiales del personal, con su ficha; las copias de 0.1.0 no las llevan
"""

import fcntl
import gzip
import io
import json
import os
import re
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import select

from bot.almacen.base.conexion import archivo_sqlite, crear_motor, lectura
from bot.almacen.base.documentos import CARPETA as DOCUMENTOS
from bot.almacen.base.errores import AlmacenInaccesible, RespaldoInservible
from bot.almacen.base.identidad import ARCHIVO as SAL
from bot.almacen.base.identidad import comprobar_sal, sal_de_la_instalacion
from bot.almacen.base.migracion import version_del_programa, version_guardada
from bot.almacen.base.tablas import METADATOS
from bot.almacen.depurar import DE_UN_DIA
from bot.cifrado import leer_archivo
from conocimiento.modelo import CARPETA_DE_RESPUESTAS

MANIFIESTO, FILAS = "manifiesto.json", "filas.jsonl.gz"
RESPUESTAS = CARPETA_DE_RESPUESTAS.rstrip("/")
LO_QUE_SE_COPIA = (SAL, DOCUMENTOS, RESPUESTAS)
"""Lo que la carpeta de datos tiene, fuera de la base, y no se rehace solo. Una prueba busca si falta algo."""
_DE_UNA_VEZ = 500
_DE_UNA_COPIA = re.compile(r"alianzas-\d{8}T\d{6}Z\.tar")


@dataclass(frozen=True, slots=True)
class Resumen:
    """Qué se copió: `filas` de la base, `documentos` entregados y `respuestas` oficiales, en `archivo`."""

    archivo: Path
    filas: int
    documentos: int
    respuestas: int


def respaldar(url: str, carpeta_datos: Path, destino: Path, ahora: datetime) -> Resumen:
    """Escribe la copia en la carpeta `destino`, legible solo por el programa. Raises `ErrorAlmacen`."""
    sal = sal_de_la_instalacion(url, carpeta_datos)
    archivo = destino / f"alianzas-{ahora.astimezone(UTC):%Y%m%dT%H%M%SZ}.tar"
    parcial = archivo.with_name(f".{archivo.name}.parcial")
    try:
        destino.mkdir(parents=True, exist_ok=True)
        _quitar_parciales(destino)
        with open(parcial, "wb", opener=_solo_nuestro) as salida, tempfile.TemporaryFile(dir=destino) as filas:
            fcntl.flock(salida, fcntl.LOCK_EX)  # mientras se escribe, otra copia no la toma por una cortada
            cuantas, version = _copiar_filas(url, sal, filas)
            manifiesto = {"esquema": version, "instante": ahora.isoformat(), "filas": cuantas}
            with tarfile.open(fileobj=salida, mode="w") as tar:
                _agregar(tar, MANIFIESTO, io.BytesIO(json.dumps(manifiesto).encode()))
                _agregar(tar, SAL, io.BytesIO(sal))
                _agregar(tar, FILAS, filas)
                copiados = [nombre for nombre, ruta in _archivos(carpeta_datos) if _agregar_archivo(tar, nombre, ruta)]
            salida.flush()
            os.fsync(salida.fileno())
        parcial.replace(archivo)
    except OSError as error:
        raise AlmacenInaccesible(
            f"No se pudo escribir la copia en «{destino}» ({error.strerror}). Revise el espacio y los permisos."
        ) from error
    finally:
        parcial.unlink(missing_ok=True)
    return resumir(archivo, cuantas, copiados)


def conservar(hecha: Path, cuantas: int) -> tuple[Path, ...]:
    """Deja en la carpeta de una copia recién hecha las `cuantas` más nuevas, contándola, y devuelve las que borró.

    No mira la edad: si el reloj salta o las copias dejan de hacerse, no se queda sin ninguna. Primero se van las que
    dicen ser posteriores a la recién hecha, que son de cuando el reloj estaba mal. Raises `AlmacenInaccesible`.
    """
    if cuantas < 1:
        raise ValueError(f"hay que conservar alguna copia, no {cuantas}")
    otras = [una for una in hecha.parent.iterdir() if _DE_UNA_COPIA.fullmatch(una.name) and una.name != hecha.name]
    otras.sort(key=lambda una: (una.name < hecha.name, una.name))
    sobran = tuple(otras[: max(0, len(otras) + 1 - cuantas)])
    try:
        for una in sobran:
            una.unlink()
    except OSError as error:
        raise AlmacenInaccesible(
            f"La copia «{hecha}» está hecha, pero no se pudo borrar «{una}» ({error.strerror}). Revise los permisos."
        ) from error
    return sobran


def _quitar_parciales(destino: Path) -> None:
    """Quita lo que dejó una copia cortada, que lleva la clave; la que otro proceso está escribiendo, no."""
    for parcial in destino.glob(".alianzas-*.tar.parcial"):
        with suppress(OSError), open(parcial, "rb") as abierta:
            fcntl.flock(abierta, fcntl.LOCK_EX | fcntl.LOCK_NB)
            parcial.unlink()


def resumir(archivo: Path, filas: int, nombres: Sequence[str]) -> Resumen:
    """Cuenta lo copiado a partir de los nombres que lleva la copia."""
    documentos = sum(nombre.startswith(f"{DOCUMENTOS}/") for nombre in nombres)
    respuestas = sum(nombre.startswith(CARPETA_DE_RESPUESTAS) and nombre.endswith(".md") for nombre in nombres)
    return Resumen(archivo, filas, documentos, respuestas)


def _copiar_filas(url: str, sal: bytes, destino: IO[bytes]) -> tuple[int, str]:
    sqlite = archivo_sqlite(url)
    if sqlite is not None and not sqlite.exists():
        raise AlmacenInaccesible(f"No hay ninguna base de datos en «{sqlite}»: no hay nada que respaldar.")
    motor, cuantas = crear_motor(url), 0
    try:
        with lectura(motor) as conexion, gzip.open(destino, "wt", encoding="utf-8") as filas:
            version = version_guardada(conexion)
            if version != version_del_programa():
                raise RespaldoInservible(
                    f"La base tiene el esquema {version} y este programa usa el {version_del_programa()}. "
                    "Respalde con la versión del programa que la usa."
                )
            comprobar_sal(conexion, sal)
            for tabla in METADATOS.sorted_tables:
                for fila in conexion.execution_options(yield_per=_DE_UNA_VEZ).execute(select(tabla)).mappings():
                    legible = {campo: _a_json(valor) for campo, valor in fila.items()}
                    filas.write(json.dumps({"tabla": tabla.name, "fila": legible}) + "\n")
                    cuantas += 1
    finally:
        motor.dispose()
    destino.seek(0)
    return cuantas, version_del_programa()


def _a_json(valor: Any) -> Any:
    return valor.isoformat() if isinstance(valor, datetime) else valor


def _solo_nuestro(ruta: str, modo: int) -> int:
    return os.open(ruta, modo, 0o600)


def _agregar(tar: tarfile.TarFile, nombre: str, contenido: IO[bytes]) -> None:
    ficha = tarfile.TarInfo(nombre)
    ficha.mode, ficha.size = 0o600, contenido.seek(0, io.SEEK_END)
    contenido.seek(0)
    tar.addfile(ficha, contenido)


def _archivos(carpeta_datos: Path) -> Iterator[tuple[str, Path]]:
    """Cada archivo que se conserva, con su nombre en la copia.

    Va después de las filas: el documento de una respuesta oficial se escribe antes de cerrar su tarea.
    """
    for carpeta in (DOCUMENTOS, RESPUESTAS):
        for ruta in sorted((carpeta_datos / carpeta).glob("*")):
            # Una copia no debe alargar la vida de lo que se borra en un día.
            if ruta.is_file() and not ruta.is_symlink() and not (carpeta == DOCUMENTOS and DE_UN_DIA in ruta.name):
                yield f"{carpeta}/{ruta.name}", ruta


def _agregar_archivo(tar: tarfile.TarFile, nombre: str, ruta: Path) -> bool:
    try:
        _agregar(tar, nombre, io.BytesIO(leer_archivo(ruta)))
    except OSError:  # se borró a esa persona mientras se copiaba
        return False
    return True
