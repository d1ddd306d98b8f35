"""Lo que una persona envía junto se lee como uno: en la fila, con esperas, con muertes y con dos procesos."""

import asyncio
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from bot.almacen import abrir_almacen
from bot.canal.telegram.juntar import ESPERA, Espera
from bot.servicio.puertos import AlmacenNoDisponible, Persona, TurnoAtendido
from tests.apoyo.almacen import base_nueva
from tests.apoyo.lectura_almacen import vista
from tests.apoyo.ordenes import ProgramaAbierto, abrir_programa
from tests.extremo.bot_api_falso import BotApiFalso
from tests.extremo.contrato_de_telegram import BOT
from tests.extremo.conversacion import Conversacion, conversar, hasta_el_nombre
from tests.extremo.entorno_telegram import SIN_ESPERAR, Entorno, puerto_libre
from tests.extremo.persona_simulada import FECHA, PersonaSimulada

ARCHIVO = {"file_id": "f", "file_unique_id": "u"}
FOTO = {"photo": [{**ARCHIVO, "width": 9, "height": 9}]}
STICKER = {"sticker": {**ARCHIVO, "type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False}}
ORIGEN = {"forward_origin": {"type": "hidden_user", "date": FECHA, "sender_user_name": "Otra persona"}}
LARGO = ("agua " * 1_000)[:4_093].strip()
COLA = "y saneamiento para doce centros poblados"
PARTIDO = f"{LARGO}\n{COLA}"


def a(numero: int) -> dict[str, Any]:
    """«Responder» a un mensaje del bot."""
    chat = {"id": 11, "type": "private", "first_name": "Rosa"}
    return {"reply_to_message": {"message_id": numero, "date": FECHA, "chat": chat, "from": BOT, "text": "x"}}


def t(texto: str, **campos: Any) -> dict[str, Any]:
    return {"text": texto, **campos}


JUNTOS: dict[str, tuple[list[dict[str, Any]], list[str]]] = {
    "uno que se cambió antes de leerlo": (
        [t("a", message_id=70), t("b"), {"editado": t("c", message_id=70)}],
        ["1: a\nb", "editado: c"],
    ),
    "dos textos": ([t("somos una ONG"), t("de Huari")], ["1: somos una ONG\nde Huari"]),
    "cinco renglones": ([t(uno) for uno in "abcde"], ["1: a\nb\nc\nd\ne"]),
    "uno partido por Telegram": ([t(LARGO), t(COLA)], [f"1: {PARTIDO}"]),
    "partido en tres": ([t(LARGO), t(LARGO), t(COLA)], [f"1: {LARGO}\n{PARTIDO}"]),
    "partido, y la cola es una sola letra": ([t(LARGO), t("x")], [f"1: {LARGO}\nx"]),
    "la cola empieza con barra": ([t(LARGO), t("/ 5 de cada 10")], [f"1: {LARGO}\n/ 5 de cada 10"]),
    "un texto y una orden": ([t("hola"), t("/ayuda")], ["1: hola", "orden ayuda []"]),
    "una orden y un texto": ([t("/ayuda"), t("hola")], ["orden ayuda []", "2: hola"]),
    "dos órdenes": ([t("/ayuda"), t("/ayuda")], ["orden ayuda []", "orden ayuda []"]),
    "una orden entre textos": ([t("a"), t("/ayuda"), t("b"), t("c")], ["1: a", "orden ayuda []", "3: b\nc"]),
    "un texto y un sticker": ([t("hola"), STICKER], ["1: hola", "no leo: sticker"]),
    "un sticker entre textos": ([t("a"), STICKER, t("b")], ["1: a", "no leo: sticker", "3: b"]),
    "una foto con palabras y un texto": (
        [FOTO | {"caption": "el plano"}, t("hola")],
        ["No puedo ver imágenes. Leí solo lo que escribió.", "1: el plano", "2: hola"],
    ),
    "un texto y algo reenviado": ([t("hola"), t("otro", **ORIGEN)], ["1: hola", "reenviado"]),
    "algo reenviado y un texto": ([t("otro", **ORIGEN), t("hola")], ["reenviado", "2: hola"]),
    "respuestas a mensajes distintos": ([t("a", **a(5)), t("b", **a(6))], ["1: a", "2: b"]),
    "respuestas al mismo mensaje": ([t("a", **a(5)), t("b", **a(5))], ["1: a\nb"]),
    "una respuesta y lo que no lo es": ([t("a", **a(5)), t("b")], ["1: a", "2: b"]),
    "lo que no responde y una respuesta": ([t("a"), t("b", **a(5))], ["1: a", "2: b"]),
    "una respuesta partida, solo la primera parte responde": ([t(LARGO, **a(5)), t(COLA)], [f"1: {PARTIDO}"]),
    "una respuesta partida, todas responden": ([t(LARGO, **a(5)), t(COLA, **a(5))], [f"1: {PARTIDO}"]),
    "una respuesta partida y otra respuesta": ([t(LARGO, **a(5)), t("b", **a(6))], [f"1: {LARGO}", "2: b"]),
    "dos con un minuto largo en medio": ([t("a", date=FECHA), t("b", date=FECHA + 61)], ["1: a", "2: b"]),
    "dos con medio minuto en medio": ([t("a", date=FECHA), t("b", date=FECHA + 30)], ["1: a\nb"]),
    "lo que no dice nada no se junta": ([t("a"), t("\u200b")], ["1: a", "no leo: mensaje vacío"]),
    "la etiqueta de un botón a la vista": ([t("botones"), t("b")], ["1: botones\nb"]),
    "demasiado para leerlo de una vez": ([t(LARGO)] * 6, ["no leo: texto muy largo"]),
}


@pytest.mark.parametrize("caso", JUNTOS)
async def test_de_lo_que_espera_junto_se_lee_como_uno_lo_que_lo_es(entorno: Entorno, caso: str) -> None:
    rosa, (enviados, respuestas) = entorno.api.persona(11), JUNTOS[caso]
    for contenido in enviados:
        if "editado" in contenido:
            await rosa.api.publicar({"edited_message": rosa._mensaje(contenido["editado"]) | {"edit_date": FECHA + 9}})
        else:
            await rosa.envia(contenido)
    async with entorno.en_marcha():
        await entorno.api.esperar(lambda: _dicho(rosa) == sin_espacios(*respuestas), que=f"{respuestas}"[:200])
        await entorno.todo_atendido()
    assert _dicho(rosa) == sin_espacios(*respuestas)


def _dicho(persona: PersonaSimulada) -> str:
    """Todo lo que recibió, sin espacios: una respuesta larga le llega partida por ellos."""
    return sin_espacios("".join(uno.texto for uno in persona.recibidos))


def sin_espacios(*textos: str) -> str:
    return "".join("".join(textos).split())


async def test_un_boton_pulsado_o_escrito_no_se_junta_con_nada(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe("botones")
        await rosa.espera_respuesta()
    await rosa.escribe("sí, claro")
    await rosa.escribe("y además somos una ONG")
    await rosa.pulsa("No")
    await rosa.escribe("somos de Huari")
    await rosa.escribe("SÍ CLARO")
    async with entorno.en_marcha():
        textos = [uno.texto for uno in await rosa.espera_respuestas(5)]
    assert textos == ["2: sí, claro", "3: y además somos una ONG", "pulsó v:no", "5: somos de Huari", "6: SÍ CLARO"]


async def test_nada_de_una_persona_se_junta_con_lo_de_otra(entorno: Entorno) -> None:
    rosa, luis = entorno.api.persona(11), entorno.api.persona(12, "Luis")
    for numero in range(3):
        await rosa.escribe(f"r{numero}")
        await luis.escribe(f"l{numero}")
    async with entorno.en_marcha():
        assert (await rosa.espera_respuesta()).texto == "1: r0\nr1\nr2"
        assert (await luis.espera_respuesta()).texto == "1: l0\nl1\nl2"


async def test_lo_que_llega_cuando_ya_se_contesto_es_otro_mensaje(entorno: Entorno) -> None:
    entorno.espera = ESPERA
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        for numero, texto in enumerate(("somos una ONG", "de Huari"), 1):
            await rosa.escribe(texto)
            assert (await rosa.espera_respuesta()).texto == f"{numero}: {texto}"


async def test_todas_quedan_atendidas_a_la_vez(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    numeros = [await rosa.escribe(texto) for texto in ("a", "b", "c")]
    async with entorno.en_marcha():
        assert (await rosa.espera_respuesta()).texto == "1: a\nb\nc"
        for numero in numeros:
            assert vista(entorno.almacen, Persona("telegram", "11"), f"{BOT['id']}:{numero}")
        assert entorno.almacen.bandeja.por_atender(str(BOT["id"])) == ()
        for numero in numeros:
            await rosa.escribe("repetida", numero)
        await rosa.escribe("fin")
        assert (await rosa.espera_respuesta()).texto == "2: fin"


# --- Las esperas -----------------------------------------------------------------------------


async def test_uno_solo_se_contesta_enseguida(entorno: Entorno) -> None:
    entorno.espera = ESPERA
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        for texto in ("hola", "¿qué es una alianza?", "/ayuda"):
            inicio = time.monotonic()
            await rosa.escribe(texto)
            await rosa.espera_respuesta()
            assert time.monotonic() - inicio < 5 * (ESPERA.corriente + 0.1)


@pytest.mark.parametrize(
    ("primero", "segundo", "pausa"),
    [
        ("Ampliar el acceso a agua clorada en 12 centros poblados", "al 2028, para reducir enfermedades", 0.0),
        ("Ampliar el acceso a agua clorada en 12 centros poblados", "al 2028, para reducir enfermedades", 0.1),
        ("los socios son:", "Cáritas y la municipalidad", 1.0),
        ("la municipalidad distrital,", "Cáritas", 1.0),
        ("queremos llevar agua segura para", "12 centros poblados", 1.0),
        ("queremos reducir la anemia y", "la desnutrición", 1.0),
        (LARGO, COLA, 1.5),
    ],
)
async def test_se_espera_lo_que_sigue(entorno: Entorno, primero: str, segundo: str, pausa: float) -> None:
    entorno.espera = ESPERA
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe(primero)
        await asyncio.sleep(pausa)
        assert rosa.recibidos == []
        await rosa.escribe(segundo)
        await entorno.api.esperar(lambda: _dicho(rosa) == sin_espacios("1:", primero, segundo))


async def test_si_lo_que_sigue_no_llega_se_atiende_lo_que_hay(entorno: Entorno) -> None:
    entorno.espera = Espera(corriente=0.05, abierto=0.2, album=0.1, parte=0.4)
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe("los socios son:")
        assert (await rosa.espera_respuesta()).texto == "1: los socios son:"
        await rosa.escribe(LARGO)
        await entorno.api.esperar(lambda: _dicho(rosa).endswith(sin_espacios("2:", LARGO)))


async def test_si_detras_llega_otra_cosa_ya_no_se_espera(entorno: Entorno) -> None:
    entorno.espera = Espera(corriente=0.05, parte=30)
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe(LARGO)
        await rosa.escribe("/ayuda")
        await entorno.api.esperar(lambda: _dicho(rosa) == sin_espacios("1:", LARGO, "orden ayuda []"), 10)


async def test_al_detenerse_lo_que_espera_su_continuacion_queda_para_la_vuelta(entorno: Entorno) -> None:
    entorno.espera = Espera(corriente=0.05, parte=30)
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe(LARGO)
        await entorno.api.esperar_confirmadas()
    assert rosa.recibidos == []
    await rosa.escribe(COLA)
    async with entorno.en_marcha():
        await entorno.api.esperar(lambda: _dicho(rosa) == sin_espacios("1:", PARTIDO))


# --- Lo que falla ----------------------------------------------------------------------------


async def test_si_un_mensaje_hace_fallar_el_inocente_que_llego_con_el_se_atiende(
    entorno: Entorno, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, guardar = entorno.api.persona(11), entorno.almacen.guardar

    def fallar(persona: Persona, atendido: TurnoAtendido) -> Any:
        if "veneno" in atendido.recibido:
            raise RuntimeError("no se pudo")
        return guardar(persona, atendido)

    monkeypatch.setattr(entorno.almacen, "guardar", fallar)
    for texto in ("inocente", "veneno", "otro inocente"):
        await rosa.escribe(texto)
    async with entorno.en_marcha():
        textos = [uno.texto for uno in await rosa.espera_respuestas(3)]
    assert textos[0] == "1: inocente"
    assert "dejé de intentarlo" in textos[1]
    assert textos[2] == "2: otro inocente"
    assert entorno.almacen.bandeja.contar_retiradas() == 1


async def test_si_el_almacen_no_responde_al_mirar_lo_que_sigue_se_espera(
    entorno: Entorno, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, mirar, veces = entorno.api.persona(11), entorno.almacen.bandeja.mirar, 0

    def fallar(buzon: str, direccion: str) -> Any:
        nonlocal veces
        veces += 1
        if veces < 3:
            raise AlmacenNoDisponible("ocupado")
        return mirar(buzon, direccion)

    monkeypatch.setattr(entorno.almacen.bandeja, "mirar", fallar)
    for texto in ("a", "b"):
        await rosa.escribe(texto)
    async with entorno.en_marcha():
        assert (await rosa.espera_respuesta()).texto == "1: a\nb"


async def _programa(url: str, raiz: str, *resto: str) -> ProgramaAbierto:
    """El canal en otro proceso, con las esperas de siempre."""
    programa = "tests.extremo.entorno_telegram"
    ambiente = {**os.environ, "ESPERAR_LO_QUE_SIGUE": "1"}
    return await abrir_programa(programa, url, raiz, *resto, oir=False, ambiente=ambiente)


async def test_si_lo_matan_esperando_la_continuacion_al_volver_se_lee_todo_junto(tmp_path: Path) -> None:
    api, url = BotApiFalso(), base_nueva(tmp_path / "alianzas.db")
    rosa = api.persona(11)
    async with api.abierto():
        await rosa.escribe(LARGO)
        proceso = await _programa(url, api.raiz)
        await api.esperar_confirmadas()
        await asyncio.sleep(0.3)  # ya la tomó: un intento
        proceso.send_signal(signal.SIGKILL)
        await proceso.wait()
        assert rosa.recibidos == []
        await rosa.escribe(COLA)
        proceso = await _programa(url, api.raiz)
        await api.esperar(lambda: _dicho(rosa) == sin_espacios("1:", PARTIDO), 30)
        await rosa.escribe("/fin")
        await api.esperar(lambda: _dicho(rosa) == sin_espacios("1:", PARTIDO, "orden fin []"))
        proceso.terminate()
        assert await asyncio.wait_for(proceso.wait(), 20) == 0
    assert api.faltas == []


async def test_dos_procesos_que_reciben_cada_uno_una_parte_las_leen_juntas(base_postgresql_nueva: str) -> None:
    """Cada parte llega por su conexión, y las conexiones se reparten entre los procesos."""
    puerto, api = puerto_libre(), BotApiFalso()
    personas = [api.persona(2_000 + numero, f"Persona {numero}") for numero in range(8)]
    abrir_almacen(base_postgresql_nueva, b"c" * 32).cerrar()
    async with api.abierto():
        procesos = [await _programa(base_postgresql_nueva, api.raiz, str(puerto)) for _ in range(2)]
        await api.esperar(lambda: len(api.de("setWebhook")) == 2, 60, "que los dos procesos arranquen")
        for texto in (LARGO, LARGO, COLA):
            for persona in personas:
                await persona.escribe(texto)
        esperado = sin_espacios("1:", LARGO, PARTIDO)
        await api.esperar(lambda: all(_dicho(persona) == esperado for persona in personas), 60, "las respuestas")
        for proceso in procesos:
            proceso.terminate()
            assert await asyncio.wait_for(proceso.wait(), 20) == 0
    assert api.faltas == []
    assert all(_dicho(persona) == esperado for persona in personas)


# --- Con el diálogo de verdad ----------------------------------------------------------------


async def hasta(rosa: PersonaSimulada, pregunta: str) -> None:
    """Deja para después las preguntas que haya antes de esa."""
    await hasta_el_nombre(rosa)
    for _ in range(20):
        if pregunta in rosa.recibidos[-1].texto:
            return
        await rosa.pulsa("No sé todavía")
        await rosa.espera_respuesta()
    raise AssertionError(f"no se llegó a «{pregunta}»")


@pytest.mark.parametrize("esperas", [SIN_ESPERAR, ESPERA])
async def test_de_uno_partido_se_dice_que_es_largo_y_la_cola_no_es_otra_respuesta(
    tmp_path: Path, esperas: Espera
) -> None:
    async with conversar(tmp_path, esperas) as conversacion:
        rosa = conversacion.rosa
        await hasta(rosa, "¿Qué problema")
        largo = ("En doce caseríos de Celendín el agua llega sin cloro y los niños se enferman. " * 61)[:4_717].rstrip()
        corte = largo.rindex(" ", 0, 4_094)
        partes = (largo[:corte], largo[corte + 1 :])
        assert len(partes[0]) > 4_000
        if esperas is SIN_ESPERAR:  # las dos, en la misma entrega
            await asyncio.gather(*(rosa.escribe(parte) for parte in partes))
        else:
            await rosa.escribe(partes[0])
            await asyncio.sleep(0.5)
            await rosa.escribe(partes[1])
        dicho = (await rosa.espera_respuesta()).texto
        assert "es muy largo" in dicho and str(len("\n".join(partes))) in dicho
        assert conversacion.valor("problema") is None and conversacion.valor("poblacion") is None
        await rosa.escribe("/pendientes")
        await rosa.espera_respuesta()
        assert len(rosa.sin_leer) == 0


async def test_dos_mensajes_rapidos_son_una_sola_respuesta(tmp_path: Path) -> None:
    async with conversar(tmp_path, ESPERA) as conversacion:
        rosa = conversacion.rosa
        await hasta(rosa, "Objetivo común")
        await rosa.escribe("Ampliar el acceso a agua clorada en 12 centros poblados")
        await rosa.escribe("al 2028, para reducir enfermedades")
        await rosa.espera_respuesta()
        valor = str(conversacion.valor("objetivo_comun"))
        assert "12 centros poblados" in valor and "al 2028, para reducir enfermedades" in valor
        assert conversacion.valor("ods") is None and conversacion.valor("interes_publico") is None


async def test_en_la_entrevista_lo_que_se_pide_no_se_junta_con_la_respuesta(tmp_path: Path) -> None:
    async with conversar(tmp_path, ESPERA) as conversacion:
        rosa = conversacion.rosa
        await hasta(rosa, "Objetivo común")
        for texto in ("¿Por qué me lo pregunta?", "Que 500 familias de Celendín tengan agua clorada", "todos los días"):
            await rosa.escribe(texto)
        await rosa.espera_respuestas(2)
        assert " ".join(str(conversacion.valor("objetivo_comun")).split()) == (
            "Que 500 familias de Celendín tengan agua clorada todos los días"
        )


async def test_en_la_entrevista_de_un_album_se_toman_las_palabras_como_respuesta(conversacion: Conversacion) -> None:
    rosa = conversacion.rosa
    await hasta_el_nombre(rosa)
    for pie in ({}, {"caption": "Sol de los Andes"}, {}):
        mensaje = rosa._mensaje({**FOTO, **pie, "media_group_id": "9"})
        rosa.api.pendientes.append({"update_id": 500_000 + len(rosa.api.pendientes), "message": mensaje})
    await rosa.api.avisar()
    aviso, _ = await rosa.espera_respuestas(2)
    assert aviso.texto == "No puedo ver imágenes. Leí solo lo que escribió."
    assert conversacion.valor("nombre_organizacion") == "Sol de los Andes"
