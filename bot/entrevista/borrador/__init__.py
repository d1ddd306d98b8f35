"""El borrador: lo que dicen sus eventos, quiénes lo escriben y qué puede hacer cada uno."""

from bot.entrevista.borrador.al_dia import Puesta, poner_al_dia
from bot.entrevista.borrador.modelo import Borrador, esta_autorizado
from bot.entrevista.borrador.partes import (
    PROPONENTE,
    Duda,
    Elemento,
    Integrante,
    Respuesta,
    Rol,
    Suerte,
    Sugerencia,
    Visto,
)
from bot.entrevista.borrador.permisos import (
    Acto,
    Claves,
    Denegado,
    Motivo,
    Permitido,
    le_toca,
    puede,
    puede_anotar,
    sin_lo_reservado,
)
from bot.entrevista.borrador.plegado import QUEDA_AL_SALIR, vigentes

__all__ = [
    "PROPONENTE",
    "QUEDA_AL_SALIR",
    "Acto",
    "Borrador",
    "Claves",
    "Denegado",
    "Duda",
    "Elemento",
    "Integrante",
    "Motivo",
    "Permitido",
    "Puesta",
    "Respuesta",
    "Rol",
    "Suerte",
    "Sugerencia",
    "Visto",
    "esta_autorizado",
    "le_toca",
    "poner_al_dia",
    "puede",
    "puede_anotar",
    "sin_lo_reservado",
    "vigentes",
]
