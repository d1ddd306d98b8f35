"""Las palabras con que se escribe un número: con sus faltas de siempre, pegadas unas a otras, o en inglés."""

import re
from decimal import Decimal
from functools import lru_cache

from rapidfuzz.distance import OSA

from conocimiento.palabras import NUMEROS

_EN_INGLES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "eleven": 11,
    "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_POR_ANALOGIA = {
    "cincocientos": 500,
    "cincocientas": 500,
    "sietecientos": 700,
    "nuevecientos": 900,
    "nuevecientas": 900,
}
_VALORES = NUMEROS | _EN_INGLES | _POR_ANALOGIA | {"cero": 0}
CENTENAS_APARTE = frozenset({"cientos", "cientas", "sientos", "sientas", "hundred"})
"""«dos cientos»: multiplican lo que llevan delante."""

MIL, MILLON = Decimal(1_000), Decimal(1_000_000)
_ESCALAS = {
    "mil": MIL, "miles": MIL, "millar": MIL, "millares": MIL, "k": MIL, "thousand": MIL, "thousands": MIL,
    "luca": MIL, "lucas": MIL, "luka": MIL, "lukas": MIL, "luquitas": MIL,
    "m": MILLON, "mm": MILLON, "mill": MILLON, "mills": MILLON, "mlls": MILLON,
    "mllns": MILLON, "mio": MILLON, "mn": MILLON, "mln": MILLON,
    "millon": MILLON, "millones": MILLON, "milion": MILLON, "miliones": MILLON, "milon": MILLON, "milones": MILLON,
    "millons": MILLON, "millione": MILLON, "milliones": MILLON, "millone": MILLON, "millnes": MILLON, "mllones": MILLON,
    "mllon": MILLON, "millonsito": MILLON, "milloncito": MILLON, "milloncitos": MILLON, "million": MILLON,
    "millions": MILLON, "miyon": MILLON, "miyones": MILLON, "millomes": MILLON, "milln": MILLON,
    "palo": MILLON, "palos": MILLON,
    "docena": Decimal(12), "docenas": Decimal(12), "decena": Decimal(10), "decenas": Decimal(10),
    "centenar": Decimal(100), "centenares": Decimal(100),
}  # fmt: skip
"""Lo que multiplica a lo que lleva delante."""
EMPIEZAN = frozenset(
    "mil millar millon milion milon milln mllon miyon million luca luka palo docena decena centenar".split()
)
"""Las que solas ya son un número: «mil soles», «millón y medio»."""
LUCAS = frozenset({"luca", "lucas", "luka", "lukas", "luquitas"})
"""Mil soles cada una; tras un número ya entero («150 mil lucas»), soles a secas."""
DUDOSAS = frozenset({"m", "mill", "mills"})
"""Con pocas unidades son millones; «200 mill» puede ser doscientos mil."""

PARTES = {
    "medio": Decimal("0.5"), "media": Decimal("0.5"), "half": Decimal("0.5"), "½": Decimal("0.5"),
    "cuarto": Decimal("0.25"), "cuartos": Decimal("0.25"), "¼": Decimal("0.25"), "¾": Decimal("0.75"),
}  # fmt: skip
VAGAS = frozenset({"pico", "tantos", "tantas", "algo", "poco", "piquito", "fraccion", "sencillo"})
"""«mil y pico»: no se sabe cuánto más."""

APROXIMADAS = frozenset(
    "aprox aproximadamente aproximado aproximados apro aproximada unos unas casi cerca como cosa mas menos alrededor "
    "around about approximately some roughly total totales redondeando maso mso xaprox".split()
)
"""Dicen que la cifra no es exacta, y no cambian cuál es."""

TIEMPO: dict[str, Decimal] = {
    palabra: Decimal(dias)
    for palabras, dias in (
        ("ano anos anio anios anito anitos year years yr yrs ańo ańos aňo aňos", 360),
        ("semestre semestres", 180),
        ("cuatrimestre cuatrimestres", 120),
        ("trimestre trimestres quarter quarters", 90),
        ("bimestre bimestres", 60),
        ("mes meses mese mesees messes mezes mez mss m month months mo mos", 30),
        ("quincena quincenas", 15),
        ("semana semanas sem semanitas week weeks", 7),
        ("dia dias day days", 1),
    )
    for palabra in palabras.split()
}
"""Los días que se cuentan en cada unidad: un mes es de treinta, y un año, de doce meses."""
UN_MES_EN_DIAS = Decimal(30)

OTRAS = frozenset(
    "hora horas hectarea hectareas ha has kilometro kilometros km metro metros tonelada toneladas kg kilos centro "
    "centros escuela escuelas colegio colegios distrito distritos provincia provincias region regiones vivienda "
    "viviendas taller talleres punto puntos actor actores socio socios etapa etapas fase fases modulo modulos tramo "
    "tramos piso pisos veces vez tecnicos ingenieros profesionales vehiculos camionetas equipos".split()
)
"""Otras cosas que se cuentan y no son dinero ni gente."""

_NO_SON = frozenset("siento sientos ves sierto".split())
_LARGO_CON_ERRATA = 7
_LARGO_PARECIDO = 5


def _sonido(palabra: str) -> str:
    """Cómo suena: «beinte» y «veinte», «docientos» y «doscientos», «sincuenta» y «cincuenta» quedan iguales."""
    suena = palabra.replace("ch", "x").replace("qu", "k").replace("h", "").replace("v", "b").replace("z", "s")
    suena = re.sub(r"c(?=[ei])", "s", suena)
    suena = re.sub(r"[cq]", "k", suena).replace("y", "i")
    return re.sub(r"(.)\1+", r"\1", suena)


_SUENAN = {_sonido(palabra): valor for palabra, valor in _VALORES.items()}
_LARGOS = tuple(suena for suena in _SUENAN if len(suena) >= _LARGO_PARECIDO)
_LARGAS = tuple((suena, valor) for suena, valor in _SUENAN.items() if len(suena) >= _LARGO_CON_ERRATA - 1)
_UNIDAD = "|".join(s for s, valor in _SUENAN.items() if 1 <= valor <= 9)
_DECENA = "|".join(s.removesuffix("a") for s, valor in _SUENAN.items() if valor in (30, 40, 50, 60, 70, 80, 90))
_CIENTOS = "|".join(sorted((s for s, valor in _SUENAN.items() if valor >= 100), key=len, reverse=True))
_HASTA_CIEN = "|".join(sorted((s for s, valor in _SUENAN.items() if valor < 100), key=len, reverse=True))
_PEGADA = re.compile(
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
