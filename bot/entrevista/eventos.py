"""Los hechos de un borrador. La historia nunca se reescribe: deshacer también es un evento."""

from dataclasses import dataclass
from datetime import datetime

Valor = str | int | bool | None | list["Valor"] | dict[str, "Valor"]
"""Un valor que cabe en JSON. Los montos son texto decimal («250000.00»), nunca coma flotante."""


@dataclass(frozen=True, slots=True)
class Evento:
    """Algo que pasó en un borrador.

    Tipos: «creado», «respuesta», «omitida», «deshecha», «documento», «vuelta» y «seguida» (ir atrás y
    adelante), «fallo» (sin texto), «duda» (se preguntó cuál de varias lecturas), «modo», y «propuesta»,
    «aceptada», «descartada» y «guiada» (lo que se entendió de un texto libre y qué se decidió; ver `lote`).
    `datos` depende del tipo: una respuesta lleva `pregunta`, `actor` (o None), `valor` y `crudo` (las
    palabras de la persona).
    """

    tipo: str
    instante: datetime
    datos: dict[str, Valor]
