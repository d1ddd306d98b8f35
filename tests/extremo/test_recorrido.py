"""Una pregunta por Telegram no da más vueltas de las debidas."""

from pathlib import Path

from tests.conftest import enlazar_datos
from tests.mediciones.recorrido import MODULOS, MODULOS_DEL_DIALOGO, del_dialogo, recorrer


async def test_una_pregunta_pasa_por_pocos_modulos(carpeta_producto: Path, tmp_path: Path) -> None:
    modulos = await recorrer(enlazar_datos(tmp_path / "datos", carpeta_producto))
    assert "bot.dialogo.preguntas.responder" in modulos
    assert len(modulos) <= MODULOS, modulos
    assert len(del_dialogo(modulos)) <= MODULOS_DEL_DIALOGO, del_dialogo(modulos)
