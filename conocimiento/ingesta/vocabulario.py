"""Cómo llama la gente a lo que el documento llama de otro modo: un YAML opcional en la carpeta del corpus.

Para los documentos que nadie ha revisado hay otro, del producto: el habla de la gente ante cualquier norma.

Sirve para buscar, nunca para responder: lo que se cita es siempre el documento.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from conocimiento.modelo import Equivalencia
from conocimiento.yaml.nodos import exigir_sin_fallos, leer_entero

ARCHIVO = "vocabulario.yaml"
HABLA_COMUN = Path(__file__).with_name("habla_comun.yaml")


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
    return _leer(ruta) if ruta.is_file() else ()


@cache
def leer_habla_comun() -> tuple[Equivalencia, ...]:
    """Devuelve cómo llama la gente a lo que dice cualquier norma; solo orienta."""
    return _leer(HABLA_COMUN)


def _leer(ruta: Path) -> tuple[Equivalencia, ...]:
    entradas, nodo = leer_entero(ruta, tuple[_Entrada, ...])
    for lugar, entrada in enumerate(entradas):
        if bool(entrada.equivale) == bool(entrada.orienta):
            nodo.fallar("una entrada lleva «equivale» u «orienta», con un texto, y no los dos", lugar)
    exigir_sin_fallos(ruta, nodo.fallos)
    return tuple(Equivalencia(una.expresiones, una.equivale or una.orienta, bool(una.equivale)) for una in entradas)
