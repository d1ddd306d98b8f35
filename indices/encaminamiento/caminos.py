"""De las probabilidades de cada estante a en cuáles se busca, y de lo hallado en ellos a un solo hallazgo.

De un documento revisado siempre se tiene un juicio, aunque la pregunta vaya a otros: dice si lo escrito era una
pregunta.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from conocimiento.modelo import Hallazgo, Juicio, Pasaje

CLARO = 0.7
"""La probabilidad desde la que se busca en un solo estante; por debajo, en los dos más probables."""
JUICIO_CLARO = 0.55
"""La de que el documento lo conteste, o trate su tema sin decirlo, desde la que decide su juez."""


@dataclass(frozen=True, slots=True)
class Camino:
    """Los lugares de los estantes en que se busca: el más probable, el otro si hay duda y el revisado que juzga."""

    primero: int
    segundo: int | None
    revisado: int | None


def encaminar(probabilidades: Sequence[float], son_revisados: Sequence[bool]) -> Camino:
    """Devuelve en qué estantes se busca; hay al menos dos."""
    orden = sorted(range(len(probabilidades)), key=lambda lugar: -probabilidades[lugar])
    segundo = orden[1] if probabilidades[orden[0]] < CLARO else None
    return Camino(orden[0], segundo, next((lugar for lugar in orden if son_revisados[lugar]), None))


def elegir(camino: Camino, buscar: Callable[[int], Hallazgo]) -> Hallazgo:
    """Busca en los estantes de un camino y devuelve lo que vale, con el juicio que haya."""
    lugares = dict.fromkeys(lugar for lugar in (camino.primero, camino.segundo, camino.revisado) if lugar is not None)
    hallados = {lugar: buscar(lugar) for lugar in lugares}
    juicio = None if camino.revisado is None else hallados[camino.revisado].juicio
    elegido = hallados[camino.primero]
    if camino.segundo is not None:
        elegido = _entre_dos(elegido, hallados[camino.segundo])
    return elegido if elegido.juicio is not None else replace(elegido, otro_juicio=juicio)


def _entre_dos(primero: Hallazgo, segundo: Hallazgo) -> Hallazgo:
    """El que su juez tenga claro o el de quien no tiene juez si el otro no trata lo preguntado; si no, los dos."""
    if not primero.pasajes or not segundo.pasajes:
        return primero if primero.pasajes else segundo
    for uno in (primero, segundo):
        if uno.juicio is not None and _es_suya(uno.juicio):
            return uno
    sin_juez = [uno for uno in (primero, segundo) if uno.juicio is None]
    if not sin_juez:
        return primero
    elegido = sin_juez[0]
    otro = segundo if elegido is primero else primero
    return elegido if otro.juicio is not None else _con_los_dos(elegido, otro)


def _es_suya(juicio: Juicio) -> bool:
    return max(juicio.contesta, juicio.falta) >= JUICIO_CLARO


def _con_los_dos(primero: Hallazgo, segundo: Hallazgo) -> Hallazgo:
    """El primero, con el mejor pasaje del otro al lado del suyo: sus puntajes no son de la misma búsqueda."""
    mejor, *demas = primero.pasajes
    ajeno = segundo.pasajes[0]
    return replace(primero, pasajes=(mejor, Pasaje(ajeno.fragmento, mejor.puntuacion, ajeno.oracion), *demas))
