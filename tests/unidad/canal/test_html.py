"""El HTML que sale: escapado, equilibrado, dentro del límite y con el mismo texto visible."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.canal.html import TEXTO_PARA_BOTONES, a_partes, unidades
from bot.canal.limpieza import sin_invisibles
from bot.dialogo.mensajes import Boton, ClaseParrafo, Estilo, Mensaje, Parrafo, Trozo, cursiva, negrita, parrafo


class Lector(HTMLParser):
    """Lee como Telegram: solo unas pocas etiquetas, bien cerradas, y citas sin anidar."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.abiertas: list[str] = []
        self.visible = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"b", "i", "blockquote"}
        assert attrs in ([], [("expandable", None)])
        assert tag != "blockquote" or "blockquote" not in self.abiertas
        self.abiertas.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.abiertas.pop() == tag

    def handle_data(self, data: str) -> None:
        self.visible += data


def leer(codigo: str) -> str:
    lector = Lector()
    lector.feed(codigo)
    lector.close()
    assert lector.abiertas == []
    return lector.visible


def test_escapa_todo_lo_que_parece_etiqueta() -> None:
    (parte,) = a_partes(Mensaje((parrafo("Agua & <b>Vida</b> </blockquote> 2 < 3 &amp; \"x\" 'y'"),)))
    assert parte.html == "Agua &amp; &lt;b&gt;Vida&lt;/b&gt; &lt;/blockquote&gt; 2 &lt; 3 &amp;amp; \"x\" 'y'"


def test_da_estilo_y_citas() -> None:
    mensaje = Mensaje(
        (
            parrafo("Según el ", negrita("marco"), ":"),
            parrafo("«Un ", negrita("esquema"), "»", clase=ClaseParrafo.CITA),
            parrafo("completo", clase=ClaseParrafo.CITA_PLEGABLE),
            parrafo(cursiva("APCI, 2017")),
        )
    )
    (parte,) = a_partes(mensaje)
    assert parte.html == (
        "Según el <b>marco</b>:\n<blockquote>«Un <b>esquema</b>»</blockquote>\n"
        "<blockquote expandable>completo</blockquote>\n<i>APCI, 2017</i>"
    )
    assert parte.texto == "Según el marco:\n«Un esquema»\ncompleto\nAPCI, 2017"


def test_una_lista_va_con_vinetas_y_sin_lineas_en_blanco() -> None:
    elementos = [parrafo(texto, clase=ClaseParrafo.ELEMENTO) for texto in ("uno", "dos")]
    (parte,) = a_partes(Mensaje((parrafo("Son:"), *elementos, parrafo("Fin."))))
    assert parte.html == "Son:\n• uno\n• dos\n\nFin."


def test_parte_primero_por_parrafos() -> None:
    mensaje = Mensaje(tuple(parrafo(letra * 30) for letra in "abc"))
    assert [parte.texto for parte in a_partes(mensaje, 65)] == ["a" * 30 + "\n\n" + "b" * 30, "c" * 30]


def test_parte_luego_por_oraciones_y_luego_por_palabras() -> None:
    mensaje = Mensaje((parrafo("Primera oración corta. Segunda oración que no cabe entera aquí"),))
    assert [parte.texto for parte in a_partes(mensaje, 40)] == [
        "Primera oración corta.",
        "Segunda oración que no cabe entera aquí",
    ]
    assert [parte.texto for parte in a_partes(Mensaje((parrafo("uno dos tres cuatro"),)), 10)] == [
        "uno dos",
        "tres",
        "cuatro",
    ]


def test_una_cita_partida_sigue_siendo_cita_en_cada_parte() -> None:
    mensaje = Mensaje((parrafo(negrita("palabra " * 20), clase=ClaseParrafo.CITA_PLEGABLE),))
    partes = a_partes(mensaje, 50)
    assert len(partes) > 2
    for parte in partes:
        assert parte.html.startswith("<blockquote expandable><b>")
        assert parte.html.endswith("</b></blockquote>")


def test_no_separa_un_acento_de_su_letra_ni_un_emoji_compuesto() -> None:
    familia = "👨‍👩‍👧‍👦"
    for parte in a_partes(Mensaje((parrafo(familia * 20),)), 64):
        assert parte.texto.replace(familia, "") == ""


@pytest.mark.parametrize("mensaje", [Mensaje(()), Mensaje((parrafo(""), parrafo(" \n ")))])
def test_sin_texto_no_hay_partes(mensaje: Mensaje) -> None:
    assert a_partes(mensaje) == ()


def test_unos_botones_sin_texto_llevan_una_linea() -> None:
    (parte,) = a_partes(Mensaje((), ((Boton("Sí", "si"),),)))
    assert parte.texto == TEXTO_PARA_BOTONES


def test_diez_mil_caracteres_caben_en_tres_partes() -> None:
    partes = a_partes(Mensaje((parrafo("palabra " * 1250),)))
    assert len(partes) == 3
    assert all(unidades(parte.texto) <= 3900 for parte in partes)


TEXTOS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="ab .\n<>&😀é\u0301\u200d\x00", max_size=120),
    st.lists(st.sampled_from(["<b>", "</b>", "&lt;", "Hola. ", "palabra ", "👨‍👩‍👧", "\n\n"]), max_size=30).map(
        "".join
    ),
)
PARRAFOS = st.builds(
    Parrafo,
    st.lists(st.builds(Trozo, TEXTOS, st.sampled_from(Estilo)), max_size=4).map(tuple),
    st.sampled_from(ClaseParrafo),
)


@given(st.lists(PARRAFOS, max_size=5).map(tuple), st.integers(min_value=2, max_value=300))
def test_el_texto_visible_es_el_mismo_las_etiquetas_cierran_y_todo_cabe(
    parrafos: tuple[Parrafo, ...], limite: int
) -> None:
    partes = a_partes(Mensaje(parrafos), limite)
    for parte in partes:
        assert leer(parte.html) == parte.texto
        assert 0 < unidades(parte.texto) <= limite
        assert parte.texto == parte.texto.strip()
    esperado = "".join(
        ("•" if uno.clase is ClaseParrafo.ELEMENTO else "") + "".join(sin_invisibles(uno.texto).split())
        for uno in parrafos
        if sin_invisibles(uno.texto).strip()
    )
    assert "".join("".join(parte.texto.split()) for parte in partes) == esperado
