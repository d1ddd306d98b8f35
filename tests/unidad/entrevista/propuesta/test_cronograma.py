"""El cronograma: las barras y la columna «Cuándo» dicen lo mismo, quepan los meses o no."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.entrevista.borrador import Borrador
from bot.entrevista.eventos import Valor
from bot.entrevista.propuesta.cronograma import COLUMNAS, con_detalle, cronograma, repartir
from bot.entrevista.propuesta.modelo import BARRA, Cuadro
from bot.entrevista.visible import ver
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, HOY, historia


def dibujar(*meses: Valor, plazo: Valor = None) -> Cuadro:
    actividades: list[Valor] = [
        {"actividad": f"actividad {lugar}", "responsable": "a1", "mes": mes} for lugar, mes in enumerate(meses)
    ]
    respuestas = {**AMPLIADO, ("actividades", ""): actividades, ("plazo", ""): plazo}
    quedan = {llave: valor for llave, valor in respuestas.items() if valor is not None}
    hecho = cronograma(ver(ENTREVISTA, Borrador.de(historia(quedan)), HOY))
    assert hecho is not None
    return hecho


def barras(cuadro: Cuadro, fila: int = 0) -> str:
    """Las barras de una fila: «■» la celda pintada, «.» la vacía."""
    return "".join(celda or "." for celda in cuadro.filas[fila][3:])


@pytest.mark.parametrize(
    ("mes", "plazo", "cuando", "dibujo"),
    [
        (None, 6, "por definir", ""),
        ("", 6, "por definir", ""),
        (1, 6, "mes 1", "■....."),
        (6, 6, "mes 6", ".....■"),
        ({"desde": 2, "hasta": 4}, 6, "meses 2 a 4", ".■■■.."),
        ({"desde": 3, "hasta": 3}, 6, "mes 3", "..■..."),
        ({"desde": 4, "hasta": None}, 6, "meses 4 a 6", "...■■■"),
        ({"desde": 1, "hasta": 6}, 6, "meses 1 a 6", "■■■■■■"),
        ({"desde": 4, "hasta": None}, None, "mes 4", "...■"),  # sin plazo no se sabe hasta cuándo
        (3, None, "mes 3", "..■"),
        (9, 6, "mes 9", "........■"),  # más allá del plazo: se dibuja donde se dijo
        ({"desde": 9, "hasta": None}, 6, "mes 9", "........■"),
        (24, 24, "mes 24", "...........■"),  # de dos en dos
        ({"desde": 2, "hasta": 3}, 24, "meses 2 a 3", "■■.........."),
        ({"desde": 13, "hasta": None}, 36, "meses 13 a 36", "....■■■■■■■■"),  # de tres en tres
        (48, 48, "mes 48", "...........■"),
        (1, 12, "mes 1", "■..........."),
        (13, 13, "mes 13", "......■"),
        (60, 60, "mes 60", ".........■"),  # de seis en seis
        (144, 144, "mes 144", "...........■"),  # de año en año
        (200, 200, "mes 200", "........■"),  # de dos en dos años
    ],
)
def test_cada_actividad_se_dibuja_en_sus_meses_y_se_dice_con_palabras(
    mes: Valor, plazo: int | None, cuando: str, dibujo: str
) -> None:
    cuadro = dibujar(mes, plazo={"meses": plazo, "inicio": "2027-03"} if plazo else None)
    assert (cuadro.filas[0][2], barras(cuadro)) == (cuando, dibujo)


def test_una_sin_mes_deja_su_fila_sin_barras_y_no_quita_las_demas() -> None:
    cuadro = dibujar(None, 2, plazo={"meses": 3, "inicio": "2027-03"})
    assert [barras(cuadro, fila) for fila in (0, 1)] == ["...", ".■."]
    assert cuadro.nota == "Los meses se cuentan desde el inicio, marzo de 2027."


def test_si_una_columna_son_varios_meses_se_dice() -> None:
    cuadro = dibujar(5, plazo={"meses": 24, "inicio": None})
    assert cuadro.titulos[3:6] == ("1", "3", "5")
    assert cuadro.nota == "Los meses se cuentan desde el inicio. Cada columna son 2 meses."


def test_sin_actividades_no_hay_cronograma() -> None:
    sin = {**AMPLIADO, ("actividades", ""): []}
    assert cronograma(ver(ENTREVISTA, Borrador.de(historia(sin)), HOY)) is None


@pytest.mark.parametrize(
    ("dicho", "detalle", "escrito"),
    [("Feria", "con jóvenes", "Feria\nCon jóvenes"), ("Feria", None, "Feria"), (None, "a", "A"), (None, None, None)],
)
def test_el_detalle_va_en_su_renglon(dicho: str | None, detalle: Valor, escrito: str | None) -> None:
    assert con_detalle(dicho, detalle) == escrito


MESES = st.integers(min_value=1, max_value=240)
CUANDOS = st.one_of(
    st.none(), MESES, st.tuples(MESES, MESES).map(lambda par: {"desde": min(par), "hasta": max(par)}), MESES.map(
        lambda desde: {"desde": desde, "hasta": None}
    )
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(CUANDOS, min_size=1, max_size=4), st.none() | MESES)
def test_las_barras_dicen_lo_mismo_que_las_palabras(cuandos: list[Valor], plazo: int | None) -> None:
    cuadro = dibujar(*cuandos, plazo={"meses": plazo, "inicio": "2027-03"} if plazo else None)
    assert sum(cuadro.anchos) == 100
    assert all(len(fila) == len(cuadro.titulos) == len(cuadro.anchos) for fila in cuadro.filas)
    columnas = [int(titulo) for titulo in cuadro.titulos[3:]]
    assert len(columnas) <= COLUMNAS
    paso = columnas[1] - columnas[0] if len(columnas) > 1 else 240
    for fila in cuadro.filas:
        numeros = [int(numero) for numero in re.findall(r"\d+", fila[2] or "")]
        pintadas = {inicio for inicio, celda in zip(columnas, fila[3:], strict=True) if celda == BARRA}
        meses = set(range(numeros[0], numeros[-1] + 1)) if numeros else set[int]()
        assert pintadas == {inicio for inicio in columnas if meses & set(range(inicio, inicio + paso))}


@given(st.lists(st.integers(min_value=1, max_value=99), min_size=1, max_size=15))
def test_repartir_siempre_suma_cien(partes: list[int]) -> None:
    repartidas = repartir(tuple(partes))
    assert (sum(repartidas), min(repartidas) >= 0) == (100, True)
