"""Las marcas de lista que la gente escribe y pega, y lo que solo se les parece."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conocimiento.formas.enumeracion import enumeracion

COSAS = ("agua potable", "una posta", "riego")


@pytest.mark.parametrize(
    "texto",
    [
        "1) agua potable 2) una posta 3) riego",
        "1. agua potable\n2. una posta\n3. riego",
        "1.- agua potable 2.- una posta 3.- riego",
        "1- agua potable; 2- una posta; 3- riego.",
        "1° agua potable, 2° una posta, 3° riego",
        "1: agua potable; 2: una posta; y 3: riego",
        "(1) agua potable (2) una posta (3) riego",
        "[1] agua potable [2] una posta [3] riego",
        "1️⃣ agua potable 2️⃣ una posta 3️⃣ riego",
        "a) agua potable b) una posta c) riego",
        "A. agua potable\nB. una posta\nC. riego",
        "(a) agua potable (b) una posta y (c) riego",
        "i) agua potable ii) una posta iii) riego",
        "I. agua potable\nII. una posta\nIII. riego",
        "1ro agua potable 2do una posta 3ro riego",
        "1 agua potable\n2 una posta\n3 riego",
        "- agua potable\n- una posta\n- riego",
        "• agua potable\n• una posta\n• riego",
        "agua potable • una posta • riego".replace("agua", "• agua", 1),
        "●agua potable\n○ una posta\n‣ riego",
        "■ agua potable\n➢ una posta\n✓ riego",
        "\uf0b7 agua potable\n\uf0b7 una posta\n\uf0a7 riego",
        "👉 agua potable 👉 una posta 👉 riego",
        "✅ agua potable\n✅ una posta\n✅ riego",
        "* agua potable\n* una posta\n* riego",
        "primero agua potable, segundo una posta y tercero riego",
        "en primer lugar agua potable, en segundo lugar una posta, en tercer lugar riego",
        "lo primero, agua potable; luego una posta y por último riego",
    ],
)
def test_reconoce_lo_que_se_enumera(texto: str) -> None:
    hallada = enumeracion(texto)
    assert hallada is not None
    assert tuple(uno.rstrip(".") for uno in hallada.elementos) == COSAS
    assert hallada.antes == ""


def test_lo_de_antes_de_la_primera_marca_no_es_un_elemento() -> None:
    hallada = enumeracion("Mis dudas son: 1) agua potable 2) una posta")
    assert hallada is not None
    assert (hallada.antes, hallada.elementos) == ("Mis dudas son:", ("agua potable", "una posta"))


@pytest.mark.parametrize(
    "texto",
    [
        "el 2.1 y el 2.2",
        "Agenda 2030, 3 meses y 4 distritos",
        "de 1.5 a 2.5 millones",
        "S/ 1.00 y S/ 2.00",
        "1) agua potable",
        "2) agua 3) posta",
        "la primera parte y la segunda son iguales",
        "Dr. A. Pérez y Sr. B. López",
        "marzo - abril - mayo",
        "el 1 de marzo o el 2 de abril",
        "Ley 27692, artículo 3, inciso a",
        "-20% de costos y -5% de agua",
        "",
    ],
)
def test_no_parte_lo_que_solo_se_parece(texto: str) -> None:
    assert enumeracion(texto) is None


@given(st.lists(st.text("abcdeñ ", min_size=1).map(str.strip).filter(lambda t: len(t) > 1), min_size=2, max_size=9))
def test_numerar_y_partir_devuelve_lo_mismo(cosas: list[str]) -> None:
    hallada = enumeracion("".join(f"{lugar}) {cosa}\n" for lugar, cosa in enumerate(cosas, 1)))
    assert hallada is not None
    # Una conjunción suelta al final («… y») une con la marca siguiente y no es del elemento.
    assert [uno.split() for uno in hallada.elementos] == [_sin_conjuncion(cosa.split()) for cosa in cosas]


def _sin_conjuncion(dichas: list[str]) -> list[str]:
    return dichas[:-1] if dichas[-1] == "e" else dichas


@given(st.text(max_size=400))
def test_nada_de_lo_enumerado_se_inventa(texto: str) -> None:
    hallada = enumeracion(texto)
    assert hallada is None or all(uno in texto for uno in (hallada.antes, *hallada.elementos))
