"""Lo que sale mal fuera del asistente: disco, permisos, rutas, codificaciones y dos terminales a la vez.

Cada orden termina con un mensaje que dice qué falló, con qué valor y qué hacer, y nunca con una traza.
"""

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.ordenes.principal import principal
from conocimiento.errores import ErrorDelSistema, TextoIlegible
from tests.apoyo.ordenes import ordenar
from tests.apoyo.rutas import RAIZ
from tests.conftest import enlazar_datos


def orden(*argumentos: object, entrada: bytes = b"", **variables: str) -> "subprocess.CompletedProcess[bytes]":
    entorno = {clave: valor for clave, valor in os.environ.items() if not clave.startswith("ALIANZAS_")} | variables
    programa = [sys.executable, "-m", "bot", *map(str, argumentos)]
    return subprocess.run(programa, input=entrada, capture_output=True, check=False, cwd=RAIZ, env=entorno)


@pytest.mark.parametrize(
    "argumentos",
    [
        ("charla",),
        ("preguntar", "hola"),
        ("indexar",),
        ("exportar", "--salida", "salida"),
        ("respaldar", "copias"),
        ("restaurar", "nada.tar"),
        ("pendientes", "ver"),
        ("consultas", "ver"),
        ("bitacora",),
        ("depurar",),
    ],
)
@pytest.mark.parametrize("clase", ["un archivo", "dentro de un archivo", "donde no se puede crear"])
def test_una_carpeta_de_datos_que_no_sirve_se_dice(
    tmp_path: Path,
    argumentos: tuple[str, ...],
    clase: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    archivo = tmp_path / "archivo"
    archivo.write_text("hola", encoding="utf-8")
    datos = {"un archivo": archivo, "dentro de un archivo": archivo / "datos"}.get(clase, Path("/proc/ninguna"))
    argumentos = tuple(str(tmp_path / uno) if uno in {"salida", "copias", "nada.tar"} else uno for uno in argumentos)
    monkeypatch.setattr(sys, "argv", ["alianzas", *argumentos, "--datos", str(datos)])
    with pytest.raises(SystemExit) as salida:
        principal()
    dicho = "".join(capsys.readouterr())
    assert salida.value.code in (1, 2), dicho
    assert "alianzas: " in dicho or "MAL" in dicho
    assert "Errno" not in dicho
    assert archivo.read_text(encoding="utf-8") == "hola"


def test_lo_que_no_esta_en_utf8_se_dice_y_no_se_estropea(tmp_path: Path, carpeta_producto: Path) -> None:
    datos = enlazar_datos(tmp_path / "datos", carpeta_producto)
    hecha = orden("charla", "--json", "--datos", datos, entrada="¿Qué es una alianza?\n".encode("latin-1"))
    assert (hecha.returncode, hecha.stdout) == (1, b"")
    assert "no está en UTF-8: no se entiende el octeto 0xbf" in hecha.stderr.decode()
    con_marca = orden("charla", "--json", "--datos", datos, entrada="¿Qué es una alianza?\n".encode("utf-8-sig"))
    assert con_marca.returncode == 0
    assert "Según el marco de la APCI" in con_marca.stdout.decode()


def test_una_terminal_que_no_sabe_mostrar_un_signo_muestra_otro(tmp_path: Path, carpeta_producto: Path) -> None:
    datos = enlazar_datos(tmp_path / "datos", carpeta_producto)
    hecha = orden(
        "charla", "--datos", datos, entrada="¿Qué es una alianza?\n".encode(), PYTHONIOENCODING="latin-1:strict"
    )
    assert (hecha.returncode, hecha.stderr) == (0, b"")
    assert "Según el marco" in hecha.stdout.decode("latin-1")


def test_dos_terminales_con_la_misma_persona_se_dicen(tmp_path: Path, carpeta_producto: Path) -> None:
    """La otra terminal es un hilo que no deja de cambiar la conversación mientras esta la atiende."""
    datos = enlazar_datos(tmp_path / "datos", carpeta_producto)
    assert ordenar("charla", "--json", "--datos", datos, entrada="hola\n").returncode == 0
    terminar = threading.Event()

    def cambiar() -> None:
        with sqlite3.connect(datos / "alianzas.db", timeout=30, isolation_level=None) as base:
            while not terminar.wait(0.002):  # sin dejarle sitio, lo que se diría es que la base está tomada
                base.execute("UPDATE conversaciones SET revision = revision + 1")

    otra = threading.Thread(target=cambiar)
    otra.start()
    try:
        hecha = ordenar("charla", "--json", "--datos", datos, entrada="¿Qué es una alianza?\n")
    finally:
        terminar.set()
        otra.join()
    assert hecha.returncode == 1
    dicho = "alianzas: Otra terminal conversa a la vez como la misma persona. Cierre una, o use otra con --persona"
    assert hecha.stderr.startswith(dicho)


@pytest.mark.parametrize(
    ("error", "dice"),
    [
        (PermissionError(13, "Permission denied", "/datos"), "No se pudo usar «/datos»: no hay permiso. Pida"),
        (OSError(28, "No space left on device", "/d/base"), "no queda espacio en el disco. Libere espacio"),
        (OSError(30, "Read-only file system", "/d"), "el disco es de solo lectura. Use otra carpeta"),
        (OSError(5, "Input/output error"), "No se pudo seguir: el disco no pudo leer o escribir"),
        (OSError(99999, "Algo nuevo", "x"), "No se pudo usar «x»: Algo nuevo. Revise la ruta"),
    ],
)
def test_cada_error_del_sistema_dice_que_fallo_y_que_hacer(error: OSError, dice: str) -> None:
    assert dice in str(ErrorDelSistema(error))


def test_el_texto_ilegible_no_repite_lo_que_decia() -> None:
    with pytest.raises(UnicodeDecodeError) as hallado:
        "mi DNI es 45678920 é".encode("latin-1").decode()
    assert "45678920" not in str(TextoIlegible(hallado.value))
