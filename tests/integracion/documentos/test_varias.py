"""El documento de varias organizaciones lleva su portada, y el de una sola es el de siempre, byte a byte."""

import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from bot.documentos.archivo import normalizar
from bot.documentos.pdf import componer
from bot.documentos.word import rellenar
from bot.entrevista.propuesta.armar import armar
from bot.entrevista.propuesta.modelo import Propuesta
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, HOY, historia
from tests.apoyo.lectura_documentos import juntar, texto_de_pdf, texto_de_word, textos_de_paginas
from tests.apoyo.organizaciones import HECHO, Alianza, de_doce, de_dos
from tests.apoyo.rutas import ALIANZA

PORTADA = "Quién respondió por sí mismo, y su visto bueno"


def sin_portada(carpeta: Path) -> Path:
    """Las plantillas, sin lo que se agregó para varias organizaciones."""
    for ruta in ALIANZA.glob("*.typ"):
        shutil.copy(ruta, carpeta)
    pdf = (ALIANZA / "plantilla.typ").read_text(encoding="utf-8")
    pdf, cuantos = re.subn(r"#if datos\.participacion != none \[\n.*?\n\]\n", "", pdf, flags=re.DOTALL)
    assert (cuantos, PORTADA in pdf) == (1, False)
    (carpeta / "plantilla.typ").write_text(pdf, encoding="utf-8")
    with ZipFile(ALIANZA / "plantilla.docx") as entera, ZipFile(carpeta / "plantilla.docx", "w") as otra:
        for nombre in entera.namelist():
            parte = entera.read(nombre)
            if nombre == "word/document.xml":
                desde = parte.index(b'<w:p><w:r><w:t xml:space="preserve">{%p if participacion %}')
                cierre = b"{%p endif %}</w:t></w:r></w:p>"
                hasta = parte.rindex(cierre, desde, parte.index(b">Resumen<")) + len(cierre)
                parte = parte[:desde] + parte[hasta:]
                assert PORTADA.encode() not in parte
            otra.writestr(nombre, parte)
    return carpeta


@pytest.fixture(scope="module")
def de_varias() -> Propuesta:
    return armar(ENTREVISTA, de_doce().eventos, HECHO)


def test_el_de_una_sola_es_el_de_siempre(tmp_path: Path) -> None:
    sin, propuesta = sin_portada(tmp_path), armar(ENTREVISTA, historia(AMPLIADO), HOY)
    de_word = [normalizar(rellenar(carpeta / "plantilla.docx", propuesta)) for carpeta in (sin, ALIANZA)]
    assert de_word[0] == de_word[1]
    assert componer(sin / "plantilla.typ", propuesta) == componer(ALIANZA / "plantilla.typ", propuesta)


@pytest.mark.parametrize(("alianza", "juntos"), [(de_dos, True), (de_doce, False)])
def test_el_resumen_empieza_en_la_misma_pagina_si_son_pocas(alianza: Callable[[], Alianza], juntos: bool) -> None:
    pdf = componer(ALIANZA / "plantilla.typ", armar(ENTREVISTA, alianza().eventos, HECHO))
    primera = juntar(textos_de_paginas(pdf)[0])
    assert juntar(PORTADA) in primera
    assert ("Elproblema" in primera) is juntos


def test_la_portada_va_antes_del_resumen_y_dice_lo_de_cada_una(de_varias: Propuesta) -> None:
    assert de_varias.participacion is not None
    word = rellenar(ALIANZA / "plantilla.docx", de_varias)
    documento = docx.Document(BytesIO(word))
    titulos = [uno.text for uno in documento.paragraphs if uno.style is not None and uno.style.name == "Heading 1"]
    assert titulos[:2] == [PORTADA, "Resumen"]
    tabla = documento.tables[0]
    leidas = [tuple(celda.text for celda in fila.cells) for fila in tabla.rows]
    assert leidas == [de_varias.participacion.cuadro.titulos, *de_varias.participacion.cuadro.filas]
    textos = [uno.text for uno in documento.paragraphs]
    assert {de_varias.participacion.resumen, *de_varias.participacion.notas} <= set(textos)
    assert any("a partir de las respuestas de las organizaciones que participan." in uno for uno in textos)
    assert juntar(texto_de_pdf(componer(ALIANZA / "plantilla.typ", de_varias))) == juntar(texto_de_word(word))
