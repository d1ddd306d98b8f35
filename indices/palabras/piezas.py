"""Cuánto se parece una pregunta a un pasaje, pieza por pieza: de cada una de la pregunta, la más parecida del pasaje.

El vector de un pasaje promedia cuanto dice, y lo que contesta puede ser una frase de diez. Es la interacción tardía de
ColBERT (Khattab y Zaharia, 2020), con los vectores que el modelo ya calcula, sin entrenar nada, y cada pieza de la
pregunta según lo rara que es en el estante.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from indices.modelo.servicio import Piezas

ESCALA = 508
"""Las componentes de un vector de pieza caben en 8 bits: en el modelo incluido ninguna pasa de 0,25."""

MUY_COMUN = 0.25
"""La parte de los pasajes desde la que una pieza («de», «,») no cuenta: se ordena igual y se hacen un tercio de cuentas
menos."""

EnOctetos = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class PiezasReducidas:
    """Las de un pasaje, como se guardan: cuál es cada una (n) y su vector en 8 bits (n, dimensión)."""

    cuales: npt.NDArray[np.int32]
    vectores: EnOctetos


def reducir(piezas: Piezas) -> PiezasReducidas:
    """Las mismas en 8 bits, que ordenan igual y ocupan la cuarta parte."""
    reducidos = np.clip(np.round(piezas.vectores * ESCALA), -127, 127).astype(np.int8)
    return PiezasReducidas(piezas.cuales, reducidos)


@dataclass(frozen=True)
class PiezasDePasajes:
    """Las de muchos pasajes seguidos: las de cada uno van de `comienzos[i]` a `comienzos[i + 1]`."""

    comienzos: npt.NDArray[np.int64]
    cuales: npt.NDArray[np.int32]
    vectores: EnOctetos

    def __len__(self) -> int:
        return len(self.comienzos) - 1

    def entre(self, desde: int, hasta: int) -> "PiezasDePasajes":
        """Las de unos pasajes seguidos; no copia los vectores."""
        comienzos = self.comienzos[desde : hasta + 1]
        primera, ultima = int(comienzos[0]), int(comienzos[-1])
        return PiezasDePasajes(comienzos - primera, self.cuales[primera:ultima], self.vectores[primera:ultima])

    def del_pasaje(self, lugar: int) -> PiezasReducidas:
        """Las de uno."""
        desde, hasta = int(self.comienzos[lugar]), int(self.comienzos[lugar + 1])
        return PiezasReducidas(self.cuales[desde:hasta], self.vectores[desde:hasta])

    def parecido(self, pregunta: Piezas, lugares: Sequence[int]) -> npt.NDArray[np.float32]:
        """Cuánto se parece la pregunta a cada uno de esos pasajes: de 0 a 1, un número por lugar."""
        pesos = self._pesos(pregunta.cuales)
        cuentan = np.flatnonzero(pesos)
        tramos = [(int(self.comienzos[lugar]), int(self.comienzos[lugar + 1])) for lugar in lugares]
        juntos = np.concatenate([self.vectores[desde:hasta] for desde, hasta in tramos]).astype(np.float32)
        de_cada_uno = np.cumsum([0, *(hasta - desde for desde, hasta in tramos[:-1])])
        mas_parecida = np.maximum.reduceat(juntos @ pregunta.vectores[cuentan].T, de_cada_uno) / ESCALA
        return (mas_parecida @ pesos[cuentan]).astype(np.float32)

    def _pesos(self, cuales: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
        """Cuánto cuenta cada pieza de una pregunta: más, la más rara; nada, la que dicen muchos, si hay otra."""
        en_cuantos = self._en_cuantos
        conocidas = np.where(cuales < len(en_cuantos), en_cuantos[np.minimum(cuales, len(en_cuantos) - 1)], 0)
        comunes = conocidas >= max(MUY_COMUN * len(self), 2)
        rareza = np.log1p(len(self) / (1 + conocidas)) * (1 if comunes.all() else ~comunes)
        return (rareza / rareza.sum()).astype(np.float32)

    @cached_property
    def _en_cuantos(self) -> npt.NDArray[np.int64]:
        """En cuántos pasajes está cada pieza."""
        duenos = np.repeat(np.arange(len(self), dtype=np.int64), np.diff(self.comienzos))
        distintas = int(self.cuales.max()) + 1
        return np.bincount(np.unique(duenos * distintas + self.cuales) % distintas, minlength=distintas)
