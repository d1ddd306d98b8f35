"""Lo que va en los huecos de las oraciones del documento."""

import pytest

from bot.entrevista.borrador import Borrador
from bot.entrevista.propuesta.huecos import huecos_de
from bot.entrevista.visible import ver
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, HOY, fila, historia


@pytest.mark.parametrize(
    ("crudo", "aporte", "en_el_resumen"),
    [
        ("pone dos tecnicos, gana salud", "Dos técnicos", "dos técnicos"),
        ("la universidad pone laboratorio", "Laboratorio", "laboratorio"),
        ("pone médicos y salud", "Médicos", "médicos"),
        ("Aporta: Dos técnicos", "Dos técnicos", "Dos técnicos"),  # como lo escribió la persona
        ("pone la GIZ su método", "GIZ y su método", "GIZ y su método"),
        ("aporta Rosa Quispe, la contadora", "Rosa Quispe, la contadora", "Rosa Quispe, la contadora"),
        ("pone S/ 5,000", "S/ 5,000", "S/ 5,000"),
        ("pone 3 promotores", "3 promotores", "3 promotores"),
        ("", "Mano de obra", "Mano de obra"),
    ],
)
def test_lo_que_pone_cada_uno_va_dentro_de_la_oracion_como_lo_escribio(
    crudo: str, aporte: str, en_el_resumen: str
) -> None:
    respuestas = {**AMPLIADO, ("reparto", "a1"): fila(aporte=aporte)}
    visible = ver(ENTREVISTA, Borrador.de(historia(respuestas, crudos={("reparto", "a1"): crudo})), HOY)
    assert f": {en_el_resumen};" in f"{huecos_de(visible)['aportes'].texto};"


@pytest.mark.parametrize(
    ("texto", "unidad", "escrito"),
    [
        ("50 jóvenes de Gamarra y los vecinos", "jovenes", "50 jóvenes"),
        ("50 jovenes de Gamarra", "jovenes", "50 jovenes"),  # no aceptó otra escritura
        ("50 niñas y niños", "niños", "50 niños"),
        ("unos cincuenta adultos mayores", "adultos mayores", "50 adultos mayores"),
        ("medio centenar", "personas", "50 personas"),
    ],
)
def test_a_quien_se_beneficia_se_escribe_como_en_su_texto(texto: str, unidad: str, escrito: str) -> None:
    respuestas = {**AMPLIADO, ("poblacion", ""): {"texto": texto, "cantidad": 50, "unidad": unidad}}
    visible = ver(ENTREVISTA, Borrador.de(historia(respuestas)), HOY)
    assert huecos_de(visible)["cuantos_beneficiarios"].texto == escrito
