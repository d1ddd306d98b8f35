"""Lo que el canal hace cada cierto tiempo."""

import asyncio
import logging
from contextlib import suppress

import pytest

from bot.canal.telegram.vigilancia import renovar_cada_poco


async def test_si_lo_nuevo_no_se_puede_abrir_se_anota_sin_textos_y_se_vuelve_a_mirar(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    resultados: list[int | Exception | None] = [None, OSError("palabrasecreta"), 3]
    fin = asyncio.Event()

    async def renovar() -> int | None:
        resultado = resultados.pop(0)
        if not resultados:
            fin.set()
            resultados.append(None)
        if isinstance(resultado, Exception):
            raise resultado
        return resultado

    tarea = asyncio.create_task(renovar_cada_poco(renovar, cada=0.0))
    await asyncio.wait_for(fin.wait(), 10)
    await asyncio.sleep(0)
    tarea.cancel()
    with suppress(asyncio.CancelledError):
        await tarea
    assert "se sigue con el anterior" in caplog.text and "OSError" in caplog.text
    assert "índice renovado documentos=3" in caplog.text
    assert "palabrasecreta" not in caplog.text
