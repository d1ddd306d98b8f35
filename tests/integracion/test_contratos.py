"""Cada contrato de importación atrapa lo que promete: se escribe la violación en una copia y tiene que fallar él."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.apoyo.rutas import RAIZ

VIOLACIONES = {
    "conocimiento -> indices": ("conocimiento/hora.py", "import indices.archivos", "en un solo sentido"),
    "indices -> bot": ("indices/errores.py", "import bot.config", "en un solo sentido"),
    "dialogo -> servicio": ("bot/dialogo/mensajes.py", "import bot.servicio.registro", "de fuera hacia dentro"),
    "canal -> revision": ("bot/canal/html.py", "import bot.revision.errores", "de fuera hacia dentro"),
    "canal -> almacen": ("bot/canal/html.py", "import bot.almacen.bandeja", "de fuera hacia dentro"),
    "valores -> comprension": (
        "bot/entrevista/valores/lectura.py",
        "import bot.entrevista.comprension.palabras",
        "tiene un círculo",
    ),
    "preguntas -> decidir": ("bot/dialogo/preguntas/citas.py", "import bot.dialogo.decidir", "tiene un círculo"),
    "dentro de telegram": (
        "bot/canal/telegram/errores.py",
        "import bot.canal.telegram.arranque",
        "tiene un círculo",
    ),
    "ordenes -> indices": ("bot/ordenes/personal.py", "import indices.busqueda", "Solo montaje nombra a indices"),
    "dialogo -> indices": ("bot/dialogo/turno.py", "import indices.errores", "Solo montaje nombra a indices"),
    "servicio -> telegram": ("bot/servicio/registro.py", "import telegram", "nombra a telegram"),
    "consola -> telegram": ("bot/canal/consola.py", "import telegram", "nombra a telegram"),
    "dialogo -> reloj": ("bot/dialogo/textos.py", "import time", "son puros"),
    "entrevista -> disco": ("bot/entrevista/esquema.py", "import pathlib", "son puros"),
    "puertos -> base": ("bot/servicio/puertos/guardado.py", "import sqlalchemy", "son puros"),
    "frases -> entorno": ("conocimiento/frases.py", "import os", "son puros"),
}


@pytest.fixture(scope="module")
def copia(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """El proyecto sin pruebas, para estropearlo."""
    carpeta = tmp_path_factory.mktemp("contratos")
    for nombre in ("bot", "indices", "conocimiento"):
        shutil.copytree(RAIZ / nombre, carpeta / nombre, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(RAIZ / "pyproject.toml", carpeta)
    return carpeta


def comprobar(carpeta: Path) -> tuple[int, list[str]]:
    """Cómo termina la revisión de los contratos y los que se rompen."""
    orden = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    # Aislado y con la copia primero: si no, se revisaría el proyecto instalado.
    programa = f"import sys; sys.path.insert(0, {str(carpeta)!r}); {orden}"
    salida = subprocess.run([sys.executable, "-c", programa], capture_output=True, text=True, cwd=carpeta, check=False)
    return salida.returncode, [linea for linea in salida.stdout.splitlines() if linea.endswith("BROKEN")]


def test_sin_tocar_nada_todos_se_cumplen(copia: Path) -> None:
    assert comprobar(copia) == (0, [])


@pytest.mark.parametrize("nombre", VIOLACIONES)
def test_cada_violacion_rompe_su_contrato(copia: Path, nombre: str) -> None:
    archivo, importacion, contrato = VIOLACIONES[nombre]
    ruta = copia / archivo
    sano = ruta.read_text(encoding="utf-8")
    try:
        ruta.write_text(f"{sano}\n{importacion}\n", encoding="utf-8")
        codigo, rotos = comprobar(copia)
    finally:
        ruta.write_text(sano, encoding="utf-8")
    assert codigo == 1
    assert any(contrato in roto for roto in rotos), rotos


def test_una_carpeta_nueva_en_bot_tiene_que_tener_su_lugar(copia: Path) -> None:
    nueva = copia / "bot" / "suelta"
    nueva.mkdir()
    try:
        (nueva / "__init__.py").write_text("", encoding="utf-8")
        (nueva / "uno.py").write_text("import bot.config\n", encoding="utf-8")
        codigo, rotos = comprobar(copia)
    finally:
        shutil.rmtree(nueva)
    assert codigo == 1
    assert any("de fuera hacia dentro" in roto for roto in rotos), rotos
