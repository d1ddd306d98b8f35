"""Oír en un servidor de la institución que atiende como el de transcripción de OpenAI.

    POST {raíz}/audio/transcriptions   file, model, language, prompt, temperature, response_format=json → {"text": …}

No se insiste, no se sigue ninguna redirección y no se usa ningún intermediario del entorno. De lo que contesta no se
supone nada: es un texto que la persona verá antes de que cuente.
"""

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, cast

import aiohttp

RUTA = "/audio/transcriptions"
OCTETOS_DE_RESPUESTA = 256 << 10
CONECTAR = 10.0


class RespuestaInservible(RuntimeError):
    """El servidor contestó otra cosa que una transcripción. `codigo`: el de HTTP, si es lo que está mal; si no, 0."""

    def __init__(self, que: str, codigo: int = 0) -> None:
        super().__init__(que)
        self.codigo = codigo


@dataclass(frozen=True, slots=True)
class TranscriptorRemoto:
    """Oye en un servidor. Cumple `Transcriptor`. `raiz`: su dirección, que suele acabar en `/v1`."""

    raiz: str
    modelo: str
    glosario: str
    clave: str = field(default="", repr=False)

    @property
    def direccion(self) -> str:
        """A dónde se envía el audio."""
        raiz = self.raiz.rstrip("/")
        return raiz if raiz.endswith(RUTA) else raiz + RUTA

    async def transcribir(self, audio: bytes, plazo: float) -> str:
        """Lo que el servidor oyó. Raises `TimeoutError`, `RespuestaInservible`, `aiohttp.ClientError`."""
        limites = aiohttp.ClientTimeout(total=plazo, sock_connect=CONECTAR)
        cabeceras = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {self.clave}"} if self.clave else {})
        async with (
            # Sin descomprimir: unos pocos octetos podrían ser muchos.
            aiohttp.ClientSession(timeout=limites, trust_env=False, auto_decompress=False) as sesion,
            sesion.post(
                self.direccion, data=self._formulario(audio), headers=cabeceras, allow_redirects=False
            ) as respuesta,
        ):
            if respuesta.status != HTTPStatus.OK:
                raise RespuestaInservible(f"código {respuesta.status}", respuesta.status)
            return _texto_de(await _leer(respuesta))

    def _formulario(self, audio: bytes) -> aiohttp.FormData:
        formulario = aiohttp.FormData()
        formulario.add_field("file", audio, filename="voz.ogg", content_type="audio/ogg")
        campos = {"model": self.modelo, "language": "es", "temperature": "0", "response_format": "json"}
        for nombre, valor in (campos | ({"prompt": self.glosario} if self.glosario else {})).items():
            formulario.add_field(nombre, valor)
        return formulario


async def _leer(respuesta: aiohttp.ClientResponse) -> bytes:
    contenido = bytearray()
    async for parte in respuesta.content.iter_any():
        contenido += parte
        if len(contenido) > OCTETOS_DE_RESPUESTA:
            raise RespuestaInservible("demasiado larga")
    return bytes(contenido)


def _texto_de(contenido: bytes) -> str:
    try:
        dicho: Any = json.loads(contenido)
    except (ValueError, RecursionError):
        raise RespuestaInservible("no es JSON") from None
    texto = cast("dict[str, Any]", dicho).get("text") if isinstance(dicho, dict) else None
    if not isinstance(texto, str):
        raise RespuestaInservible("no trae «text»")
    return texto.strip()
