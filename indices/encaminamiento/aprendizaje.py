"""Los pesos del encaminador, ajustados al indexar con las preguntas de los propios documentos.

Las de un documento revisado son sus preguntas conocidas; las de los demás, preguntas artificiales. De cada una se
aparta lo suyo (ella misma, o el fragmento de que salió): si no, siempre se encontraría a sí misma.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from indices.encaminamiento.encaminador import DE_UNA_VEZ, Numeros, Vecindad, Vectores, ajustar_pesos, rasgos

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
    for desde in range(0, len(unos.vectores), DE_UNA_VEZ):
        suyos = slice(desde, desde + DE_UNA_VEZ)
        altos = [
            _sin_lo_propio(vecindad, unos, suyos)
            if lugar == unos.estante
            else vecindad.mas_altos_de(unos.vectores[suyos])
            for lugar, vecindad in enumerate(vecindades)
        ]
        filas += [[rasgos(*uno) for uno in de_uno] for de_uno in zip(*altos, strict=True)]
    return np.array(filas, dtype=np.float64)


def _sin_lo_propio(vecindad: Vecindad, unos: Ejemplos, suyos: slice) -> list[tuple[float, float, float | None]]:
    """Los cosenos más altos de una tanda de ejemplos en su estante, sin aquello de que cada uno se aparta."""
    vectores, propias = unos.vectores[suyos], np.array(unos.propias[suyos])
    filas = np.arange(len(vectores))
    if vecindad.conocidas is not None:
        conocidas = vectores @ vecindad.conocidas.T
        if len(vecindad.conocidas) > 1:
            conocidas[filas, propias] = -np.inf
        sin_ellas = replace(vecindad, conocidas=None).mas_altos_de(vectores)
        return [(una, otra, float(mas)) for (una, otra, _), mas in zip(sin_ellas, conocidas.max(axis=1), strict=True)]
    if len(vecindad.fragmentos) == 1:
        return vecindad.mas_altos_de(vectores)
    fragmentos = vectores @ vecindad.fragmentos.T
    fragmentos[filas, propias] = -np.inf
    fragmento = oracion = fragmentos.max(axis=1)
    if vecindad.oraciones is not None:
        oraciones = vectores @ vecindad.oraciones.T
        oraciones[np.array(unos.de_fragmento) == propias[:, None]] = -np.inf
        oracion = oraciones.max(axis=1)
    return [(float(una), float(otra), None) for una, otra in zip(fragmento, oracion, strict=True)]
