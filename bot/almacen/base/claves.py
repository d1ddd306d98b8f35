"""Con qué clave está cifrada cada fila: la del borrador de su turno o, fuera de un borrador, la de la persona.

La regla es una: si la persona o el borrador tiene `clave_envuelta`, todo lo suyo está cifrado con ella; si no, nada.
Lo que se busca con SQL (de quién es, cuándo, de qué tipo, si está vacío) queda siempre a la vista.
"""

from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, case, select

from bot.almacen.base.tablas import BORRADORES, PERSONAS, TURNOS
from bot.cifrado import EN_CLARO, Cifrador, ClavePropia, falta_la_clave

# El cifrador va con el motor: quien tiene abierta la base puede leer lo que hay en ella.
_CIFRADORES: WeakKeyDictionary[Engine, Cifrador] = WeakKeyDictionary()

CLAVE_DEL_TURNO = case(
    (
        TURNOS.c.borrador.is_(None),
        select(PERSONAS.c.clave_envuelta).where(PERSONAS.c.id == TURNOS.c.persona).scalar_subquery(),
    ),
    else_=select(BORRADORES.c.clave_envuelta).where(BORRADORES.c.id == TURNOS.c.borrador).scalar_subquery(),
).label("clave_envuelta")
"""La columna, para una consulta de turnos, con la clave envuelta de lo que cada uno dice."""


def usar_cifrador(motor: Engine, cifrador: Cifrador) -> None:
    """Desde ahora lo de esta base se abre con él, y lo nuevo se cifra."""
    _CIFRADORES[motor] = cifrador


def crear_clave(conexion: Connection) -> str | None:
    """Devuelve una clave nueva, envuelta; None si no hay con qué cifrar."""
    cifrador = _CIFRADORES.get(conexion.engine)
    return None if cifrador is None else cifrador.crear()


def abrir_clave(conexion: Connection | Engine, envuelta: str | None) -> ClavePropia:
    """Devuelve la clave que abre lo de una fila; la que no hace nada si no está cifrado. Raises `ErrorCifrado`."""
    if envuelta is None:
        return EN_CLARO
    cifrador = _CIFRADORES.get(conexion.engine)
    if cifrador is None:
        raise falta_la_clave([envuelta.partition(":")[0]])
    return cifrador.abrir(envuelta)


def cerrar_suelto(motor: Engine, dato: dict[str, Any]) -> dict[str, Any]:
    """Devuelve, si hay con qué cifrar, un JSON cifrado con su clave envuelta al lado: aún no se sabe de quién es."""
    cifrador = _CIFRADORES.get(motor)
    if cifrador is None:
        return dato
    envuelta = cifrador.crear()
    return cifrador.abrir(envuelta).cerrar_json(dato, clave_envuelta=envuelta)


def abrir_suelto(motor: Engine, dato: dict[str, Any]) -> dict[str, Any]:
    """Devuelve lo que cerró `cerrar_suelto`. Raises `ErrorCifrado`."""
    return abrir_clave(motor, dato.get("clave_envuelta")).abrir_json(dato)


def clave_de_conversacion(conexion: Connection, persona: int) -> ClavePropia:
    """La clave de lo que una persona dice fuera de sus borradores. Raises `ErrorCifrado`."""
    return abrir_clave(conexion, conexion.scalar(select(PERSONAS.c.clave_envuelta).where(PERSONAS.c.id == persona)))


def clave_de_borrador(conexion: Connection, borrador: int) -> ClavePropia:
    """La clave de un borrador. Raises `ErrorCifrado`."""
    return abrir_clave(
        conexion, conexion.scalar(select(BORRADORES.c.clave_envuelta).where(BORRADORES.c.id == borrador))
    )


def clave_de_lo_dicho(conexion: Connection, persona: int, borrador: int | None) -> ClavePropia:
    """La clave de un turno que se va a guardar: la del borrador o, sin él, la de la persona. Raises `ErrorCifrado`."""
    return clave_de_conversacion(conexion, persona) if borrador is None else clave_de_borrador(conexion, borrador)


def clave_de_turno(conexion: Connection, turno: int) -> ClavePropia:
    """La clave de un turno y de sus mensajes y consultas. Raises `ErrorCifrado`."""
    return abrir_clave(conexion, conexion.scalar(select(CLAVE_DEL_TURNO).where(TURNOS.c.id == turno)))
