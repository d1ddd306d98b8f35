"""Los tipos que puede tener una parte de una respuesta compuesta, y cómo se lee y se escribe cada una."""

from dataclasses import replace
from functools import partial

from bot.entrevista.esquema import Campo
from bot.entrevista.eventos import Valor
from bot.entrevista.valores import cantidades, montos, plazos, textos
from bot.entrevista.valores.actores import lista
from bot.entrevista.valores.compuestos import meses, metas, personas
from bot.entrevista.valores.compuestos.tramos import CORREO, FECHA, hallar
from bot.entrevista.valores.definicion import Nombrar, TipoDeCampo
from bot.entrevista.valores.lectura import Entorno, Explicacion, Lectura

CAMPOS: dict[str, TipoDeCampo] = (
    textos.CAMPOS
    | lista.CAMPOS
    | plazos.CAMPOS
    | montos.CAMPOS
    | cantidades.CAMPOS
    | meses.CAMPOS
    | metas.CAMPOS
    | personas.CAMPOS
    | {
        "fecha": replace(plazos.CAMPOS["fecha"], halla=partial(hallar, FECHA)),
        "correo": replace(textos.CAMPOS["correo"], halla=partial(hallar, CORREO)),
    }
)
"""Por el nombre con que los pide la agencia."""

LARGO_DE_UNA_PARTE = 600  # caracteres
DETALLE = "detalle"
"""La parte que recibe lo que no cabe en las otras, si la pregunta la tiene."""


def leer_campo(campo: Campo, texto: str, entorno: Entorno) -> Lectura:
    """Lee una parte con el validador de su tipo."""
    largo = len(texto)
    if largo > LARGO_DE_UNA_PARTE:
        return Explicacion(f"es muy largo ({largo} caracteres y caben {LARGO_DE_UNA_PARTE})")
    return CAMPOS[campo.tipo].leer(campo, texto, entorno)


def mostrar_campo(campo: Campo, valor: Valor) -> str:
    """Escribe el valor de una parte; vacío si no hay."""
    return "" if valor is None else CAMPOS[campo.tipo].mostrar(campo, valor)


def escribir_campo(campo: Campo, valor: Valor, nombrar: Nombrar) -> str | None:
    """Una parte como va en el documento; None si no se sabe."""
    return nombrar(valor) if CAMPOS[campo.tipo].nombra_actor else mostrar_campo(campo, valor) or None


def el_detalle(campos: tuple[Campo, ...]) -> Campo | None:
    """El campo que recibe lo que no cabe en los otros; None si no hay."""
    return next((campo for campo in campos if campo.clave == DETALLE), None)
