"""Lo que una hoja de cálculo no debe tomar por fórmula, la separe quien la lea con el signo que la separe."""

import csv
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.revision.exportacion.hojas import Csv, neutralizar

SIGNOS = "=+-@＝＋－＠"
HOSTILES = st.text(alphabet=f"{SIGNOS};,|\t\n\r\"' \u00a0\u2028a1", max_size=30)


@pytest.mark.parametrize(
    "celda", ["=1+1", "+51", "-2", "@a", "\t1", "  =1", "＝1", "\r1", "\u00a0=1", '"=1', "\ufeff=1"]
)
def test_una_celda_que_parece_formula_se_neutraliza(celda: str) -> None:
    assert neutralizar(celda) == f"'{celda}"


@pytest.mark.parametrize(
    ("celda", "neutra"),
    [
        ("hola\n=1+1", "hola\n'=1+1"),
        ("hola\r\n  =1+1", "hola\r\n  '=1+1"),
        ("a,=1+1", "a,'=1+1"),
        ("a;+1;-1", "a;'+1;'-1"),
        ("a\t@b", "a\t'@b"),
        ("a|＝1", "a|'＝1"),
        ('a," =1', "a,\" '=1"),
        ("\t=1", "'\t'=1"),
        ("\n\n=1", "'\n\n'=1"),
        ("línea\u2028=1", "línea\u2028'=1"),
    ],
)
def test_tambien_despues_de_cada_separador_y_salto(celda: str, neutra: str) -> None:
    assert neutralizar(celda) == neutra


def test_las_demas_celdas_quedan_igual() -> None:
    celdas = ("hola", 5, None, "a=b", "1,5 y 2;3", "Ana, Luis\ny - nadie más", "x@y.pe", -3.5)
    assert tuple(neutralizar(celda) for celda in celdas) == celdas


@pytest.mark.parametrize("separador", [";", ",", "\t", "|"])
@given(celdas=st.lists(HOSTILES, min_size=1, max_size=4))
@example(celdas=["hola\n=HYPERLINK(1)", "a,=1+1"])
@example(celdas=['x";"=1', ',"\n=1'])
def test_ninguna_celda_empieza_como_formula_con_ningun_separador(
    tmp_path_factory: pytest.TempPathFactory, separador: str, celdas: list[str]
) -> None:
    ruta = tmp_path_factory.getbasetemp() / "hostil.csv"
    hoja = Csv(ruta, ("Título",))
    hoja.escribir(list(celdas))
    hoja.cerrar()
    with ruta.open(encoding="utf-8-sig", newline="") as archivo:
        lineas = archivo.read()
    leidas = [celda for fila in csv.reader(lineas.splitlines(keepends=True), delimiter=separador) for celda in fila]
    assert [celda for celda in leidas if celda.lstrip(" \u00a0").startswith(tuple(SIGNOS))] == []


def test_todo_va_entre_comillas(tmp_path: Path) -> None:
    hoja = Csv(tmp_path / "una.csv", ("Persona", "N.º"))
    hoja.escribir(["dijo «hola»", 3])
    hoja.cerrar()
    texto = (tmp_path / "una.csv").read_text(encoding="utf-8-sig")
    assert texto == '"Persona";"N.º"\n"dijo «hola»";"3"\n'
