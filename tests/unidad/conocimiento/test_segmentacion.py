"""Los fragmentos: siempre literales, en orden y con su apartado."""

from hypothesis import given
from hypothesis import strategies as st

from conocimiento.lectura.blancos import BLANCOS
from tests.apoyo.textos_leidos import fragmentos_de

_PIEZAS = st.sampled_from(
    [
        "Hola mundo. ",
        "\n",
        "\r\n",
        "\n\n",
        "2.1 CONCEPTO. -\n",
        "# Título\n",
        "GRÁFICO N°3\n",
        "CAPÍTULO II\n",
        "los siguientes principios: Uno: dos. Tres: cuatro. ",
        "- viñeta\n",
        "\ufeff",
        "\u00a0 ",
        "😀 ¿qué? ¡ah! ",
        "sin punto ",
        "a" * 700 + " ",
        "Art. 3.5 del Sr. X. ",
        "```\n",
        "\u2028",
        "\v",
    ]
)


@given(st.lists(st.one_of(_PIEZAS, st.text(max_size=30)), max_size=30).map("".join), st.booleans())
def test_fragmentos_y_oraciones_son_tramos_literales_en_orden(texto: str, es_markdown: bool) -> None:
    fragmentos = fragmentos_de(texto, "a.txt", es_markdown=es_markdown)
    ultimo = 0
    for fragmento in fragmentos:
        assert ultimo <= fragmento.inicio < fragmento.fin
        ultimo = fragmento.fin
        assert texto[fragmento.inicio : fragmento.fin] == fragmento.texto
        assert fragmento.oraciones
        anterior = fragmento.inicio
        for tramo in fragmento.oraciones:
            assert anterior <= tramo.inicio < tramo.fin <= fragmento.fin
            assert fragmento.oracion(tramo) == texto[tramo.inicio : tramo.fin]
            anterior = tramo.fin
    assert bool(fragmentos) == bool(texto.strip(BLANCOS))


def test_los_titulos_nombran_el_apartado_y_no_se_citan() -> None:
    texto = "3.1 ALCANCE. -\n\nEste es el alcance de la norma.\n\nDISPOSICIONES FINALES. –\n\nRige desde hoy.\n"
    fragmentos = fragmentos_de(texto, "a.txt")
    assert [(fragmento.apartado, fragmento.texto) for fragmento in fragmentos] == [
        ("3.1 Alcance", "Este es el alcance de la norma."),
        ("Disposiciones finales", "Rige desde hoy."),
    ]


def test_los_rotulos_de_graficos_y_sus_leyendas_no_se_citan() -> None:
    texto = "Uno dice algo.\n\n— GRÁFICO N°7 —\n\nLa leyenda del gráfico\n\nOtro dice más.\n"
    citables = " ".join(fragmento.texto for fragmento in fragmentos_de(texto, "a.txt"))
    assert "Uno dice algo." in citables and "Otro dice más." in citables
    fragmentos = fragmentos_de(texto, "a.txt")
    oraciones = [fragmento.oracion(tramo) for fragmento in fragmentos for tramo in fragmento.oraciones]
    assert oraciones == ["Uno dice algo.", "Otro dice más."]


def test_markdown_usa_sus_titulos_y_respeta_los_cercos() -> None:
    texto = "# Guía\n\n## Pasos\nHaga esto primero.\n\n```\n# no es un título\n```\n"
    fragmentos = fragmentos_de(texto, "a.md", es_markdown=True)
    assert {fragmento.apartado for fragmento in fragmentos} == {"Pasos"}


def test_los_parrafos_largos_se_parten_y_los_cortos_se_juntan() -> None:
    largo = "Esta es una oración de tamaño corriente que se repite. " * 60
    for fragmento in fragmentos_de(largo, "a.txt"):
        assert 200 <= len(fragmento.texto) <= 1_200
    cortos = "Uno.\n\nDos.\n\nTres.\n"
    assert [fragmento.texto for fragmento in fragmentos_de(cortos, "a.txt")] == [cortos.strip()]


def test_un_texto_que_solo_parece_titulo_no_se_pierde() -> None:
    (fragmento,) = fragmentos_de("AVISO IMPORTANTE", "a.txt")
    assert fragmento.texto == "AVISO IMPORTANTE"
