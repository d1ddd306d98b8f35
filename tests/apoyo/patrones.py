"""Las expresiones regulares del producto, y los textos que a cada una le costaría más leer.

De una expresión se sacan sus propias bombas: por cada repetición, algo que la deja entrar y lo que repite. No hace
falta entenderla: si crece con el cuadrado del texto, alguna de sus bombas lo muestra.
"""

import importlib
import pkgutil
import random
import re
import re._constants as signos
import re._parser as lector
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import bot
import conocimiento
import indices
from conocimiento.expresiones import Diferida
from tests.apoyo.rutas import RAIZ

QUE_RECORREN = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
TODOS = QUE_RECORREN | {"match", "fullmatch"}
BOMBAS_POR_RONDA = 150
"""Una alternativa de muchos nombres tiene miles, casi iguales: se prueban algunas, elegidas al azar."""
_SUELTAS = " ,.a1(\n-'éAñ/:"
_CLASES = {
    signos.CATEGORY_DIGIT: "17",
    signos.CATEGORY_SPACE: " \n",
    signos.CATEGORY_WORD: "aA1_",
    signos.CATEGORY_NOT_DIGIT: " a.",
    signos.CATEGORY_NOT_SPACE: "a1,",
    signos.CATEGORY_NOT_WORD: " ,.-",
}
_REPETICIONES = (signos.MAX_REPEAT, signos.MIN_REPEAT, signos.POSSESSIVE_REPEAT)

Bomba = tuple[str, str]
"""Un comienzo y lo que se repite detrás."""


@dataclass(frozen=True, slots=True)
class Patron:
    """Una expresión, dónde se escribió y con qué métodos se usa."""

    expresion: re.Pattern[str]
    lugar: str
    usos: frozenset[str]

    def maneras(self) -> Iterator[Callable[[str], object]]:
        """Cómo se usa con un texto."""
        if "match" in self.usos:
            yield self.expresion.match
        if "fullmatch" in self.usos:
            yield self.expresion.fullmatch
        if not QUE_RECORREN.isdisjoint(self.usos):
            yield lambda texto: sum(1 for _ in self.expresion.finditer(texto))


@cache
def patrones() -> tuple[Patron, ...]:
    """Las que están en un nombre de algún módulo, sueltas o dentro de una tupla, un mapa o un valor con campos."""
    halladas: dict[re.Pattern[str], Patron] = {}
    for modulo in _modulos():
        usos = _usos_en(modulo.__file__)
        for nombre, valor in vars(modulo).items():
            for expresion in _dentro(valor):
                previos = halladas[expresion].usos if expresion in halladas else frozenset[str]()
                de_aqui = usos.get(nombre, frozenset() if previos else TODOS)
                halladas[expresion] = Patron(expresion, f"{modulo.__name__}.{nombre}", previos | de_aqui)
    return tuple(halladas.values())


def _modulos() -> Iterator[Any]:
    for paquete in (bot, conocimiento, indices):
        for uno in pkgutil.walk_packages(paquete.__path__, f"{paquete.__name__}."):
            if not uno.name.endswith("__main__") and ".migraciones" not in uno.name:
                yield importlib.import_module(uno.name)


def _usos_en(archivo: str) -> dict[str, frozenset[str]]:
    """Con qué métodos se usa cada nombre en un módulo."""
    usos: dict[str, frozenset[str]] = {}
    for nombre, metodo in re.findall(r"\b(\w+)\.(\w+)\(", Path(archivo).read_text(encoding="utf-8")):
        if metodo in TODOS:
            usos[nombre] = usos.get(nombre, frozenset()) | {metodo}
    return usos


def _dentro(valor: object) -> Iterator[re.Pattern[str]]:
    match valor:
        case Diferida() if isinstance(valor.pattern, str):
            yield valor.compilada
        case re.Pattern() if isinstance(valor.pattern, str):
            yield valor
        case tuple() | list():
            for uno in valor:
                yield from _dentro(uno)
        case dict():
            for uno in valor.values():
                yield from _dentro(uno)
        case _ if is_dataclass(valor) and not isinstance(valor, type):
            for campo in fields(valor):
                yield from _dentro(getattr(valor, campo.name))
        case _:
            pass


class Escucha:
    """Mientras dura, anota las expresiones que el producto compila en el momento, hasta dos por cada línea."""

    def __init__(self) -> None:
        self.oidos: dict[re.Pattern[str], Patron] = {}
        self._por_linea: dict[str, int] = {}

    def __enter__(self) -> "Escucha":
        self._compilar = getattr(re, "_compile")  # noqa: B009  (no es público, y por él pasan todas)
        setattr(re, "_compile", self._anotar)  # noqa: B010
        return self

    def __exit__(self, *_: object) -> None:
        setattr(re, "_compile", self._compilar)  # noqa: B010

    def _anotar(self, expresion: Any, opciones: Any) -> re.Pattern[str]:
        compilada = self._compilar(expresion, opciones)
        marco = sys._getframe(1)
        metodo = marco.f_code.co_name
        while marco.f_back and marco.f_code.co_filename == re.__file__:
            marco = marco.f_back
        lugar = f"{marco.f_code.co_filename}:{marco.f_lineno}"
        es_nuestra = lugar.startswith(tuple(f"{RAIZ / paquete}/" for paquete in ("bot", "conocimiento", "indices")))
        if es_nuestra and compilada not in self.oidos and self._por_linea.get(lugar, 0) < 2:
            self._por_linea[lugar] = self._por_linea.get(lugar, 0) + 1
            lugar = f"{lugar.removeprefix(f'{RAIZ}/')} {marco.f_code.co_name}"
            self.oidos[compilada] = Patron(compilada, lugar, TODOS & {metodo} or QUE_RECORREN)
        return compilada


def bombas(expresion: re.Pattern[str], rondas: int = 2) -> tuple[Bomba, ...]:
    """Sus bombas, con letras elegidas al azar en cada ronda; las mismas cada vez que se piden."""
    arbol = list(lector.parse(expresion.pattern, expresion.flags))
    halladas = dict.fromkeys(una for ronda in range(rondas) for una in _de(arbol, random.Random(ronda), ""))
    todas = [una for una in halladas if una[1]]
    return tuple(random.Random(rondas).sample(todas, min(len(todas), rondas * BOMBAS_POR_RONDA)))


def _de(partes: list[Any], azar: random.Random, antes: str) -> Iterator[Bomba]:
    comienzo, previa = antes, ""
    for parte in partes:
        clase, dentro = parte
        if clase in _REPETICIONES:
            repetida = _muestra(list(dentro[2]), azar)
            yield comienzo, repetida
            yield comienzo, previa + repetida  # dos repeticiones seguidas que admiten lo mismo
            previa = repetida
        for hijos in _hijos(parte):
            yield from _de(hijos, azar, comienzo)
        comienzo += _muestra([parte], azar)
    if comienzo != antes:
        yield from (("", comienzo), ("", f"{comienzo} "), ("", comienzo[:-1]), ("", f"{comienzo[:-1]} "))


def _hijos(parte: Any) -> Iterator[list[Any]]:
    clase, dentro = parte
    if clase in _REPETICIONES:
        yield list(dentro[2])
    elif clase is signos.SUBPATTERN:
        yield list(dentro[3])
    elif clase is signos.ATOMIC_GROUP:
        yield list(dentro)
    elif clase is signos.BRANCH:
        yield from map(list, dentro[1])
    elif clase in (signos.ASSERT, signos.ASSERT_NOT):
        yield list(dentro[1])


def _muestra(partes: list[Any], azar: random.Random) -> str:
    """Un texto que esas partes admiten, o casi: no mira lo que exigen alrededor."""
    return "".join(_una(parte, azar) for parte in partes)


def _una(parte: Any, azar: random.Random) -> str:
    clase, dentro = parte
    if clase is signos.LITERAL:
        return chr(dentro)
    if clase is signos.NOT_LITERAL:
        return azar.choice(_SUELTAS.replace(chr(dentro), ""))
    if clase is signos.ANY:
        return azar.choice("a1 ,")
    if clase is signos.IN:
        return _letra(dentro, azar)
    if clase is signos.BRANCH:
        return _muestra(list(azar.choice(dentro[1])), azar)
    if clase in _REPETICIONES:
        minimo, maximo, repetida = dentro
        veces = azar.randint(minimo, min(int(maximo), minimo + 2))
        return "".join(_muestra(list(repetida), azar) for _ in range(veces))
    if clase in (signos.SUBPATTERN, signos.ATOMIC_GROUP):
        return "".join(_muestra(hijos, azar) for hijos in _hijos(parte))
    return ""


def _letra(conjunto: list[Any], azar: random.Random) -> str:
    admitidas = ""
    for clase, dentro in conjunto:
        if clase is signos.LITERAL:
            admitidas += chr(dentro)
        elif clase is signos.RANGE:
            admitidas += chr(dentro[0]) + chr(dentro[1]) + chr(azar.randint(*dentro))
        elif clase is signos.CATEGORY:
            admitidas += _CLASES[dentro]
    if conjunto[0][0] is signos.NEGATE:
        admitidas = "".join(letra for letra in _SUELTAS if letra not in admitidas) or "😀"
    return azar.choice(admitidas)
