"""Si el asistente muere mientras alguien entra, sale o toma la coordinación, quedó hecho o no quedó nada."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.servicio.cifrado import generar_secreto
from tests.apoyo.almacen import base_nueva
from tests.integracion.entrevista.alianza.caidas import comprobar, en_otro_proceso, preparar, queda


@pytest.mark.parametrize("nombre", ["entrar", "salir y llevárselo"])
def test_si_muere_al_guardar_esta_todo_o_no_esta_nada(nombre: str, tmp_path: Path) -> None:
    paso = preparar(nombre, tmp_path, base_nueva(tmp_path / "entera.db"), generar_secreto())
    copias = [shutil.copy(tmp_path / "entera.db", tmp_path / f"{vez}.db") for vez in ("antes", "tras")]
    antes = queda(paso.url)
    assert en_otro_proceso(paso, 0, todo=False) == (False, 2)
    despues = queda(paso.url)
    assert antes != despues
    hechos: list[bool] = []
    for muere_en, copia in enumerate(copias, 1):  # al ir a guardar, y recién guardado
        suyo = replace(paso, url=f"sqlite:///{copia}")
        assert en_otro_proceso(suyo, muere_en, todo=False) == (True, 0)
        hechos.append(comprobar(suyo, antes, despues))
    assert hechos == [False, True]
