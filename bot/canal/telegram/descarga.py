"""Trae un archivo que alguien envió por Telegram, entero en la memoria: la API no deja pasar de 20 MB."""

import logging
from dataclasses import dataclass
from typing import cast

from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TelegramError

from bot.canal.telegram.conexion import ConexionTelegram, espera_pedida, esperar
from bot.canal.telegram.salud import Marcha
from bot.dialogo.personal.biblioteca.atender import LIMITE
from bot.servicio.puertos import DescargaFallida

REGISTRO = logging.getLogger(__name__)
INTENTOS = 4


@dataclass(frozen=True, slots=True)
class Descarga:
    """Cumple `Descargar`."""

    bot: Bot
    marcha: Marcha

    async def __call__(self, referencia: str) -> bytes:
        """Insiste unas pocas veces si falla la red. Raises `DescargaFallida`."""
        for intento in range(1, INTENTOS + 1):
            try:
                return await self._traer(referencia)
            except (NetworkError, RetryAfter) as error:
                REGISTRO.warning("descarga sin hacer motivo=%s", type(error).__name__)
                if intento < INTENTOS:
                    await esperar(self.marcha.parar, espera_pedida(error) or self.marcha.paciencia.tras(intento))
            except TelegramError as error:
                # Sin su mensaje ni su causa: pueden llevar la dirección, que lleva el token.
                REGISTRO.warning("descarga negada motivo=%s", type(error).__name__)
                break
        raise DescargaFallida

    async def _traer(self, referencia: str) -> bytes:
        direccion = (await self.bot.get_file(referencia)).file_path or ""
        if not direccion.startswith(("https://", "http://")):
            raise TelegramError("no dice de dónde traerlo")
        return await cast("ConexionTelegram", self.bot.request).descargar(direccion, LIMITE)
