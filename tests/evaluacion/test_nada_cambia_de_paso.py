"""Lo que la gente contesta a una pregunta no cambia, de paso, la respuesta de otra."""

from tests.mediciones.de_paso import UNA_DE_CADA, cambian_otra, respuestas


def test_ninguna_respuesta_escrita_por_personas_cambia_otra() -> None:
    """Una muestra de cada pregunta; todas, con `python -m tests.mediciones.de_paso`."""
    probados, cambiaron = cambian_otra(respuestas()[::UNA_DE_CADA])
    assert probados > 75
    assert cambiaron == []
