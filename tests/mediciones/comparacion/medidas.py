"""Las medidas de un orden de resultados y su incertidumbre por remuestreo. No sabe de motores.

Cada pregunta tiene un solo párrafo correcto; `puesto` es su lugar (1 el primero) o `None` si no está.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

HASTA = 10
REMUESTREOS = 2_000

Valores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimacion:
    """Un promedio y su intervalo de confianza al 95 %."""

    valor: float
    bajo: float
    alto: float


@dataclass(frozen=True, slots=True)
class Calidad:
    """Las cuatro medidas de un motor, cada una con su intervalo."""

    ndcg_10: Estimacion
    r_1: Estimacion
    r_5: Estimacion
    mrr: Estimacion


def puesto_de(hallados: Sequence[str], correcto: str) -> int | None:
    """El lugar del párrafo correcto entre los diez primeros; uno repetido (por dos fragmentos) cuenta una vez."""
    distintos = list(dict.fromkeys(hallados))[:HASTA]
    return distintos.index(correcto) + 1 if correcto in distintos else None


def ganancias(puestos: Sequence[int | None]) -> Valores:
    """nDCG@10 de cada pregunta: con un solo acierto posible, 1 / log2(puesto + 1)."""
    return np.array([1 / math.log2(puesto + 1) if puesto else 0.0 for puesto in puestos])


def inversos(puestos: Sequence[int | None]) -> Valores:
    """El inverso del puesto de cada pregunta, 0 si no está; su promedio es el MRR (hasta 10)."""
    return np.array([1 / puesto if puesto else 0.0 for puesto in puestos])


def aciertos(puestos: Sequence[int | None], hasta: int) -> Valores:
    """1 si el párrafo está entre los primeros `hasta`; su promedio es R@`hasta`."""
    return np.array([float(puesto is not None and puesto <= hasta) for puesto in puestos])


def estimar(valores: Valores, semilla: int) -> Estimacion:
    """El promedio y los percentiles 2,5 y 97,5 de remuestrear preguntas con reemplazo."""
    azar = np.random.default_rng(semilla)
    promedios = np.array([valores[azar.integers(0, len(valores), len(valores))].mean() for _ in range(REMUESTREOS)])
    bajo, alto = np.percentile(promedios, [2.5, 97.5])
    return Estimacion(float(valores.mean()), float(bajo), float(alto))


def estimar_diferencia(nuestros: Valores, ajenos: Valores, semilla: int) -> Estimacion:
    """La diferencia pareada: se remuestrean preguntas, cada una con lo que sacó en los dos motores."""
    if len(nuestros) != len(ajenos):
        raise ValueError("la diferencia pareada pide las mismas preguntas en los dos motores")
    return estimar(nuestros - ajenos, semilla)


def calificar(puestos: Sequence[int | None], semilla: int) -> Calidad:
    """Las cuatro medidas de un motor."""
    return Calidad(
        ndcg_10=estimar(ganancias(puestos), semilla),
        r_1=estimar(aciertos(puestos, 1), semilla),
        r_5=estimar(aciertos(puestos, 5), semilla),
        mrr=estimar(inversos(puestos), semilla),
    )
