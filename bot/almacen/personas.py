"""Lo guardado de una persona, para verlo y llevárselo.

Quien lo llama sabe que es esa persona.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from bot.almacen.base.conversion import evento_a_json, mensaje_de_fila
from bot.almacen.base.secretos import SECRETO_DEL_EVENTO, SECRETO_DEL_TURNO, abrir_secreto, secreto_de_conversacion
from bot.almacen.base.tablas import (
    ANOTACIONES,
    AVISOS_PEDIDOS,
    BORRADORES,
    CONSULTAS,
    CONVERSACIONES,
    DIRECCIONES,
    EVENTOS,
    INGRESOS,
    INTEGRANTES,
    MENSAJES,
    PERSONAS,
    PREGUNTAS,
    TURNOS,
    VALORACIONES,
)
from bot.almacen.historia.eventos import leer_borradores
from bot.dialogo.mensajes import COPIA_DE_SUS_DATOS, Adjunto
from bot.dialogo.peticiones import DatosResumidos
from bot.entrevista.eventos import Autorizada, AvisoAceptado, Creado, Revocada, Unido

FORMATO = "datos-personales/1"
Json = dict[str, Any]


def resumir_datos(conexion: Connection, persona: int) -> DatosResumidos:
    """Cuenta lo guardado de una persona y lee sus borradores."""
    turnos = select(TURNOS.c.id).where(TURNOS.c.persona == persona)
    preguntas = select(PREGUNTAS.c.id).where(PREGUNTAS.c.turno.in_(turnos))
    return DatosResumidos(
        mensajes=_contar(conexion, TURNOS.c.id, TURNOS.c.persona == persona, TURNOS.c.recibido != ""),
        valoraciones=_contar(conexion, VALORACIONES.c.turno, VALORACIONES.c.persona == persona),
        documentos=len(documentos_de(conexion, persona)),
        avisos_pedidos=_contar(
            conexion,
            AVISOS_PEDIDOS.c.consulta,
            AVISOS_PEDIDOS.c.consulta.in_(preguntas),
            AVISOS_PEDIDOS.c.avisado.is_(None),
        ),
        borradores=leer_borradores(conexion, persona),
        consultas_al_personal=_contar(conexion, CONSULTAS.c.id, CONSULTAS.c.persona == persona),
    )


def reunir_datos(conexion: Connection, persona: int) -> tuple[Json, tuple[Adjunto, ...]]:
    """Devuelve todo lo guardado como JSON y los documentos entregados."""
    datos: Json = {
        "formato": FORMATO,
        "persona": _persona(conexion, persona),
        "conversacion": _conversacion(conexion, persona),
        "borradores": _borradores(conexion, persona),
        "consentimientos": _consentimientos(conexion, persona),
        "invitaciones_aceptadas": [
            {"pedido": fila.pedido.isoformat(), "aviso_de_alianza": fila.aviso, "aviso_de_privacidad": fila.privacidad}
            for fila in conexion.execute(select(INGRESOS).where(INGRESOS.c.persona == persona))
        ],
        "valoraciones": [
            {"turno": fila.turno, "sirve": fila.sirve, "instante": fila.instante.isoformat()}
            for fila in conexion.execute(select(VALORACIONES).where(VALORACIONES.c.persona == persona))
        ],
        "consultas_al_personal": _consultas(conexion, persona),
        "estado_de_la_conversacion": secreto_de_conversacion(conexion, persona).abrir_json(
            conexion.scalars(select(CONVERSACIONES.c.estado).where(CONVERSACIONES.c.persona == persona)).one()
        ),
    }
    return datos, documentos_de(conexion, persona)


def documentos_de(conexion: Connection, persona: int) -> tuple[Adjunto, ...]:
    """Los documentos que se le entregaron, sin repetir; no las copias de sus propios datos."""
    todos = _adjuntos(conexion, MENSAJES.c.persona == persona)
    return tuple(adjunto for adjunto in todos if not adjunto.nombre.endswith(".zip"))


def copias_entregadas(conexion: Connection, persona: int) -> set[str]:
    """Los nombres en disco de las copias de sus datos que ya recibió."""
    entregados = _adjuntos(conexion, MENSAJES.c.persona == persona, MENSAJES.c.pendiente.is_(False))
    return {adjunto.ruta for adjunto in entregados if adjunto.nombre == COPIA_DE_SUS_DATOS}


def _adjuntos(conexion: Connection, *condiciones: ColumnElement[bool]) -> tuple[Adjunto, ...]:
    filas = conexion.execute(
        select(MENSAJES.c.contenido, SECRETO_DEL_TURNO)
        .join(TURNOS, TURNOS.c.id == MENSAJES.c.turno)
        .where(*condiciones)
        .order_by(MENSAJES.c.id)
    ).all()
    mensajes = (mensaje_de_fila(abrir_secreto(conexion, fila.clave_envuelta), fila.contenido) for fila in filas)
    return tuple({adjunto.ruta: adjunto for mensaje in mensajes for adjunto in mensaje.adjuntos}.values())


def _persona(conexion: Connection, persona: int) -> Json:
    fila = conexion.execute(
        select(PERSONAS.c.creada, DIRECCIONES.c.canal, DIRECCIONES.c.direccion)
        .join(DIRECCIONES, DIRECCIONES.c.persona == PERSONAS.c.id)
        .where(PERSONAS.c.id == persona)
    ).one()
    return {"desde": fila.creada.isoformat(), "canal": fila.canal, "identificador": fila.direccion}


def _conversacion(conexion: Connection, persona: int) -> list[Json]:
    suyos = select(TURNOS.c.id).where(TURNOS.c.persona == persona)
    preguntas: dict[int, list[Json]] = {}
    for fila in conexion.execute(
        select(PREGUNTAS, AVISOS_PEDIDOS.c.pedido, AVISOS_PEDIDOS.c.avisado, SECRETO_DEL_TURNO)
        .join(TURNOS, TURNOS.c.id == PREGUNTAS.c.turno)
        .outerjoin(AVISOS_PEDIDOS, AVISOS_PEDIDOS.c.consulta == PREGUNTAS.c.id)
        .where(PREGUNTAS.c.turno.in_(suyos))
        .order_by(PREGUNTAS.c.id)
    ):
        pregunta = abrir_secreto(conexion, fila.clave_envuelta).abrir(fila.pregunta)
        dicha: Json = {"pregunta": pregunta, "resultado": fila.estado, "citas": fila.citas}
        if fila.pedido is not None:
            dicha |= {"aviso_pedido": fila.pedido.isoformat(), "avisado": fila.avisado and fila.avisado.isoformat()}
        preguntas.setdefault(fila.turno, []).append(dicha)
    revisiones: dict[int, list[Json]] = {}
    for fila in conexion.execute(select(ANOTACIONES).where(ANOTACIONES.c.turno.in_(suyos))):
        nota = {"valores": fila.valores, "nota": fila.nota, "respuesta_correcta": fila.respuesta_correcta}
        revisiones.setdefault(fila.turno, []).append(nota)
    turnos = select(TURNOS, SECRETO_DEL_TURNO).where(TURNOS.c.persona == persona).order_by(TURNOS.c.id)
    return [
        {
            "instante": fila.instante.isoformat(),
            "turno": fila.numero,
            "usted": secreto.abrir(fila.recibido),
            "asistente": secreto.abrir(fila.respuesta),
            "consultas": preguntas.get(fila.id, []),
            "revisiones_del_personal": revisiones.get(fila.id, []),
        }
        for fila in conexion.execute(turnos)
        for secreto in (abrir_secreto(conexion, fila.clave_envuelta),)
    ]


def _borradores(conexion: Connection, persona: int) -> list[Json]:
    """Los borradores en que participa, con lo que ella hizo en cada uno: lo de los demás no es suyo."""
    borradores: dict[int, Json] = {
        fila.id: {"nombre": fila.nombre, "creado": fila.creado.isoformat(), "eventos": []}
        for fila in conexion.execute(
            select(BORRADORES)
            .join(INTEGRANTES, INTEGRANTES.c.borrador == BORRADORES.c.id)
            .where(INTEGRANTES.c.persona == persona)
            .order_by(BORRADORES.c.id)
        )
    }
    suyos = (INTEGRANTES.c.borrador == EVENTOS.c.borrador) & (INTEGRANTES.c.codigo == EVENTOS.c.autor)
    for fila in conexion.execute(
        select(EVENTOS, SECRETO_DEL_EVENTO)
        .select_from(EVENTOS)
        .join(INTEGRANTES, suyos)
        .where(INTEGRANTES.c.persona == persona)
        .order_by(EVENTOS.c.borrador, EVENTOS.c.numero)
    ):
        datos = abrir_secreto(conexion, fila.clave_envuelta).abrir_json(fila.datos)
        evento = {"tipo": fila.tipo, "instante": fila.instante, "datos": datos}
        borradores[fila.borrador]["eventos"].append(evento)
    return list(borradores.values())


def _consentimientos(conexion: Connection, persona: int) -> list[Json]:
    """Lo que aceptó, autorizó o retiró, con la versión del aviso y el instante."""
    return [
        {"borrador": uno.nombre, "acto": evento.tipo, "instante": evento.instante.isoformat(), **evento_a_json(evento)}
        for uno in leer_borradores(conexion, persona)
        for evento in uno.eventos
        if (evento.autor == uno.integrante and isinstance(evento, Creado | AvisoAceptado | Autorizada | Revocada))
        or (isinstance(evento, Unido) and evento.integrante == uno.integrante)
    ]


def _consultas(conexion: Connection, persona: int) -> list[Json]:
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
            select(CONSULTAS, SECRETO_DEL_TURNO)
            .join(TURNOS, TURNOS.c.id == CONSULTAS.c.turno)
            .where(CONSULTAS.c.persona == persona)
            .order_by(CONSULTAS.c.id)
        ).all()
        for contenido in (abrir_secreto(conexion, fila.clave_envuelta).abrir_json(fila.contenido),)
    ]


def _contar(conexion: Connection, columna: Any, *condiciones: Any) -> int:
    return conexion.scalar(select(func.count(columna)).where(*condiciones)) or 0
