"""El asistente con su diálogo y su almacén de verdad y una búsqueda vacía, atendiendo Telegram con personal.

Como programa (`python -m tests.extremo.programa_de_consultas URL API CHAT…`) atiende hasta que lo detengan o lo maten.
"""

import asyncio
import logging
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.almacen import abrir_almacen
from bot.canal.piezas import Piezas as PiezasDelCanal
from bot.canal.telegram.arranque import Ajustes, atender_telegram
from bot.dialogo.decidir import decidir
from bot.dialogo.mensajes import Adjunto
from bot.dialogo.turno import Contexto, Papeles
from bot.edicion.leer import leer_entrevista
from bot.entrevista.propuesta.modelo import Propuesta
from bot.montaje import CARPETA_ENTREVISTA
from bot.servicio.atender import Servicio
from bot.servicio.cumplir import Cumplidor
from bot.servicio.puertos import Persona
from conocimiento.modelo import Hallazgo
from tests.extremo.bot_api_falso import TOKEN
from tests.extremo.entorno_telegram import SIN_ESPERAR


class Piezas:
    """La hora, y una búsqueda que no encuentra nada."""

    def ahora(self) -> datetime:
        return datetime.now(UTC)

    def buscar(self, preguntas: Sequence[str]) -> tuple[Hallazgo, ...]:
        return tuple(Hallazgo(una, (), 0.0) for una in preguntas)

    def redactar(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        raise AssertionError("nadie pidió el documento")

    def ver(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        return self.redactar(propuesta)


def principal() -> None:
    """Atiende; escribe «telegram listo» cuando ya recibe."""
    url, raiz, *chats = sys.argv[1:]
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(message)s")
    personal = {Persona("telegram", chat): Papeles(atiende=True) for chat in chats}
    almacen, piezas = abrir_almacen(url, b"c" * 32, personal=personal), Piezas()
    entrevista = leer_entrevista(CARPETA_ENTREVISTA)
    cumplidor = Cumplidor(almacen, piezas, piezas)
    servicio = Servicio(decidir, almacen, cumplidor, piezas, lambda ahora: Contexto(entrevista, (), ahora))
    asyncio.run(atender_telegram(PiezasDelCanal(servicio, almacen, piezas), Ajustes(TOKEN, raiz, espera=SIN_ESPERAR)))
    almacen.cerrar()


if __name__ == "__main__":
    principal()
