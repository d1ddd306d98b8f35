"""El mismo borrador con el modelo, sin él y con un servidor que falla de cada una de las maneras que se conocen.

`python -m tests.mediciones.lenguaje.fallas` conversa una vez con cada modo del servidor hostil, con los plazos de
verdad, y termina con error si con alguno queda otro borrador, se dice otra cosa o una respuesta pasa de diez segundos.
"""

import argparse
import asyncio
import tempfile
from pathlib import Path

from tests.apoyo.con_modelo import LENTOS, NO_SIRVEN, charlar, comparar_borradores, conversar

LO_MAS_QUE_SE_ESPERA = 10.0
MODOS = ("bueno", *NO_SIRVEN, *LENTOS)


async def comparar(modos: tuple[str, ...]) -> None:
    """Uno por uno. Lanza `AssertionError` con el primero que no cumple."""
    with tempfile.TemporaryDirectory() as carpeta:
        sin = await conversar(charlar(Path(carpeta), None, nombre="sin"))
        for modo in modos:
            con = await comparar_borradores(Path(carpeta), modo, sin)
            print(f"{modo}: el mismo borrador; {con.pedidos} consultas, la respuesta más lenta {con.segundos:.1f} s")
            assert con.pedidos, f"con «{modo}» no se le preguntó nada"
            assert con.segundos <= LO_MAS_QUE_SE_ESPERA, modo
    print(f"{len(modos)} modos, ninguno cambia el borrador ni hace esperar más de {LO_MAS_QUE_SE_ESPERA:.0f} s")


def principal() -> None:
    lector = argparse.ArgumentParser("python -m tests.mediciones.lenguaje.fallas", description=__doc__)
    lector.add_argument("modos", nargs="*", default=MODOS, choices=[*MODOS, MODOS], metavar="MODO")
    asyncio.run(comparar(tuple(lector.parse_args().modos)))


if __name__ == "__main__":
    principal()
