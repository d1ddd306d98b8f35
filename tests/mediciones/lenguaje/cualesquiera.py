"""Lo que de un modelo de lenguaje tarda en probarse: diez mil respuestas cualesquiera y todos los proveedores.

`python -m tests.mediciones.lenguaje.cualesquiera 10000` termina con error si una sola cambia algo que no debe.
"""

import argparse
import asyncio
from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from bot.dialogo.efectos import AnotarUso
from tests.apoyo.arbitrarios import textos_de_un_modelo
from tests.apoyo.con_modelo import comprobar_proveedor, hallazgo, marco
from tests.unidad.dialogo.preguntas.test_eleccion import PREGUNTA, anotada, el_pedido, elegido


def elegir(cuantas: int) -> Counter[str]:
    """En qué quedó cada una. Lanza `AssertionError` con la primera que hace algo más que agregar oraciones."""
    quedaron: Counter[str] = Counter()
    conocidas = set(el_pedido().oraciones)

    @settings(max_examples=cuantas, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(textos_de_un_modelo())
    def probar(texto: str) -> None:
        sin, con = elegido(hallazgo(PREGUNTA), texto)
        nuevas = set(anotada(con).citas) - set(anotada(sin).citas)
        assert nuevas <= conocidas, "un nombre que no se le dio"
        assert set(anotada(sin).citas) <= set(anotada(con).citas), "se quitó algo"
        assert all(marco().texto[cita.inicio : cita.fin] == cita.texto for cita in nuevas), "no es del documento"
        de_antes, de_despues = (replace(uno.estado, ultima=None, botones=()) for uno in (sin, con))
        assert de_antes == de_despues, "cambió el estado"
        quedaron[next(efecto.resultado.value for efecto in con.efectos if isinstance(efecto, AnotarUso))] += 1

    probar()
    return quedaron


def principal() -> None:
    argumentos = argparse.ArgumentParser(prog="python -m tests.mediciones.lenguaje.cualesquiera", description=__doc__)
    argumentos.add_argument("cuantas", type=int, nargs="?", default=10_000)
    cuantas = argumentos.parse_args().cuantas
    quedaron = elegir(cuantas)
    print(f"elegir: {quedaron.total()} respuestas cualesquiera, ninguna cambia lo que no debe: {dict(quedaron)}")
    for proveedor in ("anthropic", "ollama"):
        asyncio.run(comprobar_proveedor(proveedor))
        print(f"{proveedor}: contesta, y ninguna falla se lee como una respuesta")


if __name__ == "__main__":
    principal()
