"""De qué está hecho un evento: quién y cuándo, la respuesta de que trata y los valores que lleva dentro."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.entrevista.valor import Valor

Llave = tuple[str, str]
"""Una respuesta posible: clave de la pregunta e identificador del actor («» si no se repite)."""

COORDINA = "i0"
"""El integrante que empezó el borrador: lo coordina mientras no lo pase a otro. Los demás son «i1», «i2»…"""
DE_LA_ALIANZA = ""
"""El autor de lo que no es de ningún integrante: quedan en la historia aunque se borre lo de todos ellos."""


@dataclass(frozen=True, slots=True)
class Entendido:
    """Una respuesta que se entendió de un texto y espera su decisión. `cita` son palabras exactas del mensaje.

    Con `opciones` el valor todavía no se sabe: `duda` dice qué debe elegir la persona.
    """

    llave: Llave
    valor: Valor = None
    lectura: str = ""
    cita: str = ""
    duda: str = ""
    opciones: tuple[tuple[str, Valor], ...] = ()


@dataclass(frozen=True, slots=True)
class Lote:
    """Lo entendido de un texto, sin decidir. `avisa`: se muestran juntas; si no, cada una cuando llega su pregunta."""

    numero: int = 0
    crudo: str = ""
    entendidos: tuple[tuple[int, Entendido], ...] = ()
    """Cada una con su lugar, que no cambia cuando se deciden otras."""
    avisa: bool = False
    uno_por_uno: bool = False
    intentos: int = 0
    """Cuántas veces seguidas no se entendió qué hacer con el lote."""

    @property
    def claros(self) -> tuple[tuple[int, Entendido], ...]:
        """Las que no esperan que se elija entre lecturas, con su lugar en el lote."""
        return tuple(par for par in self.entendidos if not par[1].opciones)

    @property
    def dudosos(self) -> tuple[tuple[int, Entendido], ...]:
        """Las que esperan que se elija entre lecturas, con su lugar en el lote."""
        return tuple(par for par in self.entendidos if par[1].opciones)


@dataclass(frozen=True, slots=True)
class Archivo:
    """Un archivo que se entregó, con la huella de lo que tenía dentro."""

    nombre: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Arreglo:
    """Un texto de una respuesta como se escribió y como quedaría en el documento; `usado`: lo quiso así."""

    llave: Llave = ("", "")
    antes: str = ""
    despues: str = ""
    usado: bool = False


@dataclass(frozen=True, slots=True)
class Hecho:
    """Lo que todos tienen: cuándo pasó y quién lo hizo."""

    instante: datetime
    autor: str = field(default=COORDINA, kw_only=True)
    """El integrante que lo hizo, o `DE_LA_ALIANZA`. Se guarda siempre, en su columna, y no entre los datos."""


@dataclass(frozen=True, slots=True)
class DeUnaPregunta(Hecho):
    """Lo que se hace en una pregunta."""

    llave: Llave
