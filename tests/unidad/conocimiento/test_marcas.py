"""Las marcas de lista: de cualquier clase se quitan, y lo que no es una marca se queda."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conocimiento.formas.marcas import renglones, sin_marca

VINETAS = [
    *"●○‣■□➢➤►▶✓✔✅☑☐👉🔹🔸◦⁃∙◆★→•▪·*–—-",
    *("\uf0b7", "\uf0a7\t", "\uf0d8 ", "\uf0fc"),
    *("1.", "1)", "(1)", "1.-", "1-", "1 -", "01.", "[1]", "1️⃣", "①", "N° 1:", "#1.", "1º."),
    *("a)", "a.", "A)", "(a)", "A.-", "i)", "ii.", "IV.", "(iv)", "[ ]", "[x]", "- 1.", "• a)", "➢ (1)"),
]


@pytest.mark.parametrize("marca", VINETAS)
def test_ninguna_marca_queda_en_el_nombre(marca: str) -> None:
    assert sin_marca(f"{marca} Cáritas del Perú") == "Cáritas del Perú"
    assert renglones(f"{marca} GIZ\n{marca} Cáritas del Perú") == ["GIZ", "Cáritas del Perú"]


@pytest.mark.parametrize(
    "linea",
    [
        "-20% de costos",
        "3.5 millones de soles",
        "12 centros poblados",
        "1 de mayo",
        "I.E. 123 San Juan",
        "2027. Año de la unidad",
        "≥ 0.5 mg/l de cloro",
        "+51 987 654 321",
        "A la comunidad",
        "o la muni o la mina",
        "ollas comunes 🍲",
        "(AECID) España",
    ],
)
def test_lo_que_no_es_una_marca_se_queda(linea: str) -> None:
    assert sin_marca(linea) == linea
    assert renglones(linea) == [linea]


@pytest.mark.parametrize(
    ("texto", "partes"),
    [
        ("1. GIZ 2. KfW 3. AECID", ["GIZ", "KfW", "AECID"]),
        ("(1) GIZ (2) KfW", ["GIZ", "KfW"]),
        ("1) GIZ, 2) KfW", ["GIZ,", "KfW"]),
        ("1.-GIZ 2.-KfW", ["GIZ", "KfW"]),
        ("a) uno b) dos c) tres", ["uno", "dos", "tres"]),
        ("1. 20 pozos 2. 30 baños", ["20 pozos", "30 baños"]),
        ("• uno • dos • tres", ["uno", "dos", "tres"]),
        ("✅ uno ✅ dos", ["uno", "dos"]),
        ("serían: 1. GIZ 2. KfW", ["serían:", "GIZ", "KfW"]),
        ("o AECID\no Junta de usuarios", ["AECID", "Junta de usuarios"]),
        ("1 mapeo\n2 compra\n3 talleres", ["mapeo", "compra", "talleres"]),
        ("R1 800 niñas\nR2 12 cuidadoras", ["800 niñas", "12 cuidadoras"]),
        ("A. GIZ\nB. KfW", ["GIZ", "KfW"]),
        ("12 pozos\n300 docentes", ["12 pozos", "300 docentes"]),
        ("1. Agua\n\n2. Luz\r\n3. Riego", ["Agua", "Luz", "Riego"]),
        ("llega al km 1. Desde ahí se camina", ["llega al km 1. Desde ahí se camina"]),
    ],
)
def test_una_lista_se_corta_donde_empieza_cada_elemento(texto: str, partes: list[str]) -> None:
    assert renglones(texto) == partes


NOMBRES = st.lists(st.from_regex(r"[A-Z][a-z]{3,8} [A-Z][a-z]{3,8}", fullmatch=True), min_size=1, max_size=6)


@given(NOMBRES, st.sampled_from(VINETAS))
def test_con_cualquier_marca_los_renglones_son_los_nombres(nombres: list[str], marca: str) -> None:
    assert renglones("\n".join(f"{marca} {nombre}" for nombre in nombres)) == nombres


@given(NOMBRES, st.sampled_from(["{}.", "{})", "({})", "{}.-"]))
def test_numerados_en_una_linea_son_los_mismos(nombres: list[str], forma: str) -> None:
    seguidos = " ".join(f"{forma.format(n)} {nombre}" for n, nombre in enumerate(nombres, start=1))
    assert renglones(seguidos) == nombres


@given(st.text(max_size=200))
def test_ninguna_palabra_se_pierde_al_quitar_marcas(texto: str) -> None:
    largas = {palabra for palabra in texto.split() if palabra.isalpha() and len(palabra) > 4}
    quedan = {palabra for linea in renglones(texto) for palabra in linea.split()}
    assert largas <= quedan


@pytest.mark.parametrize(
    ("texto", "queda"),
    [
        ("1) agua", "agua"),
        ("- agua", "agua"),
        ("a) agua", "agua"),
        ("3.- agua", "agua"),
        ("• agua", "agua"),
        ("2.1", "2.1"),
        ("2.1 agua", "2.1 agua"),
        ("a ver agua", "a ver agua"),
        ("5 puntos", "5 puntos"),
        ("-20% de agua", "-20% de agua"),
        ("- ", ""),
    ],
)
def test_quita_la_marca_suelta(texto: str, queda: str) -> None:
    assert sin_marca(texto) == queda
