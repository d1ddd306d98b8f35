"""Las promesas de `docs/seguridad.md`: `python -m tests.mediciones.seguridad` pasa sus pruebas y dice cuántas aguantan.

Cuenta los casos: cada parámetro de una prueba es uno, y una que intenta muchos en un bucle lo dice con
`record_property("probados", n)`. Termina con error si alguna promesa no se sostiene o no se pudo comprobar.
"""

import argparse
import re
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from tests.apoyo.rutas import RAIZ

PAGINA = RAIZ / "docs" / "seguridad.md"
_FILA = re.compile(r"^\| (?P<promesa>.+?) \| (?P<pruebas>`tests/.+`) \|$", re.MULTILINE)
_PRUEBA = re.compile(r"`(tests/[\w/]+\.py::\w+)`")


@dataclass(frozen=True, slots=True)
class Promesa:
    """Una promesa y las pruebas que la sostienen, como las nombra pytest."""

    dice: str
    pruebas: tuple[str, ...]


@dataclass(slots=True)
class Cuenta:
    """Cuántos casos se intentaron de una prueba y cuántos aguantaron."""

    intentados: int = 0
    sostenidos: int = 0
    saltadas: int = 0


@dataclass(eq=False)  # pytest guarda sus complementos en un conjunto
class Contador:
    """Lo que pytest cuenta de cada prueba; se le da como complemento."""

    cuentas: dict[str, Cuenta] = field(default_factory=dict[str, Cuenta])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Suma cada resultado a su prueba, sin el parámetro; una que ni empieza cuenta como no sostenida."""
        if report.when != "call" and report.outcome == "passed":
            return
        cuenta = self.cuentas.setdefault(report.nodeid.split("[")[0], Cuenta())
        if report.outcome == "skipped":
            cuenta.saltadas += 1
            return
        casos = next((int(str(valor)) for clave, valor in report.user_properties if clave == "probados"), 1)
        cuenta.intentados += casos
        cuenta.sostenidos += casos if report.outcome == "passed" else 0


def leer_promesas(pagina: str) -> list[Promesa]:
    """Las promesas de la página, en su orden."""
    return [Promesa(fila["promesa"], tuple(_PRUEBA.findall(fila["pruebas"]))) for fila in _FILA.finditer(pagina)]


def en_filas(promesas: Sequence[Promesa], cuentas: Mapping[str, Cuenta]) -> list[tuple[str, int, int, bool]]:
    """De cada promesa: qué dice, casos intentados, casos sostenidos y si se sostiene entera."""
    filas: list[tuple[str, int, int, bool]] = []
    for promesa in promesas:
        suyas = [cuentas.get(prueba, Cuenta()) for prueba in promesa.pruebas]
        intentados, sostenidos = sum(una.intentados for una in suyas), sum(una.sostenidos for una in suyas)
        entera = all(una.intentados for una in suyas) and intentados == sostenidos
        filas.append((promesa.dice, intentados, sostenidos, entera))
    return filas


def principal() -> int:
    """Devuelve el código de salida."""
    argparse.ArgumentParser(
        prog="python -m tests.mediciones.seguridad",
        description="Pasa las pruebas de cada promesa de docs/seguridad.md y dice cuántos casos aguantan.",
    ).parse_args()
    promesas = leer_promesas(PAGINA.read_text(encoding="utf-8"))
    pruebas = sorted({prueba for promesa in promesas for prueba in promesa.pruebas})
    contador, inicio = Contador(), time.monotonic()
    en_dos = ("--numprocesses", "2", "--dist", "loadfile", "--no-loadscope-reorder")
    pytest.main(["-q", "--no-header", "-p", "no:cacheprovider", *en_dos, *pruebas], plugins=[contador])
    filas = en_filas(promesas, contador.cuentas)
    ancho = max(len(dice) for dice, *_ in filas)
    print(f"\n{'promesa':{ancho}}  intentados  sostenidos")
    for dice, intentados, sostenidos, entera in filas:
        print(f"{dice:{ancho}}  {intentados:10}  {sostenidos:10}{'' if entera else '  ← NO SE SOSTIENE'}")
    rotas = sum(not entera for *_, entera in filas)
    print(f"\n{len(filas)} promesas, {len(pruebas)} pruebas, {time.monotonic() - inicio:.0f} s; {rotas} sin sostener.")
    return 1 if rotas else 0


if __name__ == "__main__":
    sys.exit(principal())
