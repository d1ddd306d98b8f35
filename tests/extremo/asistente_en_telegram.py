"""El asistente entero, con su modelo y su índice, atendiendo por la API de Telegram de mentira."""

import asyncio
import os
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot.canal.telegram.arranque import Ajustes, atender_telegram
from bot.config import leer_configuracion
from bot.montaje import montar
from indices.abrir import abrir_buscador
from tests.apoyo.rutas import DOCUMENTOS, RAIZ
from tests.conftest import enlazar_datos
from tests.extremo.bot_api_falso import TOKEN, BotApiFalso
from tests.extremo.entorno_telegram import SIN_ESPERAR


def datos_preparados(nueva: Path, avisar: Callable[[str], None] = print) -> Path:
    """Una carpeta de datos nueva con el modelo y el índice de las pruebas, que se preparan si faltan."""
    origen = Path(os.environ.get("PRUEBAS_DATOS") or RAIZ / "datos" / "pruebas")
    abrir_buscador(DOCUMENTOS, origen, None, avisar)
    return enlazar_datos(nueva, origen)


@asynccontextmanager
async def asistente_en_telegram(
    datos: Path, avisar: Callable[[str], None] = lambda _: None, **ajustes: str
) -> AsyncGenerator[BotApiFalso]:
    """Atiende mientras dure el bloque; `ajustes` son campos de la configuración. Sin faltas al terminar."""
    api, detener = BotApiFalso(), asyncio.Event()
    asistente = montar(leer_configuracion(datos=datos, **ajustes), avisar)
    try:
        async with api.abierto():
            piezas = replace(asistente.piezas, mantener=None, renovar=None)  # lo que se hace a ratos, no al atender
            tarea = asyncio.create_task(
                atender_telegram(piezas, Ajustes(TOKEN, api.raiz, espera=SIN_ESPERAR), detener=detener)
            )
            try:
                yield api
            finally:
                detener.set()
                await asyncio.wait_for(tarea, 20)
    finally:
        asistente.cerrar()
    assert api.faltas == []
