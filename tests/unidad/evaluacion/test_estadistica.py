"""Las medidas, contra SciPy, contra scikit-learn y contra cuentas hechas a mano."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, bootstrap
from sklearn.metrics import brier_score_loss, roc_auc_score, roc_curve

from bot.evaluacion.estadistica import (
    REPETICIONES,
    SEMILLA,
    area_bajo_la_curva,
    cobertura,
    curva_riesgo_cobertura,
    error_de_calibracion,
    fiabilidad,
    media,
    percentil,
    perdida,
    proporcion,
    remuestrear,
    respondidas_con_falsas,
    wilson,
)

# Confianzas con empates y las dos clases.
muestras = st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=2, max_size=60).filter(
    lambda pares: len({cierta for _, cierta in pares}) == 2
)


def columnas(pares: list[tuple[int, bool]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([numero / 20 for numero, _ in pares]), np.array([cierta for _, cierta in pares])


@given(muestras)
def test_la_auc_es_la_de_scikit_learn(pares: list[tuple[int, bool]]) -> None:
    confianzas, ciertas = columnas(pares)
    assert area_bajo_la_curva(confianzas, ciertas) == pytest.approx(roc_auc_score(ciertas, confianzas))


@given(muestras, st.sampled_from([0.0, 0.01, 0.05, 0.3]))
def test_las_respondidas_con_falsas_son_un_punto_de_la_curva_roc(pares: list[tuple[int, bool]], tope: float) -> None:
    confianzas, ciertas = columnas(pares)
    falsas, verdaderas, _ = roc_curve(ciertas, confianzas, drop_intermediate=False)
    esperado = verdaderas[falsas <= tope].max()
    assert respondidas_con_falsas(confianzas, ciertas, tope) == pytest.approx(esperado)


def test_con_una_sola_clase_no_hay_auc() -> None:
    assert np.isnan(area_bajo_la_curva(np.array([0.1, 0.9]), np.array([True, True])))
    assert np.isnan(respondidas_con_falsas(np.array([0.1]), np.array([False]), 0.1))


@given(muestras)
def test_la_fiabilidad_reparte_todos_los_casos_y_acota_el_brier(pares: list[tuple[int, bool]]) -> None:
    confianzas, ciertas = columnas(pares)
    tramos = fiabilidad(confianzas, ciertas)
    assert sum(cuantos for _, _, cuantos in tramos) == len(pares)
    assert sum(frecuencia * cuantos for _, frecuencia, cuantos in tramos) == pytest.approx(ciertas.sum())
    # Por Jensen, el cuadrado del error de calibración no pasa del de Brier.
    assert error_de_calibracion(confianzas, ciertas) ** 2 <= brier_score_loss(ciertas, confianzas) + 1e-9


def test_el_error_de_calibracion_de_un_caso_hecho_a_mano() -> None:
    # Tramo [0, 0,1): media 0,05 y ninguna de dos; tramo [0,9, 1]: media 0,95 y una de dos.
    confianzas = np.array([0.0, 0.1 - 1e-12, 0.9, 1.0])
    ciertas = np.array([False, False, True, False])
    assert error_de_calibracion(confianzas, ciertas) == pytest.approx((2 * 0.05 + 2 * 0.45) / 4)


def test_riesgo_y_cobertura_de_un_caso_hecho_a_mano() -> None:
    # Cinco preguntas, cuatro contestadas; las dos de 0,8 empatan y solo se pueden contestar juntas.
    confianzas = np.array([0.9, 0.8, 0.8, 0.5])
    errores = np.array([False, True, False, False])
    assert curva_riesgo_cobertura(confianzas, errores, 5) == (
        pytest.approx((1 / 5, 0)),
        pytest.approx((3 / 5, 1 / 3)),
        pytest.approx((4 / 5, 1 / 4)),
    )
    assert cobertura(confianzas, errores, 5, 0.05) == pytest.approx(1 / 5)
    assert cobertura(confianzas, errores, 5, 0.25) == pytest.approx(4 / 5)
    assert cobertura(np.array([]), np.array([], dtype=bool), 5, 0.05) == 0


@given(st.integers(1, 400).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_el_intervalo_de_wilson_es_el_de_scipy(pares: tuple[int, int]) -> None:
    assert wilson(*pares) == pytest.approx(binomtest(*pares).proportion_ci(method="wilson"), abs=1e-8)


def test_el_remuestreo_es_el_de_scipy() -> None:
    valores = np.random.default_rng(3).exponential(size=70)
    medida = media(valores.tolist())
    assert medida is not None
    suyo = bootstrap(
        (valores,), np.mean, n_resamples=REPETICIONES, method="percentile", rng=np.random.default_rng(SEMILLA)
    )
    assert (medida.bajo, medida.alto) == pytest.approx(suyo.confidence_interval)


def test_el_intervalo_de_wilson_coincide_con_el_publicado() -> None:
    # Ejemplo de Newcombe (1998), Statistics in Medicine 17, tabla I: 81 de 263 da 0,2553 a 0,3662.
    bajo, alto = wilson(81, 263)
    assert (round(bajo, 4), round(alto, 4)) == (0.2553, 0.3662)


def test_el_intervalo_por_remuestreo_se_parece_al_de_wilson_y_se_repite() -> None:
    aciertos = [numero % 3 > 0 for numero in range(300)]
    medida = proporcion(aciertos)
    assert medida is not None and medida == proporcion(aciertos)
    assert (medida.bajo, medida.alto) == pytest.approx(wilson(200, 300), abs=0.02)
    assert medida.n == 300


def test_si_todos_coinciden_el_intervalo_no_se_queda_en_un_punto() -> None:
    medida = proporcion([True] * 20)
    assert medida is not None and medida.valor == 1
    assert (medida.bajo, medida.alto) == wilson(20, 20)
    assert media([0.0] * 5) is not None


def test_sin_casos_no_hay_medida() -> None:
    assert proporcion([]) is None
    assert percentil([], 50, "ms") is None
    assert remuestrear(3, lambda _: float("nan"), "índice") is None


def test_la_perdida_pareada_de_algo_que_no_cambia_es_cero_aunque_los_casos_varien() -> None:
    antes = [0.0, 1.0, 1.0, 0.0, 1.0]
    medida = perdida(antes, antes)
    assert medida is not None
    assert (medida.valor, medida.bajo, medida.alto) == (0, 0, 0)
    otra = perdida(antes, [0.0, 1.0, 0.0, 0.0, 1.0])
    assert otra is not None and otra.valor == pytest.approx(20)
    assert otra.unidad == "puntos"
