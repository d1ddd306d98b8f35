"""Los errores de la revisión.

    ErrorLegible
    └── ErrorRevision
        ├── ErrorDeFiltro         un filtro no existe o no se entiende
        ├── ErrorDeExportacion    no se puede escribir la exportación
        ├── FugaDetectada         un dato conocido quedó en un archivo: no se entrega nada
        ├── ErrorDeAnotaciones    un archivo de anotaciones no se puede aceptar
        ├── ErrorDePendiente      la pregunta pendiente no existe o no admite lo pedido
        └── ErrorDeConsulta       la consulta al personal no existe o no admite lo pedido

Ningún mensaje repite lo que escribió una persona.
"""

from conocimiento.legible import ErrorLegible


class ErrorRevision(ErrorLegible):
    """Raíz de los errores de la revisión."""


class ErrorDeFiltro(ErrorRevision):
    """Un filtro no existe o no se entiende."""


class ErrorDeExportacion(ErrorRevision):
    """La exportación no se puede escribir."""


class FugaDetectada(ErrorRevision):
    """La comprobación encontró un dato conocido en un archivo terminado."""


class ErrorDeAnotaciones(ErrorRevision):
    """Un archivo de anotaciones no se puede aceptar."""


class ErrorDePendiente(ErrorRevision):
    """La pregunta pendiente no existe o no admite lo pedido."""


class ErrorDeConsulta(ErrorRevision):
    """La consulta al personal no existe o no admite lo pedido."""
