"""Lo que puede ser un texto escrito ante una pregunta."""

from enum import StrEnum


class Clase(StrEnum):
    """Qué es lo escrito; solo una respuesta se guarda."""

    RESPUESTA = "respuesta"
    AYUDA = "ayuda"
    EJEMPLO = "ejemplo"
    SUGERENCIA = "sugerencia"
    APLAZAR = "aplazar"
    OTRA_COSA = "otra_cosa"
    MARCO = "marco"
    ORDEN = "orden"
    QUEJA = "queja"
    CHARLA = "charla"
    DISTRACCION = "distraccion"
