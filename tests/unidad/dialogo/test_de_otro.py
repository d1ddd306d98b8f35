"""Lo que cuenta de otro quien escribe —otro que ayuda, otro trámite— no se toma por un pedido ni por una alianza."""

import pytest

from bot.dialogo.intenciones.de_otro import ayuda_otro, es_otro_tramite, nombra_un_tramite, pregunta_por_otro_tramite
from bot.dialogo.intenciones.reconocer import Intencion, reconocer


@pytest.mark.parametrize(
    "frase",
    [
        "la cámara ayuda con contactos",
        "La Cámara de Comercio de Ica nos contacta con compradores.",
        "el gobierno regional apoya con asesoria tecnica",
        "y la ugel nos pone un especialista",
        "mi primo habla con el alcalde",
        "un especialista de la DIRESA capacita a las promotoras",
        "una persona de la parroquia nos ayuda con los trámites",
        "promperu consigue citas con compradores",
        "nos ayuda un señor de la comunidad",
        "Sierra y Selva Exportadora facilita contactos",
        "la muni va a hablar con una persona de la empresa",
        "mi socio quedó en conversar con un funcionario de la municipalidad",
        "conozco a una ingeniera que nos orienta",
        "los de la cooperativa coordinan con los compradores",
        "tambien nos presta su local la parroquia",
    ],
)
def test_que_otro_ayude_no_pide_una_persona(frase: str) -> None:
    assert ayuda_otro(frase)
    assert reconocer(frase) is not Intencion.PERSONA


@pytest.mark.parametrize(
    "frase",
    [
        "quiero hablar con alguien",
        "que me llamen por favor",
        "que la apci me atienda por teléfono",
        "que alguien me atienda",
        "quisiera que un especialista me llame",
        "necesito que alguien de la apci me ayude",
        "un asesor que me oriente porfa",
        "la apci me puede llamar",
        "me pasan con el área de alianzas",
        "me comunican con un funcionario",
        "queremos una reunión con un especialista",
        "prefiero la atención de una persona",
        "necesito conversar con un funcionario",
    ],
)
def test_pedir_una_persona_se_sigue_entendiendo(frase: str) -> None:
    assert not ayuda_otro(frase)
    assert reconocer(frase) is Intencion.PERSONA


@pytest.mark.parametrize(
    "frase",
    [
        "necesito ayuda",
        "ayuda por favor",
        "me ayuda alguien",
        "un especialista me atiende",
        "¿la universidad ayuda?",
        "el bot no ayuda",
        "nadie me contesta",
        "la apci apoya a las alianzas",
        "qué entidad apoya a las ONG",
        "a que le llaman transparencia",
        "después de este documento sale una guía",
        "las fuentes participan o solo ponen plata",
        "queremos una empresa que nos contacte con compradores",
        "mándame el correo del especialista",
        "la ayuda de la municipalidad",
    ],
)
def test_lo_que_pide_o_pregunta_no_cuenta_que_otro_ayude(frase: str) -> None:
    assert not ayuda_otro(frase)


@pytest.mark.parametrize(
    ("frase", "pregunta"),
    [
        ("quiero renovar mi inscripción en el registro de ONGD", True),
        ("cómo actualizo mi registro", True),
        ("donde presento la declaracion anual", True),
        ("quiero inscribir a mi ong", True),
        ("¿Qué requisitos hay para inscribirse como ENIEX?", True),
        ("cuanto cuesta inscribir una ong", True),
        ("necesito sacar la constancia de inscripcion de mi asociacion", True),
        ("quiero dar de baja a mi ong", True),
        ("hasta cuándo es la declaración anual", True),
        ("cómo hago la devolución del IGV", True),
        ("tengo que hacer mi informe anual de actividades", True),
        ("quiero liberar una donacion de la aduana", True),
        ("como registro a un voluntario extranjero", True),
        ("renovacion de ongd", False),
        ("se me venció la inscripción", False),
        ("mi fundación quiere registrarse en la APCI", False),
        ("me pusieron una multa por no declarar", False),
        ("plan anual de operaciones", False),
        ("requisitos para ser ongd", False),
        ("cambio de representante legal en apci", False),
        ("mi ong perdió su vigencia", False),
        ("necesito el certificado de inscripción", True),
        ("cómo hago el trámite para traer donaciones", True),
        ("la apci me observó mi expediente de renovación", False),
        ("estado de mi trámite", False),
        ("quiero saber el estado de mi expediente", True),
        ("cómo va mi trámite", True),
        ("me falta declarar el 2025", False),
        ("dónde declaro el año pasado", True),
        ("qué es el RUOS", False),
        ("tengo que liberar un contenedor donado", True),
        ("nos llega un contenedor de ropa en donación", False),
        ("cómo ingreso equipos donados del extranjero", True),
    ],
)
def test_otro_tramite_de_la_agencia(frase: str, pregunta: bool) -> None:
    assert es_otro_tramite(frase)
    assert pregunta_por_otro_tramite(frase) is pregunta
    assert reconocer(frase) is None


@pytest.mark.parametrize(
    "frase",
    [
        "¿la alianza se inscribe en un registro?",
        "mi ong debe estar inscrita en la apci para participar en una alianza?",
        "como registro mi propuesta",
        "donde presento mi propuesta",
        "una ong no inscrita puede integrar la alianza",
        "¿Las ENIEX tienen que renovar su inscripción para ser aliadas?",
        "¿qué es una eniex?",
        "borra mis datos",
        "elimina mi registro de esta conversación",
        "actualizar el registro de productores",
        "queremos registrar a las artesanas de Ayacucho",
        "la ong pone el registro fotográfico",
        "en qué mes se presenta el avance",
        "qué es una alianza",
        "el estado de las carreteras",
        "los productores no declaran lo que cosechan",
        "la empresa pone el contenedor para la basura",
        "equipos donados por la empresa",
        "hacer seguimiento a los indicadores",
    ],
)
def test_lo_de_una_alianza_o_de_una_idea_no_es_otro_tramite(frase: str) -> None:
    assert not es_otro_tramite(frase)


@pytest.mark.parametrize(
    ("citado", "nombra"),
    [
        ("La inscripción en el Registro se renueva cada dos años.", True),
        ("Las donaciones se comunican a la entidad.", True),
        ("Un esquema de cooperación voluntaria de carácter horizontal.", False),
    ],
)
def test_si_el_documento_trata_el_tramite_se_cita(citado: str, nombra: bool) -> None:
    assert nombra_un_tramite(citado) is nombra
