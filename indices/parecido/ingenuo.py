"""A qué clase se parece un texto por sus palabras, y por las parejas de palabras seguidas.

El vector de significado junta lo que habla de lo mismo; las palabras distinguen qué se pide de ello: «qué función
cumple la academia» y «si entra la academia» están a un paso. Es un Bayes ingenuo de presencia (A. McCallum y K. Nigam,
«A Comparison of Event Models for Naive Bayes Text Classification», 1998), con las frecuencias de cada clase encogidas
hacia las de todas: hay pocos ejemplos de cada una.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from conocimiento.abreviaturas import sin_abreviaturas
from conocimiento.palabras import palabras, raiz
from indices.parecido.discriminante import Clases, Numeros

PRESTADOS = 1.2
"""Ejemplos con la frecuencia general que se suman a los de cada clase."""


def senas(texto: str) -> frozenset[str]:
    """Las raíces de todas las palabras de un texto, también las vacías, y sus parejas seguidas."""
    raices = [raiz(palabra) for palabra in palabras(sin_abreviaturas(texto.lower()))]
    return frozenset((*raices, *(f"{una} {otra}" for una, otra in pairwise(raices))))


class BayesIngenuo:
    """Cuánto más probable hacen las señas de un texto a cada clase que al conjunto."""

    def __init__(self, textos: Sequence[frozenset[str]], clases: Clases, cuantas: int) -> None:
        """`textos` trae las señas de cada ejemplo."""
        self._columnas: dict[str, int] = {}
        for texto in textos:
            for sena in sorted(texto):
                self._columnas.setdefault(sena, len(self._columnas))
        apariciones = np.zeros((cuantas, len(self._columnas)))
        for texto, clase in zip(textos, clases, strict=True):
            apariciones[clase, [self._columnas[sena] for sena in texto]] += 1
        ejemplos = np.bincount(clases, minlength=cuantas).astype(np.float64)
        generales = (apariciones.sum(axis=0) + 1) / (len(textos) + 2)
        propias = (apariciones + PRESTADOS * generales) / (ejemplos[:, None] + PRESTADOS)
        self._puntos: Numeros = np.log(propias) - np.log(generales)

    def puntos(self, texto: frozenset[str]) -> Numeros:
        """Devuelve, de cada clase, la suma de los logaritmos; las señas que nadie usó no cuentan."""
        suyas = [self._columnas[sena] for sena in texto if sena in self._columnas]
        return self._puntos[:, suyas].sum(axis=1)
