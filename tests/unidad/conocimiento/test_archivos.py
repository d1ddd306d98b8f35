"""Los archivos que comparten varios procesos, con procesos y archivos de verdad."""

import os
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from conocimiento.archivos import (
    DE_LA_CUENTA,
    SOLO_DEL_PROGRAMA,
    abrir_entero,
    candado,
    escribir_entero,
    guardar_deducido,
    huella_del_codigo,
    leer_deducido,
)

TOMARLO = """
import sys
from pathlib import Path
from conocimiento.archivos import candado
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


@pytest.mark.parametrize("antes", [None, b"", b"lo de antes"])
@pytest.mark.parametrize("escrito", [b"", b"medio", b"x" * 200_000])
def test_si_falla_a_la_mitad_queda_lo_de_antes_y_nada_mas(tmp_path: Path, antes: bytes | None, escrito: bytes) -> None:
    ruta = tmp_path / "archivo"
    if antes is not None:
        ruta.write_bytes(antes)
    with pytest.raises(OSError, match="disco"), abrir_entero(ruta) as archivo:
        archivo.write(escrito)
        archivo.flush()
        assert (ruta.read_bytes() if ruta.exists() else None) == antes
        raise OSError("disco")
    assert [uno.name for uno in tmp_path.iterdir()] == ([] if antes is None else ["archivo"])
    assert (ruta.read_bytes() if ruta.exists() else None) == antes


def test_al_terminar_esta_entero_con_sus_permisos_y_sin_restos(tmp_path: Path) -> None:
    ruta = tmp_path / "archivo"
    mascara = os.umask(0o027)
    try:
        for contenido, permisos, quedan in ((b"uno", SOLO_DEL_PROGRAMA, 0o600), (b"dos" * 9, DE_LA_CUENTA, 0o640)):
            escribir_entero(ruta, contenido, permisos)
            assert (ruta.read_bytes(), ruta.stat().st_mode & 0o777) == (contenido, quedan)
    finally:
        os.umask(mascara)
    assert [uno.name for uno in tmp_path.iterdir()] == ["archivo"]


def test_sin_pisar_vale_el_primero_que_llego(tmp_path: Path) -> None:
    ruta = tmp_path / "archivo"
    with pytest.raises(FileExistsError), abrir_entero(ruta, pisar=False) as tardio:
        tardio.write(b"tarde")
        with abrir_entero(ruta, pisar=False) as primero:
            primero.write(b"primero")
    assert ruta.read_bytes() == b"primero"
    assert [uno.name for uno in tmp_path.iterdir()] == ["archivo"]


def test_lo_deducido_vale_entero_y_de_lo_mismo(tmp_path: Path) -> None:
    ruta = tmp_path / "deducido"
    assert leer_deducido(ruta, "a") is None
    guardar_deducido(ruta, "a", b"uno\ndos")
    assert leer_deducido(ruta, "a") == b"uno\ndos"
    assert leer_deducido(ruta, "b") is None
    entero = ruta.read_bytes()
    for lugar in range(len(entero)):
        ruta.write_bytes(entero[:lugar] + bytes([entero[lugar] ^ 1]) + entero[lugar + 1 :])
        assert leer_deducido(ruta, "a") is None
        ruta.write_bytes(entero[:lugar])
        assert leer_deducido(ruta, "a") is None
    guardar_deducido(tmp_path / "no-esta" / "deducido", "a", b"uno")  # no se puede, y no falla


def test_la_huella_del_codigo_cambia_con_lo_escrito(tmp_path: Path) -> None:
    modulo = ModuleType("uno")
    modulo.__file__ = str(tmp_path / "uno.py")
    (tmp_path / "uno.py").write_text("x = 1", encoding="utf-8")
    antes = huella_del_codigo(modulo)
    assert huella_del_codigo(modulo) == antes
    (tmp_path / "uno.py").write_text("x = 2", encoding="utf-8")
    assert huella_del_codigo(modulo) != antes
