"""Condiciones como dato: cuándo se hace una pregunta, sin código en los archivos de la agencia."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import assert_never

from bot.entrevista.eventos import Valor


@dataclass(frozen=True, slots=True)
class Comparacion:
    """Mira una respuesta. `operador`: es, esta_en, respondida, mayor o menor_o_igual."""

    pregunta: str
    operador: str
    operandos: tuple[str | int | bool, ...]


@dataclass(frozen=True, slots=True)
class Combinacion:
    """Junta condiciones. `modo`: todas, alguna o ninguna."""

    modo: str
    partes: tuple["Condicion", ...]


Condicion = Comparacion | Combinacion

OPERADORES = ("es", "esta_en", "respondida", "mayor", "menor_o_igual")
MODOS = ("todas", "alguna", "ninguna")


@dataclass(frozen=True, slots=True)
class Dicho:
    """Una respuesta. `numero`: con qué número se compara su valor, según el tipo de la pregunta."""

    valor: Valor
    numero: Callable[[Valor], Decimal | None]


def se_cumple(condicion: Condicion | None, dichos: Mapping[str, Dicho]) -> bool:
    """Dice si la condición se cumple con las respuestas visibles; sin condición, siempre."""
    match condicion:
        case None:
            return True
        case Combinacion(modo, partes):
            cumplidas = [se_cumple(parte, dichos) for parte in partes]
            return all(cumplidas) if modo == "todas" else any(cumplidas) == (modo == "alguna")
        case Comparacion(pregunta, operador, operandos):
            return _compara(dichos.get(pregunta), operador, operandos)
        case _:
            assert_never(condicion)


def preguntas_mencionadas(condicion: Condicion | None) -> Iterator[str]:
    """Recorre las claves de las que depende una condición."""
    match condicion:
        case None:
            return
        case Comparacion(pregunta):
            yield pregunta
        case Combinacion(_, partes):
            for parte in partes:
                yield from preguntas_mencionadas(parte)
        case _:
            assert_never(condicion)


def en_cifra(valor: Valor) -> Decimal | None:
    """El número de un valor suelto; de una lista, cuántos son. None si no es un número."""
    try:
        return Decimal(len(valor)) if isinstance(valor, list) else Decimal(str(valor))
    except InvalidOperation:
        return None


def _compara(dicho: Dicho | None, operador: str, operandos: tuple[str | int | bool, ...]) -> bool:
    hay_valor = dicho is not None and dicho.valor is not None
    if operador == "respondida":
        return hay_valor == bool(operandos[0])
    if dicho is None or not hay_valor:
        return False
    if operador in ("es", "esta_en"):
        return any(uno in operandos for uno in (dicho.valor if isinstance(dicho.valor, list) else [dicho.valor]))
    numero, limite = dicho.numero(dicho.valor), en_cifra(operandos[0])
    if numero is None or limite is None:
        return False
    return numero > limite if operador == "mayor" else numero <= limite
