"""Los actores y los elementos de lista que se nombran o se señalan, aunque sea a medias o por su número."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from bot.entrevista.comprension.cambios.lo_anotado.campos import nombrados
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Tenido
from bot.entrevista.esquema import Catalogos
from bot.entrevista.eventos import Llave
from bot.entrevista.valores.tipos import TIPOS, elementos, nombre_de
from conocimiento.expresiones import diferida
from conocimiento.palabras import NUMEROS, plano

_ENLACE = frozenset("a al con d de del e el en la las lo los mi nuestra nuestro que se su un una y".split())
_LO_MISMO = {
    "muni": "municipalidad",
    "municipio": "municipalidad",
    "uni": "universidad",
    "univ": "universidad",
    "u": "universidad",
    "gore": "gobierno",
    "coop": "cooperativa",
    "asoc": "asociacion",
}
_ES_DE_OTRO = diferida(
    r"\b(?:posta|colegio|escuela|parroquia|hospital|red|comite|club|centro|ugel|comunidad|junta) (?:de|del)(?: la)? $"
)
"""«La posta de Tintaya» no es la JASS de Tintaya."""
_PARECIDO = 84
_LETRAS_DE_ABREVIATURA = 4
MINIMO = 0.6
"""Desde qué peso es una mención: un lugar o una palabra de relleno no bastan; la clase de organización, sí."""


@dataclass(frozen=True, slots=True)
class Cosa:
    """Un elemento de una respuesta de lista: de qué respuesta, en qué lugar y cómo se llama."""

    llave: Llave
    lugar: int
    nombre: str


@dataclass(frozen=True, slots=True)
class Mencion:
    """Dónde se nombra una cosa, y cuánto de su nombre se dijo."""

    cosa: Cosa
    inicio: int
    fin: int
    peso: float


def cosas(tenido: Tenido) -> tuple[Cosa, ...]:
    """Todos los elementos de las listas respondidas."""
    todas: list[Cosa] = []
    for paso in tenido.pasos:
        if TIPOS[paso.pregunta.tipo].es_lista:
            for lugar, uno in enumerate(elementos(tenido.valor(paso.llave))):
                todas.append(Cosa(paso.llave, lugar, nombre_de(paso.pregunta, uno)))
    return tuple(todas)


def actores_de(tenido: Tenido) -> tuple[Cosa, ...]:
    """Solo los otros actores."""
    clave = tenido.entrevista.papeles.actores
    return tuple(una for una in cosas(tenido) if una.llave[0] == clave)


def menciones(liso: str, cuales: tuple[Cosa, ...], catalogos: Catalogos, desde: int = 0) -> list[Mencion]:
    """Las cosas que se nombran desde ahí, la más nombrada primero; de las que comparten palabras, la que más dice."""
    fichas = [(p.start(), p.end(), p.group()) for p in re.finditer(r"[a-z0-9]+", liso) if p.start() >= desde]
    lugares = _palabras_de_lugar(catalogos)
    halladas = [m for una in cuales if (m := _mencion(fichas, una, lugares)) is not None]
    halladas = [m for m in halladas if _ES_DE_OTRO.search(liso[: m.inicio]) is None]
    mejores: list[Mencion] = []
    for una in sorted(halladas, key=lambda m: (-m.peso, m.inicio)):
        if all(una.fin <= otra.inicio or una.inicio >= otra.fin or una.peso == otra.peso for otra in mejores):
            mejores.append(una)
    return mejores


def empatadas(halladas: list[Mencion]) -> list[Mencion]:
    """La primera y las que se nombran con las mismas palabras y el mismo peso."""
    if not halladas:
        return []
    primera = halladas[0]
    return [m for m in halladas if m.peso == primera.peso and m.inicio < primera.fin and primera.inicio < m.fin]


def _mencion(fichas: list[tuple[int, int, str]], cosa: Cosa, lugares: frozenset[str]) -> Mencion | None:
    palabras = [p for p in re.findall(r"[a-z0-9]+", plano(cosa.nombre)) if p not in _ENLACE]
    siglas = "".join(p[0] for p in palabras)
    mejor: Mencion | None = None
    inicio, fin, peso, usadas = -1, -1, 0.0, set[str]()
    for a, b, ficha in fichas:
        igual = next((p for p in palabras if p not in usadas and _es_la_palabra(ficha, p)), "")
        if not igual and len(siglas) >= 3 and ficha == siglas:
            igual, usadas = siglas, {*palabras}
        if igual:
            inicio, fin = (a if inicio < 0 else inicio), b
            usadas = usadas | {igual}
            peso += _peso(igual, palabras, siglas, lugares)
        elif ficha not in _ENLACE or inicio < 0:
            inicio, fin, peso, usadas = -1, -1, 0.0, set[str]()
            continue
        if peso >= MINIMO and (mejor is None or peso > mejor.peso):
            mejor = Mencion(cosa, inicio, fin, peso)
    return mejor


def _peso(igual: str, palabras: list[str], siglas: str, lugares: frozenset[str]) -> float:
    if igual == siglas:
        return float(len(palabras))
    if igual in lugares and igual != palabras[0]:
        return 0.3
    return 1.0 if igual == palabras[0] or len(igual) >= 4 else 0.5


def _es_la_palabra(ficha: str, palabra: str) -> bool:
    if ficha == palabra or _LO_MISMO.get(ficha) == palabra:
        return True
    if len(ficha) >= _LETRAS_DE_ABREVIATURA and palabra.startswith(ficha):
        return True
    return (
        len(ficha) >= 5
        and ficha[:2] == palabra[:2]
        and abs(len(ficha) - len(palabra)) <= 2
        and fuzz.ratio(ficha, palabra) >= _PARECIDO
    )


@lru_cache(maxsize=2)
def _palabras_de_lugar(catalogos: Catalogos) -> frozenset[str]:
    nombres = (n for d in catalogos.departamentos for n in (d.nombre, *d.provincias, *d.ciudades))
    return frozenset(palabra for nombre in nombres for palabra in plano(nombre).split())


ORDINALES = ("primer", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav", "noven", "decim")
_ORDINAL = diferida(rf"\b({'|'.join(ORDINALES)}|ultim)[oa]?\b")
_NUMERO = diferida(
    r"(?:\b(?:el|la|los|las|al|del?|numeros?|nro|num|linea|renglon|punto|item|opcion|y|e)\s+(?:numero\s+"
    r"|n\s?[°º]?\s*)?|[#,]\s*|^\s*)(\d{1,2})(?![\d.,]*\d)(?!\s*(?:%|soles|familias|personas|meses|mil|anos))"
)
_EN_PALABRAS = diferida(rf"\b(?:numero|linea|renglon|punto)\s+({'|'.join(NUMEROS)})\b")


def por_numero(tenido: Tenido, liso: str, desde: int = 0) -> list[Cosa]:
    """Los renglones o elementos señalados con número u orden; ninguno si no se sabe de qué lista."""
    numeros = [(int(n.group(1)), n.start()) for n in _NUMERO.finditer(liso, desde)]
    numeros += [(NUMEROS[n.group(1)], n.start()) for n in _EN_PALABRAS.finditer(liso, desde)]
    for nombrado in nombrados(liso, tenido.entrevista.preguntas):  # «la actividad 2»
        pegado = re.compile(
            r"\s*(?:numero|nro|n\s?[°º])?\s*(\d{1,2})\b(?!\s*(?:%|mil|soles|dolares|meses|anos|familias|personas))"
        ).match(liso, nombrado.fin)
        if pegado is not None and es_lista(tenido, (nombrado.clave, "")) and nombrado.fin >= desde:
            numeros.append((int(pegado.group(1)), nombrado.fin))
    ordinales = [(n.group(1), n.start()) for n in _ORDINAL.finditer(liso, desde)]
    if not numeros and not ordinales:
        return []
    renglones = _lista_senalada(tenido, liso)
    lugares = [numero - 1 for numero, _ in numeros]
    lugares += [len(renglones) - 1 if o == "ultim" else ORDINALES.index(o) for o, _ in ordinales]
    return [renglones[lugar] for lugar in dict.fromkeys(lugares) if 0 <= lugar < len(renglones)]


def _lista_senalada(tenido: Tenido, liso: str) -> list[Cosa]:
    """La lista de la que son los números: la que se nombra, la que está a la vista o la que se tiene delante."""
    for nombrado in nombrados(liso, tenido.entrevista.preguntas):
        if es_lista(tenido, (nombrado.clave, "")):
            return de_la_lista(tenido, (nombrado.clave, ""))
    if tenido.renglones:
        return [cosa_de(tenido, llave, lugar) for llave, lugar in tenido.renglones]
    if tenido.delante is not None and es_lista(tenido, tenido.delante):
        return de_la_lista(tenido, tenido.delante)
    return []


def es_lista(tenido: Tenido, llave: Llave) -> bool:
    """Dice si una respuesta es una lista con elementos."""
    return TIPOS[tenido.pregunta(llave).tipo].es_lista and bool(elementos(tenido.valor(llave)))


def de_la_lista(tenido: Tenido, llave: Llave) -> list[Cosa]:
    """Los elementos de una lista."""
    return [una for una in cosas(tenido) if una.llave == llave]


def cosa_de(tenido: Tenido, llave: Llave, lugar: int) -> Cosa:
    """Un elemento, o la respuesta entera si el lugar es -1."""
    pregunta = tenido.pregunta(llave)
    if lugar < 0:
        return Cosa(llave, -1, pregunta.rotulo)
    return Cosa(llave, lugar, nombre_de(pregunta, elementos(tenido.valor(llave))[lugar]))


def por_nombre(tenido: Tenido, liso: str, desde: int = 0) -> list[Mencion]:
    """Los elementos nombrados desde ahí, el mejor primero.

    De una lista que no es de actores se pide más: que se nombre la lista, o dos palabras suyas.
    """
    claves = {n.clave for n in nombrados(liso, tenido.entrevista.preguntas)}
    actores = tenido.entrevista.papeles.actores
    halladas = menciones(liso, cosas(tenido), tenido.entorno.catalogos, desde)
    sirven = [m for m in halladas if m.cosa.llave[0] == actores or m.cosa.llave[0] in claves or m.peso >= 2]
    de_lo_nombrado = [m for m in sirven if m.cosa.llave[0] in claves and m.cosa.llave[0] != actores]
    return de_lo_nombrado or sirven


def el_que_se_nombra(tenido: Tenido, texto: str, desde: int = 0) -> list[Mencion]:
    """El mejor nombrado y los que no se distinguen de él."""
    return empatadas(por_nombre(tenido, plano(texto), desde))
