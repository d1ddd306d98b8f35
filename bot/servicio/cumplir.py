"""Cumple las peticiones del diálogo (buscar, leer, redactar, exportar) y devuelve cada resultado como entrada.

Lo que bloquea va en hilos, y lo que ocupa un procesador espera su turno. No decide nada y no guarda nada.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.dialogo.peticiones import (
    BorradoresLeidos,
    Buscar,
    BuscarPregunta,
    ConversacionesExportadas,
    DatosReunidos,
    DocumentoFallido,
    DocumentoListo,
    ExportacionFallida,
    ExportacionRetenida,
    ExportarConversaciones,
    Filtros,
    LeerBorradores,
    LeerTraspasos,
    LeerUltimosTurnos,
    NumerarTraspaso,
    OdsSugeridos,
    PasajesEncontrados,
    Peticion,
    PreguntaHallada,
    RedactarBorrador,
    ResumirDatos,
    ReunirDatos,
    SugerirOds,
    TraspasoNumerado,
    TraspasosLeidos,
)
from bot.dialogo.turno import Entrada
from bot.entrevista.propuesta.modelo import Propuesta
from bot.servicio.puertos import (
    Almacen,
    Archivador,
    Buscador,
    Documentador,
    Exportador,
    Persona,
    Sugeridor,
    TrabajoInterrumpido,
    nombre_en_bitacora,
    nombre_en_registro,
)
from bot.servicio.registro import huella_de_error, nueva_referencia

REGISTRO = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Cumplidor:
    """Las piezas con que se cumple un turno. Sin `sugeridor`, `archivador` o `exportador` no se hace lo suyo.

    `pesados` limita cuántas búsquedas o documentos corren a la vez; `exportacion`, aparte, va de una en una: una
    larga no debe dejar sin sitio a las búsquedas. `clave` es la de los nombres del registro.
    """

    almacen: Almacen
    buscador: Buscador
    documentador: Documentador
    clave: bytes
    pesados: asyncio.Semaphore
    exportacion: asyncio.Semaphore
    sugeridor: Sugeridor | None = None
    archivador: Archivador | None = None
    exportador: Exportador | None = None

    async def cumplir(self, persona: Persona, peticion: Peticion, ahora: datetime) -> Entrada:
        """Devuelve el resultado. Lo que falla al redactar, reunir o exportar es un resultado y queda en el registro.

        Raises `AlmacenNoDisponible`, `TrabajoInterrumpido`.
        """
        match peticion:
            case Buscar(consultas):
                async with self.pesados:
                    return PasajesEncontrados(await asyncio.to_thread(self.buscador.buscar, consultas))
            case SugerirOds(fragmentos):
                return OdsSugeridos(await self._sugerir(fragmentos))
            case RedactarBorrador(propuesta):
                return await self._redactar(persona, propuesta)
            case LeerBorradores(pedido):
                return BorradoresLeidos(pedido, await asyncio.to_thread(self.almacen.leer_borradores, persona))
            case BuscarPregunta(recibido):
                asunto = await asyncio.to_thread(self.almacen.asunto_de, persona, recibido.responde_a)
                return PreguntaHallada(recibido, asunto)
            case ResumirDatos():
                return await asyncio.to_thread(self.almacen.resumir_datos, persona)
            case ReunirDatos():
                return await self._reunir(persona)
            case LeerUltimosTurnos(cuantos):
                return await asyncio.to_thread(self.almacen.leer_ultimos_turnos, persona, cuantos)
            case NumerarTraspaso():
                return TraspasoNumerado(await asyncio.to_thread(self.almacen.numerar_traspaso, ahora))
            case LeerTraspasos(pedido):
                return TraspasosLeidos(pedido, await asyncio.to_thread(self.almacen.leer_traspasos, pedido.numero))
            case ExportarConversaciones(filtros):
                return await self._exportar(persona, filtros)
            case _:
                assert_never(peticion)

    async def _reunir(self, persona: Persona) -> DatosReunidos:
        if self.archivador is None:
            return DatosReunidos(None)
        datos, documentos = await asyncio.to_thread(self.almacen.reunir_datos, persona)
        try:
            async with self.pesados:
                return DatosReunidos(await asyncio.to_thread(self.archivador.archivar, datos, documentos))
        except Exception as error:
            self._anotar("datos sin reunir", persona, nueva_referencia(), error)
            return DatosReunidos(None)

    async def _exportar(
        self, persona: Persona, filtros: Filtros
    ) -> ConversacionesExportadas | ExportacionRetenida | ExportacionFallida:
        referencia = nueva_referencia()
        if self.exportador is None:
            return ExportacionFallida(referencia)
        quien = nombre_en_bitacora(self.clave, persona)
        try:
            async with self.exportacion:
                return await asyncio.to_thread(self.exportador.exportar, filtros, quien)
        except TrabajoInterrumpido:
            raise
        except Exception as error:
            self._anotar("exportación fallida", persona, referencia, error)
            return ExportacionFallida(referencia)

    async def _sugerir(self, fragmentos: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
        if self.sugeridor is None:
            return ()
        async with self.pesados:
            return await asyncio.to_thread(self.sugeridor.sugerir, fragmentos)

    async def _redactar(self, persona: Persona, propuesta: Propuesta) -> DocumentoListo | DocumentoFallido:
        try:
            async with self.pesados:
                return DocumentoListo(await asyncio.to_thread(self.documentador.redactar, propuesta))
        except Exception as error:
            referencia = nueva_referencia()
            self._anotar("documento fallido", persona, referencia, error)
            return DocumentoFallido(referencia)

    def _anotar(self, que: str, persona: Persona, referencia: str, error: Exception) -> None:
        nombre = nombre_en_registro(self.clave, persona)
        REGISTRO.error("%s conv=%s ref=%s\n%s", que, nombre, referencia, huella_de_error(error))
