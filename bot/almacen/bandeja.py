"""La bandeja de entrada: lo que llegó por un canal espera aquí, en el disco, hasta que se atiende.

Quien atiende un chat toma antes su turno, que en PostgreSQL vale entre procesos y se suelta solo si
el proceso muere. No interpreta lo recibido.
"""

import hashlib
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.almacen.base.conexion import errores_traducidos, escritura, lectura
from bot.almacen.base.conversion import json_guardable
from bot.almacen.base.errores import ErrorAlmacen
from bot.almacen.base.secretos import abrir_suelto, cerrar_suelto
from bot.almacen.base.tablas import BANDEJA
from bot.servicio.puertos import Recibida

PENDIENTE, ATENDIDA, RETIRADA = "pendiente", "atendida", "apartada"
_VACIA = {"situacion": ATENDIDA, "contenido": None, "direccion": None}
_VACIAR = update(BANDEJA).where(BANDEJA.c.entrada == bindparam("cual")).values(_VACIA)


def vaciar_entrada(conexion: Connection, entrada: str) -> None:
    """Anota, dentro del turno que la atendió, que una entrada ya no espera."""
    conexion.execute(_VACIAR, {"cual": entrada})


class BandejaSQL:
    """Cumple los puertos `Bandeja` y `Turnos`. Con SQLite solo hay un proceso."""

    def __init__(self, motor: Engine) -> None:
        self._motor = motor
        self._turnos = TurnosEntreProcesos(motor) if motor.dialect.name == "postgresql" else None

    def cerrar(self) -> None:
        """Suelta los turnos que queden."""
        if self._turnos is not None:
            self._turnos.cerrar()

    def recibir(self, recibidas: Sequence[Recibida], ahora: datetime) -> frozenset[str]:
        if not recibidas:
            return frozenset()
        filas: list[dict[str, Any]] = [
            {
                "entrada": una.entrada,
                "buzon": una.buzon,
                "numero": una.numero,
                "direccion": una.direccion,
                "contenido": cerrar_suelto(self._motor, json_guardable(una.contenido)),
                "recibida": ahora,
                "intentos": 0,
                "situacion": PENDIENTE,
            }
            for una in recibidas
        ]
        insertar = postgresql.insert if self._motor.dialect.name == "postgresql" else sqlite.insert
        with escritura(self._motor) as conexion:
            nuevas = conexion.scalars(
                insertar(BANDEJA).values(filas).on_conflict_do_nothing().returning(BANDEJA.c.entrada)
            )
            return frozenset(nuevas)

    def mirar(self, buzon: str, direccion: str) -> tuple[Recibida, ...]:
        with lectura(self._motor) as conexion:
            filas = conexion.execute(_pendientes(buzon, direccion)).all()
        contenidos = [abrir_suelto(self._motor, fila.contenido) for fila in filas]
        return tuple(
            Recibida(fila.entrada, buzon, fila.numero, direccion, contenido, fila.intentos)
            for fila, contenido in zip(filas, contenidos, strict=True)
        )

    def tomar(self, buzon: str, direccion: str) -> Recibida | None:
        with escritura(self._motor, duradera=False) as conexion:
            fila = conexion.execute(_pendientes(buzon, direccion).limit(1)).one_or_none()
            if fila is None:
                return None
            conexion.execute(
                update(BANDEJA).where(BANDEJA.c.entrada == fila.entrada).values(intentos=BANDEJA.c.intentos + 1)
            )
            contenido = abrir_suelto(self._motor, fila.contenido)
            return Recibida(fila.entrada, buzon, fila.numero, direccion, contenido, fila.intentos + 1)

    def terminar(self, entrada: str) -> None:
        with escritura(self._motor) as conexion:
            vaciar_entrada(conexion, entrada)

    def retirar(self, entrada: str) -> None:
        with escritura(self._motor) as conexion:
            conexion.execute(update(BANDEJA).where(BANDEJA.c.entrada == entrada).values(situacion=RETIRADA))

    def por_atender(self, buzon: str) -> tuple[str, ...]:
        with lectura(self._motor) as conexion:
            consulta = select(BANDEJA.c.direccion).where(BANDEJA.c.situacion == PENDIENTE, BANDEJA.c.buzon == buzon)
            return tuple(conexion.scalars(consulta.distinct()))

    def olvidar(self, atendida_antes: datetime, cualquiera_antes: datetime) -> int:
        """Quita lo atendido que llegó antes de un instante, y lo que sea que llegó antes de otro; dice cuánto era.

        Lo apartado, o lo que espera para un bot que ya no se usa, puede ser de quien no está en `personas`: nada más
        lo borraría.
        """
        with escritura(self._motor) as conexion:
            atendida = (BANDEJA.c.situacion == ATENDIDA) & (BANDEJA.c.recibida < atendida_antes)
            vieja = atendida | (BANDEJA.c.recibida < cualquiera_antes)
            return conexion.execute(delete(BANDEJA).where(vieja)).rowcount

    def contar_retiradas(self) -> int:
        with lectura(self._motor) as conexion:
            return contar_retiradas(conexion)

    @property
    def hay_varios_procesos(self) -> bool:
        return self._turnos is not None

    def reservar(self, direccion: str) -> bool:
        return self._turnos is None or self._turnos.reservar(direccion)

    def soltar(self, direccion: str) -> None:
        if self._turnos is not None:
            self._turnos.soltar(direccion)


def _pendientes(buzon: str, direccion: str) -> Select[Any, Any, Any, Any]:
    return (
        select(BANDEJA.c.entrada, BANDEJA.c.numero, BANDEJA.c.contenido, BANDEJA.c.intentos)
        .where(BANDEJA.c.situacion == PENDIENTE, BANDEJA.c.buzon == buzon, BANDEJA.c.direccion == direccion)
        .order_by(BANDEJA.c.numero)
    )


def contar_retiradas(conexion: Connection) -> int:
    """Dice cuántas están retiradas."""
    consulta = select(func.count()).select_from(BANDEJA).where(BANDEJA.c.situacion == RETIRADA)
    return conexion.scalar(consulta) or 0


class TurnosEntreProcesos:
    """Candados consultivos de PostgreSQL, todos en una misma conexión: si el proceso muere, se sueltan solos.

    Una sola conexión basta porque nunca se espera en ella: se pregunta si el turno está libre.
    """

    def __init__(self, motor: Engine) -> None:
        self._motor = motor
        self._conexion: Connection | None = None
        self._candado = threading.Lock()

    def reservar(self, direccion: str) -> bool:
        """Devuelve si se obtuvo el turno."""
        return bool(self._llamar("pg_try_advisory_lock", direccion))

    def soltar(self, direccion: str) -> None:
        """Devuelve el turno. Si la conexión se perdió, ya está suelto."""
        with suppress(ErrorAlmacen):
            self._llamar("pg_advisory_unlock", direccion)

    def cerrar(self) -> None:
        """Cierra la conexión y con ella suelta todos los turnos."""
        with self._candado:
            self._cerrar()

    def _llamar(self, funcion: str, direccion: str) -> Any:
        with self._candado, errores_traducidos():
            try:
                if self._conexion is None:
                    self._conexion = self._motor.connect().execution_options(isolation_level="AUTOCOMMIT")
                return self._conexion.exec_driver_sql(f"SELECT {funcion}(%s)", (_numero_de(direccion),)).scalar()
            except BaseException:
                self._cerrar()
                raise

    def _cerrar(self) -> None:
        if self._conexion is not None:
            conexion, self._conexion = self._conexion, None
            conexion.invalidate()  # devolverla al depósito conservaría los turnos
            conexion.close()


def _numero_de(direccion: str) -> int:
    """El entero de 64 bits con signo que PostgreSQL usa como nombre del candado."""
    return int.from_bytes(hashlib.blake2b(direccion.encode(), digest_size=8).digest(), signed=True)
