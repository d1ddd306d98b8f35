"""Procesos de la máquina, para poder matar justo el que se quiere."""

import asyncio
from pathlib import Path


def procesos_con(*palabras: str) -> list[int]:
    """Los procesos cuya orden contiene todas esas palabras."""
    hallados: list[int] = []
    for ruta in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            orden = ruta.read_bytes().decode(errors="replace")
        except OSError:  # terminó mientras se miraba
            continue
        if all(palabra in orden.split("\0") for palabra in palabras):
            hallados.append(int(ruta.parent.name))
    return hallados


async def esperar_proceso(*palabras: str, segundos: float = 30.0) -> int:
    """Espera a que haya uno y lo devuelve."""
    async with asyncio.timeout(segundos):
        while not (hallados := procesos_con(*palabras)):
            await asyncio.sleep(0.02)
    return hallados[0]
