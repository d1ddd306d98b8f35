"""El HTTP de este canal, con aiohttp: las peticiones de la biblioteca de Telegram y los puertos en que se atiende.

Las peticiones no van por httpx porque gasta bastante más CPU.

Los errores salen como los espera la biblioteca, con el original como causa y sin su mensaje, que
puede llevar la dirección con el token.

De lo que se contesta no se supone nada: puede ser la página de un intermediario, o media respuesta. Lo que no
tiene la forma que promete la API (https://core.telegram.org/bots/api#making-requests) es `RespuestaIlegible`, y
nunca se toma por un «sí» ni por un «no» de Telegram.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from http import HTTPStatus
from typing import Any, TypeVar, cast

import aiohttp
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from telegram import Message, User
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.canal.limpieza import es_entero, leer_json
from bot.canal.telegram.errores import PuertoOcupado
from bot.servicio.registro import huella_de_error

REGISTRO = logging.getLogger(__name__)

_Plazo = TypeVar("_Plazo")

CONEXIONES = 64
CONECTAR, LEER, ESCRIBIR, ESCRIBIR_ARCHIVOS, TURNO = 10.0, 20.0, 20.0, 60.0, 30.0
"""Segundos que se espera cada cosa si quien pide no dice otra. TURNO: que quede libre una conexión."""

DESCARGAR = 300.0
"""Segundos para traer un archivo entero."""

NO_SALIO = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)
"""Con estas causas es seguro que la petición no llegó a Telegram."""

BYTES_DE_RESPUESTA = 16 << 20
"""Cien actualizaciones con todo escrito como `\\uXXXX` no llegan a diez."""
ESPERA_PEDIDA_MAXIMA = 86_400

MAL_FORMADA = (HttpProcessingError, web.RequestPayloadError)
"""Lo que lanza una petición que no es HTTP, o cuyo cuerpo no es lo que sus cabeceras dicen."""
NOMBRE = "alianzas"
Rutas = Mapping[tuple[str, str], Callable[[web.BaseRequest], Awaitable[web.Response]]]
"""Qué contesta a cada (método, camino)."""


class RespuestaIlegible(NetworkError):
    """Contestaron algo que no es de la API: no se sabe si se hizo lo pedido."""


class DemasiadoLarga(RespuestaIlegible):
    """Contestaron más de lo que se admite: pedirlo otra vez daría lo mismo."""


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
        """Hace una petición y devuelve su código y su contenido.

        Raises `NetworkError`, `TimedOut`, `RespuestaIlegible`.
        """
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
                contenido = await _leer(respuesta)
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error
        comprobar_respuesta(url.rpartition("/")[2], respuesta.status, contenido)
        return respuesta.status, contenido

    async def descargar(self, url: str, limite: int) -> bytes:
        """El contenido de una dirección, de hasta esos octetos. Raises `NetworkError`, `RespuestaIlegible`."""
        if self._sesion is None:
            raise RuntimeError("La conexión no está preparada.")
        plazo = aiohttp.ClientTimeout(total=DESCARGAR, connect=TURNO + CONECTAR, sock_connect=CONECTAR, sock_read=LEER)
        cabeceras = {"User-Agent": self.USER_AGENT}
        try:
            async with self._sesion.get(url, timeout=plazo, headers=cabeceras, allow_redirects=False) as respuesta:
                contenido = await _leer(respuesta, limite)
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error
        if respuesta.status != HTTPStatus.OK:
            raise RespuestaIlegible(f"el archivo no llegó: código {respuesta.status}")
        return contenido

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Lee una respuesta para la biblioteca. Raises `RespuestaIlegible`."""
        return leer_respuesta(payload)


async def _leer(respuesta: aiohttp.ClientResponse, limite: int = BYTES_DE_RESPUESTA) -> bytes:
    contenido = bytearray()
    async for parte in respuesta.content.iter_any():
        contenido += parte
        if len(contenido) > limite:
            raise DemasiadoLarga("demasiado larga")
    return bytes(contenido)


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


def comprobar_respuesta(metodo: str, codigo: int, contenido: bytes) -> None:
    """Comprueba que sea lo que la API contesta a ese método, con el código que dice. Raises `RespuestaIlegible`."""
    dicho = leer_respuesta(contenido)
    if dicho["ok"] is not (200 <= codigo <= 299):
        raise RespuestaIlegible(f"dice otra cosa que su código {codigo}")
    if dicho["ok"] and not _RESULTADOS.get(metodo, _es_cierto)(dicho["result"]):
        raise RespuestaIlegible(f"no es un resultado de {metodo}")


def leer_respuesta(contenido: bytes) -> dict[str, Any]:
    """Los campos de una respuesta de la API; de un error, solo los que son del tipo debido.

    Raises `RespuestaIlegible`.
    """
    try:
        dato = leer_json(contenido)
    except ValueError:
        raise RespuestaIlegible("no es JSON") from None
    match dato:
        case {"ok": True, "result": resultado}:
            return {"ok": True, "result": resultado}
        case {"ok": False}:
            return {"ok": False, **_motivos(cast("dict[str, Any]", dato))}
        case _:
            raise RespuestaIlegible("no tiene la forma de una respuesta")


def _motivos(dato: dict[str, Any]) -> dict[str, Any]:
    motivos: dict[str, Any] = {}
    if isinstance(descripcion := dato.get("description"), str):
        motivos["description"] = descripcion
    if isinstance(parametros := dato.get("parameters"), dict):
        sabidos = cast("dict[str, Any]", parametros)
        espera, chat = sabidos.get("retry_after"), sabidos.get("migrate_to_chat_id")
        if es_entero(espera, desde=1):
            motivos["parameters"] = {"retry_after": min(espera, ESPERA_PEDIDA_MAXIMA)}
        if es_entero(chat):
            motivos["parameters"] = {"migrate_to_chat_id": chat}
    return motivos


def _es_cierto(resultado: Any) -> bool:
    return resultado is True


def _es_mensaje(resultado: Any) -> bool:
    return _se_interpreta(Message, resultado) and es_entero(resultado["message_id"])


def _es_bot(resultado: Any) -> bool:
    return _se_interpreta(User, resultado) and es_entero(resultado["id"]) and isinstance(resultado.get("username"), str)


def _se_interpreta(clase: type[Message | User], resultado: Any) -> bool:
    try:
        clase.de_json(resultado)
    except Exception:  # la biblioteca lanza de todo ante un dato que no espera
        return False
    return isinstance(resultado, dict)


def _es_archivo(resultado: Any) -> bool:
    return isinstance(resultado, dict) and isinstance(cast("dict[str, Any]", resultado).get("file_id"), str)


_RESULTADOS: dict[str, Callable[[Any], bool]] = {
    "getMe": _es_bot,
    "getUpdates": lambda resultado: isinstance(resultado, list),
    "sendMessage": _es_mensaje,
    "sendDocument": _es_mensaje,
    "editMessageText": _es_mensaje,
    "getFile": _es_archivo,
}
"""Lo que contesta cada método; los demás que usa el asistente, `true`."""


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


class _Conexion(web.RequestHandler):
    """Una conexión. De lo que falla no se anota de dónde vino ni qué traía: lo manda cualquiera."""

    async def start(self) -> None:
        try:
            await super().start()
        except Exception as error:  # lo nuestro no llega aquí; aiohttp falla, por ejemplo, con un CONNECT sin destino
            REGISTRO.info("conexión cortada motivo=%s", type(error).__name__)
            self.force_close()

    def log_exception(self, *_: Any, exc_info: BaseException | None = None, **__: Any) -> None:
        if exc_info is not None and not isinstance(exc_info, MAL_FORMADA):
            REGISTRO.error("una petición falló\n%s", huella_de_error(exc_info))

    def handle_error(
        self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        respuesta = super().handle_error(request, 400 if isinstance(exc, MAL_FORMADA) else status, exc)
        respuesta.headers["Server"] = NOMBRE
        return respuesta


class _Servidor(web.Server):
    def __call__(self) -> web.RequestHandler:
        return _Conexion(self, loop=asyncio.get_running_loop())


async def abrir_servidor(rutas: Rutas, escucha: tuple[str, int], *, compartido: bool) -> web.ServerRunner:
    """Pone a atender unas rutas; quien llama lo cierra. `compartido`: otros procesos pueden usar el mismo puerto.

    No dice con qué programa ni con qué versión se atiende. Raises `PuertoOcupado`.
    """

    async def atender(peticion: web.BaseRequest) -> web.Response:
        metodo = "GET" if peticion.method == "HEAD" else peticion.method
        hacer = rutas.get((metodo, peticion.path))
        respuesta = web.Response(status=404) if hacer is None else await hacer(peticion)
        respuesta.headers["Server"] = NOMBRE
        return respuesta

    corredor = web.ServerRunner(_Servidor(atender), shutdown_timeout=5)
    await corredor.setup()
    try:
        await web.TCPSite(corredor, *escucha, reuse_port=compartido or None).start()
    except OSError as error:
        await corredor.cleanup()
        raise PuertoOcupado(*escucha) from error
    return corredor
