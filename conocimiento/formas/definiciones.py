"""Las definiciones por su forma: qué término se pide definir y qué oración de un texto lo define."""

import re
from collections.abc import Iterable
from itertools import islice, pairwise

from conocimiento.expresiones import diferida
from conocimiento.modelo import Fragmento, Tramo
from conocimiento.palabras import VACIAS, palabras, plegar, raiz

AL_FRENTE, SIGLA, ROTULO, VERBO = range(4)
"""Las formas de definir, de la más clara a la menos: «Los humedales son los manglares…», «Cooperación Internacional
(CI)», «La nueva cooperativa: …», «…de una cooperativa es una…»."""
_PREGUNTA = diferida(
    r"\b(?:que|q) (?:es|son|significa|se entiende por|quiere decir)\s+(?:(?:el|la|los|las|un|una|unos|unas)\s+)?(.+)"
    r"|\b(?:a (?:que|quien(?:es)?) (?:se )?(?:l[ea]s? )?(?:dicen?|llaman?)|que (?:cosa es|viene a ser))"
    r"\s+(?:(?:el|la|los|las|un|una|unos|unas)\s+)?(.+)"
    r"|\b(?:define|definicion de|concepto de)\s+(?:(?:el|la|los|las|un|una)\s+)?(.+)"
)
_FIN_DEL_TERMINO = frozenset("segun para en por y o que me con como dentro cuando si".split())
_ANUNCIA = diferida(r"\b(?:definicion|define|definen|definid[oa]s?|se entiende|entendid[oa]s?|concepto)\b[^:]*:\s*$")
_DICE_QUE_ES = (
    r"(?:(?:es|son) (?:un|una|unos|unas|el|la|los|las|todo|toda|aquel\w*)"
    r"|se (?:define|definen|entiende|refiere)|consisten?|significa)\b"
)
_ES_UN, _SIGUE_ES_UN = diferida(rf"\W+(?:\w+\W+){{0,2}}?{_DICE_QUE_ES}"), diferida(rf"\W+{_DICE_QUE_ES}")
_PALABRAS_DEL_TERMINO = 4
PALABRAS_DE_UN_ROTULO = 8
"""«c) Humo de segunda mano: …»: lo que se define, con su letra."""
_ROTULO = diferida(r"([^:]{1,90}?)(?::|\.\s?[-–—])(?:\s|$)")
"""«Humo de segunda mano:», «Cooperativa.-»."""
_PALABRAS_HASTA_EL_VERBO = 12
_NUMERACION = diferida(r"\W*(?:\d+(?:\.\d+)*\W+|[a-zñ]\)\W*|[ivxl]+[.)]\W*)*")
_SE_DENOMINA = diferida(
    r"(?:se )?(?:entiende|entiendase|denomina|denominase|llama|considera|considerase|define)(?:n)?(?: por| como| a)? "
)
_SIGLA, _CUALQUIERA = r"(?:\(\s*{0}\s*\)|[-–—]\s*{0}\b),?", r"[\w-]{2,12}"
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
    mejor: tuple[int, Tramo] | None = None
    anterior = ""
    for tramo in fragmento.oraciones:
        oracion = plegar(fragmento.oracion(tramo))
        forma = _forma_de_definirlo(termino, admitidas, anterior, oracion)
        if forma is not None and (mejor is None or forma < mejor[0]):
            mejor = forma, tramo
        anterior = oracion
    return mejor


def _forma_de_definirlo(termino: tuple[str, ...], admitidas: frozenset[str], anterior: str, oracion: str) -> int | None:
    sigla = _sigla_en(termino, oracion)
    if _dice_que_es(termino, sigla, oracion):
        return AL_FRENTE
    if sigla and sigla.group().startswith("("):
        return SIGLA
    if _lo_rotula(termino, oracion):
        return ROTULO
    return VERBO if _define(termino, admitidas, anterior, oracion) else None


def _sigla_en(termino: tuple[str, ...], oracion: str) -> re.Match[str] | None:
    """Dónde el término está como sigla de lo que va antes: «Cooperación Internacional (CI)»."""
    return re.search(_SIGLA.format(re.escape(termino[0])), oracion) if len(termino) == 1 else None


def _dice_que_es(termino: tuple[str, ...], sigla: re.Match[str] | None, oracion: str) -> bool:
    return _al_frente(termino, oracion) or bool(sigla and _SIGUE_ES_UN.match(f" {oracion[sigla.end() :]}"))


def _al_frente(termino: tuple[str, ...], oracion: str) -> bool:
    """Si la oración, fuera de su número, empieza por el término y dice qué es, o dice que así se denomina."""
    if oracion.rstrip().endswith(":"):
        return False  # solo presenta lo que lo define
    sin_numero = oracion[comienzo.end() :] if (comienzo := _NUMERACION.match(oracion)) else oracion
    denomina = _SE_DENOMINA.match(sin_numero)
    resto = sin_numero[denomina.end() :] if denomina else sin_numero
    dichas: list[str] = []
    for hallada in re.finditer(r"\w+", resto):
        if hallada.group() in VACIAS:
            continue
        dichas.append(raiz(hallada.group()))
        if len(dichas) == len(termino):
            siguen = re.sub(f"^ ?{_SIGLA.format(_CUALQUIERA)}", "", resto[hallada.end() :])
            return tuple(dichas) == termino and (denomina or _SIGUE_ES_UN.match(siguen or " ")) is not None
    return False


def define_al_frente(terminos: Iterable[tuple[str, ...]], fragmento: Fragmento, tramo: Tramo) -> bool:
    """Si en ese tramo de un fragmento una oración empieza por uno de unos términos y dice qué es."""
    dichas = [plegar(fragmento.oracion(uno)) for uno in fragmento.oraciones if tramo.inicio <= uno.inicio < tramo.fin]
    return any(
        _dice_que_es(termino, _sigla_en(termino, oracion), oracion) for termino in terminos for oracion in dichas
    )


def _lo_rotula(termino: tuple[str, ...], oracion: str) -> bool:
    dicho = _ROTULO.match(oracion)
    rotulo = dicho.group(1) if dicho else ""
    del_rotulo = tuple(raiz(palabra) for palabra in palabras(rotulo) if palabra not in VACIAS)
    return del_rotulo[-len(termino) :] == termino and len(palabras(rotulo)) <= PALABRAS_DE_UN_ROTULO


def _define(termino: tuple[str, ...], admitidas: frozenset[str], anterior: str, oracion: str) -> bool:
    if _ANUNCIA.search(anterior) and len(admitidas.intersection(map(raiz, palabras(anterior)))) >= min(2, len(termino)):
        return True
    dichas: set[str] = set()
    for hallado in islice(re.finditer(r"\w+", oracion), _PALABRAS_HASTA_EL_VERBO):
        dichas.add(raiz(hallado.group()))
        es_la_ultima = raiz(hallado.group()) == termino[-1] and dichas.issuperset(termino)
        if es_la_ultima and _ES_UN.match(oracion[hallado.end() :]):
            return True
    return False
