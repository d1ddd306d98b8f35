"""Leer lo que se pide por su lugar en el documento, sin buscar nada.

`pedido` dice qué apartados, con las `formas` de nombrarlos; `extracto` elige las oraciones y `leer` lo entrega.
"""

from bot.dialogo.preguntas.apartados.leer import leer_apartado
from bot.dialogo.preguntas.apartados.pedido import pide_lo_principal

__all__ = ["leer_apartado", "pide_lo_principal"]
