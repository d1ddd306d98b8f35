"""Dos versiones, palabra por palabra: de lo dicho se recupera cada una."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from conocimiento.biblioteca.comparacion import comparar
from conocimiento.lectura.escrito import leer_escrito

ANTES = """2.1 Plazos

La oficina evalúa cada expediente en quince días hábiles.

2.2 Tasas

No se cobra ninguna tasa.
"""
AHORA = """2.1 Plazos

La oficina evalúa cada expediente en veinte días hábiles.

2.2 Tasas

No se cobra ninguna tasa.

El recibo se entrega en la mesa de partes.
"""


def test_dice_que_palabra_cambio_y_en_que_apartado() -> None:
    cambios = comparar(leer_escrito(ANTES, False), leer_escrito(AHORA, False))
    assert [(uno.apartado, uno.dicho) for uno in cambios] == [
        ("2.1 Plazos", "La oficina evalúa cada expediente en [-quince-]{+veinte+} días hábiles."),
        ("2.2 Tasas", "{+El recibo se entrega en la mesa de partes.+}"),
    ]


def test_los_espacios_y_los_saltos_no_son_cambios() -> None:
    de_corrido = ANTES.replace("La oficina evalúa", "La  oficina\nevalúa")
    assert comparar(leer_escrito(ANTES, False), leer_escrito(de_corrido, False)) == ()


PALABRAS = st.lists(
    st.sampled_from("la de plazo quince veinte días oficina no cobra tasa".split()), min_size=1, max_size=9
)
TEXTOS = st.lists(PALABRAS, max_size=6).map(lambda parrafos: "\n\n".join(" ".join(una) + "." for una in parrafos))


@settings(max_examples=200, deadline=None)
@given(TEXTOS, TEXTOS)
def test_de_los_cambios_salen_las_palabras_de_cada_version(antes: str, ahora: str) -> None:
    unos, otros = leer_escrito(antes, False), leer_escrito(ahora, False)
    dicho = "\n".join(uno.dicho for uno in comparar(unos, otros))
    quitadas = sorted(re.findall(r"\w+", " ".join(re.findall(r"\[-(.*?)-\]", dicho))))
    puestas = sorted(re.findall(r"\w+", " ".join(re.findall(r"\{\+(.*?)\+\}", dicho))))
    de_antes, de_ahora = sorted(re.findall(r"\w+", antes)), sorted(re.findall(r"\w+", ahora))
    for palabra in set(de_antes + de_ahora):
        assert de_ahora.count(palabra) - de_antes.count(palabra) == puestas.count(palabra) - quitadas.count(palabra)
    assert (dicho == "") == ([p.split() for p in antes.split("\n\n")] == [p.split() for p in ahora.split("\n\n")])
