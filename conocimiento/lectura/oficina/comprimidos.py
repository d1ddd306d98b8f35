"""Los archivos que por dentro son un ZIP, como .docx y .xlsx: se mide lo que dicen traer antes de abrir nada."""

import zipfile
import zlib
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from conocimiento.errores import ErrorDeLectura
from conocimiento.lectura import motivos
from conocimiento.lectura.oficina.arbol import Elemento, NoEsUnArbol, analizar_xml

ENTRADAS = 10_000
DECLARADO = 300_000_000
"""Octetos que sus partes dicen ocupar, sumadas."""
CRECE = 200
"""Cuántas veces más que el archivo pueden ocupar sus partes."""
CRECE_CUALQUIERA = 1_000_000
"""Por debajo de estos octetos una parte puede crecer cuanto quiera: no cuesta nada."""
_CIFRADA = 0x1
ROTURAS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)
"""Lo que lanza `zipfile` ante uno roto, con una compresión que no conoce o con un camino imposible."""


def abrir_comprimido(ruta: Path) -> ZipFile:
    """Lo abre si cabe en los límites. Raises `ErrorDeLectura`."""
    try:
        abierto = ZipFile(ruta)
    except ROTURAS as error:
        raise ErrorDeLectura(ruta, motivos.danado()) from error
    try:
        _revisar(ruta, abierto.infolist())
    except ErrorDeLectura:
        abierto.close()
        raise
    return abierto


def _revisar(ruta: Path, partes: list[ZipInfo]) -> None:
    if any(parte.flag_bits & _CIFRADA for parte in partes):
        raise ErrorDeLectura(ruta, motivos.PROTEGIDO)
    total = sum(parte.file_size for parte in partes)
    pesos = [(total, ruta.stat().st_size), *((parte.file_size, parte.compress_size) for parte in partes)]
    if len(partes) > ENTRADAS or total > DECLARADO or any(_crece(abierta, guardada) for abierta, guardada in pesos):
        raise ErrorDeLectura(ruta, motivos.ENREDADO)


def _crece(abierta: int, guardada: int) -> bool:
    return abierta > CRECE_CUALQUIERA and abierta > CRECE * guardada


def leer_parte(abierto: ZipFile, nombre: str) -> bytes | None:
    """Los octetos de una parte, o `None` si no está. Raises `ErrorDeLectura` si está rota."""
    try:
        return abierto.read(nombre)
    except KeyError:
        return None
    except ROTURAS as error:
        raise ErrorDeLectura(Path(str(abierto.filename)), motivos.danado()) from error


def leer_xml(abierto: ZipFile, nombre: str) -> Elemento | None:
    """La raíz de una parte XML, o `None` si no está. Raises `ErrorDeLectura` si no lo es."""
    octetos = leer_parte(abierto, nombre)
    try:
        return None if octetos is None else analizar_xml(octetos)
    except NoEsUnArbol as error:
        raise ErrorDeLectura(Path(str(abierto.filename)), motivos.danado()) from error
