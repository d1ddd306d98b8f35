"""Qué pasa al leer aparte archivos hechos para dañar: bombas, y archivos buenos alterados al azar.

`python -m tests.mediciones.lectura_hostil [cuantos] [semilla] [--pdf]` lee todas las bombas y tantos alterados (500),
cada uno en su proceso como en el producto; con `--pdf`, solo PDF alterados. Termina con error si alguno pasa de sus
límites o no deja su mensaje.
"""

import argparse
import random
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from conocimiento.errores import ErrorDeLectura
from conocimiento.lectura.aparte import leer_aparte
from conocimiento.lectura.valores import Lectura
from tests.apoyo.estropear import alterado, bombas, convertir, escribir, pdf_sanos, sanos
from tests.apoyo.oficina import hoja_larga

NOMBRE = "Guía 2026.docx"
SEGUNDOS = 60.0
"""De procesador: con una máquina libre ninguno pasa de unos pocos."""
MEMORIA = 2**30
_MENSAJE = re.compile(rf"{re.escape(NOMBRE)}(?:, línea \d+)?: .{{15,200}}[.]")
_INTERNO = re.compile(r"Error|Exception|Traceback|None|lxml|calamine|/tmp|\bXML\b(?! y no leo)")


class Probado(NamedTuple):
    """Qué salió: «leído» o el mensaje; lo que no debió pasar, y lo que costó."""

    salio: str
    faltas: tuple[str, ...]
    procesador: float


def probar(carpeta: Path, octetos: bytes) -> Probado:
    """Lee el archivo aparte y mira que se haya leído bien o que el mensaje sirva."""
    ruta = escribir(carpeta, octetos)
    antes = resource.getrusage(resource.RUSAGE_CHILDREN)
    faltas: list[str] = []
    salio = "leído"
    try:
        faltas += _de_lectura(leer_aparte(ruta, NOMBRE))
    except ErrorDeLectura as error:
        salio = str(error)
        if not _MENSAJE.fullmatch(salio) or _INTERNO.search(salio):
            faltas.append(f"mensaje: {salio}")
    despues = resource.getrusage(resource.RUSAGE_CHILDREN)
    tardo = despues.ru_utime + despues.ru_stime - antes.ru_utime - antes.ru_stime
    if tardo > SEGUNDOS:
        faltas.append(f"{tardo:.1f} s de procesador")
    if despues.ru_maxrss * 1024 > MEMORIA * 1.1:
        faltas.append(f"{despues.ru_maxrss / 2**10:.0f} MB")
    return Probado(salio, tuple(faltas), tardo)


def faltas_aparte(casos: Sequence[tuple[str, bytes]]) -> list[str]:
    """Las de cada caso, con su nombre, en un proceso nuevo: lo que ocupan los hijos de este no se puede apartar."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as otro:
        return otro.submit(_faltas, casos).result()


def _faltas(casos: Sequence[tuple[str, bytes]]) -> list[str]:
    with tempfile.TemporaryDirectory() as carpeta:
        return [f"{nombre}: {falta}" for nombre, octetos in casos for falta in probar(Path(carpeta), octetos).faltas]


def _de_lectura(lectura: Lectura) -> Iterator[str]:
    """Lo que una lectura no puede tener."""
    fin = 0
    for bloque in lectura.bloques:
        if not fin <= bloque.inicio < bloque.fin <= len(lectura.texto):
            yield f"bloque fuera de su lugar: {bloque}"
        fin = bloque.fin
    lectura.texto.encode("utf-8")


def alterados(azar: random.Random, cuantos: int, otros: Sequence[bytes] = ()) -> Iterator[bytes]:
    """Tantos archivos alterados, de todos los formatos, y de `otros` archivos buenos."""
    yield from alterados_de(azar, cuantos, (*sanos(), *otros))


def alterados_de(azar: random.Random, cuantos: int, buenos: Sequence[bytes]) -> Iterator[bytes]:
    """Tantos archivos alterados, de unos buenos por turnos."""
    for numero in range(cuantos):
        yield alterado(azar, buenos[numero % len(buenos)])


def _principal() -> int:
    leer = argparse.ArgumentParser("python -m tests.mediciones.lectura_hostil", description=__doc__)
    leer.add_argument("cuantos", nargs="?", type=int, default=500)
    leer.add_argument("semilla", nargs="?", type=int, default=16)
    leer.add_argument("--pdf", action="store_true")
    pedido = leer.parse_args()
    faltas = 0
    cuenta: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as carpeta:
        for nombre, octetos in () if pedido.pdf else bombas():
            desde = time.monotonic()
            probado = probar(Path(carpeta), octetos)
            print(f"{probado.procesador:6.2f} s  {time.monotonic() - desde:6.2f} s  {nombre}: {probado.salio[:110]}")
            faltas += len(probado.faltas)
            print(*probado.faltas, sep="\n", end="\n" if probado.faltas else "")
        azar = random.Random(pedido.semilla)
        if pedido.pdf:
            hechos = alterados_de(azar, pedido.cuantos, pdf_sanos())
        else:
            hoja = hoja_larga(1).octetos
            de_oficina = [convertir(Path(carpeta), hoja, clase).read_bytes() for clase in ("xls", "ods")]
            hechos = alterados(azar, pedido.cuantos, [*de_oficina, *pdf_sanos()])
        for numero, octetos in enumerate(hechos):
            probado = probar(Path(carpeta), octetos)
            cuenta[probado.salio.removeprefix(NOMBRE)[:60]] += 1
            faltas += len(probado.faltas)
            for falta in probado.faltas:
                print(f"alterado {numero}: {falta}")
    for salio, veces in cuenta.most_common():
        print(f"{veces:4d}  {salio}")
    print(f"{pedido.cuantos} alterados, {faltas} faltas; lo más que ocupó un proceso: "
          f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**10:.0f} MB")  # fmt: skip
    return 1 if faltas else 0


if __name__ == "__main__":
    sys.exit(_principal())
