"""Lo que pasa cuando un borrador es de varias organizaciones: entrar, salir, proponer cambios y dar el visto bueno."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from bot.entrevista.eventos.hecho import DeUnaPregunta, Hecho
from bot.entrevista.valor import Valor

PROPIO, POR_LA_COORDINACION, AL_BORRAR, POR_SILENCIO = "propio", "coordinacion", "borrado", "inactividad"
"""Los motivos de salir: porque quiso, lo retiró quien coordina, borró sus datos, o no escribió en el plazo."""
SE_APARTA = timedelta(days=30)
"""Cuánto se conserva, sin contar, lo de alguien a quien retiró la coordinación: si vuelve antes, vuelve con él."""


@dataclass(frozen=True, slots=True)
class Invitado(Hecho):
    """La coordinación creó una invitación para responder por un `actor` («» si solo va a leer)."""

    tipo: ClassVar = "invitado"
    actor: str = ""
    rol: str = ""


@dataclass(frozen=True, slots=True)
class Unido(Hecho):
    """Entró un integrante, que responde por ese `actor`. De la alianza.

    `aviso` y `privacidad`: las versiones que aceptó del aviso de alianza y del de privacidad, y `aceptados`, cuándo.
    """

    tipo: ClassVar = "unido"
    integrante: str = ""
    actor: str = ""
    rol: str = ""
    aviso: str = ""
    privacidad: str = ""
    aceptados: datetime | None = None


@dataclass(frozen=True, slots=True)
class Retirado(Hecho):
    """Salió un integrante, o lo retiraron. De la alianza. `motivo`: uno de los de arriba.

    `deja`: sus respuestas siguen siendo las de su organización; si no, dejan de contar mientras no vuelva.
    """

    tipo: ClassVar = "retirado"
    integrante: str = ""
    motivo: str = ""
    deja: bool = True


@dataclass(frozen=True, slots=True)
class RolCambiado(Hecho):
    """Un integrante pasó a tener otro rol. De la alianza."""

    tipo: ClassVar = "rol"
    integrante: str = ""
    rol: str = ""


@dataclass(frozen=True, slots=True)
class Sugerida(DeUnaPregunta):
    """Propuso otra respuesta común. `numero` la distingue de las demás suyas; `base`: la huella de lo que miraba."""

    tipo: ClassVar = "sugerida"
    numero: int = 0
    valor: Valor = None
    crudo: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class Acogida(Hecho):
    """La coordinación aceptó una sugerencia: la de ese número de las `de` un integrante. La respuesta va aparte."""

    tipo: ClassVar = "acogida"
    numero: int = 0
    de: str = ""


@dataclass(frozen=True, slots=True)
class Desestimada(Hecho):
    """La coordinación dejó como estaba lo que esa sugerencia (como en `Acogida`) proponía cambiar."""

    tipo: ClassVar = "desestimada"
    numero: int = 0
    de: str = ""
    motivo: str = ""


@dataclass(frozen=True, slots=True)
class VersionPuesta(Hecho):
    """La coordinación pidió el visto bueno a esa versión, con la `huella` de lo que dice.

    `hasta`: como en `DocumentoEntregado`.
    """

    tipo: ClassVar = "puesta"
    version: int = 0
    huella: str = ""
    hasta: int | None = None


@dataclass(frozen=True, slots=True)
class VistoBuenoDado(Hecho):
    """Dio su visto bueno a esa versión. No se retira: si el texto cambia, sigue siendo a esa versión."""

    tipo: ClassVar = "visto_bueno"
    version: int = 0
    huella: str = ""


@dataclass(frozen=True, slots=True)
class Borrado(Hecho):
    """Aquí hubo algo que su autor borró: conserva el lugar en la historia y no dice nada. De la alianza."""

    tipo: ClassVar = "borrado"
