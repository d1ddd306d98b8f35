"""Los trozos de frase que se escriben igual en todas partes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conocimiento import frases
from conocimiento.frases import cantidad, en_un_renglon, enumerar, fecha_en_palabras, recortado, recortar


@pytest.mark.parametrize(
    ("nombres", "dicho"),
    [([], ""), (["A"], "A"), (["A", "B"], "A y B"), (("A", "B", "I"), "A, B y I")],
)
def test_enumera_con_una_y_antes_del_ultimo(nombres: list[str], dicho: str) -> None:
    assert enumerar(nombres) == dicho


@pytest.mark.parametrize(
    ("cuantas", "plural", "dicho"),
    [(1, "", "1 turno"), (0, "", "0 turnos"), (2, "turnos de hoy", "2 turnos de hoy"), (1, "turnos de hoy", "1 turno")],
)
def test_cuenta_en_singular_solo_uno(cuantas: int, plural: str, dicho: str) -> None:
    assert cantidad(cuantas, "turno", plural) == dicho


@pytest.mark.parametrize(
    ("texto", "dicho"),
    [("agua", "agua"), ("agua limpia", "agua l…"), ("ríos y mar", "ríos y…"), ("ríos, mar", "ríos,…")],
)
def test_recorta_sin_dejar_un_espacio_antes_de_los_puntos(texto: str, dicho: str) -> None:
    assert recortar(texto, 7) == dicho


def test_junta_las_lineas_y_las_recorta() -> None:
    assert recortado("uno\ndos", 20) == "uno · dos"
    assert recortado("uno\ndos", 8) == "uno · d…"
    assert en_un_renglon("  uno\n\n dos\u00a0tres ") == "uno dos tres"


def test_dice_la_fecha_como_en_el_peru() -> None:
    assert fecha_en_palabras(date(2026, 9, 3)) == "3 de setiembre de 2026"
    assert fecha_en_palabras("2026-12-10") == "10 de diciembre de 2026"
    assert (fecha_en_palabras("2026-01"), fecha_en_palabras("2026")) == ("enero de 2026", "2026")


@given(
    st.lists(
        st.sampled_from(("Municipalidad Distrital de ", "", "ONG ")).flatmap(
            lambda antes: st.text("aéñ ", max_size=30).map(lambda resto: f"{antes}{resto}x")
        ),
        max_size=9,
    ),
    st.integers(min_value=10, max_value=24),
)
def test_ninguna_etiqueta_es_igual_a_otra_ni_pasa_del_largo(nombres: list[str], largo: int) -> None:
    dichas = frases.etiquetas(nombres, largo)
    assert len(set(dichas)) == len(dichas) == len(nombres)
    assert all(0 < len(una) <= largo for una in dichas)


def test_si_empiezan_igual_la_etiqueta_dice_en_que_se_distinguen() -> None:
    nombres = ["Municipalidad Distrital de Oxamarca", "Municipalidad Distrital de Utco", "GIZ"]
    assert frases.etiquetas(nombres, 20) == ["…de Oxamarca", "…de Utco", "GIZ"]
    assert frases.etiquetas(["Cáritas", "Cáritas"], 20) == ["Cáritas", "Cáritas 2"]
