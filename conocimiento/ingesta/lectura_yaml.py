"""Lectura de los YAML que acompañan a un documento, con la línea de cada error. No sabe qué contienen."""

from pathlib import Path
from typing import Any, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from conocimiento.errores import ErrorDeFicha

Nodo = dict[str, Any]


def leer_yaml(ruta: Path) -> Nodo:
    """Devuelve el mapa de un YAML. Raises `ErrorDeFicha` si no lo es o no está en UTF-8."""
    lector = cast(Any, YAML(typ="rt"))
    try:
        raiz = lector.load(ruta.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ErrorDeFicha(ruta, "no está en UTF-8; guárdela con esa codificación.") from error
    except YAMLError as error:
        marca: Any = getattr(error, "problem_mark", None)
        raise ErrorDeFicha(ruta, "no es un YAML válido.", marca.line + 1 if marca else None) from error
    if not isinstance(raiz, dict):
        raise ErrorDeFicha(ruta, "debe ser una lista de «clave: valor».", 1)
    return cast(Nodo, raiz)


def comprobar_claves(ruta: Path, nodo: Nodo, obligatorias: tuple[str, ...], admitidas: tuple[str, ...]) -> None:
    """Raises `ErrorDeFicha` si falta una clave o sobra otra."""
    for clave in nodo:
        if clave not in admitidas:
            raise ErrorDeFicha(
                ruta, f"no se conoce la clave «{clave}»; se admiten: {', '.join(admitidas)}.", linea_de(nodo, clave)
            )
    for clave in obligatorias:
        if clave not in nodo:
            raise ErrorDeFicha(ruta, f"falta la clave «{clave}».", linea_de(nodo, next(iter(nodo), clave)))


def leer_texto(ruta: Path, nodo: Nodo, clave: str) -> str:
    """Devuelve el texto de una clave. Raises `ErrorDeFicha` si no es un texto o está vacío."""
    valor = nodo[clave]
    if not isinstance(valor, str) or not valor.strip():
        raise ErrorDeFicha(
            ruta,
            f"«{clave}» debe ser un texto y aquí dice «{valor}»; si es un número, póngalo entre comillas.",
            linea_de(nodo, clave),
        )
    return str(valor).strip()


def linea_de(nodo: Nodo, clave: str) -> int | None:
    """La línea de una clave, desde 1; ruamel la guarda en el propio nodo."""
    marcas = cast(Any, nodo).lc
    try:
        return int(marcas.key(clave)[0]) + 1
    except (KeyError, TypeError, AttributeError):
        return int(marcas.line) + 1 if marcas.line is not None else None


def leer_textos(ruta: Path, nodo: Nodo, clave: str) -> tuple[str, ...]:
    """Devuelve los textos de una lista. Raises `ErrorDeFicha` si no es una lista de textos o está vacía."""
    valores: Any = nodo[clave]
    lista = cast(list[Any], valores) if isinstance(valores, list) else []
    if not lista or not all(isinstance(valor, str) and valor.strip() for valor in lista):
        raise ErrorDeFicha(ruta, f"«{clave}» debe ser una lista de textos.", linea_de(nodo, clave))
    return tuple(str(valor).strip() for valor in lista)


def leer_nodos(ruta: Path, nodo: Nodo, clave: str) -> list[Nodo]:
    """Devuelve los mapas de una lista; ninguno si no está. Raises `ErrorDeFicha` si no es una lista de mapas."""
    valores: Any = nodo.get(clave) or []
    if not isinstance(valores, list) or not all(isinstance(valor, dict) for valor in cast(list[Any], valores)):
        raise ErrorDeFicha(ruta, f"«{clave}» debe ser una lista cuyos elementos tengan claves.", linea_de(nodo, clave))
    return cast(list[Nodo], valores)
