"""Encontrar, entre los pasajes hallados, la oración que define lo preguntado.

Módulo puro. En un documento que habla todo de lo mismo, el pasaje más parecido a «¿qué es X?» rara vez
es el que lo define; una definición se reconoce por su forma: «X es un…», «X: …» o «…la siguiente
definición: …».
"""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from conocimiento.modelo import Pasaje, Tramo
from conocimiento.palabras import VACIAS, palabras, plegar, raiz

_PREGUNTA = re.compile(
    r"\b(?:que|q) (?:es|son|significa|se entiende por|quiere decir)\s+(?:(?:el|la|los|las|un|una|unos|unas)\s+)?(.+)"
    r"|\b(?:define|definicion de|concepto de)\s+(?:(?:el|la|los|las|un|una)\s+)?(.+)"
)
_FIN_DEL_TERMINO = frozenset("segun para en por y o que me con como dentro cuando si".split())
_ANUNCIA = re.compile(r"\b(?:definicion|define|definen|definid[oa]s?|se entiende|entendid[oa]s?|concepto)\b[^:]*:\s*$")
_ES_UN = re.compile(
    r"\W+(?:\w+\W+){0,2}?(?:(?:es|son) (?:un|una|unos|unas|el|la|los|las|todo|toda|aquel\w*)"
    r"|se (?:define|definen|entiende|refiere)|consisten?|significa)\b"
)
_PALABRAS_DEL_TERMINO = 4
_PALABRAS_HASTA_EL_VERBO = 12


def termino_preguntado(pregunta: str) -> tuple[str, ...]:
    """Devuelve las raíces de lo que se pide definir; vacío si la pregunta no pide una definición."""
    hallado = _PREGUNTA.search(" ".join(re.findall(r"[\w:.,;«»\"]+", plegar(pregunta))))
    if hallado is None:
        return ()
    termino: list[str] = []
    frase = re.split(r"[,.;:]", hallado.group(1) or hallado.group(2))[0]
    for palabra in palabras(frase):
        if palabra in _FIN_DEL_TERMINO or len(termino) == _PALABRAS_DEL_TERMINO:
            break
        if palabra not in VACIAS:
            termino.append(raiz(palabra))
    return tuple(termino)


def pasaje_que_define(pregunta: str, pasajes: Sequence[Pasaje]) -> Pasaje | None:
    """Devuelve el pasaje cuya mejor oración define el término, o None si ninguno tiene esa forma."""
    termino = termino_preguntado(pregunta)
    if not termino:
        return None
    # «multi actor» y «multiactor» son el mismo término.
    juntas = (raiz(uno + otro) for uno, otro in pairwise(palabras(pregunta)))
    admitidas = frozenset(termino).union(juntas)
    for pasaje in pasajes:
        if (tramo := _donde_se_abrevia(termino, pasaje)) is not None:
            return Pasaje(pasaje.fragmento, pasaje.puntuacion, tramo)
    for pasaje in pasajes:
        fragmento = pasaje.fragmento
        anterior = ""
        for tramo in fragmento.oraciones:
            oracion = fragmento.oracion(tramo)
            if _define(termino, admitidas, plegar(anterior), plegar(oracion)):
                return Pasaje(fragmento, pasaje.puntuacion, tramo)
            anterior = oracion
    return None


def _donde_se_abrevia(termino: tuple[str, ...], pasaje: Pasaje) -> Tramo | None:
    """Una sigla se define donde el texto la pone entre paréntesis: «Cooperación Internacional (CI)»."""
    sigla = re.compile(rf"\({re.escape(termino[0])}\)")
    oraciones = pasaje.fragmento.oraciones if len(termino) == 1 else ()
    return next((tramo for tramo in oraciones if sigla.search(plegar(pasaje.fragmento.oracion(tramo)))), None)


def _define(termino: tuple[str, ...], admitidas: frozenset[str], anterior: str, oracion: str) -> bool:
    if _ANUNCIA.search(anterior) and len(admitidas.intersection(map(raiz, palabras(anterior)))) >= min(2, len(termino)):
        return True
    rotulo, dos_puntos, _ = oracion.partition(":")
    if dos_puntos and tuple(map(raiz, palabras(rotulo)))[-len(termino) :] == termino and len(palabras(rotulo)) <= 6:
        return True
    return any(
        raiz(hallado.group()) == termino[-1] and _ES_UN.match(oracion[hallado.end() :])
        for hallado in islice(re.finditer(r"\w+", oracion), _PALABRAS_HASTA_EL_VERBO)
    )
