"""Los errores de los índices y del modelo de embeddings.

ErrorDeIndices (ErrorLegible)
├── ErrorDeModelo          el modelo no está, no se pudo preparar o está dañado
├── ErrorDeIndice          el índice no está, es de otro corpus o está dañado
└── ErrorDeCalibracion     los coeficientes de la confianza no se entienden

No encontrar pasajes no es un error: es un `Hallazgo` sin pasajes.
"""

from conocimiento.errores import ErrorLegible


class ErrorDeIndices(ErrorLegible):
    """Raíz de los errores de esta carpeta; su texto se puede mostrar a quien administra."""


class ErrorDeModelo(ErrorDeIndices):
    """El modelo de embeddings no está, no se pudo preparar o está dañado."""


class ErrorDeIndice(ErrorDeIndices):
    """El índice no está, es de otro corpus o de otro modelo, o está dañado."""


class ErrorDeCalibracion(ErrorDeIndices):
    """Los coeficientes con los que se calcula la confianza no se entienden."""
