"""Lo reenviado no es de quien lo envía: en ningún estado mueve nada, diga lo que diga."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from telegram import Bot

from bot.canal.telegram.traduccion import Recibido, leer_actualizacion, traducir
from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import Enviar
from bot.dialogo.entradas import ArchivoEnviado, MensajeReenviado
from bot.dialogo.peticiones import TurnoDicho
from bot.dialogo.turno import ConsultaPorEnviar, Entrada, Estado, Papeles, RespuestaPorConfirmar
from tests.documentacion.estados import CONTEXTO, Paseo, Situacion, pasear, situacion

BOT = Bot("1:prueba")
ROSA = {"id": 11, "is_bot": False, "first_name": "Rosa"}
OTRO = {"id": 12, "is_bot": False, "first_name": "Otro"}
CHAT = {"id": 11, "type": "private", "first_name": "Rosa"}
CANAL = {"id": -7, "type": "channel", "title": "C"}
DE_NADIE = {"id": 13, "is_bot": True, "first_name": "Otro bot"}
AJENOS: tuple[dict[str, Any], ...] = (
    {"forward_origin": {"type": "user", "date": 1, "sender_user": OTRO}},
    {"forward_origin": {"type": "user", "date": 1, "sender_user": ROSA}},
    {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "X"}},
    {"forward_origin": {"type": "chat", "date": 1, "sender_chat": CANAL}},
    {"forward_origin": {"type": "channel", "date": 1, "chat": CANAL, "message_id": 3}},
    {"forward_origin": {"type": "de_2030", "date": 1}},
    {"forward_date": 1, "forward_sender_name": "X"},
    {"via_bot": DE_NADIE},
    {"is_automatic_forward": True},
)
ARCHIVO = {"file_id": "f", "file_unique_id": "u"}
SUYO = ArchivoEnviado("f", "documento", 0)
CONTENIDOS: tuple[dict[str, Any], ...] = (
    *({"text": uno} for uno in (
        "/responder 2 Su proyecto fue aprobado", "/cerrar 2 x", "/consultas", "/exportar todo", "/borrar", "/start",
        "acepto", "sí", "no", "Sí, enviar", "Sí, enviarlo también", "Sí, borrar todo", "Acepto", "20100070970",
        "Somos una ONG de Cusco", "¿qué es una alianza?", "hola", "\x00",
    )),
    {"document": ARCHIVO, "caption": "acepto"},
    {"photo": [{**ARCHIVO, "width": 9, "height": 9}], "caption": "sí"},
    {"voice": {**ARCHIVO, "duration": 3}},
    {"location": {"longitude": -77.0, "latitude": -12.0}},
)  # fmt: skip


class PaseoRecordado(Paseo):
    """El paseo por todas las situaciones, con cada estado por el que pasa."""

    def __init__(self) -> None:
        super().__init__()
        self.estados: list[Estado] = [self.estado]

    def _llega(self, entrada: Entrada) -> None:
        super()._llega(entrada)
        self.estados.append(self.estado)


@pytest.fixture(scope="module")
def estados() -> list[Estado]:
    """Todos los del paseo y los que solo tiene el personal."""
    paseo = PaseoRecordado()
    pasear(paseo)
    del_personal = Estado(
        9, botones=paseo.estados[1].botones, consulta=RespuestaPorConfirmar(9, 2, "Su proyecto fue aprobado")
    )
    a_mitad = replace(paseo.estados[-3], consulta=ConsultaPorEnviar(3, "¿?", (TurnoDicho("a", "b"),)))
    return [*paseo.estados, del_personal, a_mitad]


def _reenviados() -> Iterator[dict[str, Any]]:
    for ajeno in AJENOS:
        for contenido in CONTENIDOS:
            for respondido in ({}, {"reply_to_message": {"message_id": 4, "date": 1, "chat": CHAT, "from": DE_NADIE}}):
                yield {"message_id": 5, "date": 2, "chat": CHAT, "from": ROSA, **contenido, **ajeno, **respondido}


def test_todo_lo_reenviado_se_traduce_sin_lo_que_dice(record_property: Any) -> None:
    probados = 0
    for mensaje in _reenviados():
        recibido = traducir(leer_actualizacion({"update_id": 1, "message": mensaje}, BOT), "alianzas_bot")
        assert isinstance(recibido, Recibido), mensaje
        es_archivo = "document" in mensaje and "via_bot" not in mensaje and "is_automatic_forward" not in mensaje
        assert recibido.entrada == MensajeReenviado(SUYO if es_archivo else None), mensaje
        editado = leer_actualizacion({"update_id": 1, "edited_message": {**mensaje, "edit_date": 3}}, BOT)
        assert traducir(editado, "alianzas_bot") is None, (
            "otro programa que edita lo suyo no es una persona que hace algo"
        )
        probados += 2
    record_property("probados", probados)


def test_en_ningun_estado_mueve_nada_ni_pide_nada(estados: list[Estado], record_property: Any) -> None:
    assert {situacion(estado) for estado in estados} == set(Situacion)
    probados = 0
    for estado in estados:
        for contexto in (CONTEXTO, replace(CONTEXTO, papeles=Papeles(atiende=True, exporta=True))):
            turno = decidir(contexto, estado, MensajeReenviado())
            assert turno.estado == replace(estado, turno=estado.turno + 1, sin_cambio=estado.sin_cambio + 1)
            (efecto,) = turno.efectos
            assert isinstance(efecto, Enviar)
            assert "reenviado" in efecto.mensaje.texto and "escríbalo usted" in efecto.mensaje.texto
            assert tuple(boton for fila in efecto.mensaje.botones for boton in fila) == estado.botones
            probados += 1
    record_property("probados", probados)


def test_de_lo_citado_no_se_lee_nada_y_lo_de_otro_chat_no_es_ningun_mensaje() -> None:
    cita = {"quote": {"text": "acepto", "position": 0}}
    origen = {"type": "user", "date": 1, "sender_user": OTRO}
    fuera = {"external_reply": {"origin": origen, "chat": CANAL, "message_id": 4}}
    previo = {"reply_to_message": {"message_id": 4, "date": 1, "chat": CHAT, "from": DE_NADIE, "text": "acepto"}}
    for extra, responde_a in ((cita | previo, "4"), (cita | fuera, "otro-chat"), (fuera, "otro-chat")):
        mensaje = {"message_id": 5, "date": 2, "chat": CHAT, "from": ROSA, "text": "mío", **extra}
        recibido = traducir(leer_actualizacion({"update_id": 1, "message": mensaje}, BOT), "alianzas_bot")
        assert isinstance(recibido, Recibido)
        assert (recibido.entrada.texto, recibido.entrada.responde_a) == ("mío", responde_a)
