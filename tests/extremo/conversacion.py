"""Una persona que conversa por Telegram con el canal, el diálogo y el almacén de verdad, sin modelo ni documentos."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.almacen import AlmacenSQL, abrir_almacen
from bot.canal.piezas import Piezas as PiezasDelCanal
from bot.canal.telegram.arranque import Ajustes, atender_telegram
from bot.canal.telegram.juntar import Espera
from bot.dialogo.decidir import decidir
from bot.dialogo.mensajes import Adjunto
from bot.dialogo.turno import Contexto
from bot.entrevista.borrador import Borrador
from bot.entrevista.propuesta.modelo import Propuesta
from bot.servicio.atender import Servicio
from bot.servicio.cumplir import Cumplidor
from bot.servicio.escucha import Escucha
from bot.servicio.puertos import Persona
from conocimiento.modelo import Hallazgo
from tests.apoyo.almacen import base_nueva
from tests.apoyo.chat import ENTREVISTA
from tests.extremo.bot_api_falso import TOKEN, BotApiFalso
from tests.extremo.entorno_telegram import SIN_ESPERAR
from tests.extremo.persona_simulada import PersonaSimulada, Recibido


class _Piezas:
    """La hora, los documentos que se indiquen y lo que esta conversación no pide."""

    def __init__(self, documentos: tuple[Adjunto, ...]) -> None:
        self._documentos = documentos

    def ahora(self) -> datetime:
        return datetime.now(UTC)

    def buscar(self, consultas: Sequence[str]) -> tuple[Hallazgo, ...]:
        return ()  # el sentido no dice nada: lo escrito se toma por su forma

    def redactar(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        assert self._documentos, "nadie pidió el documento"
        return self._documentos

    def ver(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        return self.redactar(propuesta)


@dataclass(frozen=True)
class Conversacion:
    """Rosa conversa por Telegram con el diálogo y el almacén de verdad."""

    api: BotApiFalso
    almacen: AlmacenSQL

    @property
    def rosa(self) -> PersonaSimulada:
        return self.api.persona(11)

    def valor(self, clave: str) -> object:
        respuesta = Borrador.de(self.almacen.cargar(Persona("telegram", "11"))[0].eventos).respuestas.get((clave, ""))
        return respuesta.valor if respuesta is not None else None


@asynccontextmanager
async def conversar(
    tmp_path: Path,
    espera: Espera = SIN_ESPERAR,
    documentos: tuple[Adjunto, ...] = (),
    escucha: Escucha | None = None,
) -> AsyncGenerator[Conversacion]:
    """Una conversación con el canal, el diálogo y el almacén de verdad, y la API de mentira. Sin faltas al terminar."""
    almacen = abrir_almacen(base_nueva(tmp_path / "alianzas.db"), b"c" * 32)
    piezas, api, detener = _Piezas(documentos), BotApiFalso(), asyncio.Event()

    def contexto(ahora: datetime) -> Contexto:
        return Contexto(ENTREVISTA, (), ahora, puede_recordar=True, escucha=escucha is not None)

    cumplidor = Cumplidor(almacen, piezas, piezas, escucha=escucha or Escucha())
    servicio = Servicio(decidir, almacen, cumplidor, piezas, contexto)
    async with api.abierto():
        del_canal = PiezasDelCanal(servicio, almacen, piezas)
        tarea = asyncio.create_task(
            atender_telegram(del_canal, Ajustes(TOKEN, api.raiz, espera=espera), detener=detener)
        )
        try:
            yield Conversacion(api, almacen)
        finally:
            detener.set()
            await asyncio.wait_for(tarea, 20)
    almacen.cerrar()
    assert api.faltas == []


async def hasta_el_nombre(rosa: PersonaSimulada) -> Recibido:
    """Acepta el aviso y llega a la primera pregunta; la devuelve."""
    await rosa.escribe("/propuesta")
    pregunta = await rosa.espera_respuesta()
    for etiqueta in ("Acepto", "Pregunta por pregunta"):
        await rosa.pulsa(etiqueta)
        pregunta = await rosa.espera_respuesta()
    assert "¿Cómo se llama su organización" in pregunta.texto
    return pregunta
