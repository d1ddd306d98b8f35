"""Pedir que se explique más fácil o con un ejemplo, como lo pida cada quien, y qué se muestra."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import Enviar
from bot.dialogo.entradas import MensajeRecibido
from bot.dialogo.peticiones import Buscar, PasajesEncontrados
from bot.dialogo.preguntas import textos
from bot.dialogo.preguntas.responder import leer
from bot.dialogo.preguntas.sencillo import pide_explicacion
from bot.dialogo.turno import Contexto, Estado
from conocimiento.ingesta import leer_corpus, leer_solicitudes
from conocimiento.modelo import RESPUESTA, Documento, Hallazgo, Idea, Juicio, Pasaje
from tests.apoyo.charla import ENTREVISTA
from tests.apoyo.rutas import DOCUMENTOS
from tests.unidad.dialogo.preguntas.test_apartados import contexto

TEMA = frozenset({"alianz", "multiactor", "marc", "conceptual", "apci"})

DE_LO_ULTIMO = [
    ("explíquemelo fácil", "S"),
    ("no entendí", "S"),
    ("no entendi nada", "S"),
    ("en cristiano", "S"),
    ("un ejemplo", "E"),
    ("como sería en la vida real", "E"),
    ("mas facil pe", "S"),
    ("explícamelo con otras palabras", "S"),
    ("como para un niño", "S"),
    ("explicame como si tuviera 5 años", "S"),
    ("dame un ejemplo", "E"),
    ("por ejemplo?", "E"),
    ("un ejemplo porfa", "E"),
    ("ponme un caso", "E"),
    ("¿Podría darme un ejemplo práctico?", "E"),
    ("no me queda claro, me lo explica de manera sencilla?", "S"),
    ("qué quiere decir eso", "S"),
    ("qué significa eso en palabras simples", "S"),
    ("a qué se refiere con eso", "S"),
    ("muy enredado, más simple", "S"),
    ("no capto, explique mejor", "S"),
    ("hablame en peruano", "S"),
    ("sin tanto floro", "S"),
    ("can you explain it in simple words", "S"),
    ("I don't understand", "S"),
    ("give me an example", "E"),
    ("for example?", "E"),
    ("como asi? un ejemplito", "E"),
    ("ilústremelo con un caso concreto", "E"),
    ("en palabras sencillas", "S"),
    ("está muy técnico", "S"),
    ("traduzca eso a lenguaje simple", "S"),
    ("q significa en la practica", "E"),
    ("y cómo se vería eso en la práctica?", "E"),
    ("no le entiendo, podría ser más claro?", "S"),
    ("explíqueme eso por favor", "S"),
    ("o sea cómo? en sencillo", "S"),
    ("sea más claro", "S"),
    ("me lo puede decir de otra manera", "S"),
    ("dígamelo en simple", "S"),
    ("quedé igual, más fácil", "S"),
    ("no caché", "S"),
    ("muy complicado para mí", "S"),
    ("explicame como a mi abuela", "S"),
    ("qué quiso decir", "S"),
    ("¿y eso qué significa?", "S"),
    ("en cristiano pues", "S"),
    ("con palabras de la calle", "S"),
    ("un caso práctico por favor", "E"),
    ("ejemplo?", "E"),
    ("algún ejemplo?", "E"),
    ("y un ejemplo de eso", "E"),
    ("deme un ejemplo de la vida diaria", "E"),
    ("ponga un ejemplo sencillo", "E"),
    ("cómo sería eso", "E"),
    ("explíquelo con un ejemplo", "E"),
    ("could you explain that in plain english", "S"),
    ("an example please", "E"),
]

DE_LO_QUE_SE_NOMBRA = [
    ("qué es una alianza multiactor, explíquemelo fácil", "S"),
    ("en cristiano, q es una alianza de esas", "S"),
    ("explícame con palabras sencillas qué es la transparencia", "S"),
    ("dame un ejemplo de confianza entre actores", "E"),
    ("un ejemplo de efecto multiplicativo", "E"),
    ("¿qué significa cooperación horizontal? en palabras simples por favor", "S"),
    ("no entiendo qué es el respeto en la alianza", "S"),
    ("explicame facil lo de los riesgos", "S"),
    ("como para un niño: para qué sirven las alianzas", "S"),
    ("explain in simple terms what transparency means", "S"),
    ("un ejemplo de objetivo común", "E"),
    ("de forma sencilla, ¿para qué sirven los pilotos?", "S"),
    ("explícame la confianza con un ejemplo", "E"),
    ("no entiendo eso de la transparencia", "S"),
    ("qué es eso de horizontal, en fácil", "S"),
    ("para qué son los principios? explicame como a un niño", "S"),
    ("ejemplos de actores sociales", "E"),
    ("qué significa efecto multiplicativo en cristiano", "S"),
]

NO_LO_PIDEN = [
    "dame un ejemplo real de alianza multiactor",
    "qué alianzas existen, un ejemplo",
    "cuál es la forma más simple de participar",
    "es más fácil con una ONG?",
    "qué es una alianza",
    "la empresa no entiende qué debe hacer",
    "¿los papeles tienen que estar en nuestro idioma, quechua por ejemplo?",
    "puede entrar una empresa de otro país, una chilena por ejemplo",
    "quien pone la plata, el municipio por ejemplo?",
    "por ejemplo, ¿una minera puede participar?",
    "hay ejemplos de alianzas en el Perú",
    "casos de éxito",
    "se validan en la práctica los procedimientos?",
    "a qué se refiere con fuente cooperante",
    "qué significa CID",
    "es difícil formar una alianza?",
    "los niños pueden participar",
    "para niños de primaria sirve la alianza?",
]


@pytest.mark.parametrize(("texto", "que"), DE_LO_ULTIMO)
def test_lo_pide_de_lo_ultimo(texto: str, que: str) -> None:
    pedida = pide_explicacion(texto, TEMA)
    assert pedida is not None
    assert pedida.de_que == ""
    assert pedida.en_sencillo if que == "S" else pedida.con_ejemplo


@pytest.mark.parametrize(("texto", "que"), DE_LO_QUE_SE_NOMBRA)
def test_lo_pide_de_lo_que_nombra(texto: str, que: str) -> None:
    pedida = pide_explicacion(texto, TEMA)
    assert pedida is not None
    assert pedida.de_que
    assert pedida.de_que.partition("?")[0] in texto
    assert pedida.en_sencillo if que == "S" else pedida.con_ejemplo


@pytest.mark.parametrize("texto", NO_LO_PIDEN)
def test_no_lo_pide(texto: str) -> None:
    assert pide_explicacion(texto, TEMA) is None


def test_lo_que_se_contesta_en_la_entrevista_y_lo_que_se_pregunta_al_marco_no_lo_piden(record_property: Any) -> None:
    respuestas = next(una for una in leer_solicitudes(DOCUMENTOS) if una.clave == RESPUESTA).ejemplos
    preguntas = [una for idea in marco().ideas if idea.contesta for una in idea.preguntas]
    preguntas = [una for una in preguntas if "cristiano" not in una and "sin floro" not in una]  # estas sí lo piden
    record_property("probados", len(respuestas) + len(preguntas))
    assert [una for una in (*respuestas, *preguntas) if pide_explicacion(una, TEMA)] == []


@pytest.mark.parametrize(
    "texto",
    [
        "Me invitaron a formar parte de una alianza y no sé qué es, ¿me explican?",
        "dame ejemplos de preguntas",
        "en q principio cae eso d decir claro xq uno se metio a la alianza",
        "¿se puede decir mejor que no?",
        "no entiendo qué tengo que hacer",
        "claro",
        "¿Qué se ganaría usando de otra manera la plata que hoy ya se invierte?",
        "deme un ejemplo de experiencia internacional de las que menciona",
        "difícil, no sabría decir",
        "Tercera vez que me pide lo mismo con otras palabras.",
    ],
)
def test_lo_que_se_le_parece_tampoco(texto: str) -> None:
    assert pide_explicacion(texto, TEMA) is None


@pytest.mark.parametrize("texto", ["explíquemelo fácil", "un ejemplo"])
def test_en_la_entrevista_es_de_la_pregunta_de_delante(texto: str) -> None:
    _, estado = dicho(conversacion(), Estado(saludada=True), "qué es una alianza", juzgado(IDEAS["definicion"]))
    dice, _ = dicho(conversacion(), replace(estado, en_entrevista=True), texto, juzgado(IDEAS["definicion"]))
    assert "(no es texto del marco)" not in dice


@cache
def marco() -> Documento:
    (documento,) = leer_corpus(DOCUMENTOS)
    return documento


def conversacion(**cambios: object) -> Contexto:
    return replace(contexto(), entrevista=ENTREVISTA, explicaciones=marco().explicaciones, **cambios)  # pyright: ignore[reportArgumentType]


def juzgado(idea: Idea) -> Hallazgo:
    """Lo que se hallaría de una pregunta que es claramente la de esa idea."""
    documento = marco()
    inicio = idea.lugar.inicio if idea.lugar else 0
    en_el = [uno for uno in documento.fragmentos if uno.inicio <= inicio < uno.fin]
    fragmento = en_el[0] if en_el else documento.fragmentos[0]
    oracion = next((uno for uno in fragmento.oraciones if uno.inicio <= inicio < uno.fin), fragmento.oraciones[0])
    contesta = 0.97 if idea.contesta else 0.01
    juicio = Juicio(contesta, 0.98 - contesta, 0.02, ((idea, 0.95),))
    return Hallazgo(idea.clave, (Pasaje(fragmento, 1.0, oracion),), 0.9, juicio=juicio)


def dicho(contexto: Contexto, estado: Estado, texto: str, hallazgo: Hallazgo) -> tuple[str, Estado]:
    turno = decidir(contexto, estado, MensajeRecibido(texto))
    while any(isinstance(efecto, Buscar) for efecto in turno.efectos):
        turno = decidir(contexto, turno.estado, PasajesEncontrados((hallazgo,)))
    return "\n".join(uno.mensaje.texto for uno in turno.efectos if isinstance(uno, Enviar)), turno.estado


IDEAS = {idea.clave: idea for idea in marco().ideas}


@pytest.mark.parametrize("idea", [una for una in IDEAS.values() if una.contesta], ids=lambda una: una.clave)
def test_de_cada_idea_se_da_lo_escrito_con_su_titulo_y_la_cita_debajo(idea: Idea) -> None:
    suya = next(una for una in marco().explicaciones if una.idea == idea.clave)
    de_esta = conversacion()
    _, estado = dicho(de_esta, Estado(saludada=True), idea.preguntas[0], juzgado(idea))
    facil, estado = dicho(de_esta, estado, "explíquemelo fácil", juzgado(idea))
    lineas = facil.splitlines()
    assert lineas[:2] == [textos.EN_SENCILLO, suya.en_sencillo]
    assert lineas[2] == textos.NO_APROBADA
    assert any(linea.startswith("«") for linea in lineas[3:])
    if suya.ejemplo:
        ejemplo, _ = dicho(de_esta, estado, "un ejemplo", juzgado(idea))
        assert ejemplo.splitlines()[:2] == [textos.UN_EJEMPLO, suya.ejemplo]
        assert "«" in ejemplo


@pytest.mark.parametrize("idea", [una for una in IDEAS.values() if not una.contesta], ids=lambda una: una.clave)
@pytest.mark.parametrize("texto", ["explíquemelo fácil", "no entendí", "un ejemplo", "como sería en la vida real"])
def test_de_lo_que_el_documento_no_dice_no_se_explica_nada(idea: Idea, texto: str) -> None:
    de_esta = conversacion()
    _, estado = dicho(de_esta, Estado(saludada=True), idea.preguntas[0], juzgado(idea))
    dice, _ = dicho(de_esta, estado, texto, juzgado(idea))
    assert textos.EN_SENCILLO not in dice
    assert textos.UN_EJEMPLO not in dice
    assert "Imagine" not in dice


SIN_DECIR = [una for una in IDEAS.values() if not una.contesta and leer(conversacion(), una.preguntas[0]) is None]
"""Lo que se contesta sin buscar (el contacto, otro capítulo) no es un «no lo dice»: se vuelve a dar tal cual."""


@pytest.mark.parametrize("idea", SIN_DECIR, ids=lambda una: una.clave)
@pytest.mark.parametrize("texto", ["explíquemelo fácil", "un ejemplo"])
def test_de_lo_que_no_dice_se_explica_que_quiere_decir_y_no_se_repite(idea: Idea, texto: str) -> None:
    de_esta = conversacion()
    antes, estado = dicho(de_esta, Estado(saludada=True), idea.preguntas[0], juzgado(idea))
    despues, _ = dicho(de_esta, estado, texto, juzgado(idea))
    repetidas = {linea for linea in antes.splitlines() if len(linea.split()) > 6} & set(despues.splitlines())
    assert repetidas == set()
    (explicacion,) = [linea for linea in despues.splitlines() if linea.startswith("Dicho fácil:")]
    assert "hablar con una persona" in explicacion
    assert len(explicacion.split()) <= 50
    assert "«" not in despues.replace("«quiero hablar con una persona»", "")


APROBADA = {"aprobada_por": "Rosa Quispe", "fecha": date(2026, 12, 1)}


@pytest.mark.parametrize(
    ("texto", "titulo"), [("no entendí", textos.EN_OTRAS_PALABRAS), ("un ejemplo", textos.UN_EJEMPLO_APROBADO)]
)
def test_lo_aprobado_se_dice_aprobado_y_sin_el_aviso_de_que_no_lo_esta(texto: str, titulo: str) -> None:
    aprobadas = tuple(replace(una, **APROBADA) for una in marco().explicaciones)  # pyright: ignore[reportArgumentType]
    de_esta, respeto = replace(conversacion(), explicaciones=aprobadas), juzgado(IDEAS["respeto"])
    _, estado = dicho(de_esta, Estado(saludada=True), "qué es el respeto", respeto)
    dice, _ = dicho(de_esta, estado, texto, respeto)
    assert dice.splitlines()[0] == titulo
    assert textos.NO_APROBADA not in dice
    assert "Rosa" not in dice
    assert "«Respeto:" in dice


def test_de_un_apartado_lo_aprobado_va_antes_y_lo_demas_dice_que_no_lo_esta() -> None:
    definicion, estado = juzgado(IDEAS["definicion"]), Estado(saludada=True)
    _, estado = dicho(conversacion(), estado, "las conclusiones", definicion)
    base, _ = dicho(conversacion(), estado, "no entendí", definicion)
    primera = next(una for una in marco().explicaciones if una.en_sencillo in base)
    aprobada = replace(primera, **APROBADA)  # pyright: ignore[reportArgumentType]
    suyas = tuple(aprobada if una == primera else una for una in marco().explicaciones)
    dice, _ = dicho(replace(conversacion(), explicaciones=suyas), estado, "no entendí", definicion)
    lineas = dice.splitlines()
    titulos = [textos.EN_OTRAS_PALABRAS, textos.EN_SENCILLO, textos.NO_APROBADA]
    assert [linea for linea in lineas if linea in titulos] == titulos


@pytest.mark.parametrize("texto", ["explíquemelo fácil", "un ejemplo", "qué es una alianza, en cristiano"])
def test_apagado_no_se_muestra_nada_que_no_sea_del_documento(texto: str) -> None:
    apagado = replace(conversacion(), explicaciones=())
    _, estado = dicho(apagado, Estado(saludada=True), "qué es una alianza", juzgado(IDEAS["definicion"]))
    dice, _ = dicho(apagado, estado, texto, juzgado(IDEAS["definicion"]))
    assert "(no es texto del marco)" not in dice
    assert textos.SIN_EJEMPLO in dice if texto == "un ejemplo" else textos.SIN_EXPLICACION in dice
    assert "«Un esquema de cooperación" in dice


def test_sin_pedirlo_no_se_muestra() -> None:
    dice, _ = dicho(conversacion(), Estado(saludada=True), "qué es una alianza", juzgado(IDEAS["definicion"]))
    assert "(no es texto del marco)" not in dice


def test_de_un_apartado_que_se_leyo_se_explica_lo_que_mas_abarca() -> None:
    de_esta = conversacion()
    _, estado = dicho(de_esta, Estado(saludada=True), "la 2.3", juzgado(IDEAS["definicion"]))
    dice, _ = dicho(de_esta, estado, "no entendí", juzgado(IDEAS["definicion"]))
    assert "Confianza: cada uno cumple lo suyo." in dice
    assert "El cuarto no figura" in dice


def test_de_lo_que_no_tiene_se_dice_y_se_cita() -> None:
    de_esta = replace(conversacion(), explicaciones=marco().explicaciones[:1])
    _, estado = dicho(de_esta, Estado(saludada=True), "qué es el respeto", juzgado(IDEAS["respeto"]))
    dice, _ = dicho(de_esta, estado, "más fácil", juzgado(IDEAS["respeto"]))
    assert textos.SIN_EXPLICACION in dice
    assert "«Respeto:" in dice


def test_lo_que_sigue_es_de_la_pregunta_y_no_del_pedido() -> None:
    de_esta, respeto = conversacion(), juzgado(IDEAS["respeto"])
    _, estado = dicho(de_esta, Estado(saludada=True), "qué es el respeto", respeto)
    _, estado = dicho(de_esta, estado, "no entendí", respeto)
    assert estado.ultima is not None
    assert estado.ultima.pregunta == "qué es el respeto"


def test_sin_nada_antes_se_trata_como_una_pregunta() -> None:
    turno = decidir(conversacion(), Estado(saludada=True), MensajeRecibido("explíquemelo fácil"))
    assert turno.estado.en_curso is not None
    assert not turno.estado.en_curso.en_sencillo
