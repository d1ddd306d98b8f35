"""Las palabras con que se escribe un número: con sus faltas de siempre, pegadas unas a otras, o en inglés."""

import re
from decimal import Decimal
from functools import lru_cache

from rapidfuzz.distance import OSA

from conocimiento.expresiones import diferida
from conocimiento.palabras import NUMEROS


def por_palabra(*grupos: tuple[str, int | str]) -> dict[str, Decimal]:
    """Lo que vale cada palabra de unos grupos que valen lo mismo."""
    return {palabra: Decimal(valor) for palabras, valor in grupos for palabra in palabras.split()}


_EN_ESPANOL = NUMEROS | {
    "cero": 0, "cincocientos": 500, "cincocientas": 500, "sietecientos": 700, "nuevecientos": 900, "nuevecientas": 900,
}  # fmt: skip
_VALORES = _EN_ESPANOL | {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "eleven": 11,
    "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
CENTENAS_APARTE = frozenset({"cientos", "cientas", "sientos", "sientas", "hundred"})
"""«dos cientos»: multiplican lo que llevan delante."""

MIL, MILLON = Decimal(1_000), Decimal(1_000_000)
_ESCALAS = por_palabra(
    ("mil miles millar millares k thousand thousands luca lucas luka lukas luquitas", 1_000),
    ("m mm mill mills mlls mllns mio mn mln millon millones milion miliones milon milones millons millione", 1_000_000),
    ("milliones millone millnes mllones mllon millonsito milloncito milloncitos million millions", 1_000_000),
    ("miyon miyones millomes milln palo palos", 1_000_000),
    ("docena docenas", 12),
    ("decena decenas", 10),
    ("centenar centenares", 100),
)
"""Lo que multiplica a lo que lleva delante."""
EMPIEZAN = frozenset(
    "mil millar millon milion milon milln mllon miyon million luca luka palo docena decena centenar".split()
)
"""Las que solas ya son un número: «mil soles», «millón y medio»."""
LUCAS = frozenset({"luca", "lucas", "luka", "lukas", "luquitas"})
"""Mil soles cada una; tras un número ya entero («150 mil lucas»), soles a secas."""
DUDOSAS = frozenset({"m", "mill", "mills"})
"""Con pocas unidades son millones; «200 mill» puede ser doscientos mil."""

PARTES = por_palabra(("medio media half ½", "0.5"), ("cuarto cuartos ¼", "0.25"), ("¾", "0.75"))
VAGAS = frozenset({"pico", "tantos", "tantas", "algo", "poco", "piquito", "fraccion", "sencillo"})
"""«mil y pico»: no se sabe cuánto más."""

_NO_SON = frozenset("siento sientos ves sierto".split())
_LARGO_CON_ERRATA = 7
_LARGO_PARECIDO = 5


def _sonido(palabra: str) -> str:
    """Cómo suena: «beinte» y «veinte», «docientos» y «doscientos», «sincuenta» y «cincuenta» quedan iguales."""
    suena = palabra.replace("ch", "x").replace("qu", "k").replace("h", "").replace("v", "b").replace("z", "s")
    suena = re.sub(r"c(?=[ei])", "s", suena)
    suena = re.sub(r"[cq]", "k", suena).replace("y", "i")
    return re.sub(r"(.)\1+", r"\1", suena)


_SUENAN = {_sonido(palabra): valor for palabra, valor in _EN_ESPANOL.items()}
_LARGOS = tuple(suena for suena in _SUENAN if len(suena) >= _LARGO_PARECIDO)
_LARGAS = tuple((suena, valor) for suena, valor in _SUENAN.items() if len(suena) >= _LARGO_CON_ERRATA - 1)
_UNIDAD = "|".join(s for s, valor in _SUENAN.items() if 1 <= valor <= 9)
_DECENA = "|".join(s.removesuffix("a") for s, valor in _SUENAN.items() if valor in (30, 40, 50, 60, 70, 80, 90))
_CIENTOS = "|".join(sorted((s for s, valor in _SUENAN.items() if valor >= 100), key=len, reverse=True))
_HASTA_CIEN = "|".join(sorted((s for s, valor in _SUENAN.items() if valor < 100), key=len, reverse=True))
_PEGADA = diferida(
    rf"(?P<cientos>{_CIENTOS})?(?:(?P<decena>{_DECENA}|beinte?)a?i?(?P<unidad>{_UNIDAD})|(?P<suelto>{_HASTA_CIEN}))?"
    r"(?P<escala>mil|milon(?:es)?)?"
)
"""«treintaicinco», «cientoveinte», «doscientosmil»: cómo suenan varias palabras de número seguidas."""


@lru_cache(maxsize=8192)
def valores_de(palabra: str) -> tuple[tuple[int, ...], str]:
    """Lo que vale una palabra sin tildes: sus números, en orden, y la escala que lleva pegada («dosmil»).

    Vacío si no es de número. Varios números son una decena y su unidad, o un ciento y lo que sigue. Una errata se
    acepta en una palabra larga si solo se parece a un número.
    """
    if palabra in _NO_SON or palabra in _ESCALAS:
        return (), ""
    if palabra in _VALORES:
        return (_VALORES[palabra],), ""
    suena = _sonido(palabra)
    if suena in _SUENAN:
        return (_SUENAN[suena],), ""
    pegada = _PEGADA.fullmatch(suena) if len(suena) > 5 else None
    if pegada is not None:
        return _de_pegada(pegada)
    if len(palabra) < _LARGO_CON_ERRATA:
        return (), ""
    parecidos = {valor for larga, valor in _LARGAS if OSA.distance(suena, larga, score_cutoff=1) <= 1}
    return (parecidos.pop(),) if len(parecidos) == 1 else (), ""


def _de_pegada(pegada: re.Match[str]) -> tuple[tuple[int, ...], str]:
    cientos, decena, unidad, suelto = (pegada[grupo] for grupo in ("cientos", "decena", "unidad", "suelto"))
    numeros = [_SUENAN[cientos]] if cientos else []
    if decena:
        numeros += [_SUENAN.get(f"{decena}a", 20), _SUENAN[unidad]]
    elif suelto:
        numeros.append(_SUENAN[suelto])
    escala = {"": "", "mil": "mil"}.get(pegada["escala"] or "", "millones")
    return (tuple(numeros), escala) if numeros and (len(numeros) > 1 or escala) else ((), "")


def escala_de(palabra: str) -> Decimal | None:
    """Por cuánto multiplica; None si no multiplica."""
    return _ESCALAS.get(palabra)


@lru_cache(maxsize=8192)
def parece_numero(palabra: str) -> bool:
    """No es un número y apenas se distingue de uno: «trinta», «quinetos»."""
    if len(palabra) < _LARGO_PARECIDO or valores_de(palabra)[0]:
        return False
    suena, letras = _sonido(palabra), 2 if len(palabra) >= _LARGO_CON_ERRATA else 1
    return any(OSA.distance(suena, otro, score_cutoff=letras) <= letras for otro in _LARGOS if len(otro) > letras + 3)
