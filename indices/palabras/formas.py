"""Cómo está escrita cada palabra en cada documento, y cuántas veces: lo que sabe de un corpus quien corrige erratas.

Contarlas en miles de páginas tarda, y de un documento siempre dan lo mismo: se guardan con el índice, documento por
documento, y las de un estante se suman.
"""

import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import cast

import numpy as np
import numpy.typing as npt

from conocimiento.expresiones import diferida
from indices.archivos import huella_de
from indices.palabras.lexico import PALABRA

_INICIAL = diferida(r"(?:^|[.!?¿¡…:\n«“\"][ \t(]*)([A-ZÁÉÍÓÚÜÑ][^\W_]*)")

Contadas = tuple[Counter[str], Counter[str]]
"""De cada palabra como está escrita, cuántas veces y cuántas con la mayúscula de un comienzo."""
_Enteros = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Formas:
    """Una fila por palabra escrita de un modo y documento en que está; los documentos, uno detrás de otro.

    `cuales` son sus lugares en `escritas`; en cada documento, en el orden en que aparecen. `veces`, cuántas está, y
    `iniciales`, cuántas de ellas con la mayúscula con que empieza una oración. `claves` dice el texto de cada documento
    y `filas`, cuántas filas tiene.
    """

    escritas: tuple[str, ...]
    cuales: _Enteros
    veces: _Enteros
    iniciales: _Enteros
    filas: _Enteros
    claves: tuple[str, ...]

    def sumadas(self, desde: int = 0, hasta: int | None = None) -> Contadas:
        """Las veces y las iniciales de unos documentos seguidos, en el orden en que aparece cada palabra."""
        finales = np.concatenate([[0], np.cumsum(self.filas)])
        suyas = slice(int(finales[desde]), int(finales[len(self.filas) if hasta is None else hasta]))
        distintas, primera, cual = np.unique(self.cuales[suyas], return_index=True, return_inverse=True)
        orden = np.argsort(primera)
        escritas = [self.escritas[lugar] for lugar in cast(list[int], distintas[orden].tolist())]
        sumas = (np.bincount(cual, unas[suyas])[orden].astype(int).tolist() for unas in (self.veces, self.iniciales))
        veces, iniciales = (Counter(dict(zip(escritas, cast(list[int], unas), strict=True))) for unas in sumas)
        return veces, iniciales

    def de(self, lugares: Sequence[int]) -> "Formas":
        """Las de algunos documentos, en el orden en que se dan."""
        finales = cast(list[int], np.cumsum(self.filas).tolist())
        cuantas = cast(list[int], self.filas.tolist())
        filas = [np.arange(finales[lugar] - cuantas[lugar], finales[lugar], dtype=np.intp) for lugar in lugares]
        suyas = np.concatenate([np.zeros(0, dtype=np.intp), *filas])
        estan, cuales = np.unique(self.cuales[suyas], return_inverse=True)
        return Formas(
            tuple([self.escritas[lugar] for lugar in cast(list[int], estan.tolist())]),
            cuales.astype(np.int32),
            self.veces[suyas],
            self.iniciales[suyas],
            self.filas[list(lugares)],
            tuple(self.claves[lugar] for lugar in lugares),
        )

    def y_las_de(self, otras: "Formas") -> "Formas":
        """Las de dos listas de documentos, una detrás de la otra."""
        lugares = {escrita: lugar for lugar, escrita in enumerate(dict.fromkeys((*self.escritas, *otras.escritas)))}
        suyas = np.array([lugares[escrita] for escrita in otras.escritas], dtype=np.int32)
        return Formas(
            tuple(lugares),
            np.concatenate([self.cuales, suyas[otras.cuales]]),
            np.concatenate([self.veces, otras.veces]),
            np.concatenate([self.iniciales, otras.iniciales]),
            np.concatenate([self.filas, otras.filas]),
            (*self.claves, *otras.claves),
        )


def clave_de(texto: str) -> str:
    """La de un texto, para saber si ya se contó."""
    return hashlib.sha256(texto.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def huella_de_las_formas() -> str:
    """Cambia si cambia qué es una palabra: lo contado de otro modo no vale."""
    return huella_de(PALABRA.pattern, _INICIAL.pattern, sys.version)


def contar(texto: str) -> Contadas:
    """Las palabras de un texto."""
    return Counter(PALABRA.findall(texto)), Counter(_INICIAL.findall(texto))


def contar_formas(textos: Sequence[str]) -> Formas:
    """Cuenta las de cada texto."""
    contadas = [contar(texto) for texto in textos]
    lugares = {
        escrita: lugar
        for lugar, escrita in enumerate(dict.fromkeys(chain.from_iterable(veces for veces, _ in contadas)))
    }
    cuantas = sum(len(veces) for veces, _ in contadas)
    return Formas(
        tuple(lugares),
        np.fromiter((lugares[una] for veces, _ in contadas for una in veces), dtype=np.int32, count=cuantas),
        np.fromiter((vez for veces, _ in contadas for vez in veces.values()), dtype=np.int32, count=cuantas),
        np.fromiter((iniciales[una] for veces, iniciales in contadas for una in veces), dtype=np.int32, count=cuantas),
        np.array([len(veces) for veces, _ in contadas], dtype=np.int32),
        tuple(map(clave_de, textos)),
    )
