"""De qué clase es cada argumento de una comprobación. Al leer `reglas.yaml` se comprueba que lo que nombra exista."""

from dataclasses import dataclass
from typing import NewType

Clave = NewType("Clave", str)
"""Una pregunta de la entrevista: «presupuesto»."""

Linea = NewType("Linea", str)
"""Una línea de la matriz de actores: «aporte»."""

Clase = NewType("Clase", str)
"""Una clase del concepto de alianza, de las que llevan los tipos de actor del catálogo: «sector_publico»."""

TipoDeActor = NewType("TipoDeActor", str)
"""Un tipo de actor del catálogo: «ongd»."""


@dataclass(frozen=True, slots=True)
class Parte:
    """Una pregunta, o uno de sus campos o líneas: «registro_apci», «decisiones.mecanismo», «reparto.motivacion»."""

    pregunta: str
    campo: str = ""
