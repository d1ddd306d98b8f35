"""El cerrojo de la carpeta de datos: que dos procesos no reciban los mensajes del mismo bot.

Es de la carpeta, no del archivo. No protege entre máquinas; de eso avisa Telegram.
"""

from pathlib import Path
from typing import TextIO

from bot.canal.telegram.errores import ErrorTelegram
from conocimiento.archivos import candado

ARCHIVO = "telegram.cerrojo"


def cerrojo(carpeta_datos: Path, *, compartido: bool = False) -> TextIO:
    """Toma la carpeta hasta que se cierre lo que devuelve; `compartido` admite a otros que también lo compartan.

    Raises `CarpetaOcupada`.
    """
    try:
        return candado(carpeta_datos / ARCHIVO, compartido=compartido, esperar=False)
    except BlockingIOError:
        raise CarpetaOcupada(carpeta_datos) from None


class CarpetaOcupada(ErrorTelegram):
    """Otro proceso atiende con la misma carpeta de datos."""

    def __init__(self, carpeta: Path) -> None:
        super().__init__(
            f"Otro proceso ya atiende Telegram con la carpeta «{carpeta}». Deténgalo antes de iniciar este, o use otra "
            "carpeta y otro bot. Para atender con varios procesos, use PostgreSQL y webhook (docs/despliegue.md)."
        )
