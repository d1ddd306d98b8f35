"""El borrado de una persona, sin dejar rastros en el archivo."""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from bot.almacen.bandeja import APARTADA
from bot.almacen.conexion import escritura, lectura
from bot.almacen.conversion import rutas_de
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
    TRASPASOS,
    TURNOS,
    VALORACIONES,
)
from bot.dialogo.peticiones import Recibo

DE_UN_DIA = "exportacion"
"""Lo que lleva esto en el nombre no se guarda más de un día, aunque un mensaje lo mencione: son datos de otros."""
_UN_DIA = 86_400.0
_VACIO: dict[str, Any] = {"persona": None, "turno": None, "contenido": {}, "atendido": None, "cerrado": None}
"""Lo que queda de una consulta al borrar a quien la hizo: su número."""


def borrar_filas(conexion: Connection, persona: int, ahora: datetime) -> Recibo:
    """Borra cada fila de la persona y deja constancia, sin identidad, de cuánto era."""
    turnos = select(TURNOS.c.id).where(TURNOS.c.persona == persona)
    direccion = select(DIRECCIONES.c.direccion).where(DIRECCIONES.c.persona == persona)
    borradores = select(BORRADORES.c.id).where(BORRADORES.c.persona == persona)
    consultas = select(CONSULTAS.c.id).where(CONSULTAS.c.turno.in_(turnos))
    pasos = (
        delete(AVISOS).where(AVISOS.c.consulta.in_(consultas)),
        delete(PENDIENTES_CONSULTAS).where(PENDIENTES_CONSULTAS.c.consulta.in_(consultas)),
        delete(ANOTACIONES).where(ANOTACIONES.c.turno.in_(turnos)),
        delete(CONSULTAS).where(CONSULTAS.c.turno.in_(turnos)),
        # Los de sus turnos que recibió el personal llevan su consulta.
        delete(MENSAJES).where((MENSAJES.c.persona == persona) | MENSAJES.c.turno.in_(turnos)),
        update(TRASPASOS).where(TRASPASOS.c.persona == persona).values(_VACIO | {"instante": ahora}),
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
    cuantas = {paso.table: conexion.execute(paso).rowcount for paso in pasos}
    filas = sum(cuantas.values())
    constancia = insert(BORRADOS).values(instante=ahora, filas=filas).returning(BORRADOS.c.id)
    return Recibo(
        codigo=f"B-{conexion.scalars(constancia).one():06}",
        instante=ahora,
        filas=filas,
        mensajes=cuantas[TURNOS],
        borradores=cuantas[BORRADORES],
        documentos=0,
        avisos=cuantas[AVISOS],
        traspasos=cuantas[TRASPASOS],
    )


def archivos_de(conexion: Connection, persona: int) -> set[str]:
    """Devuelve las rutas de los documentos que se le enviaron."""
    contenidos = conexion.scalars(select(MENSAJES.c.contenido).where(MENSAJES.c.persona == persona)).all()
    return {ruta for contenido in contenidos for ruta in rutas_de(contenido)}


def depurar(motor: Engine, consultas_antes_de: datetime, borradores_antes_de: datetime, ahora: datetime) -> int:
    """Borra a quienes no escriben desde esas fechas, según tengan o no un borrador; devuelve cuántas personas eran."""
    con_borrador = select(BORRADORES.c.persona)
    persona, actualizada = CONVERSACIONES.c.persona, CONVERSACIONES.c.actualizada
    # Tras un borrado queda a quién entregarle la constancia; ya entregada, no hace falta.
    escribio = select(TURNOS.c.persona).where(TURNOS.c.recibido != "")
    por_entregar = select(MENSAJES.c.persona).where(MENSAJES.c.pendiente)
    quietas = select(persona).where(
        (persona.not_in(con_borrador) & (actualizada < consultas_antes_de))
        | (persona.in_(con_borrador) & (actualizada < borradores_antes_de))
        | (persona.not_in(con_borrador) & persona.not_in(escribio) & persona.not_in(por_entregar))
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


def borrar_sueltos(motor: Engine, carpeta: Path, ahora: datetime) -> int:
    """Borra los documentos de hace más de un día que ningún mensaje menciona y las exportaciones; dice cuántos eran.

    Los deja un turno que se repitió o que no llegó a guardarse. Un archivo más nuevo puede ser de un turno en marcha.
    """
    viejos = {
        str(ruta.resolve()): ruta
        for ruta in (carpeta.iterdir() if carpeta.is_dir() else ())
        if ahora.timestamp() - ruta.stat().st_mtime > _UN_DIA and (ruta.is_file() or DE_UN_DIA in ruta.name)
    }
    if not viejos:
        return 0
    with lectura(motor) as conexion:
        for contenido in conexion.scalars(select(MENSAJES.c.contenido)):
            for ruta in rutas_de(contenido):
                if DE_UN_DIA not in Path(ruta).name:
                    viejos.pop(ruta, None)
    for ruta in viejos.values():
        if ruta.is_dir():
            shutil.rmtree(ruta, ignore_errors=True)
    borrar_archivos(viejos)
    return len(viejos)


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
