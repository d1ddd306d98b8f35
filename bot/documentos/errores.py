"""Los errores de los documentos.

Exception
└── ErrorDocumentos
    ├── PlantillaInvalida    la plantilla falta, está dañada o tiene una instrucción mal escrita
    └── DocumentoNoEscrito   no se pudo guardar el archivo
"""

from pathlib import Path

from conocimiento.errores import ErrorLegible


class ErrorDocumentos(ErrorLegible):
    """Raíz de los errores de los documentos."""


class PlantillaInvalida(ErrorDocumentos):
    """La plantilla no sirve; el mensaje dice qué corregir en Word."""

    def __init__(self, plantilla: Path, que: str) -> None:
        super().__init__(f"La plantilla «{plantilla.name}» no se puede usar: {que}")


class DocumentoNoEscrito(ErrorDocumentos):
    """No se pudo guardar el documento en la carpeta de datos."""

    def __init__(self, carpeta: Path, motivo: str) -> None:
        super().__init__(
            f"No se pudo guardar el documento en «{carpeta}» ({motivo}). "
            "Revise que la carpeta exista, que el programa pueda escribir en ella y que quede espacio en el disco."
        )
