"""El problema y el objetivo que se leen de una idea contada, con sus palabras; lo que no es claro, se calla."""

from dataclasses import dataclass
from time import process_time

import pytest

from bot.entrevista.comprension.comprender import LARGO_MAXIMO, comprender_idea
from bot.entrevista.comprension.relato import leer_relato
from tests.mediciones.comprension import CARPETA, ENTORNO, ENTREVISTA, leer_yaml

RELATOS, RESERVADOS = CARPETA / "relatos.yaml", CARPETA / "relatos-reservados.yaml"
HOLGURA = 45
"""Letras de más que no lo hacen otro: «…con wwf y produce»."""


@dataclass
class Cuenta:
    """Propuestos que aciertan, propuestos de más o distintos, y no propuestos."""

    aciertos: int = 0
    de_mas: int = 0
    faltan: int = 0


def medir(ruta: object, holgura: int) -> dict[str, Cuenta]:
    """Lo propuesto frente a lo que dice cada caso; acierta si contiene lo esperado con esa holgura."""
    papeles = {ENTREVISTA.papeles.problema: "problema", ENTREVISTA.papeles.objetivo: "objetivo"}
    cuentas = {"problema": Cuenta(), "objetivo": Cuenta()}
    for caso in leer_yaml(ruta):  # pyright: ignore[reportArgumentType]
        entendidos = comprender_idea(ENTREVISTA, caso["texto"], ENTORNO)
        dichos = {papeles[uno.llave[0]]: uno for uno in entendidos if uno.llave[0] in papeles}
        for dato, cuenta in cuentas.items():
            esperado, dicho = caso[dato], dichos.get(dato)
            if dicho is not None:
                assert dicho.cita in caso["texto"]
                assert str(dicho.valor).casefold() == dicho.cita.casefold()
            acierta = bool(dicho and esperado and esperado in dicho.cita and len(dicho.cita) - len(esperado) <= holgura)
            cuenta.aciertos += acierta
            cuenta.de_mas += dicho is not None and not acierta
            cuenta.faltan += esperado is not None and not acierta
    return cuentas


def test_los_abiertos_se_leen_exactos() -> None:
    assert medir(RELATOS, 0) == {"problema": Cuenta(36), "objetivo": Cuenta(37)}


@pytest.mark.parametrize("dato", ["problema", "objetivo"])
def test_los_reservados_se_leen_sin_decir_de_mas(dato: str) -> None:
    cuenta = medir(RESERVADOS, HOLGURA)[dato]
    assert cuenta.de_mas <= 1
    assert cuenta.faltan <= 1
    assert cuenta.aciertos >= 9


@pytest.mark.parametrize(
    "texto",
    [
        "no quiero que mi nombre salga en el documento",
        "¿Qué hago si no hay plata para el proyecto de agua potable?",
        "Quiero que me expliquen cómo se llena el formulario de la alianza",
        "todavía no tenemos presupuesto ni convenio firmado con la municipalidad",
        "Me falta el RUC y la carta de la empresa, mañana se los mando",
        "queremos hacer una propuesta de alianza con la municipalidad y la mina",
        "necesito saber qué documentos hay que presentar a la APCI",
        "Aportamos el 40% del presupuesto y la embajada pone el 60%",
        "no hay ningún vínculo ni deudas entre los actores de la alianza",
        "quisiera continuar mañana con la propuesta porque hoy no puedo",
        "No entiendo la pregunta, no sé qué poner, ayuda por favor",
        "Somos una ONG peruana con 20 años de experiencia en Puno y Cusco",
    ],
)
def test_lo_que_no_es_ni_problema_ni_objetivo_se_calla(texto: str) -> None:
    claves = {uno.llave[0] for uno in comprender_idea(ENTREVISTA, texto, ENTORNO)}
    assert not claves & {ENTREVISTA.papeles.problema, ENTREVISTA.papeles.objetivo}


@pytest.mark.parametrize(
    "trozo",
    [
        ", ",
        "queremos ",
        "no hay, ",
        "y ",
        "con ",
        " ",
        ".",
        "a ",
        "llevar, ",
        "por eso ",
        "queremos con el ",
        "falta; ",
    ],
)
def test_un_texto_hostil_no_tarda(trozo: str) -> None:
    texto = ("queremos con " + trozo * LARGO_MAXIMO)[:LARGO_MAXIMO]
    leer_relato(texto, [], [])
    antes = process_time()
    leer_relato(texto, [], [])
    assert process_time() - antes < 0.5
