"""Los documentos se guardan por su nombre y se buscan solo en su carpeta: una fila no puede nombrar otro archivo.

Así la carpeta de datos se mueve o se copia entera, y la copia no toca lo del original.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bot.almacen.base.conexion import archivo_sqlite
from bot.almacen.base.conversion import nombre_de
from bot.dialogo.mensajes import Adjunto, Mensaje

CARPETA = "documentos"


def carpeta_junto_a(url: str) -> Path:
    """La carpeta de documentos que está al lado de una base de SQLite; de otra base, ninguna: no se puede leer."""
    archivo = archivo_sqlite(url)
    return (Path(os.devnull) if archivo is None else archivo.parent) / CARPETA


def ubicar(carpeta: Path, adjunto: Adjunto) -> Adjunto:
    """El mismo adjunto con la ruta de su archivo dentro de la carpeta, diga lo que diga la suya.

    Si no tiene un nombre que se pueda usar, la ruta es la de la carpeta, que no se lee como un archivo.
    """
    return replace(adjunto, ruta=str(carpeta.resolve() / nombre_de(adjunto.ruta)))


def ubicar_adjuntos(carpeta: Path, mensaje: Mensaje) -> Mensaje:
    """El mismo mensaje con sus adjuntos ubicados en la carpeta."""
    return replace(mensaje, adjuntos=tuple(ubicar(carpeta, uno) for uno in mensaje.adjuntos))


def borrar_documentos(carpeta: Path, nombres: Iterable[str]) -> None:
    """Borra de la carpeta los que queden; de un enlace se borra el enlace, y no a lo que lleva."""
    for nombre in nombres:
        with suppress(OSError):
            (carpeta / nombre_de(nombre)).unlink(missing_ok=True)
