"""El borrado de una persona, sin dejar rastros en el archivo."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, select

from bot.almacen.bandeja import APARTADA
from bot.almacen.conexion import escritura
from bot.almacen.conversion import mensaje_de_json
from bot.almacen.errores import errores_traducidos
from bot.almacen.tablas import (
    ANOTACIONES,
    AVISOS,
    BANDEJA,
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
    direccion = select(DIRECCIONES.c.direccion).where(DIRECCIONES.c.persona == persona)
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
        # Lo que espera turno llegó después del pedido de borrado: empieza una conversación nueva.
        delete(BANDEJA).where(BANDEJA.c.situacion == APARTADA, BANDEJA.c.direccion.in_(direccion)),
        delete(DIRECCIONES).where(DIRECCIONES.c.persona == persona),
        delete(PERSONAS).where(PERSONAS.c.id == persona),
    )
    filas = sum(conexion.execute(paso).rowcount for paso in pasos)
    conexion.execute(insert(BORRADOS).values(instante=ahora, filas=filas))
    return filas


def archivos_de(conexion: Connection, persona: int) -> set[str]:
    """Devuelve las rutas de los documentos que se le enviaron."""
    contenidos = conexion.scalars(select(MENSAJES.c.contenido).where(MENSAJES.c.persona == persona)).all()
    return {adjunto.ruta for dato in contenidos for adjunto in mensaje_de_json(dato).adjuntos}


def depurar(motor: Engine, consultas_antes_de: datetime, borradores_antes_de: datetime, ahora: datetime) -> int:
    """Borra a quienes no escriben desde esas fechas, según tengan o no un borrador; devuelve cuántas personas eran."""
    con_borrador = select(BORRADORES.c.persona)
    persona, actualizada = CONVERSACIONES.c.persona, CONVERSACIONES.c.actualizada
    quietas = select(persona).where(
        (persona.not_in(con_borrador) & (actualizada < consultas_antes_de))
        | (persona.in_(con_borrador) & (actualizada < borradores_antes_de))
    )
    archivos: set[str] = set()
    with escritura(motor) as conexion:
        personas = conexion.scalars(quietas).all()
        for una in personas:
            archivos |= archivos_de(conexion, una)
            borrar_filas(conexion, una, ahora)
    vaciar_diario(motor)
    borrar_archivos(archivos)
    return len(personas)


def borrar_archivos(archivos: Iterable[str]) -> None:
    """Borra los que queden."""
    for archivo in archivos:
        with suppress(OSError):
            Path(archivo).unlink(missing_ok=True)


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
