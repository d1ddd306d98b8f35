"""Las tareas del personal en el almacén: qué preguntas sin contestar hay, de quién son y a quién se le avisa."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, insert, select, update

from bot.almacen.base.conexion import escritura, lectura
from bot.almacen.base.secretos import SECRETO_DEL_TURNO, abrir_secreto, secreto_de_turno
from bot.almacen.base.tablas import AVISOS_PEDIDOS, PREGUNTAS, TAREAS, TAREAS_PREGUNTAS, TURNOS
from bot.almacen.personal.lectura import del_personal
from bot.almacen.turnos import PorEntregar, encolar
from bot.dialogo.mensajes import Mensaje

SIN_CONTESTAR = ("no_sabe", "cercano")


@dataclass(frozen=True, slots=True)
class PreguntaSinContestar:
    """Una pregunta que no se pudo contestar. `tarea`: aquella en que está, si ya tiene.

    `quiere_aviso`: la persona pidió que se le avise si hay respuesta, y todavía no se le avisó.
    """

    identificador: int
    persona: int
    pregunta: str
    instante: datetime
    tarea: int | None
    quiere_aviso: bool


@dataclass(frozen=True, slots=True)
class TareaGuardada:
    """Unas preguntas que piden lo mismo, y quién se encarga."""

    identificador: int
    creado: datetime
    asignado: str
    cerrado: datetime | None
    motivo: str


def leer_preguntas_sin_contestar(motor: Engine) -> list[PreguntaSinContestar]:
    """Las preguntas sin contestar que no son de una tarea cerrada ni del personal, de la más antigua a la más nueva."""
    consulta = (
        select(
            PREGUNTAS.c.id,
            TURNOS.c.persona,
            PREGUNTAS.c.pregunta,
            TURNOS.c.instante,
            TAREAS_PREGUNTAS.c.pendiente,
            (AVISOS_PEDIDOS.c.consulta.is_not(None) & AVISOS_PEDIDOS.c.avisado.is_(None)).label("quiere_aviso"),
            SECRETO_DEL_TURNO,
        )
        .join(TURNOS, TURNOS.c.id == PREGUNTAS.c.turno)
        .outerjoin(TAREAS_PREGUNTAS, TAREAS_PREGUNTAS.c.consulta == PREGUNTAS.c.id)
        .outerjoin(TAREAS, TAREAS.c.id == TAREAS_PREGUNTAS.c.pendiente)
        .outerjoin(AVISOS_PEDIDOS, AVISOS_PEDIDOS.c.consulta == PREGUNTAS.c.id)
        .where(PREGUNTAS.c.estado.in_(SIN_CONTESTAR), TAREAS.c.cerrado.is_(None))
        .where(TURNOS.c.persona.not_in(del_personal()))
        .order_by(PREGUNTAS.c.id)
    )
    with lectura(motor) as conexion:
        return [
            PreguntaSinContestar(
                fila.id,
                fila.persona,
                abrir_secreto(conexion, fila.clave_envuelta).abrir(fila.pregunta),
                fila.instante,
                fila.pendiente,
                bool(fila.quiere_aviso),
            )
            for fila in conexion.execute(consulta)
        ]


def leer_tarea(motor: Engine, identificador: int) -> TareaGuardada | None:
    """Devuelve una tarea, o None si no existe."""
    with lectura(motor) as conexion:
        fila = conexion.execute(select(TAREAS).where(TAREAS.c.id == identificador)).one_or_none()
        return None if fila is None else TareaGuardada(fila.id, fila.creado, fila.asignado, fila.cerrado, fila.motivo)


def crear_tarea(motor: Engine, ahora: datetime) -> int:
    """Crea una tarea vacía y devuelve su número."""
    with escritura(motor) as conexion:
        valores = {"creado": ahora, "asignado": "", "motivo": ""}
        return conexion.scalars(insert(TAREAS).values(valores).returning(TAREAS.c.id)).one()


def unir_preguntas(motor: Engine, tareas: Mapping[int, Sequence[int]]) -> None:
    """Une preguntas a sus tareas: `tareas` da, por número de tarea, las preguntas nuevas."""
    filas = [{"consulta": consulta, "pendiente": tarea} for tarea, suyas in tareas.items() for consulta in suyas]
    if filas:
        with escritura(motor) as conexion:
            conexion.execute(insert(TAREAS_PREGUNTAS), filas)


def mover_preguntas(motor: Engine, preguntas: Sequence[int], tarea: int) -> None:
    """Pasa preguntas de la tarea en que están a otra."""
    with escritura(motor) as conexion:
        conexion.execute(
            update(TAREAS_PREGUNTAS).where(TAREAS_PREGUNTAS.c.consulta.in_(preguntas)).values(pendiente=tarea)
        )


def soltar_preguntas(motor: Engine, preguntas: Sequence[int]) -> None:
    """Deja unas preguntas sin tarea."""
    with escritura(motor) as conexion:
        conexion.execute(delete(TAREAS_PREGUNTAS).where(TAREAS_PREGUNTAS.c.consulta.in_(preguntas)))


def asignar_tarea(motor: Engine, identificador: int, quien: str) -> None:
    """Anota quién se encarga."""
    with escritura(motor) as conexion:
        conexion.execute(update(TAREAS).where(TAREAS.c.id == identificador).values(asignado=quien))


def cerrar_tarea(motor: Engine, identificador: int, motivo: str, ahora: datetime) -> None:
    """Cierra una tarea y dice por qué."""
    with escritura(motor) as conexion:
        conexion.execute(update(TAREAS).where(TAREAS.c.id == identificador).values(cerrado=ahora, motivo=motivo))


def avisar(motor: Engine, identificador: int, mensajes: Mapping[int, Mensaje], ahora: datetime) -> int:
    """Deja por entregar el mensaje de cada consulta cuyo aviso se pidió y no se dio; devuelve a cuántas personas.

    Quien preguntó lo mismo varias veces recibe un solo mensaje.
    """
    with escritura(motor) as conexion:
        filas = conexion.execute(
            select(AVISOS_PEDIDOS.c.consulta, PREGUNTAS.c.turno, TURNOS.c.persona)
            .join(PREGUNTAS, PREGUNTAS.c.id == AVISOS_PEDIDOS.c.consulta)
            .join(TURNOS, TURNOS.c.id == PREGUNTAS.c.turno)
            .join(TAREAS_PREGUNTAS, TAREAS_PREGUNTAS.c.consulta == AVISOS_PEDIDOS.c.consulta)
            .where(TAREAS_PREGUNTAS.c.pendiente == identificador, AVISOS_PEDIDOS.c.avisado.is_(None))
            .order_by(AVISOS_PEDIDOS.c.consulta)
        ).all()
        avisadas: set[int] = set()
        for fila in filas:
            if fila.persona not in avisadas and fila.consulta in mensajes:
                secreto = secreto_de_turno(conexion, fila.turno)
                encolar(conexion, secreto, PorEntregar(fila.persona, fila.turno, mensajes[fila.consulta]), ahora)
                avisadas.add(fila.persona)
            conexion.execute(
                update(AVISOS_PEDIDOS).where(AVISOS_PEDIDOS.c.consulta == fila.consulta).values(avisado=ahora)
            )
        return len(avisadas)
