"""El borrado de una persona, sin dejar rastros en el archivo."""

from datetime import datetime

from sqlalchemy import Connection, Engine, delete, insert, select

from bot.almacen.errores import errores_traducidos
from bot.almacen.tablas import (
    ANOTACIONES,
    AVISOS,
    BORRADORES,
    BORRADOS,
    CONSULTAS,
    CONVERSACIONES,
    DIRECCIONES,
    ENTRADAS_VISTAS,
    EVENTOS,
    MENSAJES,
    PENDIENTES_CONSULTAS,
    PERSONAS,
    TURNOS,
    VALORACIONES,
)


def borrar_filas(conexion: Connection, persona: int, ahora: datetime) -> int:
    """Borra cada fila de la persona, deja constancia sin identidad y devuelve cuántas eran."""
    turnos = select(TURNOS.c.id).where(TURNOS.c.persona == persona)
    borradores = select(BORRADORES.c.id).where(BORRADORES.c.persona == persona)
    consultas = select(CONSULTAS.c.id).where(CONSULTAS.c.turno.in_(turnos))
    pasos = (
        delete(AVISOS).where(AVISOS.c.consulta.in_(consultas)),
        delete(PENDIENTES_CONSULTAS).where(PENDIENTES_CONSULTAS.c.consulta.in_(consultas)),
        delete(ANOTACIONES).where(ANOTACIONES.c.turno.in_(turnos)),
        delete(CONSULTAS).where(CONSULTAS.c.turno.in_(turnos)),
        delete(MENSAJES).where(MENSAJES.c.persona == persona),
        delete(TURNOS).where(TURNOS.c.persona == persona),
        delete(EVENTOS).where(EVENTOS.c.borrador.in_(borradores)),
        delete(BORRADORES).where(BORRADORES.c.persona == persona),
        delete(VALORACIONES).where(VALORACIONES.c.persona == persona),
        delete(CONVERSACIONES).where(CONVERSACIONES.c.persona == persona),
        delete(ENTRADAS_VISTAS).where(ENTRADAS_VISTAS.c.persona == persona),
        delete(DIRECCIONES).where(DIRECCIONES.c.persona == persona),
        delete(PERSONAS).where(PERSONAS.c.id == persona),
    )
    filas = sum(conexion.execute(paso).rowcount for paso in pasos)
    conexion.execute(insert(BORRADOS).values(instante=ahora, filas=filas))
    return filas


def vaciar_diario(motor: Engine) -> None:
    """Pasa el diario de SQLite al archivo y lo trunca: hasta entonces conserva copias de lo borrado."""
    if motor.dialect.name != "sqlite":
        return
    # El vaciado no puede ir dentro de una transacción.
    with errores_traducidos(), motor.connect() as conexion:
        cursor = conexion.connection.cursor()
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            cursor.close()
