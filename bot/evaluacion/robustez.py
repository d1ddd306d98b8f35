"""Las mismas preguntas como se escriben deprisa en el teléfono.

La errata de cada caso depende solo de su identificador: dos medidas del mismo archivo son comparables.
"""

import random
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.evaluacion.casos import Caso
from conocimiento.expresiones import diferida
from conocimiento.palabras import ABREVIATURAS, plegar

SEMILLA = 20261123
_LARGO_MINIMO = 4
_VECINAS = {
    letra: vecinas
    for fila in ("qwertyuiop", "asdfghjklñ", "zxcvbnm")
    for letra, vecinas in zip(
        fila, (fila[max(0, i - 1) : i] + fila[i + 1 : i + 2] for i in range(len(fila))), strict=True
    )
}


def sin_tildes(texto: str) -> str:
    """Devuelve el texto sin tildes, diéresis ni virgulilla."""
    descompuesto = unicodedata.normalize("NFD", texto)
    return unicodedata.normalize("NFC", "".join(signo for signo in descompuesto if not unicodedata.combining(signo)))


def con_errata(texto: str, clave: str) -> str:
    """Devuelve el texto con una errata en una palabra de cuatro letras o más, siempre la misma para una clave.

    La errata es una letra de menos, repetida, cambiada por su vecina del teclado o cambiada de lugar. Sin una
    palabra así, devuelve el texto igual.
    """
    azar = random.Random(f"{SEMILLA}:{clave}")
    trozos = texto.split(" ")
    largas = [lugar for lugar, trozo in enumerate(trozos) if sum(map(str.isalpha, trozo)) >= _LARGO_MINIMO]
    if not largas:
        return texto
    lugar = azar.choice(largas)
    trozos[lugar] = _errar(trozos[lugar], azar)
    return " ".join(trozos)


def _errar(palabra: str, azar: random.Random) -> str:
    letras = [lugar for lugar, letra in enumerate(palabra) if letra.isalpha()]
    lugar = azar.choice(letras[1:])
    antes, letra, despues = palabra[:lugar], palabra[lugar], palabra[lugar + 1 :]
    previa = antes[-1:]
    erradas = [
        antes + despues,
        antes + letra + letra + despues,
        antes + azar.choice(_VECINAS.get(letra.lower(), "aeo")) + despues,
        antes[:-1] + letra + previa + despues,
    ]
    return azar.choice([errada for errada in erradas if errada != palabra])


_ABREVIADAS = {entera: corta for corta, entera in reversed(ABREVIATURAS.items())}  # de varias, la primera de la lista
_PALABRA = diferida(r"\b[^\W\d_A-ZÁÉÍÓÚÑ]+\b")


def con_abreviaturas(texto: str) -> str:
    """Devuelve el texto con todo lo que se suele abreviar, abreviado («para que» → «pa q»)."""
    return _PALABRA.sub(lambda hallada: _ABREVIADAS.get(plegar(hallada.group()), hallada.group()), texto)


VARIANTES: Mapping[str, Callable[[str, str], str]] = {
    "sin_tildes": lambda texto, _: sin_tildes(texto),
    "minusculas": lambda texto, _: texto.lower(),
    "errata": con_errata,
    "abreviada": lambda texto, _: con_abreviaturas(texto),
    "descuidada": lambda texto, clave: sin_tildes(con_errata(texto, clave)).lower(),
}
"""De cada variante, cómo se hace con la pregunta y la clave del caso; «descuidada» son las tres primeras juntas."""


def variar(caso: Caso, variante: str) -> Caso:
    """Devuelve el caso con su pregunta escrita de otro modo; lo que se preguntó antes no cambia."""
    return replace(caso, pregunta=VARIANTES[variante](caso.pregunta, caso.identificador))
