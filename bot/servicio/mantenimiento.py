"""Lo que dice el mantenimiento: cuánto se borró por haber cumplido su plazo, o por qué no se borró a nadie."""

from dataclasses import dataclass
from enum import StrEnum


class Reparo(StrEnum):
    """Por qué no se borra solo a nadie: lo borrado no vuelve, y un reloj mal puesto los haría vencer a todos."""

    RELOJ_ADELANTADO = "el reloj va varios días por delante de lo último que se guardó"
    RELOJ_ATRASADO = "hay algo guardado después de la hora que da el reloj"
    DEMASIADAS = "se borraría de una vez a demasiadas de las personas guardadas"

    @property
    def es_del_reloj(self) -> bool:
        """Dice si el reloj puede estar mal: entonces nada de lo que depende de la hora se debe borrar."""
        return self is not Reparo.DEMASIADAS


@dataclass(frozen=True, slots=True)
class Mantenido:
    """Cuántas personas y cuántos archivos se borraron; con `reparo`, ninguna persona."""

    personas: int
    archivos: int
    reparo: Reparo | None = None
