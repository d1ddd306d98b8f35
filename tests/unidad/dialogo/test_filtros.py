"""Los filtros de una exportación dichos con palabras."""

from datetime import date

import pytest

from bot.dialogo.personal.exportaciones.filtros import ErrorDeFiltro, leer_filtros
from bot.dialogo.peticiones import Filtros
from tests.apoyo.chat import ENTREVISTA

HOY = date(2026, 11, 25)
PRIMERO, ULTIMO = date(2026, 11, 1), date(2026, 11, 23)


def leer(texto: str) -> Filtros:
    return leer_filtros(texto, HOY, ENTREVISTA.catalogos)


@pytest.mark.parametrize(
    ("dicho", "filtros"),
    [
        ("", Filtros()),
        ("todo", Filtros()),
        ("2026-11-01 2026-11-23", Filtros(PRIMERO, ULTIMO)),
        ("del 01/11/2026 al 23/11/2026", Filtros(PRIMERO, ULTIMO)),
        ("desde 2026-11-01", Filtros(desde=PRIMERO)),
        ("hasta el 2026-11-23", Filtros(hasta=ULTIMO)),
        ("hasta 23/11/2026", Filtros(hasta=ULTIMO)),
        ("semana", Filtros(date(2026, 11, 19), HOY)),
        ("Mes", Filtros(PRIMERO, HOY)),
        ("hoy", Filtros(HOY, HOY)),
        ("sin_respuesta", Filtros(senales=("sin_respuesta",))),
        ("Sin respuesta y con valoración negativa", Filtros(senales=("sin_respuesta", "valoracion_negativa"))),
        ("mes, abandono", Filtros(PRIMERO, HOY, ("abandono",))),
        ("ods 6 en La Libertad", Filtros(ods=6, departamento="La Libertad")),
        ("ongd de áncash", Filtros(tipo_organizacion="ongd", departamento="Áncash")),
        ("gob_local", Filtros(tipo_organizacion="gob_local")),
    ],
)
def test_se_entiende_lo_que_se_pide(dicho: str, filtros: Filtros) -> None:
    assert leer(dicho) == filtros


@pytest.mark.parametrize(
    ("dicho", "motivo"),
    [
        ("sin_redactar", "No existe el filtro «sin_redactar». Los que hay: .*sin_respuesta.*ods.*ongd"),
        ("ods 18", "No existe el filtro «ods 18»"),
        ("semana 2026-11-01", "no los dos"),
        ("2026-11-23 2026-11-01", "anterior a la primera"),
        ("2026-11-01 2026-11-02 2026-11-03", "más de dos fechas"),
        ("31/02/2026", "«31/02/2026» no es una fecha"),
        ("2026-13-45", "no es una fecha"),
    ],
)
def test_lo_que_no_existe_se_dice_con_lo_que_si(dicho: str, motivo: str) -> None:
    with pytest.raises(ErrorDeFiltro, match=motivo):
        leer(dicho)
