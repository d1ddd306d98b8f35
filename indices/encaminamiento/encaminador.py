"""A qué estante se dirige una pregunta, por los vectores de lo que hay en cada uno.

Es un logit condicional (D. McFadden, «Conditional Logit Analysis of Qualitative Choice Behavior», 1974): un puntaje por
estante, con los mismos coeficientes para todos, y la probabilidad de cada uno entre los que hay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from indices.busqueda import Cosenos

RASGOS = ("fragmento", "oracion", "conocida", "conocida_sobre_lo_demas", "tiene_conocidas")
"""El coseno del fragmento, la oración y la pregunta conocida más cercanos; lo último, 1 si se conocen preguntas."""
_CENTRO, _ESCALA = 0.85, 20.0
"""Los cosenos del modelo van de 0,75 a 0,95."""

DE_UNA_VEZ = 256
"""Vectores que se comparan juntos: con decenas de miles de fragmentos, más ocuparían cientos de megas."""

Numeros = npt.NDArray[np.float64]
Vectores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Vecindad:
    """Los vectores de un estante: sus fragmentos, sus oraciones y las preguntas conocidas que trata, si las hay."""

    fragmentos: Vectores
    oraciones: Vectores | None = None
    conocidas: Vectores | None = None

    def cosenos(self, vector: Vectores) -> Cosenos:
        """Los de un vector con cada fragmento y cada oración."""
        return Cosenos(self.fragmentos @ vector, None if self.oraciones is None else self.oraciones @ vector)

    def mas_altos(self, vector: Vectores, cosenos: Cosenos) -> tuple[float, float, float | None]:
        """El del fragmento, la oración y la pregunta conocida más cercanos a un vector; `cosenos` son los suyos."""
        fragmento = float(cosenos.fragmentos.max())
        oracion = fragmento if cosenos.oraciones is None else float(cosenos.oraciones.max())
        conocida = None if self.conocidas is None else float((self.conocidas @ vector).max())
        return fragmento, oracion, conocida

    def mas_altos_de(self, vectores: Vectores) -> list[tuple[float, float, float | None]]:
        """Como `mas_altos`, de muchos vectores a la vez."""
        fragmento = (vectores @ self.fragmentos.T).max(axis=1)
        oracion = fragmento if self.oraciones is None else (vectores @ self.oraciones.T).max(axis=1)
        conocida = [None] * len(vectores) if self.conocidas is None else (vectores @ self.conocidas.T).max(axis=1)
        return [
            (float(una), float(otra), None if mas is None else float(mas))
            for una, otra, mas in zip(fragmento, oracion, conocida, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Encaminador:
    """Las probabilidades de cada estante para una pregunta; `pesos`, uno por rasgo, en su orden."""

    vecindades: tuple[Vecindad, ...]
    pesos: tuple[float, ...]

    def cosenos(self, vector: Vectores) -> tuple[Cosenos, ...]:
        """Los de un vector en cada estante: sirven también para buscar en él."""
        return tuple(vecindad.cosenos(vector) for vecindad in self.vecindades)

    def probabilidades(self, vector: Vectores, cosenos: Sequence[Cosenos]) -> tuple[float, ...]:
        """La de cada estante, en su orden; suman 1. `cosenos` son los del vector."""
        altos = (una.mas_altos(vector, suyos) for una, suyos in zip(self.vecindades, cosenos, strict=True))
        filas = np.array([rasgos(*unos) for unos in altos])
        return tuple(float(una) for una in repartidas(filas @ np.array(self.pesos)))

    def de_muchas(self, vectores: Vectores) -> tuple[tuple[float, ...], ...]:
        """Como `probabilidades`, de muchos vectores a la vez (por filas), que es mucho menos que de uno en uno."""
        salida: list[tuple[float, ...]] = []
        for desde in range(0, len(vectores), DE_UNA_VEZ):
            suyos = vectores[desde : desde + DE_UNA_VEZ]
            altos = [una.mas_altos_de(suyos) for una in self.vecindades]
            filas = np.array([[rasgos(*unos) for unos in de_uno] for de_uno in zip(*altos, strict=True)])
            salida += [tuple(map(float, una)) for una in repartidas(filas @ np.array(self.pesos))]
        return tuple(salida)


def rasgos(fragmento: float, oracion: float, conocida: float | None) -> tuple[float, ...]:
    """Los de un estante, de sus cosenos más altos."""
    propios = (_ESCALA * (fragmento - _CENTRO), _ESCALA * (oracion - _CENTRO))
    if conocida is None:
        return *propios, 0.0, 0.0, 0.0
    return *propios, _ESCALA * (conocida - _CENTRO), _ESCALA * (conocida - max(fragmento, oracion)), 1.0


def repartidas(puntajes: Numeros) -> Numeros:
    """Los puntajes (la última dimensión es la de los estantes) como probabilidades."""
    exponentes = np.exp(puntajes - puntajes.max(axis=-1, keepdims=True))
    return exponentes / exponentes.sum(axis=-1, keepdims=True)


def ajustar_pesos(matrices: Numeros, elegidos: Sequence[int], valen: Numeros, castigo: float = 1.0) -> Numeros:
    """Los pesos más verosímiles, con castigo a los grandes.

    `matrices` trae, por ejemplo, una fila de rasgos por estante; `elegidos`, a cuál se dirige cada uno; `valen`, cuánto
    cuenta.
    """
    rasgos_por_estante = int(matrices.shape[2])
    pesos: Numeros = np.zeros(rasgos_por_estante)
    es_el_suyo: Numeros = np.zeros(matrices.shape[:2])
    es_el_suyo[np.arange(len(elegidos)), list(elegidos)] = 1.0
    for _ in range(30):
        probables = repartidas(matrices @ pesos)
        gradiente: Numeros = np.einsum("i,ig,igp->p", valen, es_el_suyo - probables, matrices) - castigo * pesos
        medias: Numeros = np.einsum("ig,igp->ip", probables, matrices)
        curvatura: Numeros = np.einsum("i,igp,igq->pq", valen, matrices * probables[:, :, None], matrices)
        curvatura -= np.einsum("i,ip,iq->pq", valen, medias, medias)
        paso = cast(Numeros, np.linalg.solve(curvatura + castigo * np.eye(len(pesos)), gradiente))
        pesos = pesos + np.clip(paso, -3.0, 3.0)
    return pesos
