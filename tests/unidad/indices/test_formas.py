"""Cómo está escrita cada palabra en cada documento: lo contado por partes es lo que se contaría de una vez."""

import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from indices.palabras.consultas import Corrector, Lengua
from indices.palabras.formas import clave_de, contar, contar_formas

PALABRAS = (
    "Convenio",
    "convenio",
    "CONVENIO",
    "región",
    "Región",
    "regiones",
    "el",
    "El",
    "N.º",
    "12",
    "ñandú",
    "(Anexo)",
)
textos = st.lists(st.sampled_from((*PALABRAS, ".", "\n", "¿", "«")), max_size=25).map(" ".join)


@given(st.lists(textos, max_size=5), st.lists(textos, max_size=5), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_lo_contado_por_partes_es_lo_que_se_contaria_de_una_vez(
    unos: list[str], otros: list[str], azar: random.Random
) -> None:
    todos = [*unos, *otros]
    lugares = [azar.randrange(len(todos)) for _ in range(azar.randint(0, 6))] if todos else []
    formas = contar_formas(unos).y_las_de(contar_formas(otros)).de(lugares)
    pedidos = [todos[lugar] for lugar in lugares]
    assert formas.claves == tuple(map(clave_de, pedidos))
    desde, hasta = sorted((azar.randint(0, len(pedidos)), azar.randint(0, len(pedidos))))
    veces, iniciales = formas.sumadas(desde, hasta)
    suyas, de_comienzo = Counter[str](), Counter[str]()
    for texto in pedidos[desde:hasta]:
        de_uno, comienzos = contar(texto)
        suyas.update(de_uno)
        de_comienzo.update(comienzos)
    assert list(veces.items()) == list(suyas.items())  # y en el mismo orden, que decide entre dos que empatan
    assert +iniciales == +de_comienzo
    lengua = Lengua(lambda _: False)
    de_una_vez, por_partes = Corrector(pedidos[desde:hasta], lengua), Corrector((), lengua, lambda: (veces, iniciales))
    for escrita in ("combenio", "regoin", "REGION", "convenios", "ñandu", "anexos"):
        assert por_partes.corregir(escrita) == de_una_vez.corregir(escrita)


def test_lo_que_ya_no_esta_en_ningun_documento_no_se_guarda() -> None:
    formas = contar_formas(["uno dos", "tres"])
    assert formas.de([1]).escritas == ("tres",)
