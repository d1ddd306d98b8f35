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


async def esperar_trabajo(trabajo: str, de: int, segundos: float = 30.0) -> int:
    """Espera a que un proceso (`de`) haga aparte ese trabajo, y devuelve el que lo hace."""
    async with asyncio.timeout(segundos):
        while not (hallados := [uno for uno in procesos_con("bot.servicio.aparte", trabajo) if _padre(uno) == de]):
            await asyncio.sleep(0.02)
    return hallados[0]


def _padre(proceso: int) -> int:
    try:
        estado = Path(f"/proc/{proceso}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return int(next(linea for linea in estado.splitlines() if linea.startswith("PPid:")).split()[1])
