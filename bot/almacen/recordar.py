"""A quién se escribe sin que haya escrito: quien lo pidió, y a quien le cambiaron un borrador que comparte."""

from collections.abc import Iterator
from datetime import datetime, time

from sqlalchemy import Connection, func, select

from bot.almacen.base.tablas import CONVERSACIONES, DIRECCIONES, EVENTOS, INTEGRANTES
from bot.entrevista.eventos import Respondida, Retirado, RolCambiado, Unido
from bot.servicio.puertos import Persona
from conocimiento.hora import HORA_DE_LIMA

DESDE, HASTA = time(9), time(20)
"""Entre qué horas del Perú se envía el resumen del día; de noche no se escribe a nadie."""
SABADO = 5
_SE_CUENTAN = tuple(uno.tipo for uno in (Respondida, Unido, Retirado, RolCambiado))


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
    if hoy.weekday() >= SABADO or not DESDE <= hoy.time() < HASTA:
        return tuple(vencidos)
    nueve = datetime.combine(hoy.date(), DESDE, HORA_DE_LIMA)
    return (*vencidos, *((Persona(canal, una), nueve) for una in _con_novedades(conexion, canal, nueve)))


def _con_novedades(conexion: Connection, canal: str, nueve: datetime) -> Iterator[str]:
    """Las direcciones de quienes no escriben desde antes de lo último que otro cambió en un borrador que comparten.

    A quien espera un recordatorio que pidió se le escribe primero por eso.
    """
    compartidos = select(INTEGRANTES.c.borrador).group_by(INTEGRANTES.c.borrador).having(func.count() > 1)
    ajenos = (
        select(
            DIRECCIONES.c.direccion,
            CONVERSACIONES.c.actualizada,
            EVENTOS.c.borrador,
            func.max(EVENTOS.c.numero).label("numero"),
        )
        .join(INTEGRANTES, INTEGRANTES.c.persona == DIRECCIONES.c.persona)
        .join(CONVERSACIONES, CONVERSACIONES.c.persona == DIRECCIONES.c.persona)
        .join(EVENTOS, EVENTOS.c.borrador == INTEGRANTES.c.borrador)
        .where(DIRECCIONES.c.canal == canal, DIRECCIONES.c.bloqueada.is_(None), INTEGRANTES.c.hasta.is_(None))
        .where(INTEGRANTES.c.borrador.in_(compartidos), EVENTOS.c.tipo.in_(_SE_CUENTAN))
        .where(func.coalesce(EVENTOS.c.autor, "") != INTEGRANTES.c.codigo)
        .where(CONVERSACIONES.c.actualizada < nueve, CONVERSACIONES.c.recordar.is_(None))
        .group_by(DIRECCIONES.c.direccion, CONVERSACIONES.c.actualizada, EVENTOS.c.borrador)
    )
    dichas = set[str]()
    for fila in conexion.execute(ajenos).all():
        es_ese = (EVENTOS.c.borrador == fila.borrador) & (EVENTOS.c.numero == fila.numero)
        cuando = datetime.fromisoformat(conexion.scalars(select(EVENTOS.c.instante).where(es_ese)).one())
        if fila.actualizada < cuando and fila.direccion not in dichas:
            dichas.add(fila.direccion)
            yield fila.direccion
