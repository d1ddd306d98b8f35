"""La mesa con que empieza cada una de estas pruebas."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.apoyo.borradores import historia
from tests.apoyo.mesa import Mesa
from tests.integracion.entrevista.alianza.organizaciones import CONTEXTO, respuestas


@pytest.fixture
def mesa(tmp_path: Path) -> Iterator[Mesa]:
    """Una mesa con el borrador entero de la minera, y las demás sin sentarse."""
    mesa = Mesa(CONTEXTO, tmp_path)
    mesa.sentar("minera", historia(respuestas()))
    yield mesa
    mesa.almacen.cerrar()
