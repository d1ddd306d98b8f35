"""Los números dictados: «nueve ocho siete, seis cinco cuatro…» puesto en cifras.

Una serie de palabras de número sin nada en medio es un número dictado si da siete cifras o más; si lleva «mil» o
«millones», es una cantidad, salvo que cerca se hable de un documento de identidad.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.revision.tachado.formas.normal import Normal, palabras_de_un
from conocimiento.expresiones import diferida
from conocimiento.palabras import NUMEROS, un_numero

_ESCRITAS_MAL = {
    "cero": 0, "sero": 0, "zero": 0, "ceros": 0, "doz": 2, "trez": 3, "kuatro": 4, "quatro": 4, "sinco": 5, "cinko": 5,
    "ceis": 6, "seiz": 6, "ciete": 7, "siet": 7, "hocho": 8, "nuebe": 9, "nueb": 9, "dies": 10, "dose": 12, "trese": 13,
    "catorse": 14, "quinse": 15, "diesiseis": 16, "diesisiete": 17, "diesiocho": 18, "diesinueve": 19, "beinte": 20,
    "beintiuno": 21, "sincuenta": 50, "secenta": 60, "cetenta": 70, "nobenta": 90,
    "dosientos": 200, "tresientos": 300, "cuatrosientos": 400, "seisientos": 600, "setesientos": 700,
    "ochosientos": 800, "novesientos": 900,
}  # fmt: skip
_JUNTAS = {
    f"{decena}{y}{unidad}": valor + cuanto
    for decena, valor in NUMEROS.items()
    for unidad, cuanto in NUMEROS.items()
    for y in "iy"
    if 30 <= valor < 100 and cuanto < 10
}
"""«cincuentaiuno»."""
_VALOR = (
    {palabra: valor for palabra, valor in NUMEROS.items() if palabra not in ("un", "una")} | _ESCRITAS_MAL | _JUNTAS
)
_NUMEROS = frozenset(_VALOR)
_UNA = "|".join(sorted(_VALOR, key=len, reverse=True))
_MILES = r"mil|millon(?:es)?"
_PAUSA = (
    r"[\s,.;:/\-]{1,6}(?:(?:[yi]|este|eh|mm|punto|guion|luego|despues|coma|espacio|sigue|siguen|repito"
    r"|(?:y )?(?:termina en|al final|por ultimo))(?![a-z0-9])[\s,.;]{1,4}){0,2}"
)
_CADA = rf"(?:(?:doble|triple) )?(?:{_UNA}|un|{_MILES}|\d{{1,4}})(?![a-z0-9])"
_SERIE = diferida(rf"(?<![a-z0-9])(?:mas )?{_CADA}(?:{_PAUSA}{_CADA})++")
_PARTE = diferida(
    rf"(?:(doble|triple) )?(?<![a-z0-9])({_UNA}|un|{_MILES}|\d{{1,4}})(?![a-z0-9])|(?<![a-z0-9])([yi])(?![a-z])"
)
_UNA_CIFRA = diferida("cero|" + un_numero(2, 9) + "|uno")
_PEGADAS = diferida(rf"(?<![a-z])(?:{_UNA_CIFRA.pattern}){{6,22}}+(?![a-z])")
"""«nueveochosietecuatro…»: seis cifras escritas sin espacios tienen 18 letras por lo menos."""
_LARGO_DE_PEGADAS = 18
_DE_IDENTIDAD = diferida(
    r"\b(?:dni|d\.? ?n\.? ?i|documento|identidad|identificad[oa]|de ?ene ?i|deenei|cedula|celular|telefono)\b"
)
_CERCA = 60
_CIFRAS_MINIMAS, _CIFRAS_MAXIMAS = 6, 22
_VECES = {"doble": 2, "triple": 3}


def poner_en_cifras(normal: Normal) -> Normal:
    """El texto con los números dictados en cifras."""
    palabras = palabras_de_un(normal.texto)
    if any(len(palabra) >= _LARGO_DE_PEGADAS for palabra in palabras):
        normal = normal.cambiar(_PEGADAS, lambda hallado: "".join(map(_cifra_de, _UNA_CIFRA.findall(hallado.group()))))
    return normal.cambiar(_SERIE, _en_cifras) if palabras & _NUMEROS else normal


def _cifra_de(palabra: str) -> str:
    return str(_VALOR[palabra])


def _en_cifras(hallado: re.Match[str]) -> str | None:
    partes = _partes(hallado.group())
    dichas = [(valor, escrita) for valor, escrita, _ in partes if not escrita.isdigit()]
    if len(dichas) < 3:
        return None
    if any(valor >= 1000 for valor, _ in dichas):
        return _cantidad(partes) if _habla_de_identidad(hallado) else None
    valores = [valor for valor, _, _ in partes]
    parecen_lista = all(valor >= 10 and valor % 10 == 0 for valor in valores) or _van_de_uno_en_uno(valores)
    if parecen_lista and not _habla_de_identidad(hallado):
        return None
    cifras = "".join(_seguidas(partes))
    mas = "+" if hallado.group().startswith("mas ") else ""
    return mas + cifras if _CIFRAS_MINIMAS <= len(cifras) <= _CIFRAS_MAXIMAS else None


def _partes(texto: str) -> list[tuple[int, str, bool]]:
    """Cada número de la serie: su valor, cómo está escrito y si lo une una «y» al anterior."""
    partes: list[tuple[int, str, bool]] = []
    se_une = False
    for veces, escrita, y in _PARTE.findall(texto):
        if y:
            se_une = True
            continue
        if escrita.isdigit():
            valor = int(escrita)
        else:
            valor = 1 if escrita == "un" else 1000 if escrita == "mil" else _VALOR.get(escrita, 1_000_000)
        partes += [(valor, escrita, se_une)] * _VECES.get(veces, 1)
        se_une = False
    return partes


def _seguidas(partes: list[tuple[int, str, bool]]) -> Iterator[str]:
    """Las cifras de cada número: «sesenta y cinco» son 65, «novecientos doce» son 912 y «nueve doce», 9 y 12."""
    abierto = 0  # centenas o decenas a las que aún se puede sumar lo que sigue
    for valor, escrita, se_une in partes:
        cabe = (abierto >= 100 and abierto % 100 == 0) or (se_une and abierto % 10 == 0 and valor < 10)
        if escrita.isdigit():
            yield str(abierto or "") + escrita
            abierto = 0
        elif abierto and 0 < valor < 100 and cabe:
            abierto += valor
        else:
            if abierto:
                yield str(abierto)
            abierto = valor
            if not valor:
                yield "0"
        if abierto and (abierto % 10 or abierto < 20):
            yield str(abierto)
            abierto = 0
    if abierto:
        yield str(abierto)


def _cantidad(partes: list[tuple[int, str, bool]]) -> str | None:
    """Las siete u ocho cifras de «cuarenta y un millones doscientos mil»; None si son otras."""
    total = parcial = 0
    for valor, _, _ in partes:
        if valor >= 1000:
            total = (total + max(parcial, 1)) * valor if valor == 1_000_000 else total + max(parcial, 1) * valor
            parcial = 0
        else:
            parcial += valor
    cifras = str(total + parcial)
    return cifras.zfill(8) if len(cifras) in (7, 8) else None


def _van_de_uno_en_uno(valores: list[int]) -> bool:
    return all(siguiente == valor + 1 for valor, siguiente in pairwise(valores))


def _habla_de_identidad(hallado: re.Match[str]) -> bool:
    desde, hasta = max(0, hallado.start() - _CERCA), hallado.end() + _CERCA
    return _DE_IDENTIDAD.search(hallado.string, desde, hasta) is not None
