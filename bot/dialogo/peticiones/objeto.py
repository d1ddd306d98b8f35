"""Lo que contesta un modelo, leído sin fiarse: un objeto de JSON con justo las claves pedidas, o nada."""

import json
from typing import Any, cast


def leer_objeto(texto: object, *claves: str) -> dict[str, Any] | None:
    """El objeto que hay en un texto, o que ya se leyó; None si no es uno, le falta o le sobra una clave o se repite."""
    try:
        dicho: object = json.loads(texto, object_pairs_hook=_sin_repetir) if isinstance(texto, str) else texto
    except (ValueError, RecursionError):
        return None
    leido = cast("dict[str, Any]", dicho) if isinstance(dicho, dict) else None
    return leido if leido is not None and set(leido) == set(claves) else None


def leer_lista(dicho: object, *claves: str) -> list[dict[str, Any]]:
    """Los objetos de una lista que tienen justo esas claves; ninguno si no es una lista."""
    elementos = cast("list[object]", dicho) if isinstance(dicho, list) else []
    return [leido for uno in elementos if not isinstance(uno, str) and (leido := leer_objeto(uno, *claves)) is not None]


def _sin_repetir(pares: list[tuple[str, object]]) -> dict[str, object]:
    """De dos claves iguales no se sabe cuál vale."""
    leido = dict(pares)
    if len(leido) != len(pares):
        raise ValueError
    return leido
