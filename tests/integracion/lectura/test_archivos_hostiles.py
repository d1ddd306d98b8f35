"""Bombas y archivos alterados: se leen o se dice por qué no, y nada muere fuera del proceso que los lee."""

import random
from collections.abc import Callable

from tests.apoyo.estropear import bombas
from tests.mediciones.lectura_hostil import alterados, faltas_aparte


def test_ninguna_bomba_pasa_de_sus_limites(record_property: Callable[[str, object], None]) -> None:
    casos = list(bombas())
    record_property("probados", len(casos))
    assert faltas_aparte(casos) == []


def test_un_archivo_alterado_se_lee_o_se_dice_por_que_no(record_property: Callable[[str, object], None]) -> None:
    casos = [(f"alterado {numero}", octetos) for numero, octetos in enumerate(alterados(random.Random(16), 40))]
    record_property("probados", len(casos))
    assert faltas_aparte(casos) == []
