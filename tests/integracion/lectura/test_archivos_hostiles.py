"""Bombas y archivos alterados: se leen o se dice por qué no, y nada muere fuera del proceso que los lee."""

import random
from collections.abc import Callable
from pathlib import Path

from tests.apoyo.estropear import bombas
from tests.mediciones.lectura_hostil import alterados, probar


def test_ninguna_bomba_pasa_de_sus_limites(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    casos = list(bombas())
    record_property("probados", len(casos))
    faltas = [f"{nombre}: {falta}" for nombre, octetos in casos for falta in probar(tmp_path, octetos).faltas]
    assert faltas == []


def test_un_archivo_alterado_se_lee_o_se_dice_por_que_no(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    casos = list(alterados(random.Random(16), 60))
    record_property("probados", len(casos))
    assert [falta for octetos in casos for falta in probar(tmp_path, octetos).faltas] == []
