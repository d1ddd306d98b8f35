"""El almacén: guarda las conversaciones en una base de datos SQL."""

from bot.almacen.base.identidad import clave_de_persona
from bot.almacen.comprobar import comprobar_almacen
from bot.almacen.respaldo import respaldar, restaurar
from bot.almacen.sql import AlmacenSQL, abrir_almacen

__all__ = ["AlmacenSQL", "abrir_almacen", "clave_de_persona", "comprobar_almacen", "respaldar", "restaurar"]
