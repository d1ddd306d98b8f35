"""Lo que la revisión lee del almacén, por tandas de personas: la memoria no crece con lo guardado.

Solo lee. De `direcciones` toma el canal y nunca la dirección.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, select

from bot.almacen.base.conexion import DOCUMENTOS, archivo_sqlite, crear_motor, documentos_junto_a, lectura
from bot.almacen.base.errores import AlmacenInaccesible
from bot.almacen.base.identidad import sal_de_la_instalacion
from bot.almacen.base.secretos import SECRETO_DEL_EVENTO, SECRETO_DEL_TURNO, abrir_secreto
from bot.almacen.base.tablas import (
    ANOTACIONES,
    AVISOS_PEDIDOS,
    CONSULTAS,
    DIRECCIONES,
    EVENTOS,
    INTEGRANTES,
    PERSONAL,
    PERSONAS,
    PREGUNTAS,
    TURNOS,
    VALORACIONES,
)
from bot.almacen.cifrar import poner_al_dia
from bot.almacen.historia.eventos import leer_evento
from bot.entrevista.eventos import COORDINA, Creado, Evento, Migrada
from bot.servicio.cifrado import Cifrador

Json = dict[str, Any]
_TANDA = 200


@dataclass(frozen=True, slots=True)
class PreguntaGuardada:
    """Una pregunta a los documentos y cómo se contestó. `quiere_aviso`: pidió que se le avise si hay respuesta."""

    identificador: int
    pregunta: str
    estado: str
    confianza: float
    citas: tuple[Json, ...]
    quiere_aviso: bool = False


@dataclass(frozen=True, slots=True)
class AnotacionGuardada:
    """Lo que marcó un revisor en un turno."""

    turno: int
    revisor: str
    instante: datetime
    rubrica: str
    valores: dict[str, str]
    nota: str
    respuesta_correcta: str
    fuentes: tuple[str, ...]
    definitiva: bool


@dataclass(frozen=True, slots=True)
class TurnoGuardado:
    """Lo que una persona dijo y lo que se le respondió. `sirve`: su valoración, o None.

    `lugar`: el que ocupa en toda la conversación, desde 1. `es_consulta`: en él envió una consulta al personal.
    """

    identificador: int
    lugar: int
    borrador: int | None
    instante: datetime
    recibido: str
    respuesta: str
    preguntas: tuple[PreguntaGuardada, ...]
    sirve: bool | None
    anotaciones: tuple[AnotacionGuardada, ...]
    es_consulta: bool = False


@dataclass(frozen=True, slots=True)
class LugarDeTurno:
    """Un turno en la conversación de su persona: «turno 3 de 51»."""

    persona: int
    lugar: int
    total: int


@dataclass(frozen=True, slots=True)
class ConversacionGuardada:
    """Los turnos de una persona, en orden, y lo que ella hizo en cada borrador, por su número.

    `total`: cuántos turnos tiene, también fuera del período que se leyó.
    """

    persona: int
    canal: str
    turnos: tuple[TurnoGuardado, ...]
    borradores: dict[int, tuple[Evento, ...]]
    total: int


def abrir_para_revision(url: str, cifrador: Cifrador | None = None, datos: Path | None = None) -> Engine:
    """Abre la base que ya existe y la lleva al esquema de este programa. Raises `ErrorAlmacen`, `ErrorCifrado`.

    `datos`: su carpeta de datos, con la clave de personas, que debe ser la suya; sin ella no se comprueba, y los
    documentos son los que están junto a la base.
    """
    archivo = archivo_sqlite(url)
    if archivo is not None and not archivo.exists():
        raise AlmacenInaccesible(
            f"No hay conversaciones guardadas: «{archivo}» no existe. Revise la carpeta de datos (--datos)."
        )
    sal = None if datos is None else sal_de_la_instalacion(url, datos)
    motor = crear_motor(url)
    try:
        poner_al_dia(motor, sal, cifrador, documentos_junto_a(url) if datos is None else datos / DOCUMENTOS)
    except BaseException:
        motor.dispose()
        raise
    return motor


def del_personal() -> Select[tuple[int]]:
    """Los números de quienes son o fueron del personal: lo que conversaron queda fuera de lo que se exporta."""
    return select(PERSONAS.c.id).where(PERSONAS.c.clave.in_(select(PERSONAL.c.seudonimo)))


def leer_respuestas(motor: Engine) -> Iterator[Evento]:
    """Devuelve cada respuesta de cada borrador, sea de quien sea: lo que hay que tachar."""
    consulta = (
        select(EVENTOS, SECRETO_DEL_EVENTO)
        .where(EVENTOS.c.tipo == "respuesta")
        .order_by(EVENTOS.c.borrador, EVENTOS.c.numero)
    )
    with lectura(motor) as conexion:
        for fila in conexion.execution_options(yield_per=1000).execute(consulta):
            yield leer_evento(conexion, fila)


def leer_conversaciones(
    motor: Engine, desde: datetime | None = None, hasta: datetime | None = None
) -> Iterator[ConversacionGuardada]:
    """Devuelve las conversaciones con turnos en [desde, hasta), por orden de llegada de la persona.

    No están las de quien es o fue del personal: en su chat se escribe sobre otras personas.
    Solo trae los turnos del período; los eventos, todos, porque el borrador depende de los anteriores.
    """
    with lectura(motor) as conexion:
        ultima = 0
        while True:
            personas = conexion.scalars(
                select(PERSONAS.c.id)
                .where(PERSONAS.c.id > ultima, PERSONAS.c.id.not_in(del_personal()))
                .order_by(PERSONAS.c.id)
                .limit(_TANDA)
            ).all()
            if not personas:
                return
            yield from _leer_tanda(conexion, personas, desde, hasta)
            ultima = personas[-1]


def leer_turno(motor: Engine, turno: int) -> TurnoGuardado | None:
    """Un turno, o None si ya no está."""
    with lectura(motor) as conexion:
        personas = conexion.scalars(select(TURNOS.c.persona).where(TURNOS.c.id == turno)).all()
        conversaciones = _leer_tanda(conexion, personas, None, None)
        return next((uno for una in conversaciones for uno in una.turnos if uno.identificador == turno), None)


def leer_borradores(motor: Engine, personas: Sequence[int]) -> dict[int, dict[int, tuple[Evento, ...]]]:
    """Devuelve, de cada persona que los tiene, lo que hizo en cada borrador, por su número."""
    leidos: dict[int, dict[int, tuple[Evento, ...]]] = {}
    with lectura(motor) as conexion:
        for desde in range(0, len(personas), _TANDA):
            leidos |= _borradores(conexion, personas[desde : desde + _TANDA])
    return leidos


def _leer_tanda(
    conexion: Connection, personas: Sequence[int], desde: datetime | None, hasta: datetime | None
) -> Iterator[ConversacionGuardada]:
    lugares = lugares_de_los_turnos(personas).subquery()
    turnos = select(TURNOS, lugares.c.lugar, lugares.c.total, SECRETO_DEL_TURNO).join(
        lugares, lugares.c.turno == TURNOS.c.id
    )
    if desde is not None:
        turnos = turnos.where(TURNOS.c.instante >= desde)
    if hasta is not None:
        turnos = turnos.where(TURNOS.c.instante < hasta)
    filas = conexion.execute(turnos.order_by(TURNOS.c.persona, TURNOS.c.id)).all()
    preguntas = _preguntas(conexion, personas)
    anotaciones = leer_anotaciones(conexion, personas)
    sirve = {
        (fila.persona, fila.turno): fila.sirve
        for fila in conexion.execute(select(VALORACIONES).where(VALORACIONES.c.persona.in_(personas)))
    }
    canales = {
        fila.persona: fila.canal
        for fila in conexion.execute(
            select(DIRECCIONES.c.persona, DIRECCIONES.c.canal).where(DIRECCIONES.c.persona.in_(personas))
        )
    }
    borradores = _borradores(conexion, personas)
    consultas = set(conexion.scalars(select(CONSULTAS.c.turno).where(CONSULTAS.c.persona.in_(personas))))
    por_persona: dict[int, list[TurnoGuardado]] = defaultdict(list)
    totales: dict[int, int] = {}
    for fila in filas:
        totales[fila.persona] = fila.total
        secreto = abrir_secreto(conexion, fila.clave_envuelta)
        por_persona[fila.persona].append(
            TurnoGuardado(
                identificador=fila.id,
                lugar=fila.lugar,
                borrador=fila.borrador,
                instante=fila.instante,
                recibido=secreto.abrir(fila.recibido),
                respuesta=secreto.abrir(fila.respuesta),
                preguntas=tuple(preguntas.get(fila.id, ())),
                # La valoración es de una respuesta de los documentos, no de cada turno que comparte el número.
                sirve=sirve.get((fila.persona, fila.numero)) if preguntas.get(fila.id) else None,
                anotaciones=tuple(anotaciones.get(fila.id, ())),
                es_consulta=fila.id in consultas,
            )
        )
    for persona, suyos in por_persona.items():
        suyas = borradores.get(persona, {})
        yield ConversacionGuardada(persona, canales.get(persona, ""), tuple(suyos), suyas, totales[persona])


def lugares_de_los_turnos(personas: Sequence[int] | None = None) -> Select[Any, Any, Any, int]:
    """De cada turno: su número, su persona, el lugar que ocupa en su conversación y cuántos tiene esta."""
    consulta = select(
        TURNOS.c.id.label("turno"),
        TURNOS.c.persona,
        func.row_number().over(partition_by=TURNOS.c.persona, order_by=TURNOS.c.id).label("lugar"),
        func.count().over(partition_by=TURNOS.c.persona).label("total"),
    )
    return consulta if personas is None else consulta.where(TURNOS.c.persona.in_(personas))


def leer_lugar(motor: Engine, turno: int) -> LugarDeTurno | None:
    """Dónde está un turno en su conversación, o None si ya no está."""
    persona = select(TURNOS.c.persona).where(TURNOS.c.id == turno)
    with lectura(motor) as conexion:
        lugares = lugares_de_los_turnos().where(TURNOS.c.persona.in_(persona)).subquery()
        fila = conexion.execute(select(lugares).where(lugares.c.turno == turno)).one_or_none()
        return None if fila is None else LugarDeTurno(fila.persona, fila.lugar, fila.total)


def leer_anotaciones(conexion: Connection, personas: Sequence[int] | None = None) -> dict[int, list[AnotacionGuardada]]:
    """Devuelve las anotaciones por turno; sin `personas`, todas."""
    consulta = select(ANOTACIONES)
    if personas is not None:
        de_ellas = select(TURNOS.c.id).where(TURNOS.c.persona.in_(personas))
        consulta = consulta.where(ANOTACIONES.c.turno.in_(de_ellas))
    leidas: dict[int, list[AnotacionGuardada]] = defaultdict(list)
    for fila in conexion.execute(consulta.order_by(ANOTACIONES.c.turno, ANOTACIONES.c.revisor)):
        leidas[fila.turno].append(
            AnotacionGuardada(
                turno=fila.turno,
                revisor=fila.revisor,
                instante=fila.instante,
                rubrica=fila.rubrica,
                valores=fila.valores,
                nota=fila.nota,
                respuesta_correcta=fila.respuesta_correcta,
                fuentes=tuple(fila.fuentes),
                definitiva=fila.definitiva,
            )
        )
    return leidas


def _preguntas(conexion: Connection, personas: Sequence[int]) -> dict[int, list[PreguntaGuardada]]:
    consulta = (
        select(PREGUNTAS, AVISOS_PEDIDOS.c.consulta.is_not(None).label("quiere_aviso"), SECRETO_DEL_TURNO)
        .join(TURNOS, TURNOS.c.id == PREGUNTAS.c.turno)
        .outerjoin(AVISOS_PEDIDOS, AVISOS_PEDIDOS.c.consulta == PREGUNTAS.c.id)
        .where(TURNOS.c.persona.in_(personas))
        .order_by(PREGUNTAS.c.id)
    )
    leidas: dict[int, list[PreguntaGuardada]] = defaultdict(list)
    for fila in conexion.execute(consulta):
        pregunta = abrir_secreto(conexion, fila.clave_envuelta).abrir(fila.pregunta)
        leidas[fila.turno].append(
            PreguntaGuardada(fila.id, pregunta, fila.estado, fila.confianza, tuple(fila.citas), bool(fila.quiere_aviso))
        )
    return leidas


def _borradores(conexion: Connection, personas: Sequence[int]) -> dict[int, dict[int, tuple[Evento, ...]]]:
    """De cada persona y borrador, lo que ella hizo en él, como la historia de una sola persona.

    Lo de los demás no está: cada uno autoriza que se lea lo suyo. Lo de quien entró después empieza cuando entró,
    aunque no haya hecho nada: sin historia no habría autorización que pedirle, y lo que vio del borrador se leería.
    """
    participa = select(INTEGRANTES).where(INTEGRANTES.c.persona.in_(personas)).order_by(INTEGRANTES.c.borrador)
    leidos: dict[int, dict[int, list[Evento]]] = defaultdict(dict)
    de: dict[tuple[int, str], list[Evento]] = {}
    for fila in conexion.execute(participa):
        de[fila.borrador, fila.codigo] = leidos[fila.persona][fila.borrador] = []
        if fila.codigo != COORDINA:
            de[fila.borrador, fila.codigo].append(Creado(fila.desde))
    suyos = (INTEGRANTES.c.borrador == EVENTOS.c.borrador) & (INTEGRANTES.c.persona.in_(personas))
    es_suyo = EVENTOS.c.autor == INTEGRANTES.c.codigo
    de_todos = EVENTOS.c.autor.is_(None) & (EVENTOS.c.tipo == Migrada.tipo)
    consulta = (
        select(EVENTOS, INTEGRANTES.c.codigo, SECRETO_DEL_EVENTO)
        .select_from(EVENTOS)
        .join(INTEGRANTES, suyos)
        .where(es_suyo | de_todos)
        .order_by(EVENTOS.c.borrador, EVENTOS.c.numero)
    )
    for fila in conexion.execute(consulta):
        evento = leer_evento(conexion, fila)
        de[fila.borrador, fila.codigo].append(evento if evento.autor == COORDINA else replace(evento, autor=COORDINA))
    return {
        persona: {borrador: tuple(eventos) for borrador, eventos in suyos.items()} for persona, suyos in leidos.items()
    }
