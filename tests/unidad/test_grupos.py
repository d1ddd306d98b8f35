"""Los grupos de preguntas sin contestar: qué entra con qué, y que lo que el personal ordenó no se deshace."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.revision.grupos.juntar import agrupar

QUIEN = "quien elige al comite directivo"
OTRO_DATO = (
    "cuales son los pasos para elegir al comite directivo",
    "cuando se elige al comite directivo",
    "donde se elige al comite directivo",
    "por que se elige un comite directivo",
    "cada cuanto se elige al comite directivo",
    "cuanto cuesta elegir al comite directivo",
    "se puede elegir un comite directivo",
    "es obligatorio elegir un comite directivo",
    "quien no elige al comite directivo",
    "quien elige al comite tecnico",
    "a quien elige el comite directivo",
    "quien elige al comite directivo y cuanto cobra",
)


@pytest.mark.parametrize("otra", OTRO_DATO)
def test_de_lo_mismo_otra_cosa_no_se_junta(otra: str) -> None:
    assert agrupar([QUIEN, otra]) == [[0], [1]]


@pytest.mark.parametrize(
    "igual",
    [
        "¿Quién elige al comité directivo?",
        "kien elige al comite directivo",
        "buenas, quisiera saber quien elige al comite directivo porfa",
        "quien designa a los miembros del comité directivo de la alianza",
        "¿Quiénes escogen al comité directivo?",
        "me pueden decir quien nombra al comite directivo",
        "quien elige al comite direcctivo",
    ],
)
def test_lo_mismo_con_otras_palabras_se_junta(igual: str) -> None:
    assert agrupar([QUIEN, igual]) == [[0, 1]]


@pytest.mark.parametrize("elidida", ["¿y cuánto cuesta?", "y eso quien lo decide", "¿cuánto cuesta?", "¿y ellos?"])
def test_lo_que_solo_se_entiende_con_lo_anterior_no_se_junta_aunque_se_escriba_igual(elidida: str) -> None:
    assert agrupar([elidida, elidida]) == [[0], [1]]


def test_lo_que_el_personal_separo_sigue_separado_y_lo_nuevo_va_a_la_mas_parecida() -> None:
    preguntas = [QUIEN, "quien designa al comite directivo", "¿Quién designa al comité directivo?"]
    vectores = [[1.0, 0.0], [0.9, 0.436], [0.9, 0.436]]
    assert agrupar(preguntas, lambda _: vectores, tareas=[7, 8, None]) == [[1, 2], [0]]


def test_lo_que_el_personal_junto_sigue_junto_y_recibe_lo_nuevo_de_cada_parte() -> None:
    preguntas = [QUIEN, "cuanto cuesta inscribirse", "¿Cuánto cuesta inscribirse?", "quien nombra al comite directivo"]
    assert agrupar(preguntas, tareas=[7, 7, None, None]) == [[0, 1, 2, 3]]


def test_con_las_mismas_palabras_pero_otro_sentido_segun_el_modelo_no_se_junta() -> None:
    assert agrupar([QUIEN, "quien nombra al comite directivo"], lambda _: [[1.0, 0.0], [0.6, 0.8]]) == [[0], [1]]


@given(st.lists(st.sampled_from((QUIEN, *OTRO_DATO, "quien nombra al comite directivo", "¿y eso?")), max_size=12))
def test_cada_pregunta_sale_una_vez_y_los_grupos_no_mezclan(preguntas: Sequence[str]) -> None:
    grupos = agrupar(preguntas)
    assert sorted(lugar for grupo in grupos for lugar in grupo) == list(range(len(preguntas)))
    for grupo in grupos:
        dichas = {preguntas[lugar] for lugar in grupo}
        assert len(dichas) == 1 or dichas == {QUIEN, "quien nombra al comite directivo"}
