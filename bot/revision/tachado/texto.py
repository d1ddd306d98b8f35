"""Los textos hechos comparables: sin tildes, mayúsculas, marcas invisibles ni saltos."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from conocimiento.expresiones import diferida
from conocimiento.palabras import plegar, raiz

_INVISIBLES = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_PALABRA = diferida(rf"[^\W_](?:[^\W_]|[{_INVISIBLES}]|[\u0300-\u036f])*")
_SOBRA = diferida(rf"[{_INVISIBLES}]")
_CORTE = diferida(rf"(?<=[^\W_])-?[ \t{_INVISIBLES}]*\r?\n[ \t{_INVISIBLES}]*(?=[^\W_])")
_NO_PALABRA = diferida(r"[\W_]+")
_ADORNOS = diferida(r"[\s.\-()+\u200b]")
_MARCAS = diferida(r"[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Alineado:
    """Un texto como raíces entre espacios, y dónde empieza y termina cada palabra en el original."""

    raices: str
    comienzos: tuple[int, ...]  # de cada raíz dentro de `raices`
    tramos: tuple[tuple[int, int], ...]  # de cada palabra en el texto original

    @classmethod
    def de(cls, raices: Sequence[str], tramos: Sequence[tuple[int, int]]) -> "Alineado":
        """Las raíces de unas palabras y el tramo de cada una."""
        comienzos: list[int] = []
        largo = 1
        for una in raices:
            comienzos.append(largo)
            largo += len(una) + 1
        return cls(f" {' '.join(raices)} ", tuple(comienzos), tuple(tramos))

    def tramo(self, desde: int, hasta: int) -> tuple[int, int]:
        """Devuelve el tramo original que va de la posición `desde` a la `hasta` de `raices`."""
        primera = bisect_right(self.comienzos, desde) - 1
        ultima = bisect_right(self.comienzos, hasta) - 1
        return self.tramos[primera][0], self.tramos[ultima][1]


def palabras_de(texto: str) -> list[str]:
    """Devuelve las palabras plegadas; «S.A.C.» son tres."""
    return [plegar(_SOBRA.sub("", hallada.group())) for hallada in _PALABRA.finditer(texto)]


def alinear(texto: str) -> Alineado:
    """Devuelve el texto como raíces, sabiendo de qué parte del original sale cada una."""
    return _alinear(texto, [(hallada.start(), hallada.end()) for hallada in _PALABRA.finditer(texto)])


def alinear_sin_cortes(texto: str) -> Iterator[Alineado]:
    """Como `alinear`, con las palabras partidas por un salto otra vez enteras: las que llevan guion y todas."""
    if "\n" not in texto:
        return
    cortes = [(hallado.start(), hallado.end()) for hallado in _CORTE.finditer(texto)]
    con_guion = [(desde, hasta) for desde, hasta in cortes if texto[desde] == "-"]
    for unidos in (con_guion, cortes):
        if unidos:
            yield _alinear(texto, _unir(texto, dict(unidos)))


def en_raices(texto: str) -> str:
    """Devuelve las raíces del texto, con un espacio delante de cada una y otro al final."""
    return "".join(f" {raiz(palabra)}" for palabra in palabras_de(texto)) + " "


def reducir(texto: str) -> str:
    """Devuelve solo letras y cifras plegadas, con un espacio entre palabras y a los lados."""
    descompuesto = unicodedata.normalize("NFD", _SOBRA.sub("", texto).casefold())
    return f" {_NO_PALABRA.sub(' ', _MARCAS.sub('', descompuesto)).strip()} "


def sin_adornos(dato: str) -> str:
    """Devuelve un número o un correo sin espacios, puntos ni guiones, en minúsculas."""
    return _ADORNOS.sub("", dato).casefold()


def _unir(texto: str, cortes: dict[int, int]) -> list[tuple[int, int]]:
    tramos: list[tuple[int, int]] = []
    for hallada in _PALABRA.finditer(texto):
        if tramos and cortes.get(tramos[-1][1]) == hallada.start():
            tramos[-1] = (tramos[-1][0], hallada.end())
        else:
            tramos.append((hallada.start(), hallada.end()))
    return tramos


def _alinear(texto: str, tramos: list[tuple[int, int]]) -> Alineado:
    return Alineado.de([_raiz(texto[desde:hasta]) for desde, hasta in tramos], tramos)


@lru_cache(maxsize=50_000)
def _raiz(escrita: str) -> str:
    """La raíz de una palabra tal como está escrita, aunque un salto la parta."""
    return raiz(plegar(_SOBRA.sub("", "".join(_PALABRA.findall(escrita)))))
