"""Pedir ver lo anotado o lo que cambió, dicho de cualquier manera, y preguntar sin signos de pregunta."""

import pytest

from bot.dialogo.borrador.cambios.pedidos import Pedido
from bot.dialogo.borrador.cambios.por_sus_piezas import partes_pedidas, reconocer_por_sus_piezas
from bot.dialogo.intenciones.reconocer import pregunta_algo
from bot.entrevista.comprension.cambios.por_evidencia.senalar import dice_algo_de_lo_anotado
from tests.apoyo.minera import TENIDO


@pytest.mark.parametrize(
    ("dicho", "pedido"),
    [
        ("a ver cuénteme por acá todo como está quedando que mi celular no abre esos archivos", Pedido.LO_ANOTADO),
        ("cuéntame por aquí cómo va quedando, no puedo abrir el word", Pedido.LO_ANOTADO),
        ("escríbame todo por este chat porfa que no tengo word", Pedido.LO_ANOTADO),
        ("dígame todo lo que dice la propuesta por acá nomás", Pedido.LO_ANOTADO),
        ("Antes de remitirlo a gerencia necesito saber exactamente qué se modificó respecto de la versión anterior.",
         Pedido.COMPARAR),
        ("quisiera ver qué partes se cambiaron", Pedido.COMPARAR),
        ("dime nomás lo que se ha corregido desde ayer", Pedido.COMPARAR),
        ("mándame el word otra vez", Pedido.DOCUMENTO),
        ("no me abre el word, pásalo de nuevo", Pedido.DOCUMENTO),
        ("dime si la muni ya firmó", None),
        ("quiero ver más agua en las comunidades", None),
    ],
)  # fmt: skip
def test_lo_que_se_pide(dicho: str, pedido: Pedido | None) -> None:
    assert reconocer_por_sus_piezas(dicho) is pedido


@pytest.mark.parametrize(
    ("dicho", "parte", "cuantas"),
    [
        ("¿Podría mostrarme únicamente lo que aporta cada actor? Todavía no deseo corregir nada.", "aporte", 4),
        ("muéstrame los riesgos de todos, no quiero cambiar nada", "riesgo", 4),
        ("muéstrame lo que aporta la jass, sin modificar nada", "aporte", 1),
        ("muéstrame lo que aporta la jass y cámbialo a terreno", "", 0),
    ],
)
def test_ver_solo_una_parte_sin_cambiar_nada(dicho: str, parte: str, cuantas: int) -> None:
    vistas = partes_pedidas(TENIDO, dicho)
    assert [una.parte for una in vistas] == [parte] * cuantas


@pytest.mark.parametrize(
    "dicho",
    [
        "y con este papel ya es oficial la alianza o todavia tiene que firmar el alcalde, como es eso explíqueme",
        "explíqueme si la municipalidad tiene que firmar algo o ya vale así",
        "como es eso de que la municipalidad responde, explícame",
    ],
)
def test_quien_pide_que_le_expliquen_pregunta_y_no_cambia(dicho: str) -> None:
    assert pregunta_algo(dicho)
    assert not dice_algo_de_lo_anotado(TENIDO, dicho)
