"""Las consultas al personal en el almacén: guardarlas, responderlas, cerrarlas y leerlas.

Todo mensaje sobre una consulta, también el que va al personal, se guarda como de su turno: al borrar a quien
consultó se borra con ella. Los pasos van dentro de la transacción que abre quien los llama.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, assert_never

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.almacen.base.conversion import json_guardable
from bot.almacen.base.secretos import SECRETO_DEL_TURNO, abrir_secreto, secreto_de_turno
from bot.almacen.base.tablas import CONSULTAS, CONVERSACIONES, MENSAJES, PERSONAS, TURNOS
from bot.almacen.personal.bitacora import Actuacion, agregar_a_bitacora
from bot.almacen.turnos import PorEntregar, encolar
from bot.dialogo.efectos import CerrarConsulta, EfectoDeConsulta, MostrarConsulta, PedirPersona, ResponderConsulta
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.personal.consultas.textos import consultas_borradas
from bot.dialogo.peticiones import ConsultaAlPersonal, RespuestaDelPersonal, TurnoDicho, UltimosTurnosLeidos
from bot.servicio.cifrado import SecretoPropio
from bot.servicio.puertos import EstadoDesactualizado

_ABIERTO = CONSULTAS.c.persona.is_not(None) & CONSULTAS.c.atendido.is_(None) & CONSULTAS.c.cerrado.is_(None)

ABIERTAS_QUE_SE_OFRECEN, ATENDIDAS_QUE_SE_OFRECEN = 4, 2
RESPUESTAS_QUE_SE_MUESTRAN = 2
ES_RECIENTE = timedelta(days=7)
"""Cuánto después de atenderla se puede querer agregar algo; Telegram deja editar un mensaje durante dos días."""


@dataclass(frozen=True, slots=True)
class Autor:
    """Quién actúa en un turno y cuándo: su número, cómo se le nombra en la bitácora y el turno."""

    persona: int
    quien: str
    turno: int
    ahora: datetime


def leer_ultimos_turnos(conexion: Connection, persona: int, cuantos: int) -> UltimosTurnosLeidos:
    """Los últimos turnos con algo dicho, del más antiguo al más nuevo, y cuántas consultas suyas esperan."""
    filas = conexion.execute(
        select(TURNOS.c.recibido, TURNOS.c.respuesta, SECRETO_DEL_TURNO)
        .where(TURNOS.c.persona == persona, (TURNOS.c.recibido != "") | (TURNOS.c.respuesta != ""))
        .order_by(TURNOS.c.id.desc())
        .limit(cuantos)
    ).all()
    abiertos = conexion.scalar(select(func.count()).where(CONSULTAS.c.persona == persona, _ABIERTO)) or 0
    dichos = tuple(
        TurnoDicho(secreto.abrir(fila.recibido), secreto.abrir(fila.respuesta))
        for fila in reversed(filas)
        for secreto in (abrir_secreto(conexion, fila.clave_envuelta),)
    )
    return UltimosTurnosLeidos(dichos, abiertos, _respondido(conexion, CONSULTAS.c.persona == persona))


def reservar_numero(conexion: Connection, ahora: datetime) -> int:
    """Aparta el que sigue al mayor que hubo; si el turno no llega a guardarse, queda sin usar.

    Raises `EstadoDesactualizado` si otro proceso lo apartó a la vez.
    """
    numero = (conexion.scalar(select(func.max(CONSULTAS.c.id))) or 0) + 1
    try:
        conexion.execute(insert(CONSULTAS).values(id=numero, instante=ahora, contenido={}))
    except IntegrityError as error:
        raise EstadoDesactualizado from error
    return numero


def leer_consultas(conexion: Connection, numero: int | None) -> tuple[ConsultaAlPersonal, ...]:
    """La consulta con ese número o, sin él, las que esperan respuesta, de la más antigua a la más nueva."""
    if numero is None:
        return _leer(conexion, _ABIERTO)
    de_quien = select(CONSULTAS.c.persona).where(CONSULTAS.c.id == numero).scalar_subquery()
    hasta_ella = (CONSULTAS.c.persona == de_quien) & (CONSULTAS.c.id <= numero)
    return tuple(
        replace(una, respondido=_respondido(conexion, hasta_ella)) for una in _leer(conexion, CONSULTAS.c.id == numero)
    )


def leer_destinos(conexion: Connection, numero: int | None, ahora: datetime) -> tuple[ConsultaAlPersonal, ...]:
    """A las que se puede responder sin decir a cuál: la pedida, las últimas abiertas y las últimas atendidas."""
    terminada = func.coalesce(CONSULTAS.c.cerrado, CONSULTAS.c.atendido)
    abiertas = select(CONSULTAS.c.id).where(_ABIERTO).order_by(CONSULTAS.c.id.desc()).limit(ABIERTAS_QUE_SE_OFRECEN)
    atendidas = select(CONSULTAS.c.id).where(CONSULTAS.c.persona.is_not(None), terminada >= ahora - ES_RECIENTE)
    atendidas = atendidas.order_by(terminada.desc()).limit(ATENDIDAS_QUE_SE_OFRECEN)
    numeros = {*conexion.scalars(abiertas), *conexion.scalars(atendidas), *(() if numero is None else (numero,))}
    return _leer(conexion, CONSULTAS.c.id.in_(numeros))


def hay_sin_leer(conexion: Connection, persona: int) -> bool:
    """Dice si a alguien del personal le llegó una consulta después de su último turno."""
    llegada = (
        select(MENSAJES.c.id)
        .join(TURNOS, TURNOS.c.id == MENSAJES.c.turno)
        .join(CONVERSACIONES, CONVERSACIONES.c.persona == MENSAJES.c.persona)
        .where(MENSAJES.c.persona == persona, TURNOS.c.persona != persona)
        .where(MENSAJES.c.creado > CONVERSACIONES.c.actualizada)
    )
    return conexion.scalar(llegada.limit(1)) is not None


def _respondido(conexion: Connection, condicion: ColumnElement[bool]) -> tuple[RespuestaDelPersonal, ...]:
    """Lo último que se respondió en unas consultas de una persona, de lo más antiguo a lo más nuevo."""
    filas = conexion.execute(
        select(CONSULTAS.c.id, CONSULTAS.c.contenido, SECRETO_DEL_TURNO)
        .join(TURNOS, TURNOS.c.id == CONSULTAS.c.turno)
        .where(condicion, CONSULTAS.c.atendido.is_not(None))
        .order_by(CONSULTAS.c.id.desc())
        .limit(RESPUESTAS_QUE_SE_MUESTRAN)
    ).all()
    dichas = [
        RespuestaDelPersonal(fila.id, datetime.fromisoformat(una["instante"]), una["texto"])
        for fila in filas
        for una in abrir_secreto(conexion, fila.clave_envuelta).abrir_json(fila.contenido)["respuestas"]
    ]
    return tuple(sorted(dichas, key=lambda una: una.instante)[-RESPUESTAS_QUE_SE_MUESTRAN:])


def _leer(conexion: Connection, condicion: ColumnElement[bool]) -> tuple[ConsultaAlPersonal, ...]:
    filas = conexion.execute(
        select(CONSULTAS, SECRETO_DEL_TURNO)
        .join(TURNOS, TURNOS.c.id == CONSULTAS.c.turno)
        .where(condicion, CONSULTAS.c.persona.is_not(None))
        .order_by(CONSULTAS.c.id)
    ).all()
    return tuple(
        ConsultaAlPersonal(
            numero=fila.id,
            instante=fila.instante,
            pregunta=contenido["texto"],
            turnos=tuple(TurnoDicho(uno["persona"], uno["asistente"]) for uno in contenido["turnos"]),
            respuestas=len(contenido["respuestas"]),
            atendido=fila.atendido,
            cerrado=fila.cerrado,
            motivo=contenido["motivo"],
        )
        for fila in filas
        for contenido in (abrir_secreto(conexion, fila.clave_envuelta).abrir_json(fila.contenido),)
    )


def guardar_consultas(
    conexion: Connection, autor: Autor, efectos: Sequence[EfectoDeConsulta], personal: Sequence[str]
) -> list[tuple[int, Mensaje]]:
    """Cumple los efectos de la consulta; devuelve los mensajes para quien actúa, con su identificador.

    `personal`: los seudónimos de quienes reciben cada consulta; quien nunca escribió no está y no recibe nada.
    Raises `EstadoDesactualizado` si otro cambió la consulta o el número no está apartado.
    """
    propios: list[tuple[int, Mensaje]] = []
    for efecto in efectos:
        match efecto:
            case PedirPersona():
                _pedir(conexion, autor, efecto, personal)
            case MostrarConsulta(consulta, mensaje):
                fila, secreto, _ = _actual(conexion, consulta)
                por_entregar = PorEntregar(autor.persona, fila.turno, mensaje)
                propios.append((encolar(conexion, secreto, por_entregar, autor.ahora), mensaje))
                anotar_lectura(conexion, consulta.numero, autor.quien, autor.ahora)
            case ResponderConsulta():
                responder(conexion, efecto, autor.quien, autor.ahora)
            case CerrarConsulta():
                cerrar(conexion, efecto, autor.quien, autor.ahora)
            case _:
                assert_never(efecto)
    return propios


def responder(conexion: Connection, efecto: ResponderConsulta, quien: str, ahora: datetime) -> None:
    """Guarda la respuesta y deja por entregar su mensaje. Raises `EstadoDesactualizado`."""
    fila, secreto, contenido = _actual(conexion, efecto.consulta)
    respuesta = {"instante": ahora.isoformat(), "quien": quien, "texto": efecto.texto}
    respuestas = [*contenido["respuestas"], respuesta]
    _cambiar(conexion, fila, secreto, contenido | {"respuestas": respuestas}, atendido=fila.atendido or ahora)
    encolar(conexion, secreto, PorEntregar(fila.persona, fila.turno, efecto.mensaje), ahora)
    agregar_a_bitacora(conexion, Actuacion(ahora, quien, "responder_consulta", detalle={"consulta": fila.id}))


def cerrar(conexion: Connection, efecto: CerrarConsulta, quien: str, ahora: datetime) -> None:
    """Cierra la consulta y deja por entregar su mensaje, si lo hay. Raises `EstadoDesactualizado`.

    El motivo queda con la consulta y no en la bitácora: puede nombrar a la persona.
    """
    fila, secreto, contenido = _actual(conexion, efecto.consulta)
    _cambiar(conexion, fila, secreto, contenido | {"motivo": efecto.motivo}, cerrado=ahora)
    if efecto.mensaje is not None:
        encolar(conexion, secreto, PorEntregar(fila.persona, fila.turno, efecto.mensaje), ahora)
    agregar_a_bitacora(conexion, Actuacion(ahora, quien, "cerrar_consulta", detalle={"consulta": fila.id}))


def quitar_copias(conexion: Connection, persona: int, ahora: datetime) -> None:
    """Antes de borrar a quien consultó, deja por entregar que se quiten sus consultas de los chats que las recibieron.

    Va con el último turno de quien lo recibe: el de quien consultó se va a borrar.
    """
    numeros = list(
        conexion.scalars(select(CONSULTAS.c.id).where(CONSULTAS.c.persona == persona).order_by(CONSULTAS.c.id))
    )
    copias: dict[int, list[str]] = defaultdict(list)
    for fila in conexion.execute(
        select(MENSAJES.c.persona, MENSAJES.c.en_canal)
        .join(CONSULTAS, CONSULTAS.c.turno == MENSAJES.c.turno)
        .where(CONSULTAS.c.persona == persona, MENSAJES.c.persona != persona, MENSAJES.c.en_canal.is_not(None))
        .order_by(MENSAJES.c.id)
    ):
        copias[fila.persona].append(fila.en_canal)
    for quien, suyas in copias.items():
        turno = conexion.scalar(select(func.max(TURNOS.c.id)).where(TURNOS.c.persona == quien))
        if turno is not None:
            mensaje = consultas_borradas(numeros, suyas)
            encolar(conexion, secreto_de_turno(conexion, turno), PorEntregar(quien, turno, mensaje), ahora)


def anotar_lectura(conexion: Connection, numero: int, quien: str, ahora: datetime) -> None:
    """Deja constancia de que alguien del personal leyó una consulta entera."""
    agregar_a_bitacora(conexion, Actuacion(ahora, quien, "ver_consulta", detalle={"consulta": numero}))


def _pedir(conexion: Connection, autor: Autor, efecto: PedirPersona, personal: Sequence[str]) -> None:
    contenido: dict[str, Any] = {
        "texto": efecto.pregunta,
        "turnos": [{"persona": uno.persona, "asistente": uno.asistente} for uno in efecto.turnos],
        "respuestas": [],
        "motivo": "",
    }
    secreto = secreto_de_turno(conexion, autor.turno)
    valores: dict[str, Any] = {
        "persona": autor.persona,
        "turno": autor.turno,
        "instante": autor.ahora,
        "contenido": secreto.cerrar_json(json_guardable(contenido)),
    }
    apartado = (CONSULTAS.c.id == efecto.numero) & CONSULTAS.c.turno.is_(None)
    if conexion.execute(update(CONSULTAS).where(apartado).values(valores)).rowcount != 1:
        raise EstadoDesactualizado
    for una in conexion.scalars(select(PERSONAS.c.id).where(PERSONAS.c.clave.in_(personal)).order_by(PERSONAS.c.id)):
        encolar(conexion, secreto, PorEntregar(una, autor.turno, efecto.mensaje), autor.ahora)


def _actual(conexion: Connection, leido: ConsultaAlPersonal) -> tuple[Row[Any], SecretoPropio, dict[str, Any]]:
    """La fila, su secreto y lo escrito en ella, si sigue como se leyó.

    Así dos que responden a la vez no se pisan sin saberlo.
    """
    fila = conexion.execute(select(CONSULTAS).where(CONSULTAS.c.id == leido.numero).with_for_update()).one_or_none()
    if fila is None or fila.persona is None:
        raise EstadoDesactualizado
    # El secreto, después de tener la fila: si otro proceso la estaba cifrando, ya terminó.
    secreto = secreto_de_turno(conexion, fila.turno)
    contenido = secreto.abrir_json(fila.contenido)
    if (len(contenido["respuestas"]), fila.cerrado) != (leido.respuestas, leido.cerrado):
        raise EstadoDesactualizado
    return fila, secreto, contenido


def _cambiar(
    conexion: Connection, fila: Row[Any], secreto: SecretoPropio, contenido: dict[str, Any], **columnas: datetime
) -> None:
    cerrado = secreto.cerrar_json(json_guardable(contenido))
    conexion.execute(update(CONSULTAS).where(CONSULTAS.c.id == fila.id).values(contenido=cerrado, **columnas))
