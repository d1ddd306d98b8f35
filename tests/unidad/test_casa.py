"""El árbol del producto cabe en sus medidas."""

from tests.mediciones.casa import medir, tabla


def test_la_casa_cabe_en_sus_medidas() -> None:
    medidas = medir()
    assert all(una.se_cumple for una in medidas), "\n" + tabla(medidas)
