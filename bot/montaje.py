"""Donde se juntan las piezas: el único módulo que las nombra a todas. Ninguna se carga antes de usarla."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Configuracion

if TYPE_CHECKING:
    from bot.almacen import AlmacenSQL
    from bot.cifrado import Cifrador
    from bot.dialogo.turno import Conservacion, Contexto
    from bot.servicio import Servicio
    from conocimiento.modelo import Documento

CANAL_DEL_PERSONAL = "telegram"
"""El único en que se sabe quién escribe: en la terminal, cada uno dice el nombre que quiere."""
CARPETA_ENTREVISTA = Path(__file__).resolve().parent / "entrevista" / "alianza"


class RelojDelSistema:
    """La hora de la máquina, en UTC."""

    def ahora(self) -> datetime:
        """Devuelve el instante actual con zona horaria."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Asistente:
    """El asistente listo para conectarse a un canal."""

    servicio: Servicio
    almacen: AlmacenSQL
    reloj: RelojDelSistema
    conservacion: Conservacion
    documentos: Path
    renovar: Callable[[], Awaitable[int | None]]
    """Si el índice en disco es otro o algo caducó, se pasa a usar el nuevo; devuelve cuántos documentos tiene."""

    def mantener(self) -> tuple[int, int]:
        """Borra lo que ya cumplió su plazo; devuelve cuántas personas y archivos eran."""
        return self.almacen.mantener(self.conservacion, self.documentos, self.reloj.ahora())

    def cerrar(self) -> None:
        """Cierra el almacén; lo demás no retiene nada."""
        self.almacen.cerrar()


def direccion_del_almacen(configuracion: Configuracion) -> str:
    """Devuelve la URL de la base de datos."""
    return configuracion.direccion_del_almacen


def cifrador_de(configuracion: Configuracion) -> Cifrador | None:
    """Devuelve con qué se cifra lo guardado, o None si no se cifra."""
    from bot.cifrado import Cifrador

    return Cifrador(configuracion.claves_de_datos) if configuracion.claves_de_datos else None


def plazos_de(configuracion: Configuracion) -> Conservacion:
    """Devuelve los plazos de conservación configurados."""
    from bot.dialogo.turno import Conservacion

    return Conservacion(configuracion.conservacion_consultas_dias, configuracion.conservacion_dias)


def armar_contexto(
    configuracion: Configuracion, documentos: tuple[Documento, ...], *, puede_recordar: bool = False
) -> Callable[[datetime], Contexto]:
    """Lee entrevista y vocabulario una sola vez; lo devuelto construye el contexto de cada turno."""
    from bot.dialogo.turno import Contexto
    from bot.edicion.leer import leer_entrevista
    from conocimiento.ingesta import leer_vocabulario

    entrevista = leer_entrevista(CARPETA_ENTREVISTA)
    vocabulario = leer_vocabulario(configuracion.carpeta_corpus)
    plazos = plazos_de(configuracion)
    fichas = tuple(documento.ficha for documento in documentos)

    def contexto(ahora: datetime) -> Contexto:
        return Contexto(entrevista, fichas, ahora, configuracion.contacto, vocabulario, plazos, puede_recordar)

    return contexto


def montar(configuracion: Configuracion, avisar: Callable[[str], None], *, puede_recordar: bool = False) -> Asistente:
    """Abre todo lo que una conversación necesita. Quien lo llama lo cierra.

    `puede_recordar`: el canal entrega también lo que se guarda sin que la persona escriba.
    """
    from bot.almacen import abrir_almacen, clave_de_persona
    from bot.busqueda import abrir, abrir_sugeridor, vigilar
    from bot.dialogo.decidir import decidir
    from bot.documentos.datos_personales import ArchivadorDeDatos
    from bot.documentos.redactor import RedactorDeDocumentos
    from bot.puertos import Persona
    from bot.revision.exportador import ExportadorDeConversaciones
    from bot.servicio import Servicio
    from conocimiento.hora import HORA_DE_LIMA

    configuracion.datos.mkdir(parents=True, exist_ok=True)
    buscador = abrir(configuracion, avisar)
    clave = clave_de_persona(configuracion.datos)
    reloj = RelojDelSistema()
    documentos = configuracion.datos / "documentos"
    personal = frozenset(Persona(CANAL_DEL_PERSONAL, chat) for chat in configuracion.chats_del_personal)
    cifrador = cifrador_de(configuracion)
    almacen = abrir_almacen(direccion_del_almacen(configuracion), clave, cifrador, personal=personal)
    contexto = armar_contexto(configuracion, buscador.documentos, puede_recordar=puede_recordar)
    servicio = Servicio(
        decidir,
        almacen,
        buscador,
        RedactorDeDocumentos(CARPETA_ENTREVISTA, documentos, cifrar=cifrador is not None),
        reloj,
        contexto,
        sugeridor=abrir_sugeridor(buscador, contexto(reloj.ahora()).entrevista.catalogos),
        archivador=ArchivadorDeDatos(documentos, cifrar=cifrador is not None),
        exportador=ExportadorDeConversaciones(configuracion.datos, documentos, cifrar=cifrador is not None),
        personal=personal,
        clave_registro=clave,
    )
    vigilado = vigilar(configuracion, buscador)

    async def renovar() -> int | None:
        nuevo = await asyncio.to_thread(vigilado.renovar, reloj.ahora().astimezone(HORA_DE_LIMA).date())
        if nuevo is None:
            return None
        fichas = tuple(documento.ficha for documento in nuevo.documentos)
        servicio.conocer(nuevo, lambda ahora: replace(contexto(ahora), fichas=fichas))
        return len(fichas)

    return Asistente(servicio, almacen, reloj, plazos_de(configuracion), documentos, renovar)
