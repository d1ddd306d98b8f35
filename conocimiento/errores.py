"""Los errores del conocimiento: documentos y fichas que no se pueden leer.

ErrorDeConocimiento (ErrorLegible)   lleva la ruta y, si se sabe, la línea (desde 1)
├── ErrorDeDocumento                 vacío, no es UTF-8 o es binario
│   └── DocumentoDuplicado           su contenido es el de otro
├── ErrorDeFicha                     falta un dato, sobra, es de otro tipo o anuncia lo que el texto no dice
└── CorpusVacio                      la carpeta no existe o no tiene documentos
"""

from pathlib import Path

from conocimiento.legible import ErrorLegible


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
