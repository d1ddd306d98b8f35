"""Lo último que se mira de un cambio ya leído: que no guarde el pedido, y que se sepa dónde acaba lo nuevo."""

import re
from collections.abc import Sequence

from bot.entrevista.comprension.cambios.lo_anotado.modelo import (
    Cambio,
    LecturaDeCambio,
    PorSenalar,
    Posibles,
    Que,
    Tenido,
)
from bot.entrevista.comprension.cambios.senales import QUITAR
from conocimiento.palabras import VACIAS, plano

_PIDE = re.compile(
    r"\b(?:aument|agreg|agregu|sum|anad|inclu|pon|pong|cambi|corrig|corrij|anot|quit|borr|saqu?)\w{0,5}l[aeo]s?\b"
    r"|\bte olvidaste\b"
    r"|\b(?:tendria\w?|tiene\w?|deb\w+) (?:que|q)? ?(?:decir|ir|figurar|salir)\b|\bla palabra (?:que|q) quiero\b"
    r"|\beso (?:quisiera|quiero|aument\w+|pon\w*)\b|\b(?:mejor )?que diga\b"
)
"""Palabras con que se pide, que nadie quiere leer en su propuesta."""
_SIN_VERBO = re.compile(r"(?:que|q) (?:el|la|los|las|un|una|sus?) \w+")
"""«Que los niños…»: lo nuevo se cortó antes de decir qué."""
_SIGUE = re.compile(r"[,;]\s*(?:por eso|asi|eso|por lo que|o sea|ya (?:que|no)|lo (?:que|q))\b|\w:\s")
_ACABA = re.compile(r"[.;!?\n)»\"”]|,\s")
_DE_CORTESIA = frozenset("favor porfa xfa gracias pues pe pls nomas joven porfavor mejor ahora ya".split())
PALABRAS_QUE_SOBRAN = 2


def repasar(tenido: Tenido, texto: str, leida: LecturaDeCambio | None) -> LecturaDeCambio | None:
    """Lo leído, sin lo que guardaría un pedido; lo que puede estar mal cortado espera un toque."""
    match leida:
        case Cambio():
            if not se_puede_guardar(tenido, leida):
                return PorSenalar((leida.llave,))
            return Posibles((leida,)) if not leida.junto and _es_dudoso(tenido, texto, leida) else leida
        case Posibles(cambios):
            quedan = tuple(uno for uno in cambios if se_puede_guardar(tenido, uno))
            return Posibles(quedan) if quedan else PorSenalar(_llaves(cambios))
        case _:
            return leida


def _llaves(cambios: Sequence[Cambio]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(uno.llave for uno in cambios))


def _lo_nuevo(cambio: Cambio) -> str:
    """Lo que se escribiría; vacío si no son palabras."""
    if cambio.que in (Que.QUITA, Que.JUNTA):
        return ""
    return cambio.ahora or (cambio.valor if isinstance(cambio.valor, str) else "")


def se_puede_guardar(tenido: Tenido, cambio: Cambio) -> bool:
    """Lo nuevo no lleva dentro lo que se pide, ni se cortó antes de decir qué."""
    tenia, valor = tenido.valor(cambio.llave), cambio.valor
    if tenido.pregunta(cambio.llave).tipo == "poblacion" and isinstance(valor, dict) and isinstance(tenia, dict):
        return valor.get("cantidad") is not None or tenia.get("cantidad") is None
    if cambio.que is Que.CAMBIA and isinstance(valor, str) and QUITAR.match(plano(valor)):
        return False  # «Sáquele eso de que la pesca bajó»
    nuevo, antes = plano(_lo_nuevo(cambio)), plano(f"{cambio.cual} {tenia if isinstance(tenia, str) else ''}")
    pide = any(pedido.group() not in antes for pedido in _PIDE.finditer(nuevo))
    return not pide and _SIN_VERBO.fullmatch(nuevo) is None


def _es_dudoso(tenido: Tenido, texto: str, cambio: Cambio) -> bool:
    """Lo nuevo no se dijo así, se dijo con algo más detrás o lleva dentro dos cosas."""
    nuevo, liso = plano(_lo_nuevo(cambio)).strip(" ."), plano(texto)
    tenia = plano(cambio.cual.partition(": ")[2])
    nuevo = nuevo.removeprefix(tenia).strip(" ,") if tenia else nuevo
    tipo = tenido.pregunta(cambio.llave).tipo
    if not nuevo or tipo in ("actores", "departamentos") or re.search(r"\d", nuevo):
        return False
    if _SIGUE.search(nuevo):
        return True
    lugar = liso.find(nuevo)
    if lugar < 0:  # lo escribió su validador, o cambia una parte de lo que había
        return False
    resto = liso[lugar + len(nuevo) :]
    fin = _ACABA.search(resto)
    resto = resto[: fin.start()] if fin is not None else resto
    sobran = [una for una in resto.split() if una not in VACIAS and una not in _DE_CORTESIA]
    return len(sobran) >= PALABRAS_QUE_SOBRAN
