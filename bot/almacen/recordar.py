"""A quién se escribe sin que haya escrito: quien lo pidió, y a quien le cambiaron un borrador que comparte."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from sqlalchemy import Connection, Row, func, select

from bot.almacen.base.tablas import CONVERSACIONES, DIRECCIONES, EVENTOS, INTEGRANTES
from bot.almacen.varios.avisos import DE_NOCHE
from bot.entrevista.eventos import (
    Acogida,
    Desestimada,
    Respondida,
    Retirado,
    RolCambiado,
    Unido,
    VistoBuenoDado,
)
from bot.servicio.puertos import Persona
from conocimiento.hora import HORA_DE_LIMA

DESDE = time(9)
"""Desde qué hora del Perú se envía el resumen del día."""
SABADO = 5
_SE_CUENTAN = tuple(
    uno.tipo for uno in (Respondida, Unido, Retirado, RolCambiado, Acogida, Desestimada, VistoBuenoDado)
)


def por_recordar(conexion: Connection, canal: str, ahora: datetime) -> tuple[tuple[Persona, datetime], ...]:
    """Cada persona de ese canal que no lo bloqueó, con cuándo le tocaba.

    El resumen de un día toca a las nueve de la mañana, de lunes a viernes, y con esa hora no se hace dos veces.
    """
    pedidos = (
        select(DIRECCIONES.c.direccion, CONVERSACIONES.c.recordar)
        .join(CONVERSACIONES, CONVERSACIONES.c.persona == DIRECCIONES.c.persona)
        .where(CONVERSACIONES.c.recordar <= ahora)
        .where(DIRECCIONES.c.canal == canal, DIRECCIONES.c.bloqueada.is_(None))
    )
    vencidos = [(Persona(canal, fila.direccion), fila.recordar) for fila in conexion.execute(pedidos)]
    hoy = ahora.astimezone(HORA_DE_LIMA)
    if hoy.weekday() >= SABADO or not DESDE <= hoy.time() < DE_NOCHE:
        return tuple(vencidos)
    nueve = datetime.combine(hoy.date(), DESDE, HORA_DE_LIMA)
    return (*vencidos, *((Persona(canal, una), nueve) for una in _con_novedades(conexion, canal, nueve)))


def _con_novedades(conexion: Connection, canal: str, nueve: datetime) -> Iterator[str]:
    """Las direcciones de quienes tienen algo que no se les avisó, o que otro hizo después de su último turno.

    Es en un borrador que comparten, y hasta esa hora. A quien espera un recordatorio que pidió se le escribe primero
    por eso.
    """
    suyas = (
        select(DIRECCIONES.c.direccion)
        .join(INTEGRANTES, INTEGRANTES.c.persona == DIRECCIONES.c.persona)
        .join(CONVERSACIONES, CONVERSACIONES.c.persona == DIRECCIONES.c.persona)
        .where(DIRECCIONES.c.canal == canal, DIRECCIONES.c.bloqueada.is_(None), INTEGRANTES.c.hasta.is_(None))
        .where(CONVERSACIONES.c.recordar.is_(None))
    )
    dichas = dict.fromkeys(conexion.scalars(suyas.where(INTEGRANTES.c.por_resumir <= nueve)).all())
    yield from dichas
    compartidos = select(INTEGRANTES.c.borrador).group_by(INTEGRANTES.c.borrador).having(func.count() > 1)
    ajenos = suyas.add_columns(INTEGRANTES.c.borrador, INTEGRANTES.c.codigo, CONVERSACIONES.c.actualizada).where(
        INTEGRANTES.c.borrador.in_(compartidos), CONVERSACIONES.c.actualizada < nueve
    )
    for fila in conexion.execute(ajenos).all():
        if fila.direccion not in dichas and _cambio(conexion, fila, nueve):
            dichas[fila.direccion] = None
            yield fila.direccion


def _cambio(conexion: Connection, suya: Row[*tuple[Any, ...]], nueve: datetime) -> bool:
    """Otro cambió algo después del último turno de ese integrante, y antes de esa hora."""
    de_otros = (
        select(EVENTOS.c.instante)
        .where(EVENTOS.c.borrador == suya.borrador, EVENTOS.c.tipo.in_(_SE_CUENTAN))
        .where(func.coalesce(EVENTOS.c.autor, "") != suya.codigo)
        .order_by(EVENTOS.c.numero.desc())
    )
    for instante in conexion.scalars(de_otros):
        cuando = datetime.fromisoformat(instante)
        if cuando <= suya.actualizada:
            return False
        if cuando < nueve:
            return True
    return False
