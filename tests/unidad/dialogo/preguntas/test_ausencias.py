"""Lo que una pregunta pide y el pasaje citado no trae a la vista: de ello no se afirma que conteste."""

import re

import pytest

from bot.dialogo.preguntas.reglas.ausencias import (
    falta_a_la_vista,
    falta_lo_inequivoco,
    no_dice_los_de_esa_parte,
)

PASAJE = (
    "La municipalidad otorga la licencia en un plazo de quince (15) días hábiles. "
    "Quien no la tenga paga una multa de 2 UIT. La oficina informa anualmente al ministerio."
)
ORACIONES = re.split(r"(?<=\.) ", PASAJE)

TRAE = (
    "¿En cuántos días se otorga la licencia?",
    "q plazo tiene la municipalidad para la licencia",
    "¿Cuánto es la multa por no tener licencia?",
    "de cuantas uit es la multa",
    "¿Cada cuánto informa la oficina?",
    "¿A qué ministerio informa la oficina?",
    "los quince días, ¿son hábiles o calendario?",
    "¿Quién otorga la licencia?",
    "¿Qué oficina informa?",
    "¿Qué multa hay por no tener licencia?",
    "¿De cuántas UIT es la multa?",
    "¿EN CUÁNTOS DÍAS SE OTORGA LA LICENCIA?",
)
FALTA = (
    "¿Quién es actualmente el alcalde?",
    "como se llama el director de la oficina",
    "hoy quien preside la oficina",
    "¿A qué teléfono llamo para pedir la licencia?",
    "a que numero llamo por la licencia",
    "¿A qué hora atiende la oficina?",
    "¿Qué porcentaje cobra la municipalidad?",
    "¿Con qué número de ordenanza se aprobó? ¿cuál es el número de la ley de licencias?",
    "¿Cuántas hectáreas necesito para la licencia?",
    "¿Qué formulario lleno para la licencia?",
    "¿La licencia la firma el gerente o el regidor?",
    "¿En qué diario se publica la licencia?",
    "¿En qué fecha exacta se otorga la licencia?",
    "¿Qué pago pide el trámite de la licencia en la oficina del SAT?",
    "¿En cuántos días se otorga la licencia de un ITS?",
    "¿Desde cuándo rige la licencia?",
    "¿Hasta qué altura se otorga la licencia?",
)


@pytest.mark.parametrize("pregunta", TRAE)
def test_lo_que_trae_no_falta(pregunta: str) -> None:
    assert not falta_a_la_vista(pregunta, PASAJE, ORACIONES)


@pytest.mark.parametrize("pregunta", FALTA)
def test_lo_que_no_trae_falta(pregunta: str) -> None:
    assert falta_a_la_vista(pregunta, PASAJE, ORACIONES)


INEQUIVOCAS = (
    "¿Cuál es el número del oficio múltiple que fija la licencia?",
    "¿Con qué fondos se paga la licencia?",
    "de donde sale la plata para la licencia",
    "¿Cuántas hectáreas mide la municipalidad?",
    "¿A qué hora atiende la oficina?",
    "¿A qué teléfono llamo por la licencia?",
)
"""Lo que solo se dice de una forma: aunque el juicio crea que el pasaje contesta, si no se ve, no está."""


@pytest.mark.parametrize("pregunta", INEQUIVOCAS)
def test_lo_que_solo_se_dice_de_una_forma_no_esta_si_no_se_ve(pregunta: str) -> None:
    assert falta_lo_inequivoco(pregunta, ORACIONES)


@pytest.mark.parametrize("pregunta", TRAE)
def test_lo_demas_no_es_inequivoco(pregunta: str) -> None:
    assert not falta_lo_inequivoco(pregunta, ORACIONES)


def test_lo_inequivoco_se_ve_donde_se_habla_de_ello() -> None:
    texto = (
        "El Oficio Múltiple N° 12345-2015 fija el contenido. La laguna mide 40 hectáreas y se financia con donaciones."
    )
    oraciones = texto.split(". ")
    for pregunta in ("¿Cuál es el número del oficio múltiple que lo fija?", "¿Cuántas hectáreas mide la laguna?"):
        assert not falta_lo_inequivoco(pregunta, oraciones), pregunta
    assert not falta_lo_inequivoco("¿Con qué fondos se financia la laguna?", oraciones)


def test_un_plazo_de_otra_cosa_no_cuenta() -> None:
    texto = "El comité se reúne en la capital. Sus miembros duran tres años en el cargo."
    assert falta_a_la_vista("¿En cuántos días responden mi solicitud?", texto, texto.split(". "))


_REPARTO = "permitiéndoles la distribución de responsabilidades, beneficios, riesgos y resultados"


@pytest.mark.parametrize(
    "pregunta",
    [
        "que riesgos hay para una ong",
        "¿Qué riesgos asume el Estado?",
        "q deberes tienen las fuentes cooperantes",
        "¿Cuáles son los beneficios de la empresa privada?",
        "cuales serian las obligaciones del municipio",
        "y que ventajas trae a mi asociacion",
        "¿Qué responsabilidades tiene la academia que participa?",
        "que aportes pone un gobierno regional",
        "como se benefician las empresas",
        "¿En qué nos beneficia como ONG?",
        "q gana mi empresa con esto",
        "que consigue la universidad si participa",
        "¿De qué manera se beneficiaría la comunidad?",
    ],
)
def test_nombrar_lo_que_se_reparte_no_dice_que_le_toca_a_uno(pregunta: str) -> None:
    assert no_dice_los_de_esa_parte(pregunta, _REPARTO)


@pytest.mark.parametrize(
    ("pregunta", "texto"),
    [
        ("¿Qué compromiso tiene la APCI?", "La APCI tiene el compromiso de elaborar acciones de promoción"),
        ("¿Cuáles son los deberes del titular?", "Son deberes del titular: informar, monitorear y remediar."),
        ("que obligaciones tiene el operador", "Las obligaciones que asume el operador se fijan en el contrato."),
        ("¿Qué se reparte en la alianza?", _REPARTO),
        ("¿Qué responsabilidades distribuyen los actores?", _REPARTO),
        ("¿Cuáles son los riesgos de la alianza?", _REPARTO),
        ("los riesgos los asume toditos la empresa no?", _REPARTO),
        ("quien gana con esto, uno o todos", _REPARTO),
        ("que se gana con la alianza", _REPARTO),
        ("¿Cómo se benefician las empresas?", "Son beneficios de las empresas: deducir lo que aportan."),
        ("Ya que los riesgos los lleva el Estado, ¿qué gana la empresa?", _REPARTO),
    ],
)
def test_si_el_texto_los_detalla_o_no_se_pide_lo_de_una_parte_se_afirma(pregunta: str, texto: str) -> None:
    assert not no_dice_los_de_esa_parte(pregunta, texto)
