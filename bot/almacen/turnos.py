"""Los pasos con que se guarda un turno, todos dentro de la transacción que abre el almacén.

Lo que se pide a la base está armado de antemano: armarlo cuesta el triple que hacerlo, y son veinte pedidos por turno.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Delete, Select, Update, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.almacen.base.conversion import citas_a_json, estado_a_json, mensaje_a_fila, texto_guardable
from bot.almacen.base.secretos import crear_secreto, secreto_de_conversacion
from bot.almacen.base.tablas import (
    ANOTACIONES,
    AVISOS_PEDIDOS,
    CONVERSACIONES,
    DIRECCIONES,
    ENTRADAS_VISTAS,
    MENSAJES,
    PERSONAL,
    PERSONAS,
    PREGUNTAS,
    TAREAS_PREGUNTAS,
    TURNOS,
    VALORACIONES,
)
from bot.dialogo.efectos import AnotarAvisoPedido, AnotarPregunta, AnotarValoracion, Efecto, Enviar
from bot.dialogo.mensajes import Mensaje, parrafo
from bot.dialogo.turno import Papeles
from bot.servicio.cifrado import SecretoPropio
from bot.servicio.puertos import EstadoDesactualizado, Persona, TurnoAtendido

VISTA = "[vista de la alianza]"
"""Lo que queda escrito donde se mostraron palabras de otros integrantes: siguen en la historia, que es suya."""
YA_ENTREGADO: dict[Any, Any] = {
    MENSAJES.c.pendiente: False,
    MENSAJES.c.contenido: func.coalesce(MENSAJES.c.queda, MENSAJES.c.contenido),
}
"""Lo que cambia en un mensaje que ya no falta entregar."""
_NUMERO_DE_PERSONA = select(PERSONAS.c.id).where(PERSONAS.c.clave == bindparam("seudonimo"))
_PERSONAL = select(PERSONAL)
_VISTA = select(ENTRADAS_VISTAS.c.persona).where(
    ENTRADAS_VISTAS.c.persona == bindparam("persona"), ENTRADAS_VISTAS.c.entrada == bindparam("entrada")
)
_AVANZAR = update(CONVERSACIONES).where(
    CONVERSACIONES.c.persona == bindparam("de_persona"), CONVERSACIONES.c.revision == bindparam("leida")
)
_ANOTAR_VISTA = insert(ENTRADAS_VISTAS)
_ANOTAR_TURNO = insert(TURNOS).returning(TURNOS.c.id)
_ENCOLAR = insert(MENSAJES).returning(MENSAJES.c.id)
_CERRAR_DUDOSOS = (
    update(MENSAJES)
    .where(MENSAJES.c.persona == bindparam("de_persona"), MENSAJES.c.pendiente, MENSAJES.c.dudoso.is_not(None))
    .values(YA_ENTREGADO)
)
_READMITIR = (
    update(DIRECCIONES)
    .where(DIRECCIONES.c.persona == bindparam("de_persona"), DIRECCIONES.c.bloqueada.is_not(None))
    .values(bloqueada=None)
)


@dataclass(frozen=True, slots=True)
class TurnoNuevo:
    """Lo que se anota de un turno: `numero` es el de `Estado.turno`; `borrador`, None si no hay uno abierto."""

    persona: int
    numero: int
    borrador: int | None
    instante: datetime
    recibido: str
    efectos: Sequence[Efecto]


@dataclass(frozen=True, slots=True)
class PorEntregar:
    """Un mensaje para alguien, por un turno, que puede ser el de otra persona.

    `desde`: de un aviso que no pidió, la hora antes de la que no se le entrega.
    """

    persona: int
    turno: int
    mensaje: Mensaje
    desde: datetime | None = None


def numero_de_persona(conexion: Connection, seudonimo: str) -> int | None:
    """Devuelve el número de la persona con ese seudónimo, o None si no está."""
    return conexion.scalar(_NUMERO_DE_PERSONA, {"seudonimo": seudonimo})


def leer_papeles(conexion: Connection, configurados: Mapping[str, Papeles]) -> dict[str, Papeles]:
    """Los papeles de cada uno que es o fue del personal, por seudónimo. `configurados`: los de la configuración."""
    filas = conexion.execute(_PERSONAL).all()
    cambiados = {
        fila.seudonimo: Papeles(atiende=fila.atiende, exporta=fila.exporta)
        for fila in filas
        if fila.atiende is not None
    }
    return {**{fila.seudonimo: Papeles() for fila in filas}, **configurados, **cambiados}


def entrada_vista(conexion: Connection, persona: int, id_entrada: str) -> bool:
    """Dice si la entrada ya se guardó."""
    return conexion.scalar(_VISTA, {"persona": persona, "entrada": id_entrada}) is not None


def inscribir(conexion: Connection, seudonimo: str, persona: Persona, ahora: datetime) -> int:
    """Crea a la persona y anota a dónde se le escribe. Raises `EstadoDesactualizado`."""
    try:
        fila = {"clave": seudonimo, "creada": ahora, "clave_envuelta": crear_secreto(conexion)}
        numero = conexion.scalars(insert(PERSONAS).values(fila).returning(PERSONAS.c.id)).one()
    except IntegrityError as error:  # otro proceso la inscribió a la vez
        raise EstadoDesactualizado from error
    conexion.execute(insert(DIRECCIONES).values(persona=numero, canal=persona.canal, direccion=persona.direccion))
    return numero


def avanzar(conexion: Connection, persona: int, atendido: TurnoAtendido) -> None:
    """Guarda el estado si nadie lo cambió desde que se leyó. Raises `EstadoDesactualizado`."""
    valores = {
        "estado": secreto_de_conversacion(conexion, persona).cerrar_json(estado_a_json(atendido.estado)),
        "revision": atendido.numero_de_cambio + 1,
        "actualizada": atendido.ahora,
        "recordar": atendido.estado.recordatorio,
    }
    if atendido.numero_de_cambio == 0:
        try:
            conexion.execute(insert(CONVERSACIONES).values(persona=persona, **valores))
        except IntegrityError as error:  # ya había una conversación
            raise EstadoDesactualizado from error
        return
    cual = {"de_persona": persona, "leida": atendido.numero_de_cambio}
    if conexion.execute(_AVANZAR, {**valores, **cual}).rowcount != 1:
        raise EstadoDesactualizado


def anotar_vista(conexion: Connection, persona: int, id_entrada: str, ahora: datetime) -> None:
    """Anota que la entrada se atendió."""
    conexion.execute(_ANOTAR_VISTA, {"persona": persona, "entrada": id_entrada, "instante": ahora})


def anotar_turno(conexion: Connection, secreto: SecretoPropio, nuevo: TurnoNuevo) -> int:
    """Guarda lo recibido y lo respondido, con sus preguntas y valoraciones; devuelve el identificador del turno.

    `secreto`: el de lo que la persona dice en ese borrador o, sin uno abierto, fuera de todos.
    """
    enviados = (efecto for efecto in nuevo.efectos if isinstance(efecto, Enviar))
    respuesta = "\n\n".join(VISTA if uno.mensaje.reservado else uno.guardado.texto for uno in enviados)
    fila = {
        "persona": nuevo.persona,
        "numero": nuevo.numero,
        "borrador": nuevo.borrador,
        "instante": nuevo.instante,
        "recibido": secreto.cerrar(texto_guardable(nuevo.recibido)),
        "respuesta": secreto.cerrar(texto_guardable(respuesta)),
    }
    turno = conexion.scalars(_ANOTAR_TURNO, fila).one()
    for efecto in nuevo.efectos:
        if isinstance(efecto, AnotarPregunta):
            _anotar_pregunta(conexion, secreto, turno, efecto)
        elif isinstance(efecto, AnotarValoracion):
            _anotar_valoracion(conexion, nuevo.persona, efecto, nuevo.instante)
        elif isinstance(efecto, AnotarAvisoPedido):
            _anotar_aviso_pedido(conexion, nuevo.persona, efecto, nuevo.instante)
    return turno


def encolar(conexion: Connection, secreto: SecretoPropio, uno: PorEntregar, ahora: datetime) -> int:
    """Guarda un mensaje por entregar, cerrado con el secreto de su turno, y devuelve su identificador."""
    contenido, queda = mensaje_a_fila(secreto, uno.mensaje), None
    if uno.mensaje.reservado:
        sin_lo_ajeno = Mensaje((parrafo(VISTA),), (), uno.mensaje.adjuntos, uno.mensaje.asunto)
        queda = mensaje_a_fila(secreto, sin_lo_ajeno)
    fila = {"persona": uno.persona, "turno": uno.turno, "contenido": contenido, "queda": queda}
    fila |= {"creado": ahora, "pendiente": True, "desde": uno.desde}
    return conexion.scalars(_ENCOLAR, fila).one()


def borrar_turnos(turnos: Select[tuple[int]]) -> tuple[Delete | Update, ...]:
    """Los pasos que borran esos turnos y lo que cuelga de ellos; de lo enviado al personal queda el número."""
    preguntas = select(PREGUNTAS.c.id).where(PREGUNTAS.c.turno.in_(turnos))
    return (
        delete(AVISOS_PEDIDOS).where(AVISOS_PEDIDOS.c.consulta.in_(preguntas)),
        delete(TAREAS_PREGUNTAS).where(TAREAS_PREGUNTAS.c.consulta.in_(preguntas)),
        delete(ANOTACIONES).where(ANOTACIONES.c.turno.in_(turnos)),
        delete(PREGUNTAS).where(PREGUNTAS.c.turno.in_(turnos)),
        # Los de sus turnos que recibió el personal llevan su consulta.
        delete(MENSAJES).where(MENSAJES.c.turno.in_(turnos)),
        delete(TURNOS).where(TURNOS.c.id.in_(turnos)),
    )


def cerrar_dudosos(conexion: Connection, persona: int) -> None:
    """Da por entregado lo que no se supo si llegó: la persona siguió y lo nuevo lo reemplaza."""
    conexion.execute(_CERRAR_DUDOSOS, {"de_persona": persona})


def readmitir(conexion: Connection, persona: int) -> None:
    """Quita la nota de bloqueo: quien escribe admite mensajes."""
    conexion.execute(_READMITIR, {"de_persona": persona})


def _anotar_pregunta(conexion: Connection, secreto: SecretoPropio, turno: int, consulta: AnotarPregunta) -> None:
    conexion.execute(
        insert(PREGUNTAS).values(
            turno=turno,
            pregunta=secreto.cerrar(texto_guardable(consulta.pregunta)),
            estado=consulta.estado,
            confianza=consulta.confianza,
            citas=citas_a_json(consulta.citas),
        )
    )


def _anotar_valoracion(conexion: Connection, persona: int, valoracion: AnotarValoracion, ahora: datetime) -> None:
    """Vale la última: una persona puede cambiar de opinión sobre la misma respuesta."""
    valores = {"sirve": valoracion.sirve, "instante": ahora}
    cambiadas = conexion.execute(
        update(VALORACIONES)
        .where(VALORACIONES.c.persona == persona, VALORACIONES.c.turno == valoracion.turno)
        .values(valores)
    ).rowcount
    if not cambiadas:
        conexion.execute(insert(VALORACIONES).values(persona=persona, turno=valoracion.turno, **valores))


def _anotar_aviso_pedido(conexion: Connection, persona: int, aviso: AnotarAvisoPedido, ahora: datetime) -> None:
    """Pedirlo dos veces es pedirlo una."""
    preguntas = conexion.scalars(
        select(PREGUNTAS.c.id)
        .join(TURNOS, TURNOS.c.id == PREGUNTAS.c.turno)
        .where(
            TURNOS.c.persona == persona,
            TURNOS.c.numero == aviso.turno,
            PREGUNTAS.c.estado.in_(("no_sabe", "cercano")),
        )
    ).all()
    pedidas = set(conexion.scalars(select(AVISOS_PEDIDOS.c.consulta).where(AVISOS_PEDIDOS.c.consulta.in_(preguntas))))
    for pregunta in set(preguntas) - pedidas:
        conexion.execute(insert(AVISOS_PEDIDOS).values(consulta=pregunta, pedido=ahora))
