"""Lo que no se autorizó leer: tampoco se lee repetido con las palabras que quedarían en el documento."""

from datetime import UTC, datetime

from bot.entrevista.eventos import Arreglo, Creado, Redactada, Respondida
from bot.revision.reserva import reserva_de
from tests.apoyo.borradores import ENTREVISTA

AHORA = datetime(2026, 11, 29, 15, tzinfo=UTC)
ESCRITO = "plnta d tratamiento x filtracion lnta"
DISPUESTO = "Planta de tratamiento por filtración lenta"
PREGUNTA = "¿Qué requisitos tiene una planta de tratamiento por filtración lenta?"


def test_una_pregunta_que_repite_el_texto_dispuesto_no_se_lee() -> None:
    historia = (Creado(AHORA, "1"), Respondida(AHORA, ("problema", ""), ESCRITO, ESCRITO))
    decidida = Redactada(AHORA, (Arreglo(("problema", ""), ESCRITO, DISPUESTO, True),))
    sin_disponer, dispuesta = reserva_de(ENTREVISTA, [historia]), reserva_de(ENTREVISTA, [(*historia, decidida)])
    assert sin_disponer is not None
    assert dispuesta is not None
    assert sin_disponer.lo_legible(PREGUNTA, quiere_aviso=False) is not None
    assert dispuesta.lo_legible(PREGUNTA, quiere_aviso=False) is None
