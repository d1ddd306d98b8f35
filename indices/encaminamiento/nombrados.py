"""Qué nombra una pregunta: documentos («según la ley de humedales», «qué dice el reglamento de…») y cantidades.

Basta la clase de documento con una palabra, o un número, que de todos los nombres solo lleva el suyo.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from conocimiento.expresiones import diferida
from conocimiento.palabras import CLASES_DE_DOCUMENTO, VACIAS, palabras, plegar, raices_con_sentido, raiz

_CLASE = "|".join(sorted(CLASES_DE_DOCUMENTO))
_SU_NUMERO = diferida(rf"^((?:{_CLASE})(?: [a-z]{{2,20}}){{0,4}} n\S{{0,2}} ?\d[\w/.-]*) *$", re.MULTILINE)
COMIENZO = 800
"""Letras de un documento en que se busca su número: más adelante puede ser el de otro."""
_POR_SUS_LETRAS = {"ds": "decreto", "dl": "decreto", "du": "decreto", "rm": "resolucion", "rd": "resolucion"}

_CIFRA = r"(\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)"
_CANTIDAD = diferida(rf"(?<![\d°º/-])\b{_CIFRA} ?([a-z]{{1,20}}\d?)\b")
_MAS = r"(?:mayor(?:es)?|superior(?:es)?|mas|no menor(?:es)?)"
_MENOS = r"(?:menor(?:es)?|inferior(?:es)?|menos|no mayor(?:es)?)"
_COMPARA = r"(?: o igual(?:es)?)? (?:a|de|que)"
_DE_TANTO_A_TANTO = diferida(
    rf"(?<!\d){_CIFRA}(?: ?[a-z]{{1,20}}\d?)?,? (?:hasta|a|y)(?: {_MENOS}{_COMPARA}| hasta)? {_CIFRA}"
    r" ?([a-z]{1,20}\d?)\b"
)
_DE_TANTO = diferida(
    rf"\b(?:({_MAS}{_COMPARA}|desde|a partir de)|{_MENOS}{_COMPARA}|hasta) {_CIFRA} ?([a-z]{{1,20}}\d?)\b"
)
_LARGAS = {"m": "metro", "mt": "metro", "mts": "metro", "km": "kilometro", "ha": "hectarea", "has": "hectarea"}


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


def fuera_de_rango(plana: str, textos: Sequence[str]) -> frozenset[int]:
    """Qué textos ponen, de lo que la pregunta cuenta («un puente de 120 metros»), cantidades en que no cae («menores de
    60 metros»), si otro pone una en que sí cae. `plana` es la pregunta, ya plegada."""
    pedidas = [(_numero(cifra), _unidad(cosa)) for cifra, cosa in _CANTIDAD.findall(plana) if cosa not in VACIAS]
    if not pedidas:
        return frozenset()
    rangos = [_rangos(plegar(texto)) for texto in textos]
    cae = [
        [desde <= cuanto <= hasta for cuanto, cosa in pedidas for desde, hasta, suya in suyos if suya == cosa]
        for suyos in rangos
    ]
    if not any(map(any, cae)):
        return frozenset()
    return frozenset(lugar for lugar, suyas in enumerate(cae) if suyas and not any(suyas))


def _rangos(texto: str) -> list[tuple[float, float, str]]:
    """Desde cuánto, hasta cuánto y de qué: «mayores a 60 hasta 350 metros», «más de 25 estacionamientos»."""
    dobles = [(_numero(uno), _numero(otro), _unidad(cosa)) for uno, otro, cosa in _DE_TANTO_A_TANTO.findall(texto)]
    sueltos = _DE_TANTO_A_TANTO.sub(" ", texto)
    simples = [
        (_numero(cifra), float("inf"), _unidad(cosa)) if mas else (0.0, _numero(cifra), _unidad(cosa))
        for mas, cifra, cosa in _DE_TANTO.findall(sueltos)
    ]
    return dobles + simples


def _numero(cifra: str) -> float:
    sin_miles = re.sub(r"[ .,](?=\d{3}(?!\d))", "", cifra)
    return float(sin_miles.replace(",", "."))


def _unidad(cosa: str) -> str:
    return raiz(_LARGAS.get(cosa, cosa))
