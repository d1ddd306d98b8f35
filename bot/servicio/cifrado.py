"""El cifrado de lo guardado: los secretos, y los documentos, cifrados o no. No conoce la base de datos.

Cada persona, cada borrador y cada documento tiene su *secreto propio*. Los dos primeros se guardan junto a lo
que cifran, *envueltos*: cerrados con la *clave de la instalación* (`ALIANZAS_CLAVE_DATOS`), que no se guarda. El de un
documento va en el mensaje que lo entrega, que ya está cifrado.

De un documento se guarda su nombre, y se busca solo en su carpeta: nada de lo guardado puede nombrar otro archivo.

    ErrorLegible
    └── ErrorCifrado   falta la clave, es otra que la de lo guardado, o lo guardado está dañado
"""

import base64
import errno
import hashlib
import json
import os
import stat
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.dialogo.mensajes import Adjunto
from conocimiento.errores import ErrorLegible

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

VARIABLE = "ALIANZAS_CLAVE_DATOS"
CIFRAS_DE_HUELLA = 8
_CIFRADO = "cifrado"
_SECRETOS_A_MANO = 512
_USO = 2  # error de configuración: reiniciar no lo arregla


class ErrorCifrado(ErrorLegible):
    """Lo cifrado no se puede abrir; el mensaje dice qué clave falta."""


def generar_secreto() -> str:
    """Devuelve 32 bytes al azar, en base64: un secreto propio, o una clave como va en `ALIANZAS_CLAVE_DATOS`."""
    from cryptography.fernet import Fernet

    return Fernet.generate_key().decode()


def huella_de_clave(clave: str) -> str:
    """Devuelve ocho cifras que distinguen una clave de la instalación de otra y no permiten averiguarla."""
    return hashlib.sha256(base64.urlsafe_b64decode(clave)).hexdigest()[:CIFRAS_DE_HUELLA]


class SecretoPropio:
    """Cierra y abre lo de una persona o lo de un borrador. Sin `fernet` lo deja como está."""

    def __init__(self, fernet: "Fernet | None") -> None:
        self._fernet = fernet

    def cerrar(self, texto: str) -> str:
        """Devuelve el texto cifrado; vacío sigue vacío."""
        return self._fernet.encrypt(texto.encode()).decode() if self._fernet and texto else texto

    def abrir(self, texto: str) -> str:
        """Devuelve el texto que se cerró. Raises `ErrorCifrado`."""
        return _abrir(self._fernet, texto.encode()).decode() if self._fernet and texto else texto

    def cerrar_json(self, dato: dict[str, Any], **a_la_vista: Any) -> dict[str, Any]:
        """Devuelve `{"cifrado": …}` con lo que se deja `a_la_vista`."""
        return {_CIFRADO: self.cerrar(json.dumps(dato)), **a_la_vista} if self._fernet else dato

    def abrir_json(self, dato: dict[str, Any]) -> dict[str, Any]:
        """Devuelve el JSON que se cerró; uno sin cifrar vuelve igual. Raises `ErrorCifrado`."""
        return json.loads(self.abrir(dato[_CIFRADO])) if self._fernet and _CIFRADO in dato else dato


EN_CLARO = SecretoPropio(None)


class Cifrador:
    """Envuelve y abre secretos propios con las claves de la instalación: la primera envuelve y todas abren.

    Un secreto envuelto es `huella:…`, con la huella de la clave de la instalación que lo cerró.
    """

    def __init__(self, claves: Sequence[str]) -> None:
        from cryptography.fernet import Fernet

        self._fernets = {huella_de_clave(clave): Fernet(clave) for clave in claves}
        self.huellas = tuple(self._fernets)
        # Al exportar, el mismo secreto abre cada turno de su borrador.
        self.abrir = lru_cache(_SECRETOS_A_MANO)(self._abrir)

    def crear(self) -> str:
        """Devuelve un secreto propio nuevo, envuelto."""
        return self._envolver(generar_secreto().encode())

    def renovar(self, envuelto: str) -> str:
        """Devuelve el mismo secreto propio, envuelto con la clave actual. Raises `ErrorCifrado`."""
        return self._envolver(self._desenvolver(envuelto))

    def _abrir(self, envuelto: str) -> SecretoPropio:
        """Devuelve el secreto propio. Raises `ErrorCifrado`."""
        from cryptography.fernet import Fernet

        return SecretoPropio(Fernet(self._desenvolver(envuelto)))

    def _envolver(self, propio: bytes) -> str:
        return f"{self.huellas[0]}:{self._fernets[self.huellas[0]].encrypt(propio).decode()}"

    def _desenvolver(self, envuelto: str) -> bytes:
        huella, _, cerrado = envuelto.partition(":")
        if huella not in self._fernets:
            raise otra_clave([huella], self.huellas)
        return _abrir(self._fernets[huella], cerrado.encode())


def falta_la_clave(huellas: Sequence[str]) -> ErrorCifrado:
    """El error de abrir sin clave lo cifrado con las de esas huellas."""
    return ErrorCifrado(
        f"Lo guardado está cifrado con la clave de huella {' y '.join(huellas)} y {VARIABLE} está vacía. "
        "Ponga esa clave en el entorno o en el archivo .env: sin ella no se puede leer.",
        codigo_de_salida=_USO,
    )


def otra_clave(huellas: Sequence[str], configuradas: Sequence[str]) -> ErrorCifrado:
    """El error de abrir con unas claves lo cifrado con las de otras huellas."""
    return ErrorCifrado(
        f"{VARIABLE} no abre lo guardado: está cifrado con la clave de huella {' y '.join(huellas)} y la configurada "
        f"es {' y '.join(configuradas)}. Agregue la que falta al final, después de una coma.",
        codigo_de_salida=_USO,
    )


def cerrar_archivo(contenido: bytes) -> tuple[bytes, str]:
    """Devuelve el contenido cifrado y el secreto, nuevo, que lo abre."""
    from cryptography.fernet import Fernet

    secreto = generar_secreto()
    return Fernet(secreto).encrypt(contenido), secreto


def nombre_de(ruta: str) -> str:
    """El nombre de un archivo sin sus carpetas, que las filas de la versión 0.1.0 llevan; vacío si no es un nombre."""
    nombre = ruta.replace("\\", "/").rpartition("/")[2]
    return "" if nombre in {".", ".."} or "\0" in nombre else nombre


def ubicar(carpeta: Path, adjunto: Adjunto) -> Adjunto:
    """El mismo adjunto con la ruta de su archivo dentro de la carpeta, diga lo que diga la suya.

    Si no tiene un nombre que se pueda usar, la ruta es la de la carpeta, que no se lee como un archivo.
    """
    return replace(adjunto, ruta=str(carpeta.resolve() / nombre_de(adjunto.ruta)))


def leer_adjunto(adjunto: Adjunto) -> bytes:
    """Lee un documento del disco y, si está cifrado, lo abre. Raises `OSError`, `ErrorCifrado`.

    No sigue un enlace: puede llevar fuera de la carpeta de documentos.
    """
    from cryptography.fernet import Fernet

    contenido = leer_archivo(Path(adjunto.ruta))
    return _abrir(Fernet(adjunto.clave), contenido) if adjunto.clave else contenido


def leer_archivo(ruta: Path) -> bytes:
    """Los bytes de un archivo corriente. Raises `OSError`, también si es un enlace, una carpeta o un conducto."""
    descriptor = os.open(ruta, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(descriptor, "rb") as archivo:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no es un archivo corriente", str(ruta))
        return archivo.read()


def _abrir(fernet: "Fernet", cerrado: bytes) -> bytes:
    from cryptography.fernet import InvalidToken

    try:
        return fernet.decrypt(cerrado)
    except InvalidToken:
        raise ErrorCifrado(
            "Un dato cifrado está dañado y su clave no lo abre. Recupere la última copia de respaldo."
        ) from None
