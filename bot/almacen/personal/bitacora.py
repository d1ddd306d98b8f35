"""Lo que la revisión guarda en el almacén: bitácora, exportaciones y anotaciones."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from bot.almacen.base.conexion import escritura, lectura
from bot.almacen.base.tablas import ANOTACIONES, BITACORA, EXPORTACIONES, TURNOS
from bot.almacen.personal.lectura import AnotacionGuardada


def anotar_en_bitacora(
    motor: Engine, ahora: datetime, quien: str, accion: str, motivo: str, detalle: dict[str, Any]
) -> None:
    """Deja constancia de una acción del personal."""
    with escritura(motor) as conexion:
        agregar_a_bitacora(conexion, ahora, quien, accion, motivo, detalle)


def agregar_a_bitacora(
    conexion: Connection, ahora: datetime, quien: str, accion: str, motivo: str, detalle: dict[str, Any]
) -> None:
    """Lo mismo, dentro de la transacción que abre quien la llama."""
    conexion.execute(
        insert(BITACORA).values(instante=ahora, quien=quien, accion=accion, motivo=motivo, detalle=detalle)
    )


def leer_bitacora(motor: Engine, ultimas: int) -> list[tuple[datetime, str, str, str, dict[str, Any]]]:
    """Devuelve las últimas acciones: cuándo, quién, qué, por qué y su detalle."""
    consulta = select(BITACORA.c.instante, BITACORA.c.quien, BITACORA.c.accion, BITACORA.c.motivo, BITACORA.c.detalle)
    with lectura(motor) as conexion:
        return [
            (fila.instante, fila.quien, fila.accion, fila.motivo, fila.detalle)
            for fila in conexion.execute(consulta.order_by(BITACORA.c.id.desc()).limit(ultimas))
        ]


def inscribir_exportacion(
    motor: Engine, identificador: str, creada: datetime, sal: bytes, huella: str, rubrica: str
) -> None:
    """Guarda lo necesario para aceptar después las anotaciones de una exportación."""
    with escritura(motor) as conexion:
        conexion.execute(
            insert(EXPORTACIONES).values(id=identificador, creada=creada, sal=sal.hex(), huella=huella, rubrica=rubrica)
        )


def leer_exportacion(motor: Engine, identificador: str) -> tuple[bytes, str, str] | None:
    """Devuelve la sal, la huella y la rúbrica de una exportación, o None si no se hizo con este almacén."""
    with lectura(motor) as conexion:
        fila = conexion.execute(select(EXPORTACIONES).where(EXPORTACIONES.c.id == identificador)).one_or_none()
        return None if fila is None else (bytes.fromhex(fila.sal), fila.huella, fila.rubrica)


def leer_turnos(motor: Engine) -> list[int]:
    """Devuelve los números de todos los turnos."""
    with lectura(motor) as conexion:
        return list(conexion.scalars(select(TURNOS.c.id)))


def detalles_de_bitacora(motor: Engine, accion: str) -> list[dict[str, Any]]:
    """Devuelve el detalle de cada vez que se hizo una acción, de la más antigua a la más nueva."""
    with lectura(motor) as conexion:
        return list(
            conexion.scalars(select(BITACORA.c.detalle).where(BITACORA.c.accion == accion).order_by(BITACORA.c.id))
        )


def guardar_anotaciones(motor: Engine, anotaciones: Sequence[AnotacionGuardada]) -> None:
    """Guarda las anotaciones; la nueva de un revisor sustituye a la que tenía en ese turno."""
    with escritura(motor) as conexion:
        for una in anotaciones:
            conexion.execute(
                delete(ANOTACIONES).where(ANOTACIONES.c.turno == una.turno, ANOTACIONES.c.revisor == una.revisor)
            )
            conexion.execute(
                insert(ANOTACIONES).values(
                    turno=una.turno,
                    revisor=una.revisor,
                    instante=una.instante,
                    rubrica=una.rubrica,
                    valores=una.valores,
                    nota=una.nota,
                    respuesta_correcta=una.respuesta_correcta,
                    fuentes=list(una.fuentes),
                    definitiva=una.definitiva,
                )
            )


def marcar_definitiva(motor: Engine, turno: int, revisor: str | None) -> bool:
    """Deja como definitiva solo la anotación de ese revisor (None: ninguna); dice si la había."""
    with escritura(motor) as conexion:
        conexion.execute(update(ANOTACIONES).where(ANOTACIONES.c.turno == turno).values(definitiva=False))
        if revisor is None:
            return True
        marcadas = conexion.execute(
            update(ANOTACIONES)
            .where(ANOTACIONES.c.turno == turno, ANOTACIONES.c.revisor == revisor)
            .values(definitiva=True)
        ).rowcount
        return marcadas == 1
