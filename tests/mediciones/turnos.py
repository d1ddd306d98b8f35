"""Cuánta CPU gasta el asistente entero en cada turno de las historias escritas, y con los mensajes más largos.

    python -m tests.mediciones.turnos [--perfil]

Imprime la mediana y el percentil 95 de los milisegundos de procesador (de todos los hilos, con el modelo) por turno de
la persona; los que mandan el documento se cuentan aparte. `--perfil` dice además en qué funciones se van esos turnos,
sin lo de arrancar ni lo de otros hilos. Termina con error si pasa de sus límites.
"""

import argparse
import asyncio
import cProfile
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from itertools import product
from pathlib import Path

from bot.config import leer_configuracion
from bot.montaje import Asistente, montar
from bot.ordenes.atender import sin_recorrer_lo_que_se_monta
from bot.servicio.puertos import Persona
from tests.extremo.asistente_en_telegram import datos_preparados
from tests.extremo.conversaciones import Conversacion, Turno, todas
from tests.extremo.test_conversaciones import Chat

MEDIANA, DE_UNO_LARGO = 15.0, 150.0
"""Lo más que pueden gastar, en milisegundos, el turno mediano y el mensaje más largo que admite Telegram."""
LARGO = 4_096
_MATERIAL = (
    "El agua llega sin cloro a doce centros poblados de Angaraes y los niños se enferman. ",
    "quita a la minera, no son 500 son 620 familias, el título es otro. ",
    "Municipalidad de Lircay, Cáritas, la UGEL y la posta; ",
    "1. sembrar queñuales, la comunidad, mes 3\n",
    "12 345,67 soles y 3 millones, ",
    "que el que la que ",
    "¿y? ",
    "a",
    "7",
    "-\n",
    "«" * 3,
    "¿Qué es una alianza? ",
)
LARGOS = tuple((trozo * LARGO)[:LARGO] for trozo in _MATERIAL)
AL_CONTAR_LA_IDEA = ("/propuesta", "Acepto")
ANTE_EL_PROBLEMA = (
    *AL_CONTAR_LA_IDEA,
    "Pregunta por pregunta", "Asociación Tierra Viva", "ONG peruana (ONGD)", "No tengo RUC", "Vigente", "Agua Viva",
)  # fmt: skip


async def de_una_historia(
    asistente: Asistente, historia: Conversacion, perfil: cProfile.Profile | None = None
) -> tuple[list[float], list[float]]:
    """Los milisegundos de cada turno de la persona: los que solo conversan y los que traen archivos."""
    sin_archivos: list[float] = []
    con_archivos: list[float] = []
    chat = Chat(asistente, Persona("prueba", historia.archivo))
    await chat.hacer(Turno(), "¿Qué es una alianza?")  # lo que se hace una sola vez, al empezar
    for turno in historia.turnos:
        if turno.persona:
            with perfil or nullcontext():
                inicio = time.process_time()
                mensajes = await chat.hacer(turno, turno.persona)
                gastado = 1000 * (time.process_time() - inicio)
            (con_archivos if any(uno.adjuntos for uno in mensajes) else sin_archivos).append(gastado)
    return sin_archivos, con_archivos


async def de_los_largos(asistente: Asistente) -> list[tuple[float, str]]:
    """Los milisegundos de cada mensaje largo, con él: al contar la idea y ante una pregunta."""
    gastados: list[tuple[float, str]] = []
    for numero, (pasos, texto) in enumerate(product((AL_CONTAR_LA_IDEA, ANTE_EL_PROBLEMA), LARGOS)):
        chat = Chat(asistente, Persona("prueba", f"largo-{numero}"))
        for paso in pasos:
            await chat.hacer(Turno(), paso)
        inicio = time.process_time()
        await chat.hacer(Turno(), texto)
        gastados.append((1000 * (time.process_time() - inicio), texto))
    return gastados


def _contar(titulo: str, gastados: Sequence[float]) -> None:
    cortes = statistics.quantiles(gastados, n=20) if len(gastados) > 1 else [0.0] * 19
    print(
        f"{titulo:26} n={len(gastados):4}  mediana {statistics.median(gastados or [0]):6.1f} ms  "
        f"p95 {cortes[18]:6.1f} ms  máximo {max(gastados, default=0):6.1f} ms"
    )


async def medir(perfil: cProfile.Profile | None = None) -> bool:
    """Imprime las medidas y devuelve si caben en los límites. `perfil`, si está, solo mira los turnos."""
    sin_archivos: list[float] = []
    con_archivos: list[float] = []
    with tempfile.TemporaryDirectory() as temporal:
        datos = datos_preparados(Path(temporal) / "datos")
        with sin_recorrer_lo_que_se_monta():  # como en el proceso que atiende
            asistente = montar(leer_configuracion(datos=datos), lambda _: None)
        try:
            # El mismo para todas, como en las pruebas: cada historia es de otra persona.
            for historia in (una for una in todas() if not una.habla_el_personal and not una.con_personal):
                uno, otro = await de_una_historia(asistente, historia, perfil)
                sin_archivos += uno
                con_archivos += otro
            largos = await de_los_largos(asistente)
        finally:
            asistente.cerrar()
    _contar("turno", sin_archivos)
    _contar("turno que trae archivos", con_archivos)
    _contar(f"mensaje de {LARGO} letras", [gastado for gastado, _ in largos])
    for gastado, texto in sorted(largos, reverse=True)[:5]:
        print(f"  {gastado:6.1f} ms  {texto[:60]!r}…")
    return statistics.median(sin_archivos) <= MEDIANA and max(largos)[0] <= DE_UNO_LARGO


def principal() -> None:
    """Mide, con perfil si se pide, y sale con código 1 si pasa de los límites."""
    lector = argparse.ArgumentParser(prog="python -m tests.mediciones.turnos", description=__doc__)
    lector.add_argument("--perfil", action="store_true", help="dice en qué funciones se va el tiempo")
    perfil = cProfile.Profile() if lector.parse_args().perfil else None
    bien = asyncio.run(medir(perfil))
    if perfil is not None:
        pstats.Stats(perfil).sort_stats("tottime").print_stats(25)
    sys.exit(0 if bien else 1)


if __name__ == "__main__":
    principal()
