"""Cuánto de lo preguntado dice junto una oración: lo que distingue el pasaje que contesta del que trata lo mismo."""

from collections.abc import Sequence
from itertools import pairwise

from conocimiento.modelo import Fragmento
from indices.palabras.lexico import IndiceLexico, Termino, raices_de

POR_COBERTURA, POR_PAREJA = 2.5, 0.3
"""En puntaje z. Elegidos con 348 preguntas de personas a doce normas: entre 2 y 4, y entre 0,15 y 0,45, da lo mismo."""
PAREJAS = 3


def parejas_de(consulta: str) -> frozenset[tuple[str, str]]:
    """Las raíces con contenido que van seguidas en una consulta («zona» y «mezcla»)."""
    return frozenset(pairwise(raices_de(consulta)))


def apoyo(
    lexico: IndiceLexico,
    terminos: Sequence[Termino],
    parejas: frozenset[tuple[str, str]],
    numero: int,
    fragmento: Fragmento,
) -> float:
    """Lo que suma un fragmento, en puntaje z: la parte de la consulta que trae entera alguna de sus oraciones y las
    parejas que dice seguidas.

    Contado por fragmento, uno largo las trae casi todas repartidas y no contesta nada.
    """
    de_cada_una = lexico.raices_por_oracion(numero, fragmento)
    cobertura = max(lexico.cobertura_de_raices(terminos, raices) for raices in de_cada_una)
    dichas: set[tuple[str, str]] = set()
    for tramo, raices in zip(fragmento.oraciones, de_cada_una, strict=True):
        posibles = [pareja for pareja in parejas if raices.issuperset(pareja)]
        if posibles:
            dichas.update(set(posibles).intersection(pairwise(lexico.raices(fragmento.oracion(tramo)))))
    return POR_COBERTURA * cobertura + POR_PAREJA * min(len(dichas), PAREJAS)
