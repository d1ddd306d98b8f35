"""La orden /exportar en el diálogo: qué hace para el personal y que para los demás no existe."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.dialogo import textos
from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import Adelantar, Enviar
from bot.dialogo.entradas import BotonPulsado, MensajeRecibido, OrdenRecibida
from bot.dialogo.mensajes import Adjunto
from bot.dialogo.peticiones import (
    ConversacionesExportadas,
    ExportacionFallida,
    ExportacionRetenida,
    ExportarConversaciones,
    Filtros,
)
from bot.dialogo.turno import Contexto, Entrada, Estado, Papeles, Turno
from tests.apoyo.chat import ENTREVISTA

DE_FUERA = Contexto(ENTREVISTA, (), datetime(2026, 11, 25, 15, 0, tzinfo=UTC))
PERSONAL = replace(DE_FUERA, papeles=Papeles(exporta=True))
DEL_MES = Filtros(date(2026, 11, 1), date(2026, 11, 25))
ZIP = Adjunto("/datos/documentos/1.exportacion.zip", "export-2026-11-25-1a2b3c4d.zip")
HECHA = ConversacionesExportadas(DEL_MES, "personal-3f9a2c1b", date(2027, 2, 23), 12, 80, 4_000, 50_000_000, ZIP)


def seguir(contexto: Contexto, *entradas: Entrada) -> Estado:
    estado = Estado()
    for entrada in entradas:
        estado = decidir(contexto, estado, entrada).estado
    return estado


def en_entrevista(contexto: Contexto) -> Estado:
    estado = seguir(contexto, OrdenRecibida("propuesta"), MensajeRecibido("acepto"))
    assert estado.en_entrevista and estado.eventos
    return estado


def dichos(turno: Turno) -> list[str]:
    return [efecto.mensaje.texto for efecto in turno.efectos if isinstance(efecto, Enviar)]


def con_otro_nombre(turno: Turno, antes: str, despues: str) -> str:
    return repr(turno).replace(antes, despues)


@pytest.mark.parametrize("argumento", ["", "semana", "2026-11-01 2026-11-23", "sin_redactar"])
@pytest.mark.parametrize("empezar", [lambda _: Estado(), en_entrevista])
def test_para_quien_no_es_del_personal_es_una_orden_que_no_existe(argumento: str, empezar) -> None:
    estado = empezar(DE_FUERA)
    turno = decidir(DE_FUERA, estado, OrdenRecibida("exportar", argumento))
    inventada = decidir(DE_FUERA, estado, OrdenRecibida("inventar", argumento))
    assert con_otro_nombre(inventada, "/inventar", "/exportar") == repr(turno)
    assert dichos(turno)[0] == textos.orden_desconocida("exportar").texto


@pytest.mark.parametrize("codigo", ["x:todo", "x:elegir", "x:"])
@pytest.mark.parametrize("empezar", [lambda _: Estado(), en_entrevista])
def test_ni_sus_botones_hacen_nada(codigo: str, empezar) -> None:
    estado = empezar(DE_FUERA)
    assert decidir(DE_FUERA, estado, BotonPulsado(codigo)) == decidir(DE_FUERA, estado, BotonPulsado("zz:todo"))


def test_quien_deja_de_ser_del_personal_no_puede_usar_los_botones_que_le_quedaron() -> None:
    estado = seguir(PERSONAL, OrdenRecibida("exportar"))
    turno = decidir(DE_FUERA, estado, MensajeRecibido("Todo"))
    assert dichos(turno) == [textos.boton_antiguo().texto]


def test_sin_decir_el_periodo_se_elige_con_un_boton_o_con_su_etiqueta() -> None:
    pedido = decidir(PERSONAL, Estado(), OrdenRecibida("exportar"))
    assert [boton.etiqueta for boton in pedido.estado.botones] == ["Últimos 7 días", "Este mes", "Todo"]
    for entrada in (BotonPulsado("x:mes"), MensajeRecibido("este mes")):
        adelanto, exportar = decidir(PERSONAL, pedido.estado, entrada).efectos
        assert exportar == ExportarConversaciones(DEL_MES)
        assert isinstance(adelanto, Adelantar)
        assert "del 01/11/2026 al 25/11/2026" in adelanto.mensaje.texto


def test_los_filtros_se_escriben_y_lo_que_no_existe_se_dice_sin_exportar() -> None:
    turno = decidir(PERSONAL, Estado(), OrdenRecibida("exportar", "sin_respuesta Cusco"))
    pedidos = Filtros(senales=("sin_respuesta",), departamento="Cusco")
    assert ExportarConversaciones(pedidos) in turno.efectos
    turno = decidir(PERSONAL, Estado(), OrdenRecibida("exportar", "sin_redactar"))
    (dicho,) = dichos(turno)
    assert "No existe el filtro «sin_redactar»" in dicho and "valoracion_negativa" in dicho
    assert len(turno.efectos) == 1


def test_al_terminar_dice_que_es_como_se_cuida_como_se_abre_y_que_consta() -> None:
    turno = decidir(PERSONAL, Estado(), HECHA)
    (dicho,) = dichos(turno)
    for parte in (
        "12 conversaciones y 80 turnos, del 01/11/2026 al 25/11/2026.",
        "datos personales con seudónimos",
        "23/02/2027",
        "revision.html",
        "personal-3f9a2c1b",
    ):
        assert parte in dicho
    assert [efecto.mensaje.adjuntos for efecto in turno.efectos if isinstance(efecto, Enviar)] == [(ZIP,)]


@pytest.mark.parametrize(
    ("resultado", "partes"),
    [
        (replace(HECHA, conversaciones=0, turnos=0, adjunto=None), ("No hay conversaciones del 01/11/2026",)),
        (
            replace(HECHA, octetos=63_400_000, adjunto=None),
            ("63,4 MB", "50,0 MB", "período más corto", "alianzas exportar"),
        ),
        (ExportacionRetenida(), ("No le envío", "no se entregó nada", "período más corto")),
        (ExportacionFallida("7F3A"), ("ref. 7F3A", "no se entregó nada", "Pruebe otra vez")),
    ],
)
def test_si_no_hay_entrega_dice_por_que_y_que_hacer(resultado: Entrada, partes: tuple[str, ...]) -> None:
    turno = decidir(PERSONAL, Estado(), resultado)
    (dicho,) = dichos(turno)
    assert all(parte in dicho for parte in partes), dicho
    assert turno.estado.botones


def test_a_mitad_de_una_entrevista_vuelve_a_la_misma_pregunta() -> None:
    estado = en_entrevista(PERSONAL)
    for entrada in (OrdenRecibida("exportar"), HECHA):
        turno = decidir(PERSONAL, estado, entrada)
        assert len(dichos(turno)) == 2
        assert turno.estado.eventos == estado.eventos
        assert turno.estado.botones == estado.botones
