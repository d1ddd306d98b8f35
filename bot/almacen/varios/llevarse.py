"""Llevarse de un borrador lo que se dijo en él, sin mover de su lugar lo que dijeron los demás."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Connection, Delete, Row, Update, delete, select, update

from bot.almacen.base.conversion import evento_a_json, evento_de_fila
from bot.almacen.base.secretos import SECRETO_DEL_EVENTO, abrir_secreto
from bot.almacen.base.tablas import BORRADORES, EVENTOS, INTEGRANTES, MENSAJES, TURNOS
from bot.entrevista.eventos import (
    DE_LA_ALIANZA,
    Acogida,
    Borrado,
    Creado,
    Desestimada,
    DocumentoEntregado,
    Evento,
    Migrada,
    VersionPuesta,
)

_QUEDA: dict[type[Evento], frozenset[str]] = {
    Creado: frozenset({"version"}),
    Migrada: frozenset(campo.name for campo in fields(Migrada)),
    DocumentoEntregado: frozenset({"version", "huella", "hasta"}),
    VersionPuesta: frozenset({"version", "huella"}),
    Acogida: frozenset({"numero"}),
    Desestimada: frozenset({"numero"}),
}
"""Lo que la historia de los demás necesita y no son palabras de nadie: versiones y números. Lo demás se va entero."""
_HECHO = frozenset({"instante", "autor"})


def borrar_de_los_borradores(conexion: Connection, persona: int) -> Iterator[Delete | Update]:
    """Los pasos que borran los borradores en que solo participa esa persona y, de los otros, lo que ella dijo."""
    for suya in conexion.execute(select(INTEGRANTES).where(INTEGRANTES.c.persona == persona)).all():
        es_de_ahi = INTEGRANTES.c.borrador == suya.borrador
        otros = select(INTEGRANTES.c.codigo).where(es_de_ahi, INTEGRANTES.c.persona != persona)
        if conexion.scalars(otros.limit(1)).first() is not None:
            yield from llevarse_lo_dicho(conexion, suya)
        else:
            yield delete(EVENTOS).where(EVENTOS.c.borrador == suya.borrador)
            yield delete(INTEGRANTES).where(es_de_ahi)
            yield delete(BORRADORES).where(BORRADORES.c.id == suya.borrador)


def llevarse_lo_dicho(conexion: Connection, suya: Row[*tuple[Any, ...]]) -> Iterator[Update]:
    """Los pasos con que un integrante, dada su fila, se lleva lo que dijo en un borrador que es también de otros.

    Cada evento suyo deja su número y su hora; la clave con que se leía se pierde. Raises `ErrorCifrado`.
    """
    es_suyo = (EVENTOS.c.borrador == suya.borrador) & (EVENTOS.c.autor == suya.codigo)
    del_borrador = select(BORRADORES.c.clave_envuelta).where(BORRADORES.c.id == suya.borrador)
    de_nadie = abrir_secreto(conexion, conexion.scalar(del_borrador))
    con_restos = select(EVENTOS, SECRETO_DEL_EVENTO).where(es_suyo, EVENTOS.c.tipo.in_([una.tipo for una in _QUEDA]))
    for fila in conexion.execute(con_restos).all():
        evento = evento_de_fila(abrir_secreto(conexion, fila.clave_envuelta), fila.tipo, fila.instante, fila.datos)
        queda = {"autor": None, "datos": de_nadie.cerrar_json(evento_a_json(_resto(evento)))}
        yield update(EVENTOS).where(es_suyo, EVENTOS.c.numero == fila.numero).values(queda)
    # Lo que se le iba a mostrar a otro puede llevar palabras suyas: se pide otra vez.
    por_mostrar = MENSAJES.c.turno.in_(select(TURNOS.c.id).where(TURNOS.c.borrador == suya.borrador))
    reservados = MENSAJES.c.queda.is_not(None) & MENSAJES.c.pendiente
    yield update(MENSAJES).where(reservados, por_mostrar).values(contenido=MENSAJES.c.queda, pendiente=False)
    yield update(EVENTOS).where(es_suyo).values(tipo=Borrado.tipo, datos={}, autor=None)
    es_su_fila = (INTEGRANTES.c.borrador == suya.borrador) & (INTEGRANTES.c.codigo == suya.codigo)
    yield update(INTEGRANTES).where(es_su_fila).values(persona=None, clave_envuelta=None)


def _resto(evento: Evento) -> Evento:
    quedan = {campo: getattr(evento, campo) for campo in _QUEDA[type(evento)] - _HECHO}
    return replace(type(evento)(evento.instante, **quedan), autor=DE_LA_ALIANZA)
