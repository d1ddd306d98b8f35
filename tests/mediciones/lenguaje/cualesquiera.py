"""Diez mil contestaciones cualesquiera de cada uso, y los proveedores que tardan en cargarse.

`python -m tests.mediciones.lenguaje.cualesquiera` dice, de cada uso, cuántas probó y cuántas se entendieron, y termina
con error en la primera que cambie algo sin un acto de la persona, que nombre lo que no se le dio o con que se lea algo
que no es del documento (letra por letra), de la persona ni un texto fijo. `--cuantas` prueba otras tantas.
"""

import argparse
import asyncio
import time
from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialogo.efectos import AnotarUso, Enviar
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.peticiones import ResultadoDeUso
from bot.dialogo.turno import Turno
from tests.apoyo.arbitrarios import textos_de_un_modelo
from tests.apoyo.con_modelo import ajenos, comprobar_proveedor, hallazgo, marco
from tests.integracion.biblioteca.test_preparar import comprobar_borradores, dichos_al_preparar
from tests.mediciones.lenguaje.salidas import (
    probar_interpretacion,
    probar_redaccion,
    probar_respuesta,
    salidas_de_interpretar,
    salidas_de_mejorar,
)
from tests.unidad.dialogo.preguntas.test_eleccion import PREGUNTA, anotada, el_pedido, elegido

CUANTAS = 10_000


def probar_eleccion(dice: str) -> bool:
    """Al elegir, lo único que cambia son oraciones del documento que se agregan. Devuelve si se agregó alguna."""
    sin, con = elegido(hallazgo(PREGUNTA), dice)
    nuevas = set(anotada(con).citas) - set(anotada(sin).citas)
    assert nuevas <= set(el_pedido().oraciones), "un nombre que no se le dio"
    assert set(anotada(sin).citas) <= set(anotada(con).citas), "se quitó algo"
    assert all(marco().texto[cita.inicio : cita.fin] == cita.texto for cita in nuevas), "no es del documento"
    assert ajenos(_dicho(con), _dicho(sin), [marco().texto]) == []
    de_antes, de_despues = (replace(uno.estado, ultima=None, botones=()) for uno in (sin, con))
    assert de_antes == de_despues, "cambió el estado"
    return AnotarUso(PEDIDO.uso, ResultadoDeUso.USADO) in con.efectos


PEDIDO = el_pedido().encargo
USOS: tuple[tuple[str, st.SearchStrategy[str], Callable[[str], bool]], ...] = (
    ("elegir", textos_de_un_modelo(), probar_eleccion),
    ("redaccion", salidas_de_mejorar(), probar_redaccion),
    ("interpretar una idea", salidas_de_interpretar(), probar_interpretacion),
    ("interpretar una respuesta", salidas_de_interpretar(de_una_respuesta=True), probar_respuesta),
    ("preparar", dichos_al_preparar(), lambda dice: any(comprobar_borradores([dice]))),
)


def _dicho(turno: Turno) -> Mensaje:
    return next(efecto.mensaje for efecto in turno.efectos if isinstance(efecto, Enviar))


def probar(estrategia: st.SearchStrategy[str], cumple: Callable[[str], bool], cuantas: int) -> list[bool]:
    """De cada contestación, si se usó. Lanza `AssertionError` con la primera que no cumple."""
    usadas: list[bool] = []

    @settings(max_examples=cuantas, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(estrategia)
    def todas(dice: str) -> None:
        usadas.append(cumple(dice))

    todas()
    return usadas


def principal() -> None:
    lector = argparse.ArgumentParser(
        "python -m tests.mediciones.lenguaje.cualesquiera",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    lector.add_argument("--cuantas", type=int, default=CUANTAS)
    cuantas = lector.parse_args().cuantas
    for uso, estrategia, cumple in USOS:
        inicio = time.perf_counter()
        usadas = probar(estrategia, cumple, cuantas)
        segundos = time.perf_counter() - inicio
        print(
            f"{uso}: {len(usadas)} contestaciones, {sum(usadas)} se usaron; ninguna falta ({segundos:.0f} s)",
            flush=True,
        )
    for proveedor in ("anthropic", "ollama"):
        asyncio.run(comprobar_proveedor(proveedor))
        print(f"{proveedor}: contesta, y ninguna falla se lee como una respuesta")


if __name__ == "__main__":
    principal()
