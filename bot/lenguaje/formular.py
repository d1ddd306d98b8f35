"""Las peticiones al modelo: un archivo por uso, con lo fijo primero y los datos al final, y su huella.

Lo que va antes de la raya es fijo (así el servidor lo recuerda de una vez a otra); lo de después lleva los datos entre
marcas. Los datos nunca cambian la petición: se ponen todos a la vez, y una llave que traigan es una llave.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.dialogo.peticiones.lenguaje import Encargo, Uso
from conocimiento.expresiones import diferida

CARPETA = Path(__file__).resolve().parent / "peticiones"
_RAYA = "\n---\n"
_HUECO = diferida(r"\{([a-z_]+)\}")
_MARCAS = diferida(r"<{3,}|>{3,}")
PERSONAL = "personal"
"""El nombre con que una petición nombra lo que escribió alguien."""


@dataclass(frozen=True, slots=True)
class Formulada:
    """Lo que se le envía al modelo: lo fijo y los datos."""

    fijo: str
    datos: str


def formular(encargo: Encargo, personal: str) -> Formulada:
    """La petición de un encargo, con lo de la persona ya con seudónimos."""
    fijo, datos = _leer(encargo.uso).split(_RAYA)
    valores = {**encargo.publico, PERSONAL: personal}
    return Formulada(fijo.strip(), _HUECO.sub(lambda hueco: _sin_marcas(valores[hueco[1]]), datos).strip())


def huella(uso: Uso, esquema: Mapping[str, Any]) -> str:
    """El SHA-256 de la petición y de la forma en que se debe contestar: cambia si cambia lo que se le pide."""
    forma = json.dumps(esquema, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{_leer(uso)}\0{forma}".encode()).hexdigest()


def _sin_marcas(dato: str) -> str:
    """Un dato no puede cerrar las marcas que lo rodean."""
    return _MARCAS.sub(" ", dato)


@cache
def _leer(uso: Uso) -> str:
    return (CARPETA / f"{uso.value}.md").read_text(encoding="utf-8")
