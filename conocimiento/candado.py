"""El candado entre procesos, sobre un archivo. Usa `flock`: vale en Linux y macOS, y no protege entre máquinas."""

import fcntl
import os
from pathlib import Path
from typing import TextIO


def candado(ruta: Path, *, compartido: bool = False, esperar: bool = True) -> TextIO:
    """Toma el candado y devuelve su archivo: se suelta al cerrarlo y, si el proceso muere, lo suelta el sistema.

    Lo tiene un solo proceso o, `compartido`, cuantos lo tomen así. Crea el archivo, que queda donde está. Raises
    `BlockingIOError` si otro lo tiene y no se quiere `esperar`.
    """
    ruta.parent.mkdir(parents=True, exist_ok=True)
    archivo = os.fdopen(os.open(ruta, os.O_CREAT | os.O_RDWR, 0o600))
    try:
        fcntl.flock(archivo, (fcntl.LOCK_SH if compartido else fcntl.LOCK_EX) | (0 if esperar else fcntl.LOCK_NB))
    except BaseException:
        archivo.close()
        raise
    return archivo
