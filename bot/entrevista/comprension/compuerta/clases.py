"""Lo que puede ser un texto escrito ante una pregunta, y las señales que inclinan a creerlo."""

import re
from dataclasses import dataclass
from enum import StrEnum

from conocimiento.expresiones import diferida


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


@dataclass(frozen=True, slots=True)
class Senal:
    """`nombre` la identifica en los pesos; `de`, a qué clase inclina; `forma` se busca en el texto sin envoltura."""

    nombre: str
    de: Clase
    forma: re.Pattern[str]


def senal(nombre: str, de: Clase, forma: str) -> Senal:
    """La señal, con su forma."""
    return Senal(nombre, de, diferida(forma))
