"""Cómo llama la gente a lo que el documento llama de otro modo: un YAML opcional en la carpeta del corpus.

Sirve para buscar, nunca para responder: lo que se cita es siempre el documento.
"""

from pathlib import Path
from typing import Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from conocimiento.errores import ErrorDeFicha
from conocimiento.modelo import Equivalencia

ARCHIVO = "vocabulario.yaml"


def leer_vocabulario(carpeta: Path) -> tuple[Equivalencia, ...]:
    """Devuelve las equivalencias de un corpus; ninguna si no tiene `vocabulario.yaml`.

    Raises `ErrorDeFicha` si una entrada no tiene «expresiones» y, o bien «equivale», o bien «orienta».
    """
    ruta = carpeta / ARCHIVO
    if not ruta.is_file():
        return ()
    try:
        entradas = cast(Any, YAML(typ="safe")).load(ruta.read_bytes().decode("utf-8"))
    except (UnicodeDecodeError, YAMLError) as error:
        raise ErrorDeFicha(ruta, "no es un YAML válido en UTF-8.") from error
    if not isinstance(entradas, list):
        raise ErrorDeFicha(ruta, "debe ser una lista de entradas con «expresiones».", 1)
    return tuple(_equivalencia(ruta, numero, entrada) for numero, entrada in enumerate(cast(list[Any], entradas), 1))


def _equivalencia(ruta: Path, numero: int, entrada: Any) -> Equivalencia:
    datos = cast(dict[str, Any], entrada) if isinstance(entrada, dict) else {}
    expresiones, clase = datos.get("expresiones"), "equivale" if "equivale" in datos else "orienta"
    palabras = datos.get(clase)
    if (
        set(datos) != {"expresiones", clase}
        or not isinstance(palabras, str)
        or not isinstance(expresiones, list)
        or not expresiones
        or not all(isinstance(expresion, str) and expresion.strip() for expresion in cast(list[Any], expresiones))
    ):
        raise ErrorDeFicha(
            ruta, f"la entrada {numero} debe tener «expresiones» (lista de textos) y «equivale» u «orienta» (texto)."
        )
    return Equivalencia(tuple(cast(list[str], expresiones)), palabras, mismo_tema=clase == "equivale")
