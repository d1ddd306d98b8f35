"""Las partes que llevan su rótulo («Responsable: la muni») y lo que queda sin ninguno."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.entrevista.esquema import Campo
from conocimiento.marcas import sin_marca
from conocimiento.palabras import plano

SEPARADOR = re.compile(r"\s[—–-]\s|\s/\s|[|;\t]")  # los espacios que sobran los quita `limpio`
_SIN_LEER = re.compile(
    r"(?:(?:^|\n)[\s•*·-]*|[;.,]\s+|\s[—–|-]\s)(?=[^\W\d_])((?:[^\s:=;.,]+[^\S\n]+){0,3}[^\s:=;.,]{1,30})\s?[:=]\s"
)
"""Un rótulo que no es de ninguna parte: lo que sigue no es de la anterior."""


@dataclass(frozen=True, slots=True)
class Parte:
    """Un trozo dicho: con el campo que nombra su rótulo o, sin rótulo, None. `ajena`: su rótulo no se conoce."""

    campo: Campo | None
    texto: str
    ajena: bool = False


def partes_rotuladas(texto: str, campos: tuple[Campo, ...], *, enteras: bool) -> list[Parte]:
    """Lo que va antes del primer rótulo y, después, cada parte con su campo.

    `enteras`: lo de un rótulo llega hasta el siguiente; si no, hasta un separador, y lo demás queda sin rótulo.
    """
    patron, nombres = _rotulos(campos)
    marcas = list(patron.finditer(plano(texto)))
    antes = limpio(texto[: marcas[0].start()] if marcas else texto)
    partes = [Parte(None, antes)] if antes else []
    for marca, siguiente in zip(marcas, [*marcas[1:], None], strict=False):
        contenido = texto[marca.end() : siguiente.start() if siguiente else len(texto)]
        campo = nombres[re.sub(r"\s+", " ", marca.group(1))]
        propio, *ajenos = _con_rotulos_sin_leer(contenido)
        if enteras:
            partes.append(Parte(campo, limpio(propio)))
        else:
            primero, *otros = trozos(propio) or [""]
            partes += [Parte(campo, primero), *(Parte(None, otro) for otro in otros)]
        partes += [Parte(None, limpio(ajeno), ajena=True) for ajeno in ajenos if limpio(ajeno)]
    return partes


def trozos(texto: str) -> list[str]:
    """Lo que separan una raya, una barra o un punto y coma."""
    return [uno for trozo in SEPARADOR.split(texto) if (uno := limpio(trozo))]


def limpio(texto: str) -> str:
    """Sin los signos que separan ni un paréntesis que se quedó sin pareja."""
    sin = texto.strip(" \n\t;,|—–-•*·")
    if sin.endswith(")") and "(" not in sin:
        sin = sin[:-1]
    return sin.rstrip(" (").strip()


def quitar_rotulo(trozo: str, campos: tuple[Campo, ...]) -> tuple[Campo, str] | None:
    """«meta 6000», «responsable el banco»: un trozo que empieza con el nombre de su parte, sin dos puntos."""
    patron, nombres = _comienzos(campos)
    hallado = patron.match(plano(trozo))
    if hallado is None or not (resto := limpio(trozo[hallado.end() :])):
        return None
    return nombres[re.sub(r"\s+", " ", hallado.group(1))], resto


def quien_se_dice(campo: Campo, dicho: str) -> str:
    """«… a cargo de la muni»: lo que sigue a una manera de decir quién, dentro de una frase; vacío si no se dice."""
    hallado = None
    for marca in _dentro(campo).finditer(plano(dicho)):
        hallado = marca
    if hallado is None:
        return ""
    sigue = re.match(r"[^,.;:]*", dicho[hallado.end() :])
    return limpio(sigue.group()) if sigue else ""


@lru_cache(maxsize=64)
def _dentro(campo: Campo) -> re.Pattern[str]:
    escritos, _ = _escritos((campo,))
    return re.compile(rf"(?<![a-z0-9])(?:{escritos})\s+(?:es\s+|son\s+)?(?=\S)")


def _con_rotulos_sin_leer(contenido: str) -> list[str]:
    """El contenido, cortado donde empieza un rótulo que no se conoce."""
    cortes = [m.start() for m in _SIN_LEER.finditer(contenido) if m.start() > 0]
    bordes = [0, *cortes, len(contenido)]
    return [contenido[a:b].lstrip(" .,;\n") if a else contenido[a:b] for a, b in pairwise(bordes)]


def _escritos(campos: tuple[Campo, ...]) -> tuple[str, dict[str, Campo]]:
    nombres = {
        re.sub(r"\s+", " ", plano(nombre)): campo for campo in campos for nombre in (campo.rotulo, *campo.variantes)
    }
    orden = sorted(nombres, key=len, reverse=True)
    return "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in orden), nombres


@lru_cache(maxsize=64)
def _rotulos(campos: tuple[Campo, ...]) -> tuple[re.Pattern[str], dict[str, Campo]]:
    """Cómo se encuentra el rótulo de una parte, y de cuál es cada uno."""
    escritos, nombres = _escritos(campos)
    return re.compile(rf"(?:^|(?<=[\s,;.(|—–-]))({escritos})\s*[:=]\s*"), nombres


@lru_cache(maxsize=64)
def _comienzos(campos: tuple[Campo, ...]) -> tuple[re.Pattern[str], dict[str, Campo]]:
    escritos, nombres = _escritos(campos)
    antes = r"(?:(?:y|e|eso|ahi|de\s+eso|el|la|su|que|q|lo|quien|con)\s+){0,4}"
    return re.compile(rf"{antes}({escritos or '(?!)'})(?:\s+(?:es|son|seria|de|del|:))?\s+(?=\S)"), nombres


def sin_marcas(linea: str) -> str:
    """La línea sin su viñeta ni el «y» con que sigue a otra."""
    return re.sub(r"^(?:y|e)\s+(?=\S)", "", sin_marca(linea), flags=re.IGNORECASE)
