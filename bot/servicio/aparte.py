"""Lo que ocupa mucha memoria o un procesador durante un minuto, hecho en otro proceso: al terminar devuelve todo.

El otro proceso es `python -m bot.servicio.aparte TRABAJO`: recibe por la entrada la función y sus valores, y responde
por la salida el resultado o el error.
"""

import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from signal import SIGABRT
from typing import TypeVar, TypeVarTuple, cast

from bot.servicio.puertos import TrabajoExcedido, TrabajoInterrumpido
from bot.servicio.registro import huella_de_error
from conocimiento.errores import ErrorLegible

REGISTRO = logging.getLogger(__name__)
CEDE = 5
"""Cuánto deja pasar delante a quien conversa, si no hay procesador para todos (de 0 a 19)."""

Resultado = TypeVar("Resultado")
Valores = TypeVarTuple("Valores")


def hacer_aparte(trabajo: Callable[[*Valores], Resultado], *valores: *Valores, plazo: float | None = None) -> Resultado:
    """Devuelve `trabajo(*valores)`, hecho en otro proceso. Bloquea hasta que termina o pasa el `plazo`, en segundos.

    El trabajo es una función de un módulo o de un valor; sus valores y su resultado viajan con `pickle`. Su error se
    lanza tal cual. Raises `TrabajoInterrumpido` si una señal detuvo el proceso, `TrabajoExcedido` si pasó el plazo o
    le faltó memoria.
    """
    try:
        hecho = subprocess.run(
            [sys.executable, "-m", __name__, trabajo.__name__],
            input=pickle.dumps((trabajo, valores)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # una traza podría repetir palabras de una persona
            start_new_session=True,  # un Ctrl+C en la terminal es para quien atiende, que espera a que termine
            timeout=plazo,  # al cumplirse, el proceso se mata
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TrabajoExcedido from None  # el suyo lleva lo que se llegó a leer
    if hecho.returncode == -SIGABRT:  # así acaban las bibliotecas compiladas a las que se les niega memoria
        raise TrabajoExcedido
    if hecho.returncode < 0:
        raise TrabajoInterrumpido
    if hecho.returncode:
        raise RuntimeError(f"El proceso de «{trabajo.__name__}» terminó con el código {hecho.returncode}.")
    resultado, error, huella = cast("tuple[Resultado, Exception | None, str]", pickle.loads(hecho.stdout))
    if error is None:
        return resultado
    if isinstance(error, MemoryError):
        raise TrabajoExcedido
    if not isinstance(error, ErrorLegible):
        REGISTRO.error("trabajo aparte fallido trabajo=%s\n%s", trabajo.__name__, huella)
    raise error


def _trabajar() -> None:
    os.nice(CEDE)
    salida = os.dup(sys.stdout.fileno())
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # lo que algo imprima no es la respuesta
    try:
        trabajo, valores = pickle.load(sys.stdin.buffer)
        respuesta = pickle.dumps((trabajo(*valores), None, ""))
    except Exception as error:
        respuesta = pickle.dumps((None, _que_viaje(error), huella_de_error(error)))
    with open(salida, "wb") as destino:
        destino.write(respuesta)


def _que_viaje(error: Exception) -> Exception:
    """El mismo error, o uno que dice su clase si no se puede llevar a otro proceso."""
    try:
        return cast(Exception, pickle.loads(pickle.dumps(error)))
    except Exception:
        return RuntimeError(type(error).__name__)


if __name__ == "__main__":
    _trabajar()
