"""Quién importa a quién dentro del producto, visto por carpetas."""

import functools

import grimp

PAQUETES = ("bot", "indices", "conocimiento")

Flecha = tuple[str, str]
"""Quien importa y lo importado, cada uno con su nombre entero."""


@functools.cache
def importaciones() -> grimp.ImportGraph:
    """Todas las importaciones del producto, también las que están dentro de una función."""
    return grimp.build_graph(*PAQUETES, cache_dir=None)


def carpetas() -> list[str]:
    """Los paquetes que tienen algo dentro, por nombre."""
    grafo = importaciones()
    return sorted(modulo for modulo in grafo.modules if grafo.find_children(modulo))


def flechas(vecinos: set[str]) -> set[Flecha]:
    """Las importaciones entre unos vecinos, contando por cada uno todo lo que lleva dentro."""
    grafo = importaciones()
    de_quien = {modulo: vecino for vecino in vecinos for modulo in {vecino, *grafo.find_descendants(vecino)}}
    return {
        (vecino, de_quien[importado])
        for modulo, vecino in de_quien.items()
        for importado in grafo.find_modules_directly_imported_by(modulo)
        if de_quien.get(importado, vecino) != vecino
    }
