"""Cuántas oraciones que un pasaje no dice deja pasar la comprobación, y cuántas de las que dice acepta.

`python -m tests.mediciones.pares` mide con los pares del producto; con `--pares ARCHIVO`, con otros: un JSON por línea,
con `pasajes`, `oracion`, `sostenida`, `clase` y `grupo`. Con `--ver`, dice cuáles pasan sin deber.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.entrevista.comprension.fidelidad.oracion import reparo
from tests.apoyo.rutas import RAIZ
from tests.mediciones.comprension import leer_yaml

PROPIOS = RAIZ / "tests" / "evaluacion" / "oraciones.yaml"


@dataclass(frozen=True, slots=True)
class Par:
    """Una oración y los pasajes de que se sacó; `sostenida`: si ellos lo dicen."""

    grupo: str
    pasajes: tuple[str, ...]
    oracion: str
    sostenida: bool
    clase: str


def leer_pares(archivo: Path) -> tuple[Par, ...]:
    """Los de un YAML del producto o de un archivo con un JSON por línea."""
    if archivo.suffix == ".yaml":
        return tuple(_del_producto(archivo))
    lineas = (json.loads(linea) for linea in archivo.read_text(encoding="utf-8").splitlines() if linea.strip())
    return tuple(
        Par(uno["grupo"], tuple(uno["pasajes"]), uno["oracion"], uno["sostenida"], uno["clase"]) for uno in lineas
    )


def _del_producto(archivo: Path) -> Iterator[Par]:
    for uno in leer_yaml(archivo):
        pasajes = (uno["pasaje"],)
        for clase, sostenida in (("se_acepta", True), ("dice", True)):
            yield from (Par("propios", pasajes, oracion, sostenida, clase) for oracion in uno.get(clase, ()))
        for clase, oraciones in uno["no_dice"].items():
            yield from (Par("propios", pasajes, oracion, False, clase) for oracion in oraciones)


def principal() -> None:
    """Imprime, por grupo, cuántas de las que el pasaje dice se aceptan y cuántas de las que no, pasan."""
    lector = argparse.ArgumentParser("python -m tests.mediciones.pares", description=__doc__)
    lector.add_argument("--pares", type=Path, default=PROPIOS)
    lector.add_argument("--ver", action="store_true")
    pedido = lector.parse_args()
    pares, desde = leer_pares(pedido.pares), time.process_time()
    reparos = [(uno, reparo(uno.oracion, uno.pasajes)) for uno in pares]
    gastado = time.process_time() - desde
    cuentas: defaultdict[tuple[str, bool], list[bool]] = defaultdict(list)
    for uno, por_que in reparos:
        cuentas[uno.grupo, uno.sostenida].append(not por_que)
    for (grupo, sostenida), pasan in sorted(cuentas.items()):
        que = "dice, y se aceptan" if sostenida else "no dice, y pasan"
        print(f"{grupo}: de {len(pasan)} que el pasaje {que} {sum(pasan)} ({sum(pasan) / len(pasan):.0%})")
    print(f"{1000 * gastado / max(1, len(pares)):.2f} ms por oración")
    for uno, por_que in reparos if pedido.ver else ():
        if bool(por_que) == uno.sostenida:
            print(f"[{uno.clase}] {uno.oracion} → {por_que or 'pasa'}")


if __name__ == "__main__":
    principal()
