"""Lo que toca a un actor, o un dato, escrito ante otra pregunta espera a la suya: ni se guarda mal ni se pierde."""

import pytest

from bot.entrevista.comprension.lote import lote_abierto
from tests.apoyo.charla import Charla
from tests.unidad.dialogo.borrador.test_compuerta import en

UNO = "Se encarga de: operar el sistema\nAporta: dos técnicos\nGana: cumplir su meta"
CON_VINETAS = "• Se encarga de: operar el sistema\n• Aporta: dos técnicos\n• Riesgo: cambio de alcalde"
CON_GUIONES = "- Aporta: dos técnicos\n- Le motiva: su deber\n- Se encarga de: operar el sistema"
SEGUIDOS = "Se encarga de: operar el sistema\nAporta: dos técnicos; y un local\nLe motiva: su deber"
MINUSCULAS = "se encarga de: operar el sistema\naporta: dos técnicos\ngana: prestigio"
IDEA = "Somos Minera Andes SAC, en Cajamarca, para 300 familias. Costaría S/ 350,000 en 24 meses. ODS 6."


def en_la_pregunta(rotulo: str) -> Charla:
    """Una conversación con su idea guardada, en la pregunta de ese rótulo; lo demás queda pendiente."""
    charla = Charla()
    charla.escribir(IDEA)
    charla.escribir("guardar todo")
    for _ in range(12):
        if f"· {rotulo}" in charla.mensaje.texto:
            return charla
        charla.escribir("no sé")
    raise AssertionError(f"no se llegó a «{rotulo}»: {charla.mensaje.texto}")


@pytest.mark.parametrize("texto", [UNO, CON_VINETAS, CON_GUIONES, SEGUIDOS, MINUSCULAS])
@pytest.mark.parametrize("rotulo", ["Los otros actores", "Nombre de la alianza", "Problema público", "Objetivo común"])
def test_espera_a_su_pregunta(texto: str, rotulo: str) -> None:
    charla = en_la_pregunta(rotulo)
    antes = charla.respuestas()
    charla.escribir(texto)
    assert charla.respuestas() == antes
    assert "lo dejo listo para esa pregunta" in charla.mensaje.texto
    assert f"· {rotulo}" in charla.mensaje.texto
    for _ in range(12):
        if "· Qué le toca a cada actor" in charla.mensaje.texto:
            break
        charla.escribir("no sé")
    assert "De lo que me contó entendí" in charla.mensaje.texto
    charla.pulsar("Guardar eso")
    suya = charla.respuestas()["reparto"]
    assert isinstance(suya, dict)
    assert "operar el sistema" in str(suya["responsabilidad"])
    assert "dos técnicos" in str(suya["aporte"])


@pytest.mark.parametrize(
    "texto",
    [
        "JASS de Tintaya\nSe encarga de: cobrar la cuota\nAporta: mano de obra\n\nMunicipalidad de Anta\n"
        "Se encarga de: operar\nAporta: dos técnicos",
        "JASS de Tintaya:\n- Se encarga de: cobrar la cuota\n- Aporta: mano de obra\nMunicipalidad de Anta:\n"
        "- Se encarga de: operar\n- Aporta: dos técnicos",
    ],
)
def test_los_nombres_son_los_actores_y_lo_suyo_espera(texto: str) -> None:
    charla = en_la_pregunta("Los otros actores")
    charla.escribir(texto)
    actores = charla.respuestas()["actores"]
    assert isinstance(actores, list)
    assert [uno["nombre"] for uno in actores if isinstance(uno, dict)] == ["JASS de Tintaya", "Municipalidad de Anta"]
    assert "con lo de JASS de Tintaya y Municipalidad de Anta" in charla.mensaje.texto
    charla.escribir("no sé")  # lo de quien propone
    assert "cobrar la cuota" in charla.mensaje.texto
    charla.pulsar("Guardar eso")
    assert "dos técnicos" in charla.mensaje.texto


@pytest.mark.parametrize(
    "texto", ["Riesgo: que no llueva", "Aporta: un local la municipalidad de Anta", "Gana Perú", "GIZ\nCáritas Cusco"]
)
def test_un_solo_rotulo_no_basta(texto: str) -> None:
    charla = en_la_pregunta("Los otros actores")
    charla.escribir(texto)
    assert "lo dejo listo para esa pregunta" not in charla.mensaje.texto


@pytest.mark.parametrize(
    ("dicho", "quien"),
    [
        ("agrega a la ong caritas", "ONG Caritas"),
        ("agrega a Backus", "Backus"),
        ("y suma a la universidad de piura", "Universidad de Piura"),
        ("incluye al gobierno regional de puno", "Gobierno Regional de Puno"),
        ("tambien agregue a la municipalidad de anta", "Municipalidad de Anta"),
    ],
)
def test_quien_se_suma_antes_de_que_se_pregunte_espera_a_los_actores(dicho: str, quien: str) -> None:
    charla = Charla().guiada()
    charla.escribir(dicho)
    assert "se lo propongo en «Los otros actores»" in charla.mensaje.texto
    assert "Pregunta 1 de" in charla.mensaje.texto
    assert charla.respuestas() == {}
    lote = lote_abierto(charla.estado.eventos)
    assert lote is not None
    assert quien in " ".join(uno.lectura for _, uno in lote.entendidos)


def test_sumar_a_otro_no_quita_al_que_ya_espera() -> None:
    charla = Charla().guiada()
    for dicho in ("agrega a la minera antamina", "agrega a la universidad de piura"):
        charla.escribir(dicho)
    lote = lote_abierto(charla.estado.eventos)
    assert lote is not None
    assert len([uno for _, uno in lote.entendidos if uno.llave[0] == "actores"]) == 2


@pytest.mark.parametrize("dicho", ["quita a backus", "saca a la minera", "elimina al ministerio de salud"])
def test_de_quien_no_esta_se_dice_que_no_esta(dicho: str) -> None:
    charla = Charla().guiada()
    charla.escribir(dicho)
    assert charla.mensaje.texto.startswith("No encuentro «")
    assert charla.respuestas() == {}


@pytest.mark.parametrize(
    "dicho", ["agrega a los riesgos la sequia", "sumamos 20 socios", "agrega al presupuesto 20 mil"]
)
def test_sumar_otra_cosa_no_es_sumar_a_alguien(dicho: str) -> None:
    charla = Charla().guiada()
    charla.escribir(dicho)
    assert "«Los otros actores»" not in charla.mensaje.texto


def test_guardar_todo_guarda_lo_que_espera_aunque_ya_no_se_muestre() -> None:
    charla = Charla()
    charla.escribir(IDEA)
    for _ in range(2):
        charla.escribir("zzz qqq")
    assert "No insisto" in charla.mensaje.texto
    charla.escribir("guardar todo")
    assert "Guardé" in charla.mensaje.texto
    assert {"nombre_organizacion", "ubicacion", "poblacion"} <= set(charla.respuestas())


@pytest.mark.parametrize(
    ("texto", "donde"),
    [("el presupuesto es 80 mil soles", "Presupuesto"), ("el plazo son 18 meses desde marzo", "Plazo")],
)
def test_lo_de_otra_que_falta_y_se_lee_se_propone_alli(texto: str, donde: str) -> None:
    """Antes se decía que se preguntaría más adelante, y el dato se perdía."""
    charla = en("Nombre de la alianza")
    charla.escribir(f"antes que me olvide, {texto}")
    assert f"se lo propongo en «{donde}»" in charla.mensaje.texto
    assert "titulo" not in charla.respuestas()


@pytest.mark.parametrize(
    ("texto", "donde"),
    [("12 meses desde abril", "Plazo"), ("unos 18 meses", "Plazo"), ("80 mil soles", "Presupuesto")],
)
def test_un_plazo_o_un_monto_no_es_un_nombre(texto: str, donde: str) -> None:
    charla = en("Nombre de la alianza")
    charla.escribir(texto)
    assert f"se lo propongo en «{donde}»" in charla.mensaje.texto
    assert "titulo" not in charla.respuestas()
