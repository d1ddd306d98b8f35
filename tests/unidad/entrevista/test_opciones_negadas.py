"""El compromiso de un actor como lo dice la gente: de palabra, negado, o dicho de paso."""

from datetime import date

import pytest

from bot.entrevista.valores.lectura import Entorno, Pide, Valido
from bot.entrevista.valores.tipos import leer
from tests.apoyo.entrevista import ENTREVISTA

ENTORNO = Entorno(ENTREVISTA.catalogos, date(2026, 11, 29))


@pytest.mark.parametrize(
    ("texto", "valor"),
    [
        ("conversado nomás", "conversado"),
        ("ya conversado con el alcalde", "conversado"),
        ("de palabra nomas", "conversado"),
        ("acuerdo verbal", "conversado"),
        ("dijeron que si", "conversado"),
        ("todavía no firmamos nada, solo hablamos", "conversado"),
        ("no firmaron todavia pero ya hablamos", "conversado"),
        ("no hemos hablado todavía", "idea"),
        ("falta conversar con ellos", "idea"),
        ("recién lo pensamos", "idea"),
        ("todavía no conversamos", "idea"),
        ("mandó un oficio", "interes_escrito"),
        ("carta de intención", "interes_escrito"),
        ("ya hay convenio", "firmado"),
        ("tenemos convenio con ellos", "firmado"),
    ],
)
def test_el_compromiso_se_entiende_como_se_dice(texto: str, valor: str) -> None:
    lectura = leer(ENTREVISTA.pregunta("estado_compromiso"), texto, ENTORNO)
    assert isinstance(lectura, Valido), lectura
    assert lectura.valor == valor


@pytest.mark.parametrize(
    "texto",
    ["sin convenio firmado", "no firmaron", "ni carta firmada", "no tenemos convenio", "nunca firmó"],
)
def test_lo_que_se_niega_no_se_guarda_como_firmado(texto: str) -> None:
    lectura = leer(ENTREVISTA.pregunta("estado_compromiso"), texto, ENTORNO)
    assert not (isinstance(lectura, Valido) and lectura.valor == "firmado"), lectura


@pytest.mark.parametrize(
    "texto",
    [
        "mujeres que ahorran, encuesta del banco, 2000, junio 2028, el banco",
        "pozos nuevos, actas de la muni, 8, diciembre",
        "el banco pone 300000 soles",
    ],
)
def test_varios_datos_que_nombran_una_opcion_de_paso_se_preguntan(texto: str) -> None:
    lectura = leer(ENTREVISTA.pregunta("tipo_organizacion"), texto, ENTORNO)
    assert isinstance(lectura, Pide), lectura
