"""Cómo se escribe cada respuesta en el documento, con los actores por su nombre. No decide qué se imprime."""

from bot.entrevista.eventos import Valor
from bot.entrevista.pasos import Paso
from bot.entrevista.valores.tipos import SIN_DATO, TIPOS, mostrar
from bot.entrevista.visible import Visible


def escribir_paso(visible: Visible, paso: Paso) -> str | None:
    """La respuesta de un paso como se imprime; None si falta."""
    respuesta = visible.borrador.respuestas.get(paso.llave)
    return None if respuesta is None else escribir(visible, paso, respuesta.valor)


def escribir(visible: Visible, paso: Paso, valor: Valor) -> str | None:
    """Un valor de la pregunta de ese paso como se imprime; None si está vacío."""
    propia = TIPOS[paso.pregunta.tipo].escribir
    if propia is None or valor == SIN_DATO:
        return mostrar(paso.pregunta, valor, visible.entrevista.catalogos) or None
    return propia(paso.pregunta, valor, visible.nombre_de)
