"""Una señal: una forma del texto que inclina a creer que es algo."""

import re
from dataclasses import dataclass

from bot.entrevista.compuerta.clases import Clase


@dataclass(frozen=True, slots=True)
class Senal:
    """`nombre` la identifica en los pesos; `de`, a qué clase inclina; `forma` se busca en el texto sin envoltura."""

    nombre: str
    de: Clase
    forma: re.Pattern[str]


def senal(nombre: str, de: Clase, forma: str) -> Senal:
    """La señal, con su forma ya compilada."""
    return Senal(nombre, de, re.compile(forma))
