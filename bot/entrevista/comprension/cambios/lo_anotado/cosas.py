"""Los actores y los elementos de lista que nombra un texto, aunque sea a medias, con siglas o con faltas."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from bot.entrevista.comprension.cambios.lo_anotado.modelo import Tenido
from bot.entrevista.esquema import Catalogos
from bot.entrevista.eventos import Llave
from bot.entrevista.valores.tipos import TIPOS, elementos, nombre_de
from conocimiento.palabras import plano

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
