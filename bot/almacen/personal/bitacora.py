"""Lo que la revisión guarda en el almacén: bitácora, exportaciones y anotaciones."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from bot.almacen.base.conexion import escritura, lectura
from bot.almacen.base.tablas import ANOTACIONES, BITACORA, EXPORTACIONES, TURNOS
from bot.almacen.personal.lectura import AnotacionGuardada

DIAS_DE_UNA_EXPORTACION = 90  # después se olvida con qué se hicieron sus seudónimos


@dataclass(frozen=True, slots=True)
class Actuacion:
    """Algo que hizo el personal (o el asistente, por su cuenta): cuándo, quién, qué y por qué."""

    instante: datetime
    quien: str
    accion: str
    motivo: str = ""
    detalle: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class ExportacionInscrita:
    """Lo necesario para aceptar después las anotaciones de una exportación; la sal, vacía si ya caducó."""

    identificador: str
    creada: datetime
    sal: bytes
    huella: str
    rubrica: str


def anotar_en_bitacora(motor: Engine, actuacion: Actuacion) -> None:
    """Deja constancia de una actuación."""
    with escritura(motor) as conexion:
        agregar_a_bitacora(conexion, actuacion)


def agregar_a_bitacora(conexion: Connection, actuacion: Actuacion) -> None:
    """Lo mismo, dentro de la transacción que abre quien la llama."""
    conexion.execute(insert(BITACORA).values(asdict(actuacion)))


def leer_bitacora(motor: Engine, ultimas: int) -> list[Actuacion]:
    """Devuelve las últimas actuaciones, de la más nueva a la más antigua."""
    with lectura(motor) as conexion:
        filas = conexion.execute(select(BITACORA).order_by(BITACORA.c.id.desc()).limit(ultimas))
        return [Actuacion(fila.instante, fila.quien, fila.accion, fila.motivo, fila.detalle) for fila in filas]


def inscribir_exportacion(motor: Engine, una: ExportacionInscrita) -> None:
    """Guarda lo que distingue a una exportación de las demás."""
    with escritura(motor) as conexion:
        conexion.execute(
            insert(EXPORTACIONES).values(
                id=una.identificador, creada=una.creada, sal=una.sal.hex(), huella=una.huella, rubrica=una.rubrica
            )
        )


def leer_exportacion(motor: Engine, identificador: str) -> ExportacionInscrita | None:
    """Devuelve una exportación, o None si no se hizo con este almacén."""
    with lectura(motor) as conexion:
        fila = conexion.execute(select(EXPORTACIONES).where(EXPORTACIONES.c.id == identificador)).one_or_none()
        if fila is None:
            return None
        return ExportacionInscrita(fila.id, fila.creada, bytes.fromhex(fila.sal), fila.huella, fila.rubrica)


def leer_sales(motor: Engine) -> list[bytes]:
    """Devuelve las sales de las exportaciones que no caducaron, de la más nueva a la más antigua."""
    with lectura(motor) as conexion:
        sales = conexion.scalars(select(EXPORTACIONES.c.sal).order_by(EXPORTACIONES.c.creada.desc()))
        return [bytes.fromhex(sal) for sal in sales if sal]


def olvidar_sales(motor: Engine, ahora: datetime) -> None:
    """Borra las sales de las exportaciones caducadas: con una se podrían deshacer sus seudónimos probando cada DNI."""
    antes = ahora - timedelta(days=DIAS_DE_UNA_EXPORTACION)
    with escritura(motor) as conexion:
        conexion.execute(update(EXPORTACIONES).where(EXPORTACIONES.c.creada < antes).values(sal=""))


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
