"""El almacén: guarda las conversaciones en una base de datos SQL."""

from bot.almacen.base.identidad import sal_de_la_instalacion, sal_de_personas
from bot.almacen.comprobar import comprobar_almacen
from bot.almacen.respaldo import respaldar, restaurar
from bot.almacen.sql import AlmacenSQL, abrir_almacen

__all__ = [
    "AlmacenSQL",
    "abrir_almacen",
    "comprobar_almacen",
    "respaldar",
    "restaurar",
    "sal_de_la_instalacion",
    "sal_de_personas",
]
