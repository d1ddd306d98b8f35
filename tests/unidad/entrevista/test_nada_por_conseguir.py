"""Decir que no falta conseguir nada, aunque se cuente quién pone qué."""

import pytest

from bot.entrevista.valores.lectura import Entorno, Valido
from bot.entrevista.valores.tipos import SIN_DATO, leer
from tests.apoyo.borradores import ENTREVISTA, HOY

ENTORNO = Entorno(ENTREVISTA.catalogos, HOY)
POR_CONSEGUIR = ENTREVISTA.pregunta("por_conseguir")
NADA = (
    "nada",
    "Nada, lo cubrimos entre los tres",
    "Nada, está completo con lo que pone cada uno: 80 mil nosotros, 120 mil la municipalidad",
    "No falta conseguir nada, con lo que ponemos los tres queda cubierto.",
    "Está cubierto: 70 mil la Fundación, 35 mil la agencia sueca y 15 mil la Cámara.",
    "No falta: 55 mil nosotros, 95 mil la municipalidad",
    "ya no falta",
    "ya está",
    "ya ta todo",
    "cero",
    "Cero, con lo comprometido cerramos el funding.",
    "0",
    "S/ 0.00",
    "US$ 0",
    "0 euros; los siete aportes completan el total.",
    "S/ 0, lo cubren los aportes indicados",
    "0, está 100% fondeado",
    "No hay saldo por financiar.",
    "Ninguna parte.",
    "ninguno",
    "No aplica, el financiamiento está completo.",
    "Nada; los aportes cubren el total.",
    "todo está cubierto con los 300 mil de la empresa",
    "no falta nada, gracias",
    "No falta ningún monto",
    "Completo",
    "nada falta",
    "nada :)",
)
ALGO = (
    "S/ 60,000",
    "faltan 18 mil, vamos a presentarnos al fondo de la embajada",
    "Nada de la municipalidad, pero faltan 20 mil soles",
    "No falta mucho, solo 15 mil soles",
    "Está cubierto el 80 %, faltan 40 mil soles",
    "ya está casi todo, menos 10 mil soles",
    "no tenemos cubiertos 30 mil soles",
    "15 000 soles, se pedirán a los municipios",
    "La mitad, 50 mil dólares",
    "Cubierto a medias: quedan 20 mil soles por conseguir",
    "Nada todavía, buscaremos 100 mil soles",
    "no sé, unos 40 mil soles",
    "Aún 20 mil soles",
)


@pytest.mark.parametrize("dicho", NADA)
def test_no_falta_nada(dicho: str) -> None:
    lectura = leer(POR_CONSEGUIR, dicho, ENTORNO)
    assert isinstance(lectura, Valido) and lectura.valor == SIN_DATO, lectura


@pytest.mark.parametrize("dicho", ALGO)
def test_si_falta_algo_no_se_anota_que_no_falta(dicho: str) -> None:
    lectura = leer(POR_CONSEGUIR, dicho, ENTORNO)
    assert not (isinstance(lectura, Valido) and lectura.valor == SIN_DATO), lectura


def test_un_presupuesto_no_puede_ser_nada() -> None:
    lectura = leer(ENTREVISTA.pregunta("presupuesto"), "nada", ENTORNO)
    assert not isinstance(lectura, Valido), lectura
