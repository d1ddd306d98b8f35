"""El texto como lo leería quien ignora los disfraces, sabiendo de qué parte del original sale cada letra.

Dos pasos: `normalizar` trata las letras (ancho completo, tildes, marcas invisibles, letras de otro alfabeto que se
parecen, guiones y espacios de cualquier clase) y `descubrir`, las palabras (arroba, punto, cifras dictadas). Lo
hallado en el resultado se tacha en el original con `tramo`.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from conocimiento.expresiones import diferida

HUECO = "∎"
"""Lo que se ve donde hubo un dato ya tachado: no es letra, ni cifra, ni signo de nada."""
_GEMELAS = str.maketrans("авеёкмнорстухіјѕԁһαβεηικνορτυχ", "abeekmhopctyxijsdhabenikvoptux")
"""Letras cirílicas y griegas que se ven como las latinas."""
_SIGNOS = {
    **dict.fromkeys("−⁃˗", "-"),
    **dict.fromkeys("·•∙⋅・․。｡", "."),
    **dict.fromkeys("⁄∕╱", "/"),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("º°˚", "°"),
    "№": "n°",
    "ㅤ": "",
}
_PALABRA = diferida(r"[a-z]+")
_CIERRA = r"\s*[)\]}>]\s*"
_ABRE = r"\s*[(\[{<]\s*"
_ARROBA = r"arr?ob[ao]?|arr?ov[ao]|arrboa"
FINALES_DE_DOMINIO = r"com|pe|org|net|edu|gob|gov|mil|nom|info|es|io|me|co|cl|bo|ec|br|ar|mx|us|eu|de|fr|it|ch|uk|ca"
_DISFRACES: tuple[tuple[re.Pattern[str], str], ...] = (
    (diferida(rf"{_ABRE}(?:{_ARROBA}|at|@){_CIERRA}"), "@"),
    (diferida(rf"(?<=[a-z0-9])[ \-_.*]+(?:{_ARROBA})[ \-_.*]+(?=[a-z0-9])"), "@"),
    (diferida(rf"{_ABRE}(?:punto|dot|\.){_CIERRA}"), "."),
    (diferida(rf"[ \-_*]+(?:punto|dot)[ \-_*]+(?=(?:{FINALES_DE_DOMINIO})(?![a-z0-9]))"), "."),
    (
        diferida(rf"(?<=[\w]) +at +(?=[a-z0-9\-]{{2,40}}(?:\.[a-z0-9\-]{{2,40}}){{0,3}}\.(?:{FINALES_DE_DOMINIO})\b)"),
        "@",
    ),
    (diferida(r"\s*\b(?:guion bajo|sub ?guion|guion abajo|raya (?:al )?(?:piso|abajo|baja)|underscore)\b\s*"), "_"),
    (diferida(r" +(?:punto|dot) +(?=[\w.+\-]{1,64}@)"), "."),
    (diferida(r" +guion +"), "-"),
    (diferida(rf"(?<=\w)\(a\)(?=[a-z0-9\-]{{2,40}}\.(?:{FINALES_DE_DOMINIO})\b)"), "@"),
    (diferida(r"(?<=\w)#(?=(?:gmail|hotmail|outlook|yahoo)\.)"), "@"),
    (diferida(r"(?<=\.com) +(?:slash|barra|diagonal) +"), "/"),
)
_CON_LETRAS = diferida(r"(?<![a-z0-9])(?=(?:[oil]{0,3}\d){5})[\doil]{7,12}(?![a-z0-9])")
_COMO_CIFRAS = str.maketrans("oil", "011")
_SENALES = (
    *"arrob arob arrov arov arrb punto guion raya underscore slash barra diagonal (a) #gmail #hotm #outl #yah".split(),
    *(" at ", " dot "),
    *(f"{abre}{dicho}" for abre in "([{<" for dicho in ("at", " at", "dot", " dot", ".", " .", "@", " @")),
)
"""Si no hay ninguna de estas letras, no hay ningún disfraz."""


@dataclass(frozen=True, slots=True)
class Normal:
    """Un texto cambiado y, de cada letra suya, el tramo del original; None si cada una está donde estaba."""

    original: str
    texto: str
    lugares: Sequence[tuple[int, int]] | None = None

    def tramo(self, desde: int, hasta: int) -> tuple[int, int]:
        """El tramo del original de donde sale [desde, hasta), que no está vacío."""
        if self.lugares is None:
            return desde, hasta
        return self.lugares[desde][0], self.lugares[hasta - 1][1]

    def empieza_en_mayuscula(self, lugar: int) -> bool:
        """Dice si la letra de ese lugar era mayúscula."""
        desde, _ = self.tramo(lugar, lugar + 1)
        return self.original[desde : desde + 1].isupper()

    def cambiar(self, patron: re.Pattern[str], nuevo: Callable[[re.Match[str]], str | None]) -> "Normal":
        """El texto con cada hallazgo cambiado por lo que diga `nuevo`; None lo deja como está."""
        partes: list[str] = []
        lugares: list[tuple[int, int]] = []
        desde = 0
        for hallado in patron.finditer(self.texto):
            puesto = nuevo(hallado)
            if puesto is None:
                continue
            partes += (self.texto[desde : hallado.start()], puesto)
            lugares += self._lugares(desde, hallado.start())
            lugares += [self.tramo(*hallado.span())] * len(puesto)
            desde = hallado.end()
        if not partes:
            return self
        lugares += self._lugares(desde, len(self.texto))
        return Normal(self.original, "".join((*partes, self.texto[desde:])), lugares)

    def _lugares(self, desde: int, hasta: int) -> Sequence[tuple[int, int]]:
        if self.lugares is None:
            return [(lugar, lugar + 1) for lugar in range(desde, hasta)]
        return self.lugares[desde:hasta]


def tiene_cifras(texto: str) -> bool:
    """Dice si en un texto ya normal hay alguna cifra."""
    return any(cifra in texto for cifra in "0123456789")


@lru_cache(maxsize=8)
def palabras_de_un(texto: str) -> frozenset[str]:
    """Las palabras de un texto ya normal, sin orden: para saber deprisa qué no puede haber en él."""
    return frozenset(_PALABRA.findall(texto))


def normalizar(texto: str) -> Normal:
    """El texto en minúsculas, sin tildes ni nada que no se vea, con un solo signo para cada cosa."""
    cambiadas = {letra: _letra(letra) for letra in set(texto)}
    if all(len(puesta) == 1 for puesta in cambiadas.values()):
        return Normal(texto, texto.translate({ord(letra): puesta for letra, puesta in cambiadas.items()}))
    lugares = [(lugar, lugar + 1) for lugar, letra in enumerate(texto) for _ in cambiadas[letra]]
    return Normal(texto, "".join(cambiadas[letra] for letra in texto), lugares)


def descubrir(normal: Normal) -> Normal:
    """Lo mismo, con los signos escritos con palabras («arroba») como signos y las letras de un número como cifras."""
    if tiene_cifras(normal.texto):
        normal = normal.cambiar(_CON_LETRAS, lambda hallado: hallado.group().translate(_COMO_CIFRAS))
    if any(senal in normal.texto for senal in _SENALES):
        for patron, signo in _DISFRACES:
            normal = normal.cambiar(patron, lambda _, signo=signo: signo)
    return normal


@lru_cache(maxsize=4096)
def _letra(letra: str) -> str:
    if letra in _SIGNOS:
        return _SIGNOS[letra]
    match unicodedata.category(letra):
        case "Cf" | "Mn" | "Me":
            return ""
        case "Cc":
            return letra if letra in "\n\r" else " "
        case "Zs":
            return " "
        case "Zl" | "Zp":
            return "\n"
        case "Pd":
            return "-"
        case "Nd":
            return str(unicodedata.digit(letra))
        case _:
            pass
    plegada = unicodedata.normalize("NFKD", letra.casefold()).casefold().translate(_GEMELAS)
    return "".join(una for una in plegada if not unicodedata.combining(una))
