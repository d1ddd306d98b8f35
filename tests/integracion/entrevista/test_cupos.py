"""Lo que una sola persona puede pedir: archivos en una hora, borradores, y listas que caben en un teléfono."""

from datetime import timedelta

import pytest

from bot.dialogo.borrador.permisos import BORRADORES_POR_PERSONA
from bot.dialogo.borrador.textos.borradores import EN_UNA_PAGINA
from bot.dialogo.decidir import PEDIDOS_POR_HORA
from tests.apoyo.chat import AGUA_SEGURA, Chat


async def pedir_archivos(chat: Chat, cuantos: int) -> None:
    for _ in range(cuantos):
        await chat.ordenar("vista_previa")


async def test_despues_de_muchos_archivos_en_una_hora_se_dice_cuando_pedir_otro(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder(hasta="Presupuesto")
    pregunta = chat.rotulo()
    await pedir_archivos(chat, PEDIDOS_POR_HORA)
    assert len(chat.mensajes[0].adjuntos) == 1
    await chat.ordenar("vista_previa")
    assert not any(mensaje.adjuntos for mensaje in chat.mensajes)
    assert f"ya le preparé archivos {PEDIDOS_POR_HORA} veces" in chat.texto
    assert "podrá pedírmelos otra vez" in chat.texto
    assert chat.rotulo() == pregunta, "sigue en la misma pregunta"
    chat.ahora_es += timedelta(minutes=61)
    await chat.ordenar("vista_previa")
    assert len(chat.mensajes[0].adjuntos) == 1


async def test_lo_que_no_pide_archivos_no_gasta_el_cupo(chat: Chat) -> None:
    await chat.empezar()
    await chat.responder()
    assert chat.estado().archivos == ()
    for orden in ("revisar", "borradores", "ayuda", "privacidad"):
        await chat.ordenar(orden)
    assert chat.estado().archivos == ()


async def llenar(chat: Chat) -> None:
    """Deja a la persona con todos los borradores que se le guardan."""
    await chat.empezar()
    await chat.responder(AGUA_SEGURA, hasta="Problema público")
    for _ in range(BORRADORES_POR_PERSONA - 1):
        await chat.ordenar("borradores")
        await chat.pulsar("Duplicar uno")
        await chat.pulsar("Duplicar 1.…")


async def test_con_todos_los_borradores_no_se_empieza_otro_hasta_descartar_uno(chat: Chat) -> None:
    await llenar(chat)
    await chat.ordenar("borradores")
    await chat.pulsar("Empezar otro")
    assert f"Ya tiene {BORRADORES_POR_PERSONA} borradores" in chat.texto
    abierto = chat.estado().borrador
    await chat.ordenar("borradores")
    await chat.pulsar("Duplicar uno")
    await chat.pulsar("Duplicar 1.…")
    assert f"Ya tiene {BORRADORES_POR_PERSONA} borradores" in chat.texto
    assert chat.estado().borrador == abierto, "el que estaba abierto sigue abierto"
    await chat.ordenar("cancelar")
    await chat.pulsar("Descartar el borrador")
    await chat.empezar()
    assert chat.rotulo() == "Su organización"


@pytest.mark.parametrize("lista", ["", "Duplicar uno", "Archivar uno"])
async def test_una_lista_larga_va_en_paginas(chat: Chat, lista: str) -> None:
    await llenar(chat)
    await chat.ordenar("borradores")
    if lista:
        await chat.pulsar(lista)
    vistos: list[str] = []
    while True:
        suyos = [una for una in chat.etiquetas if una.split(" ")[0] in ("Abrir", "Duplicar", "Archivar") and "." in una]
        assert len(suyos) <= EN_UNA_PAGINA
        vistos += suyos
        if "Siguientes ▶" not in chat.etiquetas:
            break
        await chat.pulsar("Siguientes ▶")
    assert [una.split(" ")[1] for una in vistos] == [f"{numero}." for numero in range(1, BORRADORES_POR_PERSONA + 1)]
    await chat.pulsar("◀ Anteriores")
    assert "Siguientes ▶" in chat.etiquetas
