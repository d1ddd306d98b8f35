"""Llevarse de un borrador lo que se dijo en él, sin mover de su lugar lo que dijeron los demás."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Row, Select, Update, delete, insert, select, update

from bot.almacen.base.conexion import anotar_restos
from bot.almacen.base.conversion import evento_a_fila, evento_a_json, nombres_de
from bot.almacen.base.errores import HistoriaInconsistente
from bot.almacen.base.secretos import (
    SECRETO_DEL_EVENTO,
    abrir_secreto,
    secreto_de_borrador,
    secreto_de_conversacion,
)
from bot.almacen.base.tablas import (
    BORRADORES,
    CONSULTAS,
    EVENTOS,
    INGRESOS,
    INTEGRANTES,
    INVITACIONES,
    MENSAJES,
    TURNOS,
)
from bot.almacen.historia.eventos import leer_evento, leer_historia, nombre_de_borrador
from bot.almacen.turnos import borrar_turnos
from bot.almacen.varios.avisos import pasar_al_resumen
from bot.almacen.varios.grupos import dejar_de_seguir
from bot.almacen.varios.invitaciones import olvidar_vencidas
from bot.dialogo.peticiones import Compartido
from bot.entrevista.borrador import PROPONENTE, QUEDA_AL_SALIR, Borrador, Rol
from bot.entrevista.eventos import (
    AL_BORRAR,
    DE_LA_ALIANZA,
    POR_LA_COORDINACION,
    POR_SILENCIO,
    SE_APARTA,
    Borrado,
    Evento,
    Retirado,
    RolCambiado,
)

_HECHO = frozenset({"instante", "autor"})


Paso = Delete | Update | Insert
Fila = Row[*tuple[Any, ...]]


def borrar_de_los_borradores(
    conexion: Connection, persona: int, ahora: datetime, *, por_silencio: bool
) -> tuple[list[Paso], tuple[Compartido, ...]]:
    """Los pasos que borran los borradores en que solo participa esa persona y, de los otros, lo que ella dijo.

    Devuelve también los otros. De los que coordinaba pasa a hacerlo la primera organización que entró y sigue.
    `por_silencio`: no lo pidió, cumplió su plazo; lo que respondió por su organización se queda en los otros.
    """
    pasos: list[Paso] = [delete(INGRESOS).where(INGRESOS.c.persona == persona)]
    compartidos: list[Compartido] = []
    for suya in conexion.execute(select(INTEGRANTES).where(INTEGRANTES.c.persona == persona)).all():
        es_de_ahi = INTEGRANTES.c.borrador == suya.borrador
        otros = select(INTEGRANTES.c.codigo).where(es_de_ahi, INTEGRANTES.c.persona != persona)
        if conexion.scalars(otros.limit(1)).first() is not None:
            historia = leer_historia(conexion, suya.borrador)
            de_sus_turnos = MENSAJES.c.turno.in_(select(TURNOS.c.id).where(TURNOS.c.persona == persona))
            conexion.execute(pasar_al_resumen(suya.borrador, de_sus_turnos))
            if por_silencio and _se_queda(historia, suya.codigo):
                pasos += _dejar_lo_dicho(conexion, suya, len(historia), ahora)
                continue
            pasos += llevarse_lo_dicho(conexion, suya)
            if suya.hasta is None:
                salida = _anotar_que_se_fue(conexion, suya, historia, ahora)
                pasos += salida[0]
                compartidos.append(salida[1])
        else:
            pasos += _cerrar(suya.borrador)
            pasos.append(delete(EVENTOS).where(EVENTOS.c.borrador == suya.borrador))
            pasos.append(delete(INTEGRANTES).where(es_de_ahi))
            pasos.append(delete(BORRADORES).where(BORRADORES.c.id == suya.borrador))
    return pasos, tuple(compartidos)


def _se_queda(historia: tuple[Evento, ...], codigo: str) -> bool:
    """Lo que dijo es de una organización, y no de quien coordina o propone: ahí están también su contacto y su RUC."""
    quien = Borrador.de(historia).integrantes.get(codigo)
    if quien is None or quien.actor == PROPONENTE or (quien.sigue and quien.rol is Rol.COORDINACION):
        return False
    salidas = (uno for uno in reversed(historia) if isinstance(uno, Retirado) and uno.integrante == codigo)
    return quien.sigue or next(salidas).deja


def _dejar_lo_dicho(conexion: Connection, suya: Fila, cuantos: int, ahora: datetime) -> list[Paso]:
    """Los pasos con que alguien deja de estar en un borrador, del que ya no se sabe quién era, y lo suyo se queda."""
    es_suya = (INTEGRANTES.c.borrador == suya.borrador) & (INTEGRANTES.c.codigo == suya.codigo)
    pasos: list[Paso] = [update(INTEGRANTES).where(es_suya).values(persona=None, hasta=suya.hasta or ahora)]
    if suya.hasta is None:
        salida = Retirado(ahora, suya.codigo, POR_SILENCIO, deja=True, autor=DE_LA_ALIANZA)
        de_nadie = secreto_de_borrador(conexion, suya.borrador)
        pasos.append(insert(EVENTOS).values(evento_a_fila(de_nadie, suya.borrador, cuantos + 1, salida)))
    return pasos


def que_coordinan(conexion: Connection, personas: Select[int], desde: datetime) -> set[int]:
    """Quiénes de esas coordinan un borrador de varios en que alguien hizo algo desde entonces."""
    usado = select(TURNOS.c.id).where(TURNOS.c.borrador == INTEGRANTES.c.borrador, TURNOS.c.instante >= desde)
    suyos = select(INTEGRANTES).where(INTEGRANTES.c.persona.in_(personas), INTEGRANTES.c.hasta.is_(None))
    hallados = set[int]()
    for suya in conexion.execute(suyos.where(usado.exists())).all():
        coordinan = Borrador.de(leer_historia(conexion, suya.borrador)).con_rol(Rol.COORDINACION)
        if suya.codigo in {uno.codigo for uno in coordinan}:
            hallados.add(suya.persona)
    return hallados


def _cerrar(borrador: int) -> list[Paso]:
    """Borra sus invitaciones, y el grupo que lo seguía deja de hacerlo."""
    suyas = select(INVITACIONES.c.id).where(INVITACIONES.c.borrador == borrador)
    return [
        delete(INGRESOS).where(INGRESOS.c.invitacion.in_(suyas)),
        delete(INVITACIONES).where(INVITACIONES.c.borrador == borrador),
        dejar_de_seguir(borrador),
    ]


def _anotar_que_se_fue(
    conexion: Connection, suya: Fila, historia: tuple[Evento, ...], ahora: datetime
) -> tuple[list[Paso], Compartido]:
    """Que ya no está y, si coordinaba, quién lo hace ahora; nadie, si solo quedan los que leen."""
    borrador = Borrador.de(historia)
    coordina, socia = (
        next((uno.codigo for uno in borrador.con_rol(rol) if uno.codigo != suya.codigo), "")
        for rol in (Rol.COORDINACION, Rol.SOCIO)
    )
    sigue = "" if coordina else socia
    nuevos: list[Evento] = [Retirado(ahora, suya.codigo, AL_BORRAR, deja=False, autor=DE_LA_ALIANZA)]
    if sigue:
        nuevos.append(RolCambiado(ahora, sigue, Rol.COORDINACION, autor=DE_LA_ALIANZA))
    de_nadie = secreto_de_borrador(conexion, suya.borrador)
    filas = [
        evento_a_fila(de_nadie, suya.borrador, numero, uno) for numero, uno in enumerate(nuevos, len(historia) + 1)
    ]
    pasos: list[Paso] = [insert(EVENTOS).values(filas)]
    if not coordina:  # las invitaciones eran suyas, y el grupo lo vinculó ella
        pasos += _cerrar(suya.borrador)
    return pasos, Compartido(nombre_de_borrador(conexion, suya.borrador), coordina or sigue, bool(sigue))


def archivos_del_borrador(conexion: Connection, persona: int | None, nombre: str | None) -> set[str]:
    """Los nombres de los documentos que se hicieron de un borrador en que está esa persona: llevan lo que dijo."""
    de_ahi = (
        select(TURNOS.c.id)
        .join(INTEGRANTES, INTEGRANTES.c.borrador == TURNOS.c.borrador)
        .join(BORRADORES, BORRADORES.c.id == TURNOS.c.borrador)
        .where(INTEGRANTES.c.persona == persona, BORRADORES.c.nombre == nombre)
    )
    contenidos = conexion.scalars(select(MENSAJES.c.contenido).where(MENSAJES.c.turno.in_(de_ahi))).all()
    return {nombre for contenido in contenidos for nombre in nombres_de(contenido)}


def llevarse_todo(conexion: Connection, persona: int, borrador: int, codigo: str) -> None:
    """Saca de un borrador de varios a un integrante con todo lo que dijo en él, también en su conversación.

    Lo que envió al personal sigue siendo suyo. Raises `ErrorCifrado`, `HistoriaInconsistente` si no es ese integrante.
    """
    es_suya = (INTEGRANTES.c.borrador == borrador) & (INTEGRANTES.c.persona == persona)
    suya = conexion.execute(select(INTEGRANTES).where(es_suya, INTEGRANTES.c.hasta.is_(None))).one_or_none()
    if suya is None or suya.codigo != codigo:
        raise HistoriaInconsistente("Se quiso retirar de un borrador a otro integrante; no se guardó.")
    _llevarse(conexion, suya)


def olvidar_lo_vencido(conexion: Connection, ahora: datetime) -> set[str]:
    """Borra las invitaciones vencidas, y lo de quienes retiró la coordinación hace más de `SE_APARTA` y no volvieron.

    Devuelve los nombres de los documentos que llevaban lo de alguno. Raises `ErrorCifrado`.
    """
    olvidar_vencidas(conexion, ahora)
    archivos = set[str]()
    salieron = INTEGRANTES.c.persona.is_not(None) & (INTEGRANTES.c.hasta <= ahora - SE_APARTA)
    for suya in conexion.execute(select(INTEGRANTES).where(salieron)).all():
        salidas = (uno for uno in reversed(leer_historia(conexion, suya.borrador)) if isinstance(uno, Retirado))
        ultima = next((uno for uno in salidas if uno.integrante == suya.codigo), None)
        if ultima is not None and ultima.motivo == POR_LA_COORDINACION:
            archivos |= archivos_del_borrador(conexion, suya.persona, nombre_de_borrador(conexion, suya.borrador))
            _llevarse(conexion, suya)
    return archivos


def sin_mostrar_lo_ajeno(borrador: int, persona: int | None = None) -> tuple[Update, Update]:
    """Los pasos con que no se entrega lo que nadie recibió todavía y lleva palabras de otros: se pide otra vez.

    Con `persona`, solo lo que iba a recibir ella.
    """
    por_mostrar = MENSAJES.c.turno.in_(select(TURNOS.c.id).where(TURNOS.c.borrador == borrador))
    cuales = MENSAJES.c.queda.is_not(None) & MENSAJES.c.pendiente & por_mostrar
    if persona is not None:
        cuales &= MENSAJES.c.persona == persona
    return (
        pasar_al_resumen(borrador, cuales),
        update(MENSAJES).where(cuales).values(contenido=MENSAJES.c.queda, pendiente=False),
    )


def _llevarse(conexion: Connection, suya: Fila) -> None:
    anotar_restos(conexion)
    turnos = select(TURNOS.c.id).where(TURNOS.c.persona == suya.persona, TURNOS.c.borrador == suya.borrador)
    pasos = list(llevarse_lo_dicho(conexion, suya))
    conexion.execute(pasar_al_resumen(suya.borrador, MENSAJES.c.turno.in_(turnos)))
    _quedarse_con_las_consultas(conexion, suya, turnos)
    for paso in (*borrar_turnos(turnos), *pasos):
        conexion.execute(paso)


def _quedarse_con_las_consultas(conexion: Connection, suya: Fila, turnos: Select[tuple[int]]) -> None:
    """Lo que envió al personal desde el borrador pasa a ser de fuera de él: se abre con otra clave, y sin lo demás."""
    de_alli, suyo = abrir_secreto(conexion, suya.clave_envuelta), secreto_de_conversacion(conexion, suya.persona)
    for una in conexion.execute(select(CONSULTAS).where(CONSULTAS.c.turno.in_(turnos))).all():
        contenido = suyo.cerrar_json({**de_alli.abrir_json(una.contenido), "turnos": []})
        conexion.execute(update(CONSULTAS).where(CONSULTAS.c.id == una.id).values(contenido=contenido))
        for mensaje in conexion.execute(select(MENSAJES).where(MENSAJES.c.turno == una.turno)).all():
            valores = {"contenido": suyo.cerrar_json(de_alli.abrir_json(mensaje.contenido))}
            if mensaje.queda is not None:
                valores["queda"] = suyo.cerrar_json(de_alli.abrir_json(mensaje.queda))
            conexion.execute(update(MENSAJES).where(MENSAJES.c.id == mensaje.id).values(valores))
        fuera = {"borrador": None, "recibido": suyo.cerrar(""), "respuesta": suyo.cerrar("")}
        conexion.execute(update(TURNOS).where(TURNOS.c.id == una.turno).values(fuera))


def llevarse_lo_dicho(conexion: Connection, suya: Fila) -> Iterator[Update]:
    """Los pasos con que un integrante, dada su fila, se lleva lo que dijo en un borrador que es también de otros.

    Cada evento suyo deja su número y su hora; la clave con que se leía se pierde. Raises `ErrorCifrado`.
    """
    es_suyo = (EVENTOS.c.borrador == suya.borrador) & (EVENTOS.c.autor == suya.codigo)
    de_nadie = secreto_de_borrador(conexion, suya.borrador)
    con_restos = select(EVENTOS, SECRETO_DEL_EVENTO).where(
        es_suyo, EVENTOS.c.tipo.in_([una.tipo for una in QUEDA_AL_SALIR])
    )
    for fila in conexion.execute(con_restos).all():
        resto = _resto(leer_evento(conexion, fila))
        queda = {"autor": None, "datos": de_nadie.cerrar_json(evento_a_json(resto))}
        yield update(EVENTOS).where(es_suyo, EVENTOS.c.numero == fila.numero).values(queda)
    yield from sin_mostrar_lo_ajeno(suya.borrador)  # lo que se le iba a mostrar a otro puede llevar palabras suyas
    yield update(EVENTOS).where(es_suyo).values(tipo=Borrado.tipo, datos={}, autor=None)
    es_su_fila = (INTEGRANTES.c.borrador == suya.borrador) & (INTEGRANTES.c.codigo == suya.codigo)
    yield update(INTEGRANTES).where(es_su_fila).values(persona=None, clave_envuelta=None)


def _resto(evento: Evento) -> Evento:
    quedan = {campo: getattr(evento, campo) for campo in QUEDA_AL_SALIR[type(evento)] - _HECHO}
    return replace(type(evento)(evento.instante, **quedan), autor=DE_LA_ALIANZA)
