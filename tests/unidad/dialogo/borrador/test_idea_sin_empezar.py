"""Contar la idea en el primer mensaje: se ofrece ordenarla, sin guardarla antes de que se acepte."""

import json

import pytest

from bot.dialogo.borrador.acciones import parece_pregunta
from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import OlvidarRecibido
from bot.dialogo.entradas import MensajeRecibido
from bot.dialogo.peticiones.conversacion import LARGO_RETENIDO
from bot.dialogo.turno import Estado
from bot.entrevista.comprension.comprender import anuncia_una_idea
from bot.entrevista.comprension.lote import lote_abierto
from tests.apoyo.charla import CONTEXTO, ENTORNO, ENTREVISTA, Charla
from tests.apoyo.rutas import RAIZ

IDEAS = (
    "buenas, somos una fundación y queremos apoyar escuelas en puno",
    "hola, soy de una ONG y queremos hacer un proyecto de agua con una minera en Cajamarca",
    "tenemos una idea para sembrar agua en ayacucho con la universidad",
    "queremos hacer una alianza con la municipalidad de comas para reciclar",
    "mi empresa quiere ayudar a los niños con anemia en loreto",
    "tengo un proyecto de reforestacion en san martin con una ong alemana",
    "somos una empresa textil de gamarra, buscamos socios para capacitar 200 mujeres",
    "kremos limpiar la playa de huanchaco con los pescadores y la muni",
    "nuestra asociacion busca llevar internet a 12 colegios de espinar",
    "Alianza: Ministerio de Salud, Laboratorios Andinos S.A.C. y la OPS. Vacunar a 30 mil niños de Loreto. 8 meses.",
    "me gustaria trabajar con la universidad de piura por el bosque seco, unas 300 hectareas",
    "hay un proyecto de riego en ica, 110 familias, 85 mil soles, 7 meses",
    "queremos hacer un proyecto de agua en puno con una minera, que atiende a 300 familias",
    "tenemos una idea para sembrar agua en ayacucho, donde viven 40 comuneros",
    "mi empresa quiere ayudar a los niños con anemia en loreto, que necesitamos para empezar",
    "queremos apoyar escuelas en puno con la ugel, a quien le cuento mi idea",
    "la municipalidad provincial de chota quiere tratar la basura",
    "hola, la ong agua viva busca llevar agua a 12 caserios de jaen",
    "la universidad nacional de jaen desea capacitar a 200 caficultores",
)
NO_SON_IDEAS = (
    "quiero saber qué es una alianza multiactor",
    "somos una ONG de Puno, ¿podemos participar?",
    "quisiera inscribir a mi organización de Cusco en el próximo piloto",
    "quiero hablar con una persona de la APCI en Lima",
    "queremos que nos ayuden con 200 mil soles en Ayacucho",
    "quiero leer las respuestas que dio la Universidad de Piura",
    "mi gerente desea una reunión con la APCI en Arequipa",
    "quien puede participar",
    "buenas tardes, soy Rosa, de la ONG Manos",
    "gracias, muy amable",
    "no hay luz en mi pueblo",
    "quiero borrar mis datos",
    "quiero denunciar a una ong de puno",
    "queremos quejarnos de la municipalidad de Lima",
    "mi DIA la aprobo SENACE en la clasificacion y ahora quiero modificarla, a quien le pido",
    "somos una junta de regantes y queremos ampliar un canal. q documento tenemos q presentar antes de empezar la obra",
    "somos una ong de puno y queremos abrir una posta, que permisos necesito",
    "queremos sembrar pinos en jauja con la comunidad, quien aprueba eso",
    "tengo una empresa en ica y queremos regar con agua tratada, cuanto demora el permiso",
    "queremos hacer una carretera en ayacucho, y que estudio piden",
    "mi asociacion quiere criar truchas en el lago titicaca; donde saco el permiso",
    "queremos botar el desmonte en la quebrada de chosica, que pasa si no pedimos permiso",
    "somos mineros de madre de dios y queremos formalizarnos, ante quien presentamos los papeles",
    "queremos vender carbono del bosque de san martin. cuales son los requisitos",
    "la municipalidad de chota quiere saber quienes participan",
    "una ong de puno desea participar en el piloto",
    "la empresa busca socios",
    "queremos renovar nuestro registro porque se venció el año pasado",
    "queremos inscribir a nuestra ong en el registro de ONGD",
    "vamos a presentar la declaracion anual de nuestra fundacion en puno",
)


@pytest.mark.parametrize("dicho", IDEAS)
def test_a_quien_cuenta_su_idea_se_le_ofrece_ordenarla(dicho: str) -> None:
    turno = decidir(CONTEXTO, Estado(), MensajeRecibido(dicho))
    assert OlvidarRecibido() in turno.efectos
    assert turno.estado.retenido
    assert dicho not in str(turno.estado)
    assert [boton.etiqueta for boton in turno.estado.botones] == [
        "Acepto", "No acepto", "Era una pregunta", "Leer el aviso",
    ]  # fmt: skip


@pytest.mark.parametrize("dicho", NO_SON_IDEAS)
def test_lo_que_no_es_una_idea_sigue_su_camino(dicho: str) -> None:
    assert not decidir(CONTEXTO, Estado(), MensajeRecibido(dicho)).estado.retenido


def test_las_preguntas_de_otras_voces_no_se_toman_por_ideas() -> None:
    escritas = (RAIZ / "tests" / "evaluacion" / "voces-marco.jsonl").read_text(encoding="utf-8").splitlines()
    preguntas = [json.loads(linea)["pregunta"] for linea in escritas[::8]]
    tomadas = [
        una for una in preguntas if not parece_pregunta(una, None) and anuncia_una_idea(ENTREVISTA, una, ENTORNO)
    ]
    assert len(tomadas) <= len(preguntas) / 200, tomadas


def test_al_aceptar_se_empieza_con_lo_que_conto() -> None:
    charla = Charla.desde_cero()
    charla.escribir("somos la cooperativa Valle Verde de Jaén, queremos que 300 familias vendan mejor su café")
    charla.pulsar("Acepto")
    assert charla.mensaje.texto.startswith("Esto entendí")
    assert charla.retenido == ""
    assert charla.respuestas() == {}


IDEA = "somos la cooperativa Valle Verde de Jaén, queremos que 300 familias vendan mejor su café"


@pytest.mark.parametrize(
    "trozo",
    [
        "con la municipalidad de Jaén",
        "y tambien la universidad de Jaén",
        "costaria 200 mil soles",
        "en 18 meses",
        "ah y con la ong agua viva",
        "el problema es que los intermediarios pagan muy poco por el café",
    ],
)
def test_lo_que_se_cuenta_despues_ante_el_aviso_se_suma_a_la_idea(trozo: str) -> None:
    charla = Charla.desde_cero()
    charla.escribir(IDEA)
    charla.escribir(trozo)
    assert charla.retenido == f"{IDEA}\n{trozo}"
    charla.pulsar("Acepto")
    lote = lote_abierto(charla.estado.eventos)
    assert lote is not None
    entendido = {uno.llave[0] for _, uno in lote.entendidos}
    assert {"nombre_organizacion", "poblacion"} < entendido


@pytest.mark.parametrize(
    "dicho", ["guardar todo", "uno por uno", "guarda", "está bien así", "listo", "siguiente", "atras", "Descartar"]
)
def test_lo_que_no_cuenta_nada_no_se_toma_por_la_idea(dicho: str) -> None:
    charla = Charla.desde_cero()
    charla.escribir(IDEA)
    charla.escribir(dicho)
    assert charla.retenido == IDEA
    assert charla.estado.borrador is None


def test_lo_que_se_tiene_a_mano_no_crece_sin_fin() -> None:
    charla = Charla.desde_cero()
    charla.escribir(IDEA)
    for _ in range(6):
        charla.escribir("y además con la municipalidad de Jaén " * 60)
    assert len(charla.retenido) == LARGO_RETENIDO
    assert charla.retenido.startswith(IDEA)


def test_otra_idea_no_se_suma_a_la_que_no_se_acepto() -> None:
    charla = Charla.desde_cero()
    charla.escribir(IDEA)
    charla.pulsar("No acepto")
    charla.escribir(IDEAS[0])
    assert charla.retenido == IDEAS[0]


def test_si_era_una_pregunta_se_busca_y_no_queda_nada_a_mano() -> None:
    charla = Charla.desde_cero()
    charla.escribir(IDEAS[0])
    charla.escribir("era una pregunta")
    assert charla.buscado == IDEAS[0]
    assert charla.retenido == ""
    assert not charla.estado.retenido
    assert not charla.estado.en_entrevista


def test_si_no_acepta_se_olvida() -> None:
    charla = Charla.desde_cero()
    charla.escribir(IDEAS[0])
    charla.pulsar("No acepto")
    assert charla.retenido == ""
    assert not charla.estado.retenido
    assert charla.buscado == ""


def test_si_lo_escrito_ya_no_esta_a_mano_se_invita_a_preguntar() -> None:
    charla = Charla.desde_cero()
    charla.escribir(IDEAS[0])
    charla.retenido = ""
    charla.pulsar("Era una pregunta")
    assert "pregunta" in charla.mensaje.texto
    assert charla.buscado == ""


@pytest.mark.parametrize(
    ("dicho", "ofrece"),
    [
        ("quiero q los artesanos vendan por internet", True),
        ("sería con la gente de catacaos y la iglesia", True),
        ("el problema es q la basura se quema al aire libre", True),
        ("los artesanos no saben vender y pierden clientes", True),
        ("¿los artesanos pueden vender por internet?", False),
        ("quiero saber quién recoge la basura", False),
        ("cuánto cuesta quemar la basura del pueblo", False),
        ("la basura quemada", False),
    ],
)
def test_a_quien_cuenta_algo_que_el_marco_no_dice_se_le_ofrece_armar_su_propuesta(dicho: str, ofrece: bool) -> None:
    charla = Charla.desde_cero()
    charla.escribir(dicho)
    assert ("Armar mi propuesta" in charla.etiquetas()) is ofrece
    assert ("contando su idea" in charla.mensaje.texto) is ofrece
