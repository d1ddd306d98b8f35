"""El recorrido de una pregunta: qué módulos del producto trabajan entre que llega por Telegram y se contesta.

`python -m tests.mediciones.recorrido` lo imprime y termina con error si pasa de sus límites. Cuenta los módulos en
que se llama a alguna función mientras se atiende la pregunta, en cualquier hilo; no, los que solo guardan valores. La
pregunta se hace antes dos veces, para que no cuente lo que se hace una sola vez: al arrancar, o al seguir por primera
vez a otra respuesta. Así cuenta lo mismo sola y después de otras pruebas.

Con `--documento ARCHIVO --pregunta "…"`, el recorrido de un documento: cuántos toques y segundos pasan, con el programa
de verdad, desde que alguien del personal lo envía hasta que se contesta citándolo.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tests.apoyo.importaciones import PAQUETES
from tests.apoyo.rutas import RAIZ
from tests.extremo.asistente_en_telegram import asistente_en_telegram, datos_preparados
from tests.extremo.bot_api_falso import BotApiFalso
from tests.extremo.persona_simulada import PersonaSimulada
from tests.extremo.telegram.test_proceso import en_marcha

PREGUNTA = "¿Qué es una alianza?"
MODULOS = 88
MODULOS_DEL_DIALOGO = 38
"""Fueron 49 y 16: cada clase de pregunta que se aprendió a contestar (un apartado o un párrafo, la ficha, una respuesta
oficial, una lista de preguntas, decirlo en sencillo, el segundo de los que se enumeran), mirar las palabras además del
significado y juntar lo que llega seguido agregan el módulo que mira si es la suya. Diecisiete más suman el
borrador de varias organizaciones (sus eventos y su suma se partieron por temas, cada quien tiene su clave, quien guarda
pregunta otra vez si se puede, nada que lleve a lo de otra se ofrece, y un grupo puede seguirlo), elegir con cuál de
dos búsquedas se contesta un seguimiento, oír una voz, el modelo de lenguaje, mirar si se cuenta una idea, mirar, antes
de citar, si el documento sigue en vigor, dónde se define algo, si lo dicho en pocas palabras empieza o deja algo, si se
pide de dónde es lo último que se citó y si se cuenta de otro que ayuda."""
TOQUES, SEGUNDOS = 4, 60
"""De enviar un documento de 30 páginas a preguntarle."""
_DEL_PERSONAL, _PACIENCIA = 5550001234, 600
_SE_QUITAN = ("Lo estoy leyendo", "Lo estoy publicando")
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
        for _ in range(2):
            await persona.escribe(PREGUNTA)
            await persona.espera_turno()
        with huellas.anotando():
            await persona.escribe(PREGUNTA)
            (dicho,) = await persona.espera_turno()
    assert "Según el marco de la APCI" in dicho.texto
    return huellas.modulos()


def del_dialogo(modulos: list[str]) -> list[str]:
    return [uno for uno in modulos if uno.startswith("bot.dialogo.")]


@dataclass(frozen=True, slots=True)
class Andado:
    """Lo que costó que un documento se cite."""

    toques: tuple[str, ...]
    segundos: tuple[tuple[str, float], ...]
    """Hasta dónde se llegó, y cuántos pasaron desde que se envió."""
    dicho: str


async def andar(documento: Path, titulo: str, pregunta: str, carpeta: Path) -> Andado:
    """Lo envía alguien del personal, lo publica con lo que se le ofrece y pregunta; `titulo`, si el archivo no lo dice.

    El corpus es el del producto, y el programa, el que se instala.
    """
    datos_preparados(carpeta / "datos")
    api = BotApiFalso()
    ana = api.persona(_DEL_PERSONAL, "Ana")
    toques: list[str] = []
    segundos: list[tuple[str, float]] = []
    async with api.abierto(), en_marcha(api, carpeta, ALIANZAS_PERSONAL=str(_DEL_PERSONAL)):
        desde = time.perf_counter()
        await ana.envia_archivo(documento.name, documento.read_bytes())
        dicho = await _lo_siguiente(ana)
        segundos.append(("leído", time.perf_counter() - desde))
        for etiqueta in ("Publicar", "Sí, publicar"):
            toques.append(etiqueta)
            await ana.pulsa(etiqueta)
            dicho = await _lo_siguiente(ana)
            if "no dice cómo se llama" in dicho:
                await ana.escribe(titulo)
                dicho = await _lo_siguiente(ana)
        assert "ya vale para responder" in dicho, dicho
        segundos.append(("publicado", time.perf_counter() - desde))
        await ana.escribe(pregunta)
        dicho = "\n".join(uno.texto for uno in await ana.espera_turno(_PACIENCIA))
        segundos.append(("contestado", time.perf_counter() - desde))
    return Andado(tuple(toques), tuple(segundos), dicho)


async def _lo_siguiente(persona: PersonaSimulada) -> str:
    """Lo próximo que se dice, pasando por alto lo que se adelanta y luego se quita."""
    dicho = await persona.espera_respuesta(_PACIENCIA)
    while any(uno in dicho.texto for uno in _SE_QUITAN):
        dicho = await persona.espera_respuesta(_PACIENCIA)
    return dicho.texto


def principal() -> None:
    analizador = argparse.ArgumentParser(
        prog="python -m tests.mediciones.recorrido",
        description="Qué módulos trabajan entre que llega una pregunta por Telegram y se contesta.",
    )
    analizador.add_argument("--documento", type=Path, help="mide, en cambio, lo que cuesta que se cite este archivo")
    analizador.add_argument("--titulo", default="Documento de prueba", help="el que se le da si no dice el suyo")
    analizador.add_argument("--pregunta", default=PREGUNTA)
    pedido = analizador.parse_args()
    with tempfile.TemporaryDirectory() as carpeta:
        if pedido.documento is not None:
            hecho = asyncio.run(andar(pedido.documento, pedido.titulo, pedido.pregunta, Path(carpeta)))
            print(hecho.dicho, *(f"{que}: {cuantos:.1f} s" for que, cuantos in hecho.segundos), sep="\n")
            print(f"{len(hecho.toques)} toques ({', '.join(hecho.toques)}); hasta {TOQUES} toques y {SEGUNDOS} s.")
            sys.exit(len(hecho.toques) > TOQUES or hecho.segundos[-1][1] > SEGUNDOS)
        modulos = asyncio.run(recorrer(datos_preparados(Path(carpeta) / "datos")))
    dialogo = del_dialogo(modulos)
    print(*modulos, sep="\n")
    print(f"\n«{PREGUNTA}» pasa por {len(modulos)} módulos (hasta {MODULOS})", end=", ")
    print(f"{len(dialogo)} del diálogo (hasta {MODULOS_DEL_DIALOGO}).")
    sys.exit(len(modulos) > MODULOS or len(dialogo) > MODULOS_DEL_DIALOGO)


if __name__ == "__main__":
    principal()
