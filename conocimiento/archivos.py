"""Archivos que comparten varios procesos: el candado entre ellos y la escritura que no se ve a medias."""

import fcntl
import hashlib
import os
import secrets
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import IO, TextIO

PARCIAL = ".parcial"
"""Cómo termina el nombre de lo que aún se escribe. Si el proceso muere queda ahí, y nadie debe tomarlo por bueno."""
SOLO_DEL_PROGRAMA, DE_LA_CUENTA = 0o600, 0o666  # a los segundos, la máscara del sistema les quita lo que corresponda


def candado(ruta: Path, *, compartido: bool = False, esperar: bool = True) -> TextIO:
    """Toma el candado y devuelve su archivo: se suelta al cerrarlo y, si el proceso muere, lo suelta el sistema.

    Lo tiene un solo proceso o, `compartido`, cuantos lo tomen así. Crea el archivo, que queda donde está. Usa `flock`:
    vale en Linux y macOS, y no protege entre máquinas. Raises `BlockingIOError` si otro lo tiene y no se quiere
    `esperar`.
    """
    ruta.parent.mkdir(parents=True, exist_ok=True)
    archivo = os.fdopen(os.open(ruta, os.O_CREAT | os.O_RDWR, SOLO_DEL_PROGRAMA))
    try:
        fcntl.flock(archivo, (fcntl.LOCK_SH if compartido else fcntl.LOCK_EX) | (0 if esperar else fcntl.LOCK_NB))
    except BaseException:
        archivo.close()
        raise
    return archivo


@contextmanager
def abrir_entero(ruta: Path, permisos: int = SOLO_DEL_PROGRAMA, *, pisar: bool = True) -> Generator[IO[bytes]]:
    """Abre un archivo que aparece con su nombre al terminar, entero y ya en el disco; si algo falla, no aparece.

    Quien lea mientras tanto ve el de antes, o ninguno. Raises `OSError`; `FileExistsError` si ya hay uno y no se
    quiere `pisar`.
    """
    parcial = ruta.with_name(f".{ruta.name}.{secrets.token_hex(6)}{PARCIAL}")
    try:
        with os.fdopen(os.open(parcial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, permisos), "wb") as archivo:
            yield archivo
            archivo.flush()
            os.fsync(archivo.fileno())
        if pisar:
            parcial.replace(ruta)
        else:
            os.link(parcial, ruta)  # enlazar no pisa, aunque otro proceso acabe de poner el suyo
    finally:
        parcial.unlink(missing_ok=True)


def escribir_entero(ruta: Path, contenido: bytes, permisos: int = SOLO_DEL_PROGRAMA) -> None:
    """Escribe un archivo como `abrir_entero`. Raises `OSError`."""
    with abrir_entero(ruta, permisos) as archivo:
        archivo.write(contenido)


def huella_del_codigo(*modulos: ModuleType) -> str:
    """Cambia con lo escrito en unos módulos y con la versión de Python: lo que se guardó haciéndolo de otro modo no
    vale."""
    suma = hashlib.sha256(sys.version.encode())
    for modulo in modulos:
        suma.update(b"\0" + Path(str(modulo.__file__)).read_bytes())
    return suma.hexdigest()


def guardar_deducido(ruta: Path, de_que: str, contenido: bytes) -> None:
    """Deja, para no deducirlo cada vez, lo que se dedujo de algo cuya huella es `de_que`; `leer_deducido` lo devuelve.

    Quien no puede escribir en la carpeta lo deducirá cada vez.
    """
    with suppress(OSError):
        escribir_entero(ruta, _suma(de_que, contenido) + b"\n" + contenido)


def leer_deducido(ruta: Path, de_que: str) -> bytes | None:
    """Lo guardado; None si no está, si se dedujo de otra cosa o si no está entero."""
    try:
        suma, _, contenido = ruta.read_bytes().partition(b"\n")
    except OSError:
        return None
    return contenido if suma == _suma(de_que, contenido) else None


def _suma(de_que: str, contenido: bytes) -> bytes:
    return hashlib.sha256(de_que.encode() + b"\0" + contenido).hexdigest().encode()


def huella_de_archivo(ruta: Path) -> str:
    """Devuelve el SHA-256 de un archivo, en hexadecimal."""
    with ruta.open("rb") as archivo:
        return hashlib.file_digest(archivo, "sha256").hexdigest()
