"""El valor de una celda como se muestra, y las celdas que no se muestran."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from conocimiento.lectura.oficina.colores import se_distingue

PORCENTAJES = {9: "0%", 10: "0.00%"}
"""Los formatos de tanto por ciento que Excel no escribe, por su número."""
Valor = int | float | str | bool | time | date | datetime | timedelta
_EXACTAS = 1e15
"""Desde aquí un número de una hoja ya no distingue unidades."""


Unida = tuple[tuple[int, int], tuple[int, int]]
"""Una celda que abarca varias: la fila y la columna de su primera esquina y de la última."""


@dataclass(slots=True)
class LoOculto:
    """Lo que una hoja no muestra, por filas, columnas y celdas desde 0, y otras cosas que solo dice su XML."""

    filas: set[int] = field(default_factory=set[int])
    columnas: set[int] = field(default_factory=set[int])
    celdas: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    decimales: dict[tuple[int, int], int] = field(default_factory=dict[tuple[int, int], int])  # de los porcentajes
    sin_valor: list[str] = field(default_factory=list[str])  # las fórmulas que no lo traen: «B7»
    unidas: list[Unida] = field(default_factory=list[Unida])  # solo las de un .ods: las demás las dice calamine
    filas_en_total: int = 0
    columnas_en_total: int = 0

    def oculta(self, fila: int, columna: int) -> bool:
        """Si esa celda no se ve."""
        return fila in self.filas or columna in self.columnas or (fila, columna) in self.celdas


def no_deja_ver(color: str, fondo: str, formato: str) -> bool:
    """Si una celda con esas letras, ese fondo y ese formato de número («;;;») no muestra lo que vale."""
    return not se_distingue(color, fondo) or (len(formato) > 1 and not formato.strip(";"))


def decimales_de(formato: str) -> int | None:
    """Los de un formato de tanto por ciento («0.00%»); `None` si no lo es."""
    return min(formato.partition(";")[0].partition(".")[2].count("0"), 9) if "%" in formato else None


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
