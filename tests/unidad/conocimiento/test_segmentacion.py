"""Los fragmentos: siempre literales, en orden y con su apartado."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conocimiento.ingesta.oraciones import LARGO_MAXIMO
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


_CUERPO = "El comité revisa cada caso y responde a quien lo presentó en el plazo que corresponde."


@pytest.mark.parametrize(
    ("titulo", "apartado"),
    [
        ("3. Rendición de cuentas", "3. Rendición de cuentas"),
        ("12) Alcance", "12) Alcance"),
        ("V. Disposiciones finales", "V. Disposiciones finales"),
        ("IV.- MONITOREO", "IV.- Monitoreo"),
        ("A. Quiénes participan", "A. Quiénes participan"),
        ("2.1 Concepto", "2.1 Concepto"),
        ("Artículo 12.- Vigencia", "Artículo 12. Vigencia"),
        ("Artículo 13º.- Derogación", "Artículo 13. Derogación"),
        ("ARTÍCULO 4. Definiciones", "Artículo 4. Definiciones"),
        ("PRIMERA.- Adecuación", "Primera. Adecuación"),
    ],
)
def test_un_renglon_numerado_y_solo_nombra_su_apartado(titulo: str, apartado: str) -> None:
    texto = f"GUÍA\n\n{_CUERPO} Antes.\n\n{titulo}\n\n{_CUERPO} Después.\n"
    fragmentos = fragmentos_de(texto, "a.txt")
    assert [fragmento.apartado for fragmento in fragmentos] == ["Guía", apartado]
    assert "Después" in fragmentos[-1].texto


@pytest.mark.parametrize(
    "lista",
    [
        ["1. Confianza", "2. Respeto", "3. Transparencia"],
        ["1) El acta", "2) La relación de socios"],
        ["A. Una copia", "B. Otra copia", "C. La última"],
        ["1. Cada entidad rinde cuentas."],
        ["3. Entidades que rinden cuentas:"],
        ["12 entidades rinden cuentas"],
    ],
)
def test_un_punto_de_una_lista_no_es_un_titulo(lista: list[str]) -> None:
    texto = "\n\n".join(["GUÍA", _CUERPO, *lista, _CUERPO])
    fragmentos = fragmentos_de(texto, "a.txt")
    assert {fragmento.apartado for fragmento in fragmentos} == {"Guía"}
    assert all(punto in " ".join(fragmento.texto for fragmento in fragmentos) for punto in lista)


def test_el_encabezado_de_cada_pagina_no_cambia_de_apartado_ni_se_cita() -> None:
    pagina = "MINISTERIO DE LA PRUEBA"
    partes = [pagina, "ALCANCE", f"{_CUERPO} Uno.", pagina, f"{_CUERPO} Dos.", pagina, "CIERRE", f"{_CUERPO} Tres."]
    fragmentos = fragmentos_de("\n\n".join(partes), "a.txt")
    assert [fragmento.apartado for fragmento in fragmentos] == ["Alcance", "Cierre"]
    oraciones = [fragmento.oracion(tramo) for fragmento in fragmentos for tramo in fragmento.oraciones]
    assert oraciones == [_CUERPO, "Uno.", _CUERPO, "Dos.", _CUERPO, "Tres."]


def test_un_encabezado_solo_no_se_cita_si_lo_suyo_va_detras() -> None:
    largo = f"El plazo corre desde {'que se recibe la solicitud ' * 60}"[: LARGO_MAXIMO - 9].strip() + "."
    texto = f"CAPÍTULO I\n\nArtículo 7.- Del plazo para contestar\n\n{largo}\n\nArtículo 8.- Del archivo\n"
    citables = [(fragmento.apartado, fragmento.texto[:21]) for fragmento in fragmentos_de(texto, "a.txt")]
    assert citables[0] == ("Artículo 7. Del plazo para contestar", "El plazo corre desde ")
    assert citables[-1] == ("Artículo 8. Del archivo", "Artículo 8.- Del arch")


def test_el_numero_el_lugar_y_la_fecha_de_una_norma_no_se_citan() -> None:
    texto = (
        "Crean la comisión\n\nRESOLUCIÓN Nº 4-2020\n\nLima, 3 de mayo del 2020\n\nCONSIDERANDO:\n\nQue, hace falta.\n"
    )
    citables = [(uno.apartado, uno.texto) for uno in fragmentos_de(f"# {texto}", "a.md", es_markdown=True)]
    assert [suyo for suyo in citables if "Lima" in suyo[1] and "Que," not in suyo[1]] == []
