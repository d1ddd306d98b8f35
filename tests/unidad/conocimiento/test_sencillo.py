"""Lo que acompaña a un documento dicho en sencillo: qué se lee y qué se rechaza, con su línea y qué hacer."""

from pathlib import Path

import pytest

from conocimiento.errores import ErrorDeFicha
from conocimiento.ingesta import leer_corpus, leer_documento
from tests.apoyo.rutas import DOCUMENTOS
from tests.unidad.conocimiento.test_ideas import PREGUNTAS, escribir

SENCILLO = """- oracion: "El azul enfría."
  ideas:
    - idea: abriga
      en_sencillo: "El azul da frío."
      ejemplo: "Imagine una casa pintada de azul."
"""


def con(carpeta: Path, sencillo: str) -> Path:
    ruta = escribir(carpeta, PREGUNTAS)
    (carpeta / "guia.sencillo.yaml").write_text(sencillo, encoding="utf-8")
    return ruta


def test_lee_lo_escrito_con_el_lugar_de_su_idea(tmp_path: Path) -> None:
    (una,) = leer_documento(con(tmp_path, SENCILLO)).explicaciones
    assert (una.idea, una.en_sencillo, una.ejemplo) == (
        "abriga",
        "El azul da frío.",
        "Imagine una casa pintada de azul.",
    )
    assert (una.lugar.inicio, una.lugar.fin) == (16, 30)


def test_los_dos_son_optativos_y_sin_archivo_no_hay_ninguna(tmp_path: Path) -> None:
    assert leer_documento(escribir(tmp_path, PREGUNTAS)).explicaciones == ()
    (una,) = leer_documento(
        con(tmp_path, SENCILLO.replace('ejemplo: "Imagine una casa pintada de azul."', ""))
    ).explicaciones
    assert una.ejemplo == ""


def test_no_cambia_la_huella_lo_que_no_cambia_la_busqueda(tmp_path: Path) -> None:
    antes = leer_documento(escribir(tmp_path, PREGUNTAS)).huella
    assert leer_documento(con(tmp_path, SENCILLO)).huella == antes


@pytest.mark.parametrize(
    ("cambia", "por", "linea", "dice"),
    [
        ("El azul enfría.", "El azul abriga.", 1, "ya no trae esa oración"),
        ("El azul enfría.", "azul enfría.", 1, "ya no trae esa oración"),
        ("El azul enfría.", "Hay tres colores.", 3, "no está en esa oración"),
        ("idea: abriga", "idea: abrigo", 3, "no hay una idea «abrigo».*abriga"),
        ("idea: abriga", "idea: precio", 3, "lo que no dice no se explica"),
        ("da frío", "da 30 veces más frío", 4, "«30» no está en la oración"),
        ("da frío.", "da frío" + " y frío" * 30, 4, "64 palabras y caben 40"),
        ("Imagine una", "En Lima hay una", 5, "empiécelo por «Imagine»"),
        ("en_sencillo:", "en_senciyo:", 4, "en_sencillo"),
        ('en_sencillo: "El azul da frío."', 'ejemplo: ""', 5, "clave repetida"),
    ],
)
def test_lo_mal_escrito_dice_la_linea_y_que_hacer(tmp_path: Path, cambia: str, por: str, linea: int, dice: str) -> None:
    assert cambia in SENCILLO
    ruta = con(tmp_path, SENCILLO.replace(cambia, por))
    with pytest.raises(ErrorDeFicha, match=dice) as captura:
        leer_documento(ruta)
    assert f"guia.sencillo.yaml, línea {linea}:" in str(captura.value)


def test_una_idea_se_explica_una_vez_y_con_algo(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeFicha, match="ya está explicada"):
        leer_documento(con(tmp_path, SENCILLO + SENCILLO))
    with pytest.raises(ErrorDeFicha, match="escriba «en_sencillo», «ejemplo» o los dos"):
        leer_documento(con(tmp_path, '- oracion: "El azul enfría."\n  ideas:\n    - idea: abriga\n'))


def test_si_el_documento_cambia_se_avisa(tmp_path: Path) -> None:
    ruta = con(tmp_path, SENCILLO)
    ruta.write_text("El rojo abriga.\nEl azul enfría poco. Hay tres colores.", encoding="utf-8")
    with pytest.raises(ErrorDeFicha, match=r"sencillo\.yaml, línea 1:.*ya no trae esa oración"):
        leer_documento(ruta)


def test_sin_su_documento_no_acompana_a_nadie(tmp_path: Path) -> None:
    con(tmp_path, SENCILLO)
    (tmp_path / "otra.sencillo.yaml").write_text(SENCILLO, encoding="utf-8")
    with pytest.raises(ErrorDeFicha, match="acompaña a un documento que no está"):
        leer_corpus(tmp_path)


def test_las_del_marco_explican_cada_idea_en_pocas_palabras() -> None:
    (marco,) = leer_corpus(DOCUMENTOS)
    assert {una.idea for una in marco.explicaciones} == {idea.clave for idea in marco.ideas if idea.contesta}
    for una in marco.explicaciones:
        assert 8 <= len(una.en_sencillo.split()) <= 25, una.idea
