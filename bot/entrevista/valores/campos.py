"""Las partes de una respuesta compuesta: se leen, se muestran y se escriben según el tipo de cada una."""

from bot.entrevista.esquema import Campo
from bot.entrevista.eventos import Valor
from bot.entrevista.valores import actores, cantidades, montos, plazos, textos
from bot.entrevista.valores.definicion import Nombrar, TipoDeCampo

CAMPOS: dict[str, TipoDeCampo] = textos.CAMPOS | actores.CAMPOS | plazos.CAMPOS | montos.CAMPOS | cantidades.CAMPOS
"""Los tipos que puede tener una parte, por el nombre con que los pide la agencia."""


def mostrar_campo(campo: Campo, valor: Valor) -> str:
    """Escribe el valor de una parte; vacío si no hay."""
    return "" if valor is None else CAMPOS[campo.tipo].mostrar(campo, valor)


def escribir_campo(campo: Campo, valor: Valor, nombrar: Nombrar) -> str | None:
    """Una parte como va en el documento; None si no se sabe."""
    return nombrar(valor) if CAMPOS[campo.tipo].nombra_actor else mostrar_campo(campo, valor) or None
