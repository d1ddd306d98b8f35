"""Los archivos: bytes repetibles, nombre visible y escritura de una sola vez."""

import secrets
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.dialogo.mensajes import Adjunto
from bot.documentos.errores import DocumentoNoEscrito
from bot.documentos.texto import limpiar
from bot.servicio.cifrado import cerrar_archivo
from conocimiento.archivos import escribir_entero
from conocimiento.errores import motivo_de
from conocimiento.expresiones import diferida

_PRIMERA = "[Content_Types].xml"  # la convención de los archivos de Office la pone al principio
_SIN_FECHA = (1980, 1, 1, 0, 0, 0)  # la más antigua que admite un zip
_PROHIBIDOS = diferida(r'[\\/:*?"<>|\s]+')  # los de Windows, que son los más
_LARGO_DEL_NOMBRE = 80
BORRADOR = "Borrador"


def normalizar(documento: bytes) -> bytes:
    """Devuelve el mismo archivo de Office sin fechas y en orden fijo: mismo contenido, mismos bytes."""
    salida = BytesIO()
    with ZipFile(BytesIO(documento)) as origen, ZipFile(salida, "w") as destino:
        for nombre in sorted(origen.namelist(), key=lambda nombre: (nombre != _PRIMERA, nombre)):
            parte = ZipInfo(nombre, _SIN_FECHA)
            parte.create_system = 0
            parte.compress_type = ZIP_DEFLATED
            destino.writestr(parte, origen.read(nombre), compresslevel=6)
    return salida.getvalue()


def nombre_visible(titulo: str | None, numero: int, extension: str, clase: str = BORRADOR) -> str:
    """Devuelve «Borrador - Agua Segura - v1.docx», con caracteres que cualquier sistema acepta."""
    limpio = _PROHIBIDOS.sub(" ", limpiar(titulo or "")).strip(" .")
    if len(limpio) > _LARGO_DEL_NOMBRE:
        limpio = limpio[:_LARGO_DEL_NOMBRE].rsplit(" ", 1)[0].rstrip(" .,;-")
    return f"{clase} - {limpio or 'Alianza Multiactor'} - v{numero}.{extension}"


def adjuntar(carpeta: Path, contenido: bytes, nombre: str, pie: str, *, cifrar: bool) -> Adjunto:
    """Guarda un archivo y devuelve cómo entregarlo. Raises `DocumentoNoEscrito`."""
    guardado, secreto = cerrar_archivo(contenido) if cifrar else (contenido, "")
    ruta = guardar(carpeta.resolve(), guardado, nombre.rpartition(".")[2])
    return Adjunto(str(ruta), nombre, pie, sha256(contenido).hexdigest(), secreto)


def guardar(carpeta: Path, contenido: bytes, extension: str) -> Path:
    """Escribe un archivo con nombre único, entero o nada, que solo el programa puede leer.

    El nombre en disco no dice de quién es ni de qué trata. Raises `DocumentoNoEscrito`.
    """
    destino = carpeta / f"{secrets.token_hex(16)}.{extension}"
    try:
        carpeta.mkdir(parents=True, exist_ok=True, mode=0o700)
        escribir_entero(destino, contenido)
    except OSError as error:
        raise DocumentoNoEscrito(carpeta, motivo_de(error)) from error
    return destino
