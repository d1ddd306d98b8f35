"""Las órdenes del personal, como procesos: lo que imprimen y con qué código terminan."""

import json
import re
from pathlib import Path

import pytest
from sqlalchemy import insert, literal, select

from bot.almacen.base.conexion import escritura
from bot.almacen.base.tablas import AVISOS_PEDIDOS, PREGUNTAS
from tests.apoyo.ordenes import ordenar as orden
from tests.apoyo.revision_sembrada import AHORA, abrir, sembrar


@pytest.mark.parametrize(
    ("argumentos", "codigo", "dice"),
    [
        ((), 1, "No hay conversaciones guardadas"),
        (("--sin-redactar",), 2, "van juntos"),
        (("--motivo", "x"), 2, "van juntos"),
        (("--filtro", "otro"), 2, "No existe el filtro «otro»"),
        (("--desde", "ayer"), 2, "no es una fecha"),
    ],
)
def test_exportar_dice_que_esta_mal(tmp_path: Path, argumentos: tuple[str, ...], codigo: int, dice: str) -> None:
    hecha = orden("exportar", "--datos", tmp_path, "--salida", tmp_path / "salida", *argumentos)
    assert (hecha.returncode, hecha.stdout) == (codigo, "")
    assert dice in hecha.stderr
    assert not (tmp_path / "salida").exists()


def test_exportar_asignar_y_ver_la_bitacora(carpeta_modelo: Path, tmp_path: Path) -> None:
    motor = abrir(tmp_path)
    sembrar(motor, 12, 6)
    motor.dispose()
    (tmp_path / "modelo").symlink_to(carpeta_modelo / "modelo", target_is_directory=True)
    salida = tmp_path / "salida"
    hecha = orden("exportar", "--datos", tmp_path, "--salida", salida, "--quien", "Ana")
    assert hecha.returncode == 0, hecha.stderr
    (carpeta,) = salida.iterdir()
    assert f"12 conversaciones y 72 turnos en {carpeta}" in hecha.stdout
    assert json.loads((carpeta / "manifiesto.json").read_text(encoding="utf-8"))["quien"] == "Ana"
    vistas = orden("pendientes", "ver", "--datos", tmp_path)
    assert vistas.returncode == 0, vistas.stderr
    numero = vistas.stdout.split(".", 1)[0]
    assert orden("pendientes", "asignar", numero, "Rosa", "--datos", tmp_path, "--quien", "Ana").returncode == 0
    assert "a cargo de Rosa" in orden("pendientes", "ver", "--datos", tmp_path).stdout
    assert orden("pendientes", "asignar", "999", "Rosa", "--datos", tmp_path).returncode == 1
    bitacora = orden("bitacora", "--datos", tmp_path).stdout.splitlines()
    assert [linea.split(" · ")[1:3] for linea in bitacora] == [["Ana", "asignar_pendiente"], ["Ana", "exportar"]]


def test_se_ve_a_quien_se_avisaria_y_sin_un_si_no_se_envia_nada(carpeta_modelo: Path, tmp_path: Path) -> None:
    motor = abrir(tmp_path)
    sembrar(motor, 30, 6)
    with escritura(motor) as conexion:
        sin_respuesta = select(PREGUNTAS.c.id, literal(AHORA)).where(PREGUNTAS.c.estado == "no_sabe")
        conexion.execute(insert(AVISOS_PEDIDOS).from_select(["consulta", "pedido"], sin_respuesta))
    motor.dispose()
    (tmp_path / "modelo").symlink_to(carpeta_modelo / "modelo", target_is_directory=True)
    en = ("--datos", tmp_path)
    orden("pendientes", "ver", *en)
    entera = orden("pendientes", "ver", "1", *en).stdout
    numeros = re.findall(r"pregunta (\d+): (.+)\n.* con aviso pedido", entera)
    assert len(numeros) > 1, entera
    numero, apartada = numeros[0]
    assert "ahora son la tarea" in orden("pendientes", "separar", "1", numero, *en).stdout
    respuesta = tmp_path / "respuesta.txt"
    respuesta.write_text("No cuesta nada.", encoding="utf-8")
    pedido = ("pendientes", "responder", "1", respuesta, "--pregunta", "¿Cuánto cuesta?", "--autor", "Ana", *en)
    for dicho in ("n\n", ""):  # con «no», y sin nadie que conteste
        hecha = orden(*pedido, entrada=dicho)
        assert hecha.returncode == 1
        assert f"Usted preguntó: «{numeros[1][1]}»" in hecha.stdout
        assert "La APCI respondió: «No cuesta nada.»" in hecha.stdout
        assert apartada not in hecha.stdout
        assert not (tmp_path / "respuestas").exists()
    assert orden("pendientes", "juntar", "1", "999", *en).returncode == 1
    assert "respuesta" not in orden("bitacora", *en).stdout
