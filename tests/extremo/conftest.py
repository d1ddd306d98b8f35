"""El entorno del canal de Telegram, con SQLite y una API falsa que al terminar no admite faltas del bot."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.almacen import abrir_almacen
from tests.apoyo.almacen import base_nueva
from tests.extremo.bot_api_falso import BotApiFalso
from tests.extremo.entorno_telegram import Entorno


@pytest.fixture
async def entorno(tmp_path: Path) -> AsyncIterator[Entorno]:
    almacen = abrir_almacen(base_nueva(tmp_path / "alianzas.db"), b"c" * 32)
    api = BotApiFalso()
    async with api.abierto():
        yield Entorno(api, tmp_path, almacen)
    almacen.cerrar()
    assert api.faltas == []
