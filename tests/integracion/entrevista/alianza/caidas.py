"""Matar (SIGKILL) al asistente mientras atiende algo que cambia quién está en un borrador, y ver qué quedó.

Quien atiende es un proceso aparte, con el servicio, el diálogo y el almacén de verdad, sobre una copia de la base.
"""

import asyncio
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event, text

from bot.dialogo.entradas import BotonPulsado, MensajeRecibido
from bot.servicio.cifrado import Cifrador
from bot.servicio.puertos import Persona
from tests.apoyo.borradores import historia
from tests.apoyo.mesa import Mesa
from tests.apoyo.ordenes import PROCESOS
from tests.integracion.entrevista.alianza.organizaciones import (
    CONTEXTO,
    entrar,
    invitar,
    llamar,
    municipalidad,
    respuestas,
)

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

QUEDA = (
    "SELECT borrador, numero, tipo, autor FROM eventos ORDER BY 1, 2",
    "SELECT borrador, codigo, persona, hasta IS NULL, clave_envuelta IS NULL FROM integrantes ORDER BY 1, 2",
    "SELECT borrador, actor, rol, fallos, usada IS NULL, anulada IS NULL FROM invitaciones ORDER BY id",
    "SELECT actor, persona FROM ingresos JOIN invitaciones ON id = invitacion ORDER BY 1, 2",
    "SELECT persona, numero, borrador FROM turnos ORDER BY 1, 2",
    "SELECT persona, pendiente, queda IS NULL FROM mensajes ORDER BY id",
    "SELECT persona, revision FROM conversaciones ORDER BY 1",
    "SELECT persona, entrada FROM entradas_vistas ORDER BY 1, 2",
)
"""Todo lo que un turno puede dejar a medias: quién está, con qué invitación, qué pasó y qué falta decir."""

Quedo = tuple[tuple[tuple[object, ...], ...], ...]
Entrada = BotonPulsado | MensajeRecibido


@dataclass(frozen=True, slots=True)
class Paso:
    """Lo que alguien hace, y la base en que lo hace."""

    url: str
    clave: str
    quien: Persona
    entrada: Entrada


def _crear(mesa: Mesa) -> tuple[str, Entrada]:
    minera = mesa.personas["minera"]
    mesa.escribe(minera, "/propuesta")
    mesa.pulsa(minera, "Invitar a un socio")
    mesa.pulsa(minera, next(uno.etiqueta for uno in minera.botones() if uno.etiqueta.startswith("Municipalidad")))
    return "minera", minera.boton("Crear invitación")


def _pedir(mesa: Mesa) -> tuple[str, Entrada]:
    codigo = invitar(mesa, municipalidad(mesa))
    muni = mesa.sentar("muni")
    mesa.escribe(muni, f"/start i_{codigo}")
    mesa.pulsa(muni, "Sí, la represento")
    return "muni", muni.boton("Acepto y entro")


def _ingresar(mesa: Mesa) -> tuple[str, Entrada]:
    _, muni = llamar(mesa, "muni", municipalidad(mesa))
    mesa.pulsa(mesa.personas["minera"], "Tengo el número")
    return "minera", MensajeRecibido(muni.leido.partition("este número: ")[2][:3])


def _anular(mesa: Mesa) -> tuple[str, Entrada]:
    llamar(mesa, "muni", municipalidad(mesa))
    return "minera", mesa.personas["minera"].boton("No es quien espero")


def _pasar(mesa: Mesa) -> tuple[str, Entrada]:
    entrar(mesa, "muni", municipalidad(mesa))
    minera = mesa.personas["minera"]
    mesa.escribe(minera, "/alianza")
    mesa.pulsa(minera, "Pasar coordinación")
    mesa.pulsa(minera, "Municipalidad de Ce…")
    return "minera", minera.boton("Sí, pasarla")


def _retirar(mesa: Mesa) -> tuple[str, Entrada]:
    entrar(mesa, "muni", municipalidad(mesa))
    minera = mesa.personas["minera"]
    mesa.escribe(minera, "/alianza")
    mesa.pulsa(minera, "Retirar a alguien")
    mesa.pulsa(minera, "Municipalidad de Ce…")
    return "minera", minera.boton("Sí, retirar")


def _salir(etiqueta: str) -> Callable[[Mesa], tuple[str, Entrada]]:
    def preparar(mesa: Mesa) -> tuple[str, Entrada]:
        muni = entrar(mesa, "muni", municipalidad(mesa))
        mesa.pulsa(muni, "Es correcto")
        mesa.pulsa(muni, "Salir de la alianza")
        return "muni", muni.boton(etiqueta)

    return preparar


PASOS: dict[str, Callable[[Mesa], tuple[str, Entrada]]] = {
    "crear la invitación": _crear,
    "pedir entrar": _pedir,
    "entrar": _ingresar,
    "anular la invitación": _anular,
    "pasar la coordinación": _pasar,
    "retirar a otra": _retirar,
    "salir y dejarlo": _salir("Dejarlas"),
    "salir y llevárselo": _salir("Llevármelas"),
}
"""Lo que cambia quién está en un borrador, con todo lo anterior ya hecho."""


def preparar(nombre: str, carpeta: Path, url: str, clave: str) -> Paso:
    """Deja en esa base todo lo que va antes del paso, y dice cuál es."""
    mesa = Mesa(CONTEXTO, carpeta, url=url, cifrador=Cifrador([clave]))
    mesa.sentar("minera", historia(respuestas()))
    quien, entrada = PASOS[nombre](mesa)
    mesa.almacen.cerrar()
    return Paso(url, clave, mesa.personas[quien].puerto, entrada)


def hacer(
    paso: Paso, muere_en: int = 0, veces: "Synchronized[int] | None" = None, listo: Event | None = None, *, todo: bool
) -> None:
    """Lo hace entero, salvo que muera al llegar a esa vez, desde 1, en que va a guardar o acaba de guardar.

    Con `todo`, cuenta también cada vez que le pide algo a la base. `veces` termina con cuántas fueron.
    """
    mesa = Mesa(CONTEXTO, Path(), url=paso.url, cifrador=Cifrador([paso.clave]))
    motor = mesa.almacen._motor  # pyright: ignore[reportPrivateUsage]
    contadas = guardo = 0

    def contar(*_: object) -> None:
        nonlocal contadas
        contadas += 1
        if contadas == muere_en:
            os.kill(os.getpid(), signal.SIGKILL)

    def va_a_guardar(*_: object) -> None:
        nonlocal guardo
        guardo = 1
        contar()

    def guardado(*_: object) -> None:
        nonlocal guardo
        if guardo:
            guardo = 0
            contar()

    event.listen(motor, "commit", va_a_guardar)
    event.listen(motor, "checkin", guardado)
    if todo:
        event.listen(motor, "before_cursor_execute", contar)
    if listo is not None:
        listo.set()
    asyncio.run(mesa.servicio.atender(paso.quien, paso.entrada, "1:paso"))
    if veces is not None:
        veces.value = contadas
    mesa.almacen.cerrar()


def en_otro_proceso(paso: Paso, muere_en: int, *, todo: bool) -> tuple[bool, int]:
    """Lo hace en otro proceso: si murió, y cuántas veces contó, si no."""
    veces = PROCESOS.Value("i", 0)
    proceso = PROCESOS.Process(target=hacer, args=(paso, muere_en, veces), kwargs={"todo": todo})
    proceso.start()
    proceso.join()
    assert proceso.exitcode in (0, -signal.SIGKILL)
    return proceso.exitcode != 0, veces.value


def matado_tras(paso: Paso, segundos: float) -> bool:
    """Lo empieza en otro proceso y lo mata pasados esos segundos; dice si no había terminado."""
    listo = PROCESOS.Event()
    proceso = PROCESOS.Process(target=hacer, args=(paso, 0, None, listo), kwargs={"todo": False})
    proceso.start()
    assert listo.wait(60)
    time.sleep(segundos)
    proceso.kill()
    proceso.join()
    return proceso.exitcode != 0


def queda(url: str) -> Quedo:
    """Lo que hay guardado, sin lo que cambia de una vez a otra (secretos, textos cifrados)."""
    motor = create_engine(url)
    with motor.connect() as conexion:
        quedo = tuple(tuple(tuple(fila) for fila in conexion.execute(text(una))) for una in QUEDA)
    motor.dispose()
    return quedo


def comprobar(paso: Paso, antes: Quedo, despues: Quedo) -> bool:
    """Quedó lo de antes o lo de después, y volver a recibir lo mismo, como hace Telegram, deja lo de después.

    Dice si ya estaba lo de después. Lo atiende este proceso.
    """
    quedo = queda(paso.url)
    assert quedo in (antes, despues), "quedó a medias"
    hacer(paso, todo=False)
    assert queda(paso.url) == despues
    return quedo == despues
