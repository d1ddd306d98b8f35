"""Reconoce lo que la gente le pide o le dice al asistente y no le pregunta a un documento.

Compara la frase con ejemplos de cada solicitud y con todas las preguntas conocidas, que son lo contrario.
No decide qué se hace con ella.
"""

from collections.abc import Sequence

import numpy as np

from conocimiento.modelo import Solicitud
from indices.confianza.calibracion import Calibracion, ajustar, logit
from indices.parecido.discriminante import Clases, Discriminante, Numeros, Vectores, probabilidades_apartadas

RASGOS_DE_SOLICITUD = ("pide", "mejor")


def clases_de(solicitudes: Sequence[Solicitud], de_preguntas: Sequence[int]) -> Clases:
    """La clase de cada ejemplo: las de las preguntas, como estaban, y después una por solicitud."""
    primera = max(de_preguntas) + 1
    propias = [primera + numero for numero, uno in enumerate(solicitudes) for _ in uno.ejemplos]
    return np.array([*de_preguntas, *propias])


def ajustar_solicitud(vectores: Vectores, clases: Clases, cuantas_preguntas: int) -> Calibracion:
    """Ajusta la probabilidad de que una frase sea una solicitud; las primeras clases son de preguntas."""
    apartadas = probabilidades_apartadas(vectores, clases, int(clases.max()) + 1)
    pide = (clases >= cuantas_preguntas).astype(np.float64)
    cuantas = np.bincount(pide.astype(np.int64), minlength=2)
    pesos = len(pide) / (2 * cuantas[pide.astype(np.int64)])
    rasgos = np.array([_rasgos(fila, cuantas_preguntas) for fila in apartadas])
    return ajustar(RASGOS_DE_SOLICITUD, rasgos, pide, pesos)


class Reconocedor:
    """Dice cuán probable es que una frase sea una solicitud, y cuál."""

    def __init__(
        self, solicitudes: Sequence[Solicitud], vectores: Vectores, clases: Clases, calibracion: Calibracion
    ) -> None:
        self._claves = tuple(solicitud.clave for solicitud in solicitudes)
        self._preguntas = int(clases.max()) + 1 - len(self._claves)
        self._discriminante = Discriminante(vectores, clases, int(clases.max()) + 1)
        self._calibracion = calibracion

    def reconocer(self, vector: Vectores) -> tuple[float, str]:
        """Devuelve la probabilidad y la clave de la solicitud a la que más se parece."""
        probabilidades = self._discriminante.probabilidades(vector[np.newaxis])[0]
        mejor = int(np.argmax(probabilidades[self._preguntas :]))
        return self._calibracion.confianza(_rasgos(probabilidades, self._preguntas)), self._claves[mejor]


def _rasgos(probabilidades: Numeros, cuantas_preguntas: int) -> tuple[float, ...]:
    de_solicitudes = probabilidades[cuantas_preguntas:]
    return logit(float(de_solicitudes.sum())), logit(float(de_solicitudes.max()))
