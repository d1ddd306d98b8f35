"""Las peticiones HTTP de la biblioteca de Telegram, hechas con aiohttp: gasta bastante menos CPU que httpx.

Los errores salen como los espera la biblioteca, con el original como causa y sin su mensaje, que
puede llevar la dirección con el token.
"""

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeVar

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

_Plazo = TypeVar("_Plazo")

CONEXIONES = 64
CONECTAR, LEER, ESCRIBIR, ESCRIBIR_ARCHIVOS, TURNO = 10.0, 20.0, 20.0, 60.0, 30.0
"""Segundos que se espera cada cosa si quien pide no dice otra. TURNO: que quede libre una conexión."""

NO_SALIO = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)
"""Con estas causas es seguro que la petición no llegó a Telegram."""


class ConexionTelegram(BaseRequest):
    """Un depósito de conexiones. Se prepara con `initialize` y se cierra con `shutdown`."""

    __slots__ = ("_conexiones", "_sesion")

    def __init__(self, conexiones: int = CONEXIONES) -> None:
        self._conexiones = conexiones
        self._sesion: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Segundos que se espera una respuesta."""
        return LEER

    async def initialize(self) -> None:
        """Abre el depósito, si no lo está."""
        if self._sesion is None:
            # Como httpx, obedece a HTTPS_PROXY: hay instituciones que solo salen por un intermediario.
            self._sesion = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._conexiones, keepalive_timeout=30), trust_env=True
            )

    async def shutdown(self) -> None:
        """Cierra el depósito."""
        if self._sesion is not None:
            sesion, self._sesion = self._sesion, None
            await sesion.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Hace una petición y devuelve su código y su contenido. Raises `NetworkError`, `TimedOut`."""
        if self._sesion is None:
            raise RuntimeError("La conexión no está preparada.")
        archivos = request_data.multipart_data if request_data is not None else {}
        leer, conectar = _plazo(read_timeout, LEER), _plazo(connect_timeout, CONECTAR)
        escribir = _plazo(write_timeout, ESCRIBIR_ARCHIVOS if archivos else ESCRIBIR)
        turno = _plazo(pool_timeout, TURNO)
        plazo = aiohttp.ClientTimeout(
            total=turno + conectar + escribir + leer,
            connect=turno + conectar,
            sock_connect=conectar,
            sock_read=leer,
        )
        try:
            async with self._sesion.request(
                method,
                url,
                data=_cuerpo(request_data, archivos),
                timeout=plazo,
                headers={"User-Agent": self.USER_AGENT},
                allow_redirects=False,
            ) as respuesta:
                return respuesta.status, await respuesta.read()
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error


def _plazo(pedido: Any, habitual: float) -> float:
    return habitual if pedido is None or isinstance(pedido, DefaultValue) else float(pedido)


def _cuerpo(datos: RequestData | None, archivos: Any) -> Any:
    if datos is None:
        return None
    if not archivos:
        return datos.json_parameters
    # Sin `quote_fields=False` el nombre «ñ.docx» llegaría como «%C3%B1.docx».
    formulario = aiohttp.FormData(quote_fields=False)
    for nombre, valor in datos.json_parameters.items():
        formulario.add_field(nombre, valor)
    for nombre, (archivo, contenido, tipo) in archivos.items():
        formulario.add_field(nombre, contenido, filename=archivo, content_type=tipo)
    return formulario


async def esperar(detener: asyncio.Event, segundos: float) -> None:
    """Espera unos segundos, o menos si hay que detenerse."""
    with suppress(TimeoutError):
        await asyncio.wait_for(detener.wait(), segundos)


def espera_pedida(error: TelegramError) -> float:
    """Los segundos que Telegram pide esperar; 0 si no pide nada."""
    if not isinstance(error, RetryAfter):
        return 0.0
    espera = error.retry_after
    return espera.total_seconds() if isinstance(espera, timedelta) else float(espera)
