"""Los archivos que por dentro son un ZIP, como .docx y .xlsx: se mide lo que dicen traer antes de abrir nada."""

import posixpath
import zipfile
import zlib
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from conocimiento.errores import ErrorDeLectura
from conocimiento.lectura import motivos
from conocimiento.lectura.formatos.arbol import Elemento, NoEsUnArbol, analizar_xml

ENTRADAS = 10_000
DECLARADO = 300_000_000
"""Octetos que sus partes dicen ocupar, sumadas."""
CRECE = 200
"""Cuántas veces más que el archivo pueden ocupar sus partes."""
CRECE_CUALQUIERA = 1_000_000
"""Por debajo de estos octetos una parte puede crecer cuanto quiera: no cuesta nada."""
_CIFRADA = 0x1
_ESTRICTO = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)
"""Cómo se llama el lenguaje de Word en un archivo guardado como «Open XML estricto», y en los demás."""
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
    if len({parte.filename for parte in partes}) < len(partes):  # dos lectores leerían cosas distintas
        raise ErrorDeLectura(ruta, motivos.danado())
    total = sum(parte.file_size for parte in partes)
    pesos = [(total, ruta.stat().st_size), *((parte.file_size, parte.compress_size) for parte in partes)]
    if len(partes) > ENTRADAS:
        raise ErrorDeLectura(ruta, motivos.demasiado(f"tiene {len(partes):,} partes", f"{ENTRADAS:,}"))
    if total > DECLARADO:
        raise ErrorDeLectura(
            ruta, motivos.demasiado(f"pesa {total / 1e6:,.0f} MB al abrirse", f"{DECLARADO // 1_000_000} MB")
        )
    if any(_crece(abierta, guardada) for abierta, guardada in pesos):
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
        return None if octetos is None else analizar_xml(octetos.replace(*_ESTRICTO))
    except NoEsUnArbol as error:
        raise ErrorDeLectura(Path(str(abierto.filename)), motivos.danado()) from error


def parte_principal(abierto: ZipFile) -> str:
    """Cómo se llama el documento dentro de un archivo de Office («word/document.xml»); vacío si no es de Office."""
    return partes_de(abierto, "").get("officeDocument", "")


def partes_de(abierto: ZipFile, parte: str, *, por_clave: bool = False) -> dict[str, str]:
    """Las partes con que se relaciona una, por su clase («styles») o su clave («rId3»); la primera que sí esté."""
    carpeta, _, nombre = parte.rpartition("/")
    raiz = leer_xml(abierto, posixpath.join(carpeta, "_rels", f"{nombre}.rels"))
    estan = set(abierto.namelist())
    halladas: dict[str, str] = {}
    for relacion in () if raiz is None else raiz:
        destino = posixpath.normpath(posixpath.join("/", carpeta, relacion.get("Target", ""))).lstrip("/")
        if destino in estan and relacion.get("TargetMode", "") != "External":
            cual = relacion.get("Id", "") if por_clave else relacion.get("Type", "").rpartition("/")[2]
            halladas.setdefault(cual, destino)
    return halladas
