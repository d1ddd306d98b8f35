"""Las definiciones por su forma: qué término se pide definir y qué oración de un texto lo define."""

import re
from itertools import islice, pairwise

from conocimiento.expresiones import diferida
from conocimiento.modelo import Fragmento, Tramo
from conocimiento.palabras import VACIAS, palabras, plegar, raiz

SIGLA, ROTULO, VERBO = range(3)
"""Las formas de definir, de la más clara a la menos: «Cooperación Internacional (CI)», «Cooperativa: …», «es una»."""
_PREGUNTA = diferida(
    r"\b(?:que|q) (?:es|son|significa|se entiende por|quiere decir)\s+(?:(?:el|la|los|las|un|una|unos|unas)\s+)?(.+)"
    r"|\b(?:a (?:que|quien(?:es)?) (?:se )?(?:l[ea]s? )?(?:dicen?|llaman?)|que (?:cosa es|viene a ser))"
    r"\s+(?:(?:el|la|los|las|un|una|unos|unas)\s+)?(.+)"
    r"|\b(?:define|definicion de|concepto de)\s+(?:(?:el|la|los|las|un|una)\s+)?(.+)"
)
_FIN_DEL_TERMINO = frozenset("segun para en por y o que me con como dentro cuando si".split())
_ANUNCIA = diferida(r"\b(?:definicion|define|definen|definid[oa]s?|se entiende|entendid[oa]s?|concepto)\b[^:]*:\s*$")
_ES_UN = diferida(
    r"\W+(?:\w+\W+){0,2}?(?:(?:es|son) (?:un|una|unos|unas|el|la|los|las|todo|toda|aquel\w*)"
    r"|se (?:define|definen|entiende|refiere)|consisten?|significa)\b"
)
_PALABRAS_DEL_TERMINO = 4
PALABRAS_DE_UN_ROTULO = 8
"""«c) Humo de segunda mano: …»: lo que se define, con su letra."""
_ROTULO = diferida(r"([^:]{1,90}?)(?::|\.\s?[-–—])(?:\s|$)")
"""«Humo de segunda mano:», «Cooperativa.-»."""
_PALABRAS_HASTA_EL_VERBO = 12
_NO_ES_FIN = frozenset("y o".split())


def termino_preguntado(pregunta: str, entero: bool = False) -> tuple[str, ...]:
    """Devuelve las raíces de lo que se pide definir; vacío si la pregunta no pide una definición.

    Con `entero`, también lo que sigue a una «y» («riesgo social y ambiental»), que puede ser otra pregunta.
    """
    fin = _FIN_DEL_TERMINO - _NO_ES_FIN if entero else _FIN_DEL_TERMINO
    hallado = _PREGUNTA.search(" ".join(re.findall(r"[\w:.,;«»\"]+", plegar(pregunta))))
    if hallado is None:
        return ()
    termino: list[str] = []
    frase = re.split(r"[,.;:]", next(filter(None, hallado.groups())))[0]
    for palabra in palabras(frase):
        if palabra in fin or len(termino) == _PALABRAS_DEL_TERMINO:
            break
        if palabra not in VACIAS:
            termino.append(raiz(palabra))
    return tuple(termino)


def terminos_preguntados(pregunta: str) -> tuple[tuple[str, ...], ...]:
    """Los que se puede estar pidiendo definir, primero el más largo; ninguno si no se pide una definición."""
    posibles = dict.fromkeys((termino_preguntado(pregunta, entero=True), termino_preguntado(pregunta)))
    return tuple(filter(None, posibles))


def donde_se_define(termino: tuple[str, ...], pregunta: str, fragmento: Fragmento) -> tuple[int, Tramo] | None:
    """La oración de un fragmento que define un término y de qué forma; None si ninguna. De varias, la más clara."""
    # «multi actor» y «multiactor» son el mismo término.
    admitidas = frozenset(termino).union(raiz(uno + otro) for uno, otro in pairwise(palabras(pregunta)))
    sigla = re.compile(rf"\({re.escape(termino[0])}\)") if len(termino) == 1 else None
    hallada: tuple[int, Tramo] | None = None
    anterior = ""
    for tramo in fragmento.oraciones:
        oracion = plegar(fragmento.oracion(tramo))
        if sigla is not None and sigla.search(oracion):
            return SIGLA, tramo
        if (hallada is None or hallada[0] > ROTULO) and _lo_rotula(termino, oracion):
            hallada = ROTULO, tramo
        if hallada is None and _define(termino, admitidas, anterior, oracion):
            hallada = VERBO, tramo
        anterior = oracion
    return hallada


def _lo_rotula(termino: tuple[str, ...], oracion: str) -> bool:
    dicho = _ROTULO.match(oracion)
    rotulo = dicho.group(1) if dicho else ""
    del_rotulo = tuple(raiz(palabra) for palabra in palabras(rotulo) if palabra not in VACIAS)
    return del_rotulo[-len(termino) :] == termino and len(palabras(rotulo)) <= PALABRAS_DE_UN_ROTULO


def _define(termino: tuple[str, ...], admitidas: frozenset[str], anterior: str, oracion: str) -> bool:
    if _ANUNCIA.search(anterior) and len(admitidas.intersection(map(raiz, palabras(anterior)))) >= min(2, len(termino)):
        return True
    return any(
        raiz(hallado.group()) == termino[-1] and _ES_UN.match(oracion[hallado.end() :])
        for hallado in islice(re.finditer(r"\w+", oracion), _PALABRAS_HASTA_EL_VERBO)
    )
