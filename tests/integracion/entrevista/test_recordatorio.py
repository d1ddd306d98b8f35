"""El recordatorio de un borrador, con el almacén de verdad: se ofrece, se pide, se quita y vence una vez."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.dialogo.entradas import RecordatorioVencido
from bot.servicio.puertos import EntradaRepetida
from tests.apoyo.chat import AGUA_SEGURA, INICIO, Chat

EN_TRES_DIAS = INICIO + timedelta(days=3, hours=1)
PEDIR = "Recordármelo en 3 días"


@pytest.fixture
async def chat(tmp_path: Path) -> Chat:
    """Alguien que dejó su borrador en la segunda pregunta."""
    chat = Chat(tmp_path, puede_recordar=True)
    await chat.empezar()
    await chat.escribir("Minera Andes Altos S.A.C.")
    await chat.ordenar("pausa")
    return chat


def vencidos(chat: Chat) -> list[str]:
    return [persona.direccion for persona, _ in chat.almacen.recordatorios_vencidos("telegram", EN_TRES_DIAS)]


async def test_se_pide_se_dice_cuando_y_vence_solo_entonces(chat: Chat) -> None:
    await chat.pulsar(PEDIR)
    assert "una sola vez el 26/11/2026" in chat.texto
    assert chat.almacen.recordatorios_vencidos("telegram", INICIO + timedelta(days=2, hours=23)) == ()
    assert vencidos(chat) == ["77"]
    assert chat.almacen.recordatorios_vencidos("consola", EN_TRES_DIAS) == ()


async def test_al_vencer_escribe_una_vez_y_no_cuenta_como_mensaje_de_la_persona(chat: Chat) -> None:
    await chat.pulsar(PEDIR)
    antes = chat.estado()
    (envio,) = await chat.entregar(RecordatorioVencido(), "recordatorio:1")
    assert envio.mensaje.texto.startswith(
        "Usted me pidió que se lo recordara. Tiene abierto «Minera Andes Altos S.A.C.»"
    )
    assert envio.mensaje.botones[0][0].etiqueta == "Continuar"
    assert vencidos(chat) == []
    assert chat.estado().turno == antes.turno and chat.estado().eventos == antes.eventos
    with pytest.raises(EntradaRepetida):
        chat.almacen.cargar(chat.persona, "recordatorio:1")
    await chat.pulsar_codigo("m:propuesta")
    assert "Tipo de organización" in chat.texto


@pytest.mark.parametrize("despues", ["No recordármelo", "Continuar", "descartar", "borrar"])
async def test_quien_lo_quita_vuelve_o_se_queda_sin_borrador_no_recibe_nada(chat: Chat, despues: str) -> None:
    await chat.pulsar(PEDIR)
    match despues:
        case "descartar":
            await chat.ordenar("cancelar")
            await chat.pulsar("Descartar el borrador")
        case "borrar":
            await chat.ordenar("borrar")
            await chat.pulsar("Sí, borrar todo")
        case etiqueta:
            await chat.pulsar(etiqueta)
    assert vencidos(chat) == []
    assert await chat.entregar(RecordatorioVencido(), "recordatorio:1") == ()


async def test_una_pregunta_suelta_no_lo_quita_y_el_bloqueo_si(chat: Chat) -> None:
    await chat.pulsar(PEDIR)
    await chat.ordenar("ayuda")
    assert vencidos(chat) == ["77"]
    chat.almacen.anotar_bloqueo(chat.persona, INICIO)
    assert vencidos(chat) == []


async def test_donde_no_se_puede_escribir_despues_no_se_ofrece(tmp_path: Path) -> None:
    chat = Chat(tmp_path)
    await chat.empezar()
    await chat.ordenar("pausa")
    assert PEDIR not in chat.etiquetas


# --- Después de recibir los documentos -----------------------------------------------------------

PENDIENTE = "Recordarme lo pendiente en 3 días"


@pytest.fixture
async def entregado(tmp_path: Path) -> Chat:
    """Alguien que recibió su borrador sin decir el presupuesto."""
    chat = Chat(tmp_path, puede_recordar=True)
    await chat.empezar()
    await chat.responder({**AGUA_SEGURA, "Presupuesto": "no sé todavía"})
    await recibir(chat)
    return chat


async def recibir(chat: Chat) -> None:
    """Pide los documentos, como están escritos."""
    await chat.pulsar("Recibir Word y PDF")
    if "¿Y ahora?" not in chat.texto:
        await chat.pulsar("Dejarlo como lo escribí")
    assert "¿Y ahora?" in chat.texto


async def test_tras_la_entrega_se_ofrece_se_pide_y_dice_lo_que_falta_y_como_seguir(entregado: Chat) -> None:
    chat = entregado
    assert vencidos(chat) == []  # nadie lo pidió
    await chat.pulsar(PENDIENTE)
    assert "una sola vez el 26/11/2026" in chat.texto
    assert vencidos(chat) == ["77"]
    (envio,) = await chat.entregar(RecordatorioVencido(), "recordatorio:1")
    assert "Usted me pidió que se lo recordara" in envio.mensaje.texto
    assert "«Agua Segura para Celendín»" in envio.mensaje.texto
    for pendiente in chat.propuesta.pendientes:
        assert pendiente.que in envio.mensaje.texto
    assert "Presupuesto" in envio.mensaje.texto
    assert "No le volveré a escribir" in envio.mensaje.texto
    assert vencidos(chat) == []
    completar = envio.mensaje.botones[0][0]
    assert completar.etiqueta == "Completar lo pendiente"
    await chat.pulsar_codigo(completar.codigo)
    assert "¿Cuánto costaría todo" in chat.texto


@pytest.mark.parametrize("despues", ["No recordármelo", "completar", "borrar"])
async def test_tras_la_entrega_quien_lo_quita_o_vuelve_no_recibe_nada(entregado: Chat, despues: str) -> None:
    chat = entregado
    await chat.pulsar(PENDIENTE)
    match despues:
        case "completar":
            await chat.ordenar("propuesta")
        case "borrar":
            await chat.ordenar("borrar")
            await chat.pulsar("Sí, borrar todo")
        case etiqueta:
            await chat.pulsar(etiqueta)
    assert vencidos(chat) == []
    assert await chat.entregar(RecordatorioVencido(), "recordatorio:1") == ()


async def test_sin_nada_pendiente_no_se_ofrece(tmp_path: Path) -> None:
    chat = Chat(tmp_path, puede_recordar=True)
    await chat.empezar()
    await chat.responder()
    await recibir(chat)
    assert chat.propuesta.pendientes == ()
    assert PENDIENTE not in chat.etiquetas


async def test_tras_la_entrega_donde_no_se_puede_escribir_despues_no_se_ofrece(tmp_path: Path) -> None:
    chat = Chat(tmp_path)
    await chat.empezar()
    await chat.responder({**AGUA_SEGURA, "Presupuesto": "no sé todavía"})
    await recibir(chat)
    assert chat.propuesta.pendientes
    assert PENDIENTE not in chat.etiquetas
