"""Las medidas de un orden de resultados en que cada pregunta tiene un solo párrafo correcto. No sabe de motores.

`puesto` es el lugar del párrafo (1 el primero) o `None` si no está. El intervalo es el de la evaluación del producto.
"""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.evaluacion.estadistica import Medida, remuestrear

HASTA = 10
REMUESTREOS = 2_000

Puestos = Sequence[int | None]
Valores = npt.NDArray[np.float64]
Calidad = dict[str, Medida]


def puesto_de(hallados: Sequence[str], correcto: str) -> int | None:
    """El lugar del párrafo correcto entre los diez primeros; uno repetido (por dos fragmentos) cuenta una vez."""
    distintos = list(dict.fromkeys(hallados))[:HASTA]
    return distintos.index(correcto) + 1 if correcto in distintos else None


def por_pregunta(puestos: Puestos) -> dict[str, Valores]:
    """Cada medida, pregunta por pregunta. El nDCG@10, con un solo acierto posible, es 1 / log2(puesto + 1)."""
    return {
        "ndcg_10": np.array([1 / math.log2(puesto + 1) if puesto else 0.0 for puesto in puestos]),
        "r_1": np.array([float(puesto is not None and puesto <= 1) for puesto in puestos]),
        "r_5": np.array([float(puesto is not None and puesto <= 5) for puesto in puestos]),
        "mrr": np.array([1 / puesto if puesto else 0.0 for puesto in puestos]),
    }


def calificar(puestos: Puestos) -> Calidad:
    """El promedio de cada medida con su intervalo."""
    return {nombre: estimar(valores) for nombre, valores in por_pregunta(puestos).items()}


def comparar(nuestros: Puestos, ajenos: Puestos) -> Calidad:
    """La diferencia pareada de cada medida: se remuestrean preguntas, cada una con lo que sacó en los dos motores."""
    if len(nuestros) != len(ajenos):
        raise ValueError("la diferencia pareada pide las mismas preguntas en los dos motores")
    suyas = por_pregunta(ajenos)
    return {nombre: estimar(valores - suyas[nombre]) for nombre, valores in por_pregunta(nuestros).items()}


def estimar(valores: Valores) -> Medida:
    """El promedio de unos valores, al menos uno, y los percentiles 2,5 y 97,5 de remuestrear preguntas."""
    medida = remuestrear(len(valores), lambda lugares: float(valores[lugares].mean()), "índice", REMUESTREOS)
    assert medida is not None
    return medida
