"""Bombas y archivos alterados: se leen o se dice por qué no, y nada muere fuera del proceso que los lee."""

import random
from collections.abc import Callable

from tests.apoyo.estropear import bombas, pdf_sanos
from tests.mediciones.lectura_hostil import alterados, alterados_de, faltas_aparte


def test_ninguna_bomba_pasa_de_sus_limites(record_property: Callable[[str, object], None]) -> None:
    casos = list(bombas())
    record_property("probados", len(casos))
    assert faltas_aparte(casos) == []


def test_un_archivo_alterado_se_lee_o_se_dice_por_que_no(record_property: Callable[[str, object], None]) -> None:
    azar = random.Random(16)
    hechos = [*alterados(azar, 36), *alterados_de(azar, 4, pdf_sanos())]
    casos = [(f"alterado {numero}", octetos) for numero, octetos in enumerate(hechos)]
    record_property("probados", len(casos))
    assert faltas_aparte(casos) == []
