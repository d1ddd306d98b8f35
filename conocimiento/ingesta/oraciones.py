"""Corta un párrafo en oraciones, por posiciones: no cambia ni un carácter.

Reglas del español escrito: no corta en abreviaturas, iniciales, decimales ni numerales de lista; sí
tras los dos puntos que presentan una definición o una enumeración («los siguientes principios: …»).
"""

import re
from itertools import pairwise

from conocimiento.expresiones import diferida
from conocimiento.lectura.blancos import recortar
from conocimiento.modelo import Tramo

LARGO_MAXIMO = 1_200
"""Una oración más larga (una tabla pegada, un texto sin puntos) se parte en un espacio."""

_ABREVIATURAS = frozenset(
    "sr sra srta sres dr dra drs ing lic econ arq abog mag prof emb gral cnel art arts inc núm num n no nro nº n.º "
    "p pp pág págs pag pags cap caps vol ed ej fig av jr psje dpto dptos prov aprox máx mín tel ud uds vs cf ibíd "
    "op cit ss ee aa d.s d.l r.m r.d a.c d.c s.a s.a.c e.i.r.l ee.uu".split()
)
# Una expresión que empieza por unas letras dadas se busca mucho antes que una que empieza mirando lo anterior.
_FINAL = diferida(r"[.!?…](?<![.!?…]{2})[.!?…]*+[»”\"'’)\]]*+(?=\s)")
_PRESENTACION = diferida(r":(?=\s+[«“\"¿¡]?[A-ZÁÉÍÓÚÜÑ])")
_ANUNCIA = diferida(r"\b(?:siguientes?|a saber|como sigue|se defin\w+|definici[oó]n)\b", re.IGNORECASE)
_VINETA = diferida(r"(?:\r\n|\n|\r)(?=[ \t]*(?:[-*•·▪–—]|\d{1,3}[.)]|[a-zA-Z]\))[ \t]+\S)")
_EMPIEZA = diferida(r"\s++[«“\"'‘(\[¿¡—–\-*•·▪]*+\s*+[A-ZÁÉÍÓÚÜÑÀ-Þ0-9]")
_NUMERAL = diferida(r"(?:^|[\r\n])\s*(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[IVXLC]+|[ivxl]+|Art[íi]culo \d{1,4})\.$")
_ULTIMA_PALABRA = diferida(r"([^\s«“\"'(\[]+)\.$")


def cortar_en_oraciones(texto: str, inicio: int, fin: int) -> tuple[Tramo, ...]:
    """Devuelve las oraciones de `texto[inicio:fin]`, en orden, sin solaparse y sin blancos a los lados."""
    parrafo = texto[inicio:fin]
    cortes = {hallado.end() for hallado in _FINAL.finditer(parrafo) if _termina(parrafo, hallado)}
    if "\n" in parrafo or "\r" in parrafo:
        cortes |= {hallado.start() for hallado in _VINETA.finditer(parrafo)}
    for hallado in _PRESENTACION.finditer(parrafo):
        desde = max((corte for corte in cortes if corte <= hallado.start()), default=0)
        if _ANUNCIA.search(parrafo, desde, hallado.start()):
            cortes.add(hallado.end())
    limites = [0, *sorted(cortes), len(parrafo)]
    tramos = [
        tramo
        for desde, hasta in pairwise(limites)
        for tramo in _limitar(texto, recortar(texto, inicio + desde, inicio + hasta))
    ]
    return tuple(tramos)


def _termina(parrafo: str, hallado: re.Match[str]) -> bool:
    """Dice si un punto cierra de verdad la oración."""
    if not _EMPIEZA.match(parrafo, hallado.end()):
        return False
    if hallado.group()[0] != "." or hallado.group().startswith(".."):
        return True
    antes = parrafo[max(0, hallado.start() - 40) : hallado.start() + 1]
    if _NUMERAL.search(antes if hallado.start() >= 40 else "\n" + antes):
        return False
    palabra = _ULTIMA_PALABRA.search(antes)
    if palabra is None:
        return True
    suelta = palabra.group(1)
    es_inicial = len(suelta) == 1 and suelta.isalpha() and suelta.isupper()
    return not es_inicial and suelta.lower() not in _ABREVIATURAS


def _limitar(texto: str, tramo: Tramo) -> list[Tramo]:
    """Parte un tramo demasiado largo en el último blanco que quepa; quita los vacíos."""
    tramos: list[Tramo] = []
    while tramo.fin - tramo.inicio > LARGO_MAXIMO:
        tope = tramo.inicio + LARGO_MAXIMO
        corte = next(
            (lugar for lugar in range(tope, tramo.inicio + LARGO_MAXIMO // 2, -1) if texto[lugar].isspace()), tope
        )
        tramos.append(recortar(texto, tramo.inicio, corte))
        tramo = recortar(texto, corte, tramo.fin)
    return [uno for uno in (*tramos, tramo) if uno.fin > uno.inicio]
