"""Los archivos de despliegue nombran órdenes, variables y rutas que existen, y systemd los entiende."""

import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.config import PREFIJO, Configuracion
from bot.ordenes.principal import aplicacion
from tests.apoyo.rutas import RAIZ

CARPETA = RAIZ / "docs" / "despliegue"
UNIDADES = sorted(ruta.name for ruta in CARPETA.iterdir() if ruta.suffix in {".service", ".timer"})
VARIABLES = {PREFIJO + campo.upper() for campo in Configuracion.model_fields}
ORDENES = {orden.name or orden.callback.__name__ for orden in aplicacion.registered_commands if orden.callback}


def leer_unidad(nombre: str) -> ConfigParser:
    unidad = ConfigParser(interpolation=None, strict=False)
    unidad.optionxform = str  # type: ignore[assignment, method-assign]
    unidad.read(CARPETA / nombre, encoding="utf-8")
    return unidad


@pytest.mark.parametrize("archivo", sorted(ruta.name for ruta in CARPETA.iterdir()))
def test_solo_nombran_variables_que_existen(archivo: str) -> None:
    nombradas = set(re.findall(rf"{PREFIJO}[A-Z_]+", (CARPETA / archivo).read_text(encoding="utf-8")))
    assert nombradas <= VARIABLES


def test_la_pagina_solo_nombra_variables_y_archivos_que_existen() -> None:
    pagina = (RAIZ / "docs" / "despliegue.md").read_text(encoding="utf-8")
    assert set(re.findall(rf"{PREFIJO}[A-Z_]+", pagina)) <= VARIABLES
    for ruta in re.findall(r"(?:docs|tests)/[\w./-]*\w", pagina):
        assert (RAIZ / ruta).exists() or list(RAIZ.glob(ruta + "*")), ruta
    for orden in re.findall(r"`make (\w+)`", pagina):
        assert re.search(rf"^{orden}:", (RAIZ / "Makefile").read_text(encoding="utf-8"), re.MULTILINE), orden


@pytest.mark.parametrize("nombre", [nombre for nombre in UNIDADES if nombre.endswith(".service")])
def test_las_unidades_ejecutan_una_orden_que_existe_y_no_como_administrador(nombre: str) -> None:
    servicio = leer_unidad(nombre)["Service"]
    programa, orden, *_ = servicio["ExecStart"].split()
    assert programa.endswith("/.venv/bin/alianzas")
    assert orden in ORDENES
    assert servicio["User"] == "alianzas"


def test_systemd_entiende_las_unidades(tmp_path: Path) -> None:
    """Con las rutas de una instalación que sí existe; lo demás de cada unidad queda igual."""
    programa = shutil.which("systemd-analyze")
    for nombre in UNIDADES:
        texto = (CARPETA / nombre).read_text(encoding="utf-8")
        assert texto.startswith("#")
        for dice, pone in (
            ("/opt/alianzas/.venv/bin/alianzas", sys.executable),
            ("User=alianzas", "User=root"),
            ("Group=alianzas", "Group=root"),
        ):
            texto = texto.replace(dice, pone)
        (tmp_path / nombre).write_text(texto, encoding="utf-8")
    if programa is not None:
        ejecutado = subprocess.run(
            [programa, "verify", *(str(tmp_path / nombre) for nombre in UNIDADES)],
            capture_output=True,
            text=True,
            timeout=60,
        )
        nuestras = [linea for linea in ejecutado.stderr.splitlines() if "alianzas" in linea]
        assert nuestras == []


def test_el_contenedor_copia_lo_que_existe_y_compose_lo_construye() -> None:
    contenedor = (CARPETA / "Containerfile").read_text(encoding="utf-8")
    for origenes in re.findall(r"^COPY (.+) \S+$", contenedor, re.MULTILINE):
        assert all((RAIZ / origen).exists() for origen in origenes.split())
    assert "USER alianzas" in contenedor
    compose = YAML(typ="safe").load((CARPETA / "compose.yaml").read_text(encoding="utf-8"))
    construccion = compose["services"]["asistente"]["build"]
    contexto = (CARPETA / construccion["context"]).resolve()
    assert contexto == RAIZ
    assert (contexto / construccion["dockerfile"]).exists()
    assert compose["services"]["asistente"]["environment"]["ALIANZAS_BASE_DATOS"].startswith("postgresql+psycopg://")


@pytest.mark.parametrize("nombre", [nombre for nombre in UNIDADES if nombre.endswith(".service")])
def test_las_unidades_dejan_poco_expuesto(nombre: str) -> None:
    """systemd puntúa de 0 (nada) a 10 (todo) lo que un proceso podría hacer además de lo suyo."""
    programa = shutil.which("systemd-analyze")
    if programa is None:
        pytest.skip("falta systemd-analyze")
    orden = [programa, "security", "--offline=true", "--no-pager", str(CARPETA / nombre)]
    dicho = subprocess.run(orden, capture_output=True, text=True, check=False).stdout
    (nivel,) = re.findall(r"Overall exposure level for \S+: ([\d.]+)", dicho)
    assert float(nivel) <= 2.0, dicho


def test_el_contenedor_recibe_lo_que_protege_y_no_puede_mas_de_lo_que_hace() -> None:
    servicios = YAML(typ="safe").load((CARPETA / "compose.yaml").read_text(encoding="utf-8"))["services"]
    asistente = servicios["asistente"]
    assert {"ALIANZAS_CLAVE_DATOS", "ALIANZAS_PERSONAL", "ALIANZAS_CONTACTO"} <= set(asistente["environment"])
    assert asistente["read_only"] is True
    assert asistente["cap_drop"] == ["ALL"]
    for servicio in servicios.values():
        assert "no-new-privileges:true" in servicio["security_opt"]
        assert servicio["mem_limit"]
