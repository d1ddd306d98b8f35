"""En los documentos de las historias, cada página se usa y ningún título queda solo al pie."""

import asyncio
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.documentos.redactor import RedactorDeDocumentos
from bot.entrevista.propuesta.armar import armar
from tests.apoyo.borrador_largo import eventos_de_un_borrador_largo
from tests.apoyo.borradores import ENTREVISTA, HOY
from tests.apoyo.rutas import ALIANZA
from tests.conftest import enlazar_datos
from tests.documentacion.imagenes.documentos import documentos_de, historias
from tests.documentacion.imagenes.fotos import a_pdf, todos_a_pdf
from tests.documentacion.paginas import PROGRAMA, Pagina, Renglon, casi_vacias, leer_paginas, titulos_al_pie, titulos_de

TITULO, TEXTO = ("21", "#1f3a4d"), ("17", "#000000")

pytestmark = pytest.mark.skipif(shutil.which(PROGRAMA) is None, reason=f"falta {PROGRAMA} (poppler-utils)")


@dataclass(frozen=True, slots=True)
class Hechos:
    """Los documentos de las historias, y los mismos Word hechos PDF por LibreOffice, si está."""

    words: tuple[Path, ...]
    pdfs: tuple[Path, ...]
    por_libreoffice: tuple[Path, ...]


@pytest.fixture(scope="module")
def hechos(carpeta_producto: Path, tmp_path_factory: pytest.TempPathFactory) -> Hechos:
    """Cada historia pasada por el asistente de verdad."""
    carpeta = tmp_path_factory.mktemp("historias")
    datos = enlazar_datos(tmp_path_factory.mktemp("datos") / "datos", carpeta_producto)
    documentos = asyncio.run(documentos_de(historias(), datos, carpeta))
    words = tuple(uno for uno in documentos if uno.suffix == ".docx")
    convertidos: list[Path] = []
    if shutil.which("soffice"):
        salida = tmp_path_factory.mktemp("libreoffice")
        convertidos = todos_a_pdf(words, salida)
    return Hechos(words, tuple(uno for uno in documentos if uno.suffix == ".pdf"), tuple(convertidos))


def test_hay_un_word_un_pdf_y_un_anexo_por_historia(hechos: Hechos) -> None:
    assert len(hechos.words) >= 8
    assert len(hechos.pdfs) == 2 * len(hechos.words)


def test_en_el_pdf_y_en_el_anexo_ninguna_pagina_queda_casi_vacia_ni_un_titulo_al_pie(hechos: Hechos) -> None:
    titulos = {titulo for word in hechos.words for titulo in titulos_de(word)}
    _comprobar(hechos.pdfs, titulos)


def test_en_el_word_ninguna_pagina_queda_casi_vacia_ni_un_titulo_al_pie(hechos: Hechos) -> None:
    if not hechos.por_libreoffice:
        pytest.skip("falta LibreOffice")
    titulos = {titulo for word in hechos.words for titulo in titulos_de(word)}
    _comprobar(hechos.por_libreoffice, titulos)


def test_en_un_borrador_de_doce_actores_y_cuarenta_resultados_tampoco(tmp_path: Path) -> None:
    larga = armar(ENTREVISTA, eventos_de_un_borrador_largo(), HOY)
    word, *otros = (Path(uno.ruta) for uno in RedactorDeDocumentos(ALIANZA, tmp_path).redactar(larga))
    de_libreoffice = [a_pdf(word, tmp_path / "libreoffice")] if shutil.which("soffice") else []
    _comprobar([*(uno for uno in otros if uno.suffix == ".pdf"), *de_libreoffice], set(titulos_de(word)))


def _comprobar(pdfs: Sequence[Path], titulos: set[str]) -> None:
    for pdf in pdfs:
        paginas = leer_paginas(pdf)
        assert casi_vacias(paginas) == [], pdf.name
        assert titulos_al_pie(paginas, titulos) == [], pdf.name
        assert all(paginas), f"{pdf.name}: hay una página sin nada"


# --- Que lo comprobado se vería -------------------------------------------------------------------


def _pagina(*renglones: tuple[str, float, tuple[str, str]]) -> Pagina:
    return tuple(Renglon(*uno) for uno in renglones)


LLENA = _pagina(("1. El problema", 0.1, TITULO), ("El agua llega sin cloro.", 0.9, TEXTO))


def test_una_pagina_de_pocos_renglones_se_ve_salvo_si_es_la_ultima() -> None:
    corta = _pagina(("Solo esto.", 0.2, TEXTO))
    assert casi_vacias([LLENA, corta, LLENA]) == [2]
    assert casi_vacias([LLENA, (), LLENA]) == [2]
    assert casi_vacias([LLENA, corta]) == []


@pytest.mark.parametrize("ultimo", ["9. Los riesgos", "el interés público"])
def test_un_titulo_o_su_segundo_renglon_al_pie_se_ve(ultimo: str) -> None:
    titulos = {"1. El problema", "9. Los riesgos", "2. El objetivo común y el interés público"}
    con_titulo = _pagina(("Texto.", 0.5, TEXTO), (ultimo, 0.9, TITULO))
    assert titulos_al_pie([LLENA, con_titulo, LLENA], titulos) == [ultimo]


def test_las_mismas_palabras_en_un_parrafo_no_son_un_titulo() -> None:
    titulos = {"1. El problema", "2. El objetivo común y el interés público"}
    parrafo = _pagina(("Lo cuenta", 0.5, TEXTO), ("el interés público", 0.9, TEXTO))
    assert titulos_al_pie([LLENA, parrafo], titulos) == []
