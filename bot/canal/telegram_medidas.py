"""Lo que el canal cuenta de sí mismo, para `/salud` y para Prometheus. No lleva ningún dato de nadie."""

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SEGUNDOS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Medidas:
    """Contadores de un proceso. `latir` dice que la recepción sigue viva."""

    def __init__(self) -> None:
        self._registro = CollectorRegistry()
        self.actualizaciones = Counter(
            "alianzas_actualizaciones",
            "Lo recibido de Telegram, por lo que se hizo con ello.",
            ("resultado",),
            registry=self._registro,
        )
        self.turno = Histogram(
            "alianzas_turno_segundos",
            "Desde que se toma un mensaje hasta que su respuesta está guardada.",
            buckets=_SEGUNDOS,
            registry=self._registro,
        )
        self.entregas = Counter(
            "alianzas_entregas", "Mensajes entregados o no.", ("resultado",), registry=self._registro
        )
        self.en_espera = Gauge("alianzas_en_espera", "Mensajes recibidos y sin atender.", registry=self._registro)
        self.apartadas = Gauge(
            "alianzas_apartadas", "Mensajes apartados tras fallar varias veces.", registry=self._registro
        )
        latido = Gauge(
            "alianzas_segundos_sin_latido", "Desde la última vuelta de la recepción.", registry=self._registro
        )
        latido.set_function(self.segundos_sin_latido)
        self._latido = time.monotonic()

    def latir(self) -> None:
        """Anota que la recepción dio otra vuelta, con red o sin ella."""
        self._latido = time.monotonic()

    def segundos_sin_latido(self) -> float:
        """Devuelve cuánto hace del último latido."""
        return time.monotonic() - self._latido

    def en_texto(self) -> bytes:
        """Devuelve todo en el formato de Prometheus."""
        return generate_latest(self._registro)
