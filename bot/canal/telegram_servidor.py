"""Los servidores HTTP del canal: abrir uno, y el de `/salud` y `/metrics` para quien vigila el programa."""

import asyncio
import logging
from collections.abc import Callable

from aiohttp import web

from bot.canal.telegram_errores import PuertoOcupado
from bot.canal.telegram_medidas import Medidas

REGISTRO = logging.getLogger(__name__)

SIN_LATIDO = 120.0
"""Segundos sin una vuelta de la recepción a partir de los cuales se da por parada."""


async def abrir_servidor(aplicacion: web.Application, escucha: tuple[str, int], *, compartido: bool) -> web.AppRunner:
    """Pone a atender una aplicación. `compartido`: otros procesos pueden usar el mismo puerto."""
    corredor = web.AppRunner(aplicacion, access_log=None, shutdown_timeout=5)
    await corredor.setup()
    try:
        await web.TCPSite(corredor, *escucha, reuse_port=compartido or None).start()
    except OSError as error:
        await corredor.cleanup()
        raise PuertoOcupado(*escucha) from error
    return corredor


async def abrir_salud(
    escucha: tuple[str, int], medidas: Medidas, contar_apartadas: Callable[[], int], hay_sondeo: bool
) -> web.AppRunner:
    """Atiende `/salud` (JSON; 503 si algo va mal) y `/metrics` (Prometheus). Quien llama lo cierra."""

    async def salud(_peticion: web.Request) -> web.Response:
        sin_latido = medidas.segundos_sin_latido()
        recepcion = not hay_sondeo or sin_latido < SIN_LATIDO
        apartadas: int | None
        try:
            apartadas = await asyncio.to_thread(contar_apartadas)
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
        }
        return web.json_response(cuerpo, status=200 if bien else 503)

    async def metrics(_peticion: web.Request) -> web.Response:
        return web.Response(body=medidas.en_texto(), headers={"Content-Type": "text/plain; version=0.0.4"})

    aplicacion = web.Application()
    aplicacion.router.add_get("/salud", salud)
    aplicacion.router.add_get("/metrics", metrics)
    return await abrir_servidor(aplicacion, escucha, compartido=False)
