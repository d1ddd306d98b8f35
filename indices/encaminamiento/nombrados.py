"""Qué documentos nombra una pregunta: «según la ley de humedales», «qué dice el reglamento de riego de…».

Basta la clase de documento con una palabra, o un número, que de todos los nombres solo lleva el suyo.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from conocimiento.expresiones import diferida
from conocimiento.palabras import CLASES_DE_DOCUMENTO, palabras, plegar, raices_con_sentido, raiz

_CLASE = "|".join(sorted(CLASES_DE_DOCUMENTO))
_SU_NUMERO = diferida(rf"^((?:{_CLASE})(?: [a-z]{{2,20}}){{0,4}} n\S{{0,2}} ?\d[\w/.-]*) *$", re.MULTILINE)
COMIENZO = 800
"""Letras de un documento en que se busca su número: más adelante puede ser el de otro."""
_POR_SUS_LETRAS = {"ds": "decreto", "dl": "decreto", "du": "decreto", "rm": "resolucion", "rd": "resolucion"}


def nombre_completo(titulo: str, texto: str) -> str:
    """El título y, si el documento empieza diciendo su número en un renglón solo («LEY N° 28611»), el número."""
    hallado = _SU_NUMERO.search(plegar(texto[:COMIENZO]))
    return f"{titulo} {hallado.group(1)}" if hallado else titulo


def nombrados(pregunta: str, titulos: tuple[str, ...]) -> frozenset[int]:
    """Los lugares, entre los títulos, de los que la pregunta nombra; ninguno si no nombra ninguno o hay uno solo."""
    dichas_enteras = (_POR_SUS_LETRAS.get(palabra, palabra) for palabra in palabras(pregunta))
    clases = {raiz(palabra) for palabra in dichas_enteras if palabra in CLASES_DE_DOCUMENTO}
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
