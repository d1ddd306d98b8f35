"""Qué documentos nombra una pregunta: «según la ley de humedales», «qué dice el reglamento de riego de…».

Basta la clase de documento con una palabra que, de todos los títulos, solo lleva el suyo.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from conocimiento.palabras import CLASES_DE_DOCUMENTO, palabras, raices_con_sentido, raiz


def nombrados(pregunta: str, titulos: tuple[str, ...]) -> frozenset[int]:
    """Los lugares, entre los títulos, de los que la pregunta nombra; ninguno si no nombra ninguno o hay uno solo."""
    clases = {raiz(palabra) for palabra in palabras(pregunta) if palabra in CLASES_DE_DOCUMENTO}
    if not clases or len(titulos) < 2:
        return frozenset()
    dichas = frozenset(raices_con_sentido(pregunta)) - clases
    propias = _propias(titulos)
    return frozenset(
        lugar for lugar, (suyas, unicas) in enumerate(propias) if clases & suyas and not dichas.isdisjoint(unicas)
    )


@lru_cache(maxsize=8)
def _propias(titulos: Sequence[str]) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """De cada título, sus raíces y las que no lleva ningún otro."""
    raices = [frozenset(raices_con_sentido(titulo)) for titulo in titulos]
    veces = Counter(una for suyas in raices for una in suyas)
    clases = {raiz(palabra) for palabra in CLASES_DE_DOCUMENTO}
    return tuple((suyas, frozenset(una for una in suyas - clases if veces[una] == 1)) for suyas in raices)
