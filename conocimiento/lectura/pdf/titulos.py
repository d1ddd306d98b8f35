"""Qué líneas de un PDF abren un apartado, cómo se muestra y a qué nivel: títulos y artículos."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from operator import itemgetter

from conocimiento.expresiones import diferida
from conocimiento.lectura.encabezados import (
    COLA_DE_TITULO,
    DE_DISPOSICIONES,
    DE_UNA_NORMA,
    DIVISION,
    NIVEL_DE_ARTICULO,
    NUMERO,
    ROTULO,
    Anidado,
    abre_apartado,
    esta_en_mayusculas,
    mostrar,
)
from conocimiento.lectura.pdf.caracteres import Linea, Palabra
from conocimiento.lectura.pdf.texto import unir

LARGO_DE_TITULO = 250
_DIVISION = diferida(
    rf"[“«\"]?{DIVISION}(?:\s+(?P<numero>(?:N\s?[°º.·]{{0,2}}\s?)?{NUMERO}|PRELIMINAR))?(?P<resto>(?:\W.{{0,200}})?)$"
)
_NIVELES = {"LIBRO": 1, "PARTE": 1, "ANEXO": 1, "TÍTULO": 1, "CAPÍTULO": 2, "SUBCAPÍTULO": 3, "SECCIÓN": 3}
_NUMERADO = diferida(r"(?P<numero>(?:\d{1,2}(?:\.\d{1,2}){0,4}|[IVXL]{1,6}))[.)]?\s{1,3}[^\W\d]")
_SIN_NUMERO = diferida(r"(?:EXPOSICI[OÓ]N DE MOTIVOS|PRE[AÁ]MBULO)")
_NOTA_GENERAL = diferida(r"NOTAS? GENERAL(?:ES)?\s?:?$", re.IGNORECASE)
"""La de todo un anexo; la de una tabla («Nota 2:») es de su apartado."""
_VINETA = diferida(r"(?:[•·▪◦●○■□➢❖*\uf0b7\uf0a7\u2010-\u2015\u2212-](?=\s|$)|o\s(?=[A-ZÁÉÍÓÚÑ]))")
_MARCA = diferida(r"(?:\d{1,3}(?:\.\d{1,3}){0,4}[.)]|\d{1,3}(?:\.\d{1,3}){1,4}|\(?[a-zñ]{1,2}\)|\(?[ivx]{1,5}[.)])\s")
_LLAMADA = diferida(r"(?<=[A-ZÁÉÍÓÚÑ]{5})[1-9]$")
"""La de una nota al pie, pegada a la última palabra de un título: «CARTA DE COMPROMISO ÉTICO6»."""
_DE_PUBLICACION = diferida(r"\d{5,7}\s?-\s?\d{1,3}")
_CON_NUMERO = diferida(r"\b(?:RESOLUCI[OÓ]N|ORDENANZA|DECRETO|LEY|ACUERDO)\s[A-ZÁÉÍÓÚÑ ]{0,40}N\s?[º°.]")
_CON_FECHA = diferida(r"[A-ZÁÉÍÓÚ]\w+,\s(?:al?\s)?\d{1,2} de \w+ del? \d{4}\.?")
_FINAL = (".", ":", ";", "?", "!", "…")
_COMILLAS = "»”\"’')"
MAYOR = 1.12
"""Cuántas veces más grande que la del cuerpo es la letra de un título."""


@dataclass(frozen=True, slots=True)
class Apartado:
    nombre: str
    nivel: int


def es_vineta(texto: str) -> bool:
    return _VINETA.match(texto) is not None


def empieza_con_marca(texto: str) -> bool:
    """Si empieza como un elemento de una lista: «•», «a)», «1.», «2.3», «ii)»."""
    return es_vineta(texto) or _MARCA.match(texto) is not None


def cierra_oracion(texto: str) -> bool:
    return texto.rstrip(_COMILLAS).endswith(_FINAL)


def cierra_norma(texto: str) -> bool:
    """Si es el número de publicación con que acaba cada norma del diario oficial: «1707406-1», solo en un renglón."""
    return _DE_PUBLICACION.fullmatch(texto) is not None


def es_de_otra_norma(renglones: Sequence[str]) -> bool:
    """Si lo que un extracto del diario tapa es parte de una norma vecina: su cierre, o «CONSIDERANDO:» y su número."""
    if any(cierra_norma(uno) for uno in renglones):
        return True
    return _CON_NUMERO.search(" ".join(renglones)) is not None and any(
        DE_UNA_NORMA.match(uno) or _CON_FECHA.fullmatch(uno) for uno in renglones
    )


def es_division(texto: str) -> bool:
    """«CAPÍTULO II», «TÍTULO PRELIMINAR», «ANEXO», solos o con su nombre."""
    hallada = _DIVISION.match(texto)
    return hallada is not None and (esta_en_mayusculas(texto) or not hallada["resto"])


def es_titulo(linea: Linea, cuerpo: float) -> bool:
    """Si la línea, por sí sola, tiene hechura de título. `cuerpo` es el de la letra del texto, en puntos."""
    texto = linea.texto
    if es_vineta(texto) or not any(map(str.isalpha, texto)) or len(texto) > LARGO_DE_TITULO or ROTULO.match(texto):
        return False
    if linea.cuerpo > MAYOR * cuerpo and len([letra for letra in texto if letra.isalpha()]) >= 3:
        return True
    if es_division(texto):
        return True
    mayusculas = esta_en_mayusculas(texto)
    if DE_UNA_NORMA.match(texto) or (mayusculas and (_SIN_NUMERO.match(texto) or DE_DISPOSICIONES.match(texto))):
        return True
    resalta = linea.negrita or mayusculas
    if resalta and _NOTA_GENERAL.match(texto):
        return True
    completo = texto.rstrip(" :") if mayusculas else texto  # «5.2 PROCEDIMIENTOS:» presenta lo suyo
    return resalta and _NUMERADO.match(texto) is not None and not cierra_oracion(completo)


def es_numeral_de(numero: str, texto: str) -> bool:
    """Si el texto empieza con un numeral de un artículo: «3.1 Categorías» en el 3."""
    return bool(numero) and re.match(rf"{re.escape(numero)}\s?\.\s?\d", texto) is not None


def apartado_de_titulo(lineas: Sequence[Linea], cuerpo: float, cuerpos: Sequence[float]) -> Apartado:
    """El de un título de una o más líneas. `cuerpos` son los de los títulos del documento, del mayor al menor."""
    texto = _LLAMADA.sub("", unir(lineas)[0])
    hallada = _DIVISION.match(texto)
    if hallada is not None:
        palabra = texto.split()[0].strip('“«"').upper()
        resto = hallada["resto"].strip(" .:-–—")
        cabeza = texto[: hallada.start("resto")].strip('“«" ')
        nombre = ". ".join(filter(None, (mostrar(cabeza), mostrar(resto))))
        return Apartado(COLA_DE_TITULO.sub("", nombre), _NIVELES.get(palabra.replace("TITULO", "TÍTULO"), 2))
    nombre = mostrar(COLA_DE_TITULO.sub("", texto))
    numerado = _NUMERADO.match(texto)
    if numerado is not None:
        return Apartado(nombre, numerado["numero"].count(".") + 1)
    tamano = max(linea.cuerpo for linea in lineas)
    mayores = [uno for uno in cuerpos if uno > MAYOR * cuerpo]
    return Apartado(nombre, next((n for n, uno in enumerate(mayores, 1) if tamano >= uno - 0.3), len(mayores) + 1))


def apartado_de_articulo(lineas: Sequence[Linea], anidado: Anidado) -> Apartado | None:
    """El de un párrafo que empieza con «Artículo 5.- Definiciones» o «PRIMERA.- Vigencia»; `None` si no empieza así.

    Su nombre es lo que va en negrita o, si todo el párrafo es una sola línea que no cierra oración, el resto.
    """
    texto = " ".join(linea.texto for linea in lineas)
    hallado = abre_apartado(texto)
    if hallado is None:
        return None
    consumidas = len(texto[: hallado.end()].split())
    resto = [(lugar, palabra) for lugar, linea in enumerate(lineas) for palabra in linea.palabras][consumidas:]
    negritas = list(takewhile(lambda par: par[1].negrita, resto))
    dichas: list[tuple[int, Palabra]] = []
    if negritas:
        if len(negritas) < len(resto) or not cierra_oracion(texto):
            dichas = negritas
    elif len(texto) <= LARGO_DE_TITULO and not cierra_oracion(texto):
        dichas = resto
    renglones = [tuple(palabra for _, palabra in suyas) for _, suyas in groupby(dichas, key=itemgetter(0))]
    nombre = COLA_DE_TITULO.sub("", unir([Linea(suyas, 0) for suyas in renglones])[0])[:LARGO_DE_TITULO]
    return Apartado(anidado.articulo(hallado, nombre), NIVEL_DE_ARTICULO)
