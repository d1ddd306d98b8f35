"""De dónde se dice que es una cita: con su apartado y, si el documento tiene páginas, con la suya."""

from dataclasses import replace

import pytest

from bot.dialogo.preguntas.citas import LARGO_DE_UN_APARTADO, citar, fuente
from bot.dialogo.preguntas.textos import segun
from conocimiento.modelo import Ficha, Fragmento, Tramo

TEXTO = "La alianza empieza en una página. Y sigue en la otra, donde se dice lo demás."
FICHA = Ficha("guia.pdf", "Guía de Alianzas", "APCI", 2026, "", "1", "")


def _fragmento(paginas: tuple[tuple[int, int], ...]) -> Fragmento:
    oraciones = (Tramo(0, 33), Tramo(34, len(TEXTO)))
    return Fragmento("guia.pdf", "1", "2.1 Concepto", TEXTO, 0, len(TEXTO), oraciones, paginas)


@pytest.mark.parametrize(
    ("paginas", "tramo", "donde"),
    [
        ((), None, "2.1 Concepto"),
        (((0, 9),), None, "2.1 Concepto, pág. 9"),
        (((0, 9), (34, 10)), None, "2.1 Concepto, págs. 9-10"),
        (((0, 9), (34, 10)), Tramo(0, 33), "2.1 Concepto, pág. 9"),
        (((0, 9), (34, 10)), Tramo(34, len(TEXTO)), "2.1 Concepto, pág. 10"),
        (((0, 9), (20, 10), (60, 11)), Tramo(34, len(TEXTO)), "2.1 Concepto, págs. 10-11"),
    ],
)
def test_la_fuente_dice_la_pagina(paginas: tuple[tuple[int, int], ...], tramo: Tramo | None, donde: str) -> None:
    cita = citar(_fragmento(paginas), tramo)
    assert fuente(cita, (FICHA,)) == f"Guía de Alianzas, {donde} (APCI, 2026)"
    assert fuente(cita, ()) == f"guia.pdf, {donde}"
    assert TEXTO[cita.inicio : cita.fin] == cita.texto


@pytest.mark.parametrize(
    ("apartado", "donde"),
    [
        ("Guía de Alianzas", "Guía de Alianzas (APCI, 2026)"),  # el título no se dice dos veces
        ("", "Guía de Alianzas (APCI, 2026)"),
        ("Guía de Alianzas, Considerando", "Guía de Alianzas, Considerando (APCI, 2026)"),
        ("Aprueban el reglamento " * 10, None),
    ],
)
def test_la_fuente_no_repite_el_titulo_ni_se_alarga(apartado: str, donde: str | None) -> None:
    dicha = fuente(citar(replace(_fragmento(()), apartado=apartado)), (FICHA,))
    assert dicha == donde if donde else len(dicha) < LARGO_DE_UN_APARTADO + 40


@pytest.mark.parametrize(
    ("documento", "institucion", "dicho"),
    [
        ("marco-apci-capitulo-2.txt", "APCI", "Según el marco de la APCI"),
        ("biblioteca/ley-28611", "MINAM", "Según un documento de MINAM"),
        ("biblioteca/ley-28611", "Ministerio del Ambiente", "Según un documento del Ministerio del Ambiente"),
        ("biblioteca/ordenanza", "Municipalidad de Puno", "Según un documento de la Municipalidad de Puno"),
        ("biblioteca/informe", "Naciones Unidas", "Según un documento de Naciones Unidas"),
        ("biblioteca/guia", "", "Según el documento"),
        ("guia.md", "", "Según el documento"),
    ],
)
def test_lo_que_agrega_la_agencia_no_es_el_marco(documento: str, institucion: str, dicho: str) -> None:
    assert segun(replace(FICHA, documento=documento, institucion=institucion)) == dicho
    assert segun(None) == "Según el documento"
