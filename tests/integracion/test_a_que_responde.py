"""Una respuesta es del mensaje al que responde: lo que espera unas palabras no toma las dirigidas a otro.

Con el diálogo y el almacén de verdad: quién dijo qué, y si era lo último, lo sabe el almacén.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.dialogo.entradas import BotonPulsado, MensajeRecibido, OrdenRecibida
from bot.dialogo.turno import Entrada
from tests.apoyo.almacen import base_nueva
from tests.integracion.almacen.test_consultas import JEFA, LUIS, ROSA, Oficina

PREGUNTA_DE_ROSA, PREGUNTA_DE_LUIS = "¿cuánto cuesta ROSA?", "¿cuánto cuesta LUIS?"


@pytest.fixture
def oficina(tmp_path: Path) -> Iterator[Oficina]:
    una = Oficina(base_nueva(tmp_path / "alianzas.db"))
    yield una
    una.almacen.cerrar()


def mensaje_con(oficina: Oficina, fragmento: str) -> str:
    """Cómo se llama en el canal el último mensaje del asistente que contiene un texto."""
    filas = oficina.filas("SELECT en_canal, contenido FROM mensajes WHERE en_canal IS NOT NULL ORDER BY id DESC")
    return next(
        str(en_canal) for en_canal, contenido in filas if fragmento in str(contenido).encode().decode("unicode_escape")
    )


def consultas(oficina: Oficina) -> int:
    return len(oficina.filas("SELECT id FROM traspasos WHERE persona IS NOT NULL"))


def eventos(oficina: Oficina) -> int:
    return len(oficina.almacen.cargar(ROSA)[0].eventos)


def borrados(oficina: Oficina) -> int:
    return len(oficina.filas("SELECT id FROM borrados"))


@dataclass(frozen=True)
class Espera:
    """Algo que espera unas palabras: cómo se llega, cuáles lo deciden y en qué se nota que se decidió."""

    llegar: tuple[str | Entrada, ...]
    palabras: str
    se_nota: Callable[[Oficina], int]


PEDIR = BotonPulsado("h:pedir")
EN_EL_AVISO = (OrdenRecibida("propuesta"),)
EN_LA_PREGUNTA = (*EN_EL_AVISO, "Acepto", "Pregunta por pregunta")
HASTA_EL_RUC = (*EN_LA_PREGUNTA, "Cooperativa Valle Verde", "Empresa privada")
ESPERAS = {
    "la consulta, con un sí": Espera((PREGUNTA_DE_ROSA, PEDIR), "sí", consultas),
    "la consulta, con su botón escrito": Espera((PREGUNTA_DE_ROSA, PEDIR), "Sí, enviar", consultas),
    "el aviso de privacidad": Espera(EN_EL_AVISO, "acepto", eventos),
    "una pregunta de la entrevista": Espera(EN_LA_PREGUNTA, "Cooperativa Sol", eventos),
    "el borrado de sus datos": Espera((OrdenRecibida("borrar"),), "Sí, borrar todo", borrados),
}
A_OTRO = ("anterior", "propio", "desconocido", "otro-chat")


async def hablar(oficina: Oficina, *dichos: str | Entrada) -> None:
    for dicho in dichos:
        await oficina.decir(ROSA, MensajeRecibido(dicho, f"mio-{dicho[:9]}") if isinstance(dicho, str) else dicho)


async def responder(oficina: Oficina, a_que: str, palabras: str) -> str:
    ultimo, primero = (
        oficina.filas(f"SELECT en_canal FROM mensajes WHERE persona = 1 AND en_canal IS NOT NULL ORDER BY id {orden}")[
            0
        ][0]
        for orden in ("DESC", "ASC")
    )
    destinos = {
        "último": ultimo,
        "anterior": primero,
        "propio": "mio-hola",
        "desconocido": "c999",
        "otro-chat": "otro-chat",
    }
    return await oficina.decir(ROSA, MensajeRecibido(palabras, "mio", destinos.get(a_que, "")))


@pytest.mark.parametrize("cual", ESPERAS)
@pytest.mark.parametrize("a_que", ["nada", "último", *A_OTRO])
async def test_solo_vale_para_lo_que_espera_lo_que_no_responde_a_otro_mensaje(
    oficina: Oficina, cual: str, a_que: str
) -> None:
    espera = ESPERAS[cual]
    await hablar(oficina, OrdenRecibida("start"), "hola", *espera.llegar)
    antes = espera.se_nota(oficina)
    dicho = await responder(oficina, a_que, espera.palabras)
    assert dicho
    assert (espera.se_nota(oficina) > antes) == (a_que not in A_OTRO)


@pytest.mark.parametrize("a_que", A_OTRO)
async def test_en_la_entrevista_se_dice_que_no_se_anoto_y_una_pregunta_se_contesta(
    oficina: Oficina, a_que: str
) -> None:
    await hablar(oficina, OrdenRecibida("start"), "hola", *HASTA_EL_RUC)
    antes = oficina.almacen.cargar(ROSA)[0].eventos
    dicho = await responder(oficina, a_que, "20100070970")
    assert "no lo anoté" in dicho and "RUC" in dicho
    assert "De eso no tratan" in await responder(oficina, a_que, "¿cuánto cuesta el RUC?")
    assert oficina.almacen.cargar(ROSA)[0].eventos == antes


@pytest.mark.parametrize("a_que", A_OTRO)
@pytest.mark.parametrize("palabras", ["sí", "no", "Sí, enviar", "¿y cuánto demora?", "Cooperativa"])
async def test_con_una_consulta_por_enviar_lo_dirigido_a_otro_no_la_envia_ni_la_cambia(
    oficina: Oficina, a_que: str, palabras: str
) -> None:
    await hablar(oficina, OrdenRecibida("start"), "hola", PREGUNTA_DE_ROSA, PEDIR)
    await responder(oficina, a_que, palabras)
    assert consultas(oficina) == 0
    await oficina.decir(ROSA, "sí")
    assert consultas(oficina) == 0, "ya pasó a otra cosa: un sí suelto no la envía"


async def en_duda(oficina: Oficina) -> str:
    """La jefa respondió a Rosa y escribió otra cosa, sin enviar; la consulta de Luis espera. Devuelve la de Luis."""
    await oficina.con_personal()
    for persona, pregunta in ((ROSA, PREGUNTA_DE_ROSA), (LUIS, PREGUNTA_DE_LUIS)):
        await oficina.enviar(persona, pregunta)
    oficina.recibir(JEFA)
    await oficina.decir(JEFA, "/responder 1 PRIMERA")
    assert "¿Lo envío también?" in await oficina.decir(JEFA, "/responder 1 SEGUNDA")
    oficina.recibir(ROSA)
    return mensaje_con(oficina, PREGUNTA_DE_LUIS)


@pytest.mark.parametrize("palabras", ["Sí", "sí, enviar", "Sí, enviarlo también", "No", "Puede venir el lunes", "1"])
async def test_lo_que_el_personal_responde_a_una_consulta_llega_a_esa_persona_y_nada_a_otra(
    oficina: Oficina, palabras: str
) -> None:
    de_luis = await en_duda(oficina)
    assert "la consulta n.º 2 ya está en camino" in await oficina.decir(JEFA, MensajeRecibido(palabras, "9", de_luis))
    (llego,) = oficina.recibir(LUIS)
    assert f":\n{palabras}\n" in llego
    assert oficina.recibir(ROSA) == []
    await oficina.decir(JEFA, "sí")
    assert oficina.recibir(ROSA) == []


@pytest.mark.parametrize("a_que", ["anterior", "propio", "desconocido", "otro-chat"])
@pytest.mark.parametrize("palabras", ["Sí", "No", "Sí, enviarlo también"])
async def test_un_si_del_personal_a_otro_mensaje_no_envia_lo_que_esperaba(
    oficina: Oficina, a_que: str, palabras: str
) -> None:
    await en_duda(oficina)
    destinos = {"anterior": mensaje_con(oficina, "ya está en camino"), "propio": "8", "desconocido": "c999"}
    await oficina.decir(JEFA, MensajeRecibido(palabras, "9", destinos.get(a_que, a_que)))
    assert oficina.recibir(ROSA) == oficina.recibir(LUIS) == []
