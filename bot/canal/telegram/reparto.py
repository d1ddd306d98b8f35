"""Entrega lo que el almacén tiene pendiente y anota qué llegó.

Quien lo usa tiene el turno del chat: aquí no se ordena nada. Un mensaje dudoso (se cortó la conexión, o no se entiende
lo que contestaron) sigue pendiente: si la persona escribe, la respuesta nueva lo cierra; si no, se repite al reiniciar.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from enum import Enum

from bot.canal.telegram.errores import EntregaAplazada, EntregaDudosa, EntregaImposible, PersonaBloqueo
from bot.canal.telegram.salud import Marcha
from bot.canal.telegram.traduccion import CANAL
from bot.servicio.puertos import Emisor, Envio, Envios, Persona
from bot.servicio.registro import huella_de_error

REGISTRO = logging.getLogger(__name__)

ENTREGAS_A_LA_VEZ = 3
"""Cuántas entregas empiezan a la vez. Son las que una muerte repentina puede duplicar: las demás aún no salieron.
Con 100 ms de ida y vuelta son las 30 por segundo de que no conviene pasar."""
RANURA_SEGUNDOS = 0.25


class Sigue(Enum):
    """Qué se hace con lo que venía detrás de un mensaje: entregarlo, dejarlo pendiente o darlo por cerrado."""

    ENTREGAR = "entregar"
    DEJAR = "dejar"
    CERRAR = "cerrar"


class Ranuras:
    """Limita cuántas cosas empiezan a la vez; la que tarda demasiado deja de contar, para no frenar a las demás."""

    def __init__(self, cuantas: int, segundos: float) -> None:
        self._libres = asyncio.Semaphore(cuantas)
        self._segundos = segundos

    @asynccontextmanager
    async def ocupar(self) -> AsyncGenerator[None]:
        """Espera una ranura y la devuelve al terminar el bloque, o antes si tarda."""
        await self._libres.acquire()
        plazo = asyncio.get_running_loop().call_later(self._segundos, self._libres.release)
        try:
            yield
        finally:
            if not plazo.cancelled() and plazo.when() > asyncio.get_running_loop().time():
                plazo.cancel()
                self._libres.release()


class Repartidor:
    """Reparte envíos por un emisor. `repartir` no lanza errores de entrega: los anota."""

    def __init__(self, guardados: Envios, emisor: Emisor, marcha: Marcha) -> None:
        self._guardados = guardados
        self._emisor = emisor
        self._medidas = marcha.medidas
        self._reloj = marcha.reloj
        self._ranuras = Ranuras(ENTREGAS_A_LA_VEZ, RANURA_SEGUNDOS)
        self._hilo = ThreadPoolExecutor(1, "anotar-entregas")
        # Lo entregado cuya nota falló (disco lleno): mientras este proceso viva no se entrega otra vez.
        self._sin_anotar: dict[int, str] = {}

    async def repartir(self, persona: Persona, envios: Sequence[Envio]) -> None:
        """Entrega unos envíos de una misma persona, en orden."""
        for posicion, envio in enumerate(envios):
            async with self._ranuras.ocupar():
                seguir = await self._repartir_uno(persona, envio)
            if seguir is Sigue.CERRAR:
                for restante in envios[posicion + 1 :]:
                    await self._anotar_enviado(restante)
            if seguir is not Sigue.ENTREGAR:
                return

    async def repartir_lo_guardado(self, direccion: str) -> None:
        """Entrega lo que quedó de antes en un chat. Raises `ErrorAlmacen` si no se puede leer."""
        envios = await asyncio.to_thread(self._guardados.leer_envios, CANAL, direccion, self._reloj.ahora())
        if envios:
            await self.repartir(envios[0].persona, envios)

    async def _repartir_uno(self, persona: Persona, envio: Envio) -> "Sigue":
        """Devuelve qué hacer con los siguientes."""
        if envio.identificador in self._sin_anotar:
            await self._anotar_enviado(envio, self._sin_anotar[envio.identificador])
            return Sigue.ENTREGAR
        resultado, seguir, en_canal = "entregado", Sigue.ENTREGAR, ""
        try:
            en_canal = await self._emisor.entregar(persona, envio.mensaje)
        except EntregaAplazada:
            return Sigue.DEJAR
        except EntregaDudosa as error:
            REGISTRO.warning("entrega dudosa motivo=%s", error)
            self._medidas.entregas.labels("dudoso").inc()
            await self._anotar(lambda: self._guardados.marcar_dudoso(envio.identificador, self._reloj.ahora()))
            return seguir
        except PersonaBloqueo:
            REGISTRO.info("entrega a quien bloqueó al asistente")
            await self._anotar(lambda: self._guardados.anotar_bloqueo(persona, self._reloj.ahora()))
            resultado, seguir = "bloqueado", Sigue.CERRAR
        except EntregaImposible as error:
            REGISTRO.warning("entrega imposible motivo=%s", error)
            resultado = "imposible"
        except Exception as error:
            # Dejarlo pendiente lo repetiría en cada inicio con el mismo fallo.
            REGISTRO.error("entrega fallida\n%s", huella_de_error(error))
            resultado = "fallido"
        self._medidas.entregas.labels(resultado).inc()
        await self._anotar_enviado(envio, en_canal)
        return seguir

    async def _anotar_enviado(self, envio: Envio, en_canal: str = "") -> None:
        ahora = self._reloj.ahora()
        self._sin_anotar[envio.identificador] = en_canal
        if await self._anotar(lambda: self._guardados.marcar_enviado(envio.identificador, ahora, en_canal)):
            del self._sin_anotar[envio.identificador]

    async def _anotar(self, anotar: Callable[[], None]) -> bool:
        """Devuelve si se pudo."""
        try:
            # En un hilo propio: detrás de otros trabajos la nota llegaría tarde, y una muerte repentina la perdería.
            await asyncio.get_running_loop().run_in_executor(self._hilo, anotar)
            return True
        except Exception as error:
            REGISTRO.error("no se pudo anotar una entrega\n%s", huella_de_error(error))
            return False
