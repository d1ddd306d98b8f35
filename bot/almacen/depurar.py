"""Borrar lo de una persona: a pedido suyo o al cumplir su plazo; sus filas, sus documentos y los restos en el disco."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, delete, insert, select, update

from bot.almacen.bandeja import APARTADA
from bot.almacen.base.conexion import errores_traducidos, escritura, lectura
from bot.almacen.base.conversion import nombres_de
from bot.almacen.base.documentos import borrar_documentos
from bot.almacen.base.tablas import (
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
    PENDIENTES_PREGUNTAS,
    PERSONAS,
    PREGUNTAS,
    TURNOS,
    VALORACIONES,
)
from bot.dialogo.peticiones import Recibo
from bot.dialogo.turno import Conservacion

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
    preguntas = select(PREGUNTAS.c.id).where(PREGUNTAS.c.turno.in_(turnos))
    pasos = (
        delete(AVISOS).where(AVISOS.c.consulta.in_(preguntas)),
        delete(PENDIENTES_PREGUNTAS).where(PENDIENTES_PREGUNTAS.c.consulta.in_(preguntas)),
        delete(ANOTACIONES).where(ANOTACIONES.c.turno.in_(turnos)),
        delete(PREGUNTAS).where(PREGUNTAS.c.turno.in_(turnos)),
        # Los de sus turnos que recibió el personal llevan su consulta.
        delete(MENSAJES).where((MENSAJES.c.persona == persona) | MENSAJES.c.turno.in_(turnos)),
        update(CONSULTAS).where(CONSULTAS.c.persona == persona).values(_VACIO | {"instante": ahora}),
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
        consultas_al_personal=cuantas[CONSULTAS],
    )


def archivos_de(conexion: Connection, persona: int) -> set[str]:
    """Devuelve los nombres de los documentos que se le enviaron."""
    contenidos = conexion.scalars(select(MENSAJES.c.contenido).where(MENSAJES.c.persona == persona)).all()
    return {nombre for contenido in contenidos for nombre in nombres_de(contenido)}


@dataclass(frozen=True, slots=True)
class Vencimiento:
    """Qué cumplió su plazo en un instante: lo de quien no escribe desde antes de esas fechas."""

    ahora: datetime
    consultas: datetime
    borradores: datetime

    @classmethod
    def de(cls, plazos: Conservacion, ahora: datetime) -> "Vencimiento":
        """El de unos plazos, en días."""
        return cls(ahora, ahora - timedelta(days=plazos.consultas), ahora - timedelta(days=plazos.borradores))


def depurar(motor: Engine, vencimiento: Vencimiento, documentos: Path) -> int:
    """Borra a quienes cumplieron el plazo, según tengan o no un borrador; devuelve cuántas personas eran."""
    archivos: set[str] = set()
    with escritura(motor) as conexion:
        personas = conexion.scalars(_quietas(vencimiento)).all()
        for una in personas:
            archivos |= archivos_de(conexion, una)
            borrar_filas(conexion, una, vencimiento.ahora)
    vaciar_diario(motor)
    borrar_documentos(documentos, archivos)
    return len(personas)


def _quietas(vencimiento: Vencimiento) -> Select[int]:
    con_borrador = select(BORRADORES.c.persona)
    persona, actualizada = CONVERSACIONES.c.persona, CONVERSACIONES.c.actualizada
    # Tras un borrado queda a quién entregarle la constancia; ya entregada, no hace falta.
    escribio = select(TURNOS.c.persona).where(TURNOS.c.recibido != "")
    por_entregar = select(MENSAJES.c.persona).where(MENSAJES.c.pendiente)
    return select(persona).where(
        (persona.not_in(con_borrador) & (actualizada < vencimiento.consultas))
        | (persona.in_(con_borrador) & (actualizada < vencimiento.borradores))
        | (persona.not_in(con_borrador) & persona.not_in(escribio) & persona.not_in(por_entregar))
    )


def borrar_sueltos(motor: Engine, carpeta: Path, ahora: datetime) -> int:
    """Borra los documentos de hace más de un día que ningún mensaje menciona y las exportaciones; dice cuántos eran.

    Los deja un turno que se repitió o que no llegó a guardarse. Un archivo más nuevo puede ser de un turno en marcha.
    """
    viejos = {
        ruta.name: ruta
        for ruta in (carpeta.iterdir() if carpeta.is_dir() else ())
        if ahora.timestamp() - ruta.lstat().st_mtime > _UN_DIA and (not ruta.is_dir() or DE_UN_DIA in ruta.name)
    }
    if not viejos:
        return 0
    with lectura(motor) as conexion:
        for contenido in conexion.scalars(select(MENSAJES.c.contenido)):
            for nombre in nombres_de(contenido):
                if DE_UN_DIA not in nombre:
                    viejos.pop(nombre, None)
    for ruta in viejos.values():
        if ruta.is_dir():
            shutil.rmtree(ruta, ignore_errors=True)
    borrar_documentos(carpeta, viejos)
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
