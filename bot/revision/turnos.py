"""Cómo se nombra un turno: igual en la página, en los avisos y al dar una orden."""

from sqlalchemy import Engine

from bot.almacen.personal.bitacora import leer_sales, leer_turnos
from bot.almacen.personal.lectura import leer_lugar
from bot.revision.errores import ErrorDeAnotaciones
from bot.revision.exportacion.conversacion import nombre_de_conversacion, nombre_de_turno


def nombrar_turno(motor: Engine, turno: int, sal: bytes | None = None) -> str:
    """«turno 3 de 51 de C-7F3A9C21B0 (T-5D21C0AF13E2)», como en la página.

    Los seudónimos son los de la exportación de esa `sal` o, si no se da, los de la última; sin ninguna, no salen.
    """
    lugar = leer_lugar(motor, turno)
    if lugar is None:
        return f"turno {turno}, que ya se borró"
    de_cual = sal or next(iter(leer_sales(motor)), None)
    dicho = f"turno {lugar.lugar} de {lugar.total}"
    if de_cual is None:
        return f"{dicho} (número {turno})"
    return f"{dicho} de {nombre_de_conversacion(de_cual, lugar.persona)} ({nombre_de_turno(de_cual, turno)})"


def hallar_turno(motor: Engine, dicho: str) -> int:
    """El turno que se nombra con lo que muestra la página («T-5D21C0AF13E2») o con su número.

    Raises `ErrorDeAnotaciones`.
    """
    nombre = dicho.strip().upper()
    if nombre.isdecimal():
        return int(nombre)
    turnos = leer_turnos(motor)
    for sal in leer_sales(motor):
        hallado = next((turno for turno in turnos if nombre_de_turno(sal, turno) == nombre), None)
        if hallado is not None:
            return hallado
    raise ErrorDeAnotaciones(
        f"No se encuentra el turno «{dicho}»: copie el de la página, que empieza con «T-». Si la exportación caducó "
        "o la persona borró sus datos, ya no se sabe cuál era."
    )
