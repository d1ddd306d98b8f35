"""Lo que comparten las pruebas de integración: un chat de la entrevista y el almacén en sus tres formas."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.almacen import AlmacenSQL
from tests.apoyo.almacen import abrir
from tests.apoyo.chat import Chat


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    uno = Chat(tmp_path)
    yield uno
    uno.almacen.cerrar()


@pytest.fixture(params=["sqlite", "postgresql", "cifrado"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return request.getfixturevalue("base_postgresql_nueva")
    return f"sqlite:///{tmp_path / request.param / 'alianzas.db'}"


@pytest.fixture
def almacen(url: str) -> Iterator[AlmacenSQL]:
    abierto = abrir(url)
    yield abierto
    abierto.cerrar()
