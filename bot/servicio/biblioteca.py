"""Cumple lo que el personal pide de los documentos: trae el archivo por el canal y lo da a la biblioteca, en un hilo.

De uno en uno: leer y publicar ocupan un procesador.
"""

import asyncio
import logging
from dataclasses import dataclass, field
from functools import partial
from typing import assert_never

from bot.dialogo.personal.biblioteca.textos import SIN_BIBLIOTECA, SIN_DESCARGAR
from bot.dialogo.peticiones import (
    CorregirDocumento,
    DescartarDocumento,
    DescribirDocumento,
    DeshacerPublicacion,
    DocumentoMirado,
    DocumentoQuitado,
    DocumentoRehusado,
    DocumentoSinHacer,
    DocumentosListados,
    LeerArchivo,
    ListarDocumentos,
    ParaQue,
    PeticionDeBiblioteca,
    PublicarDocumento,
    ResultadoDeBiblioteca,
    RetirarDocumento,
    VerDocumento,
)
from bot.servicio.puertos import Biblioteca, DescargaFallida, Descargar, TrabajoInterrumpido
from bot.servicio.registro import anotar_fallo
from conocimiento.errores import ErrorLegible

REGISTRO = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bibliotecario:
    """Sin `biblioteca` o sin `descargar` no se hace lo suyo."""

    biblioteca: Biblioteca | None = None
    descargar: Descargar | None = None
    turno: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    async def cumplir(self, peticion: PeticionDeBiblioteca, quien: str, nombre: str) -> ResultadoDeBiblioteca:
        """Devuelve el resultado; lo que falla también lo es, y queda en el registro con ese `nombre`.

        `quien` es como consta en la bitácora. Raises `TrabajoInterrumpido`.
        """
        if self.biblioteca is None:
            return DocumentoRehusado(SIN_BIBLIOTECA)
        try:
            async with self.turno:
                return await self._hacer(self.biblioteca, peticion, quien)
        except TrabajoInterrumpido:
            raise
        except DescargaFallida:
            return DocumentoRehusado(SIN_DESCARGAR)
        except ErrorLegible as error:
            return DocumentoRehusado(str(error))
        except Exception as error:
            return DocumentoSinHacer(anotar_fallo(REGISTRO, "documento sin hacer", nombre, error))

    async def _hacer(self, biblioteca: Biblioteca, peticion: PeticionDeBiblioteca, quien: str) -> ResultadoDeBiblioteca:
        match peticion:
            case LeerArchivo(archivo):
                if self.descargar is None:
                    raise DescargaFallida
                contenido = await self.descargar(archivo.referencia)
                hacer = partial(biblioteca.agregar, contenido, archivo.nombre, quien)
                return await asyncio.to_thread(hacer)
            case DescribirDocumento(version, para):
                return DocumentoMirado(await asyncio.to_thread(biblioteca.describir, version), para)
            case CorregirDocumento():
                corregido = await asyncio.to_thread(biblioteca.corregir, peticion, quien)
                return DocumentoMirado(corregido, ParaQue.CONFIRMAR)
            case VerDocumento(version):
                return await asyncio.to_thread(biblioteca.ver, version)
            case PublicarDocumento():
                return await asyncio.to_thread(biblioteca.publicar, peticion, quien)
            case DeshacerPublicacion() | RetirarDocumento() | DescartarDocumento():
                return DocumentoQuitado(await asyncio.to_thread(biblioteca.quitar, peticion, quien), peticion)
            case ListarDocumentos():
                return DocumentosListados(await asyncio.to_thread(biblioteca.listar))
            case _:
                assert_never(peticion)
