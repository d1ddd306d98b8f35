"""Cómo va el canal: lo que comparten sus piezas en marcha, y el servidor de `/salud` y `/metrics`."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.canal.telegram.conexion import abrir_servidor
from bot.canal.telegram.juntar import ESPERA, Espera
from bot.servicio.puertos import Reloj

SIN_LATIDO = 120.0
"""Segundos sin una vuelta de la recepción a partir de los cuales se da por parada."""

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
        self.de_otros: Callable[[], bytes] | None = None
        """Lo que cuentan otras piezas, ya en texto."""
        self.depuracion_detenida = False
        """Si el último mantenimiento no borró a nadie porque la hora o la cantidad no parecían buenas."""
        detenida = Gauge(
            "alianzas_depuracion_detenida", "1 si no se borra a quien cumplió su plazo.", registry=self._registro
        )
        detenida.set_function(lambda: float(self.depuracion_detenida))
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
        return generate_latest(self._registro) + (b"" if self.de_otros is None else self.de_otros())


@dataclass(frozen=True, slots=True)
class Paciencia:
    """Segundos entre un intento y el siguiente: cada vez el doble, hasta un máximo."""

    primera: float = 1.0
    maxima: float = 30.0

    def tras(self, fallos: int) -> float:
        """Lo que se espera después de unos fallos seguidos, contados desde 1."""
        return min(self.primera * 2.0 ** min(fallos - 1, 30), self.maxima)


PACIENCIA = Paciencia()


@dataclass(frozen=True, slots=True)
class Marcha:
    """Lo que comparten las piezas de un canal en marcha. Al activarse `parar`, cada una termina lo que tiene.

    `buzon` distingue lo recibido por este bot de lo que otro dejó en la misma base.
    """

    buzon: str
    reloj: Reloj
    parar: asyncio.Event
    paciencia: Paciencia = PACIENCIA
    espera: Espera = ESPERA
    medidas: Medidas = field(default_factory=Medidas)


async def abrir_salud(
    escucha: tuple[str, int], medidas: Medidas, contar_retiradas: Callable[[], int], hay_sondeo: bool
) -> web.ServerRunner:
    """Atiende `/salud` (JSON; 503 si algo va mal) y `/metrics` (Prometheus). Quien llama lo cierra."""

    async def salud(_peticion: web.BaseRequest) -> web.Response:
        sin_latido = medidas.segundos_sin_latido()
        recepcion = not hay_sondeo or sin_latido < SIN_LATIDO
        apartadas: int | None
        try:
            apartadas = await asyncio.to_thread(contar_retiradas)
            medidas.apartadas.set(apartadas)
        except Exception:
            apartadas = None
        bien = recepcion and apartadas is not None
        cuerpo = {
            "estado": "bien" if bien else "mal",
            "recepcion": "bien" if recepcion else "parada",
            "almacen": "bien" if apartadas is not None else "no responde",
            "segundos_sin_latido": round(sin_latido, 1),
            "apartadas": apartadas,
            "depuracion": "detenida" if medidas.depuracion_detenida else "bien",
        }
        return web.json_response(cuerpo, status=200 if bien else 503)

    async def metrics(_peticion: web.BaseRequest) -> web.Response:
        return web.Response(body=medidas.en_texto(), headers={"Content-Type": "text/plain; version=0.0.4"})

    rutas = {("GET", "/salud"): salud, ("GET", "/metrics"): metrics}
    return await abrir_servidor(rutas, escucha, compartido=False)
