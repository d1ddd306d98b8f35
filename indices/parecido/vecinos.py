"""Si una frase se parece a lo que otros respondieron a una pregunta de la entrevista, o a lo que no responde a ninguna.

Mira los ejemplos más cercanos: lo que responde a «¿Cuánto costaría?» no se parece a lo que responde a «¿Qué nombre le
pondría?», y juntos no forman una clase que un discriminante lineal pueda separar. El discriminante se suma después:
dice cómo suena, en general, lo que responde.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from conocimiento.modelo import RESPUESTA
from indices.parecido.discriminante import Clases, Discriminante, Numeros, Vectores

VECINOS = (1, 3, 8)
"""De cuántos ejemplos se promedia el parecido: uno solo se equivoca con una frase suelta, y muchos no son cercanos."""
CERCANOS = 3
"""Los que se promedian donde basta una medida."""

PESOS: Mapping[str, float] = {
    "suyas_1": 11.043,
    "suyas_3": 14.221,
    "suyas_8": 16.162,
    "ajenas": 1.798,
    "otras_1": -7.328,
    "otras_3": -10.913,
    "otras_8": -15.02,
    "suena": 2.213,
}
"""Cuánto inclina cada parecido a creer que se responde. Los ajusta `python -m tests.mediciones.compuerta --ajustar`.

`suyas`: a las respuestas de esa pregunta; `ajenas`: a las de las demás; `otras`: a lo que no responde a ninguna.
"""
RASGOS = tuple(PESOS)


@dataclass(frozen=True, slots=True)
class FrasesConocidas:
    """Lo que se sabe que la gente dice: una fila de `vectores` por frase.

    `solicitudes` trae la clave de cada una: `RESPUESTA`, una solicitud o, si es una pregunta a un documento, ninguna.
    `preguntas`, la clave de la pregunta que responde, o ninguna.
    """

    vectores: Vectores
    solicitudes: Sequence[str]
    preguntas: Sequence[str]


class VecinosDeRespuestas:
    """Cuánto más se parece una frase a las respuestas de cada pregunta que a lo demás."""

    def __init__(self, conocidas: FrasesConocidas) -> None:
        """Debe haber alguna respuesta y algo que no lo sea."""
        solicitudes, preguntas = np.array(conocidas.solicitudes), np.array(conocidas.preguntas)
        es_respuesta: Clases = (solicitudes == RESPUESTA).astype(np.int64)
        self._centro = conocidas.vectores.mean(axis=0)
        self._respuestas = self._centrar(conocidas.vectores[es_respuesta == 1])
        self._otras = self._centrar(conocidas.vectores[es_respuesta == 0])
        claves_de_preguntas = dict.fromkeys(clave for clave in conocidas.preguntas if clave)
        suyas = preguntas[es_respuesta == 1]
        self._es_suya = {clave: suyas == clave for clave in claves_de_preguntas}
        claves = solicitudes[es_respuesta == 0]
        self._de_cada_solicitud = {str(clave): np.flatnonzero(claves == clave) for clave in dict.fromkeys(claves)}
        self._discriminante = Discriminante(conocidas.vectores, es_respuesta, 2)

    def mirar(self, vector: Vectores) -> "Vecindario":
        """Compara una frase con todas, una vez para cuanto se pregunte de ella."""
        centrado = self._centrar(vector[np.newaxis])[0]
        no, si = self._discriminante.probabilidades(vector[np.newaxis])[0]
        orden = np.argsort(a_respuestas := self._respuestas @ centrado)
        return Vecindario(a_respuestas[orden], orden, self._otras @ centrado, float(np.log(si / no)))

    def parecidos(self, vistas: "Vecindario") -> dict[str, float]:
        """De cada pregunta, cuánto se parece a responderla y no a otra cosa, en la escala de una regresión logística.

        La clave vacía es para la pregunta que no tiene ejemplos: compara con las respuestas de todas.
        """
        pesos = np.array([PESOS[nombre] for nombre in RASGOS])
        comunes = _comunes(vistas)
        return {clave: float(self._rasgos(vistas, comunes, clave) @ pesos) for clave in ("", *self._es_suya)}

    def rasgos(self, vistas: "Vecindario", pregunta: str) -> Numeros:
        """Los números que se pesan ante una pregunta, en el orden de `RASGOS`; sin ejemplos, los de todas."""
        return self._rasgos(vistas, _comunes(vistas), pregunta)

    def _rasgos(self, vistas: "Vecindario", comunes: tuple[float, ...], pregunta: str) -> Numeros:
        es_suya = self._es_suya.get(pregunta)
        cosenos = vistas.respuestas
        if es_suya is None:
            suyas, ajenas = cosenos, cosenos
        else:
            en_orden = es_suya[vistas.orden]
            suyas, ajenas = cosenos[en_orden], cosenos[~en_orden]
        return np.array([*_medias(suyas, *VECINOS), *_medias(ajenas, CERCANOS), *comunes])

    def a_cada_solicitud(self, vistas: "Vecindario") -> dict[str, float]:
        """El coseno con los ejemplos más cercanos de cada solicitud; la clave vacía, las preguntas a un documento."""
        return {
            clave: _de_los_mas_cercanos(vistas.otras[filas], CERCANOS)[0]
            for clave, filas in self._de_cada_solicitud.items()
        }

    def _centrar(self, vectores: Vectores) -> Vectores:
        centrados = vectores - self._centro
        return centrados / np.maximum(np.linalg.norm(centrados, axis=1, keepdims=True), 1e-9)


@dataclass(frozen=True, slots=True)
class Vecindario:
    """Una frase frente a las conocidas: el coseno con cada respuesta, de menor a mayor, y de qué fila es cada uno; el
    coseno con cada una de las demás, y cuánto suena a respuesta."""

    respuestas: Vectores
    orden: Clases
    otras: Vectores
    suena: float


def _comunes(vistas: Vecindario) -> tuple[float, ...]:
    """Los rasgos que no dependen de la pregunta."""
    return (*_de_los_mas_cercanos(vistas.otras, *VECINOS), vistas.suena)


def _de_los_mas_cercanos(cosenos: Vectores, *cuantos: int) -> tuple[float, ...]:
    """La media de los más altos, para cada cantidad; -1 si no hay ninguno."""
    muchos = min(max(cuantos), len(cosenos))
    return _medias(np.sort(np.partition(cosenos, len(cosenos) - muchos)[-muchos:]) if muchos else cosenos, *cuantos)


def _medias(ordenados: Vectores, *cuantos: int) -> tuple[float, ...]:
    """Lo mismo, de unos ya ordenados de menor a mayor."""
    if not len(ordenados):
        return (-1.0,) * len(cuantos)
    mayores = ordenados[-max(cuantos) :][::-1]
    # `mean` tarda el triple en esto mismo, y se pide cien veces por frase.
    return tuple(float(np.add.reduce(mayores[:uno]) / min(uno, len(mayores))) for uno in cuantos)
