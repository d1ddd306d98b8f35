"""Lo que el asistente hace en los grupos: decir cómo va el borrador que siguen y contestar preguntas al marco.

Lo que se dice lo decide el diálogo, y no puede llevar más que párrafos y enlaces (`EnGrupo`). Nada de lo que se escribe
en un grupo se guarda.
"""

import asyncio
import logging
from dataclasses import dataclass
from typing import Protocol

from bot.dialogo.borrador.alianza.grupo import como_va
from bot.dialogo.borrador.textos.alianza.grupo import confirme, despedida
from bot.dialogo.conversar.en_grupo import preparar, responder
from bot.dialogo.mensajes import EnGrupo
from bot.servicio.atender import Servicio
from bot.servicio.puertos import GrupoPorDecir, Grupos, Reloj
from bot.servicio.registro import huella_de_error

REGISTRO = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Publicado:
    """En qué quedó lo que se quiso decir en un grupo.

    `mensaje`: el que lo dice; None si el que se editaba ya no está. `mudado_a`: el número que ahora tiene el grupo.
    `perdido`: el asistente ya no puede escribir en él.
    """

    mensaje: int | None = None
    mudado_a: int | None = None
    perdido: bool = False


class EnLosGrupos(Protocol):
    """Quien escribe en los grupos por el canal."""

    async def publicar(self, chat: int, hilo: int | None, dicho: EnGrupo, mensaje: int | None = None) -> Publicado:
        """Lo envía o, con `mensaje`, lo pone en lugar de lo que ese decía. Los errores de la red se lanzan."""
        ...


@dataclass(frozen=True, slots=True)
class Tablon:
    """Lo que se dice en los grupos, con lo guardado de ellos."""

    servicio: Servicio
    guardados: Grupos
    reloj: Reloj
    canal: EnLosGrupos

    async def ofrecer_vincular(self, chat: int, hilo: int | None) -> None:
        """Da el enlace con que quien coordina lo confirma en privado."""
        pase = self.guardados.dar_pase(chat, hilo, self.reloj.ahora())
        await self._publicar(chat, hilo, confirme(pase))

    async def contestar(self, chat: int, hilo: int | None, texto: str) -> bool:
        """Contesta una pregunta al marco; False si el marco no lo dice, o no lo era."""
        contexto = self.servicio.contexto_de_nadie()
        en_curso = preparar(contexto, texto)
        hallazgos = await self.servicio.buscar(en_curso.buscar().consultas)
        dicho = responder(contexto, en_curso, hallazgos)
        if dicho is None:
            return False
        await self._publicar(chat, hilo, dicho)
        return True

    async def cambio_el_grupo(self, chat: int, nuevo: int | None) -> None:
        """Pasó a tener otro número, o el asistente ya no está en él: entonces nada lo sigue."""
        if nuevo is None:
            await asyncio.to_thread(self.guardados.olvidar, chat)
        else:
            await asyncio.to_thread(self.guardados.mudar, chat, nuevo)

    async def poner_al_dia(self) -> None:
        """Dice lo nuevo en los grupos en que toca. Uno que falla no estorba a los demás."""
        for grupo in await asyncio.to_thread(self.guardados.por_decir, self.reloj.ahora()):
            try:
                await self._decir(grupo)
            except Exception as error:
                REGISTRO.error("no se pudo poner al día un grupo\n%s", huella_de_error(error))

    async def _decir(self, grupo: GrupoPorDecir) -> None:
        va = como_va(self.servicio.contexto_de_nadie(), grupo.borrador, grupo.eventos) if grupo.borrador else None
        if va is not None:
            hecho = await self.canal.publicar(grupo.chat, grupo.hilo, va, grupo.mensaje)
            if not await self._sigue(grupo.chat, hecho):
                return
            await asyncio.to_thread(self.guardados.anotar_dicho, grupo, hecho.mensaje)
            return
        if grupo.mensaje is not None:
            await self.canal.publicar(grupo.chat, grupo.hilo, despedida(), grupo.mensaje)
        await asyncio.to_thread(self.guardados.olvidar, grupo.chat)

    async def _publicar(self, chat: int, hilo: int | None, dicho: EnGrupo) -> None:
        hecho = await self.canal.publicar(chat, hilo, dicho)
        if hecho.mudado_a is not None:
            await self.canal.publicar(hecho.mudado_a, None, dicho)
        await self._sigue(chat, hecho)

    async def _sigue(self, chat: int, hecho: Publicado) -> bool:
        """Anota si el grupo se mudó o si el asistente ya no está; devuelve si sigue donde estaba."""
        sigue = hecho.mudado_a is None and not hecho.perdido
        if not sigue:
            await self.cambio_el_grupo(chat, hecho.mudado_a)
        return sigue
