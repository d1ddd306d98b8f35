"""Cómo llama la gente a lo que el documento llama de otro modo: un YAML opcional en la carpeta del corpus.

Sirve para buscar, nunca para responder: lo que se cita es siempre el documento.
"""

from dataclasses import dataclass
from pathlib import Path

from conocimiento.modelo import Equivalencia
from conocimiento.nodos import exigir_sin_fallos, leer_entero

ARCHIVO = "vocabulario.yaml"


@dataclass(frozen=True, slots=True)
class _Entrada:
    expresiones: tuple[str, ...]
    equivale: str = ""
    orienta: str = ""


def leer_vocabulario(carpeta: Path) -> tuple[Equivalencia, ...]:
    """Devuelve las equivalencias de un corpus; ninguna si no tiene `vocabulario.yaml`.

    Raises `ErrorDeFicha` si una entrada no tiene «expresiones» y, o bien «equivale», o bien «orienta».
    """
    ruta = carpeta / ARCHIVO
    if not ruta.is_file():
        return ()
    entradas, nodo = leer_entero(ruta, tuple[_Entrada, ...])
    for lugar, entrada in enumerate(entradas):
        if bool(entrada.equivale) == bool(entrada.orienta):
            nodo.fallar("una entrada lleva «equivale» u «orienta», con un texto, y no los dos", lugar)
    exigir_sin_fallos(ruta, nodo.fallos)
    return tuple(Equivalencia(una.expresiones, una.equivale or una.orienta, bool(una.equivale)) for una in entradas)
