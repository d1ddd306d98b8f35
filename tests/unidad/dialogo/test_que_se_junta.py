"""Qué textos, de los que una persona envía juntos, se leen como uno solo."""

from datetime import UTC, datetime

import pytest

from bot.dialogo.borrador.paso.compuerta import parece_otra_cosa
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.decidir import decidir, va_aparte
from bot.dialogo.entradas import BotonPulsado, MensajeRecibido, OrdenRecibida
from bot.dialogo.turno import Contexto, Estado, Papeles
from bot.entrevista.pasos import Paso
from tests.apoyo.chat import ENTREVISTA

CONTEXTO = Contexto(ENTREVISTA, (), datetime(2026, 11, 23, 15, tzinfo=UTC), hay_personal=True)
DEL_PERSONAL = Contexto(ENTREVISTA, (), CONTEXTO.ahora, papeles=Papeles(atiende=True), hay_personal=True)


def pulsar(estado: Estado, etiqueta: str) -> Estado:
    boton = next(uno for uno in estado.botones if uno.etiqueta == etiqueta)
    return decidir(CONTEXTO, estado, BotonPulsado(boton.codigo)).estado


AVISO = decidir(CONTEXTO, Estado(), OrdenRecibida("propuesta")).estado
NOMBRE = pulsar(pulsar(AVISO, "Acepto"), "Pregunta por pregunta")
TIPO = decidir(CONTEXTO, NOMBRE, MensajeRecibido("Sol de los Andes", "5")).estado

JUNTOS = (
    "Ampliar el acceso a agua clorada en 12 centros poblados", "al 2028, para reducir enfermedades", "Comunidad Ponga",
    "Sol de los Andes", "y Cáritas", "que son 300 familias", "de Huari", "12 meses", "S/ 200 mil",
    "no hay agua en la zona", "ayudar a los niños", "la pausa de las obras", "hola niños de Huari",
)  # fmt: skip
APARTE = (
    "no sé", "ayuda", "pausa", "atrás", "No sé todavía", "¿qué pongo aquí?", "que significa eso?", "gracias", "hola",
    "quiero hablar con una persona", "¿Por qué me lo pregunta?", "borra mis datos", "adiós", "escribir al personal",
)  # fmt: skip


@pytest.mark.parametrize("texto", [*JUNTOS, ""])
def test_los_trozos_de_una_respuesta_se_juntan(texto: str) -> None:
    assert not va_aparte(CONTEXTO, NOMBRE, texto)


@pytest.mark.parametrize("texto", APARTE)
def test_lo_que_se_pide_en_la_entrevista_va_aparte(texto: str) -> None:
    assert va_aparte(CONTEXTO, NOMBRE, texto)


@pytest.mark.parametrize("texto", ["Acepto", "no acepto", "acepto", "No acepto"])
def test_la_decision_sobre_el_aviso_va_aparte(texto: str) -> None:
    assert va_aparte(CONTEXTO, AVISO, texto)


@pytest.mark.parametrize("texto", ["Empresa privada", "empresa  PRIVADA", "◀ Atrás", "atras"])
def test_la_etiqueta_de_un_boton_va_aparte(texto: str) -> None:
    assert va_aparte(CONTEXTO, TIPO, texto)


@pytest.mark.parametrize("texto", [*JUNTOS, "¿qué es una alianza?", "gracias"])
def test_fuera_de_la_entrevista_lo_que_se_dice_junto_se_lee_junto(texto: str) -> None:
    assert not va_aparte(CONTEXTO, Estado(), texto)


@pytest.mark.parametrize("texto", [*JUNTOS, *APARTE])
def test_lo_del_personal_va_siempre_aparte(texto: str) -> None:
    assert va_aparte(DEL_PERSONAL, Estado(), texto)


PIDEN = (
    "no entiendo q quiere aca", "q pongo en esta parte", "deme un ejemplito pues", "sugierame algo usted",
    "esto lo sabe el contador, luego le digo", "estoy en la combi, al rato sigo", "mandame el word", "cuanto falta??",
    "me equivoque en el ruc, corrijalo", "esto es muy largo, no sirve", "no lo tengo a la mano",
    "regresa a la anterior", "explíqueme bien por favor", "muestrame lo que llevo",
)  # fmt: skip


@pytest.mark.parametrize("texto", PIDEN)
def test_lo_que_la_compuerta_ve_claro_que_no_es_respuesta_va_aparte(texto: str) -> None:
    assert va_aparte(CONTEXTO, NOMBRE, texto)


TROZOS = (
    "compramos los equipos de cloración", "ponemos 400 mil soles", "ganamos buena relación con las comunidades",
    "el riesgo es q suban los precios", "nos motiva vivir en paz", "300 familias", "diciembre 2028", "la muni",
    "y también la posta de Ocongate", "con apoyo de Cáritas", "- pozos abiertos: 8", "según el INEI 2025",
)  # fmt: skip


@pytest.mark.parametrize("texto", TROZOS)
@pytest.mark.parametrize("clave", ["problema", "reparto", "resultados", "actores", "titulo"])
def test_un_trozo_de_respuesta_no_va_aparte_en_ninguna_pregunta(texto: str, clave: str) -> None:
    paso = Paso(ENTREVISTA.pregunta(clave), None)
    assert not parece_otra_cosa(Sesion(CONTEXTO, NOMBRE), paso, texto)
