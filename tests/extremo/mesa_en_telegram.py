"""Varias organizaciones en un borrador, cada una en su chat de Telegram: el asistente en marcha y quienes conversan.

Con el servicio, el diálogo, los documentos y el almacén de verdad, cifrado.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import bot.canal.telegram.vigilancia as vigilancia
from bot.almacen import AlmacenSQL, abrir_almacen
from bot.canal.piezas import Piezas as PiezasDelCanal
from bot.canal.telegram.arranque import Ajustes, atender_telegram
from bot.dialogo.decidir import decidir
from bot.dialogo.turno import Contexto, Estado
from bot.documentos.redactor import RedactorDeDocumentos
from bot.entrevista.borrador import Borrador
from bot.servicio.atender import Servicio
from bot.servicio.cumplir import Cumplidor
from bot.servicio.puertos import Persona, TurnoAtendido
from conocimiento.hora import HORA_DE_LIMA
from tests.apoyo.almacen import CIFRADOR, SAL, base_nueva
from tests.apoyo.borradores import ENTREVISTA, Respuestas, historia
from tests.apoyo.rutas import ALIANZA
from tests.extremo.bot_api_falso import TOKEN, BotApiFalso
from tests.extremo.entorno_telegram import SIN_ESPERAR
from tests.extremo.persona_simulada import PersonaSimulada, Recibido
from tests.extremo.programa_de_consultas import Piezas

PRIMER_CHAT = 7_120_011


MARTES = datetime(2026, 12, 1, 10, tzinfo=HORA_DE_LIMA)


class _Piezas(Piezas):
    """La hora de un día de trabajo: a otra, lo que otro hizo esperaría a mañana."""

    def __init__(self) -> None:
        self.adelanto = MARTES - datetime.now(UTC)

    def ahora(self) -> datetime:
        return datetime.now(UTC) + self.adelanto


@dataclass
class Mesa:
    """El asistente en marcha y las personas; la primera coordina un borrador entero."""

    almacen: AlmacenSQL
    carpeta: Path
    personas: tuple[PersonaSimulada, ...]
    piezas: _Piezas

    def pasa_un_dia(self) -> None:
        """A la misma hora del siguiente."""
        self.piezas.adelanto += timedelta(days=1)

    async def dice(self, quien: PersonaSimulada, texto: str, lee: str = "") -> Recibido:
        """Lo escribe; devuelve lo que se le contesta que diga `lee`."""
        desde = len(quien.recibidos)
        await quien.escribe(texto)
        return await self.lee(quien, lee, desde)

    async def pulsan(self, quien: PersonaSimulada, *etiquetas: str, lee: str = "") -> Recibido:
        """Pulsa esos botones, cada uno en lo que contestó el anterior; devuelve lo último, que dice `lee`."""
        desde = 0
        for etiqueta in etiquetas:
            await _hasta(quien, lambda uno, etiqueta=etiqueta: etiqueta in uno.etiquetas, etiqueta, desde)
            desde = len(quien.recibidos)
            await quien.pulsa(etiqueta)
        return await self.lee(quien, lee, desde)

    async def lee(self, quien: PersonaSimulada, dicho: str, desde: int = 0) -> Recibido:
        """El primer mensaje desde ese que lo dice, aunque todavía no haya llegado."""
        return await _hasta(quien, lambda uno: dicho in uno.texto, dicho, desde)

    async def entra(self, quien: PersonaSimulada, etiqueta: str) -> Recibido:
        """Quien coordina la invita con ese botón y entra; devuelve lo que lee al entrar."""
        coordina, si = self.personas[0], "Sí, quiero leerlo" if etiqueta == "Solo para leer" else "Sí, la represento"
        await self.dice(coordina, "/alianza", "Entr")
        enlace = await self.pulsan(coordina, "Invitar a un socio", etiqueta, "Crear invitación", lee="?start=i_")
        desde = len(coordina.recibidos)
        await self.dice(quien, f"/start i_{enlace.texto.rpartition('start=i_')[2]}", "le invita a")
        dicho = await self.pulsan(quien, si, "Acepto y entro", lee="este número: ")
        await self.lee(coordina, "alguien aceptó su invitación", desde)
        await self.pulsan(coordina, "Tengo el número", lee="Escriba el número")
        llega = len(quien.recibidos)
        await self.dice(coordina, dicho.texto.partition("este número: ")[2][:3], "Entró")
        return await self.lee(quien, "Bienvenida", llega)

    def borrador(self) -> Borrador:
        """Lo que dice hoy el borrador, para quien coordina."""
        return Borrador.de(self.almacen.cargar(Persona("telegram", str(self.personas[0].chat)))[0].eventos)


async def _hasta(quien: PersonaSimulada, es: Callable[[Recibido], bool], que: str, desde: int) -> Recibido:
    await quien.api.esperar(lambda: any(map(es, quien.recibidos[desde:])), 20, f"«{que}» a {quien.nombre}")
    return next(uno for uno in quien.recibidos[desde:] if es(uno))


@asynccontextmanager
async def sentar(
    carpeta: Path, monkeypatch: pytest.MonkeyPatch, respuestas: Respuestas, *nombres: str
) -> AsyncGenerator[Mesa]:
    """Personas con esos nombres; la primera trae un borrador con esas respuestas. Sin faltas al terminar."""
    monkeypatch.setattr(vigilancia, "ENTRE_REPASOS", 0.1)  # lo de un chat para otro lo entrega un repaso
    monkeypatch.setattr(vigilancia, "EN_CAMINO", timedelta(0))
    api, detener, piezas = BotApiFalso(), asyncio.Event(), _Piezas()
    personas = tuple(api.persona(PRIMER_CHAT + lugar, nombre) for lugar, nombre in enumerate(nombres))
    almacen = abrir_almacen(base_nueva(carpeta / "alianzas.db"), SAL, CIFRADOR)
    entero = Estado(turno=1, borrador="uno", eventos=historia(respuestas), saludada=True, borradores=1)
    coordina = Persona("telegram", str(personas[0].chat))
    almacen.guardar(coordina, TurnoAtendido(0, None, "", entero, (), piezas.ahora()))
    documentos = RedactorDeDocumentos(ALIANZA, carpeta / "documentos", cifrar=True)
    servicio = Servicio(
        decidir, almacen, Cumplidor(almacen, piezas, documentos), piezas, lambda ahora: Contexto(ENTREVISTA, (), ahora)
    )
    async with api.abierto():
        canal = PiezasDelCanal(servicio, almacen, piezas)
        ajustes = Ajustes(TOKEN, api.raiz, espera=SIN_ESPERAR)
        tarea = asyncio.create_task(atender_telegram(canal, ajustes, detener=detener))
        yield Mesa(almacen, carpeta, personas, piezas)
        detener.set()
        await asyncio.wait_for(tarea, 20)
    almacen.cerrar()
    assert api.faltas == []
