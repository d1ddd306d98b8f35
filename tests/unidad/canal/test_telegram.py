"""Las piezas puras del canal: la traducción, la cuenta de lo recibido y los turnos."""

import asyncio
import logging
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from telegram import Bot, Update

from bot.canal.telegram.admision import DE_NADIE, leer_sobre
from bot.canal.telegram.envio import LADO_DEL_QR, imagen_de
from bot.canal.telegram.errores import callar_bibliotecas
from bot.canal.telegram.reparto import Ranuras
from bot.canal.telegram.traduccion import (
    BloqueoCambiado,
    GrupoCambiado,
    LlamadaDesdeGrupo,
    Recibido,
    leer_actualizacion,
    persona_de,
    traducir,
)
from bot.dialogo.entradas import BotonPulsado, MensajeEditado, MensajeRecibido, OrdenRecibida
from bot.dialogo.turno import Entrada

BOT = Bot("1:prueba")
YO = "alianzas_bot"
PRIVADO = {"id": 11, "type": "private", "first_name": "Rosa"}
GRUPO = {"id": -5, "type": "supergroup", "title": "G"}
ROSA = {"id": 11, "is_bot": False, "first_name": "Rosa"}


def mensaje(chat: dict[str, Any] = PRIVADO, **contenido: Any) -> dict[str, Any]:
    return {"message_id": 1, "date": 1, "chat": chat, "from": ROSA, **contenido}


def leer(**contenido: Any) -> Update:
    return leer_actualizacion({"update_id": 9, **contenido}, BOT)


@pytest.mark.parametrize(
    ("texto", "entrada"),
    [
        ("hola", MensajeRecibido("hola", "1")),
        ("/ayuda", OrdenRecibida("ayuda")),
        ("/START@Alianzas_Bot  campana_1 ", OrdenRecibida("start", "campana_1")),
        ("/propuesta\notra línea", OrdenRecibida("propuesta", "otra línea")),
        ("/", MensajeRecibido("/", "1")),
        ("/ 5", MensajeRecibido("/ 5", "1")),
        ("/ñandú", MensajeRecibido("/ñandú", "1")),
        ("mire /ayuda", MensajeRecibido("mire /ayuda", "1")),
        ("S/ 200", MensajeRecibido("S/ 200", "1")),
    ],
)
def test_distingue_ordenes_de_mensajes(texto: str, entrada: MensajeRecibido | OrdenRecibida) -> None:
    assert traducir(leer(message=mensaje(text=texto)), YO) == Recibido(persona_de(11), replace(entrada, mensaje="1"))


def test_una_respuesta_a_otro_mensaje_dice_a_cual() -> None:
    previo = {**mensaje(text="¿Cuál es su número de RUC?"), "message_id": 7}
    recibido = traducir(leer(message=mensaje(text="20100070970", reply_to_message=previo)), YO)
    assert recibido == Recibido(persona_de(11), MensajeRecibido("20100070970", "1", "7"))


def test_una_edicion_solo_cuenta_si_es_de_texto() -> None:
    editado = leer(edited_message=mensaje(text="otro \x00texto", edit_date=2))
    assert traducir(editado, YO) == Recibido(persona_de(11), MensajeEditado("otro texto", "1"))
    vivo = leer(edited_message=mensaje(location={"longitude": 1.0, "latitude": 1.0}, edit_date=2))
    assert traducir(vivo, YO) is None


@pytest.mark.parametrize(
    ("texto", "llama"),
    [
        ("/start", True),
        ("/start@Alianzas_Bot", True),
        ("/start@otro_bot", False),
        ("hola a todos", False),
        ("oiga @ALIANZAS_BOT", True),
        ("escriba a correo@alianzas_bot", False),
        ("es @alianzas_botanica", False),
    ],
)
def test_en_un_grupo_solo_cuenta_lo_dirigido_al_bot(texto: str, llama: bool) -> None:
    traducido = traducir(leer(message=mensaje(GRUPO, text=texto)), YO)
    assert traducido == (LlamadaDesdeGrupo(-5) if llama else None)


DE_GRUPO: dict[str, tuple[dict[str, Any], object]] = {
    "vincular": ({"text": "/vincular"}, LlamadaDesdeGrupo(-5, vincula=True)),
    "vincular, con su nombre y en un tema": (
        {"text": "/Vincular@alianzas_bot", "message_thread_id": 7, "is_topic_message": True},
        LlamadaDesdeGrupo(-5, 7, vincula=True),
    ),
    "vincular a otro": ({"text": "/vincular@otro_bot"}, None),
    "preguntar": ({"text": "/preguntar  ¿Qué es?\x00"}, LlamadaDesdeGrupo(-5, pregunta="¿Qué es?")),
    "preguntar nada": ({"text": "/preguntar"}, LlamadaDesdeGrupo(-5)),
    "nombrarlo no es preguntarle": ({"text": "@alianzas_bot ¿qué es?"}, LlamadaDesdeGrupo(-5)),
    "se muda": ({"migrate_to_chat_id": -1009}, GrupoCambiado(-5, -1009)),
    "llega mudado": ({"migrate_from_chat_id": -4}, GrupoCambiado(-4, -5)),
}


@pytest.mark.parametrize("caso", DE_GRUPO)
def test_en_un_grupo_se_vincula_se_pregunta_y_se_muda(caso: str) -> None:
    contenido, esperado = DE_GRUPO[caso]
    assert traducir(leer(message=mensaje(GRUPO, **contenido)), YO) == esperado


@pytest.mark.parametrize(("situacion", "fuera"), [("left", True), ("kicked", True), ("member", False)])
def test_salir_de_un_grupo_no_es_un_bloqueo(situacion: str, fuera: bool) -> None:
    yo = {"user": {"id": 1, "is_bot": True, "first_name": "A"}, "status": situacion, "until_date": 0}
    antes = {"user": yo["user"], "status": "member"}
    cambio = {"chat": GRUPO, "from": ROSA, "date": 1, "old_chat_member": antes, "new_chat_member": yo}
    assert traducir(leer(my_chat_member=cambio), YO) == (GrupoCambiado(-5, None) if fuera else None)


def test_un_boton_es_de_quien_lo_pulsa_y_en_un_grupo_no_cuenta() -> None:
    pulsado = {"id": "1", "from": ROSA, "chat_instance": "1", "data": "v:si"}
    esperado = Recibido(persona_de(11), BotonPulsado("v:si"))
    assert traducir(leer(callback_query=pulsado), YO) == esperado
    assert traducir(leer(callback_query={**pulsado, "message": mensaje(text="x")}), YO) == esperado
    inaccesible = {"message_id": 1, "date": 0, "chat": PRIVADO}
    assert traducir(leer(callback_query={**pulsado, "message": inaccesible}), YO) == esperado
    assert traducir(leer(callback_query={**pulsado, "message": mensaje(GRUPO, text="x")}), YO) is None


def test_con_un_boton_vuelve_lo_que_la_persona_escribio_y_por_lo_que_se_le_pregunta() -> None:
    def pulsar(citado: dict[str, Any] | None) -> Entrada:
        mostrado = mensaje(text="¿Lo envío?") | ({} if citado is None else {"reply_to_message": citado})
        pulsado = {"id": "1", "from": ROSA, "chat_instance": "1", "data": "h:a:1:2", "message": mostrado}
        recibido = traducir(leer(callback_query=pulsado), YO)
        assert isinstance(recibido, Recibido)
        return recibido.entrada

    suyo = {**mensaje(text="/responder 2 Sí\x00"), "message_id": 7}
    otra = {"id": 12, "is_bot": False, "first_name": "Otra"}
    assert pulsar(suyo) == BotonPulsado("h:a:1:2", sobre=MensajeRecibido("/responder 2 Sí", "7"))
    origen = {"type": "user", "date": 1, "sender_user": otra}
    for citado in (None, suyo | {"from": otra}, suyo | {"forward_origin": origen}, suyo | {"text": "\x00"}):
        assert pulsar(citado) == BotonPulsado("h:a:1:2")


@pytest.mark.parametrize(("estado", "bloqueado"), [("kicked", True), ("member", False)])
def test_reconoce_el_bloqueo(estado: str, bloqueado: bool) -> None:
    bot = {"id": 1, "is_bot": True, "first_name": "A"}
    cambio = {"chat": PRIVADO, "from": ROSA, "date": 1}
    cambio["old_chat_member"] = {"user": bot, "status": "left"}
    cambio["new_chat_member"] = {"user": bot, "status": estado, "until_date": 0}
    assert traducir(leer(my_chat_member=cambio), YO) == BloqueoCambiado(persona_de(11), bloqueado)


def test_ignora_a_otros_bots_y_lo_que_no_es_de_nadie() -> None:
    assert traducir(leer(message=mensaje(text="hola") | {"from": {**ROSA, "is_bot": True}}), YO) is None
    assert traducir(leer(), YO) is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda hijos: st.lists(hijos, max_size=3) | st.dictionaries(st.text(max_size=5), hijos, max_size=3),
        max_leaves=8,
    ),
    st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member", "novedad"]),
)
def test_ninguna_actualizacion_rara_lanza_errores(contenido: Any, campo: str) -> None:
    assert leer_actualizacion({"update_id": 3, campo: contenido}, BOT).update_id == 3


@pytest.mark.parametrize(
    ("dato", "direccion"),
    [
        ({"message": mensaje(text="hola")}, "11"),
        ({"edited_message": mensaje(text="hola")}, "11"),
        ({"message": mensaje(GRUPO, text="hola")}, "-5"),
        ({"callback_query": {"id": "1", "from": ROSA, "message": mensaje(GRUPO)}}, "-5"),
        ({"callback_query": {"id": "1", "from": ROSA}}, "11"),
        ({"my_chat_member": {"chat": PRIVADO, "from": ROSA}}, "11"),
        ({"poll": {"id": "1"}}, DE_NADIE),
        ({"message": {"chat": {"id": "once"}}}, DE_NADIE),
        ({"message": None}, DE_NADIE),
    ],
)
def test_cada_actualizacion_va_a_la_fila_de_su_chat(dato: dict[str, Any], direccion: str) -> None:
    sobre = leer_sobre({"update_id": 9, **dato}, "1")
    assert sobre is not None
    assert (sobre.entrada, sobre.direccion, sobre.numero) == ("1:9", direccion, 9)


def test_lo_que_no_trae_numero_no_entra() -> None:
    assert leer_sobre({"message": mensaje(text="hola")}, "1") is None


@pytest.mark.parametrize(
    ("texto", "entrada"),
    [
        ("/help", OrdenRecibida("ayuda")),
        ("/settings", OrdenRecibida("ayuda")),
        ("/cancel", OrdenRecibida("cancelar")),
        ("/privacy", OrdenRecibida("privacidad")),
        ("/continuar", OrdenRecibida("propuesta")),
        ("/start", OrdenRecibida("start")),
        ("/start src_feria-2026", OrdenRecibida("start", "src_feria-2026")),
        ("/start propuesta", OrdenRecibida("propuesta")),
        ("/start <b>raro</b>", OrdenRecibida("start")),
        ("/start " + "x" * 65, OrdenRecibida("start")),
    ],
)
def test_las_ordenes_valen_en_los_dos_idiomas_y_un_enlace_raro_es_un_inicio(texto: str, entrada: OrdenRecibida) -> None:
    assert traducir(leer(message=mensaje(text=texto)), YO) == Recibido(persona_de(11), replace(entrada, mensaje="1"))


async def test_la_ranura_que_tarda_deja_de_frenar_a_las_demas() -> None:
    ranuras, pasos = Ranuras(1, 0.05), []

    async def pasar(nombre: str, segundos: float) -> None:
        async with ranuras.ocupar():
            pasos.append(nombre)
            await asyncio.sleep(segundos)

    await asyncio.gather(pasar("lenta", 0.5), pasar("segunda", 0), pasar("tercera", 0))
    assert pasos == ["lenta", "segunda", "tercera"]
    await asyncio.sleep(0.1)
    assert ranuras._libres._value == 1  # ni se pierde ni se gana ninguna


def test_las_bibliotecas_callan() -> None:
    callar_bibliotecas()
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    assert not logging.getLogger("telegram.ext.ExtBot").isEnabledFor(logging.CRITICAL)


def test_los_errores_se_pueden_importar_sin_la_biblioteca() -> None:
    codigo = "import sys, bot.canal.telegram.errores; sys.exit('telegram' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", codigo], check=False).returncode == 0


def test_el_qr_lleva_la_direccion_con_su_margen_en_blanco() -> None:
    direccion = f"https://t.me/alianzas_prueba_bot?start=i_{'aB3-_' * 4}xy"
    foto = Image.open(BytesIO(imagen_de(direccion))).convert("1")
    codigo = segno.make_qr(direccion, error="m")
    modulos, margen = len(codigo.matrix) + 8, 4  # de un lado y del otro, los que pide la norma
    punto = foto.width // modulos
    assert foto.size == (modulos * punto, modulos * punto)
    assert 500 < foto.width <= LADO_DEL_QR
    centros = [lugar * punto + punto // 2 for lugar in range(modulos)]
    leidos = [[int(foto.getpixel((x, y)) == 0) for x in centros] for y in centros]
    filas = [[*[0] * margen, *fila, *[0] * margen] for fila in codigo.matrix]
    sin_nada = [[0] * modulos] * margen
    assert leidos == [*sin_nada, *filas, *sin_nada]
