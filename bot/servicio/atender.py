"""El servicio: atiende una entrada de una persona, de principio a fin.

Carga el estado, alterna `decidir` con el cumplimiento de las peticiones, guarda el turno entero en una
transacción y devuelve los mensajes por entregar. Guarda antes de responder: si algo falla después,
el mensaje ya está en el almacén. No decide qué contestar, no conoce ningún canal y no entrega nada.

    Exception
    └── ErrorServicio
        └── DemasiadasRondas   `decidir` pidió efectos sin terminar el turno
"""

import asyncio
import logging
import secrets
import time
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.dialogo.efectos import Adelantar, BorrarDatos, Efecto, Enviar, OlvidarRecibido, PorGuardar
from bot.dialogo.entradas import DeLaPersona
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.peticiones import DatosBorrados, Recibo
from bot.dialogo.textos import disculpa
from bot.dialogo.turno import Contexto, Entrada, Estado, Turno, texto_para_guardar
from bot.servicio.cumplir import Cumplidor
from bot.servicio.puertos import (
    Almacen,
    AlmacenNoDisponible,
    Archivador,
    Buscador,
    Documentador,
    EntradaRepetida,
    EnvioPendiente,
    EstadoDesactualizado,
    Exportador,
    Persona,
    Reloj,
    Sugeridor,
    TrabajoInterrumpido,
    nombre_en_registro,
)
from bot.servicio.registro import huella_de_error, nueva_referencia

REGISTRO = logging.getLogger(__name__)

RONDAS_MAXIMAS = 8
INTENTOS_DE_GUARDAR = 3

AlAdelantar = Callable[[Mensaje], Awaitable[None]]
"""Cómo se dice algo antes de que el turno termine; lo da el canal."""


class ErrorServicio(Exception):
    """Raíz de los errores del servicio."""


class DemasiadasRondas(ErrorServicio):
    """Un turno pidió más rondas de efectos de las permitidas: es un error de `decidir`."""

    def __init__(self, rondas: int) -> None:
        super().__init__(f"El turno no terminó en {rondas} rondas; revise qué efecto se pide sin fin.")


def sin_borrado(efectos: tuple[Efecto, ...]) -> tuple[Efecto, ...]:
    """Devuelve los efectos posteriores al borrado: lo anotado antes pertenece a lo que se borró."""
    borrados = [posicion for posicion, efecto in enumerate(efectos) if isinstance(efecto, BorrarDatos)]
    return efectos[borrados[-1] + 1 :] if borrados else efectos


@dataclass(slots=True)
class _Candado:
    candado: asyncio.Lock = field(default_factory=asyncio.Lock)
    interesados: int = 0


class Servicio:
    """Atiende entradas, una a la vez por persona y en paralelo entre personas.

    `construir_contexto` recibe la hora del turno. `trabajos_pesados` es cuántas búsquedas o
    documentos corren a la vez. Sin `sugeridor` no se sugiere ningún ODS; sin `archivador` no se entregan los datos;
    sin `exportador` no se exporta. `personal` es quiénes son de la APCI. Con `estricto` los errores se lanzan en
    lugar de disculparse.
    """

    def __init__(
        self,
        decidir: Callable[[Contexto, Estado, Entrada], Turno],
        almacen: Almacen,
        buscador: Buscador,
        documentador: Documentador,
        reloj: Reloj,
        construir_contexto: Callable[[datetime], Contexto],
        *,
        sugeridor: Sugeridor | None = None,
        archivador: Archivador | None = None,
        exportador: Exportador | None = None,
        personal: frozenset[Persona] = frozenset(),
        clave_registro: bytes | None = None,
        trabajos_pesados: int = 2,
        estricto: bool = False,
    ) -> None:
        self._decidir = decidir
        self._almacen = almacen
        self._personal = personal
        self._reloj = reloj
        self._construir_contexto = construir_contexto
        self._clave = clave_registro or secrets.token_bytes(32)
        self._cumplidor = Cumplidor(
            almacen,
            buscador,
            documentador,
            self._clave,
            asyncio.Semaphore(trabajos_pesados),
            asyncio.Semaphore(1),
            sugeridor,
            archivador,
            exportador,
        )
        self._estricto = estricto
        self._candados: dict[Persona, _Candado] = {}

    async def atender(
        self, persona: Persona, entrada: Entrada, id_entrada: str | None, adelantar: AlAdelantar | None = None
    ) -> tuple[EnvioPendiente, ...]:
        """Atiende una entrada y devuelve los mensajes ya guardados que falta entregar.

        Una entrada repetida no cambia nada y devuelve una tupla vacía. Si el almacén no responde o un trabajo se
        interrumpe, su error se lanza tal cual: sin guardar no hay respuesta, y la misma entrada se puede repetir.
        Con `adelantar` se dice lo que no puede esperar a que el turno termine.
        """
        async with self._turno_de(persona):
            try:
                return await self._atender(persona, entrada, id_entrada, adelantar)
            except EntradaRepetida:
                REGISTRO.info("repetida conv=%s entrada=%s", self.conversacion(persona), type(entrada).__name__)
                return ()

    def conocer(self, buscador: Buscador, construir_contexto: Callable[[datetime], Contexto]) -> None:
        """Desde el turno siguiente se busca y se cita con esto; los que están en marcha terminan con lo que tenían.

        Se llama desde el bucle de eventos: así un turno nunca empieza con una cosa y sin la otra.
        """
        self._cumplidor, self._construir_contexto = replace(self._cumplidor, buscador=buscador), construir_contexto

    def conversacion(self, persona: Persona) -> str:
        """Devuelve el nombre de una conversación en el registro; no permite saber quién es."""
        return nombre_en_registro(self._clave, persona)

    @asynccontextmanager
    async def _turno_de(self, persona: Persona) -> AsyncGenerator[None]:
        candado = self._candados.setdefault(persona, _Candado())
        candado.interesados += 1
        try:
            async with candado.candado:
                yield
        finally:
            candado.interesados -= 1
            if not candado.interesados:
                del self._candados[persona]

    async def _atender(
        self, persona: Persona, entrada: Entrada, id_entrada: str | None, adelantar: AlAdelantar | None
    ) -> tuple[EnvioPendiente, ...]:
        for _ in range(INTENTOS_DE_GUARDAR - 1):
            try:
                return await self._intentar(persona, entrada, id_entrada, adelantar)
            except EstadoDesactualizado:
                continue
        return await self._intentar(persona, entrada, id_entrada, adelantar)

    async def _intentar(
        self, persona: Persona, entrada: Entrada, id_entrada: str | None, adelantar: AlAdelantar | None
    ) -> tuple[EnvioPendiente, ...]:
        inicio = time.perf_counter()
        estado, revision = await asyncio.to_thread(self._almacen.cargar, persona, id_entrada)
        ahora = self._reloj.ahora()
        recibido = texto_para_guardar(estado, entrada) if isinstance(entrada, DeLaPersona) else ""
        rondas, referencia = 0, "-"
        try:
            nuevo, efectos, rondas = await self._decidir_y_cumplir(persona, estado, entrada, ahora, adelantar)
            if OlvidarRecibido() in efectos:
                recibido = ""
            if BorrarDatos() in efectos:
                recibo, revision = await self._borrar(persona, ahora)
                recibido, estado = "", Estado()
                turno = self._decidir(self._contexto(persona, ahora), nuevo, DatosBorrados(recibo))
                nuevo, efectos = turno.estado, (*efectos, *turno.efectos)
            envios = await asyncio.to_thread(
                self._almacen.guardar, persona, revision, id_entrada, recibido, nuevo, sin_borrado(efectos), ahora
            )
        except (EstadoDesactualizado, AlmacenNoDisponible, TrabajoInterrumpido):
            raise
        except Exception as error:
            if self._estricto:
                raise
            referencia = nueva_referencia()
            nombre, huella = self.conversacion(persona), huella_de_error(error)
            REGISTRO.error("turno fallido conv=%s ref=%s\n%s", nombre, referencia, huella)
            aviso = (Enviar(disculpa(referencia, estado.botones)),)
            envios = await asyncio.to_thread(
                self._almacen.guardar, persona, revision, id_entrada, recibido, estado, aviso, ahora
            )
        REGISTRO.info(
            "turno conv=%s entrada=%s rondas=%d ms=%d envios=%d ref=%s",
            self.conversacion(persona),
            type(entrada).__name__,
            rondas,
            round((time.perf_counter() - inicio) * 1000),
            len(envios),
            referencia,
        )
        return envios

    async def _decidir_y_cumplir(
        self, persona: Persona, estado: Estado, entrada: Entrada, ahora: datetime, adelantar: AlAdelantar | None
    ) -> tuple[Estado, tuple[Efecto, ...], int]:
        """Devuelve el estado final, los efectos que faltan (los ya cumplidos, no) y las rondas."""
        contexto, cumplidor = self._contexto(persona, ahora), self._cumplidor
        por_decidir: deque[Entrada] = deque([entrada])
        por_guardar: list[Efecto] = []
        rondas = 0
        while por_decidir:
            if rondas == RONDAS_MAXIMAS:
                raise DemasiadasRondas(rondas)
            rondas += 1
            turno = self._decidir(contexto, estado, por_decidir.popleft())
            estado = turno.estado
            for efecto in turno.efectos:
                if isinstance(efecto, PorGuardar):
                    por_guardar.append(efecto)
                elif not isinstance(efecto, Adelantar):
                    por_decidir.append(await cumplidor.cumplir(persona, efecto, ahora))
                elif adelantar is not None:
                    await adelantar(efecto.mensaje)
        return estado, tuple(por_guardar), rondas

    def _contexto(self, persona: Persona, ahora: datetime) -> Contexto:
        contexto = self._construir_contexto(ahora)
        return replace(contexto, es_personal=persona in self._personal, hay_personal=bool(self._personal))

    async def _borrar(self, persona: Persona, ahora: datetime) -> tuple[Recibo, int]:
        """Borra lo guardado; devuelve la constancia y la revisión con la que empieza la conversación vacía."""
        recibo = await asyncio.to_thread(self._almacen.borrar_persona, persona, ahora)
        REGISTRO.info("datos borrados conv=%s filas=%d", self.conversacion(persona), recibo.filas)
        return recibo, (await asyncio.to_thread(self._almacen.cargar, persona))[1]
