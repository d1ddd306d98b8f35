"""Con qué se prueban las notas de voz: personas de verdad que hablan, el modelo, y un servidor que se porta mal.

Las grabaciones son del paquete de Debian `asterisk-core-sounds-es-g722` (una persona, es-MX; CC-BY-SA-3.0), con lo que
dicen en `asterisk-core-sounds-es`. El modelo, el que arma `alianzas voz preparar --destino datos/pruebas/voz`.
"""

import asyncio
import gzip
import io
import re
import unicodedata
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from aiohttp import web
from rapidfuzz.distance import Levenshtein

from tests.apoyo.rutas import RAIZ

MODELO = RAIZ / "datos" / "pruebas" / "voz"
GRABACIONES = Path("/usr/share/asterisk/sounds/es_MX_f_Allison")
LO_QUE_DICEN = Path("/usr/share/doc/asterisk-core-sounds-es/core-sounds-es.txt.gz")
MUESTRAS_DE_OPUS = 48_000
_PALABRAS = range(6, 26)
BOMBA = gzip.compress(b'{"text": "' + b"a" * 2_000_000 + b'"}')
"""Dos mil octetos que son dos millones."""


def falta_para_oir() -> str:
    """Qué falta para pasar a texto una grabación de verdad, y cómo se pone; vacío si está todo."""
    if any(find_spec(una) is None for una in ("faster_whisper", "av")):
        return "falta faster-whisper o av: pip install --requirement requirements-desarrollo.lock"
    if not (MODELO / "model.bin").is_file():
        return "falta el modelo de voz: docs/voz.md dice cómo se arma en datos/pruebas/voz"
    if not (GRABACIONES.is_dir() and LO_QUE_DICEN.is_file()):
        return "faltan las grabaciones: apt-get install asterisk-core-sounds-es asterisk-core-sounds-es-g722"
    return ""


def grabaciones(cuantas: int) -> list[tuple[Path, str]]:
    """Unas grabaciones repartidas por todo el paquete, con lo que dicen; siempre las mismas. Sin cifras."""
    renglones = (renglon.partition(":") for renglon in gzip.decompress(LO_QUE_DICEN.read_bytes()).decode().splitlines())
    todas = [
        (archivo, dice.strip())
        for nombre, _, dice in renglones
        if (archivo := GRABACIONES / f"{nombre.strip()}.g722").is_file()
        and len(dice.split()) in _PALABRAS
        and not re.search(r"[\d<\[]", dice)
    ]
    return [todas[lugar * len(todas) // cuantas] for lugar in range(cuantas)]


def como_nota(archivo: Path) -> bytes:
    """Una grabación como la enviaría Telegram: OGG con Opus, de un canal."""
    import av

    with av.open(str(archivo)) as abierto:
        return _a_opus(abierto.decode(audio=0))


def nota_de(muestras: "np.ndarray[Any, Any]") -> bytes:
    """Una nota con esas muestras, entre −1 y 1, a 48 000 por segundo."""
    import av

    enteras = (np.clip(muestras, -1, 1) * 32_767).astype(np.int16)

    def cuadros() -> Iterable[Any]:
        for desde in range(0, len(enteras), MUESTRAS_DE_OPUS):
            cuadro = av.AudioFrame.from_ndarray(enteras[None, desde : desde + MUESTRAS_DE_OPUS], "s16", "mono")
            cuadro.sample_rate = MUESTRAS_DE_OPUS
            yield cuadro

    return _a_opus(cuadros())


def _a_opus(cuadros: Iterable[Any]) -> bytes:
    import av
    from av.audio.resampler import AudioResampler

    salida, a_la_medida = io.BytesIO(), AudioResampler("s16", "mono", MUESTRAS_DE_OPUS)
    with av.open(salida, "w", format="ogg") as abierto:
        pista = abierto.add_stream("libopus", rate=MUESTRAS_DE_OPUS, layout="mono")
        pista.bit_rate = 24_000
        for cuadro in cuadros:
            cuadro.pts = None
            for listo in a_la_medida.resample(cuadro):
                abierto.mux(pista.encode(listo))
        abierto.mux(pista.encode(None))
    return salida.getvalue()


def silencio(segundos: float) -> "np.ndarray[Any, Any]":
    return np.zeros(int(segundos * MUESTRAS_DE_OPUS))


def ruido(segundos: float, fuerza: float = 0.1) -> "np.ndarray[Any, Any]":
    return np.random.default_rng(7).normal(0, fuerza, int(segundos * MUESTRAS_DE_OPUS))


def palabras_de(texto: str) -> list[str]:
    """Las palabras, sin tildes, mayúsculas ni signos: los errores de oído se cuentan sobre ellas."""
    sin_tildes = "".join(uno for uno in unicodedata.normalize("NFD", texto.lower()) if not unicodedata.combining(uno))
    return re.sub(r"[^a-z0-9 ]", " ", sin_tildes).split()


def errores(dice: str, oido: str) -> int:
    """Cuántas palabras hay que poner, quitar o cambiar para que lo oído sea lo que dice."""
    return int(Levenshtein.distance(palabras_de(dice), palabras_de(oido)))


@dataclass
class ServidorDeVoz:
    """Atiende como el de transcripción de OpenAI. `hace`: qué contesta a la próxima; si no, lo de `dice`."""

    dice: list[str] = field(default_factory=list)
    hace: str = ""
    demora: float = 0.0
    pedidos: list[dict[str, Any]] = field(default_factory=list)
    a_la_vez: int = 0
    maximo_a_la_vez: int = 0
    ajenos: int = 0
    raiz: str = ""

    @asynccontextmanager
    async def abierto(self) -> AsyncGenerator["ServidorDeVoz"]:
        aplicacion = web.Application(client_max_size=20 << 20)
        aplicacion.router.add_post("/v1/audio/transcriptions", self._atender)
        aplicacion.router.add_route("*", "/otro", self._ajeno)
        corredor = web.AppRunner(aplicacion, handler_cancellation=True, shutdown_timeout=0.1)
        await corredor.setup()
        await web.TCPSite(corredor, "127.0.0.1", 0).start()
        self.raiz = f"http://127.0.0.1:{corredor.addresses[0][1]}/v1"
        try:
            yield self
        finally:
            await corredor.cleanup()

    async def _ajeno(self, _: web.Request) -> web.Response:
        self.ajenos += 1
        return web.json_response({"text": "de otro sitio"})

    async def _atender(self, peticion: web.Request) -> web.StreamResponse:
        formulario = await peticion.post()
        campos = {nombre: valor.file.read() if isinstance(valor, web.FileField) else valor
                  for nombre, valor in formulario.items()}  # fmt: skip
        self.pedidos.append({**campos, "permiso": peticion.headers.get("Authorization", "")})
        self.a_la_vez += 1
        self.maximo_a_la_vez = max(self.maximo_a_la_vez, self.a_la_vez)
        try:
            await asyncio.sleep(self.demora)
            return await self._contestar(peticion)
        finally:
            self.a_la_vez -= 1

    async def _contestar(self, peticion: web.Request) -> web.StreamResponse:
        match self.hace:
            case "":
                return web.json_response({"text": self.dice.pop(0)})
            case "calla":
                await asyncio.sleep(60)
            case "redirige":
                return web.Response(status=307, headers={"Location": "/otro"})
            case "corta":
                assert peticion.transport is not None
                peticion.transport.abort()
            case "gotea" | "inunda":
                return await self._de_a_pocos(peticion)
            case "comprime":
                return web.Response(body=BOMBA, headers={"Content-Encoding": "gzip"})
            case crudo if crudo.isdecimal():
                return web.json_response({"text": "no cuenta"}, status=int(crudo))
            case crudo:
                return web.Response(text=crudo)
        return web.Response()

    async def _de_a_pocos(self, peticion: web.Request) -> web.StreamResponse:
        """Un octeto cada décima, o millones seguidos: nunca acaba."""
        respuesta = web.StreamResponse()
        await respuesta.prepare(peticion)
        while True:
            if self.hace == "gotea":
                await asyncio.sleep(0.1)
            await respuesta.write(b" " if self.hace == "gotea" else b" " * 65_536)
