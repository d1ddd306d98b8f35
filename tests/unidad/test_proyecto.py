"""Lo que promete el repositorio: órdenes del README, candado de versiones y arranque ligero."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.apoyo.candados import DESARROLLO, LENGUAJE, PRODUCTO, fijadas
from tests.apoyo.rutas import RAIZ
from tests.documentacion.licencias import PAGINA


def test_el_readme_usa_ordenes_que_existen_en_el_makefile() -> None:
    metas = set(re.findall(r"^([a-z]+):", (RAIZ / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    usadas = set(re.findall(r"\bmake ([a-z]+)", (RAIZ / "README.md").read_text(encoding="utf-8")))
    assert {"charla", "pruebas"} <= usadas <= metas


def test_la_integracion_continua_hace_lo_que_dice_el_readme() -> None:
    ordenes = [linea for linea in (RAIZ / ".ci" / "run").read_text(encoding="utf-8").splitlines() if "make" in linea]
    assert ordenes == ["exec make pruebas"]


def test_los_candados_fijan_cada_dependencia_declarada_dentro_de_su_rango() -> None:
    proyecto = tomllib.loads((RAIZ / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    de_pruebas = [una for extra in proyecto["optional-dependencies"].values() for una in extra]
    for declaradas, candado in ((proyecto["dependencies"], "producto"), (de_pruebas, "desarrollo")):
        versiones = fijadas(candado, "torch")
        for requisito in map(Requirement, declaradas):
            version = versiones.get(canonicalize_name(requisito.name))
            assert version is not None, f"falta {requisito.name} en el candado «{candado}»: ejecute «make candado»"
            assert requisito.specifier.contains(version), f"{requisito.name} {version} no cumple {requisito.specifier}"


def test_lo_que_se_prueba_es_lo_que_se_instala() -> None:
    producto, desarrollo = fijadas("producto"), fijadas("desarrollo")
    lenguaje = fijadas("lenguaje")
    assert producto.items() <= lenguaje.items() <= desarrollo.items()


def test_todo_menos_torch_lleva_la_suma_de_cada_rueda() -> None:
    for ruta in (PRODUCTO, DESARROLLO, LENGUAJE):
        texto = ruta.read_text(encoding="utf-8").replace("\\\n", " ")
        sin_suma = [linea.split()[0] for linea in texto.splitlines() if "--hash=sha256:" not in linea]
        assert sin_suma == []
        assert "://" not in texto
    assert set(fijadas("torch")) == {"torch"}


def test_lo_que_construye_el_paquete_es_la_version_fijada() -> None:
    """Sin aislamiento, el constructor es el del candado, que se instaló con su suma."""
    (constructor,) = tomllib.loads((RAIZ / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    assert constructor == f"setuptools=={fijadas('producto')['setuptools']}"
    assert "--no-build-isolation" in (RAIZ / "Makefile").read_text(encoding="utf-8")


def test_la_pagina_de_licencias_dice_las_de_hoy() -> None:
    filas = [linea.split(" | ") for linea in PAGINA.read_text(encoding="utf-8").splitlines() if linea.startswith("| ")][
        1:
    ]
    dichas = {canonicalize_name(nombre.removeprefix("| ")): version for nombre, version, _ in filas}
    assert dichas.items() <= fijadas("producto", "torch").items(), "ejecute «make inventario»"
    instaladas = {canonicalize_name(uno.name) for uno in distributions() if uno.name}
    assert {nombre for nombre in fijadas("producto", "torch") if nombre in instaladas} <= set(dichas)
    assert not [fila for fila in filas if re.search(r"\bA?GPL|UNKNOWN", fila[2]) and "LGPL" not in fila[2]]


def test_la_ayuda_no_carga_nada_pesado() -> None:
    programa = (
        "import sys, bot.ordenes.principal; print([uno for uno in ('torch', 'sentence_transformers', 'chromadb', "
        "'langchain_core', "
        "'numpy', 'onnxruntime', 'sqlalchemy', 'telegram', 'pydantic') if uno in sys.modules])"
    )
    salida = subprocess.run([sys.executable, "-c", programa], capture_output=True, text=True, check=True, cwd=RAIZ)
    assert salida.stdout.strip() == "[]"


def test_sin_configurarlo_no_se_carga_nada_de_un_modelo_de_lenguaje() -> None:
    programa = (
        "import sys, bot.montaje, bot.canal.consola, bot.ordenes.atender; print(sorted(uno for uno in sys.modules "
        "if uno.split('.')[0] in {'openai', 'anthropic', 'ollama', 'httpx2', 'langchain_openai', "
        "'langchain_anthropic', 'langchain_ollama', 'tiktoken'} or "
        "uno in {'bot.lenguaje.conexion', 'bot.lenguaje.modelo', 'bot.montaje.lenguaje'}))"
    )
    salida = subprocess.run([sys.executable, "-c", programa], capture_output=True, text=True, check=True, cwd=RAIZ)
    assert salida.stdout.strip() == "[]"


def test_armar_el_asistente_no_carga_lo_que_una_pregunta_no_usa() -> None:
    """Ni lo que hace Word y PDF, ni lo que exporta el personal: se cargan la primera vez que se piden."""
    programa = (
        "import sys, bot.montaje; print([uno for uno in ('docx', 'docxtpl', 'jinja2', 'typst', 'telegram', 'torch', "
        "'bot.revision.exportacion.exportar', 'bot.revision.tareas') if uno in sys.modules])"
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
