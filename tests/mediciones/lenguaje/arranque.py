"""Lo que cuesta el modelo de lenguaje a quien no lo configura: nada.

`python -m tests.mediciones.lenguaje.arranque` arranca el asistente y le hace una pregunta en procesos nuevos,
alternando el de hoy, sin modelo configurado, con uno igual en que nada de un modelo de lenguaje se puede importar. Dice
lo que cuestan los dos y su razón, y termina con error si algún proveedor se carga, si se conecta con alguien o si la
memoria o el procesador pasan de 1,05 veces. Usa el modelo y el índice de `datos/pruebas`.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from statistics import median
from types import ModuleType

from tests.apoyo.rutas import RAIZ

VECES, DE_MAS = 7, 1.05
DE_UN_PROVEEDOR = frozenset(
    "openai anthropic ollama httpx2 langchain_openai langchain_anthropic langchain_ollama tiktoken".split()
)
NUESTRO = ("bot.lenguaje.", "bot.montaje.lenguaje")
DE_LA_VOZ = "bot.lenguaje.voz"
"""De la misma carpeta, y no es del modelo: dice que no se escuchan notas."""
EN_LA_RED = ("socket.connect", "socket.getaddrinfo")


def es_de_un_modelo(nombre: str) -> bool:
    """Si un módulo es de un modelo de lenguaje, del producto o de un proveedor."""
    return nombre.split(".")[0] in DE_UN_PROVEEDOR or (nombre.startswith(NUESTRO) and not nombre.startswith(DE_LA_VOZ))


class Prohibido(MetaPathFinder):
    """No deja importar nada de un modelo de lenguaje."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if es_de_un_modelo(fullname):
            raise ImportError(fullname)
        return None


def arrancar(datos: Path, *, prohibido: bool) -> dict[str, float | list[str]]:
    """En este proceso: monta el asistente, pregunta una vez y dice qué costó, qué se cargó y con quién se conectó."""
    if prohibido:
        sys.meta_path.insert(0, Prohibido())
    llamadas: list[str] = []
    sys.addaudithook(
        lambda suceso, valores: llamadas.append(f"{suceso} {valores[1:]}") if suceso in EN_LA_RED else None
    )
    inicio = time.perf_counter()
    from bot.config import leer_configuracion
    from bot.dialogo.entradas import MensajeRecibido
    from bot.montaje import montar
    from bot.servicio.puertos import Persona

    asistente = montar(leer_configuracion(datos=datos), lambda _: None)
    asyncio.run(asistente.servicio.atender(Persona("consola", "1"), MensajeRecibido("¿Qué es una alianza?"), None))
    asistente.cerrar()
    return {
        "segundos": time.perf_counter() - inicio,
        "procesador": time.process_time(),
        "memoria": _memoria(),
        "cargado": sorted(filter(es_de_un_modelo, sys.modules)),
        "red": llamadas,
    }


def _memoria() -> float:
    """Los MB que llegó a ocupar. Lo que dice `getrusage` cuenta también lo de quien lo arrancó."""
    estado = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(estado.partition("VmHWM:")[2].split()[0]) / 1024


def comparar(veces: int) -> bool:
    """Alterna los dos, dice lo que cuestan y devuelve si son iguales."""
    from tests.conftest import enlazar_datos

    medidas: dict[str, list[dict[str, float]]] = {"hoy": [], "sin nada importable": []}
    limpio = True
    for vuelta in range(veces + 1):
        for cual, unas in medidas.items():
            with tempfile.TemporaryDirectory() as carpeta:
                datos = enlazar_datos(Path(carpeta) / "datos", RAIZ / "datos" / "pruebas")
                opciones = ["--uno", str(datos), *(["--prohibido"] if cual != "hoy" else [])]
                hecho = subprocess.run(
                    [sys.executable, "-m", __spec__.name, *opciones],
                    cwd=RAIZ,
                    capture_output=True,
                    text=True,
                    check=True,
                )
            dicho = json.loads(hecho.stdout)
            limpio = limpio and not dicho["cargado"] and not dicho["red"]
            if vuelta:  # la primera solo trae los archivos del disco
                unas.append(dicho)
    for nombre, unidad in (("procesador", "s"), ("memoria", "MB"), ("segundos", "s")):
        hoy, sin = ([una[nombre] for una in unas] for unas in medidas.values())
        razones = [uno / otro for uno, otro in zip(hoy, sin, strict=True)]
        print(
            f"{nombre}: {median(hoy):.2f} {unidad} hoy y {median(sin):.2f} sin nada importable; razón por parejas, "
            f"mediana {median(razones):.3f} (de {min(razones):.3f} a {max(razones):.3f}, n={len(razones)}); de los "
            f"mínimos, {min(hoy) / min(sin):.3f}"
        )
        # Lo que otros ocupan de la máquina solo suma: lo menos que costó cada uno es lo que se compara.
        limpio = limpio and (nombre == "segundos" or min(hoy) <= DE_MAS * min(sin))
    print("Nada de un proveedor se cargó, y no se conectó con nadie." if limpio else "Algo no es igual.")
    return limpio


def principal() -> int:
    lector = argparse.ArgumentParser(
        "python -m tests.mediciones.lenguaje.arranque",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    lector.add_argument("--veces", type=int, default=VECES)
    lector.add_argument("--uno", type=Path, metavar="DATOS", help="Arranca una vez, en este proceso.")
    lector.add_argument("--prohibido", action="store_true", help="Sin que se pueda importar nada de un modelo.")
    pedido = lector.parse_args()
    if pedido.uno is not None:
        print(json.dumps(arrancar(pedido.uno, prohibido=pedido.prohibido)))
        return 0
    return 0 if comparar(pedido.veces) else 1


if __name__ == "__main__":
    sys.exit(principal())
