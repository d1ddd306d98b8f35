"""Qué se ha recibido de Telegram y qué falta terminar; y el orden por chat.

Telegram guarda cada actualización hasta que se le pide la siguiente: pedir desde el número *n*
confirma todas las anteriores. Aquí se pide siempre desde la más antigua sin terminar, así que si el
proceso muere, Telegram vuelve a entregar lo que no llegó a guardarse. No habla con Telegram.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Hashable
from contextlib import asynccontextmanager, suppress
from enum import Enum
from typing import Any, Generic, TypeVar

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.canal.telegram_traduccion import chat_de

Clave = TypeVar("Clave", bound=Hashable)

TOPE_POR_CHAT = 30
"""Cuántos mensajes de un mismo chat esperan turno; los que pasan de ahí no se leen."""


class Toma(Enum):
    """Qué pasa con una actualización al llegar."""

    NUEVA = "nueva"
    REPETIDA = "repetida"
    SOBRANTE = "sobrante"


class Recepcion:
    """Lleva la cuenta de lo recibido. Todo ocurre en el mismo bucle de eventos, sin candados."""

    def __init__(self, tope_por_chat: int = TOPE_POR_CHAT) -> None:
        self._tope = tope_por_chat
        self._en_curso: dict[int, int] = {}
        self._por_chat: Counter[int] = Counter()
        self._tomadas: set[int] = set()
        self._ultima: int | None = None
        self._cambio = asyncio.Event()

    @property
    def hay_en_curso(self) -> bool:
        """Dice si queda algo sin terminar."""
        return bool(self._en_curso)

    def desde(self) -> int | None:
        """Desde qué número pedir: la más antigua sin terminar, o la siguiente a la última; None al empezar.

        Hay que llamarla justo antes de pedir: olvida las que quedan confirmadas.
        """
        if self._en_curso:
            primera = min(self._en_curso)
            self._tomadas = {numero for numero in self._tomadas if numero >= primera}
            return primera
        self._tomadas.clear()
        return None if self._ultima is None else self._ultima + 1

    def tomar(self, numero: int, chat: int) -> Toma:
        """Anota que llegó una actualización; solo las nuevas hay que terminarlas."""
        if numero in self._tomadas:
            return Toma.REPETIDA
        self._tomadas.add(numero)
        self._ultima = numero
        if self._por_chat[chat] >= self._tope:
            return Toma.SOBRANTE
        self._por_chat[chat] += 1
        self._en_curso[numero] = chat
        return Toma.NUEVA

    def terminar(self, numero: int) -> None:
        """Anota que una actualización ya está a salvo; repetirlo no cambia nada."""
        chat = self._en_curso.pop(numero, None)
        if chat is None:
            return
        self._por_chat[chat] -= 1
        if not self._por_chat[chat]:
            del self._por_chat[chat]
        self._cambio.set()

    async def esperar_cambio(self, segundos: float) -> None:
        """Espera a que algo termine, o a que pase el tiempo."""
        self._cambio.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._cambio.wait(), segundos)


class Turnos(Generic[Clave]):
    """Deja pasar de uno en uno por clave, en orden de llegada; las claves no se esperan entre sí."""

    def __init__(self) -> None:
        self._candados: dict[Clave, asyncio.Lock] = {}
        self._interesados: Counter[Clave] = Counter()

    @asynccontextmanager
    async def turno(self, clave: Clave) -> AsyncGenerator[None]:
        """Espera el turno de una clave y lo conserva mientras dure el bloque."""
        self._interesados[clave] += 1
        try:
            async with self._candados.setdefault(clave, asyncio.Lock()):  # despierta por orden de llegada
                yield
        finally:
            self._interesados[clave] -= 1
            if not self._interesados[clave]:
                del self._interesados[clave], self._candados[clave]


class ProcesadorPorChat(BaseUpdateProcessor):
    """El procesador de la `Application`: el límite de la base solo cuenta a los que esperan, y no debe estorbar."""

    def __init__(self) -> None:
        super().__init__(max_concurrent_updates=100_000)
        self._turnos: Turnos[int] = Turnos()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Ejecuta una actualización cuando le toca a su chat."""
        async with self._turnos.turno(chat_de(update) if isinstance(update, Update) else 0):
            await coroutine

    async def initialize(self) -> None:
        """No necesita preparación."""

    async def shutdown(self) -> None:
        """No guarda nada que cerrar."""
