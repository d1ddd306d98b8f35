"""De las probabilidades de cada estante a en cuáles se busca, y de lo hallado en ellos a un solo hallazgo.

De un documento revisado siempre se tiene un juicio, aunque la pregunta vaya a otros: dice si lo escrito era una
pregunta.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from conocimiento.modelo import Hallazgo, Juicio, Pasaje
from indices.parecido.conocidas import PESO_CON_POCAS

CLARO = 0.7
"""La probabilidad desde la que se busca en un solo estante."""
DUDOSO = 0.15
"""La de un estante desde la que, si no hay otro claro, se mira también en él."""
CONTESTA_CLARO = 0.55
"""La de que un documento dudoso conteste, según su juez, desde la que se le pregunta a él."""
CONTESTA_MUY_CLARO = 0.85
"""La que basta si el mejor pasaje de los demás dice una palabra de la pregunta que a ese documento le es ajena; con
menos, ha de pasar de la probabilidad de que los demás traten el tema."""
MENOS_PROBABLE, CONTESTA_SIN_DUDA = 0.4, 0.9
"""Con menos de esa probabilidad, y si los demás tratan más el tema, su juez ha de tenerlo más claro: una pregunta corta
a una norma («¿por qué principios se rigen…?») le parece suya."""
EL_OTRO_MAS_PROBABLE = 0.5
FALTA_CLARO = 0.55
PARA_LO_QUE_FALTA = 0.3
"""Que un documento no diga algo lo parece de casi toda pregunta a otro: hace falta, además, que se dirija a él."""
PARA_LO_NO_AJENO = 0.5
AJENA, LO_TRATA, TRATA_ALGO = 0.5, 0.5, 0.2


@dataclass(frozen=True, slots=True)
class Camino:
    """Los lugares de los estantes en que se busca, con su probabilidad, y el revisado que juzga si era una pregunta."""

    candidatos: tuple[tuple[int, float], ...]
    revisado: int | None


def encaminar(probabilidades: Sequence[float], son_revisados: Sequence[bool]) -> Camino:
    """Devuelve en qué estantes se busca, del más al menos probable."""
    orden = sorted(range(len(probabilidades)), key=lambda lugar: -probabilidades[lugar])
    revisados = [lugar for lugar in orden if son_revisados[lugar]]
    # Uno sin juez no se puede tener por claro mientras uno revisado sea dudoso: mirar en este no cuesta.
    claro = son_revisados[orden[0]] and probabilidades[orden[0]] >= CLARO
    dudosos = [] if claro else [lugar for lugar in orden[1:] if probabilidades[lugar] >= DUDOSO]
    candidatos = tuple((lugar, probabilidades[lugar]) for lugar in (orden[0], *dudosos))
    return Camino(candidatos, revisados[0] if revisados else None)


def _nada_es_ajeno(revisado: int, de_otro: Hallazgo) -> bool:
    return False


def elegir(
    camino: Camino,
    buscar: Callable[[int], Hallazgo],
    le_es_ajeno: Callable[[int, Hallazgo], bool] = _nada_es_ajeno,
) -> Hallazgo:
    """Busca en los estantes de un camino y devuelve lo que vale, con el juicio que haya.

    `le_es_ajeno(revisado, hallazgo)`: si lo mejor hallado en otro estante dice algo de la pregunta que en el revisado,
    ni en lo que se pregunta de él, no se dice nunca.
    """
    hallados = {lugar: buscar(lugar) for lugar, _ in camino.candidatos}
    sin_juez = next((uno for uno in hallados.values() if uno.juicio is None and uno.pasajes), None)
    vale = {
        lugar: probable >= CLARO
        or sin_juez is None
        or (juicio := hallados[lugar].juicio) is None
        or not (
            (
                le_es_ajeno(lugar, sin_juez)
                and not _contesta_mas(juicio, sin_juez)
                and not _lo_trata_solo(hallados[lugar], sin_juez)
            )
            or (probable < MENOS_PROBABLE and _lo_trata_mas(sin_juez, hallados[lugar], juicio))
            or (juicio.contesta < CONTESTA_CLARO and _solo_lo_trata_el_otro(sin_juez, hallados[lugar]))
        )
        for lugar, probable in camino.candidatos
    }
    elegido = _elegido([(hallados[lugar], probable) for lugar, probable in camino.candidatos if vale[lugar]])
    if elegido.juicio is not None and sin_juez is not None and _en_disputa(camino, hallados, elegido, sin_juez):
        return replace(_con_los_dos(elegido, sin_juez), juicio=replace(elegido.juicio, en_disputa=True))
    if elegido.juicio is not None and (rival := _rival(elegido, hallados)) is not None:
        return replace(_con_los_dos(elegido, rival), juicio=replace(elegido.juicio, en_disputa=True))
    if elegido.juicio is not None or camino.revisado is None:
        return elegido
    revisado = hallados.get(camino.revisado) or buscar(camino.revisado)
    return replace(elegido, otro=revisado)


def _contesta_mas(juicio: Juicio, de_otro: Hallazgo) -> bool:
    return juicio.contesta >= max(CONTESTA_CLARO, min(CONTESTA_MUY_CLARO, de_otro.confianza))


def _lo_trata_mas(de_otro: Hallazgo, suyo: Hallazgo, juicio: Juicio) -> bool:
    return max(TRATA_ALGO, suyo.confianza) < de_otro.confianza and CONTESTA_CLARO <= juicio.contesta < CONTESTA_SIN_DUDA


def _en_disputa(camino: Camino, hallados: Mapping[int, Hallazgo], suyo: Hallazgo, de_otro: Hallazgo) -> bool:
    """Si otro estante es más probable y trata más el tema, que en el elegido apenas se trata.

    Su juez ve una pregunta parecida a las suyas («¿puede participar una empresa?»), y quizá es a otro documento.
    """
    probable = next((uno for lugar, uno in camino.candidatos if hallados[lugar] is suyo), 1.0)
    return probable < EL_OTRO_MAS_PROBABLE and suyo.confianza < min(TRATA_ALGO, de_otro.confianza)


def _rival(elegido: Hallazgo, hallados: Mapping[int, Hallazgo]) -> Hallazgo | None:
    """De lo que otro estante del que se sabe poco, como del elegido, halló mejor que él; None si nada.

    Con pocas preguntas conocidas, su juez tiene por suya casi cualquier pregunta parecida: sin lo que suma una idea, ha
    de haber hallado algo mejor.
    """
    if elegido.juicio is None or not elegido.juicio.sabe_poco:
        return None
    otros = [
        uno
        for uno in hallados.values()
        if uno is not elegido and uno.pasajes and (uno.juicio is None or uno.juicio.sabe_poco)
    ]
    mejor = max(otros, key=lambda uno: uno.pasajes[0].puntuacion, default=None)
    gana = mejor is not None and mejor.pasajes[0].puntuacion > elegido.pasajes[0].puntuacion - PESO_CON_POCAS
    return mejor if gana else None


def _solo_lo_trata_el_otro(de_otro: Hallazgo, suyo: Hallazgo) -> bool:
    return de_otro.confianza >= CLARO and suyo.confianza < TRATA_ALGO


def _elegido(candidatos: Sequence[tuple[Hallazgo, float]]) -> Hallazgo:
    """El del revisado cuyo juez lo tenga por suyo; si ninguno, el de los que no tienen juez."""
    sin_juez = next((hallazgo for hallazgo, _ in candidatos if hallazgo.juicio is None and hallazgo.pasajes), None)
    for hallazgo, probable in candidatos if len(candidatos) > 1 else ():
        lo_trata_solo = sin_juez is not None and _lo_trata_solo(hallazgo, sin_juez)
        if hallazgo.juicio is not None and _es_suya(hallazgo.juicio, probable, lo_trata_solo=lo_trata_solo):
            return hallazgo
    if sin_juez is None:
        return next((hallazgo for hallazgo, _ in candidatos if hallazgo.pasajes), candidatos[0][0])
    for hallazgo, probable in candidatos:
        juicio = hallazgo.juicio
        if juicio is not None and juicio.ajena < AJENA and probable >= PARA_LO_QUE_FALTA:
            return _con_los_dos(sin_juez, hallazgo)
    return sin_juez


def _lo_trata_solo(suyo: Hallazgo, de_otro: Hallazgo) -> bool:
    """Si los demás más bien no tratan el tema, y este más que ellos."""
    return de_otro.confianza < min(LO_TRATA, suyo.confianza)


def _es_suya(juicio: Juicio, probable: float, *, lo_trata_solo: bool) -> bool:
    if juicio.contesta >= CONTESTA_CLARO or probable >= CLARO:
        return True
    if juicio.falta >= FALTA_CLARO and probable >= PARA_LO_QUE_FALTA:
        return True
    return juicio.ajena < AJENA and probable >= (MENOS_PROBABLE if lo_trata_solo else PARA_LO_NO_AJENO)


def _con_los_dos(primero: Hallazgo, segundo: Hallazgo) -> Hallazgo:
    """El primero, con el mejor pasaje del otro al lado del suyo: sus puntajes no son de la misma búsqueda."""
    mejor, *demas = primero.pasajes
    ajeno = segundo.pasajes[0]
    return replace(primero, pasajes=(mejor, Pasaje(ajeno.fragmento, mejor.puntuacion, ajeno.oracion), *demas))
