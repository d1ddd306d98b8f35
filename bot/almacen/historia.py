"""La historia de los borradores: eventos que solo se agregan."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, bindparam, func, insert, select

from bot.almacen.base.conversion import evento_a_fila, evento_de_fila
from bot.almacen.base.errores import HistoriaInconsistente
from bot.almacen.base.secretos import abrir_secreto, crear_secreto, secreto_de_borrador
from bot.almacen.base.tablas import BORRADORES, EVENTOS
from bot.dialogo.peticiones import BorradorGuardado
from bot.dialogo.turno import Estado
from bot.entrevista.eventos import Evento
from bot.servicio.cifrado import SecretoPropio

_BORRADOR = select(BORRADORES.c.id).where(
    BORRADORES.c.persona == bindparam("persona"), BORRADORES.c.nombre == bindparam("nombre")
)
_EVENTOS = (
    select(EVENTOS.c.tipo, EVENTOS.c.instante, EVENTOS.c.datos)
    .where(EVENTOS.c.borrador == bindparam("borrador"))
    .order_by(EVENTOS.c.numero)
)
_ULTIMO = (
    select(EVENTOS.c.numero, EVENTOS.c.tipo, EVENTOS.c.instante, EVENTOS.c.datos)
    .where(EVENTOS.c.borrador == bindparam("borrador"))
    .order_by(EVENTOS.c.numero.desc())
    .limit(1)
)
_INSERTAR = insert(EVENTOS)


def leer_eventos(conexion: Connection, persona: int, nombre: str | None) -> tuple[Evento, ...]:
    """Devuelve los eventos del borrador con ese nombre, en orden; ninguno si no hay borrador."""
    borrador = None if nombre is None else _buscar(conexion, persona, nombre)
    if borrador is None:
        return ()
    secreto = secreto_de_borrador(conexion, borrador)
    filas = conexion.execute(_EVENTOS, {"borrador": borrador}).all()
    return tuple(evento_de_fila(secreto, fila.tipo, fila.instante, fila.datos) for fila in filas)


def leer_borradores(conexion: Connection, persona: int) -> tuple[BorradorGuardado, ...]:
    """Devuelve los borradores de una persona con sus eventos, del más antiguo al más nuevo."""
    filas = conexion.execute(
        select(BORRADORES.c.nombre, BORRADORES.c.clave_envuelta, EVENTOS.c.tipo, EVENTOS.c.instante, EVENTOS.c.datos)
        .join(EVENTOS, EVENTOS.c.borrador == BORRADORES.c.id)
        .where(BORRADORES.c.persona == persona)
        .order_by(BORRADORES.c.id, EVENTOS.c.numero)
    ).all()
    historias: dict[str, list[Evento]] = {}
    for fila in filas:
        secreto = abrir_secreto(conexion, fila.clave_envuelta)
        historias.setdefault(fila.nombre, []).append(evento_de_fila(secreto, fila.tipo, fila.instante, fila.datos))
    return tuple(BorradorGuardado(nombre, tuple(eventos)) for nombre, eventos in historias.items())


def agregar_suelto(conexion: Connection, persona: int, nombre: str, evento: Evento) -> None:
    """Agrega un evento al final de un borrador que no está abierto. Raises `HistoriaInconsistente` si no existe."""
    borrador = _buscar(conexion, persona, nombre)
    if borrador is None:
        raise HistoriaInconsistente("Se quiso anotar un evento en un borrador que no está guardado; no se guardó.")
    guardados = conexion.scalar(select(func.count()).where(EVENTOS.c.borrador == borrador)) or 0
    _insertar(conexion, secreto_de_borrador(conexion, borrador), borrador, guardados, (evento,))


def agregar_eventos(conexion: Connection, persona: int, estado: Estado, ahora: datetime) -> int | None:
    """Guarda los eventos nuevos del borrador abierto y devuelve su número; None si no hay borrador.

    Crea el borrador si es nuevo. Raises `HistoriaInconsistente` si los eventos del estado no
    empiezan por los que ya están guardados.
    """
    if estado.borrador is None:
        if estado.eventos:
            raise HistoriaInconsistente("El estado trae eventos y ningún borrador al que pertenezcan; no se guardó.")
        return None
    borrador = _buscar(conexion, persona, estado.borrador)
    if borrador is None:
        borrador = _crear(conexion, persona, estado.borrador, ahora)
    secreto = secreto_de_borrador(conexion, borrador)
    ultima = conexion.execute(_ULTIMO, {"borrador": borrador}).one_or_none()
    guardados = 0
    if ultima is not None:
        guardados = cast(int, ultima.numero)
        ultimo = evento_de_fila(secreto, ultima.tipo, ultima.instante, ultima.datos)
        if len(estado.eventos) < guardados or estado.eventos[guardados - 1] != ultimo:
            raise HistoriaInconsistente(
                f"El borrador tiene {guardados} eventos guardados y el estado trae {len(estado.eventos)} "
                "que no los continúan; no se guardó."
            )
    _insertar(conexion, secreto, borrador, guardados, estado.eventos[guardados:])
    return borrador


def _buscar(conexion: Connection, persona: int, nombre: str) -> int | None:
    return conexion.scalar(_BORRADOR, {"persona": persona, "nombre": nombre})


def _crear(conexion: Connection, persona: int, nombre: str, ahora: datetime) -> int:
    fila = {"persona": persona, "nombre": nombre, "creado": ahora, "clave_envuelta": crear_secreto(conexion)}
    return conexion.scalars(insert(BORRADORES).values(fila).returning(BORRADORES.c.id)).one()


def _insertar(
    conexion: Connection, secreto: SecretoPropio, borrador: int, guardados: int, nuevos: Sequence[Evento]
) -> None:
    if nuevos:
        filas = [
            evento_a_fila(secreto, borrador, numero, evento)
            for numero, evento in enumerate(nuevos, start=guardados + 1)
        ]
        conexion.execute(_INSERTAR, filas)
