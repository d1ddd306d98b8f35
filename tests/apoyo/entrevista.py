"""La entrevista del producto, leída una vez para todas las pruebas: es lo que más tarda de recogerlas."""

from bot.edicion.leer import leer_entrevista
from tests.apoyo.rutas import ALIANZA

ENTREVISTA = leer_entrevista(ALIANZA)
