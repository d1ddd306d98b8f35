"""A qué clase se parece un texto: por su significado (el discriminante) y por sus palabras (el Bayes ingenuo), juntos.

Ninguno basta. El significado solo confunde lo que se pide de un mismo tema: «qué función cumple la academia» y «si va
la academia» están a un paso. Las palabras solas no entienden lo que se dice de otro modo. No sabe qué es una pregunta.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from conocimiento.palabras import palabras, raiz, sin_abreviaturas
from indices.parecido.discriminante import Clases, Discriminante, Numeros, Vectores

PESO_DE_LAS_PALABRAS = 0.2
"""El que mejor predice las preguntas de una voz que no se vio (véase `docs/decisiones/0002`)."""
PARTES = 8
PRESTADOS = 1.2
"""Ejemplos con la frecuencia general que se suman a los de cada clase."""


@dataclass(frozen=True, slots=True)
class Ejemplos:
    """Textos con su vector (una fila cada uno) y su clase; toda clase de 0 a `cuantas` - 1 debe tener alguno.

    Sin `textos` se mira solo el significado.
    """

    textos: Sequence[str]
    vectores: Vectores
    clases: Clases
    cuantas: int


def senas(texto: str) -> frozenset[str]:
    """Las raíces de todas las palabras de un texto, también las vacías, y sus parejas seguidas."""
    raices = [raiz(palabra) for palabra in palabras(sin_abreviaturas(texto.lower()))]
    return frozenset((*raices, *(f"{una} {otra}" for una, otra in pairwise(raices))))


class BayesIngenuo:
    """Cuánto más probable hacen las señas de un texto a cada clase que al conjunto.

    Bayes ingenuo de presencia (A. McCallum y K. Nigam, «A Comparison of Event Models for Naive Bayes Text
    Classification», 1998), con las frecuencias de cada clase encogidas hacia las de todas, que hay pocos ejemplos.
    """

    def __init__(self, textos: Sequence[frozenset[str]], clases: Clases, cuantas: int) -> None:
        """`textos` trae las señas de cada ejemplo."""
        self._columnas: dict[str, int] = {}
        columnas = [self._columnas.setdefault(sena, len(self._columnas)) for texto in textos for sena in sorted(texto)]
        filas = np.repeat(clases, [len(texto) for texto in textos])
        casillas = filas * len(self._columnas) + np.array(columnas, dtype=np.int64)
        apariciones = np.bincount(casillas, minlength=cuantas * len(self._columnas)).reshape(cuantas, -1)
        ejemplos = np.bincount(clases, minlength=cuantas).astype(np.float64)
        generales = (apariciones.sum(axis=0) + 1) / (len(textos) + 2)
        propias = (apariciones + PRESTADOS * generales) / (ejemplos[:, None] + PRESTADOS)
        self._puntos: Numeros = np.log(propias) - np.log(generales)

    def puntos(self, texto: frozenset[str]) -> Numeros:
        """Devuelve, de cada clase, la suma de los logaritmos; las señas que nadie usó no cuentan."""
        suyas = [self._columnas[sena] for sena in texto if sena in self._columnas]
        return self._puntos[:, suyas].sum(axis=1)


class Clasificador:
    """La probabilidad de cada clase para un texto."""

    def __init__(self, ejemplos: Ejemplos) -> None:
        self._ejemplos = ejemplos
        self._discriminante = Discriminante(ejemplos.vectores, ejemplos.clases, ejemplos.cuantas)
        suyas = [senas(texto) for texto in ejemplos.textos]
        self._ingenuo = BayesIngenuo(suyas, ejemplos.clases, ejemplos.cuantas) if suyas else None

    def probabilidades(self, texto: str, vector: Vectores) -> Numeros:
        """Devuelve la de cada clase; suman 1."""
        por_significado = self._discriminante.probabilidades(vector[np.newaxis])[0]
        if self._ingenuo is None:
            return por_significado
        puntos = np.log(por_significado + 1e-300) + PESO_DE_LAS_PALABRAS * self._ingenuo.puntos(senas(texto))
        exponentes = np.exp(puntos - puntos.max())
        return exponentes / exponentes.sum()

    def mas_cerca_de_otra(self, vector: Vectores, clase: int) -> float:
        """Cuánto pasa el coseno del ejemplo más parecido al del más parecido de una clase; 0 si es el mismo."""
        cosenos = self._ejemplos.vectores @ vector
        return float(cosenos.max() - cosenos[self._ejemplos.clases == clase].max())


def probabilidades_apartadas(ejemplos: Ejemplos) -> Numeros:
    """Las de cada ejemplo según un clasificador que no lo vio, para no creerse más seguro de lo que es."""
    clases = ejemplos.clases
    orden = np.random.default_rng(0).permutation(len(clases))
    parte = np.zeros(len(clases), dtype=np.int64)
    for clase in range(ejemplos.cuantas):
        suyas = orden[clases[orden] == clase]
        parte[suyas] = np.arange(len(suyas)) % PARTES
    salida = np.zeros((len(clases), ejemplos.cuantas))
    for una in range(PARTES):
        if not (parte == una).any():
            continue
        vista = parte != una
        vistos = [texto for texto, se_ve in zip(ejemplos.textos, vista, strict=False) if se_ve]
        clasificador = Clasificador(Ejemplos(vistos, ejemplos.vectores[vista], clases[vista], ejemplos.cuantas))
        textos = ejemplos.textos or ("",) * len(clases)
        for numero, (texto, se_ve) in enumerate(zip(textos, vista, strict=True)):
            if not se_ve:
                salida[numero] = clasificador.probabilidades(texto, ejemplos.vectores[numero])
    return salida
