"""Los errores previstos, los que puede leer una persona, y los de los documentos y las fichas.

ErrorLegible                             dice qué falló, con qué valor y qué hacer; sin datos personales
├── ErrorDeConocimiento                  lleva la ruta y, si se sabe, la línea (desde 1)
│   ├── ErrorDeDocumento                 vacío, no es UTF-8 o es binario
│   │   ├── DocumentoDuplicado           su contenido es el de otro
│   │   └── ErrorDeLectura               protegido, dañado, de un formato que no se lee o más grande de lo que se lee
│   ├── ErrorDeFicha                     falta un dato, sobra, es de otro tipo o anuncia lo que el texto no dice
│   └── CorpusVacio                      la carpeta no existe o no tiene documentos
├── ErrorDelSistema                      el disco, un permiso o una ruta
├── TextoIlegible                        lo leído no está en UTF-8
├── los de `indices`
└── los de `bot`: configuración, casos, entrevista, documentos, almacén
"""

import errno
from pathlib import Path
from typing import Any

_DEL_SISTEMA: dict[int, tuple[str, str]] = {
    errno.EACCES: ("no hay permiso", "Pida permiso a quien administra la máquina o use otra carpeta."),
    errno.EPERM: ("no hay permiso", "Pida permiso a quien administra la máquina o use otra carpeta."),
    errno.EROFS: ("el disco es de solo lectura", "Use otra carpeta."),
    errno.ENOSPC: ("no queda espacio en el disco", "Libere espacio y vuelva a intentarlo."),
    errno.EDQUOT: ("no queda espacio para este usuario", "Libere espacio y vuelva a intentarlo."),
    errno.EFBIG: ("el archivo es demasiado grande para este disco", "Use otro disco."),
    errno.ENOENT: ("no existe", "Revise la ruta."),
    errno.ENOTDIR: ("una parte de la ruta es un archivo y no una carpeta", "Revise la ruta."),
    errno.EISDIR: ("es una carpeta y no un archivo", "Revise la ruta."),
    errno.EEXIST: ("ya hay un archivo con ese nombre", "Use otro nombre o retírelo."),
    errno.ENOTEMPTY: ("la carpeta no está vacía", "Use otra carpeta o vacíela."),
    errno.ENAMETOOLONG: ("el nombre es demasiado largo", "Use uno más corto."),
    errno.ELOOP: ("la ruta da vueltas sobre sí misma", "Revise los enlaces de la ruta."),
    errno.EMFILE: ("hay demasiados archivos abiertos", "Cierre otros programas y vuelva a intentarlo."),
    errno.ENFILE: ("hay demasiados archivos abiertos", "Cierre otros programas y vuelva a intentarlo."),
    errno.EBUSY: ("otro programa lo está usando", "Ciérrelo y vuelva a intentarlo."),
    errno.EIO: ("el disco no pudo leer o escribir", "Revise el disco antes de seguir."),
    errno.EADDRINUSE: ("otro programa ya escucha en ese puerto", "Deténgalo o configure otro puerto."),
}


class ErrorLegible(Exception):
    """Un error previsto. `codigo_de_salida` es con lo que termina la línea de órdenes (2: uso incorrecto)."""

    codigo_de_salida = 1
    _en_el_chat = ""

    def __init__(self, mensaje: str, *, codigo_de_salida: int = 1, en_el_chat: str = "") -> None:
        """`en_el_chat`: lo mismo, para quien no tiene la línea de órdenes delante; sin él, vale el mensaje."""
        super().__init__(mensaje)
        self.codigo_de_salida = codigo_de_salida
        self._en_el_chat = en_el_chat

    @property
    def en_el_chat(self) -> str:
        """Qué falló y qué hacer, para quien conversa con el asistente."""
        return self._en_el_chat or str(self)

    def __reduce__(self) -> tuple[Any, ...]:
        # Para que llegue entero de otro proceso: el `__init__` de cada clase pide otras cosas.
        return _rehacer, (type(self), *self.args), self.__dict__


def _rehacer(clase: type[ErrorLegible], *args: object) -> ErrorLegible:
    return clase.__new__(clase, *args)


def motivo_de(error: OSError) -> str:
    """Qué falló según el sistema, en palabras de una persona: «no hay permiso»; si no se conoce, como lo diga él."""
    conocido = _DEL_SISTEMA.get(error.errno or 0)
    return conocido[0] if conocido else (error.strerror or type(error).__name__)


class ErrorDelSistema(ErrorLegible):
    """El disco, un permiso o una ruta no dejaron seguir. Dice cuál, por qué y qué hacer."""

    def __init__(self, error: OSError) -> None:
        ruta = f" usar «{error.filename}»" if error.filename else " seguir"
        _, remedio = _DEL_SISTEMA.get(error.errno or 0, ("", "Revise la ruta, el permiso y el espacio."))
        super().__init__(f"No se pudo{ruta}: {motivo_de(error)}. {remedio}")


class TextoIlegible(ErrorLegible):
    """Lo que se leyó no está en UTF-8. Dice en qué lugar y cómo guardarlo."""

    def __init__(self, error: UnicodeDecodeError) -> None:
        octeto = error.object[error.start]
        super().__init__(
            f"Lo que se leyó no está en UTF-8: no se entiende el octeto 0x{octeto:02x}. Guárdelo en UTF-8 (en el Bloc "
            "de notas: Archivo, Guardar como, Codificación) y vuelva a intentarlo."
        )


class ErrorDeConocimiento(ErrorLegible):
    """Raíz de los errores de esta carpeta; su texto dice qué archivo corregir y cómo."""

    def __init__(self, ruta: Path, motivo: str, linea: int | None = None) -> None:
        lugar = f"{ruta}, línea {linea}" if linea else str(ruta)
        super().__init__(f"{lugar}: {motivo}")
        self.ruta = ruta
        self.linea = linea


class ErrorDeDocumento(ErrorDeConocimiento):
    """El documento está vacío, no es UTF-8 o es binario."""


class DocumentoDuplicado(ErrorDeDocumento):
    """El contenido del documento es el mismo que el de otro."""


class ErrorDeLectura(ErrorDeDocumento):
    """El archivo no se puede leer: está protegido, dañado, es de un formato que no se lee o pasa de un límite."""


class ErrorDeFicha(ErrorDeConocimiento):
    """A la ficha le falta un dato, le sobra, es de otro tipo o anuncia lo que el texto no dice."""


class CorpusVacio(ErrorDeConocimiento):
    """La carpeta no existe o no tiene documentos."""
