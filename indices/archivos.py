"""Archivos que otros procesos pueden estar leyendo: huella y publicación de una carpeta entera.

No sabe qué guardan las carpetas.
"""

import hashlib
import json
import shutil
import uuid
from pathlib import Path
from typing import Any, cast

from conocimiento.archivos import DE_LA_CUENTA, escribir_entero, huella_de_archivo

MANIFIESTO = "manifiesto.json"


def huella_de(*partes: str) -> str:
    """Devuelve el SHA-256 de unas partes de texto, sin que juntarlas de otro modo dé lo mismo."""
    return hashlib.sha256(json.dumps(partes, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def carpeta_provisional(junto_a: Path) -> Path:
    """Crea una carpeta vacía en el mismo disco que `junto_a`, para poder publicarla con un cambio de nombre."""
    carpeta = junto_a.with_name(f".{junto_a.name}.{uuid.uuid4().hex[:12]}")
    carpeta.mkdir(parents=True)
    return carpeta


def publicar(provisional: Path, destino: Path, datos: dict[str, Any], sin: str | None = None) -> None:
    """Escribe el manifiesto con la suma y el tamaño de cada archivo y pone la carpeta en su lugar.

    La subcarpeta `sin` queda fuera de las sumas: su biblioteca la modifica al abrirla.
    """
    archivos = {
        ruta.relative_to(provisional).as_posix(): {"sha256": huella_de_archivo(ruta), "bytes": ruta.stat().st_size}
        for ruta in sorted(provisional.rglob("*"))
        if ruta.is_file() and ruta.relative_to(provisional).parts[0] != sin
    }
    manifiesto = json.dumps({**datos, "archivos": archivos}, ensure_ascii=False, indent=1)
    escribir_entero(provisional / MANIFIESTO, manifiesto.encode(), DE_LA_CUENTA)
    if destino.exists():
        shutil.rmtree(destino)
    provisional.replace(destino)


def leer_manifiesto(carpeta: Path, a_fondo: bool = False) -> dict[str, Any] | None:
    """Devuelve el manifiesto si está entero y sus archivos tienen el tamaño (y, a fondo, la suma) que dice.

    `None` si falta algo o no cuadra: quien llama decide rehacerlo.
    """
    try:
        datos = cast(dict[str, Any], json.loads((carpeta / MANIFIESTO).read_text(encoding="utf-8")))
        for nombre, esperado in cast(dict[str, dict[str, Any]], datos["archivos"]).items():
            ruta = carpeta / nombre
            if ruta.stat().st_size != esperado["bytes"]:
                return None
            if a_fondo and huella_de_archivo(ruta) != esperado["sha256"]:
                return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return datos
