"""Qué elementos se señalan: por su número, por su orden, por su nombre o como «lo último»."""

import re

from bot.entrevista.comprension.cambios.lo_anotado.campos import nombrados
from bot.entrevista.comprension.cambios.lo_anotado.cosas import Cosa, Mencion, cosas, empatadas, menciones
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Tenido
from bot.entrevista.eventos import Llave
from bot.entrevista.valores.tipos import TIPOS, elementos, nombre_de
from conocimiento.palabras import NUMEROS, plano

ORDINALES = ("primer", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav", "noven", "decim")
_ORDINAL = re.compile(rf"\b({'|'.join(ORDINALES)}|ultim)[oa]?\b")
_NUMERO = re.compile(
    r"(?:\b(?:el|la|los|las|al|del?|numeros?|nro|num|linea|renglon|punto|item|opcion|y|e)\s+(?:numero\s+"
    r"|n\s?[°º]?\s*)?|[#,]\s*|^\s*)(\d{1,2})(?![\d.,]*\d)(?!\s*(?:%|soles|familias|personas|meses|mil|anos))"
)
_EN_PALABRAS = re.compile(rf"\b(?:numero|linea|renglon|punto)\s+({'|'.join(NUMEROS)})\b")


def por_numero(tenido: Tenido, liso: str, desde: int = 0) -> list[Cosa]:
    """Los renglones o elementos señalados con número u orden; ninguno si no se sabe de qué lista."""
    numeros = [(int(n.group(1)), n.start()) for n in _NUMERO.finditer(liso, desde)]
    numeros += [(NUMEROS[n.group(1)], n.start()) for n in _EN_PALABRAS.finditer(liso, desde)]
    for nombrado in nombrados(liso, tenido.entrevista.preguntas):  # «la actividad 2»
        pegado = re.compile(
            r"\s*(?:numero|nro|n\s?[°º])?\s*(\d{1,2})\b(?!\s*(?:%|mil|soles|dolares|meses|anos|familias|personas))"
        ).match(liso, nombrado.fin)
        if pegado is not None and es_lista(tenido, (nombrado.clave, "")) and nombrado.fin >= desde:
            numeros.append((int(pegado.group(1)), nombrado.fin))
    ordinales = [(n.group(1), n.start()) for n in _ORDINAL.finditer(liso, desde)]
    if not numeros and not ordinales:
        return []
    renglones = _lista_senalada(tenido, liso)
    lugares = [numero - 1 for numero, _ in numeros]
    lugares += [len(renglones) - 1 if o == "ultim" else ORDINALES.index(o) for o, _ in ordinales]
    return [renglones[lugar] for lugar in dict.fromkeys(lugares) if 0 <= lugar < len(renglones)]


def _lista_senalada(tenido: Tenido, liso: str) -> list[Cosa]:
    """La lista de la que son los números: la que se nombra, la que está a la vista o la que se tiene delante."""
    for nombrado in nombrados(liso, tenido.entrevista.preguntas):
        if es_lista(tenido, (nombrado.clave, "")):
            return de_la_lista(tenido, (nombrado.clave, ""))
    if tenido.renglones:
        return [cosa_de(tenido, llave, lugar) for llave, lugar in tenido.renglones]
    if tenido.delante is not None and es_lista(tenido, tenido.delante):
        return de_la_lista(tenido, tenido.delante)
    return []


def es_lista(tenido: Tenido, llave: Llave) -> bool:
    """Dice si una respuesta es una lista con elementos."""
    return TIPOS[tenido.pregunta(llave).tipo].es_lista and bool(elementos(tenido.valor(llave)))


def de_la_lista(tenido: Tenido, llave: Llave) -> list[Cosa]:
    """Los elementos de una lista."""
    return [una for una in cosas(tenido) if una.llave == llave]


def cosa_de(tenido: Tenido, llave: Llave, lugar: int) -> Cosa:
    """Un elemento, o la respuesta entera si el lugar es -1."""
    pregunta = tenido.pregunta(llave)
    if lugar < 0:
        return Cosa(llave, -1, pregunta.rotulo)
    return Cosa(llave, lugar, nombre_de(pregunta, elementos(tenido.valor(llave))[lugar]))


def por_nombre(tenido: Tenido, liso: str, desde: int = 0) -> list[Mencion]:
    """Los elementos nombrados desde ahí, el mejor primero.

    De una lista que no es de actores se pide más: que se nombre la lista, o dos palabras suyas.
    """
    claves = {n.clave for n in nombrados(liso, tenido.entrevista.preguntas)}
    actores = tenido.entrevista.papeles.actores
    halladas = menciones(liso, cosas(tenido), tenido.entorno.catalogos, desde)
    sirven = [m for m in halladas if m.cosa.llave[0] == actores or m.cosa.llave[0] in claves or m.peso >= 2]
    de_lo_nombrado = [m for m in sirven if m.cosa.llave[0] in claves and m.cosa.llave[0] != actores]
    return de_lo_nombrado or sirven


def el_que_se_nombra(tenido: Tenido, texto: str, desde: int = 0) -> list[Mencion]:
    """El mejor nombrado y los que no se distinguen de él."""
    return empatadas(por_nombre(tenido, plano(texto), desde))
