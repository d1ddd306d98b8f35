"""Hablar con el servidor de un modelo, a través de LangChain, sin fiarse de él.

Cada biblioteca trae su manera de obedecer al entorno, seguir desvíos, reintentar y leer sin tope; aquí se apagan todas:
el cliente de red es uno propio. Se carga la del proveedor configurado, y ninguna otra.
"""

import asyncio
import logging
import os
import ssl
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

from bot.lenguaje.ajustes import DIRECCIONES, Ajustes
from bot.lenguaje.formular import Formulada
from conocimiento.errores import ErrorLegible

OCTETOS = 256 * 1024
"""Lo más que puede ocupar una respuesta; más es un error o un ataque."""
SEGUNDOS_DE_RED = 130.0
"""El plazo de verdad lo pone quien pide: aquí, cada octeto que llega lo renueva."""
SEGUNDOS_DE_PRUEBA = 20.0
_FORMA_DE_PRUEBA: Mapping[str, Any] = {"type": "string"}
TERMINO = frozenset({"stop", "end_turn"})
"""Cómo dice cada servidor que acabó de contestar; cualquier otra cosa es que se quedó a medias."""
_DEL_ENTORNO = ("ANTHROPIC_", "LANGCHAIN_", "LANGSMITH_", "LC_OUTPUT_VERSION", "OLLAMA_", "OPENAI_")
"""Las variables con que estas bibliotecas cambiarían de servidor, de clave o enviarían lo que se les pide a otro."""


class ErrorDeLenguaje(ErrorLegible):
    """El modelo configurado no se puede usar; el mensaje dice qué revisar."""


class RespuestaInadmisible(Exception):
    """El servidor desvía a otro, contesta comprimido o no termina de contestar."""


@dataclass(frozen=True, slots=True)
class Dicho:
    """Lo que contestó el modelo, si terminó, y cuántas piezas leyó y escribió (0 si no lo dice)."""

    texto: str
    termino: bool
    entrada: int
    salida: int


class Conexion:
    """Un modelo listo para preguntarle. Abrirla carga la biblioteca del proveedor y no conecta con nadie."""

    def __init__(self, ajustes: Ajustes) -> None:
        self._ajustes = ajustes
        _olvidar_el_entorno()
        _callar()
        try:
            self._modelo: Any = _abrir(ajustes)
        except ImportError as error:
            raise ErrorDeLenguaje(
                f"Para usar «{ajustes.nombre}» falta instalar lo de su proveedor: ejecute «make lenguaje»."
            ) from error

    @property
    def nombre(self) -> str:
        """El modelo, como se configuró."""
        return self._ajustes.nombre

    async def preguntar(self, formulada: Formulada, esquema: Mapping[str, Any], piezas: int) -> Dicho:
        """Lo que contesta. Raises `Exception`: cada biblioteca tiene los suyos, y ninguno dice nada seguro."""
        mensajes = [("system", formulada.fijo), ("human", formulada.datos)]
        atado = self._modelo.bind(**_opciones(self._ajustes, esquema, piezas))
        with cast(Any, import_module("langsmith")).tracing_context(enabled=False):
            dicho = await atado.ainvoke(mensajes)
        datos = cast("Mapping[str, Any]", dicho.response_metadata or {})
        gasto = cast("Mapping[str, Any]", dicho.usage_metadata or {})
        final = datos.get("finish_reason") or datos.get("stop_reason") or datos.get("done_reason")
        texto = dicho.content if isinstance(dicho.content, str) else ""
        return Dicho(texto, final in TERMINO, _cuenta(gasto.get("input_tokens")), _cuenta(gasto.get("output_tokens")))

    async def probar(self) -> float:
        """Le pide una palabra y dice cuántos segundos tardó. Raises `ErrorDeLenguaje`, que dice qué está mal."""
        inicio = time.perf_counter()
        try:
            async with asyncio.timeout(SEGUNDOS_DE_PRUEBA):
                await self.preguntar(Formulada("Conteste solo: sí", "¿Está ahí?"), _FORMA_DE_PRUEBA, 1)
        except Exception as error:
            raise ErrorDeLenguaje(self._que_pasa(error)) from None
        return time.perf_counter() - inicio

    def _que_pasa(self, error: Exception) -> str:
        """Qué está mal y qué revisar; nunca lo que contestó el servidor ni la clave."""
        donde = f"el modelo «{self.nombre}» en {self._ajustes.direccion}"
        match getattr(error, "status_code", None):
            case 401 | 403:
                return f"No deja entrar {donde}: revise ALIANZAS_LENGUAJE_CLAVE."
            case 404:
                return f"No existe {donde}: revise el nombre en ALIANZAS_LENGUAJE y el camino de la dirección."
            case 429:
                return f"No admite más pedidos por ahora {donde}: espere, o revise su cupo."
            case int() as codigo:
                return f"Contestó un error {codigo} {donde}: revise su registro."
            case _:
                pass
        if isinstance(error, TimeoutError):
            return f"No contestó en {SEGUNDOS_DE_PRUEBA:.0f} s {donde}: revise que esté encendido."
        if isinstance(error, RespuestaInadmisible) or isinstance(error.__cause__, RespuestaInadmisible):
            return f"Desvía a otro sitio o contesta algo que no se admite {donde}: revise la dirección."
        if "connection" in type(error).__name__.lower() or isinstance(error, OSError):
            return f"No se puede conectar con {donde}: revise la dirección y que esté encendido."
        return f"No contestó como debe {donde} ({type(error).__name__}): revise que la dirección sea la de su servicio."


def _cuenta(dicha: object) -> int:
    return dicha if isinstance(dicha, int) and dicha > 0 else 0


def _callar() -> None:
    """Estas bibliotecas anotan direcciones y, en sus errores, lo que se les contestó."""
    for nombre in ("anthropic", "httpcore", "httpx", "httpx2", "langchain_openai", "langsmith", "openai"):
        logging.getLogger(nombre).setLevel(logging.CRITICAL)


def _olvidar_el_entorno() -> None:
    """Lo que se usa lo dice la configuración del asistente, y nada más."""
    for nombre in [uno for uno in os.environ if uno.upper().startswith(_DEL_ENTORNO)]:
        del os.environ[nombre]


def _abrir(ajustes: Ajustes) -> Any:
    comunes: dict[str, Any] = {"model_provider": ajustes.proveedor, "base_url": ajustes.direccion}
    clave = ajustes.clave or "sin-clave"  # sin una, la biblioteca no arranca; un servidor propio no la mira
    match ajustes.proveedor:
        case "openai":
            http = import_module("httpx2")
            comunes |= {
                "api_key": clave,
                "max_retries": 0,
                "timeout": SEGUNDOS_DE_RED,
                "http_async_client": _cliente(http),
                "http_client": http.Client(trust_env=False),
                "http_socket_options": (),
                "use_responses_api": False,
            }
        case "anthropic":
            comunes |= {"api_key": clave, "max_retries": 0, "timeout": SEGUNDOS_DE_RED}
        case _:
            cabeceras = {"authorization": f"Bearer {ajustes.clave}"} if ajustes.clave else {}
            http = import_module("httpx")
            de_red = {"trust_env": False, "follow_redirects": False, "timeout": SEGUNDOS_DE_RED, "headers": cabeceras}
            comunes |= {"client_kwargs": de_red, "async_client_kwargs": {"transport": _transporte(http)}}
    modelo: Any = cast(Any, import_module("langchain.chat_models")).init_chat_model(ajustes.modelo, **comunes)
    if ajustes.proveedor == "anthropic":  # su clase no deja dar el cliente de red: se pone antes de que haga el suyo
        propio = import_module("anthropic").AsyncAnthropic(
            api_key=clave,
            base_url=ajustes.direccion,
            max_retries=0,
            timeout=SEGUNDOS_DE_RED,
            http_client=_cliente(import_module("httpx2")),
        )
        modelo.__dict__["_async_client"] = propio
    return modelo


def _opciones(ajustes: Ajustes, esquema: Mapping[str, Any], piezas: int) -> dict[str, Any]:
    """Cómo se le pide a cada servidor que conteste corto y con esa forma. Al que no sabe, se lo dice la petición."""
    match ajustes.proveedor:
        case "openai":
            forma = {"name": "respuesta", "strict": True, "schema": esquema}
            cuerpo: dict[str, Any] = {"response_format": {"type": "json_schema", "json_schema": forma}}
            if ajustes.direccion.rstrip("/") == DIRECCIONES["openai"]:
                cuerpo["max_completion_tokens"] = piezas  # el suyo no admite el nombre viejo
            else:
                cuerpo |= {"max_tokens": piezas, "temperature": 0}
            return {"extra_body": cuerpo}
        case "anthropic":
            return {"max_tokens": piezas}
        case _:
            return {"format": dict(esquema), "options": {"num_predict": piezas, "temperature": 0}}


def _cliente(http: Any) -> Any:
    return http.AsyncClient(
        transport=_transporte(http), trust_env=False, follow_redirects=False, timeout=SEGUNDOS_DE_RED
    )


def _transporte(http: Any) -> Any:
    """Un transporte que no admite desvíos, compresión ni respuestas enormes, y no deja conexiones abiertas."""

    class Contado(http.AsyncByteStream):
        """Lo que llega, hasta el tope."""

        def __init__(self, debajo: Any) -> None:
            self._debajo = debajo

        async def __aiter__(self) -> AsyncIterator[bytes]:
            van = 0
            async for trozo in self._debajo:
                van += len(trozo)
                if van > OCTETOS:
                    raise RespuestaInadmisible
                yield trozo

        async def aclose(self) -> None:
            await self._debajo.aclose()

    limites = http.Limits(max_connections=8, max_keepalive_connections=0)
    debajo: Any = http.AsyncHTTPTransport(
        verify=ssl.create_default_context(), trust_env=False, limits=limites, retries=0
    )

    class Acotado(http.AsyncBaseTransport):
        """El de la biblioteca, con el tope."""

        async def handle_async_request(self, request: Any) -> Any:
            request.headers["Accept-Encoding"] = "identity"
            respuesta: Any = await debajo.handle_async_request(request)
            comprimida: bool = respuesta.headers.get("Content-Encoding", "identity").lower() != "identity"
            if comprimida or 300 <= respuesta.status_code < 400:
                await respuesta.aclose()
                raise RespuestaInadmisible
            respuesta.stream = Contado(respuesta.stream)
            return respuesta

        async def aclose(self) -> None:
            await debajo.aclose()

    return Acotado()
