"""Fechas dichas por su fiesta («para fiestas patrias») y años dichos sin número («del otro año»)."""

import re
from collections.abc import Iterator
from datetime import date

from conocimiento.expresiones import diferida

_MESES = {
    r"fiestas? patrias": (7,),
    r"(?:la )?navidad(?:es)?|nochebuena": (12,),
    r"ano nuevo": (1,),
    r"fin de ano(?! (?:del? )?20\d\d)": (12,),
    r"semana santa|pascuas?": (3, 4),
    r"todos los santos|dia de los muertos": (11,),
    r"dia de la madre": (5,),
    r"dia del padre": (6,),
    r"dia del trabajo|dia del trabajador": (5,),
    r"inti raymi": (6,),
    r"carnaval(?:es)?": (2,),
    r"inicio de clases|inicio del ano escolar": (3,),
}
"""En qué mes cae cada una; la Semana Santa, según el año, en uno de dos."""
_DE_UN_ANO = {
    r"este(?: mismo)? ano|presente ano|ano en curso": 0,
    r"(?:el )?proximo ano|(?:el )?ano (?:que viene|proximo|entrante|siguiente)|(?:el )?otro ano|next year": 1,
    r"(?:el )?sub ?siguiente ano|(?:el )?ano subsiguiente": 2,
}
FIESTAS = "|".join(f"(?:{forma})" for forma in _MESES)
SIN_NUMERO = "|".join(f"(?:{forma})" for forma in _DE_UN_ANO)
"""Expresiones sobre un texto plegado y con los espacios juntos."""

_ANIO_DICHO = diferida(
    rf"\s{{0,2}}(?:(?:,|de|del|en|of)\s{{0,2}})?(?:el\s{{1,2}})?"
    rf"(?:(?:ano\s{{1,2}})?(?P<anio>20\d\d)\b|(?P<sin>{SIN_NUMERO})\b)"
)
_CUAL = diferida("|".join(f"(?P<f{lugar}>{forma})" for lugar, forma in enumerate(_MESES)))
_LUGARES = tuple(_MESES.values())
_FORMAS = tuple((diferida(forma), cuantos) for forma, cuantos in _DE_UN_ANO.items())


def anio_tras(liso: str, lugar: int, hoy: date) -> tuple[int, int] | None:
    """El año que se dice justo ahí («del 2028», «del próximo año»), y dónde acaba de decirse; None si no se dice."""
    dicho = _ANIO_DICHO.match(liso, lugar)
    if dicho is None:
        return None
    if dicho["anio"]:
        return int(dicho["anio"]), dicho.end()
    return hoy.year + next(cuantos for forma, cuantos in _FORMAS if forma.fullmatch(dicho["sin"])), dicho.end()


def fiestas_en(liso: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """De qué letra a qué letra se nombra cada fiesta, y los meses en que puede caer."""
    for hallada in re.finditer(rf"\b(?:{FIESTAS})\b", liso):
        cual = _CUAL.fullmatch(hallada.group())
        if cual is not None and cual.lastgroup is not None:
            yield (*hallada.span(), _LUGARES[int(cual.lastgroup[1:])])
