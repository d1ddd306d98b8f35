"""Un grupo de Telegram que sigue un borrador: lo que se lee en él, y todo lo que nunca se lee.

Con el servicio, el diálogo y el almacén de verdad. Se revisa cada mensaje que salió hacia el grupo, enviado o editado.
"""

import json
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.apoyo.borradores import AMPLIADO
from tests.extremo.contrato_de_telegram import BOT
from tests.extremo.mesa_en_telegram import Mesa, sentar
from tests.extremo.persona_simulada import Recibido

GRUPO, SUPERGRUPO, FORO, TEMA = -4_500, -1_002_345_678_901, -1_009_876_543_210, 7
TITULO, MUNI = "Agua Segura para Celendín", "Municipalidad de Celendín"
EN_PRIVADO = f"https://t.me/{BOT['username']}?start="


@pytest.fixture
async def mesa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Mesa]:
    async with sentar(tmp_path, monkeypatch, AMPLIADO, "Rosa", "Luis", "Eva") as mesa:
        yield mesa


def _hojas(valor: Any) -> Iterator[str]:
    match valor:
        case dict():
            for uno in valor.values():
                yield from _hojas(uno)
        case list():
            for uno in valor:
                yield from _hojas(uno)
        case str() if len(valor) > 5:
            yield valor


def _plantadas() -> set[str]:
    """Lo respondido, menos el título y los nombres de las organizaciones, que sí se leen en el grupo."""
    nombres = {AMPLIADO["titulo", ""], AMPLIADO["nombre_organizacion", ""]}
    nombres |= {uno["nombre"] for uno in AMPLIADO["actores", ""]}
    return {hoja for valor in AMPLIADO.values() for hoja in _hojas(valor)} - nombres


def _hacia_los_grupos(mesa: Mesa) -> list[dict[str, Any]]:
    return [una.datos for una in mesa.personas[0].api.llamadas if una.datos.get("chat_id", 0) < 0]


def _ediciones(mesa: Mesa, grupo: int) -> int:
    return sum(datos["chat_id"] == grupo for datos in mesa.personas[0].api.de("editMessageText"))


async def _se_lee(mesa: Mesa, grupo: int, dicho: str) -> Recibido:
    api = mesa.personas[0].api

    def los_que_lo_dicen() -> list[Recibido]:
        return [uno for uno in api.en_grupos.get(grupo, {}).values() if dicho in uno.texto]

    await api.esperar(lambda: bool(los_que_lo_dicen()), que=f"«{dicho}» en el grupo")
    return los_que_lo_dicen()[-1]


async def _vincula(mesa: Mesa, grupo: int, **en_tema: Any) -> str:
    """Luis escribe la orden en el grupo; devuelve lo que lleva el enlace."""
    antes = len(mesa.personas[0].api.direcciones)
    await mesa.personas[1].envia_en_grupo(grupo, {"text": "/vincular", **en_tema})
    await _se_lee(mesa, grupo, "lo confirma en privado")
    (direccion,) = mesa.personas[0].api.direcciones[antes:]
    return direccion.removeprefix(EN_PRIVADO)


async def test_el_grupo_lee_como_va_y_nunca_una_respuesta(mesa: Mesa) -> None:
    rosa, luis, eva = mesa.personas
    api = rosa.api
    await mesa.entra(luis, "Municipalidad de Ce…")
    pase = await _vincula(mesa, GRUPO)

    # Solo lo confirma quien coordina; a los demás no se les dice nada del borrador.
    for otra in (luis, eva):
        assert TITULO not in (await mesa.dice(otra, f"/start {pase}", "no coordina ninguno")).texto
    await mesa.dice(rosa, f"/start v_{'A' * 28}", "ya no sirve")
    await mesa.dice(rosa, f"/start {pase}", "¿Vinculo el grupo a este borrador?")
    await mesa.pulsan(rosa, "Sí, vincular", lee="Listo: el grupo sigue")
    dicho = await _se_lee(mesa, GRUPO, TITULO)
    assert " respuestas · falta: " in dicho.texto and MUNI not in dicho.texto
    assert dicho.etiquetas == ["Mi parte"]

    # «Mi parte» lleva a la de quien pulsa; quien no participa no ve nada.
    mi_parte = api.direcciones[-1].removeprefix(EN_PRIVADO)
    await mesa.dice(luis, f"/start {mi_parte}", TITULO)
    assert TITULO not in (await mesa.dice(eva, f"/start {mi_parte}", "No participa en ese borrador")).texto

    # Cambian varias cosas enseguida: el mismo mensaje se pone al día una vez, a los diez minutos.
    await mesa.pulsan(luis, "Es correcto", lee="Su parte está completa")
    await mesa.dice(rosa, "/alianza", "Entraron")
    await mesa.pulsan(rosa, "Pedir visto bueno", "Enviar versión 1")
    await mesa.pulsan(luis, "Doy visto bueno", lee="Anotado")
    mesa.piezas.adelanto += timedelta(minutes=8)
    await mesa.dice(rosa, "/alianza", "visto bueno a la versión 1")
    assert _ediciones(mesa, GRUPO) == 0
    mesa.piezas.adelanto += timedelta(minutes=2)
    puesto = await _se_lee(mesa, GRUPO, "visto bueno: 1 de 1")
    assert (puesto.numero, _ediciones(mesa, GRUPO)) == (dicho.numero, 1)

    # Lo que el marco no dice se sigue en privado, como antes.
    await eva.escribe_en_grupo(GRUPO, "/preguntar ¿qué tiempo hará mañana?")
    await _se_lee(mesa, GRUPO, "atiendo solo en privado")

    # Pasa a supergrupo: un solo mensaje nuevo, que es el que se edita desde entonces.
    await api.pasar_a_supergrupo(GRUPO, SUPERGRUPO)
    nuevo = await _se_lee(mesa, SUPERGRUPO, TITULO)
    mesa.piezas.adelanto += timedelta(minutes=10)
    await mesa.dice(luis, "/alianza", "Entraron")
    await mesa.pulsan(luis, "Salir de la alianza", "Dejarlas", lee="Salió de la alianza")
    fuera = await _se_lee(mesa, SUPERGRUPO, MUNI)
    assert fuera.numero == nuevo.numero and _ediciones(mesa, GRUPO) == 1

    # Lo sacan: no escribe más. En el tema de un foro se vincula otra vez y, al pedirlo, deja de decirlo.
    await api.sacar_del_grupo(SUPERGRUPO, {"id": eva.chat, "is_bot": False, "first_name": "Eva"})
    await api.esperar(lambda: mesa.almacen.bandeja.por_atender(str(BOT["id"])) == () and not api.pendientes)
    api.temas[FORO] = {None: [], TEMA: []}
    pase = await _vincula(mesa, FORO, is_topic_message=True, message_thread_id=TEMA)
    await mesa.dice(rosa, f"/start {pase}", "¿Vinculo el grupo")
    await mesa.pulsan(rosa, "Sí, vincular", lee="Listo: el grupo sigue")
    await _se_lee(mesa, FORO, TITULO)
    await mesa.dice(rosa, "quiero desvincular el grupo", "ya no digo nada de este borrador")
    await _se_lee(mesa, FORO, "Este grupo ya no lo sigue")
    assert all(TITULO not in uno.texto for uno in api.en_grupos[FORO].values())
    assert [len(api.temas[FORO][tema] or ()) for tema in (None, TEMA)] == [0, 2], "en el mismo tema"
    await mesa.dice(rosa, "quiero desvincular el grupo", "Ningún grupo sigue este borrador")

    salieron = _hacia_los_grupos(mesa)
    botones = [boton for datos in salieron for fila in _filas(datos) for boton in fila]
    # En el primero: el enlace, el estado, al día y la invitación. En el nuevo: el estado y al día. En el otro: el
    # enlace, el estado y la despedida, que no lleva botón.
    assert (len(salieron), len(botones)) == (9, 7)
    assert all(set(boton) == {"text", "url"} and boton["url"].startswith(EN_PRIVADO) for boton in botones)
    plantadas = _plantadas()
    assert len(plantadas) > 40
    todo = json.dumps(salieron, ensure_ascii=False)
    assert [una for una in plantadas if una in todo] == []
    assert all(datos.keys() <= SOLO_TEXTO for datos in salieron)
    vistos = [datos["text"] for datos in salieron if "visto bueno" in datos["text"] and "confirma" not in datos["text"]]
    assert vistos and all(MUNI not in uno.partition("visto bueno")[2] for uno in vistos)


SOLO_TEXTO = {
    "chat_id",
    "text",
    "parse_mode",
    "reply_markup",
    "link_preview_options",
    "message_thread_id",
    "message_id",
}


def _filas(datos: dict[str, Any]) -> list[list[dict[str, str]]]:
    return datos.get("reply_markup", {}).get("inline_keyboard", [])
