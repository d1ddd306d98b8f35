"""El borrador: lo que dicen sus eventos, quiénes lo escriben y qué puede hacer cada uno."""

from bot.entrevista.borrador.al_dia import Puesta, poner_al_dia
from bot.entrevista.borrador.modelo import Borrador, esta_autorizado
from bot.entrevista.borrador.partes import Duda, Elemento, Integrante, Respuesta, Rol

__all__ = [
    "Borrador",
    "Duda",
    "Elemento",
    "Integrante",
    "Puesta",
    "Respuesta",
    "Rol",
    "esta_autorizado",
    "poner_al_dia",
]
