"""La sal que separa lo guardado de la identidad de quien lo escribió: sin ella un seudónimo no dice de quién es."""

import hashlib
import hmac
import secrets
from contextlib import suppress
from pathlib import Path

from bot.almacen.base.errores import AlmacenInaccesible, SalInvalida
from bot.servicio.puertos import Persona
from conocimiento.archivos import abrir_entero
from conocimiento.errores import motivo_de

ARCHIVO = "clave-de-personas"
_BYTES = 32


def sal_de_personas(carpeta_datos: Path) -> bytes:
    """Devuelve los 32 bytes de la sal de esta instalación; la crea, con permisos 0600, si falta.

    Sin esa sal las conversaciones guardadas ya no se pueden volver a unir con quien las tuvo.
    Raises `AlmacenInaccesible`, `SalInvalida`.
    """
    archivo = carpeta_datos / ARCHIVO
    try:
        if not archivo.exists():
            _crear(archivo)
        archivo.chmod(0o600)
        sal = archivo.read_bytes()
    except OSError as error:
        raise AlmacenInaccesible(
            f"No se pudo leer o crear «{archivo}» ({motivo_de(error)}). "
            "Revise que la carpeta exista y que el programa pueda escribir en ella."
        ) from error
    if len(sal) != _BYTES:
        raise SalInvalida(
            f"«{archivo}» tiene {len(sal)} bytes y debe tener {_BYTES}. Recupere la copia de respaldo de ese archivo."
        )
    return sal


def _crear(archivo: Path) -> None:
    archivo.parent.mkdir(parents=True, exist_ok=True)
    # Si otro proceso la creó a la vez, vale la suya.
    with suppress(FileExistsError), abrir_entero(archivo, pisar=False) as destino:
        destino.write(secrets.token_bytes(_BYTES))


def seudonimo(sal: bytes, persona: Persona) -> str:
    """Devuelve el HMAC-SHA256 de «canal:dirección», en hexadecimal."""
    return hmac.new(sal, f"{persona.canal}:{persona.direccion}".encode(), hashlib.sha256).hexdigest()
