"""Lo que consta del documento y del contacto de la APCI: se dice, con su fuente, y lo que no se tiene también."""

from dataclasses import replace

import pytest

from bot.dialogo.preguntas.lecturas.procedencia import leer_procedencia
from bot.dialogo.preguntas.parte import ParteContestada, Resultado
from tests.unidad.dialogo.preguntas.test_apartados import contexto

CONTACTO = "apci@ejemplo.pe, (01) 555-0100"
FUENTE = "APCI, Dirección de Políticas y Programas. Primera edición, marzo de 2017. ISBN 978-612-46580-9-9."


def leida(pregunta: str, contacto: str = "") -> ParteContestada:
    parte = leer_procedencia(replace(contexto(), contacto=contacto), pregunta)
    assert parte is not None
    assert parte.lectura is not None
    return parte


def dicho(parte: ParteContestada) -> str:
    assert parte.lectura is not None
    return f"{parte.lectura.entrada} {parte.lectura.cierre}"


@pytest.mark.parametrize(
    ("pregunta", "dato"),
    [
        ("en q año salio el documento", "2017"),
        ("de que año es el documento", "2017"),
        ("cuándo se publicó el marco", "2017"),
        ("cuando salio el documentito", "2017"),
        ("fecha de publicación del documento", "2017"),
        ("el documento es del 2017?", "2017"),
        ("de cuando es el libro", "2017"),
        ("que tan actual es este documento", "2017"),
        ("desde que año esta publicado el marco conceptual", "2017"),
        ("what year is the document from", "2017"),
        ("quien lo hizo", "APCI, Dirección"),
        ("y quien lo escribió", "APCI, Dirección"),
        ("quien publicó el marco conceptual", "APCI, Dirección"),
        ("quien es el autor del documento", "APCI, Dirección"),
        ("quien elaboro el marco conceptual de la apci", "APCI, Dirección"),
        ("por quien fue escrito el texto", "APCI, Dirección"),
        ("que institución publicó el documento", "APCI, Dirección"),
        ("who published this document?", "APCI, Dirección"),
        ("cual es el isbn", "ISBN 978-612-46580-9-9"),
        ("me das el ISBN del marco?", "ISBN 978-612-46580-9-9"),
        ("que edicion es", "Primera edición"),
        ("es la primera edicion?", "Primera edición"),
        ("la editorial cual es", "Primera edición"),
        ("de que version es lo que me cita", "Primera edición"),
        ("que direccion de la apci lo elaboró", "Dirección de Políticas y Programas"),
        ("qué área hizo el documento", "Dirección de Políticas y Programas"),
        ("como cito el documento en mi tesis", "Marco conceptual de las Alianzas Multiactor"),
        ("como se llama el documento completo", "Marco conceptual de las Alianzas Multiactor"),
        ("dame la ficha bibliografica del marco", "ISBN 978-612-46580-9-9"),
        ("de donde sacas lo que dices", "Marco conceptual de las Alianzas Multiactor"),
        ("cual es la fuente de esta informacion", "Marco conceptual de las Alianzas Multiactor"),
    ],
)
def test_dice_lo_que_consta_en_la_ficha_y_que_es_de_ella(pregunta: str, dato: str) -> None:
    parte = leida(pregunta)
    assert parte.resultado is Resultado.RESPUESTA
    assert dato in dicho(parte)
    assert FUENTE in dicho(parte)
    assert "Es la ficha" in dicho(parte)


@pytest.mark.parametrize(
    "pregunta",
    [
        "quien hizo la alianza",
        "¿Quién aprobó el marco conceptual?",
        "en qué año empieza mi proyecto",
        "cuando se publica la convocatoria",
        "quien publica los resultados",
        "¿Quién propone la definición?",
        "desde cuando existen las alianzas multiactor",
        "¿Quién elabora la propuesta?",
        "que año es la agenda",
        "en el marco de qué año se hizo la reunión",
        "¿De qué trata el documento?",
        "el documento pa que sirve",
        "¿qué tipo de documento es?",
        "como se llama el director de la apci",
        "cual es el correo de la universidad",
        "la dirección de mi ONG es Jr. Lima 123",
        "¿la empresa tiene página web?",
        "cuando se reúnen los actores",
        "quienes contactan a la empresa",
        "¿Cómo me comunico con los otros actores de la alianza?",
        "¿qué oficina de la municipalidad participa?",
    ],
)
def test_lo_que_habla_de_otra_cosa_se_busca(pregunta: str) -> None:
    assert leer_procedencia(replace(contexto(), contacto=CONTACTO), pregunta) is None


def test_lo_que_la_ficha_no_trae_se_dice() -> None:
    (ficha,) = contexto().fichas
    sin_isbn = replace(contexto(), fichas=(replace(ficha, fuente="APCI. Marzo de 2017."),))
    parte = leer_procedencia(sin_isbn, "cual es el isbn")
    assert parte is not None
    assert parte.resultado is Resultado.CERCANO
    assert "no dice el ISBN" in dicho(parte)


def test_sin_ficha_no_hay_de_donde_decirlo() -> None:
    (ficha,) = contexto().fichas
    assert leer_procedencia(replace(contexto(), fichas=(replace(ficha, fuente=""),)), "de que año es el marco") is None


@pytest.mark.parametrize(
    "pregunta",
    [
        "cual es el telefono de la apci",
        "a qué correo escribo",
        "a que numero llamo",
        "como me comunico con ustedes",
        "email de contacto porfa",
        "con quien me contacto",
        "a donde escribo",
        "tienen algun correo",
        "pasame el fono",
        "¿Cuál es el correo electrónico de la APCI?",
        "a que correo puedo consultar",
        "datos de contacto",
        "what is the email address of apci",
    ],
)
def test_con_contacto_lo_da_y_sin_el_lo_dice(pregunta: str) -> None:
    con, sin = leida(pregunta, CONTACTO), leida(pregunta)
    assert con.resultado is Resultado.RESPUESTA
    assert CONTACTO in dicho(con)
    assert "No tengo" not in dicho(con)
    assert sin.resultado is Resultado.CERCANO
    assert "No tengo" in dicho(sin)
    assert "página oficial" in dicho(sin)


@pytest.mark.parametrize(
    ("pregunta", "que"),
    [
        ("tienen whatsapp", "un WhatsApp"),
        ("cual es la direccion de la apci", "la dirección"),
        ("donde queda la apci", "la dirección"),
        ("horario de atencion", "el horario"),
        ("hasta que hora atienden", "el horario"),
        ("cual es la pagina web de la apci", "la página web"),
        ("donde los encuentro", "la dirección"),
    ],
)
def test_del_medio_que_no_tiene_lo_dice_y_da_el_que_tiene(pregunta: str, que: str) -> None:
    parte = leida(pregunta, CONTACTO)
    assert f"No tengo {que}" in dicho(parte)
    assert CONTACTO in dicho(parte)


def test_a_que_correo_se_envia_una_propuesta_no_lo_dicen_los_documentos() -> None:
    parte = leida("a qué correo envío mi propuesta", CONTACTO)
    assert "no dicen adónde se envía una propuesta" in dicho(parte)
    assert CONTACTO in dicho(parte)


@pytest.mark.parametrize(
    ("pregunta", "sabido"),
    [
        ("esta vigente eso", "por vigente"),
        ("¿Sigue vigente el marco?", "por vigente"),
        ("el documento está actualizado?", "por vigente"),
        ("hay otro documento mas nuevo", "por vigente"),
        ("salio una version mas nueva del marco?", "por vigente"),
        ("mandame el pdf", "se lo cito"),
        ("me pasas el documento", "se lo cito"),
        ("me puede enviar el texto", "se lo cito"),
        ("donde lo descargo", "se lo cito"),
        ("¿De dónde bajo el marco?", "se lo cito"),
        ("donde puedo encontrar el documento", "se lo cito"),
    ],
)
def test_de_la_vigencia_y_de_la_copia_se_dice_lo_que_se_sabe_y_no_se_da_por_contestado(
    pregunta: str, sabido: str
) -> None:
    parte = leida(pregunta)
    assert parte.resultado is Resultado.CERCANO
    assert sabido in dicho(parte)
    assert "marzo de 2017" in dicho(parte)


def test_del_ano_se_pregunta_sin_nombrar_el_documento() -> None:
    assert "Es de 2017." in dicho(leida("de que año es"))


@pytest.mark.parametrize(
    "pregunta",
    [
        "¿La alianza sigue vigente si se va un socio?",
        "mandame el borrador",
        "donde descargo el formato de propuesta",
        "hay otra alianza mas reciente en Cusco",
        "el registro de mi ONG esta vigente",
        "de que año es mi proyecto",
        "¿Me pasas el teléfono?",
    ],
)
def test_la_vigencia_y_la_copia_de_otra_cosa_no_son_del_documento(pregunta: str) -> None:
    parte = leer_procedencia(contexto(), pregunta)
    assert parte is None or "por vigente" not in dicho(parte)
    assert parte is None or "se lo cito" not in dicho(parte)
