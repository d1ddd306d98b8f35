"""Lo que se le hace a una consulta: se corrige lo que con seguridad está mal y nada más, y se amplía."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conocimiento.modelo import Equivalencia
from indices.palabras.consultas import Ampliador, Corrector, Lengua, lo_que_se_dice
from indices.palabras.lexico import raices_de

TEXTOS = [
    "La Municipalidad de Chachapoyas firmó un convenio con la cooperación alemana. Después firmó otro en Chachapoyas.",
    "El presupuesto del convenio cubre la educación rural. La educación empieza en marzo.",
    "Las casas y las cosas de la casona.",
]

NADA_MAS = Lengua(lambda _: False)


@pytest.fixture(scope="module")
def corrector() -> Corrector:
    return Corrector(TEXTOS, Lengua({"maraton", "educador"}.__contains__))


@pytest.mark.parametrize(
    ("escrita", "esperada"),
    [
        ("que cubre el presupesto", "qué cubre el presupuesto"),
        ("el presupuetso", "el presupuesto"),
        ("la educacoin", "la educación"),
        ("convenios en chachapoyas", "convenios en Chachapoyas"),
        ("la educacion en Chahcapoyas", "la educación en Chachapoyas"),
        ("el convneio, ¿y la educasion?", "el convenio, ¿y la educación?"),
    ],
)
def test_corrige_una_errata_clara_y_escribe_como_el_corpus(corrector: Corrector, escrita: str, esperada: str) -> None:
    assert corrector.corregir(escrita) == esperada


@pytest.mark.parametrize(
    "escrita",
    [
        "¿Qué cubre el presupuesto del convenio?",
        "maratón y maraton",  # es de la lengua, aunque el corpus no la traiga
        "educador",  # conocida, aunque se parezca a otra
        "telescopio",  # desconocida y sin parecida
        "presupuesta",  # comparte la raíz con una del corpus
        "convenío",  # quien pone una tilde ha mirado la palabra
        "2024 y 1250,00",
        "",
        "😀😀",
    ],
)
def test_no_toca_lo_que_puede_estar_bien(corrector: Corrector, escrita: str) -> None:
    assert corrector.corregir(escrita) == escrita


def test_lo_que_dice_otro_documento_no_es_una_errata(corrector: Corrector) -> None:
    assert corrector.corregir("la cosa") == "la cosa"
    assert (corrector.corregir("las coxas"), corrector.sin_erratas("las coxas")) == ("las cosas", "las cosas")
    ajena = {"coxas"}.__contains__
    assert (corrector.corregir("las coxas", ajena), corrector.sin_erratas("las coxas", ajena)) == ("las coxas",) * 2


def test_ante_la_duda_no_corrige() -> None:
    corrector = Corrector(["carros y cargos", "carros y cargos"], NADA_MAS)
    assert corrector.corregir("carlos") == "carlos"


def test_entre_dos_gana_la_mucho_mas_frecuente() -> None:
    corrector = Corrector(["carros " * 9 + "cargos"], NADA_MAS)
    assert corrector.corregir("carlos") == "carros"


@pytest.fixture(scope="module")
def con_lo_que_se_dice() -> Corrector:
    existe = frozenset(
        "años cuál línea primero contar invitaron mina comas otro otra financiar saber".split()
    ).__contains__
    frases = [
        "¿Cuál es la primera línea?",
        "hace años nos invitaron",
        "kienes van",
        "quiero saber",
        "la mina, las comas",
    ]
    return Corrector(TEXTOS, Lengua(lambda _: False, existe, lo_que_se_dice(frases, existe)))


@pytest.mark.parametrize(
    ("escrita", "esperada"),
    [
        ("ucál es la libea", "cuál es la línea"),  # las dos primeras letras al revés, y de cuatro
        ("hace annos", "hace años"),
        ("nos nivitaron al convneio", "nos invitaron al convenio"),
        ("qiero saaber", "quiero saber"),
        ("línae", "línea"),  # lleva tilde, y aun así no es ninguna palabra
    ],
)
def test_corrige_tambien_con_lo_que_la_gente_dice(con_lo_que_se_dice: Corrector, escrita: str, esperada: str) -> None:
    assert con_lo_que_se_dice.corregir(escrita).lower() == esperada


@pytest.mark.parametrize(
    "escrita",
    [
        "va a financiar",  # la trae el diccionario, aunque nadie la diga
        "los de MINSA",  # una sigla que nadie dice
        "¿y kiemes?",  # «kienes» se dijo una vez y no existe: no se corrige a ella
        "univ y resu",  # abreviaturas
    ],
)
def test_lo_que_la_gente_no_dice_se_deja(con_lo_que_se_dice: Corrector, escrita: str) -> None:
    assert con_lo_que_se_dice.corregir(escrita) == escrita


@pytest.mark.parametrize(
    ("escrito", "esperado"),
    [
        ("en 1 libea, educacion", "en 1 linea, educacion"),  # no pone las tildes que la persona no puso
        ("¿en 1 libea? Educacion", "¿en 1 línea? Educacion"),
        ("chachapoyas", "chachapoyas"),
    ],
)
def test_sin_erratas_deja_lo_demas_como_se_escribio(con_lo_que_se_dice: Corrector, escrito: str, esperado: str) -> None:
    assert con_lo_que_se_dice.sin_erratas(escrito) == esperado


@given(st.text(max_size=200))
def test_cualquier_texto_se_puede_corregir_y_corregirlo_otra_vez_no_cambia_los_signos(texto: str) -> None:
    corregido = Corrector(TEXTOS, NADA_MAS).corregir(texto)
    assert [letra for letra in corregido if not letra.isalnum()] == [letra for letra in texto if not letra.isalnum()]


def test_un_texto_desmedido_se_corrige_solo_al_comienzo(corrector: Corrector) -> None:
    texto = "presupesto " * 2_000
    corregido = corrector.corregir(texto)
    assert corregido.startswith("presupuesto ") and corregido.endswith("presupesto ")


VOCABULARIO = (
    Equivalencia(("profesor", "docente"), "maestros", mismo_tema=True),
    Equivalencia(("dónde queda",), "viviendas", mismo_tema=False),
)


def test_ampliar_agrega_lo_equivalente_y_aparta_lo_que_orienta() -> None:
    ampliada = Ampliador(VOCABULARIO).ampliar("¿Donde queda el colegio de los Profesores?")
    assert "maestros" in ampliada.consulta and "viviendas" not in ampliada.consulta
    assert "maestros" in ampliada.orientada and "viviendas" in ampliada.orientada


def test_ampliar_no_toca_lo_que_no_reconoce() -> None:
    ampliada = Ampliador(VOCABULARIO).ampliar("¿Llueve en el Cusco?")
    assert ampliada.consulta == "¿Llueve en el Cusco?"
    assert ampliada.orientada == ""


def test_lo_omnipresente_se_quita_solo_para_ordenar() -> None:
    omnipresentes = frozenset(raices_de("agua"))
    ampliador = Ampliador((), omnipresentes)
    ampliada = ampliador.ampliar("precio del agua")
    assert ampliada.consulta == "precio del agua"
    assert "agua" not in ampliada.orientada and "precio" in ampliada.orientada
    assert ampliador.ampliar("¿y el agua?").orientada == ""
