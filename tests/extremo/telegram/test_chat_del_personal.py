"""El chat de quien atiende, por la API de Telegram: lo que escribe sin el gesto exacto vuelve con el botón.

Con el diálogo y el almacén de verdad y una búsqueda vacía.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

import bot.canal.telegram.vigilancia as vigilancia
from bot.almacen import AlmacenSQL, abrir_almacen
from bot.canal.piezas import Piezas as PiezasDelCanal
from bot.canal.telegram.arranque import Ajustes, atender_telegram
from bot.dialogo.decidir import decidir
from bot.dialogo.turno import Contexto, Papeles
from bot.servicio.atender import Servicio
from bot.servicio.cumplir import Cumplidor
from bot.servicio.puertos import Persona
from tests.apoyo.almacen import base_nueva
from tests.apoyo.entrevista import ENTREVISTA
from tests.extremo.bot_api_falso import TOKEN, BotApiFalso
from tests.extremo.entorno_telegram import SIN_ESPERAR
from tests.extremo.persona_simulada import PersonaSimulada
from tests.extremo.programa_de_consultas import Piezas
from tests.extremo.telegram.test_consultas import en_disco

PREGUNTA, SECRETO = "¿ZANAHORIA cuesta algo?", "Señora PIMENTELAZUL, DNI 40404040: va bien"


@dataclass
class Oficina:
    """El asistente en marcha, una persona y quien atiende, que ya recibió su consulta."""

    api: BotApiFalso
    carpeta: Path
    almacen: AlmacenSQL
    rosa: PersonaSimulada
    jefa: PersonaSimulada


@pytest.fixture
async def oficina(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Oficina]:
    monkeypatch.setattr(vigilancia, "ENTRE_REPASOS", 0.2)  # lo de un chat para otro lo entrega un repaso
    monkeypatch.setattr(vigilancia, "EN_CAMINO", timedelta(0))
    api, detener = BotApiFalso(), asyncio.Event()
    rosa, jefa = api.persona(11, "Rosa"), api.persona(900, "Jefa")
    personal = {Persona("telegram", str(jefa.chat)): Papeles(atiende=True, exporta=True)}
    almacen, piezas = abrir_almacen(base_nueva(tmp_path / "alianzas.db"), b"c" * 32, personal=personal), Piezas()
    cumplidor = Cumplidor(almacen, piezas, piezas)
    servicio = Servicio(decidir, almacen, cumplidor, piezas, lambda ahora: Contexto(ENTREVISTA, (), ahora))
    async with api.abierto():
        canal = PiezasDelCanal(servicio, almacen, piezas)
        tarea = asyncio.create_task(
            atender_telegram(canal, Ajustes(TOKEN, api.raiz, espera=SIN_ESPERAR), detener=detener)
        )
        await jefa.escribe("/start")
        await jefa.espera_respuesta()
        await rosa.escribe(PREGUNTA)
        await rosa.espera_respuesta()
        for boton in ("Escribir al personal", "Sí, enviar"):
            await rosa.pulsa(boton)
            await rosa.espera_respuesta()
        assert PREGUNTA in (await jefa.espera_respuesta()).texto
        yield Oficina(api, tmp_path, almacen, rosa, jefa)
        detener.set()
        await asyncio.wait_for(tarea, 20)
    almacen.cerrar()
    assert api.faltas == []


def nada_le_llego(rosa: PersonaSimulada) -> bool:
    return not any("PIMENTELAZUL" in recibido.texto for recibido in rosa.recibidos)


async def borrar_lo_suyo(oficina: Oficina) -> None:
    await oficina.rosa.escribe("/borrar")
    await oficina.rosa.espera_respuesta()
    await oficina.rosa.pulsa("Sí, borrar todo")
    assert "1 consulta al personal" in (await oficina.rosa.espera_respuesta()).texto
    for dato in (b"PIMENTELAZUL", b"40404040", b"ZANAHORIA"):
        assert dato not in en_disco(oficina.carpeta)


async def test_lo_que_escribe_sin_responder_se_envia_con_el_boton_y_al_borrar_no_queda_nada(oficina: Oficina) -> None:
    rosa, jefa = oficina.rosa, oficina.jefa
    await jefa.escribe(SECRETO)
    pregunta = await jefa.espera_respuesta()
    assert "¿Es la respuesta a la consulta n.º 1" in pregunta.texto
    assert pregunta.responde_a == jefa.ultimo_enviado, "la pregunta cita el mensaje: de ahí vuelve lo escrito"
    assert nada_le_llego(rosa)
    await jefa.pulsa("Sí, a la n.º 1")
    assert "ya está en camino" in (await jefa.espera_respuesta()).texto
    assert SECRETO in (await rosa.espera_respuesta()).texto
    await borrar_lo_suyo(oficina)


async def test_lo_editado_vuelve_como_esta_ahora(oficina: Oficina) -> None:
    rosa, jefa = oficina.rosa, oficina.jefa
    await jefa.responde("va bien", jefa.recibidos[-1])
    enviado = jefa.ultimo_enviado
    assert "ya está en camino" in (await jefa.espera_respuesta()).texto
    await rosa.espera_respuesta()
    await jefa.edita(SECRETO, enviado)
    pregunta = await jefa.espera_respuesta()
    assert "Editar un mensaje no cambia lo que ya se envió" in pregunta.texto and pregunta.responde_a == enviado
    assert nada_le_llego(rosa)
    await jefa.pulsa("También a la n.º 1")
    await jefa.espera_respuesta()
    assert SECRETO in (await rosa.espera_respuesta()).texto
    await borrar_lo_suyo(oficina)


async def test_si_borra_su_mensaje_se_pregunta_igual_y_el_boton_dice_que_ya_no_esta(oficina: Oficina) -> None:
    rosa, jefa = oficina.rosa, oficina.jefa
    await jefa.escribe(SECRETO)
    await jefa.espera_respuesta()
    jefa.enviados.clear()
    for _ in range(2):  # la segunda, con los botones repetidos, que ya no pueden citar nada
        await jefa.pulsa("Sí, a la n.º 1")
        assert "pulse uno de estos botones" in (await jefa.espera_respuesta()).texto
    assert nada_le_llego(rosa)
    await borrar_lo_suyo(oficina)


@pytest.mark.parametrize("reenviado", ["/responder 1 PIMENTELAZUL", "/cerrar 1 PIMENTELAZUL", "PIMENTELAZUL", "sí"])
async def test_lo_reenviado_por_quien_atiende_no_es_una_orden_ni_una_respuesta(
    oficina: Oficina, reenviado: str
) -> None:
    rosa, jefa = oficina.rosa, oficina.jefa
    consulta = jefa.recibidos[-1]
    citado = {"reply_to_message": oficina.api._mensaje_del_bot(jefa.chat, consulta.numero) | {"text": consulta.texto}}
    ajeno = {"via_bot": {"id": 5, "is_bot": True, "first_name": "B"}}
    await jefa.reenvia(reenviado)
    assert "mensaje reenviado" in (await jefa.espera_respuesta()).texto
    await jefa.envia({"text": reenviado, **citado, **ajeno})
    assert "mensaje reenviado" in (await jefa.espera_respuesta()).texto
    await jefa.escribe("/consultas")
    assert "1 consulta espera" in (await jefa.espera_respuesta()).texto
    assert nada_le_llego(rosa)
    await borrar_lo_suyo(oficina)


async def test_al_borrar_sus_datos_se_quitan_sus_consultas_del_chat_de_quien_las_recibio(oficina: Oficina) -> None:
    rosa, jefa = oficina.rosa, oficina.jefa
    consulta = jefa.recibidos[-1]
    await jefa.escribe("/consultas 1")
    otra_copia = await jefa.espera_respuesta()
    jefa.de_hace_dias.add(consulta.numero)
    await borrar_lo_suyo(oficina)
    dicho = await jefa.espera_respuesta(20)
    assert "Una persona borró sus datos y, con ellos, su consulta n.º 1." in dicho.texto
    assert jefa.quitados == {otra_copia.numero}, "la otra es de hace más de dos días: se le pide que la borre"
    assert not rosa.quitados
    await rosa.escribe("hola")
    assert (await rosa.espera_respuesta()).texto
