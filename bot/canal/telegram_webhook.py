"""El webhook: Telegram entrega aquí cada actualización. Contesta 200 solo cuando ya está guardada.

Lo que llega sin el secreto se rechaza sin mirarlo. Varios procesos pueden escuchar en el mismo puerto
(el sistema les reparte las conexiones): el almacén impide que dos atiendan el mismo chat a la vez.
"""

import hashlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, cast

from aiohttp import web

from bot.canal.telegram_medidas import Medidas
from bot.canal.telegram_servidor import abrir_servidor
from bot.puertos import AlmacenNoDisponible

REGISTRO = logging.getLogger(__name__)

CABECERA = "X-Telegram-Bot-Api-Secret-Token"
TAMANO_MAXIMO = 1_000_000
CONEXIONES = 100


def secreto_de(token: str, clave: bytes) -> str:
    """El secreto que Telegram repetirá: siempre el mismo para un token y una instalación, y sin relación visible."""
    return hmac.new(clave, f"webhook:{token}".encode(), hashlib.sha256).hexdigest()


async def abrir_webhook(
    escucha: tuple[str, int],
    ruta: str,
    secreto: str,
    admitir: Callable[[Sequence[dict[str, Any]]], Awaitable[None]],
    medidas: Medidas,
) -> web.AppRunner:
    """Atiende `ruta` en la dirección y el puerto dados; quien llama cierra lo devuelto."""

    async def recibir(peticion: web.Request) -> web.Response:
        if not hmac.compare_digest(peticion.headers.get(CABECERA, "").encode(), secreto.encode()):
            return web.Response(status=403)
        try:
            dato: Any = json.loads(await peticion.read())
        except ValueError:
            return web.Response(status=400)
        if not isinstance(dato, dict):
            return web.Response(status=400)
        medidas.latir()
        try:
            await admitir([cast("dict[str, Any]", dato)])
        except AlmacenNoDisponible:
            return web.Response(status=503)  # Telegram lo entregará otra vez
        return web.Response()

    aplicacion = web.Application(client_max_size=TAMANO_MAXIMO)
    aplicacion.router.add_post(ruta, recibir)
    return await abrir_servidor(aplicacion, escucha, compartido=True)
