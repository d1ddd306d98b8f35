"""Lo que se cuenta del modelo: cuántas veces se le pidió algo y en qué quedó, cuánto tardó y cuánto leyó y escribió."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.dialogo.peticiones.lenguaje import Uso

_SEGUNDOS = (0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 60, 120)


class MedidasDeLenguaje:
    """Contadores de un proceso. Ninguno lleva textos ni nombra a nadie."""

    def __init__(self, abierto: Callable[[], bool]) -> None:
        self._registro = CollectorRegistry()
        self.piezas = (0, 0)
        """Las que leyó y las que escribió."""
        self._total = Counter(
            "alianzas_lenguaje",
            "Lo pedido al modelo de lenguaje, por su uso y en qué quedó.",
            ("uso", "resultado"),
            registry=self._registro,
        )
        self._segundos = Histogram(
            "alianzas_lenguaje_segundos",
            "Lo que tarda el modelo de lenguaje, con la espera.",
            ("uso",),
            buckets=_SEGUNDOS,
            registry=self._registro,
        )
        self._piezas = Counter(
            "alianzas_lenguaje_piezas",
            "Lo que el modelo leyó y escribió, en sus piezas («tokens»).",
            ("sentido",),
            registry=self._registro,
        )
        corte = Gauge("alianzas_lenguaje_abierto", "1 si por ahora no se le pide nada.", registry=self._registro)
        corte.set_function(lambda: float(abierto()))

    def contar(self, uso: Uso, resultado: str) -> None:
        """En qué quedó una petición: «usado», «sin_cambio», «rechazado» o «fallo:» y por qué."""
        self._total.labels(uso.value, resultado).inc()

    def medir(self, uso: Uso, segundos: float, entrada: int, salida: int) -> None:
        """Cuánto tardó una petición y cuántas piezas leyó y escribió."""
        self._segundos.labels(uso.value).observe(segundos)
        self.piezas = (self.piezas[0] + entrada, self.piezas[1] + salida)
        self._piezas.labels("entrada").inc(entrada)
        self._piezas.labels("salida").inc(salida)

    def en_texto(self) -> bytes:
        """Devuelve todo en el formato de Prometheus."""
        return generate_latest(self._registro)
