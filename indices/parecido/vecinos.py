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
        self._preguntas = tuple(claves_de_preguntas)
        suyas = preguntas[es_respuesta == 1]
        self._de_cual: Clases = np.full(len(suyas), len(self._preguntas), dtype=np.int64)
        for lugar, clave in enumerate(self._preguntas):
            self._de_cual[suyas == clave] = lugar
        self._cuantas: Clases = np.bincount(self._de_cual, minlength=len(self._preguntas))[: len(self._preguntas)]
        claves = solicitudes[es_respuesta == 0]
        self._de_cada_solicitud = {str(clave): np.flatnonzero(claves == clave) for clave in dict.fromkeys(claves)}
        self._discriminante = Discriminante(conocidas.vectores, es_respuesta, 2)

    def mirar(self, vector: Vectores) -> "Vecindario":
        """Compara una frase con todas, una vez para cuanto se pregunte de ella."""
        centrado = self._centrar(vector[np.newaxis])[0]
        no, si = self._discriminante.probabilidades(vector[np.newaxis])[0]
        orden = np.argsort(-(a_respuestas := self._respuestas @ centrado))
        return Vecindario(a_respuestas[orden], orden, self._otras @ centrado, float(np.log(si / no)))

    def parecidos(self, vistas: "Vecindario") -> dict[str, float]:
        """De cada pregunta, cuánto se parece a responderla y no a otra cosa, en la escala de una regresión logística.

        La clave vacía es para la pregunta que no tiene ejemplos: compara con las respuestas de todas.
        """
        puntos = self._rasgos(vistas) @ np.array([PESOS[nombre] for nombre in RASGOS])
        return dict(zip(("", *self._preguntas), puntos.tolist(), strict=True))

    def rasgos(self, vistas: "Vecindario", pregunta: str) -> Numeros:
        """Los números que se pesan ante una pregunta, en el orden de `RASGOS`; sin ejemplos, los de todas."""
        lugar = self._preguntas.index(pregunta) + 1 if pregunta in self._preguntas else 0
        return self._rasgos(vistas)[lugar]

    def _rasgos(self, vistas: "Vecindario") -> Numeros:
        """Una fila por pregunta, como en `parecidos`. Todas a la vez: se pide por cada frase, y son treinta."""
        *de_todas, de_cerca = _de_los_mas_cercanos(vistas.respuestas, *VECINOS, CERCANOS)
        suyas = np.vstack([de_todas, self._de_las_suyas(vistas)])
        ajenas = np.vstack([[de_cerca], self._de_las_ajenas(vistas)])
        comunes = np.array([*_de_los_mas_cercanos(vistas.otras, *VECINOS), vistas.suena])
        return np.hstack([suyas, ajenas, np.broadcast_to(comunes, (len(suyas), len(comunes)))])

    def _de_las_suyas(self, vistas: "Vecindario") -> Numeros:
        """La media de las respuestas más cercanas a cada pregunta, para cada cantidad de `VECINOS`."""
        juntas = np.argsort(self._de_cual[vistas.orden], kind="stable")  # las de cada pregunta, de la más cercana
        lugares = np.minimum(np.arange(max(VECINOS)), self._cuantas[:, np.newaxis] - 1)
        comienzos = np.cumsum(self._cuantas) - self._cuantas
        sumas = np.cumsum(vistas.respuestas[juntas[comienzos[:, np.newaxis] + lugares]], axis=1, dtype=np.float64)
        hasta = np.minimum(VECINOS, self._cuantas[:, np.newaxis])
        return np.take_along_axis(sumas, hasta - 1, axis=1) / hasta

    def _de_las_ajenas(self, vistas: "Vecindario") -> Numeros:
        """La media de las respuestas más cercanas a otra pregunta, una fila por cada una."""
        bastan = CERCANOS + int(self._cuantas.max())
        son_ajenas = self._de_cual[vistas.orden[:bastan]] != np.arange(len(self._preguntas))[:, np.newaxis]
        cuentan = son_ajenas & (np.cumsum(son_ajenas, axis=1) <= CERCANOS)
        cuantas = cuentan.sum(axis=1)
        sumas = cuentan @ vistas.respuestas[:bastan].astype(np.float64)
        return np.where(cuantas, sumas / np.maximum(cuantas, 1), -1.0)[:, np.newaxis]

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
    """Una frase frente a las conocidas: el coseno con cada respuesta, de mayor a menor, y de qué fila es cada uno; el
    coseno con cada una de las demás, y cuánto suena a respuesta."""

    respuestas: Vectores
    orden: Clases
    otras: Vectores
    suena: float


def _de_los_mas_cercanos(cosenos: Vectores, *cuantos: int) -> tuple[float, ...]:
    """La media de los más altos, para cada cantidad; -1 si no hay ninguno."""
    if not len(cosenos):
        return (-1.0,) * len(cuantos)
    muchos = min(max(cuantos), len(cosenos))
    mayores = np.sort(np.partition(cosenos, len(cosenos) - muchos)[-muchos:])[::-1]
    return tuple(float(np.add.reduce(mayores[:uno]) / min(uno, muchos)) for uno in cuantos)
