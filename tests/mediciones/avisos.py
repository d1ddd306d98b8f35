"""Avisos de seguridad publicados sobre las versiones fijadas: `python -m tests.mediciones.avisos`.

Pregunta con pip-audit. Termina con 0 si no hay ninguno o no se puede preguntar, que lo dice, y con 1 si hay alguno.
"""

import argparse
import json
import subprocess
import sys

from tests.apoyo.candados import DESARROLLO

SEGUNDOS = 60


def principal() -> int:
    """Devuelve el código de salida."""
    argparse.ArgumentParser(
        prog="python -m tests.mediciones.avisos",
        description="Avisos de seguridad publicados sobre las versiones fijadas.",
    ).parse_args()
    orden = [sys.executable, "-m", "pip_audit", "--requirement", str(DESARROLLO), "--require-hashes", "--disable-pip"]
    try:
        hecho = subprocess.run(
            [*orden, "--format", "json", "--progress-spinner", "off"],
            capture_output=True,
            text=True,
            check=False,
            timeout=SEGUNDOS,
        )
        vistas = json.loads(hecho.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        print("Avisos de seguridad: no se pudo preguntar; hace falta internet.")
        return 0
    consultadas = [una for una in vistas if "vulns" in una]
    con_aviso = [una for una in consultadas if una["vulns"]]
    for una in con_aviso:
        for aviso in una["vulns"]:
            arreglo = ", ".join(aviso["fix_versions"]) or "aún sin arreglo"
            print(f"{una['name']} {una['version']}: {aviso['id']}; arreglado en {arreglo}")
    if not consultadas:
        print("Avisos de seguridad: no se pudo preguntar por ninguna biblioteca; hace falta internet.")
    else:
        print(f"Avisos de seguridad: {len(con_aviso)} de {len(consultadas)} bibliotecas con alguno.")
    return 1 if con_aviso else 0


if __name__ == "__main__":
    sys.exit(principal())
