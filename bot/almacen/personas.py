"""Lo guardado de una persona: verlo, llevárselo, borrarlo a pedido y borrarlo al cumplir su plazo.

Quien lo llama sabe que es esa persona.
"""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from bot.almacen.bandeja import RETIRADA
from bot.almacen.base.conexion import errores_traducidos, escritura, lectura
from bot.almacen.base.conversion import evento_a_json, mensaje_de_fila, rutas_de
from bot.almacen.base.secretos import SECRETO_DEL_TURNO, abrir_secreto, secreto_de_conversacion
from bot.almacen.base.tablas import (
    ANOTACIONES,
    AVISOS_PEDIDOS,
    BANDEJA,
    BORRADORES,
    BORRADOS,
    CONSULTAS,
    CONVERSACIONES,
    DIRECCIONES,
    ENTRADAS_VISTAS,
    EVENTOS,
    MENSAJES,
    PERSONAS,
    PREGUNTAS,
    TAREAS_PREGUNTAS,
    TURNOS,
    VALORACIONES,
)
from bot.almacen.historia import leer_borradores
from bot.dialogo.mensajes import Adjunto
from bot.dialogo.peticiones import DatosResumidos, Recibo
from bot.entrevista.eventos import Autorizada, AvisoAceptado, Creado, Revocada

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
    filas = conexion.execute(
        select(MENSAJES.c.contenido, SECRETO_DEL_TURNO)
        .join(TURNOS, TURNOS.c.id == MENSAJES.c.turno)
        .where(MENSAJES.c.persona == persona)
        .order_by(MENSAJES.c.id)
    ).all()
    mensajes = (mensaje_de_fila(abrir_secreto(conexion, fila.clave_envuelta), fila.contenido) for fila in filas)
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
        if isinstance(evento, Creado | AvisoAceptado | Autorizada | Revocada)
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


DE_UN_DIA = "exportacion"
"""Lo que lleva esto en el nombre no se guarda más de un día, aunque un mensaje lo mencione: son datos de otros."""
_UN_DIA = 86_400.0
_VACIO: dict[str, Any] = {"persona": None, "turno": None, "contenido": {}, "atendido": None, "cerrado": None}
"""Lo que queda de una consulta al borrar a quien la hizo: su número."""


def borrar_filas(conexion: Connection, persona: int, ahora: datetime) -> Recibo:
    """Borra cada fila de la persona y deja constancia, sin identidad, de cuánto era."""
    turnos = select(TURNOS.c.id).where(TURNOS.c.persona == persona)
    direccion = select(DIRECCIONES.c.direccion).where(DIRECCIONES.c.persona == persona)
    borradores = select(BORRADORES.c.id).where(BORRADORES.c.persona == persona)
    preguntas = select(PREGUNTAS.c.id).where(PREGUNTAS.c.turno.in_(turnos))
    pasos = (
        delete(AVISOS_PEDIDOS).where(AVISOS_PEDIDOS.c.consulta.in_(preguntas)),
        delete(TAREAS_PREGUNTAS).where(TAREAS_PREGUNTAS.c.consulta.in_(preguntas)),
        delete(ANOTACIONES).where(ANOTACIONES.c.turno.in_(turnos)),
        delete(PREGUNTAS).where(PREGUNTAS.c.turno.in_(turnos)),
        # Los de sus turnos que recibió el personal llevan su consulta.
        delete(MENSAJES).where((MENSAJES.c.persona == persona) | MENSAJES.c.turno.in_(turnos)),
        update(CONSULTAS).where(CONSULTAS.c.persona == persona).values(_VACIO | {"instante": ahora}),
        delete(TURNOS).where(TURNOS.c.persona == persona),
        delete(EVENTOS).where(EVENTOS.c.borrador.in_(borradores)),
        delete(BORRADORES).where(BORRADORES.c.persona == persona),
        delete(VALORACIONES).where(VALORACIONES.c.persona == persona),
        delete(CONVERSACIONES).where(CONVERSACIONES.c.persona == persona),
        delete(ENTRADAS_VISTAS).where(ENTRADAS_VISTAS.c.persona == persona),
        # Lo que espera turno llegó después del pedido de borrado: empieza una conversación nueva.
        delete(BANDEJA).where(BANDEJA.c.situacion == RETIRADA, BANDEJA.c.direccion.in_(direccion)),
        delete(DIRECCIONES).where(DIRECCIONES.c.persona == persona),
        delete(PERSONAS).where(PERSONAS.c.id == persona),
    )
    cuantas = {paso.table: conexion.execute(paso).rowcount for paso in pasos}
    filas = sum(cuantas.values())
    constancia = insert(BORRADOS).values(instante=ahora, filas=filas).returning(BORRADOS.c.id)
    return Recibo(
        codigo=f"B-{conexion.scalars(constancia).one():06}",
        instante=ahora,
        filas=filas,
        mensajes=cuantas[TURNOS],
        borradores=cuantas[BORRADORES],
        documentos=0,
        avisos_pedidos=cuantas[AVISOS_PEDIDOS],
        consultas_al_personal=cuantas[CONSULTAS],
    )


def archivos_de(conexion: Connection, persona: int) -> set[str]:
    """Devuelve las rutas de los documentos que se le enviaron."""
    contenidos = conexion.scalars(select(MENSAJES.c.contenido).where(MENSAJES.c.persona == persona)).all()
    return {ruta for contenido in contenidos for ruta in rutas_de(contenido)}


def depurar(motor: Engine, consultas_antes_de: datetime, borradores_antes_de: datetime, ahora: datetime) -> int:
    """Borra a quienes no escriben desde esas fechas, según tengan o no un borrador; devuelve cuántas personas eran."""
    con_borrador = select(BORRADORES.c.persona)
    persona, actualizada = CONVERSACIONES.c.persona, CONVERSACIONES.c.actualizada
    # Tras un borrado queda a quién entregarle la constancia; ya entregada, no hace falta.
    escribio = select(TURNOS.c.persona).where(TURNOS.c.recibido != "")
    por_entregar = select(MENSAJES.c.persona).where(MENSAJES.c.pendiente)
    quietas = select(persona).where(
        (persona.not_in(con_borrador) & (actualizada < consultas_antes_de))
        | (persona.in_(con_borrador) & (actualizada < borradores_antes_de))
        | (persona.not_in(con_borrador) & persona.not_in(escribio) & persona.not_in(por_entregar))
    )
    archivos: set[str] = set()
    with escritura(motor) as conexion:
        personas = conexion.scalars(quietas).all()
        for una in personas:
            archivos |= archivos_de(conexion, una)
            borrar_filas(conexion, una, ahora)
    vaciar_diario(motor)
    borrar_archivos(archivos)
    return len(personas)


def borrar_archivos(archivos: Iterable[str]) -> None:
    """Borra los que queden."""
    for archivo in archivos:
        with suppress(OSError):
            Path(archivo).unlink(missing_ok=True)


def borrar_sueltos(motor: Engine, carpeta: Path, ahora: datetime) -> int:
    """Borra los documentos de hace más de un día que ningún mensaje menciona y las exportaciones; dice cuántos eran.

    Los deja un turno que se repitió o que no llegó a guardarse. Un archivo más nuevo puede ser de un turno en marcha.
    """
    viejos = {
        str(ruta.resolve()): ruta
        for ruta in (carpeta.iterdir() if carpeta.is_dir() else ())
        if ahora.timestamp() - ruta.stat().st_mtime > _UN_DIA and (ruta.is_file() or DE_UN_DIA in ruta.name)
    }
    if not viejos:
        return 0
    with lectura(motor) as conexion:
        for contenido in conexion.scalars(select(MENSAJES.c.contenido)):
            for ruta in rutas_de(contenido):
                if DE_UN_DIA not in Path(ruta).name:
                    viejos.pop(ruta, None)
    for ruta in viejos.values():
        if ruta.is_dir():
            shutil.rmtree(ruta, ignore_errors=True)
    borrar_archivos(viejos)
    return len(viejos)


def vaciar_diario(motor: Engine) -> None:
    """Pasa el diario de SQLite al archivo y lo trunca: hasta entonces conserva copias de lo borrado."""
    if motor.dialect.name != "sqlite":
        return
    # El vaciado no puede ir dentro de una transacción.
    with errores_traducidos(), motor.connect() as conexion:
        cursor = conexion.connection.cursor()
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            cursor.close()
