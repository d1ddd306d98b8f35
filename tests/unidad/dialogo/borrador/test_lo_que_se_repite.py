"""Al corregir lo entendido, quien ya estaba no se repite y de quien se dice más se queda lo último."""

import pytest

from tests.apoyo.charla import Charla

IDEA = "Somos la ONG Agua Clara, peruana. Queremos llevar agua a 300 familias de Puno con la minera Antamina"


def actores(charla: Charla) -> list[str]:
    renglones = charla.mensaje.texto.splitlines()
    return [uno.lower() for uno in renglones if "antamina" in uno.lower() and uno[:1].isdigit()]


@pytest.mark.parametrize(
    "dicho", ["la municipalidad de Juliaca y la minera antamina", "con la Minera Antamina y la Muni de Juliaca"]
)
def test_quien_ya_estaba_no_se_repite(dicho: str) -> None:
    charla = Charla()
    charla.escribir(IDEA)
    assert len(actores(charla)) == 1, charla.mensaje.texto
    charla.escribir(dicho)
    assert "juliaca" in charla.mensaje.texto.lower()
    assert len(actores(charla)) == 1, charla.mensaje.texto
