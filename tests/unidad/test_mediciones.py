"""Las mediciones se pueden lanzar: cada una dice cómo se usa, sin medir nada."""

import runpy
import sys

import pytest

from tests.apoyo.rutas import RAIZ

CARPETA = RAIZ / "tests" / "mediciones"
ORDENES = sorted(
    ".".join(ruta.relative_to(RAIZ).with_suffix("").parts).removesuffix(".__main__")
    for ruta in CARPETA.rglob("*.py")
    if '__name__ == "__main__"' in ruta.read_text(encoding="utf-8")
)


def test_hay_mediciones() -> None:
    assert {"tests.mediciones.carga", "tests.mediciones.comparacion", "tests.mediciones.recuperacion"} <= set(ORDENES)


@pytest.mark.parametrize("orden", ORDENES)
@pytest.mark.filterwarnings("ignore:.*found in sys.modules:RuntimeWarning")  # otra prueba ya lo había importado
def test_cada_una_dice_como_se_usa(
    orden: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [orden, "--help"])
    with pytest.raises(SystemExit) as salida:
        runpy.run_module(orden, run_name="__main__")
    assert salida.value.code == 0
    assert f"usage: python -m {orden} [-h]" in capsys.readouterr().out
