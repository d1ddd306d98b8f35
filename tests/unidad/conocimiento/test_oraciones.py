"""El corte en oraciones: qué es un final y qué no lo es."""

import pytest

from conocimiento.ingesta.oraciones import LARGO_MAXIMO, cortar_en_oraciones


def oraciones(texto: str) -> list[str]:
    return [texto[tramo.inicio : tramo.fin] for tramo in cortar_en_oraciones(texto, 0, len(texto))]


@pytest.mark.parametrize(
    "texto",
    [
        "El Sr. Pérez y la Dra. Ríos firmaron.",
        "Según el art. 5 y la pág. 12, se admite.",
        "Crece 3.5 por ciento y llega a 1.200 soles.",
        "La figura de J. M. Arguedas sigue viva.",
        "Véase el N.º 3 de la lista.",
        "Cuesta mucho (p. ej. Lima) y no alcanza.",
        "Hay tres temas: agua, suelo y bosque.",
        "10.4. La admisión no implica la aprobación.",
        "46.3.1. La autoridad solicita opinión.",
        "ii. El importe total de los créditos.",
        "Artículo 7. Plan de gestión",
        "Lo pidió EE. UU. Ayer no.",
    ],
)
def test_no_corta_donde_el_punto_no_cierra(texto: str) -> None:
    if "Ayer" in texto:
        assert oraciones(texto)[0].startswith("Lo pidió EE. UU.")
    else:
        assert oraciones(texto) == [texto]


def test_corta_en_punto_signos_y_comillas() -> None:
    texto = "Llegó tarde. «No pasa nada.» ¿Seguro? ¡Sí! Fin"
    assert oraciones(texto) == ["Llegó tarde.", "«No pasa nada.»", "¿Seguro?", "¡Sí!", "Fin"]


def test_la_definicion_presentada_es_una_oracion() -> None:
    texto = "La norma propone la siguiente definición: Un acuerdo voluntario entre dos o más partes."
    assert oraciones(texto) == [
        "La norma propone la siguiente definición:",
        "Un acuerdo voluntario entre dos o más partes.",
    ]


def test_cada_elemento_de_una_lista_conserva_su_rotulo() -> None:
    texto = "Se piden los siguientes valores: Orden: Que todo esté en su lugar. Calma: Sin prisas."
    assert oraciones(texto) == [
        "Se piden los siguientes valores:",
        "Orden: Que todo esté en su lugar.",
        "Calma: Sin prisas.",
    ]


def test_cada_vineta_es_una_oracion() -> None:
    assert oraciones("Se necesita:\n- agua limpia\n- pan fresco\n1. sal") == [
        "Se necesita:",
        "- agua limpia",
        "- pan fresco",
        "1. sal",
    ]


def test_un_texto_sin_puntos_se_parte_sin_perder_palabras() -> None:
    texto = "palabra " * 1_000
    partes = oraciones(texto)
    assert all(len(parte) <= LARGO_MAXIMO for parte in partes)
    assert " ".join(partes).split() == texto.split()
