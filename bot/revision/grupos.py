"""Junta preguntas que piden lo mismo: por el parecido de sus vectores o, sin modelo, por sus palabras."""

from collections.abc import Callable, Sequence

from conocimiento.palabras import raices_con_sentido

PARECIDO = 0.88
"""Coseno desde el que dos preguntas se juntan: se prefiere dejar dos grupos a mezclar dos temas."""

Vectorizar = Callable[[Sequence[str]], Sequence[Sequence[float]]]


def agrupar(preguntas: Sequence[str], vectorizar: Vectorizar | None) -> list[list[int]]:
    """Devuelve los grupos como posiciones en `preguntas`, del más numeroso al menos.

    Las que tienen las mismas palabras con sentido van siempre juntas. Cada una de las demás se une al grupo
    de cabeza más parecida; la primera de un grupo es su cabeza.
    """
    iguales: dict[frozenset[str], list[int]] = {}
    for lugar, pregunta in enumerate(preguntas):
        iguales.setdefault(frozenset(raices_con_sentido(pregunta)), []).append(lugar)
    grupos = sorted(iguales.values(), key=len, reverse=True)
    if vectorizar is not None and len(grupos) > 1:
        grupos = _juntar(grupos, vectorizar([preguntas[grupo[0]] for grupo in grupos]))
    return sorted(grupos, key=lambda grupo: (-len(grupo), grupo[0]))


def _juntar(grupos: list[list[int]], vectores: Sequence[Sequence[float]]) -> list[list[int]]:
    import numpy as np

    matriz = np.asarray(vectores, dtype=np.float32)
    matriz /= np.maximum(np.linalg.norm(matriz, axis=1, keepdims=True), 1e-9)
    cabezas: list[int] = []
    juntos: list[list[int]] = []
    for lugar, grupo in enumerate(grupos):
        if cabezas:
            parecidos = matriz[cabezas] @ matriz[lugar]
            mejor = int(parecidos.argmax())
            if float(parecidos[mejor]) >= PARECIDO:
                juntos[mejor] += grupo
                continue
        cabezas.append(lugar)
        juntos.append(list(grupo))
    return juntos
