"""Condiciones como dato: cuándo se hace una pregunta, sin código en los archivos de la agencia."""

from collections.abc import Iterator, Mapping
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


def se_cumple(condicion: Condicion | None, valores: Mapping[str, Valor]) -> bool:
    """Dice si la condición se cumple con los valores visibles; sin condición, siempre."""
    match condicion:
        case None:
            return True
        case Combinacion(modo, partes):
            cumplidas = [se_cumple(parte, valores) for parte in partes]
            return all(cumplidas) if modo == "todas" else any(cumplidas) == (modo == "alguna")
        case Comparacion(pregunta, operador, operandos):
            return _compara(valores.get(pregunta), operador, operandos)
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


def _compara(valor: Valor, operador: str, operandos: tuple[str | int | bool, ...]) -> bool:
    if operador == "respondida":
        return (valor is not None) == bool(operandos[0])
    if valor is None:
        return False
    if operador in ("es", "esta_en"):
        return any(elemento in operandos for elemento in (valor if isinstance(valor, list) else [valor]))
    numero, limite = _numero(valor), _numero(operandos[0])
    if numero is None or limite is None:
        return False
    return numero > limite if operador == "mayor" else numero <= limite


def _numero(valor: Valor) -> Decimal | None:
    if isinstance(valor, dict):
        valor = valor.get("monto", valor.get("meses", valor.get("cantidad")))
    if isinstance(valor, list):
        return Decimal(len(valor))
    try:
        return Decimal(str(valor))
    except InvalidOperation:
        return None
