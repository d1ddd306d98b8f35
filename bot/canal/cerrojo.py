"""El cerrojo de la carpeta de datos: que dos procesos no reciban los mensajes del mismo bot.

Es de la carpeta, no del archivo: si el proceso muere, el sistema lo suelta. No protege entre máquinas;
de eso avisa Telegram.
"""

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from bot.canal.telegram.errores import ErrorTelegram

ARCHIVO = "telegram.cerrojo"


@contextmanager
def cerrojo(carpeta_datos: Path, *, compartido: bool = False) -> Generator[None]:
    """Toma la carpeta mientras dure el bloque; `compartido` admite a otros que también lo compartan.

    Raises `CarpetaOcupada`.
    """
    archivo = carpeta_datos / ARCHIVO
    descriptor = os.open(archivo, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if compartido else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CarpetaOcupada(carpeta_datos) from None
        yield
    finally:
        os.close(descriptor)


class CarpetaOcupada(ErrorTelegram):
    """Otro proceso atiende con la misma carpeta de datos."""

    def __init__(self, carpeta: Path) -> None:
        super().__init__(
            f"Otro proceso ya atiende Telegram con la carpeta «{carpeta}». Deténgalo antes de iniciar este, o use otra "
            "carpeta y otro bot. Para atender con varios procesos, use PostgreSQL y webhook (docs/despliegue.md)."
        )
