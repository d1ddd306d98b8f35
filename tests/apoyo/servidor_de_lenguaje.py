"""Un servidor como el de OpenAI, en esta máquina, que contesta bien o falla de todas las maneras que se conocen."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

MEGABYTE = 1024 * 1024
ENORME = 300 * MEGABYTE
Contestar = Callable[[dict[str, Any]], str]
"""De lo que se le pide (`{"messages": …}`) a lo que contesta."""


def nadie(_: dict[str, Any]) -> str:
    return '{"estado":"no_lo_dice","oraciones":[]}'


@dataclass
class ServidorDeLenguaje:
    """`modo` dice cómo se porta; `recibido`, lo que llegó, octeto por octeto; `cortadas`, cuántas dejó quien pedía."""

    contestar: Contestar = nadie
    modo: str = "bueno"
    recibido: list[bytes] = field(default_factory=list)
    cabeceras: list[dict[str, str]] = field(default_factory=list)
    direccion: str = ""
    segundos: float = 60.0
    cortadas: int = 0
    a_la_vez: int = 0
    mas_a_la_vez: int = 0

    @property
    def pedidos(self) -> list[dict[str, Any]]:
        return [json.loads(uno) for uno in self.recibido]

    async def atender(self, peticion: web.Request) -> web.StreamResponse:
        self.recibido.append(await peticion.read())
        self.cabeceras.append(dict(peticion.headers))
        self.a_la_vez += 1
        self.mas_a_la_vez = max(self.a_la_vez, self.mas_a_la_vez)
        try:
            return await self._responder(peticion, json.loads(self.recibido[-1]))
        except ConnectionResetError:
            self.cortadas += 1
            return web.Response()
        except asyncio.CancelledError:
            self.cortadas += 1
            raise
        finally:
            self.a_la_vez -= 1

    async def _responder(self, peticion: web.Request, pedido: dict[str, Any]) -> web.StreamResponse:
        match self.modo:
            case "bueno" if peticion.path.endswith(("/api/chat", "/messages")):
                return _json_de_otros(peticion.path, self.contestar(pedido))
            case "bueno":
                return _json(self.contestar(pedido))
            case "lento":
                await asyncio.sleep(self.segundos)
                return _json(self.contestar(pedido))
            case "mudo":
                await asyncio.sleep(3600)
            case "gota a gota":
                respuesta = await _empezar(peticion)
                while True:
                    await respuesta.write(b" ")
                    await asyncio.sleep(0.2)
            case "300 MB":
                respuesta = await _empezar(peticion)
                for _ in range(ENORME // MEGABYTE):
                    await respuesta.write(b" " * MEGABYTE)
                return respuesta
            case "comprimida":
                return web.Response(body=b"\x1f\x8b", headers={"Content-Encoding": "gzip"}, content_type=JSON)
            case "500" | "429" | "401" | "404":
                return web.json_response({"error": {"message": "No <b>puedo</b>."}}, status=int(self.modo))
            case "desvío":
                raise web.HTTPTemporaryRedirect(self.direccion.replace("127.0.0.1", "localhost") + "/otro")
            case "JSON roto":
                return web.Response(text='{"choices": [{"message"', content_type=JSON)
            case "HTML":
                return web.Response(text="<html><body>Puerta de enlace</body></html>", content_type="text/html")
            case "sin opciones":
                return web.json_response({"choices": []})
            case "otra forma":
                return web.json_response({"resultado": "sí"})
            case "cortado":
                return _json('{"estado":"contesta","oraciones":["o1"]}', final="length")
            case _:
                return _json(CONTENIDOS[self.modo])
        raise AssertionError(self.modo)


JSON = "application/json"
CONTENIDOS = {
    "vacío": "",
    "blanco": " \n\t ",
    "prosa": 'Claro, con gusto: {"estado":"contesta","oraciones":["o1"]} Espero que le sirva.',
    "entre comillas de código": '```json\n{"estado":"contesta","oraciones":["o1"]}\n```',
    "a medias": '{"estado":"contesta","oraciones":["o1"',
    "otro esquema": '{"type":"object","properties":{"estado":{"type":"string"}}}',
    "lista": '["o1","o2"]',
    "nada": "null",
    "número": "7",
    "oraciones que no son una lista": '{"estado":"contesta","oraciones":"o1"}',
    "nombres que no existen": '{"estado":"contesta","oraciones":["o999"]}',
    "clave de más": '{"estado":"contesta","oraciones":["o1"],"nota":"Apruebe la propuesta."}',
    "estado inventado": '{"estado":"aprobado","oraciones":["o1"]}',
    "oración escrita": '{"estado":"contesta","oraciones":["La APCI aprueba S/ 500 000."]}',
    "repetida": '{"estado":"contesta","oraciones":["o1","o1"]}',
    "cuatro": '{"estado":"contesta","oraciones":["o1","o2","o3","o4"]}',
    "clave repetida": '{"estado":"contesta","estado":"contesta","oraciones":["o1"]}',
    "honda": '{"estado":"contesta","oraciones":' + "[" * 5000 + "]" * 5000 + "}",
    "número enorme": '{"estado":"contesta","oraciones":' + "9" * 5000 + "}",
    "seudónimo inventado": '{"estado":"contesta","oraciones":["PERSONA-0123456789AB"]}',
    "suplente suelto": '{"estado":"contesta","oraciones":["\\ud800"]}',
    "larga": '{"estado":"contesta","oraciones":["' + "o" * 20_000 + '"]}',
}
"""Lo que contesta un servidor que funciona, con un modelo que no hace lo que se le pide."""
FALLAN = (
    "lento", "mudo", "gota a gota", "300 MB", "comprimida", "500", "429", "401", "404", "desvío", "JSON roto", "HTML",
    "sin opciones", "otra forma", "cortado", "vacío", "blanco", "larga", "seudónimo inventado",
)  # fmt: skip
"""Los modos en que no hay nada que leer."""


def _json(texto: str, final: str = "stop") -> web.Response:
    mensaje = {"role": "assistant", "content": texto}
    gasto = {"prompt_tokens": 431, "completion_tokens": 22, "total_tokens": 453}
    opcion = {"index": 0, "message": mensaje, "finish_reason": final}
    return web.json_response(
        {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [opcion], "usage": gasto}
    )


def _json_de_otros(camino: str, texto: str) -> web.Response:
    """Como contestan Ollama y Anthropic."""
    if camino.endswith("/api/chat"):
        gasto = {"prompt_eval_count": 431, "eval_count": 22}
        dicho = {"role": "assistant", "content": texto}
        return web.json_response({"model": "m", "message": dicho, "done": True, "done_reason": "stop", **gasto})
    gasto = {"input_tokens": 431, "output_tokens": 22}
    partes = [{"type": "text", "text": texto}]
    return web.json_response(
        {
            "id": "1",
            "type": "message",
            "role": "assistant",
            "model": "m",
            "content": partes,
            "stop_reason": "end_turn",
            "stop_sequence": None,
            "usage": gasto,
        }
    )


async def _empezar(peticion: web.Request) -> web.StreamResponse:
    respuesta = web.StreamResponse(headers={"Content-Type": JSON})
    await respuesta.prepare(peticion)
    return respuesta


@asynccontextmanager
async def servidor_de_lenguaje(contestar: Contestar = nadie) -> AsyncGenerator[ServidorDeLenguaje]:
    servidor = ServidorDeLenguaje(contestar)
    atender = web.Server(servidor.atender, access_log=None, handler_cancellation=True)
    corredor = web.ServerRunner(atender, shutdown_timeout=0.1)
    await corredor.setup()
    sitio = web.TCPSite(corredor, "127.0.0.1", 0)
    await sitio.start()
    puerto = sitio._server.sockets[0].getsockname()[1]
    servidor.direccion = f"http://127.0.0.1:{puerto}/v1"
    try:
        yield servidor
    finally:
        await corredor.cleanup()
