"""Dos voces contestadas sin conocer ninguna de sus preguntas: lo que se puede esperar de una persona nueva."""

from pathlib import Path

import pytest

from tests.mediciones.voces import Acierto, Banco, leer_voces, medidas

APARTADAS = ("dirigente_mayor", "coordinadora_agro")


@pytest.fixture(scope="module")
def aciertos(carpeta_modelo: Path) -> list[Acierto]:
    banco, escritas = Banco(carpeta_modelo), leer_voces()
    banco.dejar({una.ensenada for una in escritas if una.voz in APARTADAS})
    return banco.contestar([una for una in escritas if una.voz in APARTADAS and una.cuenta])


@pytest.mark.parametrize(
    ("medida", "minimo"),
    [("evidencia", 0.85), ("negativas", 0.88), ("firmes", 0.82), ("seguimientos", 0.75)],
)
def test_una_voz_que_no_se_conoce(aciertos: list[Acierto], medida: str, minimo: float) -> None:
    cumplen = medidas(aciertos)[medida]
    assert sum(cumplen) / len(cumplen) >= minimo, f"{sum(cumplen)}/{len(cumplen)}"


def test_son_doce_voces_de_120_preguntas_y_ninguna_se_repite() -> None:
    escritas = leer_voces()
    assert len({una.voz for una in escritas}) == 12
    assert len(escritas) == 1_440
    assert len({(una.voz, una.caso.pregunta, una.caso.historial) for una in escritas}) == len(escritas)
