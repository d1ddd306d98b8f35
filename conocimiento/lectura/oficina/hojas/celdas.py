"""El valor de una celda como se muestra, y las celdas que no se muestran."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Valor = int | float | str | bool | time | date | datetime | timedelta
_EXACTAS = 1e15
"""Desde aquí un número de una hoja ya no distingue unidades."""


@dataclass(slots=True)
class LoOculto:
    """Lo que una hoja no muestra, por filas, columnas y celdas desde 0, y otras cosas que solo dice su XML."""

    filas: set[int] = field(default_factory=set[int])
    columnas: set[int] = field(default_factory=set[int])
    celdas: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    decimales: dict[tuple[int, int], int] = field(default_factory=dict[tuple[int, int], int])  # de los porcentajes
    sin_valor: list[str] = field(default_factory=list[str])  # las fórmulas que no lo traen: «B7»
    filas_en_total: int = 0
    columnas_en_total: int = 0

    def oculta(self, fila: int, columna: int) -> bool:
        """Si esa celda no se ve."""
        return fila in self.filas or columna in self.columnas or (fila, columna) in self.celdas


def escribir(valor: Valor, decimales: int | None = None) -> str:
    """El valor como texto; con `decimales`, es un porcentaje."""
    match valor:
        case bool():
            return "VERDADERO" if valor else "FALSO"
        case str():
            return valor
        case int() | float() if decimales is not None:
            return f"{valor * 100:.{decimales}f}%"
        case int():
            return str(valor)
        case float():
            return str(int(valor)) if valor.is_integer() and abs(valor) < _EXACTAS else f"{valor:.12g}"
        case datetime():
            return f"{valor:%d/%m/%Y}" if valor.time() == time() else f"{valor:%d/%m/%Y %H:%M}"
        case date():
            return f"{valor:%d/%m/%Y}"
        case time():
            return f"{valor:%H:%M}"
        case timedelta():
            minutos = int(valor.total_seconds()) // 60
            return f"{minutos // 60}:{minutos % 60:02d}"
