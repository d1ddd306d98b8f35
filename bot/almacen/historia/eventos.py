"""La historia de los borradores: eventos que solo se agregan, cada uno con su autor.

Un borrador es de quienes participan en él, y cada persona lo encuentra por su nombre entre los suyos.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Result, Row, bindparam, func, insert, select

from bot.almacen.base.conversion import evento_a_fila, evento_de_fila
from bot.almacen.base.errores import HistoriaInconsistente
from bot.almacen.base.secretos import SECRETO_DEL_EVENTO, abrir_secreto, crear_secreto
from bot.almacen.base.tablas import BORRADORES, CONVERSACIONES, EVENTOS, INGRESOS, INTEGRANTES, INVITACIONES
from bot.almacen.historia.a_la_vez import chocan
from bot.almacen.historia.a_mano import historia_de
from bot.almacen.historia.guardia import exigir_permiso
from bot.dialogo.peticiones import BorradorGuardado
from bot.dialogo.turno import Estado
from bot.entrevista.borrador import Claves
from bot.entrevista.eventos import (
    COORDINA,
    DE_LA_ALIANZA,
    Borrado,
    Evento,
    Migrada,
    Retirado,
    RolCambiado,
    Unido,
)
from bot.servicio.cifrado import SecretoPropio
from bot.servicio.puertos import EstadoDesactualizado

_PARTICIPACION = (
    select(
        INTEGRANTES.c.borrador,
        INTEGRANTES.c.codigo,
        INTEGRANTES.c.clave_envuelta,
        BORRADORES.c.clave_envuelta.label("clave_del_borrador"),
    )
    .join(BORRADORES, BORRADORES.c.id == INTEGRANTES.c.borrador)
    .where(
        INTEGRANTES.c.persona == bindparam("persona"),
        INTEGRANTES.c.hasta.is_(None),
        BORRADORES.c.nombre == bindparam("nombre"),
    )
)
_HAY = select(func.count()).where(BORRADORES.c.nombre == bindparam("nombre"))
_PARA_ANOTAR = _PARTICIPACION.with_for_update(of=BORRADORES)
"""De uno en uno por borrador: el que espera ve lo que anotó el anterior, y sigue su numeración."""
_DE_UN_EVENTO = (EVENTOS.c.tipo, EVENTOS.c.instante, EVENTOS.c.datos, EVENTOS.c.autor, SECRETO_DEL_EVENTO)
_EVENTOS = (
    select(*_DE_UN_EVENTO)
    .where(EVENTOS.c.borrador == bindparam("borrador"), EVENTOS.c.numero > bindparam("tras"))
    .order_by(EVENTOS.c.numero)
)
_ULTIMO = (
    select(EVENTOS.c.numero, *_DE_UN_EVENTO)
    .where(EVENTOS.c.borrador == bindparam("borrador"))
    .order_by(EVENTOS.c.numero.desc())
    .limit(1)
)
_ESPERAN = (
    select(func.count())
    .select_from(INGRESOS)
    .join(INVITACIONES, INVITACIONES.c.id == INGRESOS.c.invitacion)
    .where(INVITACIONES.c.borrador == BORRADORES.c.id)
    .correlate(BORRADORES)
    .scalar_subquery()
)
"""Quienes aceptaron una invitación y no entraron; al usarla o anularla, dejan de esperar."""
_INSERTAR = insert(EVENTOS)
_DE_TODOS = (Migrada, Unido, Retirado, RolCambiado)
"""Lo que un turno puede anotar sin que sea de quien lo hace."""


@dataclass(frozen=True, slots=True)
class Participacion:
    """Una persona en un borrador: con qué código escribe, y con qué secretos se cierra lo suyo y lo de nadie."""

    borrador: int
    codigo: str
    secreto: SecretoPropio
    de_nadie: SecretoPropio


def leer_eventos(conexion: Connection, persona: int, nombre: str) -> tuple[tuple[Evento, ...], str] | None:
    """Los eventos del borrador que alguien llama así, en orden, y con qué código escribe; None si no está en él."""
    suya = participacion_de(conexion, persona, nombre)
    return None if suya is None else (leer_historia(conexion, suya.borrador), suya.codigo)


def leer_historia(conexion: Connection, borrador: int) -> tuple[Evento, ...]:
    """Los eventos de un borrador, en orden, los lea quien los lea."""

    def leer(tras: int) -> tuple[Evento, ...]:
        filas = conexion.execute(_EVENTOS, {"borrador": borrador, "tras": tras}).all()
        return tuple(leer_evento(conexion, una) for una in filas)

    return historia_de(conexion, borrador, leer)


def nombre_de_borrador(conexion: Connection, borrador: int) -> str:
    """Cómo se llama por dentro."""
    return conexion.scalars(select(BORRADORES.c.nombre).where(BORRADORES.c.id == borrador)).one()


def leer_evento(conexion: Connection, fila: Row[*tuple[Any, ...]]) -> Evento:
    """El evento de una fila con sus columnas y `SECRETO_DEL_EVENTO`. Raises `AlmacenDanado`, `ErrorCifrado`."""
    return evento_de_fila(
        abrir_secreto(conexion, fila.clave_envuelta), fila.tipo, fila.instante, fila.datos, fila.autor
    )


def leer_borradores(conexion: Connection, persona: int) -> tuple[BorradorGuardado, ...]:
    """Devuelve los borradores en que participa alguien con sus eventos, del más antiguo al más nuevo."""
    filas = conexion.execute(
        select(
            BORRADORES.c.id,
            BORRADORES.c.nombre,
            INTEGRANTES.c.codigo,
            INTEGRANTES.c.por_resumir,
            _ESPERAN.label("esperan"),
            *_DE_UN_EVENTO,
        )
        .select_from(BORRADORES)
        .join(INTEGRANTES, INTEGRANTES.c.borrador == BORRADORES.c.id)
        .join(EVENTOS, EVENTOS.c.borrador == BORRADORES.c.id)
        .where(INTEGRANTES.c.persona == persona, INTEGRANTES.c.hasta.is_(None))
        .order_by(BORRADORES.c.id, EVENTOS.c.numero)
    ).all()
    visto = conexion.scalar(select(CONVERSACIONES.c.actualizada).where(CONVERSACIONES.c.persona == persona))
    historias: dict[int, tuple[Row[*tuple[Any, ...]], list[Evento]]] = {}
    for fila in filas:
        historias.setdefault(fila.id, (fila, []))[1].append(leer_evento(conexion, fila))
    return tuple(
        BorradorGuardado(una.nombre, tuple(eventos), una.codigo, visto, una.esperan, una.por_resumir is not None)
        for una, eventos in historias.values()
    )


def agregar_suelto(conexion: Connection, persona: int, nombre: str, evento: Evento, claves: Claves) -> Participacion:
    """Agrega un evento al final de un borrador que no está abierto. Raises `HistoriaInconsistente` si no lo puede."""
    suya = _participar(conexion, persona, nombre)
    if suya is None:
        raise HistoriaInconsistente("Se quiso anotar un evento en un borrador que no está guardado; no se guardó.")
    previos = leer_historia(conexion, suya.borrador)
    exigir_permiso(previos, suya.codigo, (evento,), claves)
    _insertar(conexion, suya, len(previos), (evento,))
    return suya


def agregar_eventos(
    conexion: Connection, persona: int, estado: Estado, ahora: datetime, claves: Claves
) -> tuple[Participacion, tuple[Evento, ...]] | None:
    """Guarda los eventos nuevos del borrador abierto y dice quién los anotó y cuáles eran; None si no hay borrador.

    Crea el borrador si es nuevo. Lo que otros anotaron mientras se decidía queda antes. Raises `EstadoDesactualizado`
    si eso cambia lo que se decidió; `HistoriaInconsistente` si los eventos del estado no empiezan por los guardados, o
    si no puede anotarlos (`claves`: como en `puede_anotar`).
    """
    if estado.borrador is None:
        if estado.eventos:
            raise HistoriaInconsistente("El estado trae eventos y ningún borrador al que pertenezcan; no se guardó.")
        return None
    suya = _participar(conexion, persona, estado.borrador)
    if suya is None and estado.cargados and conexion.scalar(_HAY, {"nombre": estado.borrador}):
        raise EstadoDesactualizado  # dejó de participar mientras se decidía
    suya = suya or _crear(conexion, persona, estado.borrador, ahora)
    ultima = conexion.execute(_ULTIMO, {"borrador": suya.borrador}).one_or_none()
    guardados, nuevos = 0, estado.eventos
    previos: tuple[Evento, ...] = ()
    if ultima is not None:
        guardados = ultima.numero
        if estado.eventos[guardados - 1 : guardados] == (leer_evento(conexion, ultima),):
            previos, nuevos = estado.eventos[:guardados], estado.eventos[guardados:]
        else:
            previos = leer_historia(conexion, suya.borrador)
            nuevos = _tras_lo_ajeno(suya, previos, estado.eventos)
    exigir_permiso(previos, suya.codigo, nuevos, claves)
    _insertar(conexion, suya, guardados, nuevos)
    return suya, nuevos


def _tras_lo_ajeno(
    suya: Participacion, guardados: tuple[Evento, ...], eventos: tuple[Evento, ...]
) -> tuple[Evento, ...]:
    """Lo nuevo de esos eventos, que va después de lo que otros anotaron. Raises como `agregar_eventos`."""
    vistos = next(
        (lugar for lugar, (uno, otro) in enumerate(zip(guardados, eventos, strict=False)) if uno != otro),
        min(len(guardados), len(eventos)),
    )
    ajenos = guardados[vistos:]
    if any(isinstance(uno, Borrado) for uno in ajenos):
        raise EstadoDesactualizado  # otro se llevó lo suyo, que estaba entre lo leído
    if not ajenos or any(uno.autor == suya.codigo for uno in ajenos):
        raise HistoriaInconsistente(
            f"El borrador tiene {len(guardados)} eventos guardados y el estado trae {len(eventos)} "
            "que no los continúan; no se guardó."
        )
    if chocan(suya.codigo, eventos[vistos:], ajenos):
        raise EstadoDesactualizado
    return eventos[vistos:]


def participacion_de(conexion: Connection, persona: int, nombre: str) -> Participacion | None:
    """Lo que esa persona es en el borrador que llama así; None si no está en él, o salió."""
    return _participacion(conexion, conexion.execute(_PARTICIPACION, {"persona": persona, "nombre": nombre}))


def _participar(conexion: Connection, persona: int, nombre: str) -> Participacion | None:
    """Lo mismo, para anotar en él."""
    return _participacion(conexion, conexion.execute(_PARA_ANOTAR, {"persona": persona, "nombre": nombre}))


def _participacion(conexion: Connection, hallada: Result[*tuple[Any, ...]]) -> Participacion | None:
    fila = hallada.one_or_none()
    if fila is None:
        return None
    secreto = abrir_secreto(conexion, fila.clave_envuelta)
    return Participacion(fila.borrador, fila.codigo, secreto, abrir_secreto(conexion, fila.clave_del_borrador))


def _crear(conexion: Connection, persona: int, nombre: str, ahora: datetime) -> Participacion:
    propia, de_nadie = crear_secreto(conexion), crear_secreto(conexion)
    nuevo = insert(BORRADORES).values(nombre=nombre, creado=ahora, clave_envuelta=de_nadie)
    borrador = conexion.scalars(nuevo.returning(BORRADORES.c.id)).one()
    suya = {"borrador": borrador, "codigo": COORDINA, "persona": persona, "clave_envuelta": propia, "desde": ahora}
    conexion.execute(insert(INTEGRANTES).values(suya))
    return Participacion(borrador, COORDINA, abrir_secreto(conexion, propia), abrir_secreto(conexion, de_nadie))


def _insertar(conexion: Connection, suya: Participacion, guardados: int, nuevos: Sequence[Evento]) -> None:
    """Raises `HistoriaInconsistente` si alguno es de otro integrante: nadie escribe en nombre de nadie."""
    if not nuevos:
        return
    if not all(uno.autor in _autores(suya, uno) for uno in nuevos):
        raise HistoriaInconsistente("Se quiso anotar en un borrador algo en nombre de otro integrante; no se guardó.")
    filas = [
        evento_a_fila(suya.secreto if evento.autor else suya.de_nadie, suya.borrador, numero, evento)
        for numero, evento in enumerate(nuevos, start=guardados + 1)
    ]
    conexion.execute(_INSERTAR, filas)


def _autores(suya: Participacion, evento: Evento) -> tuple[str, ...]:
    return (suya.codigo, DE_LA_ALIANZA) if isinstance(evento, _DE_TODOS) else (suya.codigo,)
