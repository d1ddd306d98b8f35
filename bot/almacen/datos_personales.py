"""Lo guardado de una persona, para que lo vea y se lo lleve. Solo lee; quien lo llama sabe que es esa persona."""

from typing import Any

from sqlalchemy import Connection, func, select

from bot.almacen.cifrado import CLAVE_DEL_TURNO, abrir_clave, clave_de_conversacion
from bot.almacen.conversion import mensaje_de_fila
from bot.almacen.historia import leer_borradores
from bot.almacen.tablas import (
    ANOTACIONES,
    AVISOS,
    BORRADORES,
    CONSULTAS,
    CONVERSACIONES,
    DIRECCIONES,
    EVENTOS,
    MENSAJES,
    PERSONAS,
    TRASPASOS,
    TURNOS,
    VALORACIONES,
)
from bot.dialogo.mensajes import Adjunto
from bot.dialogo.peticiones import DatosResumidos

FORMATO = "datos-personales/1"
Json = dict[str, Any]


def resumir_datos(conexion: Connection, persona: int) -> DatosResumidos:
    """Cuenta lo guardado de una persona y lee sus borradores."""
    turnos = select(TURNOS.c.id).where(TURNOS.c.persona == persona)
    consultas = select(CONSULTAS.c.id).where(CONSULTAS.c.turno.in_(turnos))
    return DatosResumidos(
        mensajes=_contar(conexion, TURNOS.c.id, TURNOS.c.persona == persona, TURNOS.c.recibido != ""),
        valoraciones=_contar(conexion, VALORACIONES.c.turno, VALORACIONES.c.persona == persona),
        documentos=len(documentos_de(conexion, persona)),
        avisos=_contar(conexion, AVISOS.c.consulta, AVISOS.c.consulta.in_(consultas), AVISOS.c.avisado.is_(None)),
        borradores=leer_borradores(conexion, persona),
        traspasos=_contar(conexion, TRASPASOS.c.id, TRASPASOS.c.persona == persona),
    )


def reunir_datos(conexion: Connection, persona: int) -> tuple[Json, tuple[Adjunto, ...]]:
    """Devuelve todo lo guardado como JSON y los documentos entregados."""
    datos: Json = {
        "formato": FORMATO,
        "persona": _persona(conexion, persona),
        "conversacion": _conversacion(conexion, persona),
        "borradores": _borradores(conexion, persona),
        "consentimientos": _consentimientos(conexion, persona),
        "valoraciones": [
            {"turno": fila.turno, "sirve": fila.sirve, "instante": fila.instante.isoformat()}
            for fila in conexion.execute(select(VALORACIONES).where(VALORACIONES.c.persona == persona))
        ],
        "consultas_al_personal": _traspasos(conexion, persona),
        "estado_de_la_conversacion": clave_de_conversacion(conexion, persona).abrir_json(
            conexion.scalars(select(CONVERSACIONES.c.estado).where(CONVERSACIONES.c.persona == persona)).one()
        ),
    }
    return datos, documentos_de(conexion, persona)


def documentos_de(conexion: Connection, persona: int) -> tuple[Adjunto, ...]:
    """Los documentos que se le entregaron, sin repetir; no las copias de sus propios datos."""
    filas = conexion.execute(
        select(MENSAJES.c.contenido, CLAVE_DEL_TURNO)
        .join(TURNOS, TURNOS.c.id == MENSAJES.c.turno)
        .where(MENSAJES.c.persona == persona)
        .order_by(MENSAJES.c.id)
    ).all()
    mensajes = (mensaje_de_fila(abrir_clave(conexion, fila.clave_envuelta), fila.contenido) for fila in filas)
    todos = {adjunto.ruta: adjunto for mensaje in mensajes for adjunto in mensaje.adjuntos}
    return tuple(adjunto for adjunto in todos.values() if not adjunto.nombre.endswith(".zip"))


def _persona(conexion: Connection, persona: int) -> Json:
    fila = conexion.execute(
        select(PERSONAS.c.creada, DIRECCIONES.c.canal, DIRECCIONES.c.direccion)
        .join(DIRECCIONES, DIRECCIONES.c.persona == PERSONAS.c.id)
        .where(PERSONAS.c.id == persona)
    ).one()
    return {"desde": fila.creada.isoformat(), "canal": fila.canal, "identificador": fila.direccion}


def _conversacion(conexion: Connection, persona: int) -> list[Json]:
    suyos = select(TURNOS.c.id).where(TURNOS.c.persona == persona)
    consultas: dict[int, list[Json]] = {}
    for fila in conexion.execute(
        select(CONSULTAS, AVISOS.c.pedido, AVISOS.c.avisado, CLAVE_DEL_TURNO)
        .join(TURNOS, TURNOS.c.id == CONSULTAS.c.turno)
        .outerjoin(AVISOS, AVISOS.c.consulta == CONSULTAS.c.id)
        .where(CONSULTAS.c.turno.in_(suyos))
        .order_by(CONSULTAS.c.id)
    ):
        pregunta = abrir_clave(conexion, fila.clave_envuelta).abrir(fila.pregunta)
        dicha: Json = {"pregunta": pregunta, "resultado": fila.estado, "citas": fila.citas}
        if fila.pedido is not None:
            dicha |= {"aviso_pedido": fila.pedido.isoformat(), "avisado": fila.avisado and fila.avisado.isoformat()}
        consultas.setdefault(fila.turno, []).append(dicha)
    revisiones: dict[int, list[Json]] = {}
    for fila in conexion.execute(select(ANOTACIONES).where(ANOTACIONES.c.turno.in_(suyos))):
        nota = {"valores": fila.valores, "nota": fila.nota, "respuesta_correcta": fila.respuesta_correcta}
        revisiones.setdefault(fila.turno, []).append(nota)
    turnos = select(TURNOS, CLAVE_DEL_TURNO).where(TURNOS.c.persona == persona).order_by(TURNOS.c.id)
    return [
        {
            "instante": fila.instante.isoformat(),
            "turno": fila.numero,
            "usted": clave.abrir(fila.recibido),
            "asistente": clave.abrir(fila.respuesta),
            "consultas": consultas.get(fila.id, []),
            "revisiones_del_personal": revisiones.get(fila.id, []),
        }
        for fila in conexion.execute(turnos)
        for clave in (abrir_clave(conexion, fila.clave_envuelta),)
    ]


def _borradores(conexion: Connection, persona: int) -> list[Json]:
    borradores: dict[int, Json] = {
        fila.id: {"nombre": fila.nombre, "creado": fila.creado.isoformat(), "eventos": []}
        for fila in conexion.execute(
            select(BORRADORES).where(BORRADORES.c.persona == persona).order_by(BORRADORES.c.id)
        )
    }
    for fila in conexion.execute(
        select(EVENTOS, BORRADORES.c.clave_envuelta)
        .join(BORRADORES, BORRADORES.c.id == EVENTOS.c.borrador)
        .where(BORRADORES.c.persona == persona)
        .order_by(EVENTOS.c.borrador, EVENTOS.c.numero)
    ):
        datos = abrir_clave(conexion, fila.clave_envuelta).abrir_json(fila.datos)
        evento = {"tipo": fila.tipo, "instante": fila.instante, "datos": datos}
        borradores[fila.borrador]["eventos"].append(evento)
    return list(borradores.values())


def _consentimientos(conexion: Connection, persona: int) -> list[Json]:
    """Lo que aceptó, autorizó o retiró, con la versión del aviso y el instante."""
    return [
        {"borrador": uno.nombre, "acto": evento.tipo, "instante": evento.instante.isoformat(), **evento.datos}
        for uno in leer_borradores(conexion, persona)
        for evento in uno.eventos
        if evento.tipo in ("creado", "aviso_aceptado", "autorizada", "revocada")
    ]


def _traspasos(conexion: Connection, persona: int) -> list[Json]:
    """Lo que envió al personal y lo que le respondieron; no quién lo respondió."""
    return [
        {
            "numero": fila.id,
            "instante": fila.instante.isoformat(),
            "consulta": contenido["texto"],
            "ultimos_turnos": contenido["turnos"],
            "respuestas": [{"instante": una["instante"], "texto": una["texto"]} for una in contenido["respuestas"]],
            "cerrada": fila.cerrado and fila.cerrado.isoformat(),
            "motivo": contenido["motivo"],
        }
        for fila in conexion.execute(
            select(TRASPASOS, CLAVE_DEL_TURNO)
            .join(TURNOS, TURNOS.c.id == TRASPASOS.c.turno)
            .where(TRASPASOS.c.persona == persona)
            .order_by(TRASPASOS.c.id)
        ).all()
        for contenido in (abrir_clave(conexion, fila.clave_envuelta).abrir_json(fila.contenido),)
    ]


def _contar(conexion: Connection, columna: Any, *condiciones: Any) -> int:
    return conexion.scalar(select(func.count(columna)).where(*condiciones)) or 0
