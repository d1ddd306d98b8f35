"""Actualizaciones de Telegram al azar, de toda clase: enteras, a las que les falta algo y con basura dentro.

Recorren la admisión, la lectura, la traducción y el diálogo real con su entrevista. Como orden, para muchas:
`python -m tests.mediciones.azar 100000 [semilla]`.
"""

import argparse
import copy
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from telegram import Bot, Update

from bot.canal.html import a_partes
from bot.canal.telegram.admision import leer_sobre
from bot.canal.telegram.traduccion import Recibido, leer_actualizacion, traducir
from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import Enviar
from bot.dialogo.turno import Contexto, Estado, Papeles
from bot.edicion.leer import leer_entrevista
from bot.montaje import CARPETA_ENTREVISTA

BOT = Bot("1:prueba")
PERSONA = {"id": 11, "is_bot": False, "first_name": "Rosa", "language_code": "es"}
PRIVADO = {"id": 11, "type": "private", "first_name": "Rosa"}
GRUPO = {"id": -100, "type": "supergroup", "title": "Grupo"}
ARCHIVO = {"file_id": "f", "file_unique_id": "u"}
ENCUESTA = {"id": "1", "question": "¿?", "options": [], "total_voter_count": 0, "is_closed": False,
            "is_anonymous": True, "type": "regular", "allows_multiple_answers": False}  # fmt: skip
CONTENIDOS: tuple[dict[str, Any], ...] = (
    {"sticker": {**ARCHIVO, "type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False}},
    {"voice": {**ARCHIVO, "duration": 3}},
    {"audio": {**ARCHIVO, "duration": 3}},
    {"video": {**ARCHIVO, "width": 9, "height": 9, "duration": 3}},
    {"video_note": {**ARCHIVO, "length": 9, "duration": 3}},
    {"animation": {**ARCHIVO, "width": 9, "height": 9, "duration": 3}, "document": ARCHIVO},
    {"document": {**ARCHIVO, "file_size": 90 << 20, "file_name": "a.docx"}},
    {"photo": [{**ARCHIVO, "width": 9, "height": 9}], "caption": "pie", "media_group_id": "7"},
    {"location": {"longitude": -77.0, "latitude": -12.0}},
    {"venue": {"location": {"longitude": -77.0, "latitude": -12.0}, "title": "Plaza", "address": "Lima"}},
    {"contact": {"phone_number": "999", "first_name": "Ana"}},
    {"dice": {"emoji": "🎲", "value": 3}},
    {"poll": ENCUESTA},
    {"story": {"chat": PRIVADO, "id": 3}},
    {"game": {"title": "x", "description": "x", "photo": []}},
    {"new_chat_title": "otro"},
    {"pinned_message": {"message_id": 1, "date": 0, "chat": PRIVADO}},
    {"migrate_to_chat_id": -1001},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    {"web_app_data": {"data": "x", "button_text": "x"}},
    {"algo_de_2030": {"x": [1, {"y": None}]}},
    {},
)
ADORNOS: tuple[dict[str, Any], ...] = (
    {},
    {},
    {},
    {"reply_to_message": {"message_id": 4, "date": 0, "chat": PRIVADO, "text": "x"}},
    {"external_reply": {"origin": {"type": "hidden_user", "date": 1, "sender_user_name": "X"}}},
    {"forward_origin": {"type": "user", "date": 1, "sender_user": PERSONA}},
    {"via_bot": {"id": 2, "is_bot": True, "first_name": "B"}},
)
MIEMBRO = {"user": {"id": 1, "is_bot": True, "first_name": "A"}, "status": "member"}

texto = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["hola", "/start", "/start propuesta", "/responder 12 hola", "/consultas", "/cerrar 1 x", "/exportar semana",
         "/pausa", "/ayuda@otro_bot", "/borrar", "/", "acepto", "¿qué es una alianza?", "5",
         "\u202egnp.exe", "\x00", "<b>&", "a\u0301" * 30, "👩‍👩‍👧‍👦" * 20, "x" * 4096, "{{ 7*7 }}", "مرحبا",
         "S/ 1.500.000"]
    ),
)  # fmt: skip
codigo = st.one_of(
    st.text(max_size=64),
    st.sampled_from(
        ["m:pregunta", "m:propuesta", "m:datos", "e:c:si", "e:c:no", "b:pedir", "b:si", "v:+:1", "p:1", "t:x"]
    ),
)
basura = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda hijos: st.lists(hijos, max_size=3) | st.dictionaries(st.text(max_size=5), hijos, max_size=3),
    max_leaves=6,
)


@st.composite
def mensaje(tomar: st.DrawFn) -> dict[str, Any]:
    base = {"message_id": 5, "date": 1_790_000_000, "chat": tomar(st.sampled_from([PRIVADO, PRIVADO, GRUPO])),
            "from": PERSONA}  # fmt: skip
    contenido = {"text": tomar(texto)} if tomar(st.booleans()) else tomar(st.sampled_from(CONTENIDOS))
    return {**base, **copy.deepcopy(contenido), **copy.deepcopy(tomar(st.sampled_from(ADORNOS)))}


@st.composite
def actualizacion(tomar: st.DrawFn) -> dict[str, Any]:
    """Una actualización de cualquier clase; la mitad de las veces, con un campo quitado o cambiado."""
    campo = tomar(st.sampled_from([*Update.ALL_TYPES, "message", "callback_query", "my_chat_member", "novedad"]))
    if campo in {"callback_query"}:
        contenido: Any = {"id": "1", "from": PERSONA, "chat_instance": "1", "data": tomar(codigo)}
        if tomar(st.booleans()):
            contenido["message"] = tomar(mensaje())
    elif campo in {"my_chat_member", "chat_member"}:
        estados = st.sampled_from(["member", "kicked", "left", "administrator", "creator", "otro"])
        contenido = {"chat": PRIVADO, "from": PERSONA, "date": 1, "old_chat_member": MIEMBRO,
                     "new_chat_member": {**MIEMBRO, "status": tomar(estados), "until_date": 0}}  # fmt: skip
    elif campo == "poll":
        contenido = ENCUESTA
    else:
        contenido = tomar(mensaje())
    dato = {"update_id": tomar(st.integers(1, 2**31 - 1)), campo: copy.deepcopy(contenido)}
    if tomar(st.booleans()):
        _estropear(tomar, dato[campo])
    return dato


def _estropear(tomar: st.DrawFn, dentro: Any) -> None:
    while isinstance(dentro, dict) and dentro:
        nombre = tomar(st.sampled_from(sorted(dentro)))
        if isinstance(dentro[nombre], dict) and dentro[nombre] and tomar(st.booleans()):
            dentro = dentro[nombre]
            continue
        if tomar(st.booleans()):
            del dentro[nombre]
        else:
            dentro[nombre] = tomar(basura)
        return


DE_CUALQUIERA = Contexto(leer_entrevista(CARPETA_ENTREVISTA), (), datetime(2026, 11, 25, tzinfo=UTC))
CONTEXTOS = (
    DE_CUALQUIERA,
    replace(DE_CUALQUIERA, papeles=Papeles(atiende=True, exporta=True), hay_personal=True, puede_recordar=True),
)


def recorrer(datos: list[dict[str, Any]]) -> None:
    """Una conversación con esas actualizaciones: nada debe lanzar un error, y lo atendido se debe poder mostrar."""
    for contexto in CONTEXTOS:
        _recorrer(contexto, datos)


def _recorrer(contexto: Contexto, datos: list[dict[str, Any]]) -> None:
    estado = Estado()
    for dato in datos:
        sobre = leer_sobre(dato, "1")
        assert sobre is not None
        int(sobre.direccion)
        recibido = traducir(leer_actualizacion(dato, BOT), "alianzas_bot")
        if isinstance(recibido, Recibido):
            turno = decidir(contexto, estado, recibido.entrada)
            estado = turno.estado
            for efecto in turno.efectos:
                if isinstance(efecto, Enviar):
                    assert a_partes(efecto.mensaje)


conversaciones = st.lists(actualizacion(), min_size=1, max_size=4)


def principal() -> None:
    """Recorre tantas actualizaciones como se pidan."""
    lector = argparse.ArgumentParser(prog="python -m tests.mediciones.azar", description=__doc__)
    lector.add_argument("cuantas", type=int)
    lector.add_argument("semilla", type=int, nargs="?", default=20261125)
    dicho = lector.parse_args()
    vistas = 0

    @seed(dicho.semilla)
    @settings(max_examples=max(dicho.cuantas // 2, 1), database=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(conversaciones)
    def muchas(datos: list[dict[str, Any]]) -> None:
        nonlocal vistas
        vistas += len(datos)
        recorrer(datos)

    muchas()
    print(f"{vistas} actualizaciones sin errores no previstos")


if __name__ == "__main__":
    principal()
