"""Cuánto cuesta enviar con aiohttp y con httpx, en la misma pasada y alternando.

Como orden: `python -m tests.mediciones.comparar_http`.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import time

from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest

from bot.canal.telegram.conexion import ConexionTelegram
from tests.apoyo.rutas import RAIZ
from tests.extremo.bot_api_falso import TOKEN, BotApiFalso

ENVIOS, A_LA_VEZ, VUELTAS = 1_500, 50, 5


async def servir() -> None:
    api = BotApiFalso()
    api.persona(11)
    async with api.abierto():
        print(api.raiz, flush=True)
        await asyncio.Event().wait()


async def enviar(raiz: str, peticion: BaseRequest) -> tuple[float, float]:
    """Devuelve los segundos de reloj y de procesador de todos los envíos."""
    async with Bot(TOKEN, base_url=f"{raiz}/bot", request=peticion, get_updates_request=ConexionTelegram(1)) as bot:
        turno = asyncio.Semaphore(A_LA_VEZ)

        async def uno() -> None:
            async with turno:
                await bot.send_message(11, "Según el marco: «un esquema de cooperación»")

        await asyncio.gather(*(uno() for _ in range(100)))
        reloj, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(uno() for _ in range(ENVIOS)))
        return time.perf_counter() - reloj, time.process_time() - cpu


def principal() -> None:
    """Mide e imprime; con «servir» es la API falsa de la medida, en su propio proceso."""
    lector = argparse.ArgumentParser(prog="python -m tests.mediciones.comparar_http", description=__doc__)
    lector.add_argument("servir", nargs="?", choices=["servir"], help=argparse.SUPPRESS)
    if lector.parse_args().servir:
        asyncio.run(servir())
        return
    servidor = subprocess.Popen(
        [sys.executable, "-m", "tests.mediciones.comparar_http", "servir"], cwd=RAIZ, stdout=subprocess.PIPE, text=True
    )
    try:
        assert servidor.stdout is not None
        raiz = servidor.stdout.readline().strip()
        medidas: dict[str, list[tuple[float, float]]] = {"aiohttp": [], "httpx": []}
        for _ in range(VUELTAS):
            medidas["aiohttp"].append(asyncio.run(enviar(raiz, ConexionTelegram())))
            medidas["httpx"].append(asyncio.run(enviar(raiz, HTTPXRequest(connection_pool_size=64, pool_timeout=30))))
    finally:
        servidor.kill()
        servidor.wait()
    for nombre, suyas in medidas.items():
        cpu = [1000 * gastada / ENVIOS for _, gastada in suyas]
        reloj = statistics.median(ENVIOS / tardada for tardada, _ in suyas)
        medio = statistics.median(cpu)
        print(f"{nombre:8} {medio:.2f} ms de CPU por envío ({min(cpu):.2f}-{max(cpu):.2f}), {reloj:.0f}/s")
    razones = [httpx[1] / aiohttp[1] for aiohttp, httpx in zip(medidas["aiohttp"], medidas["httpx"], strict=True)]
    media = statistics.median(razones)
    print(f"httpx gasta {media:.2f} veces la CPU de aiohttp ({min(razones):.2f}-{max(razones):.2f})")


if __name__ == "__main__":
    principal()
