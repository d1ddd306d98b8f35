"""Los errores de la revisión.

    ErrorLegible
    └── ErrorRevision
        ├── ErrorDeExportacion    no se puede escribir o leer la exportación
        ├── FugaDetectada         un dato conocido quedó en un archivo: no se entrega nada
        ├── ErrorDeAnotaciones    un archivo de anotaciones no se puede aceptar
        ├── ErrorDeTarea          la tarea no existe o no admite lo pedido
        └── ErrorDeConsulta       la consulta al personal no existe o no admite lo pedido

Ningún mensaje repite lo que escribió una persona.
"""

from conocimiento.errores import ErrorLegible

SALIDA_CON_FUGA = 3
"""Con lo que termina la orden si la comprobación retiene la exportación."""


class ErrorRevision(ErrorLegible):
    """Raíz de los errores de la revisión."""


class ErrorDeExportacion(ErrorRevision):
    """La exportación no se puede escribir o leer."""


class FugaDetectada(ErrorRevision):
    """La comprobación encontró un dato conocido en un archivo terminado."""


class ErrorDeAnotaciones(ErrorRevision):
    """Un archivo de anotaciones no se puede aceptar."""


class ErrorDeTarea(ErrorRevision):
    """La tarea no existe o no admite lo pedido."""


class ErrorDeConsulta(ErrorRevision):
    """La consulta al personal no existe o no admite lo pedido."""
