"""La población que se beneficia: su descripción entera y, si se dice, cuántos son."""

import re
from functools import lru_cache

from bot.entrevista.esquema import Catalogos, Pregunta, Unidades
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.cantidades import cantidades
from bot.entrevista.valores.definicion import Muestra, Tipo, cifra_de
from bot.entrevista.valores.lectura import Lectura, Valido, plegadas
from bot.entrevista.valores.textos import leer_texto
from conocimiento.palabras import plano

_PIEZA = r"[\d.,']{1,40}+|[a-z]{1,40}+"
"""Una cifra o una palabra; más larga no es ninguna de las dos."""


@lru_cache(maxsize=4)
def patron_de_unidades(unidades: Unidades) -> str:
    """Con qué se cuentan personas y familias, sin tildes, para una expresión regular; sin palabras, no halla nada."""
    palabras = plegadas(unidades.personas + unidades.colectivos)
    return "|".join(f"{palabra}(?:e?s)?" for palabra in sorted(sorted(palabras), key=len, reverse=True)) or "(?!)"


def leer_poblacion(texto: str, unidades: Unidades, minimo: int, maximo: int) -> Lectura:
    """Guarda la descripción entera y, si se dice con claridad, cuántos son."""
    lectura = leer_texto(texto, minimo, maximo)
    if not isinstance(lectura, Valido):
        return lectura
    cantidad, unidad = _cuantos(texto, unidades)
    valor: dict[str, Valor] = {"texto": texto, "cantidad": cantidad, "unidad": unidad}
    return Valido(valor, f"{cantidad:,} {unidad}" if cantidad is not None else "")


def mostrar_poblacion(_pregunta: Pregunta, valor: Valor, _catalogos: Catalogos) -> str:
    """La descripción, como se dijo."""
    return str(valor.get("texto")) if isinstance(valor, dict) else str(valor)


def _muestra(_pregunta: Pregunta, muestra: Muestra) -> Valor:
    return {"texto": muestra.texto, "cantidad": None if muestra.a_medias else 500, "unidad": "familias"}


def _cuantos(texto: str, unidades: Unidades) -> tuple[int | None, str]:
    """Cuántos son y de qué; las personas y familias cuentan antes que las organizaciones."""
    patron = re.compile(rf"((?:{_PIEZA})(?:\s+(?:{_PIEZA})){{0,5}}?)\s+(?:de\s+)?({patron_de_unidades(unidades)})\b")
    hallados: list[tuple[bool, int, str]] = []
    for hallado in patron.finditer(plano(texto)):
        numeros = cantidades(hallado.group(1))
        # Las personas no se cuentan con decimales: «1.200 familias» son mil doscientas.
        enteras = [n for n in numeros[-1].lecturas if n == n.to_integral_value()] if numeros else []
        if enteras and max(enteras) > 0:
            unidad = texto[hallado.start(2) : hallado.end(2)]
            hallados.append((plano(unidad).startswith(tuple(plegadas(unidades.colectivos))), int(max(enteras)), unidad))
    if not hallados:
        return None, ""
    _, cantidad, unidad = min(hallados, key=lambda hallado: hallado[0])
    return cantidad, unidad


TIPOS = {
    "poblacion": Tipo(
        leer=lambda pregunta, texto, entorno: leer_poblacion(
            texto, entorno.catalogos.unidades, pregunta.minimo or 1, pregunta.maximo or 300
        ),
        muestra=_muestra,
        mostrar=mostrar_poblacion,
        numero=cifra_de("cantidad"),
        con_numero=lambda numero: {"texto": f"{numero} familias", "cantidad": numero, "unidad": "familias"},
        largo=None,
        es_libre=True,
        admite_corto=True,
    ),
}
