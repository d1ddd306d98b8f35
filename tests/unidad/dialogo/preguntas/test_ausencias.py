"""Lo que una pregunta pide y el pasaje citado no trae a la vista: de ello no se afirma que conteste."""

import re

import pytest

from bot.dialogo.preguntas.reglas.ausencias import (
    es_de_otro_articulo,
    falta_a_la_vista,
    falta_lo_inequivoco,
    no_dice_los_de_esa_parte,
    pide_que_se_haga,
)
from tests.apoyo.entrevista import ENTREVISTA

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
    "¿Cuántas semanas se demora la licencia?",
    "¿A quién va el informe anual de la oficina?",
    "¿el informe de la oficina es anual o mensual?",
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
    "¿Cuántos años dura la licencia que otorga la municipalidad?",
    "¿Cómo se llama la señora que es alcaldesa y otorga la licencia?",
    "como se llama el señor o señora ministra",
    "¿De cuánto es la multa mensual?",
    "valor diario de la multa",
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


@pytest.mark.parametrize(
    ("pregunta", "texto", "falta"),
    [
        ("¿Cuáles son los requisitos del registro?", "Cumplir los requisitos señalados en el artículo 8.", True),
        ("que datos lleva la ficha", "La ficha se llena con los datos previstos en el anexo 2.", True),
        (
            "¿Cuál es el contenido mínimo del plan?",
            "El plan sigue el contenido mínimo establecido por la oficina.",
            True,
        ),
        ("¿Cuáles son los requisitos del registro?", "Son requisitos: ser mayor de edad y tener RUC.", False),
        (
            "¿Cuáles son los requisitos del registro?",
            "Los requisitos señalados en el artículo 8 son los siguientes requisitos: edad y RUC.",
            False,
        ),
        ("¿Quién aprueba los requisitos?", "La oficina aprueba los requisitos señalados en el artículo 8.", False),
        ("¿Desde cuándo se prohíbe en Tacna?", "Se prohíbe en Ica y Loreto desde el 1 de enero de 2020.", True),
        ("desde cuando se prohibe en ica", "Se prohíbe en Ica y Loreto desde el 1 de enero de 2020.", False),
        ("En Tacna tengo una chacra, ¿desde cuándo rige?", "La norma rige desde el 1 de enero de 2020.", False),
    ],
)
def test_lo_que_remite_a_otra_parte_o_es_de_otro_lugar_falta(pregunta: str, texto: str, falta: bool) -> None:
    assert falta_a_la_vista(pregunta, texto, [texto]) is falta


@pytest.mark.parametrize(
    ("pregunta", "apartado", "otro"),
    [
        ("¿Qué plazo fija el artículo 12?", "Artículo 8. Del plazo", True),
        ("segun el art 12 quien firma", "Artículo 12. De la firma", False),
        ("según el artículo 12-A, ¿quién firma?", "Artículo 3, “Artículo 12-A. De la firma”", False),
        ("según el artículo 1, ¿quién firma?", "Artículo 12. De la firma", True),
        ("¿Quién firma el acta?", "Artículo 12. De la firma", False),
        ("según los artículos 3 y 4, ¿quién firma?", "Artículo 4. De la firma", False),
    ],
)
def test_lo_que_se_pregunta_de_un_articulo_esta_en_ese(pregunta: str, apartado: str, otro: bool) -> None:
    assert es_de_otro_articulo(pregunta, apartado) is otro


@pytest.mark.parametrize(
    ("texto", "pide"),
    [
        ("llename la ficha con mis datos", True),
        ("Por favor, redácteme la denuncia", True),
        ("hazme la carta para el alcalde", True),
        ("quiero que me calcule la multa", True),
        ("¿me puede llenar el formulario?", True),
        ("¿Podrían presentarme la solicitud?", True),
        ("dígame qué plazo hay", False),
        ("explíqueme el artículo 4", False),
        ("quiero que me diga quién firma", False),
        ("¿Quién me llena la ficha?", False),
        ("¿puedo presentar la solicitud por internet?", False),
        ("llamé al alcalde, ¿qué plazo tiene?", False),
        ("me puede decir el plazo", False),
    ],
)
def test_pedir_que_se_haga_algo_no_es_preguntar(texto: str, pide: bool) -> None:
    assert pide_que_se_haga(texto) is pide


@pytest.mark.parametrize("departamento", [uno.nombre for uno in ENTREVISTA.catalogos.departamentos if uno.provincias])
def test_se_conocen_los_departamentos_del_catalogo(departamento: str) -> None:
    otro = "Tacna" if departamento != "Tacna" else "Loreto"
    assert falta_a_la_vista(f"¿rige en {departamento}?", f"La ordenanza rige en {otro}.", [])
    assert not falta_a_la_vista(f"¿rige en {departamento}?", f"La ordenanza rige en {departamento}.", [])
