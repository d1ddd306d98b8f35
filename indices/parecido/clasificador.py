"""A qué clase se parece un texto: por su significado (el discriminante) y por sus palabras (el Bayes ingenuo), juntos.

Ninguno basta: el significado solo confunde lo que se pide de un mismo tema, y las palabras solas no entienden lo que
se dice de otro modo. No sabe qué es una pregunta.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indices.parecido.discriminante import Clases, Discriminante, Numeros, Vectores
from indices.parecido.ingenuo import BayesIngenuo, senas

PESO_DE_LAS_PALABRAS = 0.2
"""El que mejor predice las preguntas de una voz que no se vio (véase `docs/decisiones/0002`)."""
PARTES = 8


@dataclass(frozen=True, slots=True)
class Ejemplos:
    """Textos con su vector (una fila cada uno) y su clase; toda clase de 0 a `cuantas` - 1 debe tener alguno."""

    textos: Sequence[str]
    vectores: Vectores
    clases: Clases
    cuantas: int


class Clasificador:
    """La probabilidad de cada clase para un texto."""

    def __init__(self, ejemplos: Ejemplos) -> None:
        self._discriminante = Discriminante(ejemplos.vectores, ejemplos.clases, ejemplos.cuantas)
        self._ingenuo = BayesIngenuo([senas(texto) for texto in ejemplos.textos], ejemplos.clases, ejemplos.cuantas)

    def probabilidades(self, texto: str, vector: Vectores) -> Numeros:
        """Devuelve la de cada clase; suman 1."""
        por_significado = np.log(self._discriminante.probabilidades(vector[np.newaxis])[0] + 1e-300)
        puntos = por_significado + PESO_DE_LAS_PALABRAS * self._ingenuo.puntos(senas(texto))
        exponentes = np.exp(puntos - puntos.max())
        return exponentes / exponentes.sum()


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
        textos = [texto for texto, se_ve in zip(ejemplos.textos, vista, strict=True) if se_ve]
        clasificador = Clasificador(Ejemplos(textos, ejemplos.vectores[vista], clases[vista], ejemplos.cuantas))
        for numero, (texto, se_ve) in enumerate(zip(ejemplos.textos, vista, strict=True)):
            if not se_ve:
                salida[numero] = clasificador.probabilidades(texto, ejemplos.vectores[numero])
    return salida
