"""Con qué secreto está cifrada cada fila: lo dicho en un borrador, con el de quien lo dice allí; fuera, con el suyo.

Lo que en un borrador no es de nadie se cierra con el del borrador. La regla es una: si el dueño (la persona, el
integrante o el borrador) tiene `clave_envuelta`, todo lo suyo está cifrado con ese secreto; si no, nada. Lo que se
busca con SQL (de quién es, cuándo, de qué tipo, si está vacío) queda a la vista.
"""

from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, bindparam, case, select

from bot.almacen.base.tablas import BORRADORES, EVENTOS, INTEGRANTES, PERSONAS, TURNOS
from bot.servicio.cifrado import EN_CLARO, Cifrador, SecretoPropio, falta_la_clave

# El cifrador va con el motor: quien tiene abierta la base puede leer lo que hay en ella.
_CIFRADORES: WeakKeyDictionary[Engine, Cifrador] = WeakKeyDictionary()

SECRETO_DEL_TURNO = case(
    (
        TURNOS.c.borrador.is_(None),
        select(PERSONAS.c.clave_envuelta).where(PERSONAS.c.id == TURNOS.c.persona).correlate(TURNOS).scalar_subquery(),
    ),
    else_=select(INTEGRANTES.c.clave_envuelta)
    .where(INTEGRANTES.c.borrador == TURNOS.c.borrador, INTEGRANTES.c.persona == TURNOS.c.persona)
    .correlate(TURNOS)
    .scalar_subquery(),
).label("clave_envuelta")
"""La columna, para una consulta de turnos, con el secreto envuelto de lo que cada uno dice."""

SECRETO_DEL_EVENTO = case(
    (
        EVENTOS.c.autor.is_(None),
        select(BORRADORES.c.clave_envuelta)
        .where(BORRADORES.c.id == EVENTOS.c.borrador)
        .correlate(EVENTOS)
        .scalar_subquery(),
    ),
    else_=select(INTEGRANTES.c.clave_envuelta)
    .where(INTEGRANTES.c.borrador == EVENTOS.c.borrador, INTEGRANTES.c.codigo == EVENTOS.c.autor)
    .correlate(EVENTOS)
    .scalar_subquery(),
).label("clave_envuelta")
"""La columna, para una consulta de eventos, con el secreto envuelto de lo que cada uno dice."""

_DE_PERSONA = select(PERSONAS.c.clave_envuelta).where(PERSONAS.c.id == bindparam("persona"))
_DE_BORRADOR = select(BORRADORES.c.clave_envuelta).where(BORRADORES.c.id == bindparam("borrador"))


def usar_cifrador(motor: Engine, cifrador: Cifrador) -> None:
    """Desde ahora lo de esta base se abre con él, y lo nuevo se cifra."""
    _CIFRADORES[motor] = cifrador


def crear_secreto(conexion: Connection) -> str | None:
    """Devuelve un secreto propio nuevo, envuelto; None si no hay con qué cifrar."""
    cifrador = _CIFRADORES.get(conexion.engine)
    return None if cifrador is None else cifrador.crear()


def abrir_secreto(conexion: Connection | Engine, envuelto: str | None) -> SecretoPropio:
    """Devuelve el secreto que abre lo de una fila; el que no hace nada si no está cifrado. Raises `ErrorCifrado`."""
    if envuelto is None:
        return EN_CLARO
    cifrador = _CIFRADORES.get(conexion.engine)
    if cifrador is None:
        raise falta_la_clave([envuelto.partition(":")[0]])
    return cifrador.abrir(envuelto)


def cerrar_suelto(motor: Engine, dato: dict[str, Any]) -> dict[str, Any]:
    """Devuelve, si hay con qué cifrar, un JSON cifrado con su secreto envuelto al lado: aún no se sabe de quién es."""
    cifrador = _CIFRADORES.get(motor)
    if cifrador is None:
        return dato
    envuelto = cifrador.crear()
    return cifrador.abrir(envuelto).cerrar_json(dato, clave_envuelta=envuelto)


def abrir_suelto(motor: Engine, dato: dict[str, Any]) -> dict[str, Any]:
    """Devuelve lo que cerró `cerrar_suelto`. Raises `ErrorCifrado`."""
    return abrir_secreto(motor, dato.get("clave_envuelta")).abrir_json(dato)


def secreto_de_conversacion(conexion: Connection, persona: int) -> SecretoPropio:
    """El secreto de lo que una persona dice fuera de sus borradores. Raises `ErrorCifrado`."""
    return abrir_secreto(conexion, conexion.scalar(_DE_PERSONA, {"persona": persona}))


def secreto_de_borrador(conexion: Connection, borrador: int) -> SecretoPropio:
    """El secreto de lo que en un borrador no es de nadie. Raises `ErrorCifrado`."""
    return abrir_secreto(conexion, conexion.scalar(_DE_BORRADOR, {"borrador": borrador}))


def secreto_de_turno(conexion: Connection, turno: int) -> SecretoPropio:
    """El secreto de un turno y de sus mensajes y consultas. Raises `ErrorCifrado`."""
    return abrir_secreto(conexion, conexion.scalar(select(SECRETO_DEL_TURNO).where(TURNOS.c.id == turno)))
