"""Lo que la documentación nombra existe: archivos, módulos, enlaces y el mapa del árbol."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.apoyo.importaciones import PAQUETES, importaciones
from tests.apoyo.rutas import RAIZ

PAGINAS = sorted(
    ruta for ruta in RAIZ.rglob("*.md") if not any(parte.startswith(".") for parte in ruta.relative_to(RAIZ).parts)
)
_RUTA = re.compile(r"`((?:bot|indices|conocimiento|tests|docs)/[\w./*-]*)`")
_ARCHIVO = re.compile(r"`(?!(?:bot|indices|conocimiento|tests|docs)/)((?:\w+/)*\w+\.py)`")
_MODULO = re.compile(r"python -m (tests(?:\.\w+)+)")
_ENLACE = re.compile(r"\]\((?!https?:|#)([^)#]+)")
_MAPA = re.compile(r"```\n(bot/ .*?)```", re.DOTALL)


def sin_hallar(pagina: str) -> Iterator[str]:
    """Lo que nombra y no está: rutas desde la raíz, archivos por su nombre y módulos que se mandan ejecutar."""
    for ruta in _RUTA.findall(pagina):
        if not any(RAIZ.glob(ruta.rstrip("/"))):
            yield ruta
    for archivo in _ARCHIVO.findall(pagina):
        if not any(any((RAIZ / paquete).glob(f"**/{archivo}")) for paquete in (*PAQUETES, "tests")):
            yield archivo
    for modulo in _MODULO.findall(pagina):
        ruta = RAIZ / modulo.replace(".", "/")
        if not (ruta.with_suffix(".py").exists() or (ruta / "__main__.py").exists()):
            yield modulo


def rutas_del_mapa(mapa: str) -> Iterator[str]:
    """Las rutas de un árbol dibujado con sangrías de dos espacios, y las carpetas que su explicación nombra."""
    abiertas: list[str] = []
    for linea in mapa.splitlines():
        sangria = len(linea) - len(linea.lstrip())
        nombre, _, explicacion = linea.strip().partition(" ")
        abiertas = [*abiertas[: sangria // 2], nombre.rstrip("/")]
        yield "/".join(abiertas)
        if nombre.endswith("/"):
            yield from ("/".join((*abiertas, dentro)) for dentro in re.findall(r"(\w+)/", explicacion))


@pytest.mark.parametrize("ruta", PAGINAS, ids=lambda ruta: ruta.relative_to(RAIZ).as_posix())
def test_lo_que_nombra_la_pagina_existe(ruta: Path) -> None:
    pagina = ruta.read_text(encoding="utf-8")
    assert list(sin_hallar(pagina)) == []
    assert [enlace for enlace in _ENLACE.findall(pagina) if not (ruta.parent / enlace).exists()] == []


@pytest.mark.parametrize("nombre", ["README.md", "docs/arquitectura.md"])
def test_el_mapa_es_el_arbol(nombre: str) -> None:
    (mapa,) = _MAPA.findall((RAIZ / nombre).read_text(encoding="utf-8"))
    dibujadas = list(rutas_del_mapa(mapa))
    assert [ruta for ruta in dibujadas if not (RAIZ / ruta).exists()] == []
    cuartos = {cuarto.replace(".", "/") for cuarto in importaciones().find_children("bot")} - {"bot/__main__"}
    assert cuartos <= {ruta.removesuffix(".py") for ruta in dibujadas}
