"""Lo que una persona ya dijo, para entender lo que edita."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogo.entradas import BotonPulsado, MensajeEditado, MensajeRecibido, OrdenRecibida
from bot.dialogo.turno import Entrada, Estado
from bot.entrevista.eventos import Respondida
from bot.servicio.leido import SE_RECUERDAN, anotar_leido, con_lo_leido

AHORA = datetime(2026, 11, 23, tzinfo=UTC)
PARTIDO = MensajeRecibido("Ampliar el agua\nal 2028", "11:15+12:7")


def respondida(crudo: str, mensaje: str) -> Estado:
    return Estado(eventos=(Respondida(AHORA, ("objetivo_comun", ""), crudo, crudo, mensaje),))


@pytest.mark.parametrize(
    ("leido", "editado"),
    [
        (MensajeRecibido("hola", "5"), MensajeEditado("hola", "5")),
        (MensajeRecibido("hola", "5", "3", "foto"), MensajeEditado("hola", "5")),
        (MensajeEditado("hola", "5"), MensajeEditado("hola", "5")),
        (OrdenRecibida("responder", "12 sí", "5"), MensajeEditado("/responder 12 sí", "5")),
        (OrdenRecibida("ayuda", mensaje="5"), MensajeEditado("/ayuda", "5")),
        (PARTIDO, MensajeEditado("Ampliar el agua", "11")),
        (PARTIDO, MensajeEditado("al 2028", "12")),
    ],
)
def test_editar_sin_cambiar_nada_no_es_nada(leido: Entrada, editado: MensajeEditado) -> None:
    assert con_lo_leido(anotar_leido(Estado(), leido), editado) is None


@pytest.mark.parametrize(
    ("leido", "editado"),
    [
        (MensajeRecibido("hola", "5"), MensajeEditado("Hola", "5")),
        (MensajeRecibido("hola", "5"), MensajeEditado("hola", "6")),
        (MensajeRecibido("hola"), MensajeEditado("hola")),
        (BotonPulsado("m:pregunta", "5"), MensajeEditado("hola", "5")),
        (PARTIDO, MensajeEditado("al 2028", "11")),
    ],
)
def test_lo_que_cambia_se_atiende(leido: Entrada, editado: MensajeEditado) -> None:
    assert con_lo_leido(anotar_leido(Estado(), leido), editado) == editado


@given(st.lists(st.tuples(st.integers(1, 40), st.text(max_size=5)), max_size=60))
def test_se_recuerdan_los_ultimos_y_de_cada_uno_como_quedo(dichos: list[tuple[int, str]]) -> None:
    estado, quedan = Estado(), dict[int, str]()
    for numero, texto in dichos:
        estado = anotar_leido(estado, MensajeRecibido(texto, str(numero)))
        quedan.pop(numero, None)
        quedan[numero] = texto
    recordados = list(quedan)[-SE_RECUERDAN:]
    assert [uno.mensaje for uno in estado.leidos] == [str(numero) for numero in recordados]
    for numero in recordados:
        assert con_lo_leido(estado, MensajeEditado(quedan[numero], str(numero))) is None
        otro = MensajeEditado(quedan[numero] + "x", str(numero))
        assert con_lo_leido(estado, otro) == otro


def test_no_se_guarda_lo_que_dijo() -> None:
    (leido,) = anotar_leido(Estado(), MensajeRecibido("palabrasecreta", "5")).leidos
    assert "palabrasecreta" not in repr(leido)


@pytest.mark.parametrize(
    ("editado", "todo"),
    [
        (MensajeEditado("Llevar agua", "11"), MensajeEditado("Llevar agua\nal 2028", "11:11+12:7")),
        (MensajeEditado("al 2030", "12"), MensajeEditado("Ampliar el agua\nal 2030", "11:15+12:7")),
        (MensajeEditado("en dos\nlíneas", "12"), MensajeEditado("Ampliar el agua\nen dos\nlíneas", "11:15+12:13")),
        (MensajeEditado("otra cosa", "13"), MensajeEditado("otra cosa", "13")),
    ],
)
def test_quien_edita_una_parte_edita_el_todo(editado: MensajeEditado, todo: MensajeEditado) -> None:
    assert con_lo_leido(respondida(PARTIDO.texto, PARTIDO.mensaje), editado) == todo


def test_si_no_se_sabe_como_queda_el_todo_la_parte_no_lo_reemplaza() -> None:
    estado = respondida("Ampliar el agua", PARTIDO.mensaje)  # de lo que dijo se entendió solo un trozo
    assert con_lo_leido(estado, MensajeEditado("x", "11")) == MensajeEditado("x", "11", es_una_parte=True)
    suelto = respondida("Ampliar el agua", "11")
    assert con_lo_leido(suelto, MensajeEditado("x", "11")) == MensajeEditado("x", "11")
