"""Lo que se hace con el cifrado al abrir una base: comprobar que la clave es la suya y cifrar lo que aún no lo está.

Cada transacción cifra lo de unos pocos dueños (integrantes, borradores o personas), con su secreto: si el proceso
muere, lo que sigue sin secreto sigue sin cifrar y lo hará el próximo inicio. Varios procesos pueden hacerlo a la vez, y
mientras otros atienden: quien guardaba un turno de esa persona ve que su conversación cambió y lo repite.
"""

import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, Table, and_, bindparam, func, select, update

from bot.almacen.bandeja import ATENDIDA
from bot.almacen.base.conexion import ESPERA_MILISEGUNDOS, anotar_restos, escritura, hay_restos, lectura
from bot.almacen.base.conversion import mensaje_a_fila, mensaje_de_fila
from bot.almacen.base.errores import AlmacenInaccesible
from bot.almacen.base.identidad import reconocer_sal
from bot.almacen.base.migracion import migrar
from bot.almacen.base.secretos import abrir_suelto, cerrar_suelto, usar_cifrador
from bot.almacen.base.tablas import (
    BANDEJA,
    BORRADORES,
    CONSULTAS,
    CONVERSACIONES,
    EVENTOS,
    INTEGRANTES,
    MENSAJES,
    PERSONAS,
    PREGUNTAS,
    TURNOS,
)
from bot.almacen.depurar import borrar_documentos, vaciar_diario
from bot.dialogo.mensajes import Adjunto
from bot.servicio.cifrado import (
    CIFRAS_DE_HUELLA,
    EN_CLARO,
    Cifrador,
    SecretoPropio,
    cerrar_archivo,
    falta_la_clave,
    leer_archivo,
    otra_clave,
    ubicar,
)
from conocimiento.archivos import escribir_entero
from conocimiento.errores import motivo_de

Fila = Row[*tuple[Any, ...]]
Consulta = Select[*tuple[Any, ...]]

_TANDA = 20
_TURNO_DE_CIFRAR = 7_264_102
_DUENOS = (INTEGRANTES, BORRADORES, PERSONAS)


def poner_al_dia(motor: Engine, sal: bytes | None, cifrador: Cifrador | None, documentos: Path) -> None:
    """Lleva la base al esquema del programa y, si hay `cifrador`, a que todo esté cifrado con su clave actual.

    Antes comprueba que la `sal`, si se da, es la de la base. `documentos`: la carpeta de los que se entregaron.

    Raises `ErrorAlmacen`; `ErrorCifrado` si lo guardado está cifrado con una clave que no se tiene.
    """
    migrar(motor)
    if sal is not None:
        reconocer_sal(motor, sal)
    with lectura(motor) as conexion:
        huellas = revisar_huellas(conexion, cifrador)
    if cifrador is None:
        return
    usar_cifrador(motor, cifrador)
    if set(huellas) - {cifrador.huellas[0]}:
        _cifrar(motor, cifrador, documentos)
    with lectura(motor) as conexion:
        quedan = hay_restos(conexion)  # de lo que se cifró
    if quedan:
        vaciar_diario(motor, timedelta(milliseconds=ESPERA_MILISEGUNDOS))


def revisar_huellas(conexion: Connection, cifrador: Cifrador | None) -> Counter[str | None]:
    """Cuántos secretos envueltos hay de cada huella; None cuenta lo que está sin cifrar. Raises `ErrorCifrado`."""
    huellas: Counter[str | None] = Counter()
    for tabla in _DUENOS:
        huella = func.substr(tabla.c.clave_envuelta, 1, CIFRAS_DE_HUELLA)
        vale = tabla.c.clave_envuelta.is_not(None) | _espera_clave(tabla)
        for fila in conexion.execute(select(huella, func.count()).where(vale).group_by(huella)):
            huellas[fila[0]] += fila[1]
    for contenido in conexion.scalars(select(BANDEJA.c.contenido).where(BANDEJA.c.situacion != ATENDIDA)):
        envuelto = contenido.get("clave_envuelta")
        huellas[envuelto and envuelto[:CIFRAS_DE_HUELLA]] += 1
    ajenas = sorted(una for una in huellas if una is not None and (cifrador is None or una not in cifrador.huellas))
    if ajenas:
        raise falta_la_clave(ajenas) if cifrador is None else otra_clave(ajenas, cifrador.huellas)
    return huellas


def _cifrar(motor: Engine, cifrador: Cifrador, documentos: Path) -> None:
    with escritura(motor) as conexion:  # antes de empezar: si el proceso muere, los borra el próximo inicio
        anotar_restos(conexion)
    cifrar_cada = {INTEGRANTES: _cifrar_integrante, BORRADORES: _cifrar_borrador, PERSONAS: _cifrar_persona}
    for tabla, cifrar in cifrar_cada.items():
        claros = select(tabla).where(_espera_clave(tabla)).order_by(*tabla.primary_key)
        _por_tandas(motor, claros, partial(cifrar, cifrador, documentos), documentos)
    for tabla in _DUENOS:
        es_otra = func.substr(tabla.c.clave_envuelta, 1, CIFRAS_DE_HUELLA) != cifrador.huellas[0]
        con_otra = select(tabla).where(es_otra).order_by(*tabla.primary_key)
        _por_tandas(motor, con_otra, partial(_renovar, cifrador, tabla), documentos)
    with escritura(motor) as conexion:
        _cifrar_bandeja(conexion, cifrador)


def _por_tandas(
    motor: Engine, pendientes: Consulta, cifrar: Callable[[Connection, Fila], list[str]], documentos: Path
) -> None:
    """Cifra lo pendiente de unos en unos, cada tanda en su transacción; los documentos claros se borran después."""
    while True:
        with escritura(motor) as conexion:
            if motor.dialect.name == "postgresql":  # SQLite ya deja escribir de uno en uno
                conexion.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURNO_DE_CIFRAR})")
            filas = conexion.execute(pendientes.limit(_TANDA)).all()
            claros = [nombre for fila in filas for nombre in cifrar(conexion, fila)]
        borrar_documentos(documentos, claros)
        if not filas:
            return


def _espera_clave(tabla: Table) -> ColumnElement[bool]:
    """Lo que no tiene clave y la necesita: de un integrante que se llevó lo suyo no queda nada que cifrar."""
    sin_clave = tabla.c.clave_envuelta.is_(None)
    if tabla is not INTEGRANTES:
        return sin_clave
    suyos = select(EVENTOS.c.numero).where(EVENTOS.c.borrador == tabla.c.borrador, EVENTOS.c.autor == tabla.c.codigo)
    return sin_clave & (tabla.c.persona.is_not(None) | suyos.exists())


def _cifrar_integrante(cifrador: Cifrador, documentos: Path, conexion: Connection, fila: Fila) -> list[str]:
    """Cifra lo que alguien dice en un borrador; devuelve los nombres de los documentos que quedaron sustituidos."""
    secreto = _dar_secreto(conexion, INTEGRANTES, fila, (fila.persona,), cifrador)
    _cifrar_eventos(conexion, secreto, (EVENTOS.c.borrador == fila.borrador) & (EVENTOS.c.autor == fila.codigo))
    suyos = (TURNOS.c.persona == fila.persona) & (TURNOS.c.borrador == fila.borrador)
    return _cifrar_turnos(conexion, secreto, suyos, documentos)


def _cifrar_borrador(cifrador: Cifrador, documentos: Path, conexion: Connection, fila: Fila) -> list[str]:
    """Cifra lo que en un borrador no es de ningún integrante, como `_cifrar_integrante`.

    Nadie repite su turno: para anotar en un borrador se toma su fila, que es la que aquí cambia.
    """
    secreto = _dar_secreto(conexion, BORRADORES, fila, (), cifrador)
    _cifrar_eventos(conexion, secreto, (EVENTOS.c.borrador == fila.id) & EVENTOS.c.autor.is_(None))
    return []


def _cifrar_persona(cifrador: Cifrador, documentos: Path, conexion: Connection, fila: Fila) -> list[str]:
    """Cifra lo que alguien dijo fuera de sus borradores, como `_cifrar_integrante`."""
    secreto = _dar_secreto(conexion, PERSONAS, fila, (fila.id,), cifrador)
    es_suya = CONVERSACIONES.c.persona == fila.id
    for estado in conexion.scalars(select(CONVERSACIONES.c.estado).where(es_suya)).all():
        conexion.execute(update(CONVERSACIONES).where(es_suya).values(estado=secreto.cerrar_json(estado)))
    suyos = (TURNOS.c.persona == fila.id) & TURNOS.c.borrador.is_(None)
    return _cifrar_turnos(conexion, secreto, suyos, documentos)


def _cifrar_eventos(conexion: Connection, secreto: SecretoPropio, suyos: ColumnElement[bool]) -> None:
    for evento in conexion.execute(select(EVENTOS).where(suyos)).all():
        es_el = (EVENTOS.c.borrador == evento.borrador) & (EVENTOS.c.numero == evento.numero)
        conexion.execute(update(EVENTOS).where(es_el).values(datos=secreto.cerrar_json(evento.datos)))


def _dar_secreto(
    conexion: Connection, tabla: Table, fila: Fila, personas: Sequence[int], cifrador: Cifrador
) -> SecretoPropio:
    # Antes que nada: espera a quien esté guardando un turno de una de ellas y hace repetir el suyo al que venga.
    conexion.execute(
        update(CONVERSACIONES)
        .where(CONVERSACIONES.c.persona.in_(personas))
        .values(revision=CONVERSACIONES.c.revision + 1)
    )
    envuelto = cifrador.crear()
    conexion.execute(update(tabla).where(_es(tabla, fila)).values(clave_envuelta=envuelto))
    return cifrador.abrir(envuelto)


def _es(tabla: Table, fila: Fila) -> ColumnElement[bool]:
    return and_(*(columna == getattr(fila, columna.name) for columna in tabla.primary_key))


def _cifrar_turnos(
    conexion: Connection, secreto: SecretoPropio, suyos: ColumnElement[bool], documentos: Path
) -> list[str]:
    turnos = conexion.execute(select(TURNOS.c.id, TURNOS.c.recibido, TURNOS.c.respuesta).where(suyos)).all()
    _actualizar(
        conexion,
        TURNOS,
        [
            {"fila": uno.id, "recibido": secreto.cerrar(uno.recibido), "respuesta": secreto.cerrar(uno.respuesta)}
            for uno in turnos
        ],
    )
    de_ellos = select(TURNOS.c.id).where(suyos)
    # Lo primero: quien esté respondiendo una de estas consultas termina antes de que se lean sus mensajes.
    consultas = conexion.execute(
        select(CONSULTAS.c.id, CONSULTAS.c.contenido).where(CONSULTAS.c.turno.in_(de_ellos)).with_for_update()
    ).all()
    _actualizar(
        conexion,
        CONSULTAS,
        [{"fila": uno.id, "contenido": secreto.cerrar_json(uno.contenido)} for uno in consultas],
    )
    preguntas = conexion.execute(
        select(PREGUNTAS.c.id, PREGUNTAS.c.pregunta).where(PREGUNTAS.c.turno.in_(de_ellos))
    ).all()
    _actualizar(conexion, PREGUNTAS, [{"fila": una.id, "pregunta": secreto.cerrar(una.pregunta)} for una in preguntas])
    contenidos = select(MENSAJES.c.id, MENSAJES.c.contenido, MENSAJES.c.queda).where(MENSAJES.c.turno.in_(de_ellos))
    nuevos: dict[str, Adjunto] = {}
    cerrados: list[dict[str, Any]] = []
    for uno in conexion.execute(contenidos).all():
        fila: dict[str, Any] = {"fila": uno.id, "contenido": uno.contenido, "queda": uno.queda}
        for columna in ("contenido", "queda"):
            if fila[columna] is not None:
                mensaje = mensaje_de_fila(EN_CLARO, fila[columna])
                for adjunto in mensaje.adjuntos:
                    if adjunto.ruta not in nuevos and Path(ubicar(documentos, adjunto).ruta).is_file():
                        nuevos[adjunto.ruta] = _cifrar_documento(ubicar(documentos, adjunto))
                mensaje = replace(mensaje, adjuntos=tuple(nuevos.get(otro.ruta, otro) for otro in mensaje.adjuntos))
                fila[columna] = mensaje_a_fila(secreto, mensaje)
        cerrados.append(fila)
    _actualizar(conexion, MENSAJES, cerrados)
    return list(nuevos)


def _cifrar_documento(adjunto: Adjunto) -> Adjunto:
    """Escribe al lado una copia cifrada. La clara se borra cuando la fila que nombra a la nueva ya está guardada."""
    claro = Path(adjunto.ruta)
    cifrado = claro.with_name(f"{secrets.token_hex(16)}{claro.suffix}")
    try:
        contenido, secreto = cerrar_archivo(leer_archivo(claro))
        escribir_entero(cifrado, contenido)
    except OSError as error:
        raise AlmacenInaccesible(
            f"No se pudo cifrar un documento en «{claro.parent}» ({motivo_de(error)}). Revise espacio y permisos."
        ) from error
    return replace(adjunto, ruta=str(cifrado), clave=secreto)


def _renovar(cifrador: Cifrador, tabla: Table, conexion: Connection, fila: Fila) -> list[str]:
    """Envuelve el mismo secreto con la clave actual: lo cifrado con él no se toca."""
    envuelto = cifrador.renovar(fila.clave_envuelta)
    conexion.execute(update(tabla).where(_es(tabla, fila)).values(clave_envuelta=envuelto))
    return []


def _cifrar_bandeja(conexion: Connection, cifrador: Cifrador) -> None:
    """Cifra lo recibido y sin atender que no lo esté con la clave actual. Es poco: se va al atenderse."""
    esperan = select(BANDEJA.c.entrada, BANDEJA.c.contenido).where(BANDEJA.c.situacion != ATENDIDA).with_for_update()
    for fila in conexion.execute(esperan).all():
        if not str(fila.contenido.get("clave_envuelta", "")).startswith(cifrador.huellas[0]):
            contenido = cerrar_suelto(conexion.engine, abrir_suelto(conexion.engine, fila.contenido))
            conexion.execute(update(BANDEJA).where(BANDEJA.c.entrada == fila.entrada).values(contenido=contenido))


def _actualizar(conexion: Connection, tabla: Table, filas: list[dict[str, Any]]) -> None:
    if filas:
        conexion.execute(update(tabla).where(tabla.c.id == bindparam("fila")), filas)
