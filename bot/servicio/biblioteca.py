"""Cumple lo que el personal pide de los documentos: trae el archivo por el canal y lo da a la biblioteca, en un hilo.

De uno en uno: leer y publicar ocupan un procesador.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.dialogo.personal.biblioteca.atender import LIMITE
from bot.dialogo.personal.biblioteca.textos import SIN_BIBLIOTECA, SIN_DESCARGAR, dicho_en_el_chat
from bot.dialogo.peticiones import (
    DocumentoPublicado,
    DocumentoRehusado,
    DocumentoSinHacer,
    LeerArchivo,
    PeticionDeBiblioteca,
    ResultadoDeBiblioteca,
)
from bot.servicio.puertos import AtenderBiblioteca, DescargaFallida, Descargar, TrabajoInterrumpido
from bot.servicio.registro import anotar_fallo
from conocimiento.errores import ErrorLegible

REGISTRO = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bibliotecario:
    """Sin `atender` no se hace nada, y sin `descargar` no se lee ningún archivo.

    `al_publicar` pasa a usar lo publicado: cuando se dice que ya se cita, ya se cita.
    """

    atender: AtenderBiblioteca | None = None
    descargar: Descargar | None = None
    al_publicar: Callable[[], Awaitable[object]] | None = None
    turno: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    async def cumplir(self, peticion: PeticionDeBiblioteca, quien: str, nombre: str) -> ResultadoDeBiblioteca:
        """Devuelve el resultado; lo que falla también lo es, y queda en el registro con ese `nombre`.

        `quien` es como consta en la bitácora. Raises `TrabajoInterrumpido`.
        """
        if self.atender is None:
            return DocumentoRehusado(SIN_BIBLIOTECA)
        try:
            async with self.turno:
                contenido = await self._traer(peticion)
                hecho = await asyncio.to_thread(self.atender, peticion, quien, contenido)
                if isinstance(hecho, DocumentoPublicado) and self.al_publicar is not None:
                    await self._usar_lo_publicado(self.al_publicar, nombre)
                return hecho
        except TrabajoInterrumpido:
            raise
        except DescargaFallida:
            return DocumentoRehusado(SIN_DESCARGAR)
        except ErrorLegible as error:
            return DocumentoRehusado(dicho_en_el_chat(error.en_el_chat))
        except Exception as error:
            return DocumentoSinHacer(anotar_fallo(REGISTRO, "documento sin hacer", nombre, error))

    async def _usar_lo_publicado(self, al_publicar: Callable[[], Awaitable[object]], nombre: str) -> None:
        """Si no se puede todavía, publicado está: se usará cuando se pueda."""
        try:
            await al_publicar()
        except Exception as error:
            anotar_fallo(REGISTRO, "publicado y sin usar", nombre, error)

    async def _traer(self, peticion: PeticionDeBiblioteca) -> bytes:
        if not isinstance(peticion, LeerArchivo):
            return b""
        if self.descargar is None:
            raise DescargaFallida
        return await self.descargar(peticion.archivo.referencia, LIMITE)
