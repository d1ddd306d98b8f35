"""El vocabulario de la gente frente al de los documentos, como dato que la agencia edita.

ErrorLegible
└── ErrorSinonimos   el archivo no tiene la forma esperada
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from conocimiento.legible import ErrorLegible
from conocimiento.palabras import palabras, raiz


class ErrorSinonimos(ErrorLegible):
    """El archivo de sinónimos no se puede usar; el mensaje dice dónde y qué corregir."""


@dataclass(frozen=True, slots=True)
class Sinonimo:
    """Si una pregunta contiene una de `dicen` (cada una, una sucesión de raíces), se agregan las de `marco`."""

    dicen: tuple[tuple[str, ...], ...]
    marco: tuple[str, ...]


def leer_sinonimos(ruta: Path) -> tuple[Sinonimo, ...]:
    """Lee el archivo YAML; si no existe devuelve una tupla vacía. Raises `ErrorSinonimos`."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    if not ruta.is_file():
        return ()
    try:
        grupos: object = YAML(typ="safe", pure=True).load(ruta.read_text(encoding="utf-8"))  # pyright: ignore[reportUnknownMemberType]
    except (MarkedYAMLError, UnicodeDecodeError) as error:
        linea = getattr(getattr(error, "problem_mark", None), "line", None)
        donde = f"{ruta.name}:{linea + 1}" if isinstance(linea, int) else ruta.name
        raise ErrorSinonimos(f"{donde}: no es YAML válido en UTF-8; revise sangrías, comas y corchetes.") from error
    if not isinstance(grupos, list):
        raise ErrorSinonimos(f"{ruta.name}: se esperaba una lista de grupos con «dicen» y «marco».")
    return tuple(_leer_grupo(ruta, numero, grupo) for numero, grupo in enumerate(cast("list[object]", grupos), 1))


def _leer_grupo(ruta: Path, numero: int, grupo: object) -> Sinonimo:
    claves = cast("dict[str, object]", grupo) if isinstance(grupo, dict) else {}
    dicen, marco = claves.get("dicen"), claves.get("marco")
    if set(claves) != {"dicen", "marco"} or not _son_textos(dicen) or not _son_textos(marco):
        raise ErrorSinonimos(
            f"{ruta.name}: el grupo {numero} debe tener solo «dicen» y «marco», cada uno con una lista de palabras."
        )
    return Sinonimo(
        dicen=tuple(tuple(map(raiz, palabras(expresion))) for expresion in cast("list[str]", dicen)),
        marco=tuple(cast("list[str]", marco)),
    )


def _son_textos(valor: object) -> bool:
    return isinstance(valor, list) and all(isinstance(texto, str) for texto in cast("list[object]", valor))


def expresiones_del_marco(texto: str, sinonimos: Iterable[Sinonimo]) -> tuple[str, ...]:
    """Devuelve cómo nombra el marco lo que el texto dice con otras palabras, sin repetir lo que ya dice igual."""
    raices = tuple(map(raiz, palabras(texto)))
    halladas: dict[str, None] = {}
    for sinonimo in sinonimos:
        if any(_contiene(raices, expresion) for expresion in sinonimo.dicen):
            for expresion in sinonimo.marco:
                if not _contiene(raices, tuple(map(raiz, palabras(expresion)))):
                    halladas[expresion] = None
    return tuple(halladas)


def _contiene(raices: tuple[str, ...], expresion: tuple[str, ...]) -> bool:
    largo = len(expresion)
    return any(raices[inicio : inicio + largo] == expresion for inicio in range(len(raices) - largo + 1))
