"""Una página HTML en un solo archivo, que se abre sin red y no puede pedir ni ejecutar nada que no traiga.

Está en una carpeta con `documento.html`, `estilos.css` y, si hace falta, `programa.js`. La plantilla escapa lo que se
le da; los estilos y el programa se permiten por su huella.
"""

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

DOCUMENTO, ESTILOS, PROGRAMA = "documento.html", "estilos.css", "programa.js"


def armar(carpeta: Path, valores: Mapping[str, Any]) -> str:
    """Devuelve la página con esos valores; además, la plantilla recibe `politica`, `estilo` y `guion`."""
    estilo, guion = leer(carpeta, ESTILOS), leer(carpeta, PROGRAMA)
    entorno = Environment(
        loader=FileSystemLoader(carpeta),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    propios = {"politica": Markup(_politica(estilo, guion)), "estilo": Markup(estilo), "guion": Markup(guion)}
    return entorno.get_template(DOCUMENTO).render(**valores, **propios)


def leer(carpeta: Path, nombre: str) -> str:
    """Una de las fuentes de la página; vacía si no está."""
    ruta = carpeta / nombre
    return ruta.read_text(encoding="utf-8") if ruta.is_file() else ""


def _politica(estilo: str, guion: str) -> str:
    """Lo que se le permite (Content-Security-Policy): sus estilos, su programa si lo tiene y las imágenes que trae."""
    permisos = ["default-src 'none'", f"style-src '{_huella(estilo)}'"]
    if guion:
        permisos.append(f"script-src '{_huella(guion)}'")
    return "; ".join((*permisos, "img-src data:", "base-uri 'none'", "form-action 'none'"))


def _huella(texto: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(texto.encode("utf-8")).digest()).decode("ascii")
