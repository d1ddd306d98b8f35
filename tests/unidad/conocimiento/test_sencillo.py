"""Lo que acompaña a un documento dicho en sencillo: qué se lee y qué se rechaza, con su línea y qué hacer."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.ordenes.comprobar import comprobaciones
from conocimiento.errores import ErrorDeFicha
from conocimiento.ingesta import leer_corpus, leer_documento
from conocimiento.modelo import QueExplicaciones
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
        ("El azul enfría.", "Hay tres colores.", 3, "no está en esa oración"),
        ("idea: abriga", "idea: abrigo", 3, "no hay una idea «abrigo».*abriga"),
        ("idea: abriga", "idea: precio", 3, "lo que no dice no se explica"),
        ("da frío", "da 30 veces más frío", 4, "«30» no está en la oración"),
        ("da frío.", "da frío" + " y frío" * 30, 4, "64 palabras y caben 40"),
        ("Imagine una", "En Lima hay una", 5, "empiécelo por «Imagine»"),
        ("      ejemplo:", "      aprobado_por: Rosa Quispe\n      ejemplo:", 5, "dice «aprobado_por» y no «fecha»"),
        ("      ejemplo:", "      fecha: 2026-12-01\n      ejemplo:", 5, "dice «fecha» y no «aprobado_por»"),
        ("      ejemplo:", "      aprobado_por: Rosa\n      fecha: ayer\n      ejemplo:", 6, "fecha"),
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


@pytest.mark.parametrize("ahora", ["El azul abriga.", "Azul enfría.", "El azul enfría poco."])
def test_la_de_una_oracion_que_cambio_no_se_usa_y_se_dice_cual_es(tmp_path: Path, ahora: str) -> None:
    aprobada = SENCILLO + "      aprobado_por: Rosa Quispe\n      fecha: 2026-12-01\n"
    ruta = con(tmp_path, f"# Un comentario.\n{aprobada}")
    ruta.write_text(f"El rojo abriga.\n{ahora} Hay tres colores.", encoding="utf-8")
    (tmp_path / "guia.preguntas.yaml").unlink()
    leido = leer_documento(ruta)
    assert leido.explicaciones == ()
    assert leido.caidas == ("guia.sencillo.yaml, línea 2: «El azul enfría.»",)


def test_comprobar_dice_cuantas_hay_y_cuales_ya_no_valen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    otra = SENCILLO.replace("El azul enfría.", "El azul calienta.").replace("abriga", "nadie")
    aprobada = SENCILLO + "      aprobado_por: Rosa Quispe\n      fecha: 2026-12-01\n"
    con(corpus, aprobada + otra)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALIANZAS_CORPUS", str(corpus))
    dice = dict(comprobaciones(tmp_path / "datos"))["documentos"]()
    assert "1 idea explicada en sencillo (1 aprobada por la APCI)" in dice
    assert "AVISO" in dice
    assert "guia.sencillo.yaml, línea 8: «El azul calienta.»" in dice


def test_se_aprueba_con_un_nombre_y_una_fecha(tmp_path: Path) -> None:
    (sin_aprobar,) = leer_documento(con(tmp_path, SENCILLO)).explicaciones
    assert (sin_aprobar.aprobada_por, sin_aprobar.fecha) == ("", None)
    aprobada = SENCILLO + "      aprobado_por: Rosa Quispe\n      fecha: 2026-12-01\n"
    (una,) = leer_documento(con(tmp_path, aprobada)).explicaciones
    assert (una.aprobada_por, una.fecha) == ("Rosa Quispe", date(2026, 12, 1))


def test_se_pueden_dejar_solo_las_aprobadas_o_ninguna(tmp_path: Path) -> None:
    (una,) = (documento := leer_documento(con(tmp_path, SENCILLO))).explicaciones
    aprobada = replace(documento, explicaciones=(replace(una, aprobada_por="Rosa"), replace(una, idea="otra")))
    assert len(QueExplicaciones.TODAS.de([aprobada])) == 2
    assert [suya.aprobada_por for suya in QueExplicaciones.APROBADAS.de([aprobada])] == ["Rosa"]
    assert QueExplicaciones.NINGUNA.de([aprobada]) == ()
    agregado = replace(aprobada, ficha=replace(aprobada.ficha, documento="biblioteca/guia"))
    assert [suya.aprobada_por for suya in QueExplicaciones.TODAS.de([agregado])] == ["Rosa"]


def test_nadie_de_la_apci_ha_aprobado_las_del_marco() -> None:
    """Y mientras sea así, se dicen como nuestras: si alguien las aprueba, esta prueba se cambia con su nombre."""
    (marco,) = leer_corpus(DOCUMENTOS)
    assert {una.aprobada_por for una in marco.explicaciones} == {""}
    assert marco.caidas == ()


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
