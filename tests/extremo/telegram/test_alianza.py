"""Dos organizaciones en un mismo borrador, cada una en su chat de Telegram: de la invitación al visto bueno, y salir.

Con el servicio, el diálogo y el almacén de verdad, cifrado.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
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
from bot.entrevista.borrador import Borrador
from bot.servicio.atender import Servicio
from bot.servicio.cumplir import Cumplidor
from bot.servicio.puertos import Persona, TurnoAtendido
from tests.apoyo.almacen import CIFRADOR, SAL
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, historia
from tests.extremo.bot_api_falso import TOKEN, BotApiFalso
from tests.extremo.contrato_de_telegram import BOT
from tests.extremo.entorno_telegram import SIN_ESPERAR
from tests.extremo.persona_simulada import PersonaSimulada, Recibido
from tests.extremo.programa_de_consultas import Piezas

MUNI = "Municipalidad de Celendín"


@dataclass
class Mesa:
    """El asistente en marcha, quien coordina un borrador entero y quien será su socia."""

    almacen: AlmacenSQL
    carpeta: Path
    minera: PersonaSimulada
    muni: PersonaSimulada

    async def pulsan(self, quien: PersonaSimulada, *etiquetas: str) -> Recibido:
        """Pulsa esos botones, uno tras otro; devuelve lo último que se le contestó."""
        for etiqueta in etiquetas:
            await quien.pulsa(etiqueta)
            dichos = await quien.espera_turno(calma=0.1)
        return dichos[-1]

    def borrador(self) -> Borrador:
        """Lo que dice hoy el borrador, para quien coordina."""
        return Borrador.de(self.almacen.cargar(Persona("telegram", str(self.minera.chat)))[0].eventos)


@pytest.fixture
async def mesa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Mesa]:
    monkeypatch.setattr(vigilancia, "ENTRE_REPASOS", 0.1)  # lo de un chat para otro lo entrega un repaso
    monkeypatch.setattr(vigilancia, "EN_CAMINO", timedelta(0))
    api, detener, piezas = BotApiFalso(), asyncio.Event(), Piezas()
    minera, muni = api.persona(11, "Rosa"), api.persona(12, "Luis")
    almacen = abrir_almacen(f"sqlite:///{tmp_path / 'alianzas.db'}", SAL, CIFRADOR)
    entero = Estado(turno=1, borrador="uno", eventos=historia(AMPLIADO), saludada=True, borradores=1)
    ahora = datetime.now(UTC)
    almacen.guardar(Persona("telegram", str(minera.chat)), TurnoAtendido(0, None, "", entero, (), ahora))
    servicio = Servicio(
        decidir, almacen, Cumplidor(almacen, piezas, piezas), piezas, lambda ahora: Contexto(ENTREVISTA, (), ahora)
    )
    async with api.abierto():
        canal = PiezasDelCanal(servicio, almacen, piezas)
        ajustes = Ajustes(TOKEN, api.raiz, espera=SIN_ESPERAR)
        tarea = asyncio.create_task(atender_telegram(canal, ajustes, detener=detener))
        yield Mesa(almacen, tmp_path, minera, muni)
        detener.set()
        await asyncio.wait_for(tarea, 20)
    almacen.cerrar()
    assert api.faltas == []


def _en_disco(carpeta: Path) -> bytes:
    return b"".join(ruta.read_bytes() for ruta in carpeta.iterdir() if ruta.is_file())


def _enlace(recibidos: Sequence[Recibido]) -> str:
    (enlace,) = {uno.texto.rpartition(" ")[2] for uno in recibidos if "?start=i_" in uno.texto}
    return enlace


async def test_de_la_invitacion_al_visto_bueno_en_seis_mensajes_y_despues_se_lleva_lo_suyo(mesa: Mesa) -> None:
    minera, muni = mesa.minera, mesa.muni
    await minera.escribe("/propuesta")
    await minera.espera_turno(calma=0.1)
    await mesa.pulsan(minera, "Invitar a un socio", "Municipalidad de Ce…", "Crear invitación")
    enlace = _enlace(minera.recibidos)
    usuario, secreto = enlace.removeprefix("https://t.me/").split("?start=i_")
    assert usuario == BOT["username"]
    assert secreto.encode() not in _en_disco(mesa.carpeta), "del secreto solo se guarda la huella"

    await muni.escribe(f"/start i_{secreto}")
    assert "le invita a" in (await muni.espera_respuesta()).texto
    dicho = await mesa.pulsan(muni, "Sí, la represento", "Acepto y entro")
    codigo = dicho.texto.partition("este número: ")[2][:3]
    assert "alguien aceptó su invitación" in (await minera.espera_respuesta()).texto
    assert "Escriba el número" in (await mesa.pulsan(minera, "Tengo el número")).texto
    await minera.escribe(codigo)
    assert f"Entró {MUNI}" in (await minera.espera_respuesta()).texto
    assert "La coordinación había puesto esto por ustedes" in (await muni.espera_respuesta()).texto
    assert "Su parte está completa" in (await mesa.pulsan(muni, "Es correcto")).texto
    assert mesa.borrador().escrita_por["reparto", "a1"] == "i1"

    await minera.escribe("/alianza")
    await minera.espera_turno(calma=0.1)
    await mesa.pulsan(minera, "Pedir visto bueno", "Enviar versión 1")
    assert "Versión 1" in (await muni.espera_respuesta()).texto
    assert "Anotado" in (await mesa.pulsan(muni, "Doy visto bueno")).texto
    assert "dio su visto bueno a la versión 1" in (await minera.espera_respuesta()).texto
    assert mesa.borrador().vistos["i1"].version == 1
    assert len(mesa.almacen.leer_ultimos_turnos(Persona("telegram", str(muni.chat)), 99).turnos) <= 6

    await muni.escribe("/alianza")
    await muni.espera_turno(calma=0.1)
    assert "Salió de la alianza" in (await mesa.pulsan(muni, "Salir de la alianza", "Llevármelas")).texto
    assert f"salió {MUNI}" in (await minera.espera_respuesta()).texto
    for viejo in ("Es correcto", "Ver el borrador"):
        assert "Ya no participa en esa alianza" in (await mesa.pulsan(muni, viejo)).texto
    assert mesa.borrador().escrita_por["reparto", "a1"] == "i0"


async def test_quien_coordina_borra_sus_datos_y_la_socia_sigue(mesa: Mesa) -> None:
    minera, muni = mesa.minera, mesa.muni
    await minera.escribe("/propuesta")
    await minera.espera_turno(calma=0.1)
    await mesa.pulsan(minera, "Invitar a un socio", "Municipalidad de Ce…", "Crear invitación")
    await muni.escribe(f"/start i_{_enlace(minera.recibidos).rpartition('i_')[2]}")
    await muni.espera_respuesta()
    dicho = await mesa.pulsan(muni, "Sí, la represento", "Acepto y entro")
    await minera.espera_respuesta()
    await mesa.pulsan(minera, "Tengo el número")
    await minera.escribe(dicho.texto.partition("este número: ")[2][:3])
    await minera.espera_respuesta()
    await muni.espera_respuesta()
    await mesa.pulsan(muni, "Es correcto")

    await minera.escribe("/borrar")
    pregunta = await minera.espera_respuesta()
    assert "De 1 borrador que comparte con otras organizaciones se borra lo que usted escribió" in pregunta.texto
    assert "Listo" in (await mesa.pulsan(minera, "Sí, borrar todo")).texto
    assert "desde ahora lo coordina su organización" in (await muni.espera_respuesta()).texto
    await mesa.pulsan(muni, "Ver el borrador")
    (suyo,) = mesa.almacen.leer_borradores(Persona("telegram", str(muni.chat)))
    queda = Borrador.de(suyo.eventos, suyo.integrante)
    assert set(queda.escrita_por.values()) == {"i1"}
    assert queda.respuestas["reparto", "a1"]
