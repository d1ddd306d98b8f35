"""El candado entre procesos, con procesos de verdad."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from conocimiento.candado import candado

TOMARLO = """
import sys
from pathlib import Path
from conocimiento.candado import candado
with candado(Path(sys.argv[1]), compartido=sys.argv[2] == "compartido"):
    print("lo tengo", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def ruta(tmp_path: Path) -> Path:
    return tmp_path / "carpeta que no existe" / "candado"


def otro_proceso(ruta: Path, como: str = "solo") -> subprocess.Popen[str]:
    """Otro proceso que pide el candado y, al tenerlo, lo dice; lo suelta cuando se le cierra la entrada."""
    return subprocess.Popen(
        [sys.executable, "-c", TOMARLO, str(ruta), como], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def leer_linea(proceso: subprocess.Popen[str]) -> str:
    assert proceso.stdout is not None
    return proceso.stdout.readline()


def test_mientras_otro_lo_tiene_no_se_puede_tomar_de_ningun_modo(ruta: Path) -> None:
    with otro_proceso(ruta) as otro:
        assert leer_linea(otro) == "lo tengo\n"
        for compartido in (False, True):
            with pytest.raises(BlockingIOError):
                candado(ruta, compartido=compartido, esperar=False)
        otro.communicate("")
        with candado(ruta, esperar=False):
            pass


def test_compartido_lo_tienen_varios_y_solo_se_espera_a_que_todos_lo_suelten(ruta: Path) -> None:
    with otro_proceso(ruta, "compartido") as otro:
        assert leer_linea(otro) == "lo tengo\n"
        with candado(ruta, compartido=True, esperar=False), pytest.raises(BlockingIOError):
            candado(ruta, esperar=False)
        otro.communicate("")
    with candado(ruta, esperar=False):
        pass


def test_quien_espera_entra_cuando_se_suelta(ruta: Path) -> None:
    with candado(ruta):
        otro = otro_proceso(ruta)
        time.sleep(0.5)  # para que llegue a pedirlo
        assert otro.poll() is None
    assert leer_linea(otro) == "lo tengo\n"
    otro.communicate("")


def test_si_el_proceso_muere_lo_suelta_el_sistema(ruta: Path) -> None:
    with otro_proceso(ruta) as otro:
        assert leer_linea(otro) == "lo tengo\n"
        otro.kill()
    with candado(ruta, esperar=False):
        pass


def test_el_archivo_es_solo_de_quien_lo_toma_y_no_pierde_lo_que_tenga(ruta: Path) -> None:
    with candado(ruta):
        assert ruta.stat().st_mode & 0o777 == 0o600
    ruta.write_text("algo", encoding="utf-8")
    with candado(ruta):
        pass
    assert ruta.read_text(encoding="utf-8") == "algo"
