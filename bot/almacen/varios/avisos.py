"""Cuándo se le dice a alguien lo que otro hizo y no preguntó: pocas veces al día, y nunca de noche.

Lo que no cabe en un día lo dice el resumen de los siguientes, que sale de lo que el borrador dice entonces.
"""

from collections.abc import Collection
from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, Update, func, select, update

from bot.almacen.base.tablas import DIRECCIONES, INTEGRANTES, MENSAJES
from conocimiento.hora import HORA_DE_LIMA

DE_DIA, DE_NOCHE = time(8), time(20)
"""Entre qué horas del Perú se avisa."""
AL_DIA = 3
"""Avisos que recibe una persona en un día, entre todos sus borradores."""


def hueco(ahora: datetime, ya: Collection[datetime], *, puede_esperar: bool) -> datetime | None:
    """Cuándo se le puede avisar a quien recibe los de esas horas; None si no cabe en el primer día que se puede.

    Si `puede_esperar`, es el primer día en que cabe. Con zona horaria.
    """
    dias = [uno.astimezone(HORA_DE_LIMA).date() for uno in ya]
    cuando = _de_dia(ahora)
    while dias.count(cuando.date()) >= AL_DIA:
        if not puede_esperar:
            return None
        cuando = datetime.combine(cuando.date() + timedelta(days=1), DE_DIA, HORA_DE_LIMA)
    return cuando


def _de_dia(ahora: datetime) -> datetime:
    aqui = ahora.astimezone(HORA_DE_LIMA)
    if DE_DIA <= aqui.time() < DE_NOCHE:
        return aqui
    dia = aqui.date() + timedelta(days=aqui.time() >= DE_NOCHE)
    return datetime.combine(dia, DE_DIA, HORA_DE_LIMA)


def cuando_avisar(conexion: Connection, persona: int, ahora: datetime, *, puede_esperar: bool) -> datetime | None:
    """Lo mismo, con lo que esa persona ya recibió o espera; None también si bloqueó al asistente y no puede esperar."""
    bloqueada = select(DIRECCIONES.c.bloqueada).where(DIRECCIONES.c.persona == persona)
    if not puede_esperar and conexion.scalar(bloqueada) is not None:
        return None
    desde_ayer = MENSAJES.c.desde > ahora - timedelta(days=1)
    ya = conexion.scalars(select(MENSAJES.c.desde).where(MENSAJES.c.persona == persona, desde_ayer)).all()
    return hueco(ahora, [uno for uno in ya if uno is not None], puede_esperar=puede_esperar)


def pasar_al_resumen(borrador: int, cuales: ColumnElement[bool]) -> Update:
    """El paso con que el resumen dirá lo que decían esos avisos de un borrador, si aún no se entregaron."""
    suyos = MENSAJES.c.pendiente & MENSAJES.c.desde.is_not(None) & cuales
    ultimo = select(func.max(MENSAJES.c.desde)).where(suyos, MENSAJES.c.persona == INTEGRANTES.c.persona)
    a_quienes = INTEGRANTES.c.persona.in_(select(MENSAJES.c.persona).where(suyos))
    cambio = update(INTEGRANTES).where(INTEGRANTES.c.borrador == borrador, a_quienes)
    return cambio.values(por_resumir=ultimo.scalar_subquery())
