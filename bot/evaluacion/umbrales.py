"""Los umbrales que una versión no debe incumplir, en YAML:

minimos: {recuperacion.ndcg_10: 0.9}
maximos: {estado.ece: 0.1}
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.evaluacion.estadistica import Medida
from conocimiento.legible import ErrorLegible

_CLAVES = ("minimos", "maximos")


class ErrorUmbrales(ErrorLegible):
    """El archivo de umbrales no se puede leer; el mensaje dice qué se esperaba."""


@dataclass(frozen=True, slots=True)
class Umbrales:
    """Lo menos y lo más que puede dar cada medida, por su nombre."""

    minimos: Mapping[str, float]
    maximos: Mapping[str, float]


def leer_umbrales(ruta: Path) -> Umbrales:
    """Lee los umbrales. Raises `ErrorUmbrales`."""
    try:
        leido = cast(object, YAML(typ="safe").load(ruta.read_text(encoding="utf-8")))  # pyright: ignore[reportUnknownMemberType]
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise ErrorUmbrales(f"{ruta}: no se puede leer como YAML; revise la ruta y el archivo.") from error
    if not isinstance(leido, dict) or not set(cast("dict[object, object]", leido)) <= set(_CLAVES):
        raise ErrorUmbrales(f"{ruta}: se esperaban solo las claves «minimos» y «maximos».")
    minimos, maximos = (_numeros(ruta, clave, cast("dict[str, object]", leido).get(clave) or {}) for clave in _CLAVES)
    if not minimos and not maximos:
        raise ErrorUmbrales(f"{ruta}: no hay ningún umbral; escriba alguno bajo «minimos» o «maximos».")
    return Umbrales(minimos, maximos)


def incumplidos(umbrales: Umbrales, medidas: Mapping[str, Medida]) -> tuple[str, ...]:
    """Devuelve una línea legible por umbral incumplido; una medida que no se hizo no lo cumple."""
    lineas: list[str] = []
    for signo, topes in (("<", umbrales.minimos), (">", umbrales.maximos)):
        for nombre, tope in topes.items():
            medida = medidas.get(nombre)
            if medida is None:
                lineas.append(f"{nombre}: no se midió (revise el nombre, los casos o si hace falta --robustez)")
            elif (medida.valor < tope) if signo == "<" else (medida.valor > tope):
                lineas.append(f"{nombre}: {medida.valor:.4f} {signo} {tope:g} (n={medida.n})")
    return tuple(lineas)


def _numeros(ruta: Path, clave: str, leidos: object) -> dict[str, float]:
    if not isinstance(leidos, dict):
        raise ErrorUmbrales(f"{ruta}: «{clave}» debe traer nombres de medida con su número.")
    numeros: dict[str, float] = {}
    for nombre, numero in cast("dict[object, object]", leidos).items():
        if isinstance(numero, bool) or not isinstance(numero, int | float):
            raise ErrorUmbrales(f"{ruta}: «{clave}.{nombre}» debe ser un número y es {numero!r}.")
        numeros[str(nombre)] = float(numero)
    return numeros
