"""Si una frase se parece a lo que otros respondieron a una pregunta de la entrevista, o a lo que no responde a ninguna.

Mira los ejemplos más cercanos: lo que responde a «¿Cuánto costaría?» no se parece a lo que responde a «¿Qué nombre le
pondría?», y juntos no forman una clase que un discriminante lineal pueda separar.
"""

from collections.abc import Sequence

import numpy as np

from indices.parecido.discriminante import Vectores

VECINOS = 3
"""De cuántos ejemplos se promedia el parecido: uno solo se equivoca con una frase suelta."""


class VecinosDeRespuestas:
    """Cuánto más se parece una frase a las respuestas de cada pregunta que a lo demás."""

    def __init__(self, respuestas: Vectores, preguntas: Sequence[str], otras: Vectores) -> None:
        """`preguntas` trae la clave de la que es cada respuesta; `otras`, lo que no responde a ninguna."""
        self._centro = np.concatenate([respuestas, otras]).mean(axis=0)
        self._otras = self._centrar(otras)
        self._todas = self._centrar(respuestas)
        claves = np.array(preguntas)
        self._suyas = {clave: np.flatnonzero(claves == clave) for clave in dict.fromkeys(preguntas)}

    def parecidos(self, vector: Vectores) -> dict[str, float]:
        """De cada pregunta, el parecido a sus respuestas menos el parecido a lo demás (de -2 a 2).

        La clave vacía es para la pregunta que no tiene ejemplos: compara con las respuestas de todas.
        """
        centrado = self._centrar(vector[np.newaxis])[0]
        a_respuestas, a_otras = self._todas @ centrado, _de_los_mas_cercanos(self._otras @ centrado)
        suyos = {clave: _de_los_mas_cercanos(a_respuestas[filas]) - a_otras for clave, filas in self._suyas.items()}
        return {"": _de_los_mas_cercanos(a_respuestas) - a_otras, **suyos}

    def _centrar(self, vectores: Vectores) -> Vectores:
        centrados = vectores - self._centro
        return centrados / np.maximum(np.linalg.norm(centrados, axis=1, keepdims=True), 1e-9)


def _de_los_mas_cercanos(cosenos: Vectores) -> float:
    cuantos = min(VECINOS, len(cosenos))
    return float(np.partition(cosenos, len(cosenos) - cuantos)[-cuantos:].mean())
