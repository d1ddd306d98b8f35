"""En qué mes o meses del plan va algo: «mes 4», «1 al 8», «desde el 10»."""

import re

from bot.entrevista.esquema import Campo
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.compuestos.tramos import MESES, hallar
from bot.entrevista.valores.definicion import TipoDeCampo
from bot.entrevista.valores.lectura import Entorno, Explicacion, Lectura, Valido
from conocimiento.palabras import NUMEROS, plano

_ULTIMO_MES = 240
_SUELTO = re.compile(r"(?:(?:en\s+)?(?:el\s+)?mes\s+)?(\d{1,3})(?:er|ro|do|to|°|º)?")

_PAR = re.compile(r"(?:del?\s+)?(\d{1,3})\s*(?:al?|hasta(?:\s+el)?|[-–—]|y)\s*(\d{1,3})")


def leer_meses(texto: str) -> Lectura:
    """Lee un mes (un entero) o un intervalo (`{"desde": 1, "hasta": 8}`); sin final, `hasta` es None."""
    liso = plano(texto).strip(" .")
    for nombre, numero in NUMEROS.items():
        if numero <= 12:
            liso = (
                re.sub(rf"\b{nombre}\b", str(numero), liso)
                if re.search(rf"\bmes(?:es)?\b.*\b{nombre}\b", liso)
                else liso
            )
    if suelto := _SUELTO.fullmatch(liso):
        return _uno(int(suelto.group(1)))
    if par := _PAR.fullmatch(liso):
        return intervalo(int(par.group(1)), int(par.group(2)))
    hallado = MESES.fullmatch(liso)
    if hallado is None:
        return Explicacion("necesito el mes o los meses, contados desde el inicio: «mes 4», «1 al 8»")
    desde, hasta = hallado.group(1) or hallado.group(3) or hallado.group(5), hallado.group(2) or hallado.group(4)
    if desde is None or hallado.group(5):
        return Valido({"desde": int(desde or 1), "hasta": None})
    return _uno(int(desde)) if hasta is None else intervalo(int(desde), int(hasta))


def intervalo(desde: int, hasta: int) -> Lectura:
    """De un mes a otro, si el orden es ese."""
    if not 1 <= desde <= hasta <= _ULTIMO_MES:
        return Explicacion(f"los meses van del 1 al {_ULTIMO_MES} y en orden", f"{desde} a {hasta}")
    if desde == hasta:
        return Valido(desde)
    return Valido({"desde": desde, "hasta": hasta})


def mostrar_meses(_campo: Campo, valor: Valor) -> str:
    """«4», «1 a 8», «desde el 10»."""
    if not isinstance(valor, dict):
        return str(valor)
    desde, hasta = valor.get("desde"), valor.get("hasta")
    if hasta is None:
        return "todos" if desde == 1 else f"desde el {desde}"
    return f"{desde} a {hasta}"


def ultimo_mes(valor: Valor) -> int | None:
    """El último mes del que se habla; None si no se sabe."""
    if isinstance(valor, dict):
        valor = valor.get("hasta") or valor.get("desde")
    return valor if isinstance(valor, int) else None


def _uno(mes: int) -> Lectura:
    if not 1 <= mes <= _ULTIMO_MES:
        return Explicacion(f"el mes va del 1 al {_ULTIMO_MES}", str(mes))
    return Valido(mes)


def _es_su_mes(_campo: Campo, texto: str, _entorno: Entorno) -> bool:
    return isinstance(leer_meses(texto), Valido)


CAMPOS = {
    "meses": TipoDeCampo(
        leer=lambda _, texto, __: leer_meses(texto),
        muestra=lambda _, muestra: muestra.variante % 12 + 1,
        mostrar=mostrar_meses,
        reconoce=_es_su_mes,
        halla=lambda texto: hallar(MESES, texto),
    ),
}
