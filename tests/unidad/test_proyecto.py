"""Lo que promete el repositorio: órdenes del README, candado de versiones y arranque ligero."""

import re
import subprocess
import sys
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.apoyo.rutas import RAIZ


def test_el_readme_usa_ordenes_que_existen_en_el_makefile() -> None:
    metas = set(re.findall(r"^([a-z]+):", (RAIZ / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    usadas = set(re.findall(r"\bmake ([a-z]+)", (RAIZ / "README.md").read_text(encoding="utf-8")))
    assert {"charla", "pruebas"} <= usadas <= metas


def test_la_integracion_continua_hace_lo_que_dice_el_readme() -> None:
    ordenes = [linea for linea in (RAIZ / ".ci" / "run").read_text(encoding="utf-8").splitlines() if "make" in linea]
    assert ordenes == ["exec make pruebas"]


def test_el_candado_fija_cada_dependencia_declarada_dentro_de_su_rango() -> None:
    proyecto = tomllib.loads((RAIZ / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declaradas = [
        *proyecto["dependencies"],
        *(d for extra in proyecto["optional-dependencies"].values() for d in extra),
    ]
    fijadas = {}
    for linea in (RAIZ / "requirements.lock").read_text(encoding="utf-8").splitlines():
        nombre, _, version = linea.partition("==")
        assert version, f"el candado no fija una versión exacta: {linea}"
        fijadas[canonicalize_name(nombre)] = version
    for texto in declaradas:
        requisito = Requirement(texto)
        version = fijadas.get(canonicalize_name(requisito.name))
        assert version is not None, f"falta {requisito.name} en requirements.lock"
        assert requisito.specifier.contains(version), f"{requisito.name} {version} no cumple {requisito.specifier}"


def test_la_ayuda_no_carga_nada_pesado() -> None:
    programa = (
        "import sys, bot.ordenes.principal; print([uno for uno in ('torch', 'sentence_transformers', 'chromadb', "
        "'langchain_core', "
        "'numpy', 'onnxruntime', 'sqlalchemy', 'telegram', 'pydantic') if uno in sys.modules])"
    )
    salida = subprocess.run([sys.executable, "-c", programa], capture_output=True, text=True, check=True, cwd=RAIZ)
    assert salida.stdout.strip() == "[]"


def test_armar_el_asistente_no_carga_lo_que_una_pregunta_no_usa() -> None:
    """Ni lo que hace Word y PDF, ni lo que exporta el personal: se cargan la primera vez que se piden."""
    programa = (
        "import sys, bot.montaje; print([uno for uno in ('docx', 'docxtpl', 'jinja2', 'typst', 'telegram', 'torch', "
        "'bot.revision.exportacion.exportar', 'bot.revision.pendientes') if uno in sys.modules])"
    )
    salida = subprocess.run([sys.executable, "-c", programa], capture_output=True, text=True, check=True, cwd=RAIZ)
    assert salida.stdout.strip() == "[]"


def test_la_ayuda_esta_en_espanol() -> None:
    salida = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, check=True, cwd=RAIZ
    )
    for orden in ("charla", "telegram", "indexar", "preguntar", "evaluar", "comprobar"):
        assert orden in salida.stdout
    assert "Uso:" in salida.stdout
    assert "Usage" not in salida.stdout
    assert "Show this message" not in salida.stdout
