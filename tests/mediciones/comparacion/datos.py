"""Las preguntas y los párrafos con los que se comparan los motores: los lee y los deja como corpus en disco.

No busca ni mide.

ErrorDeComparacion (ErrorDeIndices)   el archivo no sirve, falta el extra o un proceso de medida falló
"""

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from indices.archivos import huella_de
from indices.errores import ErrorDeIndices

SEMILLA = 20261123


class ErrorDeComparacion(ErrorDeIndices):
    """No se puede comparar: el archivo no sirve, falta el extra `[comparacion]` o un proceso falló."""


@dataclass(frozen=True, slots=True)
class Pregunta:
    """Una pregunta que se puede responder y el nombre del párrafo que la responde."""

    texto: str
    parrafo: str


@dataclass(frozen=True, slots=True)
class Conjunto:
    """Los párrafos por nombre, sin repetidos, y las preguntas elegidas entre las respondibles."""

    parrafos: dict[str, str]
    preguntas: tuple[Pregunta, ...]
    respondibles: int


def leer_conjunto(archivo: Path, cuantas: int) -> Conjunto:
    """Lee un archivo con el formato de SQuAD v2 y elige `cuantas` preguntas al azar con semilla fija; 0, todas.

    Dos párrafos iguales son uno. Raises `ErrorDeComparacion` si el archivo no está, no tiene ese formato o
    no trae ninguna pregunta respondible.
    """
    if cuantas < 0:
        raise ErrorDeComparacion(
            f"No se pueden comparar {cuantas} preguntas. Escriba un número mayor que cero, o 0 para todas.",
            codigo_de_salida=2,
        )
    nombres: dict[str, str] = {}
    preguntas: list[Pregunta] = []
    try:
        contenido = cast(dict[str, Any], json.loads(archivo.read_text(encoding="utf-8")))
        for articulo in contenido["data"]:
            for parrafo in articulo["paragraphs"]:
                texto = str(parrafo["context"])
                if not texto.strip():
                    continue
                nombre = nombres.setdefault(texto, f"{len(nombres):06d}.txt")
                preguntas += [
                    Pregunta(str(caso["question"]), nombre)
                    for caso in parrafo["qas"]
                    if not caso.get("is_impossible", False)
                ]
    except OSError as error:
        raise ErrorDeComparacion(f"No se puede leer {archivo}: {error.strerror}. Revise la ruta.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ErrorDeComparacion(
            f"{archivo} no tiene el formato de SQuAD v2 ({type(error).__name__}: {error}). Se espera JSON con "
            "data[].paragraphs[].context y .qas[].question."
        ) from error
    if not preguntas:
        raise ErrorDeComparacion(f"{archivo} no trae ninguna pregunta respondible. Use otro archivo.")
    elegidas = preguntas if not 0 < cuantas < len(preguntas) else random.Random(SEMILLA).sample(preguntas, cuantas)
    return Conjunto({nombre: texto for texto, nombre in nombres.items()}, tuple(elegidas), len(preguntas))


def escribir_corpus(conjunto: Conjunto, carpeta_datos: Path) -> Path:
    """Deja un archivo por párrafo y devuelve su carpeta; los mismos párrafos dan la misma, y su índice se reutiliza."""
    carpeta = carpeta_datos / "comparacion" / huella_de(*conjunto.parrafos.values())[:12]
    carpeta.mkdir(parents=True, exist_ok=True)
    for nombre, texto in conjunto.parrafos.items():
        (carpeta / nombre).write_bytes(texto.encode("utf-8"))
    return carpeta
