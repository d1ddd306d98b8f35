"""Todo lo que rodea al canal de Telegram en las pruebas: servicio y almacén reales, y un diálogo de prueba.

`decidir` hace lo justo para ejercitar cada clase de efecto. Como programa (`python -m
tests.extremo.entorno_telegram`) atiende hasta que lo detengan, para poder matarlo de golpe.
"""

import asyncio
import logging
import os
import socket
import sys
import threading
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from bot.almacen import AlmacenSQL, abrir_almacen
from bot.canal.piezas import Piezas
from bot.canal.telegram.arranque import Ajustes, Webhook, atender_telegram
from bot.canal.telegram.juntar import Espera
from bot.canal.telegram.salud import PACIENCIA, Paciencia
from bot.dialogo.efectos import AnotarPregunta, AnotarValoracion, BorrarDatos, Enviar
from bot.dialogo.entradas import (
    BotonPulsado,
    EntradaNoAdmitida,
    MensajeEditado,
    MensajeRecibido,
    MensajeReenviado,
    OrdenRecibida,
    VozRecibida,
)
from bot.dialogo.mensajes import Adjunto, Boton, ClaseParrafo, Mensaje, negrita, parrafo
from bot.dialogo.peticiones import Buscar, DatosBorrados, DocumentoListo, PasajesEncontrados, RedactarBorrador
from bot.dialogo.turno import Contexto, Entrada, Estado, Turno
from bot.entrevista.propuesta.modelo import Presupuesto, Propuesta
from bot.servicio.atender import Servicio
from bot.servicio.cumplir import Cumplidor
from conocimiento.modelo import Ficha, Hallazgo
from tests.apoyo.charla import ENTREVISTA
from tests.extremo.bot_api_falso import TOKEN, BotApiFalso
from tests.extremo.contrato_de_telegram import BOT

SECRETO = "secreto-de-prueba"
SIN_ESPERAR = Espera(0, 0, 0, 0)
"""Cada mensaje se atiende sin esperar si sigue: aun así se junta lo que espere junto."""
DEPRISA = Paciencia(0.01, 0.02)
"""Cuando Telegram no responde, se insiste casi sin esperar."""
BOTONES = ((Boton("Sí, claro", "v:si"), Boton("No", "v:no")),)
PROPUESTA = Propuesta(None, date(2026, 1, 2), (), (), (), (), (), Presupuesto((), (), None, None), (), (), "1")
NOMBRE_DEL_ARCHIVO = "Propuesta de alianza – Ñuñoa.docx"


def decidir(_contexto: Contexto, estado: Estado, entrada: Entrada) -> Turno:
    """Un diálogo mínimo: cada mensaje pide una clase de efecto."""
    siguiente = Estado(turno=estado.turno + 1, botones=tuple(BOTONES[0]), leidos=estado.leidos)

    def decir(*partes: str, **extras: tuple) -> Turno:
        return Turno(siguiente, (Enviar(Mensaje(tuple(parrafo(parte) for parte in partes), **extras)),))

    match entrada:
        case MensajeRecibido("botones"):
            return decir("Elija", botones=BOTONES)
        case MensajeRecibido("largo"):
            return decir(("palabra <&> " * 1000).strip(), botones=BOTONES)
        case MensajeRecibido("cita"):
            cita = parrafo("«", negrita("a < b & c"), "»", clase=ClaseParrafo.CITA_PLEGABLE)
            return Turno(siguiente, (Enviar(Mensaje((cita,), BOTONES)),))
        case MensajeRecibido("dos"):
            return Turno(siguiente, tuple(Enviar(Mensaje((parrafo(texto),))) for texto in ("uno", "dos")))
        case MensajeRecibido("código largo"):
            return decir("Elija", botones=((Boton("Largo", "ñ" * 33), Boton("Corto", "v:no")),))
        case MensajeRecibido("documento"):
            return Turno(estado, (RedactarBorrador(PROPUESTA),))
        case MensajeRecibido("romper"):
            raise RuntimeError("texto secreto de la persona")
        case MensajeRecibido("olvidar"):
            return Turno(Estado(), (BorrarDatos(),))
        case DatosBorrados():
            return Turno(estado, (Enviar(Mensaje((parrafo("borrado"),))),))
        case MensajeRecibido(texto) if texto.startswith("busca"):
            return Turno(estado, (Buscar((texto,)),))
        case MensajeRecibido(texto):
            return decir(f"{siguiente.turno}: {texto}")
        case PasajesEncontrados(hallazgos):
            anotado = (AnotarPregunta("busca", "no_sabe", 0.0, ()), AnotarValoracion(1, True))
            return Turno(
                siguiente,
                (*anotado, Enviar(Mensaje((parrafo(f"hallazgos: {sum(len(uno.pasajes) for uno in hallazgos)}"),)))),
            )
        case DocumentoListo(adjuntos):
            return decir("Aquí está", botones=BOTONES, adjuntos=adjuntos)
        case BotonPulsado(codigo):
            return decir(f"pulsó {codigo}" if codigo.startswith("v:") else "Ese botón ya no está activo")
        case OrdenRecibida(nombre, argumento):
            return decir(f"orden {nombre} [{argumento}]")
        case MensajeEditado(texto):
            return decir(f"editado: {texto}")
        case EntradaNoAdmitida(clase) | VozRecibida(clase=clase):
            return decir(f"no leo: {clase}")
        case MensajeReenviado():
            return decir("reenviado")
        case otra:
            raise AssertionError(otra)


class BuscadorLento:
    """No encuentra nada; las consultas que terminan en «lento» esperan a que la prueba las suelte."""

    def __init__(self) -> None:
        self.soltar = threading.Event()
        self.empezo = threading.Event()

    def buscar(self, consultas: Sequence[str]) -> tuple[Hallazgo, ...]:
        if consultas[0].endswith("lento"):
            self.empezo.set()
            assert self.soltar.wait(30)
        return tuple(Hallazgo(una, (), 0.0) for una in consultas)


class Documentador:
    def __init__(self, carpeta: Path) -> None:
        self.ruta = carpeta / "documentos" / "borrador.docx"

    def redactar(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        self.ruta.parent.mkdir(exist_ok=True)
        self.ruta.write_bytes(b"PK\x03\x04" + bytes(range(256)))
        return (Adjunto(str(self.ruta), NOMBRE_DEL_ARCHIVO, "Word, para editar"),)

    def ver(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        return self.redactar(propuesta)


def lanzar(error: Exception) -> Callable[..., NoReturn]:
    def fallar(*_: object) -> NoReturn:
        raise error

    return fallar


def puerto_libre() -> int:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return enchufe.getsockname()[1]


class Reloj:
    def ahora(self) -> datetime:
        return datetime.now(UTC)


class Entorno:
    """Todo lo que rodea al bot; `en_marcha` lo inicia y lo detiene, tantas veces como haga falta."""

    def __init__(self, api: BotApiFalso, carpeta: Path, almacen: AlmacenSQL) -> None:
        self.api, self.almacen = api, almacen
        self.webhook: Webhook | None = None
        self.salud: tuple[str, int] | None = None
        self.paciencia = PACIENCIA
        self.espera = SIN_ESPERAR
        self.fichas: tuple[Ficha, ...] = ()
        self.buscador = BuscadorLento()
        self.documentador = Documentador(carpeta)

    def servicio(self) -> Servicio:
        def contexto(ahora: datetime) -> Contexto:
            return Contexto(ENTREVISTA, self.fichas, ahora)

        cumplidor = Cumplidor(self.almacen, self.buscador, self.documentador)
        return Servicio(decidir, self.almacen, cumplidor, Reloj(), contexto)

    def piezas(self) -> Piezas:
        return Piezas(self.servicio(), self.almacen, Reloj())

    async def atender(self, token: str, detener: asyncio.Event | None = None) -> None:
        ajustes = Ajustes(token, self.api.raiz, self.webhook, self.salud, paciencia=self.paciencia, espera=self.espera)
        await atender_telegram(self.piezas(), ajustes, detener=detener or asyncio.Event())

    async def todo_atendido(self) -> None:
        """Espera a que no quede nada por leer ni por atender."""
        await self.api.esperar(
            lambda: not self.api.pendientes and self.almacen.bandeja.por_atender(str(BOT["id"])) == (),
            que="que se atienda todo",
        )

    @asynccontextmanager
    async def en_marcha(self) -> AsyncGenerator[asyncio.Event]:
        detener = asyncio.Event()
        tarea = asyncio.create_task(self.atender(TOKEN, detener))
        try:
            yield detener
        finally:
            detener.set()
            await asyncio.wait_for(tarea, 20)


def principal() -> None:
    """Atiende con el almacén y la API dados por el entorno; escribe «listo» cuando ya recibe."""
    url, raiz, *resto = sys.argv[1:]
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(message)s")
    webhook, espera = None, Espera() if "ESPERAR_LO_QUE_SIGUE" in os.environ else SIN_ESPERAR
    if resto:
        puerto = int(resto[0])
        webhook = Webhook(f"http://127.0.0.1:{puerto}/telegram", ("127.0.0.1", puerto), SECRETO)
    with TemporaryDirectory() as carpeta:
        almacen = abrir_almacen(url, b"c" * 32, documentos=Path(carpeta) / "documentos")
        piezas = Entorno(BotApiFalso(), Path(carpeta), almacen).piezas()
        asyncio.run(atender_telegram(piezas, Ajustes(TOKEN, raiz, webhook, espera=espera)))
        almacen.cerrar()


if __name__ == "__main__":
    principal()
