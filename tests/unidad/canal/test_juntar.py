"""Qué textos quedan a media frase, y los nombres de lo que se leyó como uno."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.canal.limpieza import limpiar
from bot.canal.telegram.juntar import queda_abierto
from bot.dialogo.entradas import ENTRE_PARTES, mensajes_de, nombre_de_varios, partes_de

ABIERTOS = (
    "los socios son:", "la municipalidad,", "queremos agua segura para", "reducir la anemia y", "somos una ong de",
    "la Municipalidad Distrital DE", "trabajamos junto con", "los actores son (", "primero el expediente;",
    "S/ 200 mil -", "agua segura según", "the municipality and", "capacitar a las", "la mina pone 200 mil,",
    "esto es lo que", "participan la jass &",
)  # fmt: skip
CERRADOS = (
    "hola", "sí", "no", "y", "de", "opción a", "Ampliar el acceso a agua clorada en 12 centros poblados",
    "¿Qué es una alianza?", "Somos una ONG de Cusco.", "20512345671", "S/ 200,000.00", "12 meses", "no sé qué poner",
    "no la", "Comunidad Ponga", "gracias!", "y ya", "(los dos)", "prefiero la b", "eso es todo",
)  # fmt: skip


@pytest.mark.parametrize("texto", ABIERTOS)
def test_queda_a_media_frase(texto: str) -> None:
    assert queda_abierto(texto)


@pytest.mark.parametrize("texto", CERRADOS)
def test_no_queda_a_media_frase(texto: str) -> None:
    assert not queda_abierto(texto)


escrito = st.text(min_size=1, max_size=60).map(limpiar).filter(bool)


@given(st.lists(escrito, min_size=2, max_size=6))
def test_del_nombre_de_varios_salen_sus_nombres_y_sus_textos(textos: list[str]) -> None:
    partes = [(str(numero), texto) for numero, texto in enumerate(textos, 1_000)]
    nombre, todo = nombre_de_varios(partes), ENTRE_PARTES.join(textos)
    assert partes_de(nombre, todo) == tuple(partes)
    assert mensajes_de(nombre) == {suyo for suyo, _ in partes}
    assert partes_de(nombre, todo + "x") == () and partes_de(nombre, todo[:-1]) == ()


@given(escrito)
def test_el_nombre_de_uno_solo_es_el_suyo(texto: str) -> None:
    assert partes_de("77", texto) == (("77", texto),)
    assert mensajes_de("77") == {"77"} and mensajes_de("") == frozenset()
