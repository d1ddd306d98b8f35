"""Cuánto esperar y cómo dejar de esperar si hay que detenerse."""

import asyncio
from contextlib import suppress
from datetime import timedelta

from telegram.error import RetryAfter, TelegramError


async def esperar(detener: asyncio.Event, segundos: float) -> None:
    """Espera unos segundos, o menos si hay que detenerse."""
    with suppress(TimeoutError):
        await asyncio.wait_for(detener.wait(), segundos)


def espera_pedida(error: TelegramError) -> float:
    """Los segundos que Telegram pide esperar; 0 si no pide nada."""
    if not isinstance(error, RetryAfter):
        return 0.0
    espera = error.retry_after
    return espera.total_seconds() if isinstance(espera, timedelta) else float(espera)
