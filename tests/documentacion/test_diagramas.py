"""Los diagramas de la arquitectura dicen lo que hace el código."""

import re

from tests.documentacion.diagramas import DIBUJOS, PAGINA, al_dia
from tests.documentacion.estados import Situacion, pasear


def test_la_pagina_lleva_los_diagramas_de_hoy() -> None:
    pagina = PAGINA.read_text(encoding="utf-8")
    assert set(re.findall(r"<!-- diagrama: (\w+) -->", pagina)) == set(DIBUJOS)
    assert pagina == al_dia(pagina), "El código cambió y docs/arquitectura.md no: escríbalos con «make diagramas»."


def test_el_paseo_pasa_por_todas_las_situaciones_y_en_cada_una_pregunta_al_marco() -> None:
    """Lo dice la página: se pregunta en cualquier sitio y se sigue ahí, menos donde lo escrito es para el personal."""
    paseo = pasear()
    assert {uno for flecha in paseo.flechas for uno in flecha} == set(Situacion)
    assert paseo.donde_pregunto == set(Situacion) - {Situacion.ENVIO}
