"""Ninguna actualización, por rara que sea, lanza un error no previsto. Muchas más: `make azar`."""

from typing import Any

from hypothesis import HealthCheck, given, settings

from tests.mediciones.azar import conversaciones, recorrer


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(conversaciones)
def test_ninguna_actualizacion_lanza_un_error_no_previsto(datos: list[dict[str, Any]]) -> None:
    """Trescientas conversaciones de una a cuatro actualizaciones: unas seiscientas."""
    recorrer(datos)
