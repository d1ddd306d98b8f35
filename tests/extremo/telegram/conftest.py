"""Rosa conversa con el diálogo de verdad."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.extremo.conversacion import Conversacion, conversar


@pytest.fixture
async def conversacion(tmp_path: Path) -> AsyncGenerator[Conversacion]:
    async with conversar(tmp_path) as una:
        yield una
