"""Un discriminante lineal sobre vectores: a qué clase se parece uno, con pocos ejemplos de cada clase.

Covarianza común encogida hacia la esfera (J. H. Friedman, «Regularized Discriminant Analysis», 1989). No
sabe qué es una pregunta.
"""

from typing import cast

import numpy as np
import numpy.typing as npt

ENCOGIMIENTO = 0.4
"""Parte de la covarianza que se reemplaza por la de una esfera: hay pocos ejemplos y 384 dimensiones."""
SUAVIZADO = 0.12
"""Cuánto se rebaja la seguridad: el que mejor predice ejemplos que no vio."""

Numeros = npt.NDArray[np.float64]
Vectores = npt.NDArray[np.float32]
Clases = npt.NDArray[np.int64]


class Discriminante:
    """La probabilidad de cada clase para un vector."""

    def __init__(self, vectores: Vectores, clases: Clases, cuantas: int) -> None:
        """`vectores` tiene una fila por ejemplo. Una clase (de 0 a `cuantas` - 1) sin ninguno queda en la media."""
        filas = vectores.astype(np.float64)
        suyas = [filas[clases == clase] for clase in range(cuantas)]
        medias = np.stack([(unas if len(unas) else filas).mean(axis=0) for unas in suyas])
        centradas = filas - medias[clases]
        covarianza = centradas.T @ centradas / len(filas)
        esfera = np.eye(len(covarianza)) * np.trace(covarianza) / len(covarianza)
        covarianza = (1 - ENCOGIMIENTO) * covarianza + (ENCOGIMIENTO + 1e-9) * esfera + 1e-12 * np.eye(len(covarianza))
        pesos = cast(Numeros, np.linalg.solve(covarianza, medias.T))
        self._pesos: Numeros = pesos
        self._desplazamientos: Numeros = -0.5 * np.einsum("ij,ji->i", medias, pesos)

    def probabilidades(self, vectores: Vectores) -> Numeros:
        """Devuelve una fila por vector, que suma 1."""
        puntos = SUAVIZADO * (vectores.astype(np.float64) @ self._pesos + self._desplazamientos)
        exponentes = np.exp(puntos - puntos.max(axis=1, keepdims=True))
        return exponentes / exponentes.sum(axis=1, keepdims=True)
