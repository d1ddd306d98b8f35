"""Las preguntas pendientes en el almacén: cuáles hay, de quién son y a quién se le avisa."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, insert, select, update

from bot.almacen.base.conexion import escritura, lectura
from bot.almacen.base.secretos import SECRETO_DEL_TURNO, abrir_secreto, secreto_de_turno
from bot.almacen.base.tablas import AVISOS, PENDIENTES, PENDIENTES_PREGUNTAS, PREGUNTAS, TURNOS
from bot.almacen.personal.lectura import del_personal
from bot.almacen.turnos import PorEntregar, encolar
from bot.dialogo.mensajes import Mensaje

SIN_CONTESTAR = ("no_sabe", "cercano")


@dataclass(frozen=True, slots=True)
class PreguntaPendiente:
    """Una pregunta que no se pudo contestar. `pendiente`: el grupo al que pertenece, si ya tiene."""

    identificador: int
    persona: int
    pregunta: str
    instante: datetime
    pendiente: int | None


@dataclass(frozen=True, slots=True)
class Pendiente:
    """Unas preguntas que piden lo mismo, y quién se encarga."""

    identificador: int
    creado: datetime
    asignado: str
    cerrado: datetime | None
    motivo: str


def leer_preguntas_pendientes(motor: Engine) -> list[PreguntaPendiente]:
    """Devuelve las preguntas sin contestar que no son de un grupo cerrado, de la más antigua a la más nueva.

    Las del personal no cuentan.
    """
    consulta = (
        select(
            PREGUNTAS.c.id,
            TURNOS.c.persona,
            PREGUNTAS.c.pregunta,
            TURNOS.c.instante,
            PENDIENTES_PREGUNTAS.c.pendiente,
            SECRETO_DEL_TURNO,
        )
        .join(TURNOS, TURNOS.c.id == PREGUNTAS.c.turno)
        .outerjoin(PENDIENTES_PREGUNTAS, PENDIENTES_PREGUNTAS.c.consulta == PREGUNTAS.c.id)
        .outerjoin(PENDIENTES, PENDIENTES.c.id == PENDIENTES_PREGUNTAS.c.pendiente)
        .where(PREGUNTAS.c.estado.in_(SIN_CONTESTAR), PENDIENTES.c.cerrado.is_(None))
        .where(TURNOS.c.persona.not_in(del_personal()))
        .order_by(PREGUNTAS.c.id)
    )
    with lectura(motor) as conexion:
        return [
            PreguntaPendiente(
                fila.id,
                fila.persona,
                abrir_secreto(conexion, fila.clave_envuelta).abrir(fila.pregunta),
                fila.instante,
                fila.pendiente,
            )
            for fila in conexion.execute(consulta)
        ]


def leer_pendiente(motor: Engine, identificador: int) -> Pendiente | None:
    """Devuelve un grupo, o None si no existe."""
    with lectura(motor) as conexion:
        fila = conexion.execute(select(PENDIENTES).where(PENDIENTES.c.id == identificador)).one_or_none()
        return None if fila is None else Pendiente(fila.id, fila.creado, fila.asignado, fila.cerrado, fila.motivo)


def crear_pendiente(motor: Engine, ahora: datetime) -> int:
    """Crea un grupo vacío y devuelve su número."""
    with escritura(motor) as conexion:
        valores = {"creado": ahora, "asignado": "", "motivo": ""}
        return conexion.scalars(insert(PENDIENTES).values(valores).returning(PENDIENTES.c.id)).one()


def unir_preguntas(motor: Engine, grupos: Mapping[int, Sequence[int]]) -> None:
    """Une preguntas a sus grupos: `grupos` da, por número de grupo, las preguntas nuevas."""
    filas = [{"consulta": consulta, "pendiente": grupo} for grupo, suyas in grupos.items() for consulta in suyas]
    if filas:
        with escritura(motor) as conexion:
            conexion.execute(insert(PENDIENTES_PREGUNTAS), filas)


def asignar_pendiente(motor: Engine, identificador: int, quien: str) -> None:
    """Anota quién se encarga."""
    with escritura(motor) as conexion:
        conexion.execute(update(PENDIENTES).where(PENDIENTES.c.id == identificador).values(asignado=quien))


def cerrar_pendiente(motor: Engine, identificador: int, motivo: str, ahora: datetime) -> None:
    """Cierra un grupo y dice por qué."""
    with escritura(motor) as conexion:
        conexion.execute(
            update(PENDIENTES).where(PENDIENTES.c.id == identificador).values(cerrado=ahora, motivo=motivo)
        )


def avisar(motor: Engine, identificador: int, mensajes: Mapping[int, Mensaje], ahora: datetime) -> int:
    """Deja por entregar el mensaje de cada consulta cuyo aviso se pidió y no se dio; devuelve a cuántas personas.

    Quien preguntó lo mismo varias veces recibe un solo mensaje.
    """
    with escritura(motor) as conexion:
        filas = conexion.execute(
            select(AVISOS.c.consulta, PREGUNTAS.c.turno, TURNOS.c.persona)
            .join(PREGUNTAS, PREGUNTAS.c.id == AVISOS.c.consulta)
            .join(TURNOS, TURNOS.c.id == PREGUNTAS.c.turno)
            .join(PENDIENTES_PREGUNTAS, PENDIENTES_PREGUNTAS.c.consulta == AVISOS.c.consulta)
            .where(PENDIENTES_PREGUNTAS.c.pendiente == identificador, AVISOS.c.avisado.is_(None))
            .order_by(AVISOS.c.consulta)
        ).all()
        avisadas: set[int] = set()
        for fila in filas:
            if fila.persona not in avisadas and fila.consulta in mensajes:
                secreto = secreto_de_turno(conexion, fila.turno)
                encolar(conexion, secreto, PorEntregar(fila.persona, fila.turno, mensajes[fila.consulta]), ahora)
                avisadas.add(fila.persona)
            conexion.execute(update(AVISOS).where(AVISOS.c.consulta == fila.consulta).values(avisado=ahora))
        return len(avisadas)
