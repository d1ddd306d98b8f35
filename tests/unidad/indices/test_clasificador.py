"""Lo que distinguen las palabras y lo que distingue el significado, juntos."""

import numpy as np
import pytest

from indices.parecido.clasificador import BayesIngenuo, Clasificador, Ejemplos, probabilidades_apartadas, senas
from indices.parecido.discriminante import Discriminante

ENTRA = ("¿entra la academia?", "¿participa la empresa?", "¿está el Estado?", "¿entran las ONG?")
FUNCION = ("¿qué función cumple la academia?", "qué función tiene el Estado", "¿qué función hace la ONG?", "su función")
CLASES = np.repeat(np.arange(2), 4)
IGUALES = np.ones((8, 4), dtype=np.float32) / 2


def test_las_senas_son_raices_y_parejas_sin_tildes_ni_abreviaturas() -> None:
    assert senas("Q FUNCIONES cumple") == senas("que función cumplen") == {"que", "funcion", "cumpl", *PAREJAS}


PAREJAS = {"que funcion", "funcion cumpl"}


def test_las_palabras_distinguen_lo_que_se_pide_de_un_mismo_tema() -> None:
    ingenuo = BayesIngenuo([senas(texto) for texto in (*ENTRA, *FUNCION)], CLASES, 2)
    assert int(ingenuo.puntos(senas("la empresa privada, ¿qué función cumple?")).argmax()) == 1
    assert int(ingenuo.puntos(senas("¿entra también el municipio?")).argmax()) == 0


def test_lo_que_nadie_dijo_no_cuenta() -> None:
    ingenuo = BayesIngenuo([senas(texto) for texto in (*ENTRA, *FUNCION)], CLASES, 2)
    assert ingenuo.puntos(senas("zzz www")) == pytest.approx([0, 0])


def test_si_el_significado_no_distingue_deciden_las_palabras() -> None:
    clasificador = Clasificador(Ejemplos((*ENTRA, *FUNCION), IGUALES, CLASES, 2))
    probabilidades = clasificador.probabilidades("¿qué función cumple la empresa?", IGUALES[0])
    assert probabilidades.sum() == pytest.approx(1)
    assert probabilidades[1] > 0.6


def test_si_las_palabras_no_distinguen_decide_el_significado() -> None:
    vectores = np.repeat(np.eye(4, dtype=np.float32)[:2], 4, axis=0)
    azar = np.random.default_rng(1)
    vectores = (vectores + azar.normal(scale=0.1, size=vectores.shape)).astype(np.float32)
    clasificador = Clasificador(Ejemplos(("x",) * 8, vectores, CLASES, 2))
    assert clasificador.probabilidades("zzz", np.eye(4, dtype=np.float32)[1])[1] > 0.9


def test_las_apartadas_no_vieron_el_ejemplo() -> None:
    """Dos clases con los mismos textos y vectores: quien no vio el ejemplo no puede acertar más que al azar."""
    azar = np.random.default_rng(4)
    clases = azar.permutation(np.repeat(np.arange(2), 40))
    vectores = azar.normal(size=(80, 8)).astype(np.float32)
    apartadas = probabilidades_apartadas(Ejemplos([f"t{n}" for n in range(80)], vectores, clases, 2))
    assert np.allclose(apartadas.sum(axis=1), 1)
    assert 0.3 < (apartadas.argmax(axis=1) == clases).mean() < 0.7


def test_una_clase_sin_ejemplos_no_estropea_las_demas() -> None:
    """Pasa en un documento con pocas preguntas, al apartar la única de una idea."""
    vectores = np.eye(4, dtype=np.float32)[[0, 0, 1, 1]]
    probabilidades = Discriminante(vectores, np.array([0, 0, 2, 2]), 3).probabilidades(vectores)
    assert np.isfinite(probabilidades).all()
    assert [int(fila.argmax()) for fila in probabilidades] == [0, 0, 2, 2]
