"""De un YAML que no se lee, qué se dice y en qué línea: la que hay que corregir, y no donde el lector se dio cuenta."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conocimiento.yaml import diagnostico as d
from conocimiento.yaml.texto import NoSeLee, leer_texto

BUENO = """ajenas:
  - "¿Quién ganó?"
contesta:
  - idea: uno
    revisada: sí
    palabras: "palabras del documento: que dice"
    preguntas:
      - "¿Qué dice?"
      - "que dice"
  - idea: dos
    revisada: no
    palabras: "unas palabras largas
      que siguen en otro renglón"
    preguntas:
      - "¿Otra?"
""".split("\n")
SANGRIA = "parece la sangría"
ERRATAS = (
    (8, '      - "¿Qué dice?', 8, d.COMILLA),
    (6, '    palabras: "palabras del documento: que dice', 6, d.COMILLA),
    (15, '      - "¿Otra?', 15, d.COMILLA),
    (2, '  - "¿Quién ganó?', 2, d.COMILLA),
    (8, '      - "¿Qué dice "esto"?"', 8, d.COMILLA_DENTRO),
    (8, '\t\t- "¿Qué dice?"', 8, d.TABULADOR),
    (5, "\trevisada: sí", 5, d.TABULADOR),
    (8, '    \t- "¿Qué dice?"', 8, d.TABULADOR),
    (7, "\tpreguntas:", 7, d.TABULADOR),
    (5, "      revisada: sí", 5, SANGRIA),
    (5, "  revisada: sí", 5, SANGRIA),
    (8, '  - "¿Qué dice?"', 8, "debería empezar con 6"),
    (9, '        - "que dice"', 9, SANGRIA),
    (9, '     - "que dice"', 9, SANGRIA),
    (10, "   - idea: dos", 10, SANGRIA),
    (10, " - idea: dos", 10, "empieza con 1 espacio."),
    (7, "   preguntas:", 7, SANGRIA),
    (6, "    palabras: palabras del documento: que dice", 6, d.DOS_PUNTOS_DENTRO),
    (8, '      "¿Qué dice?"', 8, d.SIN_GUION),
    (5, "    revisada:sí", 5, d.SIN_DOS_PUNTOS),
    (7, "    preguntas", 7, d.SIN_DOS_PUNTOS),
    (8, "      - @que dice", 8, d.NO_SE_SABE),
)


@pytest.mark.parametrize(("linea", "mal_escrita", "se_dice_en", "dice"), ERRATAS)
def test_dice_si_es_la_comilla_el_tabulador_o_la_sangria_y_en_que_linea(
    linea: int, mal_escrita: str, se_dice_en: int, dice: str
) -> None:
    leer_texto("\n".join(BUENO))
    con_errata = [*BUENO]
    con_errata[linea - 1] = mal_escrita
    with pytest.raises(NoSeLee) as error:
        leer_texto("\n".join(con_errata))
    assert (error.value.linea, dice in error.value.mensaje) == (se_dice_en, True), error.value.mensaje


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*BUENO, '- "a', "\t- b", "  c:", '"', "- [", "d: e: f"]), max_size=8))
def test_de_cualquier_cosa_dice_una_linea_que_existe(lineas: list[str]) -> None:
    try:
        leer_texto("\n".join(lineas))
    except NoSeLee as error:
        assert 1 <= error.linea <= len(lineas) + 1
