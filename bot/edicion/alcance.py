"""Qué combinaciones de respuestas deciden qué se pregunta. Solo mira las condiciones.

Las condiciones son datos, así que sus casos se pueden enumerar: cada valor que nombran, uno que no
nombran, los de cada lado de un límite y «sin respuesta».
"""

from collections.abc import Iterator, Mapping
from itertools import product

from bot.entrevista.condiciones import Combinacion, Comparacion, Condicion, Dicho, se_cumple
from bot.entrevista.esquema import Pregunta
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.tipos import TIPOS

CASOS_MAXIMOS = 20_000


def casos_de(preguntas: tuple[Pregunta, ...]) -> dict[str, tuple[Valor, ...]]:
    """Los valores que conviene probar de cada pregunta de la que depende otra; None es «sin respuesta»."""
    por_clave = {pregunta.clave: pregunta for pregunta in preguntas}
    casos: dict[str, dict[str, Valor]] = {}
    for pregunta in preguntas:
        for comparacion in _comparaciones(pregunta.si):
            if comparacion.pregunta in por_clave:
                valores = casos.setdefault(comparacion.pregunta, {"": None})
                for valor in _de_borde(por_clave[comparacion.pregunta], comparacion):
                    valores.setdefault(repr(valor), valor)
    for clave, valores in casos.items():
        otra = next((o.valor for o in por_clave[clave].opciones if repr(o.valor) not in valores), None)
        if otra is not None:
            valores[repr(otra)] = otra
    return {clave: tuple(valores.values()) for clave, valores in casos.items()}


def combinaciones(preguntas: tuple[Pregunta, ...]) -> Iterator[dict[str, Valor]]:
    """Recorre las combinaciones de esos casos; si son demasiadas, solo las primeras `CASOS_MAXIMOS`."""
    casos = casos_de(preguntas)
    for numero, valores in enumerate(product(*casos.values())):
        if numero >= CASOS_MAXIMOS:
            return
        yield dict(zip(casos, valores, strict=True))


def alcanzables(preguntas: tuple[Pregunta, ...]) -> set[str]:
    """Las claves de las preguntas que alguna combinación llega a mostrar."""
    halladas: set[str] = set()
    for valores in combinaciones(preguntas):
        halladas |= visibles(preguntas, valores)
        if len(halladas) == len(preguntas):
            break
    return halladas


def visibles(preguntas: tuple[Pregunta, ...], valores: Mapping[str, Valor]) -> set[str]:
    """Las claves visibles con esas respuestas: la de una pregunta oculta no cuenta."""
    dichos: dict[str, Dicho] = {}
    vistas: set[str] = set()
    for pregunta in preguntas:
        if se_cumple(pregunta.si, dichos):
            vistas.add(pregunta.clave)
            if (valor := valores.get(pregunta.clave)) is not None:
                dichos[pregunta.clave] = Dicho(valor, TIPOS[pregunta.tipo].numero)
    return vistas


def _comparaciones(condicion: Condicion | None) -> Iterator[Comparacion]:
    if isinstance(condicion, Combinacion):
        for parte in condicion.partes:
            yield from _comparaciones(parte)
    elif condicion is not None:
        yield condicion


def _de_borde(pregunta: Pregunta, comparacion: Comparacion) -> Iterator[Valor]:
    if comparacion.operador == "respondida":
        if pregunta.opciones:
            yield pregunta.opciones[0].valor
        else:
            yield TIPOS[pregunta.tipo].con_numero(pregunta.minimo or 1)
    elif comparacion.operador in ("es", "esta_en"):
        yield from comparacion.operandos
    else:
        limite = comparacion.operandos[0]
        if isinstance(limite, int):
            for numero in (limite - 1, limite, limite + 1):
                yield TIPOS[pregunta.tipo].con_numero(numero)
