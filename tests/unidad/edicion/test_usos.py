"""`redaccion.yaml`: se lee con lo que ya se entiende en el chat, y dice en qué línea está lo que no sirve."""

import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.edicion.leer import ErrorEntrevista, leer_entrevista
from bot.edicion.usos import ARCHIVO
from bot.entrevista.esquema import Usos
from conocimiento.palabras import ABREVIATURAS, plegar
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.rutas import ALIANZA


def _carpeta_con(destino: Path, usos: str | None) -> Path:
    carpeta = destino / "entrevista"
    shutil.copytree(ALIANZA, carpeta)
    (carpeta / ARCHIVO).unlink()
    if usos is not None:
        (carpeta / ARCHIVO).write_text(f"formato: redaccion/1\n{usos}\n", encoding="utf-8")
    return carpeta


def test_el_que_se_entrega_junta_lo_del_chat_y_no_repite_sus_abreviaturas() -> None:
    usos = ENTREVISTA.usos
    assert usos.abreviaturas["q"] == "que"
    assert usos.abreviaturas["flias"] == "familias"
    assert "muni" not in usos.abreviaturas
    assert usos.propias["junin"] == "Junín"
    assert usos.propias["jass"] == "JASS"
    escrito = YAML(typ="safe").load((ALIANZA / ARCHIVO).read_text(encoding="utf-8"))
    propias = {**escrito["abreviaturas"], **escrito["raras"]}
    assert [una for una in propias if plegar(propias[una]) == ABREVIATURAS.get(una)] == ["nose"]  # «no se», sin tilde
    assert set(escrito["se_dejan"]) <= set(ABREVIATURAS)


def test_sin_archivo_no_hay_ninguno(tmp_path: Path) -> None:
    assert leer_entrevista(_carpeta_con(tmp_path, None)).usos == Usos()


@pytest.mark.parametrize(
    ("usos", "linea", "dice"),
    [
        ("abreviaturas: {Q: que}", 2, "«Q» debe ser una sola palabra en minúsculas"),
        ("abreviaturas: {a b: ab}", 2, "«a b» debe ser una sola palabra"),
        ("abreviaturas: {q1: que}", 2, "sin signos ni cifras"),
        ("raras: {hay: hay}", 2, "«hay» no dice cómo queda"),
        ("frases: {linea: línea}", 2, "«linea» debe ser varias palabras"),
        ("frases: {linea base: la línea base}", 2, "deben tener las mismas palabras"),
        ("grafias: {Zoom: ZOOM}", 2, "«Zoom» debe ser una sola palabra en minúsculas"),
        ("conocidas: [ayni, La Minka]", 2, "«La Minka» debe ser una sola palabra"),
        ("siglas:\n  - jass\n  - U.G.E.L.", 4, "«U.G.E.L.» debe ser una sola palabra"),
        ("se_dejan: [Muni]", 2, "«Muni» debe ser una sola palabra"),
        ("otra: 1", 2, "otra"),
        ("abreviaturas: [q]", 2, "un mapa"),
    ],
)
def test_lo_que_no_sirve_se_dice_con_su_linea(tmp_path: Path, usos: str, linea: int, dice: str) -> None:
    with pytest.raises(ErrorEntrevista) as error:
        leer_entrevista(_carpeta_con(tmp_path, usos))
    (mensaje,) = error.value.errores
    assert mensaje.startswith(f"{ARCHIVO}:{linea}: ")
    assert dice in mensaje
