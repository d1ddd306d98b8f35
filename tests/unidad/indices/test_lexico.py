"""La búsqueda por palabras: raíces, tildes, erratas y BM25."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indices.palabras.lexico import IndiceLexico, contar_palabras, raices_de

TEXTOS = [
    "La educación rural necesita maestros formados en la comunidad.",
    "El agua potable llega a las viviendas por la red municipal.",
    "Los maestros organizan talleres de música y de danza.",
    "La cosecha de papa depende de las lluvias de enero.",
]


@pytest.mark.parametrize(
    ("una", "otra"),
    [
        ("educación", "educacion"),
        ("EDUCACIONES", "educación"),
        ("maestro", "maestros"),
        ("comisión", "comisiones"),
        ("pingüino", "pinguinos"),
        ("nin\u0303os", "niños"),
    ],
)
def test_la_misma_palabra_da_la_misma_raiz_con_tilde_o_sin_ella(una: str, otra: str) -> None:
    assert raices_de(una) == raices_de(otra)


def test_las_palabras_vacias_no_cuentan() -> None:
    assert raices_de("¿y qué es lo que hay de eso?") == ()


@pytest.mark.parametrize(
    ("consulta", "esperado"),
    [("educacion", 0), ("agua potable", 1), ("taller de danzas", 2), ("cosechas de papas", 3), ("cosehca", 3)],
)
def test_encuentra_el_texto_que_lo_dice(consulta: str, esperado: int) -> None:
    puntos = IndiceLexico(TEXTOS).buscar(consulta).puntos
    assert int(np.argmax(puntos)) == esperado
    assert puntos[esperado] > 0


def test_una_palabra_ajena_no_se_confunde_con_otra() -> None:
    coincidencia = IndiceLexico(TEXTOS).buscar("telescopio")
    assert not coincidencia.puntos.any()
    assert coincidencia.terminos[0].equivalentes == ()


def test_la_cobertura_pesa_mas_lo_raro_y_va_de_cero_a_uno() -> None:
    indice = IndiceLexico(TEXTOS)
    terminos = indice.buscar("maestros de papa y telescopios").terminos
    assert 0 < indice.cobertura(terminos, 3) < indice.cobertura(terminos) < 1
    assert indice.cobertura(terminos, 3) > indice.cobertura(terminos, 2)
    de_texto = indice.cobertura_de_raices(terminos, frozenset(indice.raices("la papa")))
    assert de_texto == pytest.approx(indice.cobertura(terminos, 3))


def test_son_omnipresentes_las_de_mas_de_la_mitad() -> None:
    textos = ["agua clara", "agua turbia", "agua salada", "tierra seca"]
    assert IndiceLexico(textos).omnipresentes() == {"agua"} or "agu" in IndiceLexico(textos).omnipresentes()
    assert IndiceLexico(textos[:2]).omnipresentes() == frozenset()


@given(st.text(max_size=200), st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_cualquier_texto_da_puntos_finitos_y_no_mayores_que_el_tope(consulta: str, textos: list[str]) -> None:
    coincidencia = IndiceLexico(textos).buscar(consulta)
    assert coincidencia.puntos.shape == (len(textos),)
    assert np.isfinite(coincidencia.puntos).all()
    assert (coincidencia.puntos >= 0).all()


def test_una_consulta_desmedida_no_tarda_ni_falla() -> None:
    consulta = " ".join(f"palabra{chr(97 + numero % 26)}{chr(97 + numero // 26 % 26)}" for numero in range(2_000))
    assert len(IndiceLexico(TEXTOS).buscar(consulta).terminos) <= 200


def test_lo_contado_por_partes_es_lo_que_se_contaria_de_una_vez() -> None:
    azar = random.Random(3)
    palabras = [
        f"{comienzo}{final}" for comienzo in ("agua", "casa", "papa", "rio") for final in ("", "s", "ndo", "rte")
    ]
    for _ in range(60):
        unos, otros = (
            [" ".join(azar.choices(palabras, k=azar.randint(0, 12))) for _ in range(azar.randint(0, 8))]
            for _ in range(2)
        )
        juntas, todos = contar_palabras(unos).y_las_de(contar_palabras(otros)), [*unos, *otros]
        # En cualquier orden, sin algunos y con otros repetidos: los que dicen lo mismo se cuentan una vez.
        lugares = [azar.randrange(len(todos)) for _ in range(azar.randint(0, 12))] if todos else []
        por_partes = IndiceLexico(juntas.de(np.array(lugares, dtype=np.int64)))
        de_una_vez = IndiceLexico([todos[lugar] for lugar in lugares])
        assert por_partes.tamano == de_una_vez.tamano
        assert por_partes.omnipresentes() == de_una_vez.omnipresentes()
        desde, hasta = sorted((azar.randint(0, len(todos)), azar.randint(0, len(todos))))
        seguidos, los_mismos = juntas.entre(desde, hasta), juntas.de(np.arange(desde, hasta))
        assert seguidos.raices == los_mismos.raices
        for nombre in ("cuales", "textos", "veces", "largos"):
            np.testing.assert_array_equal(getattr(seguidos, nombre), getattr(los_mismos, nombre))
        for consulta in palabras:
            unas, otras = por_partes.buscar(consulta), de_una_vez.buscar(consulta)
            assert unas.terminos == otras.terminos and unas.tope == otras.tope
            np.testing.assert_array_equal(unas.puntos, otras.puntos)
