"""Lo que se pregunta o se dice de otra pregunta: se explica esa o se propone en ella, y en la de delante nada."""

import pytest

from bot.dialogo.mensajes import Boton, boton_escrito
from tests.apoyo.charla import ENTREVISTA, Charla


def ante_el_ruc() -> Charla:
    charla = Charla().guiada()
    charla.escribir("Asociación Yachay Wasi")
    charla.pulsar("ONG peruana (ONGD)")
    assert " · RUC\n" in charla.mensaje.texto
    return charla


@pytest.mark.parametrize(
    ("texto", "rotulo", "cuando"),
    [
        ("que pongo en actores", "Los otros actores", "más adelante"),
        ("y q va en los actores?", "Los otros actores", "más adelante"),
        ("q pongo en lo del plazo", "Plazo", "más adelante"),
        ("¿Cómo lleno el presupuesto?", "Presupuesto", "más adelante"),
        ("que se pone en el objetivo comun", "Objetivo común", "más adelante"),
        ("oiga, que tengo que poner en el problema", "Problema público", "más adelante"),
        ("y que va en los riesgos", "Otros riesgos", "/ampliar"),
        ("que pongo en tipo de organizacion", "Tipo de organización", "ya la respondió"),
    ],
)
def test_se_explica_la_pregunta_que_se_nombra_y_se_sigue_en_la_de_delante(texto: str, rotulo: str, cuando: str) -> None:
    charla = ante_el_ruc()
    antes = charla.respuestas()
    charla.escribir(texto)
    pregunta = next(una for una in ENTREVISTA.preguntas if una.rotulo == rotulo)
    assert f"Lo que va en «{rotulo}»" in charla.mensaje.texto
    assert cuando in charla.mensaje.texto
    assert pregunta.por_que.splitlines()[0] in charla.mensaje.texto
    assert " · RUC\n" in charla.mensaje.texto
    assert charla.respuestas() == antes


@pytest.mark.parametrize("texto", ["que va aqui", "que pongo en el ruc", "q escribo ahi"])
def test_de_la_de_delante_se_da_el_ejemplo(texto: str) -> None:
    charla = ante_el_ruc()
    charla.escribir(texto)
    assert "Una buena respuesta:" in charla.mensaje.texto
    assert "Lo que va en" not in charla.mensaje.texto


@pytest.mark.parametrize("texto", ["no estamos inscritos en apci", "nosotros no estamos inscritos todavia"])
def test_la_opcion_de_otra_se_propone_alli(texto: str) -> None:
    charla = ante_el_ruc()
    charla.escribir(texto)
    assert "se lo propongo en «Registro en la APCI»" in charla.mensaje.texto
    charla.pulsar("No tengo RUC")
    assert " · Registro en la APCI\n" in charla.mensaje.texto
    assert "De lo que me contó entendí No inscrita" in charla.mensaje.texto


@pytest.mark.parametrize("texto", ["inscritos", "la de lima", "estamos en eso"])
def test_una_palabra_suelta_no_es_la_opcion_de_otra(texto: str) -> None:
    charla = ante_el_ruc()
    charla.escribir(texto)
    assert "Registro en la APCI" not in charla.mensaje.texto


def test_un_correo_no_es_el_nombre_de_la_alianza() -> None:
    charla = ante_el_ruc()
    charla.pulsar("No tengo RUC")
    while " · Nombre de la alianza\n" not in charla.mensaje.texto:
        charla.pulsar("No sé todavía")
    charla.escribir("yachaywasi@correo.pe")
    assert "titulo" not in charla.respuestas()


@pytest.mark.parametrize(
    ("texto", "etiqueta"),
    [
        ("guardar eso", "Guardar"),
        ("guardarlo así", "Guardar"),
        ("GUARDARLO", "Guardar"),
        ("no guardar eso", "No guardar"),
        ("descartar el resto", "Descartar el resto"),
    ],
)
def test_un_boton_se_pulsa_tambien_diciendo_lo_que_senala(texto: str, etiqueta: str) -> None:
    botones = [Boton(una, una) for una in ("Guardar", "No guardar", "Descartar el resto")]
    pulsado = boton_escrito(texto, botones)
    assert pulsado is not None
    assert pulsado.etiqueta == etiqueta


@pytest.mark.parametrize("texto", ["eso", "así", "guardar todo", "guardar el nombre"])
def test_lo_que_dice_otra_cosa_no_pulsa_ninguno(texto: str) -> None:
    assert boton_escrito(texto, [Boton("Guardar", "a"), Boton("No guardar", "b")]) is None


def test_si_dos_hacen_lo_mismo_no_se_elige() -> None:
    assert boton_escrito("guardarlo", [Boton("Guardar eso", "a"), Boton("Guardar así", "b")]) is None
