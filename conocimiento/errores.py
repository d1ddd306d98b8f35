"""Los errores previstos, los que puede leer una persona, y los de los documentos y las fichas.

ErrorLegible                             dice qué falló, con qué valor y qué hacer; sin datos personales
├── ErrorDeConocimiento                  lleva la ruta y, si se sabe, la línea (desde 1)
│   ├── ErrorDeDocumento                 vacío, no es UTF-8 o es binario
│   │   └── DocumentoDuplicado           su contenido es el de otro
│   ├── ErrorDeFicha                     falta un dato, sobra, es de otro tipo o anuncia lo que el texto no dice
│   └── CorpusVacio                      la carpeta no existe o no tiene documentos
├── los de `indices`
└── los de `bot`: configuración, casos, entrevista, documentos, almacén
"""

from pathlib import Path
from typing import Any


class ErrorLegible(Exception):
    """Un error previsto. `codigo_de_salida` es con lo que termina la línea de órdenes (2: uso incorrecto)."""

    codigo_de_salida = 1

    def __init__(self, mensaje: str, *, codigo_de_salida: int = 1) -> None:
        super().__init__(mensaje)
        self.codigo_de_salida = codigo_de_salida

    def __reduce__(self) -> tuple[Any, ...]:
        # Para que llegue entero de otro proceso: el `__init__` de cada clase pide otras cosas.
        return _rehacer, (type(self), *self.args), self.__dict__


def _rehacer(clase: type[ErrorLegible], *args: object) -> ErrorLegible:
    return clase.__new__(clase, *args)


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


class ErrorDeFicha(ErrorDeConocimiento):
    """A la ficha le falta un dato, le sobra, es de otro tipo o anuncia lo que el texto no dice."""


class CorpusVacio(ErrorDeConocimiento):
    """La carpeta no existe o no tiene documentos."""
