"""Lo que se hace cada cierto tiempo: comprobar que la recepción vive y repasar lo que nadie atendió."""

import asyncio
import logging
import os
import socket
from contextlib import suppress
from datetime import timedelta

from bot.canal.piezas import Mantener, Piezas, Renovar, ponerse_al_dia
from bot.canal.telegram.conexion import esperar
from bot.canal.telegram.errores import SinRespuesta
from bot.canal.telegram.fila import Fila
from bot.canal.telegram.salud import SIN_LATIDO, Marcha, Medidas
from bot.canal.telegram.traduccion import CANAL
from bot.dialogo.entradas import RecordatorioVencido
from bot.servicio.grupos import Tablon
from bot.servicio.registro import huella_de_error

REGISTRO = logging.getLogger(__name__)

ENTRE_VIGILANCIAS = 5.0
ENTRE_REPASOS = 5.0
EN_CAMINO = timedelta(seconds=3)
"""Lo guardado hace menos probablemente lo está entregando quien lo guardó."""
ENTRE_MANTENIMIENTOS = 86_400.0
TRAS_EMPEZAR = 3 * 3_600.0
"""Al encender una máquina la hora puede estar mal hasta que se ajusta con la red: lo que se borra no vuelve."""
QUE_HACER = "Revise la hora de la máquina y ejecute «alianzas depurar», que pregunta antes de borrar"
ENTRE_RENOVACIONES = 3.0


async def vigilar(marcha: Marcha, *, hay_sondeo: bool = True) -> None:
    """Avisa a systemd de que el programa vive. Raises `SinRespuesta` si el sondeo se quedó parado.

    Si es el bucle de eventos el que se para, tampoco llega este aviso y systemd reinicia el programa.
    """
    avisar("READY=1")
    while not marcha.parar.is_set():
        if hay_sondeo and (sin_latido := marcha.medidas.segundos_sin_latido()) > SIN_LATIDO:
            raise SinRespuesta(sin_latido)
        avisar("WATCHDOG=1")
        await esperar(marcha.parar, ENTRE_VIGILANCIAS)
    avisar("STOPPING=1")


async def mantener_cada_dia(mantener: Mantener, medidas: Medidas, tras: float = TRAS_EMPEZAR) -> None:
    """Borra en un hilo lo que cumplió su plazo, unas horas después de empezar y cada día; si falla, lo anota y sigue.

    Si hay un reparo no se borró a nadie: queda en el registro y en las medidas hasta que se resuelva.
    """
    await asyncio.sleep(tras)
    while True:
        try:
            hecho = await asyncio.to_thread(mantener)
            medidas.depuracion_detenida = hecho.reparo is not None
            REGISTRO.info("mantenimiento personas=%d archivos=%d", hecho.personas, hecho.archivos)
            if hecho.reparo is not None:
                REGISTRO.error("no se borró a nadie por su plazo: %s. %s", hecho.reparo, QUE_HACER)
        except Exception as error:
            REGISTRO.error("el mantenimiento falló\n%s", huella_de_error(error))
        await asyncio.sleep(ENTRE_MANTENIMIENTOS)


async def renovar_cada_poco(renovar: Renovar, cada: float = ENTRE_RENOVACIONES) -> None:
    """Mira cada pocos segundos si hay documentos nuevos; si no se pueden abrir, lo anota y sigue con los de antes."""
    while True:
        await ponerse_al_dia(renovar)
        await asyncio.sleep(cada)


async def repasar(piezas: Piezas, fila: Fila, buzon: str, listo: asyncio.Event) -> None:
    """Al empezar, atiende y entrega lo que quedó a medias; después, recoge lo que otro proceso dejó al morir
    y entrega lo que se guardó para un chat sin que nadie le escribiera (una respuesta del personal, por ejemplo).
    """
    almacen, al_empezar = piezas.almacen, True
    while True:
        try:
            await asyncio.to_thread(almacen.limpiar)
            direcciones = set(await asyncio.to_thread(almacen.bandeja.por_atender, buzon))
            if al_empezar:
                envios = await asyncio.to_thread(almacen.leer_envios, CANAL, None, piezas.reloj.ahora())
                direcciones |= {envio.persona.direccion for envio in envios}
                if direcciones:
                    REGISTRO.info("quedaron cosas a medias chats=%d", len(direcciones))
                al_empezar = False
            else:
                await _recordar(piezas)
                hasta = piezas.reloj.ahora() - EN_CAMINO
                direcciones |= set(await asyncio.to_thread(almacen.por_entregar, CANAL, hasta))
            for direccion in direcciones:
                fila.heredar(direccion)
            listo.set()  # lo heredado ya tiene su lugar en la fila, delante de lo que llegue desde ahora
        except Exception as error:
            REGISTRO.error("el repaso falló\n%s", huella_de_error(error))
        await asyncio.sleep(ENTRE_REPASOS if listo.is_set() else 1.0)


async def poner_grupos_al_dia(tablon: Tablon) -> None:
    """Dice cada pocos segundos, en los grupos en que toca, cómo va el borrador que siguen; si falla, lo anota y sigue.

    Va aparte del repaso: un grupo lento no retrasa lo de nadie.
    """
    while True:
        await asyncio.sleep(ENTRE_REPASOS)
        try:
            await tablon.poner_al_dia()
        except Exception as error:
            REGISTRO.error("los grupos no se pudieron poner al día\n%s", huella_de_error(error))


async def _recordar(piezas: Piezas) -> None:
    """Guarda lo que hay que decir a quien pidió un recordatorio; se entrega en el repaso siguiente.

    Con el instante en el nombre de la entrada, varios procesos no lo hacen dos veces.
    """
    ahora = piezas.reloj.ahora()
    for persona, cuando in await asyncio.to_thread(piezas.almacen.recordatorios_vencidos, CANAL, ahora):
        await piezas.servicio.atender(persona, RecordatorioVencido(), f"recordatorio:{cuando.isoformat()}")


def avisar(mensaje: str) -> None:
    """Envía un aviso, como `READY=1` o `WATCHDOG=1`, si hay a quién."""
    direccion = os.environ.get("NOTIFY_SOCKET")
    if not direccion:
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as conexion:
        conexion.connect("\0" + direccion[1:] if direccion.startswith("@") else direccion)
        conexion.sendall(mensaje.encode())
