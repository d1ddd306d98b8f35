"""De muchas preguntas, los grupos de las que piden lo mismo."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.revision.grupos.mismo_dato import Pedidos, datos_pedidos, piden_lo_mismo

PARECIDO = 0.85
"""Coseno que además se exige. Solo no distingue nada: preguntas que piden otro dato llegan a 0,98."""


class Agrupar(Protocol):
    """Como `agrupar`, ya con el modelo."""

    def __call__(self, preguntas: Sequence[str], /, *, tareas: Sequence[int | None] = ()) -> Sequence[Sequence[int]]:
        """Los grupos, como posiciones en `preguntas`."""
        ...


Vectorizar = Callable[[Sequence[str]], Sequence[Sequence[float]]]


@dataclass(slots=True)
class _Grupo:
    """`distintas`: los lugares de las preguntas que no son iguales letra por letra; `tarea`: la que ya tienen."""

    tarea: int | None
    lugares: list[int] = field(default_factory=list[int])
    distintas: list[int] = field(default_factory=list[int])


def agrupar(
    preguntas: Sequence[str], vectorizar: Vectorizar | None = None, *, tareas: Sequence[int | None] = ()
) -> list[list[int]]:
    """Devuelve los grupos como posiciones en `preguntas`, del más numeroso al menos.

    Una pregunta entra en un grupo si pide lo mismo que todas las que están, de modo que nadie llega por un camino de
    parecidos a la respuesta de otra cosa. `tareas`, si se da, dice de cada pregunta la tarea que ya tiene: esas no se
    mueven, las de una misma tarea salen juntas, y las nuevas entran en la que más se parece.
    """
    ya = [*tareas, *([None] * (len(preguntas) - len(tareas)))]
    pedidos = [datos_pedidos(pregunta) for pregunta in preguntas]
    parecido = _Parecido(preguntas, pedidos, vectorizar)
    por_relacion: dict[object, list[_Grupo]] = defaultdict(list)
    grupos: list[_Grupo] = []
    for lugar in sorted(range(len(preguntas)), key=lambda uno: ya[uno] is None):
        candidatos = por_relacion[_llave(pedidos[lugar])]
        grupo = _el_suyo(lugar, ya[lugar], candidatos, parecido)
        if grupo is None:
            grupo = _Grupo(ya[lugar])
            grupos.append(grupo)
            candidatos.append(grupo)
        grupo.lugares.append(lugar)
        if not any(parecido.iguales(lugar, otro) for otro in grupo.distintas):
            grupo.distintas.append(lugar)
    return sorted(_por_tarea(grupos), key=lambda lugares: (-len(lugares), lugares[0]))


def _el_suyo(lugar: int, tarea: int | None, candidatos: Sequence[_Grupo], parecido: "_Parecido") -> _Grupo | None:
    """El grupo con que pide lo mismo, si lo hay; de varios, el más parecido."""
    posibles = [uno for uno in candidatos if tarea is None or uno.tarea == tarea]
    con_todas = [
        (min(parecido(lugar, otro) for otro in uno.distintas), uno)
        for uno in posibles
        if all(parecido.mismo_dato(lugar, otro) for otro in uno.distintas)
    ]
    cuanto, mejor = max(con_todas, key=lambda par: par[0], default=(0.0, None))
    return mejor if cuanto >= PARECIDO else None


def _por_tarea(grupos: Sequence[_Grupo]) -> list[list[int]]:
    """Junta los grupos que son de la misma tarea: alguien dijo que van juntos."""
    de_tarea: dict[int, list[int]] = defaultdict(list)
    sueltos: list[list[int]] = []
    for grupo in grupos:
        if grupo.tarea is None:
            sueltos.append(sorted(grupo.lugares))
        else:
            de_tarea[grupo.tarea] += grupo.lugares
    return [*(sorted(lugares) for lugares in de_tarea.values()), *sueltos]


def _llave(pedidos: Pedidos) -> object:
    return tuple(sorted(uno.relacion for uno in pedidos))


class _Parecido:
    """Cuánto se parecen dos de las preguntas, por su lugar."""

    def __init__(self, preguntas: Sequence[str], pedidos: Sequence[Pedidos], vectorizar: Vectorizar | None) -> None:
        self._preguntas, self._pedidos = preguntas, pedidos
        # Las que no piden nada que se entienda no se comparan: no hace falta su vector.
        self._textos = {
            texto: lugar
            for lugar, texto in enumerate(
                dict.fromkeys(pregunta for pregunta, pedido in zip(preguntas, pedidos, strict=True) if pedido)
            )
        }
        self._vectores = None
        if vectorizar is not None and len(self._textos) > 1:
            import numpy as np

            matriz = np.asarray(vectorizar(list(self._textos)), dtype=np.float32)
            self._vectores = matriz / np.maximum(np.linalg.norm(matriz, axis=1, keepdims=True), 1e-9)

    def iguales(self, una: int, otra: int) -> bool:
        return self._preguntas[una] == self._preguntas[otra]

    def mismo_dato(self, una: int, otra: int) -> bool:
        return piden_lo_mismo(self._pedidos[una], self._pedidos[otra])

    def __call__(self, una: int, otra: int) -> float:
        if self._vectores is None or self.iguales(una, otra):
            return 1.0
        vectores = (self._vectores[self._textos[self._preguntas[lugar]]] for lugar in (una, otra))
        primero, segundo = vectores
        return float(primero @ segundo)
