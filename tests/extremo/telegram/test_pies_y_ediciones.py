"""Las palabras que vienen con una foto, un archivo o un álbum, y lo que se edita: por el canal entero."""

import asyncio
from typing import Any

import pytest

from bot.canal.telegram.juntar import ESPERA
from tests.extremo.conversacion import Conversacion, hasta_el_nombre
from tests.extremo.entorno_telegram import Entorno
from tests.extremo.persona_simulada import FECHA, PersonaSimulada

ARCHIVO = {"file_id": "f", "file_unique_id": "u"}
MEDIDAS = {"width": 9, "height": 9, "duration": 3}
PALABRAS = "somos doce caseríos de Huari"
CON_PIE: dict[str, tuple[dict[str, Any], str]] = {
    "foto": ({"photo": [{**ARCHIVO, "width": 9, "height": 9}]}, "No puedo ver imágenes."),
    "documento": ({"document": ARCHIVO}, "No puedo abrir archivos."),
    "video": ({"video": {**ARCHIVO, **MEDIDAS}}, "No puedo ver videos."),
    "audio": ({"audio": {**ARCHIVO, "duration": 3}}, "No puedo escuchar audios todavía."),
    "voz": ({"voice": {**ARCHIVO, "duration": 3}}, "No puedo escuchar audios todavía."),
    "animación": ({"animation": {**ARCHIVO, **MEDIDAS}, "document": ARCHIVO}, "No puedo ver animaciones."),
    "contenido de pago": (
        {"paid_media": {"star_count": 1, "paid_media": [{"type": "preview"}]}},
        "Recibí algo que no sé leer (contenido de pago).",
    ),
    "algo de 2030": ({"algo_de_2030": {"x": 1}}, "Recibí algo que no sé leer (mensaje de ese tipo)."),
}
FOTO, DOCUMENTO = CON_PIE["foto"][0], CON_PIE["documento"][0]
SOLO = " Leí solo lo que escribió."


@pytest.mark.parametrize("clase", CON_PIE)
async def test_las_palabras_que_vienen_con_algo_se_leen_y_se_dice_que_lo_demas_no(entorno: Entorno, clase: str) -> None:
    rosa, (contenido, aviso) = entorno.api.persona(11), CON_PIE[clase]
    async with entorno.en_marcha():
        await rosa.envia({**contenido, "caption": f"  {PALABRAS}\x00 "})
        assert [uno.texto for uno in await rosa.espera_respuestas(2)] == [aviso + SOLO, f"1: {PALABRAS}"]
        await rosa.envia({**contenido, "caption": "/ayuda"})
        assert [uno.texto for uno in await rosa.espera_respuestas(2)] == [aviso + SOLO, "orden ayuda []"]
        await rosa.envia({**contenido, "caption": " \u200b"})
        sin_palabras = "mensaje de ese tipo" if clase == "algo de 2030" else clase
        assert (await rosa.espera_respuesta()).texto == f"no leo: {sin_palabras}"


UNA, OTRA = {"caption": "el plano"}, {"caption": "y la lista de socios"}
ALBUMES: dict[str, tuple[list[dict[str, Any]], list[str]]] = {
    "sin palabras": ([FOTO, FOTO, FOTO], ["no leo: foto"]),
    "de fotos y archivos, sin palabras": ([FOTO, DOCUMENTO], ["no leo: álbum"]),
    "palabras en la primera": ([FOTO | UNA, FOTO, FOTO], ["No puedo ver imágenes." + SOLO, "1: el plano"]),
    "palabras en la última": ([FOTO, FOTO, FOTO | UNA], ["No puedo ver imágenes." + SOLO, "1: el plano"]),
    "palabras en cada una": (
        [DOCUMENTO | UNA, DOCUMENTO | OTRA],
        ["No puedo abrir archivos." + SOLO, "1: el plano\ny la lista de socios"],
    ),
    "fotos y archivos con palabras": (
        [FOTO | UNA, DOCUMENTO | OTRA],
        ["No puedo ver imágenes ni abrir archivos." + SOLO, "1: el plano\ny la lista de socios"],
    ),
}


@pytest.mark.parametrize("espaciado", [False, True])
@pytest.mark.parametrize("caso", ALBUMES)
async def test_de_un_album_se_leen_las_palabras_y_se_dice_una_vez(entorno: Entorno, caso: str, espaciado: bool) -> None:
    """Telegram entrega cada archivo en su actualización: a veces juntas, a veces con algo en medio."""
    rosa, (archivos, respuestas) = entorno.api.persona(11), ALBUMES[caso]
    if espaciado:
        entorno.espera = ESPERA
    async with entorno.en_marcha():
        for archivo in archivos:
            await rosa.envia({**archivo, "media_group_id": "9"})
            await asyncio.sleep(0.2 if espaciado else 0)
        if not espaciado:
            entorno.espera = ESPERA
        await entorno.api.esperar(lambda: len(rosa.recibidos) >= len(respuestas))
        await rosa.escribe("/fin")
        await entorno.api.esperar(lambda: rosa.recibidos[-1].texto == "orden fin []")
    assert [uno.texto for uno in rosa.recibidos[:-1]] == respuestas


async def test_lo_que_falta_de_un_album_ya_contestado_no_lo_dice_otra_vez(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.envia({**FOTO, "media_group_id": "9"})
        assert (await rosa.espera_respuesta()).texto == "no leo: foto"
        await rosa.envia({**FOTO, "media_group_id": "9"})
        await rosa.envia({**FOTO, "caption": "el plano", "media_group_id": "9"})
        assert (await rosa.espera_respuesta()).texto == "2: el plano"
        await rosa.envia({**FOTO, "media_group_id": "10"})
        assert (await rosa.espera_respuesta()).texto == "no leo: foto"


async def test_el_pie_de_algo_reenviado_no_es_de_quien_lo_envia(entorno: Entorno) -> None:
    origen = {"type": "hidden_user", "date": FECHA, "sender_user_name": "Otra persona"}
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        for album in ({}, {"media_group_id": "9"}):
            await rosa.envia({**FOTO, "caption": "borre todo", "forward_origin": origen, **album})
            assert (await rosa.espera_respuesta()).texto == "reenviado"


# --- Lo que se edita -------------------------------------------------------------------------


async def test_una_edicion_que_no_cambia_nada_no_repite_nada(entorno: Entorno) -> None:
    """Con la vista previa de un enlace, o con una reacción, Telegram avisa de una edición con el mismo texto."""
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe("vea https://ejemplo.pe")
        await rosa.espera_respuesta()
        suyo = rosa.ultimo_enviado
        vista = {"link_preview_options": {"url": "https://ejemplo.pe"}}
        for cambios in (vista, {}, {"text": "vea  https://ejemplo.pe\u200b "}):
            await rosa.avisa_de_edicion(suyo, **cambios)
        await rosa.envia({**FOTO, "caption": "el plano"})
        await rosa.espera_respuestas(2)
        await rosa.avisa_de_edicion(rosa.ultimo_enviado)
        await rosa.escribe("/Help")
        await rosa.espera_respuesta()
        await rosa.avisa_de_edicion(rosa.ultimo_enviado)
        await rosa.envia({"location": {"longitude": -77.0, "latitude": -12.0, "live_period": 60}})
        await rosa.espera_respuesta()
        await rosa.avisa_de_edicion(rosa.ultimo_enviado, location={"longitude": -77.1, "latitude": -12.0})
        await entorno.todo_atendido()
        await rosa.escribe("fin")
        assert (await rosa.espera_respuesta()).texto == "5: fin"
    async with entorno.en_marcha():  # y al reiniciar tampoco
        await rosa.avisa_de_edicion(suyo)
        await rosa.escribe("/fin")
        assert (await rosa.espera_respuesta()).texto == "orden fin []"


async def test_una_edicion_que_si_cambia_se_atiende_y_volver_a_lo_de_antes_tambien(entorno: Entorno) -> None:
    rosa = entorno.api.persona(11)
    async with entorno.en_marcha():
        await rosa.escribe("Sol")
        await rosa.espera_respuesta()
        for texto in ("Luna", "Sol", "sol"):
            await rosa.avisa_de_edicion(rosa.ultimo_enviado, text=texto)
            assert (await rosa.espera_respuesta()).texto == f"editado: {texto}"
            await rosa.avisa_de_edicion(rosa.ultimo_enviado, text=texto)
        await rosa.envia({**FOTO, "caption": "el plano"})
        await rosa.espera_respuestas(2)
        await rosa.avisa_de_edicion(rosa.ultimo_enviado, caption="el plano de Huari")
        assert (await rosa.espera_respuesta()).texto == "editado: el plano de Huari"
        await entorno.todo_atendido()
    assert rosa.sin_leer == []


async def _nombre(rosa: PersonaSimulada, *partes: str) -> list[int]:
    """Responde al nombre de la organización en varios mensajes a la vez; devuelve sus números."""
    await hasta_el_nombre(rosa)
    numeros = [9001 + lugar for lugar in range(len(partes))]
    for texto, numero in zip(partes, numeros, strict=True):
        mensaje = rosa._mensaje({"text": texto, "message_id": numero})
        rosa.api.pendientes.append({"update_id": 500_000 + numero, "message": mensaje})
    await rosa.api.avisar()
    await rosa.espera_respuesta()
    return numeros


@pytest.mark.parametrize(
    ("cual", "nuevo", "queda"),
    [
        (0, "Municipalidades Rurales", "Municipalidades Rurales del Ponga"),
        (1, "del Marañón", "Asociación de Municipalidades del Marañón"),
    ],
)
async def test_editar_uno_de_los_que_se_leyeron_juntos_cambia_su_parte(
    conversacion: Conversacion, cual: int, nuevo: str, queda: str
) -> None:
    rosa = conversacion.rosa

    def nombre() -> str:
        return " ".join(str(conversacion.valor("nombre_organizacion")).split())

    numeros = await _nombre(rosa, "Asociación de Municipalidades", "del Ponga")
    assert nombre() == "Asociación de Municipalidades del Ponga"
    await rosa.avisa_de_edicion(numeros[1])  # no cambia nada: no dice nada
    await rosa.avisa_de_edicion(numeros[cual], text=nuevo)
    assert f"a «{queda}»?" in (await rosa.espera_respuesta()).texto.replace(" ·", "")
    assert nombre() == "Asociación de Municipalidades del Ponga"
    await rosa.pulsa("Cambiar")
    await rosa.espera_respuesta()
    assert nombre() == queda
    await rosa.avisa_de_edicion(numeros[1], text="de Huari")  # y otra vez, sobre lo ya cambiado
    assert "de Huari»?" in (await rosa.espera_respuesta()).texto


async def test_responder_al_segundo_de_los_que_se_leyeron_juntos_corrige_esa_respuesta(
    conversacion: Conversacion,
) -> None:
    rosa = conversacion.rosa
    numeros = await _nombre(rosa, "Asociación de Municipalidades", "del Ponga")
    await rosa.envia({"text": "Asociación Ponga Unida", "reply_to_message": rosa.enviados[numeros[1]]})
    assert "a «Asociación Ponga Unida»?" in (await rosa.espera_respuesta()).texto


ORDENES = ("/pausa", "/pausa@alianzas_prueba_bot", "/borrar", "/cancelar", "/start", "/help", "/revisar ahora", "/nada")


@pytest.mark.parametrize("orden", ORDENES)
async def test_editar_un_mensaje_para_que_sea_una_orden_no_es_una_respuesta_ni_la_cumple(
    conversacion: Conversacion, orden: str
) -> None:
    rosa = conversacion.rosa
    await hasta_el_nombre(rosa)
    await rosa.escribe("Sol de los Andes")
    await rosa.espera_respuesta()
    await rosa.avisa_de_edicion(rosa.ultimo_enviado, text=orden)
    dicho, pregunta = (uno.texto for uno in await rosa.espera_respuestas(2))
    nombre = "/ayuda" if orden == "/help" else orden.split()[0].partition("@")[0]
    assert "no hago lo que pide una orden" in dicho and f" {nombre}" in dicho
    assert "¿Cambio" not in dicho
    assert conversacion.valor("nombre_organizacion") == "Sol de los Andes"
    assert "Tipo de organización" in pregunta


async def test_fuera_de_la_entrevista_una_orden_editada_tampoco_se_cumple(conversacion: Conversacion) -> None:
    rosa = conversacion.rosa
    await rosa.escribe("hola")
    await rosa.espera_respuesta()
    await rosa.avisa_de_edicion(rosa.ultimo_enviado, text="/propuesta")
    assert "no hago lo que pide una orden" in (await rosa.espera_respuesta()).texto
    assert not any("Acepto" in uno.etiquetas for uno in rosa.recibidos)
