"""De un índice guardado a las colecciones en memoria en que se busca, una por estante."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from indices.busqueda import PASAJES, Cercanos, Coleccion, Puntos
from indices.encaminamiento.estantes import Estante
from indices.guardado.cercanos import CercanosDeChroma, lugar_de
from indices.guardado.generacion import Generacion
from indices.guardado.pedido import IndicePedido, se_mira_por_piezas, tiene_oraciones
from indices.guardado.vectores import Vectores
from indices.palabras.formas import Contadas
from indices.palabras.lexico import IndiceLexico


def colecciones_de(pedido: IndicePedido, generacion: Generacion) -> tuple[Coleccion, ...]:
    """Devuelve la de cada estante, con los coeficientes de base y el fondo sin medir: los da su calibración."""
    return tuple(_colecciones(pedido, generacion))


def artificiales_por_estante(pedido: IndicePedido, generacion: Generacion) -> tuple[Vectores, ...]:
    """Los vectores de las preguntas artificiales de cada estante."""
    return _partidos(generacion.artificiales, [*map(len, pedido.artificiales)])


def conocidas_por_estante(pedido: IndicePedido, generacion: Generacion) -> tuple[Vectores, ...]:
    """Los de las preguntas conocidas de cada estante, sin las solicitudes; ninguno donde no se conocen."""
    cuantas = [len(estante.preguntas.textos) if estante.preguntas else 0 for estante in pedido.estantes]
    return _partidos(generacion.conocidas, cuantas)


def contadas_por_estante(pedido: IndicePedido, generacion: Generacion) -> tuple[Callable[[], Contadas], ...]:
    """Lo que da, de los documentos de cada estante, cómo se escribe cada palabra."""
    finales = accumulate((len(estante.documentos) for estante in pedido.estantes), initial=0)
    return tuple(partial(generacion.formas.sumadas, desde, hasta) for desde, hasta in pairwise(finales))


def _colecciones(pedido: IndicePedido, generacion: Generacion) -> Iterator[Coleccion]:
    estantes = pedido.estantes
    con_oraciones = [estante.oraciones if tiene_oraciones(estante) else 0 for estante in estantes]
    de_fragmentos = _partidos(generacion.fragmentos, [len(estante.fragmentos) for estante in estantes])
    de_oraciones = (
        [None] * len(estantes) if generacion.oraciones is None else _partidos(generacion.oraciones, con_oraciones)
    )
    desde = mirados = 0
    for estante, vectores, oraciones in zip(estantes, de_fragmentos, de_oraciones, strict=True):
        fragmentos = estante.fragmentos
        piezas = None
        if se_mira_por_piezas(estante) and generacion.piezas is not None:
            piezas, mirados = generacion.piezas.entre(mirados, mirados + len(fragmentos)), mirados + len(fragmentos)
        yield Coleccion(
            fragmentos=fragmentos,
            vectores=vectores,
            lexico=IndiceLexico(generacion.palabras.entre(desde, desde + len(fragmentos))),
            calibraciones=pedido.base if estante.preguntas else pedido.base.de_lo_no_revisado(),
            oraciones=oraciones if tiene_oraciones(estante) else None,
            comienzos=tuple(accumulate((len(uno.oraciones) for uno in fragmentos[:-1]), initial=0)),
            cercanos=_cercanos(pedido, generacion, estante, desde),
            por_tope=estante.sabe_poco,
            piezas=piezas,
        )
        desde += len(fragmentos)


def _partidos(vectores: Vectores, cuantos: list[int]) -> tuple[Vectores, ...]:
    """Unos vectores por trozos seguidos; lo que sobra al final no está en ninguno."""
    finales = list(accumulate(cuantos))
    return tuple(vectores[fin - suyos : fin] for fin, suyos in zip(finales, cuantos, strict=True))


def _cercanos(pedido: IndicePedido, generacion: Generacion, estante: Estante, desde: int) -> Cercanos | None:
    """La búsqueda aproximada de Chroma en un estante.

    En uno revisado que no está solo se compara con todos sus vectores: lo que se halla en él no depende de los demás.
    """
    lugar = lugar_de(pedido, generacion.carpeta)
    if lugar is None:
        return None
    todos = CercanosDeChroma(lugar, len(pedido.fragmentos))
    if len(estante.fragmentos) == len(pedido.fragmentos):
        return todos
    if estante.preguntas is not None:
        return None
    return partial(_los_del_estante, todos, desde, desde + len(estante.fragmentos))


def _los_del_estante(cercanos: Cercanos, desde: int, hasta: int, vector: Puntos) -> npt.NDArray[np.int64] | None:
    """De los cercanos de todo el índice, los de las filas de un estante, contadas desde la suya primera.

    None si son menos de los que se muestran: los demás de los suyos no estaban entre los de todos.
    """
    filas = cercanos(vector)
    if filas is None:
        return None
    suyas = filas[(filas >= desde) & (filas < hasta)]
    return suyas - desde if len(suyas) >= min(PASAJES, hasta - desde) else None
