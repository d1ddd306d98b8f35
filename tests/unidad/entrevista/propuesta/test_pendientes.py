"""Lo que falta en un borrador se dice una vez, con la pregunta que lo completa."""

import pytest

from bot.entrevista.propuesta.armar import armar
from bot.entrevista.propuesta.pendientes import DE_CADA_ACTOR, EN_LA_MATRIZ
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, HOY, RAPIDO, Respuestas, fila, historia

RESULTADO = {"resultado": "Agua", "indicador": "casos", "meta": "12", "fecha": "2028-08", "responsable": "a1"}


@pytest.mark.parametrize(
    ("cambio", "que"),
    [
        ({("reparto", "a1"): fila(riesgo="")}, "Municipalidad de Celendín: riesgo"),
        ({("reparto", "a1"): fila(riesgo="", aporte="")}, "Municipalidad de Celendín: aporta y riesgo"),
        ({("reparto", "a2"): fila(motivacion="")}, "GIZ: le motiva"),
        ({("contacto", ""): {"nombre": "Ana", "cargo": "jefa", "correo": None}}, "Persona de contacto: correo"),
        (
            {("contacto", ""): {"nombre": "Ana", "cargo": "", "correo": ""}},
            "Persona de contacto: correo",
        ),  # el cargo no es obligatorio
        ({("resultados", ""): [{**RESULTADO, "meta": None}]}, "Resultados e indicadores: meta"),
        ({("resultados", ""): [RESULTADO, {**RESULTADO, "fecha": ""}]}, "Resultados e indicadores: fecha"),
        ({("resultados", ""): [{**RESULTADO, "linea_base": None}]}, None),  # no es obligatoria
        ({("riesgos", ""): [{"riesgo": "Sequía", "responsable": "a1", "mitigacion": None}]}, None),
        ({("presupuesto", ""): None}, "Presupuesto total aproximado"),
        ({("ruc", ""): None}, "RUC"),
        ({}, None),
    ],
)
def test_cada_cosa_que_falta_se_nombra_en_su_sitio(cambio: Respuestas, que: str | None) -> None:
    respuestas = {llave: valor for llave, valor in {**AMPLIADO, **cambio}.items() if valor is not None}
    pendientes = armar(ENTREVISTA, historia(respuestas), HOY).pendientes
    assert [uno.que for uno in pendientes] == ([que] if que else [])


@pytest.mark.parametrize("modo", ["nucleo", "ampliado"])
def test_lo_que_falta_no_se_repite_ni_esta_entre_lo_que_se_puede_ampliar(modo: str) -> None:
    for respuestas in ({}, RAPIDO, AMPLIADO):
        propuesta = armar(ENTREVISTA, historia(respuestas, modo=modo), HOY)
        dichos = [uno.que for uno in (*propuesta.pendientes, *propuesta.por_ampliar)]
        assert len(set(dichos)) == len(dichos)
        assert all(uno.como and "{" not in uno.como for uno in (*propuesta.pendientes, *propuesta.por_ampliar))


def test_lo_de_la_matriz_se_pide_con_un_ejemplo_y_lo_de_cada_actor_una_sola_vez() -> None:
    falta = armar(ENTREVISTA, historia({**AMPLIADO, ("reparto", "a1"): fila(riesgo="")}), HOY).pendientes
    assert [uno.como for uno in falta] == [EN_LA_MATRIZ]
    ampliable = armar(ENTREVISTA, historia(RAPIDO, modo="nucleo"), HOY).por_ampliar
    assert sum(DE_CADA_ACTOR in uno.que for uno in ampliable) == 1
