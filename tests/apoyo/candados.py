"""Las versiones fijadas, como las dicen los archivos de la raíz."""

import re

from packaging.utils import canonicalize_name

from tests.apoyo.rutas import RAIZ

PRODUCTO = RAIZ / "requirements.lock"
DESARROLLO = RAIZ / "requirements-desarrollo.lock"
LENGUAJE = RAIZ / "requirements-lenguaje.lock"
TORCH = RAIZ / "requirements-torch.lock"
_FIJADA = re.compile(r"^([\w.-]+)==([^\s;]+)", re.MULTILINE)


def fijadas(*nombres: str) -> dict[str, str]:
    """La versión que fija cada candado (`producto`, `desarrollo`, `lenguaje`, `torch`) para cada biblioteca."""
    rutas = {"producto": PRODUCTO, "desarrollo": DESARROLLO, "lenguaje": LENGUAJE, "torch": TORCH}
    return {
        str(canonicalize_name(nombre)): version
        for uno in nombres
        for nombre, version in _FIJADA.findall(rutas[uno].read_text(encoding="utf-8"))
    }
