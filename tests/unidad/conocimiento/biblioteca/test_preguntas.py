"""El borrador de preguntas: se lee como el de cualquier documento, y nada suyo se usa sin revisar."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from conocimiento.biblioteca.preguntas import proponer
from conocimiento.ingesta.ideas import leer_ideas
from conocimiento.lectura.escrito import leer_escrito
from tests.apoyo.rutas import DOCUMENTOS

TEXTO = """1.1 Objeto

La presente directiva regula los convenios de cooperación de la agencia.

1.2 Definiciones

Convenio marco: acuerdo general que fija las áreas de cooperación entre las partes.

El expediente técnico es el conjunto de documentos que sustenta el pedido.

1.3 Costos

La oficina de convenios es responsable de cobrar S/ 25,50 por cada copia, en quince días hábiles.
"""


def test_trae_lo_que_la_gente_pregunta_con_sus_palabras() -> None:
    propuestas, cuantas = proponer(leer_escrito(TEXTO, False))
    for esperada in ("¿Qué es convenio marco?", "¿Qué es expediente técnico?", "¿Quién se encarga de costos?"):
        assert esperada in propuestas
    for clase in ("cuanto-", "plazo-", "quien-", "que-es-", "apartado-"):
        assert f"- idea: {clase}" in propuestas
    assert "no-dice-telefono" in propuestas and "no-dice-monto" not in propuestas
    assert cuantas == propuestas.count("\n    revisada: no\n")


LEY = """Artículo 4. Cuidado de los humedales

4.1. Los humedales son las lagunas y los bofedales, según el párrafo 5.1 de la presente ley y su reglamento.

4.2. Los gobiernos locales cuidan los humedales de su jurisdicción con las comunidades que viven en ellos.

a) Ministerio de Educación (MINEDU)

LA PRESIDENTA DE LA REPÚBLICA DEL PERÚ

ALEJANDRO SOTO REYES Presidente del Congreso de la República

Comuníquese a la señora Presidenta de la República para su promulgación.
"""


def test_de_una_norma_se_propone_lo_que_manda_con_oraciones_enteras() -> None:
    propuestas, _ = proponer(leer_escrito(LEY, False))
    palabras = [linea.partition('"')[2].rstrip('"') for linea in propuestas.split("\n") if "palabras:" in linea]
    assert palabras == [
        "Los humedales son las lagunas y los bofedales, según el párrafo 5.1 de la presente ley y su reglamento.",
        "Los gobiernos locales cuidan los humedales de su jurisdicción con las comunidades que viven en ellos.",
    ]
    assert "¿Qué son los humedales?" in propuestas


def test_nada_se_usa_hasta_que_alguien_lo_revisa(tmp_path: Path) -> None:
    archivo = tmp_path / "preguntas.yaml"
    propuestas, _ = proponer(leer_escrito(TEXTO, False))
    archivo.write_text(propuestas, encoding="utf-8")
    assert leer_ideas(archivo, "d", TEXTO, ()) == ((), ())
    una = "- idea: que-es-convenio-marco\n    revisada: "
    archivo.write_text(propuestas.replace(f"{una}no", f"{una}sí"), encoding="utf-8")
    (idea,), ajenas = leer_ideas(archivo, "d", TEXTO, ())
    assert idea.clave == "que-es-convenio-marco" and ajenas
    assert idea.lugar is not None
    assert TEXTO[idea.lugar.inicio : idea.lugar.fin].startswith("Convenio marco: acuerdo general")


def test_el_del_marco_se_lee(tmp_path: Path) -> None:
    (marco,) = DOCUMENTOS.glob("*.txt")
    texto = marco.read_bytes().decode("utf-8")
    archivo = tmp_path / "preguntas.yaml"
    propuestas, cuantas = proponer(leer_escrito(texto, False))
    archivo.write_text(propuestas, encoding="utf-8")
    assert leer_ideas(archivo, "d", texto, ()) == ((), ())
    assert cuantas > 5


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=120), max_size=8))
def test_de_cualquier_texto_sale_un_borrador_que_se_lee(tmp_path_factory: object, parrafos: list[str]) -> None:
    texto = "\n\n".join(parrafos)
    propuestas, _ = proponer(leer_escrito(texto, False))
    archivo = tmp_path_factory.mktemp("p") / "preguntas.yaml"  # pyright: ignore[reportAttributeAccessIssue]
    archivo.write_text(propuestas, encoding="utf-8")
    assert leer_ideas(archivo, "d", texto, ()) == ((), ())
