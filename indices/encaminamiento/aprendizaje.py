"""Los pesos del encaminador, ajustados al indexar con las preguntas de los propios documentos.

Las de un documento revisado son sus preguntas conocidas; las de los demás, preguntas artificiales. De cada una se
aparta lo suyo (ella misma, o el fragmento de que salió): si no, siempre se encontraría a sí misma.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indices.encaminamiento.encaminador import Numeros, Vecindad, Vectores, ajustar_pesos, rasgos

VALEN_TODAS = 400.0
"""Lo que cuentan juntas, por muchas que sean, frente al castigo de los pesos: mitad las de cada lado."""


@dataclass(frozen=True, slots=True)
class Ejemplos:
    """Preguntas que se sabe a qué estante se dirigen.

    `propias`: de cada una, la fila de la que se aparta: entre las conocidas de su estante o, si no las hay, entre los
    fragmentos. `de_fragmento` trae, de cada oración del estante, el lugar de su fragmento.
    """

    estante: int
    vectores: Vectores
    propias: Sequence[int]
    de_fragmento: Sequence[int] = ()


def aprender(vecindades: Sequence[Vecindad], ejemplos: Sequence[Ejemplos]) -> tuple[float, ...]:
    """Los pesos para estos estantes; cada estante con ejemplos cuenta lo mismo."""
    con_alguno = [unos for unos in ejemplos if len(unos.vectores)]
    matrices = np.concatenate([_matrices(vecindades, unos) for unos in con_alguno])
    elegidos = [unos.estante for unos in con_alguno for _ in unos.vectores]
    valen = np.concatenate(
        [np.full(len(unos.vectores), VALEN_TODAS / len(con_alguno) / len(unos.vectores)) for unos in con_alguno]
    )
    return tuple(float(uno) for uno in ajustar_pesos(matrices, elegidos, valen))


def _matrices(vecindades: Sequence[Vecindad], unos: Ejemplos) -> Numeros:
    """Por ejemplo y estante, sus rasgos."""
    filas: list[list[tuple[float, ...]]] = []
    for vector, propia in zip(unos.vectores, unos.propias, strict=True):
        altos = [vecindad.mas_altos(vector, vecindad.cosenos(vector)) for vecindad in vecindades]
        altos[unos.estante] = _sin_lo_propio(vecindades[unos.estante], unos, vector, propia)
        filas.append([rasgos(*uno) for uno in altos])
    return np.array(filas, dtype=np.float64)


def _sin_lo_propio(
    vecindad: Vecindad, unos: Ejemplos, vector: Vectores, propia: int
) -> tuple[float, float, float | None]:
    cosenos = vecindad.cosenos(vector)
    fragmento, oracion, conocida = vecindad.mas_altos(vector, cosenos)
    if vecindad.conocidas is not None:
        demas = np.delete(vecindad.conocidas @ vector, propia)
        return fragmento, oracion, float(demas.max()) if len(demas) else conocida
    demas = np.delete(cosenos.fragmentos, propia)
    if not len(demas):
        return fragmento, oracion, None
    fragmento = float(demas.max())
    if cosenos.oraciones is None:
        return fragmento, fragmento, None
    return fragmento, float(cosenos.oraciones[np.array(unos.de_fragmento) != propia].max()), None
