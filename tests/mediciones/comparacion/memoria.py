"""Abre un solo motor en un proceso aparte y dice cuánta memoria ocupa y cuánto tarda en arrancar.

    python -m tests.mediciones.comparacion.memoria MATERIAL.json CLAVE

La última línea de la salida es JSON. Lo llama `comparacion`; se mide aparte porque en un proceso
compartido no se sabe de quién es cada megabyte.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.mediciones.comparacion.datos import ErrorDeComparacion
from tests.mediciones.comparacion.material import abrir_material
from tests.mediciones.comparacion.motores import NOMBRES, abrir_motor


@dataclass(frozen=True, slots=True)
class Ocupacion:
    """Megabytes residentes tras responder y en el peor momento; segundos de importar a la primera respuesta."""

    residente: float
    maxima: float
    arranque: float


def medir_ocupacion(material: Path, clave: str) -> Ocupacion:
    """Mide un motor en un proceso nuevo. Raises `ErrorDeComparacion` si ese proceso falla."""
    orden = [sys.executable, "-m", "tests.mediciones.comparacion.memoria", str(material), clave]
    terminado = subprocess.run(orden, capture_output=True, text=True, check=False)
    if terminado.returncode:
        causa = (terminado.stderr.strip().splitlines() or ["sin mensaje"])[-1]
        raise ErrorDeComparacion(
            f"No se pudo medir la memoria de «{NOMBRES[clave]}»: {causa}. "
            "Si faltó memoria, cierre otros programas y repita."
        )
    return Ocupacion(**json.loads(terminado.stdout.strip().splitlines()[-1]))


def _memoria() -> tuple[float, float]:
    """Megabytes residentes ahora y en el peor momento; donde no hay /proc, dos veces los del peor momento."""
    # En Linux no vale `getrusage`: el máximo que da puede ser el del proceso que lanzó a este.
    try:
        lineas = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        maxima = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        return maxima, maxima
    campos = dict(linea.split(":", 1) for linea in lineas if ":" in linea)
    return int(campos["VmRSS"].split()[0]) / 2**10, int(campos["VmHWM"].split()[0]) / 2**10


def principal() -> None:
    """Abre el motor, responde la muestra y escribe las tres cifras."""
    lector = argparse.ArgumentParser(prog="python -m tests.mediciones.comparacion.memoria", description=__doc__)
    lector.add_argument("material", type=Path)
    lector.add_argument("clave", choices=NOMBRES)
    dicho = lector.parse_args()
    material, muestra = abrir_material(dicho.material)
    antes = time.perf_counter()
    motor = abrir_motor(dicho.clave, material)
    motor.buscar(muestra[0])
    arranque = time.perf_counter() - antes
    for pregunta in muestra:
        motor.buscar(pregunta)
    residente, maxima = _memoria()
    print(json.dumps({"residente": residente, "maxima": maxima, "arranque": arranque}))


if __name__ == "__main__":
    principal()
