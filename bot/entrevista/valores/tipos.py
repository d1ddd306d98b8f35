"""Los tipos de pregunta, reunidos de los archivos que los definen, y un solo camino para leer y mostrar."""

from bot.entrevista.esquema import Catalogos, Pregunta
from bot.entrevista.eventos import Valor
from bot.entrevista.valores import (
    actores,
    cantidades,
    compuestos,
    lugares,
    matriz,
    montos,
    ods,
    plazos,
    poblacion,
    textos,
)
from bot.entrevista.valores.definicion import Tipo
from bot.entrevista.valores.lectura import Entorno, Lectura, Valido

SIN_DATO = "sin_dato"
"""Valor de «No tengo RUC» y parecidos: es una respuesta, no un punto pendiente."""

TIPOS: dict[str, Tipo] = (
    textos.TIPOS
    | montos.TIPOS
    | plazos.TIPOS
    | cantidades.TIPOS
    | poblacion.TIPOS
    | lugares.TIPOS
    | ods.TIPOS
    | actores.TIPOS
    | matriz.TIPOS
    | compuestos.TIPOS
)
"""Los tipos de pregunta, por el nombre con que los pide la agencia en `tipo:`."""


def leer(pregunta: Pregunta, texto: str, entorno: Entorno) -> Lectura:
    """Lee el texto de la persona con el validador de la pregunta."""
    return TIPOS[pregunta.tipo].leer(pregunta, texto, entorno)


def mostrar(pregunta: Pregunta, valor: Valor, catalogos: Catalogos) -> str:
    """Escribe un valor guardado como se muestra a una persona."""
    if valor == SIN_DATO and pregunta.sin_dato:
        return pregunta.sin_dato
    return TIPOS[pregunta.tipo].mostrar(pregunta, valor, catalogos)


def sin_dato(pregunta: Pregunta) -> Valido:
    """La respuesta «no tengo»."""
    return Valido(SIN_DATO, pregunta.sin_dato)
