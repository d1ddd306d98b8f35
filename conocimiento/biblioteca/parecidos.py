"""A qué se parece un documento entre los que ya están, y con qué clave se le nombra."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from conocimiento.expresiones import diferida
from conocimiento.palabras import plegar

PALABRAS_SEGUIDAS = 8
PARECIDO = 0.5
"""Parte de las palabras seguidas del menor de los dos que debe estar en el otro para proponer que lo reemplaza."""
LARGO_DE_CLAVE = 48
_PALABRA = diferida(r"\w+")


@dataclass(frozen=True, slots=True)
class Parecido:
    """Un documento al que otro se parece, y cuánto (0 a 1); `mismo_titulo` basta para proponerlo."""

    clave: str
    parte: float
    mismo_titulo: bool

    @property
    def se_propone(self) -> bool:
        """Si parece ser otra versión de lo mismo."""
        return self.mismo_titulo or self.parte >= PARECIDO


def clave_de(nombre: str) -> str:
    """La clave que le toca a un archivo por su nombre, sin la terminación: «Directiva N° 004» → «directiva-n-004»."""
    crudo = Path(nombre).name
    raiz = crudo.rpartition(".")[0] or crudo
    trozos = re.findall(r"[a-z0-9]+", plegar(raiz))
    clave = ""
    for trozo in trozos:
        junta = f"{clave}-{trozo}" if clave else trozo
        if len(junta) > LARGO_DE_CLAVE:
            break
        clave = junta
    return clave or (trozos[0][:LARGO_DE_CLAVE] if trozos else "documento")


def clave_libre(deseada: str, tomadas: Iterable[str]) -> str:
    """La deseada o, si está tomada, la misma con un número: «directiva-2»."""
    ocupadas, numero = frozenset(tomadas), 2
    libre = deseada
    while libre in ocupadas:
        libre, numero = f"{deseada}-{numero}", numero + 1
    return libre


def parecidos(texto: str, titulo: str, otros: Mapping[str, tuple[str, str]]) -> tuple[Parecido, ...]:
    """Los que se propone reemplazar, del más parecido al menos. `otros`: título y texto por clave."""
    suyas = _seguidas(texto)
    hallados = (
        Parecido(clave, _comunes(suyas, _seguidas(otro)), bool(titulo) and _igual(titulo, otro_titulo))
        for clave, (otro_titulo, otro) in otros.items()
    )
    return tuple(sorted((uno for uno in hallados if uno.se_propone), key=lambda uno: -uno.parte))


def _igual(uno: str, otro: str) -> bool:
    return _PALABRA.findall(plegar(uno)) == _PALABRA.findall(plegar(otro))


def _seguidas(texto: str) -> frozenset[int]:
    palabras = _PALABRA.findall(plegar(texto))
    cuantas = max(1, len(palabras) - PALABRAS_SEGUIDAS + 1)
    return frozenset(hash(tuple(palabras[desde : desde + PALABRAS_SEGUIDAS])) for desde in range(cuantas))


def _comunes(unas: frozenset[int], otras: frozenset[int]) -> float:
    return len(unas & otras) / max(1, min(len(unas), len(otras)))
