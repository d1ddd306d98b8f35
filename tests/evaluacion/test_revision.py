"""De las fallas que otras personas pusieron en sus borradores, cuántas ve la revisión y qué observa de más."""

from collections import Counter
from functools import cache

from bot.entrevista.coherencia.revisar import revisar
from tests.apoyo.borrador_escrito import ENTREVISTA, HOY
from tests.mediciones.revision import CASOS, DE_CLASE, Caso, cuenta_por_clase, leer_casos

ENCONTRADAS = 0.9
"""Lo menos que puede darse de las fallas puestas."""
FALSAS_POR_BORRADOR = 0.2
"""Lo más que puede observarse sin que haya una falla que lo explique."""


@cache
def _casos() -> list[Caso]:
    return leer_casos(CASOS)


def test_hay_borradores_con_y_sin_fallas_y_varias_de_cada_clase() -> None:
    casos = _casos()
    assert len(casos) >= 92
    assert sum(not caso.fallas for caso in casos) >= 42
    assert min(Counter(falla for caso in casos for falla in caso.fallas).values()) >= 3
    assert {regla.clave for regla in ENTREVISTA.reglas} >= set().union(*DE_CLASE.values())


def test_se_encuentran_casi_todas_las_fallas_puestas_y_ninguna_clase_se_pierde() -> None:
    casos = _casos()
    cuenta = cuenta_por_clase(casos)
    perdidas = [(caso.nombre, caso.perdidas) for caso in casos if caso.perdidas]
    halladas, puestas = (sum(par[lugar] for par in cuenta.values()) for lugar in (0, 1))
    assert halladas >= ENCONTRADAS * puestas, perdidas
    assert all(suyas > todas / 2 for suyas, todas in cuenta.values()), cuenta


def test_casi_nada_se_observa_sin_que_haya_una_falla() -> None:
    casos = _casos()
    falsas = [(caso.nombre, una.regla, una.mensaje) for caso in casos for una in caso.falsas]
    assert len(falsas) <= FALSAS_POR_BORRADOR * len(casos), falsas


def test_critico_es_solo_lo_que_dice_un_dato_y_lo_dudoso_se_pregunta() -> None:
    for caso in _casos():
        for una in revisar(ENTREVISTA, caso.escrito.eventos, HOY):
            assert not (una.posible and (una.severidad == "critica" or una.grado == "Crítico")), una
            assert not una.posible or una.pendiente or "¿" in una.mensaje, una
            assert una.fuente and una.titulo
            assert una.lugar is not None or una.severidad == "info", una
