"""El recorrido de una pregunta: qué módulos del producto trabajan entre que llega por Telegram y se contesta.

`python -m tests.mediciones.recorrido` lo imprime y termina con error si pasa de sus límites. Cuenta los módulos en
que se llama a alguna función mientras se atiende la pregunta, en cualquier hilo; no, los que solo guardan valores. La
pregunta se hace antes otra vez, para que no cuente lo que se hace una sola vez al arrancar.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from tests.apoyo.importaciones import PAQUETES
from tests.apoyo.rutas import RAIZ
from tests.extremo.asistente_en_telegram import asistente_en_telegram, datos_preparados

PREGUNTA = "¿Qué es una alianza?"
MODULOS = 84
MODULOS_DEL_DIALOGO = 34
"""Fueron 49 y 16: cada clase de pregunta que se aprendió a contestar (un apartado o un párrafo, la ficha, una respuesta
oficial, una lista de preguntas, decirlo en sencillo, el segundo de los que se enumeran), mirar las palabras además del
significado y juntar lo que llega seguido agregan el módulo que mira si es la suya. Diecisiete más suman el
borrador de varias organizaciones (sus eventos y su suma se partieron por temas, cada quien tiene su clave, quien guarda
pregunta otra vez si se puede, nada que lleve a lo de otra se ofrece, y un grupo puede seguirlo), las expresiones que
esperan a usarse, oír una voz, el modelo de lenguaje, mirar si se cuenta una idea y mirar, antes de citar, si el
documento sigue en vigor."""
_CARPETAS = tuple(f"{RAIZ / paquete}{os.sep}" for paquete in PAQUETES)


class Huellas:
    """Anota en qué archivos del producto se llama a una función. Se crean antes que los hilos que han de anotar."""

    def __init__(self) -> None:
        self._archivos: set[str] = set()
        self._anota = False
        threading.setprofile(self._ver)

    @contextmanager
    def anotando(self) -> Iterator[None]:
        """Anota lo que pase en este hilo y en los nacidos después de crearlas, mientras dure el bloque."""
        self._anota = True
        sys.setprofile(self._ver)
        try:
            yield
        finally:
            sys.setprofile(None)
            threading.setprofile(None)
            self._anota = False

    def _ver(self, marco: FrameType, suceso: str, _argumento: object) -> None:
        if self._anota and suceso == "call" and marco.f_code.co_name != "<module>":
            self._archivos.add(marco.f_code.co_filename)

    def modulos(self) -> list[str]:
        """Los módulos del producto pisados, por nombre."""
        propios = (Path(archivo) for archivo in self._archivos if archivo.startswith(_CARPETAS))
        return sorted(".".join(ruta.relative_to(RAIZ).with_suffix("").parts) for ruta in propios)


async def recorrer(datos: Path) -> list[str]:
    """Los módulos que atienden la pregunta, con una carpeta de datos que ya tiene modelo e índice."""
    huellas = Huellas()
    async with asistente_en_telegram(datos) as api:
        persona = api.persona(11)
        await persona.escribe(PREGUNTA)
        await persona.espera_turno()
        with huellas.anotando():
            await persona.escribe(PREGUNTA)
            (dicho,) = await persona.espera_turno()
    assert "Según el marco de la APCI" in dicho.texto
    return huellas.modulos()


def del_dialogo(modulos: list[str]) -> list[str]:
    return [uno for uno in modulos if uno.startswith("bot.dialogo.")]


def principal() -> None:
    argparse.ArgumentParser(
        prog="python -m tests.mediciones.recorrido",
        description="Qué módulos trabajan entre que llega una pregunta por Telegram y se contesta.",
    ).parse_args()
    with tempfile.TemporaryDirectory() as carpeta:
        modulos = asyncio.run(recorrer(datos_preparados(Path(carpeta) / "datos")))
    dialogo = del_dialogo(modulos)
    print(*modulos, sep="\n")
    print(f"\n«{PREGUNTA}» pasa por {len(modulos)} módulos (hasta {MODULOS})", end=", ")
    print(f"{len(dialogo)} del diálogo (hasta {MODULOS_DEL_DIALOGO}).")
    sys.exit(len(modulos) > MODULOS or len(dialogo) > MODULOS_DEL_DIALOGO)


if __name__ == "__main__":
    principal()
