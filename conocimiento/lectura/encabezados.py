"""Cómo se muestra el título de un apartado, y qué palabras abren uno, en cualquier formato."""

import re

DIVISION = r"(?:LIBRO|PARTE|T[IÍ]TULO|SUB[ -]?CAP[IÍ]TULO|CAP[IÍ]TULO|SUB[ -]?SECCI[OÓ]N|SECCI[OÓ]N|ANEXO)"
NUMERO = (
    r"(?:\d{1,4}(?:-[A-Z])?|[IVXLC]{1,8}|[ÚU]nico|[ÚU]NICO|Primer[oa]|PRIMER[OA]|Segund[oa]|SEGUND[OA]|Tercer[oa]"
    r"|TERCER[OA]|Cuart[oa]|CUART[OA]|Quint[oa]|QUINT[OA]|Sext[oa]|SEXT[OA]|S[eé]ptim[oa]|S[EÉ]PTIM[OA]|Octav[oa]"
    r"|OCTAV[OA]|Noven[oa]|NOVEN[OA]|D[eé]cim[oa]|D[EÉ]CIM[OA])"
)
ARTICULO = re.compile(
    rf"(?P<palabra>Art[ií]culo|ART[IÍ]CULO|Art\.|ART\.)\s{{0,3}}(?P<numero>{NUMERO})\s?[°ºªo*%”\"’']?"
    r"(?:\s?[.:]?\s?[-–—]\s?|[.:](?=\s|$)|(?<=[°º])(?=\s|$)|$)\s{0,3}"
)
NIVEL_DE_ARTICULO = 9  # por debajo de cualquier título
COLA_DE_TITULO = re.compile(r"[.\s:\-–—]+$")
ROTULO = re.compile(
    r"[\W_]*(?:GR[AÁ]FICO|FIGURA|CUADRO|TABLA|IMAGEN|ILUSTRACI[OÓ]N)\s*+N?\s*+[°º.]*+\s*+\d+[\W_]*$", re.I
)
_ROMANO = re.compile(r"[IVXLC]+[.)]?$")


def esta_en_mayusculas(texto: str) -> bool:
    """Si tiene al menos cuatro letras y todas lo están."""
    letras = [caracter for caracter in texto if caracter.isalpha()]
    return len(letras) >= 4 and all(letra.isupper() for letra in letras)


def en_minusculas(titulo: str) -> str:
    """«2.1 CONCEPTO» → «2.1 Concepto»; los números romanos y las claves («N° 009-2015-MINAM») se quedan como están."""
    palabras = [palabra if _es_clave(palabra) else palabra.lower() for palabra in titulo.split()]
    candidatas = (n for n, palabra in enumerate(palabras) if palabra[:1].isalpha() and not _es_clave(palabra))
    primera = next(candidatas, None)
    if primera is not None:
        palabras[primera] = palabras[primera][:1].upper() + palabras[primera][1:]
    return " ".join(palabras)


def mostrar(titulo: str) -> str:
    """El título como se muestra: en minúsculas si va todo en mayúsculas."""
    return en_minusculas(titulo) if esta_en_mayusculas(titulo) or titulo.isupper() else titulo


def nombre_de_articulo(numero: str, epigrafe: str) -> str:
    """«Artículo 5. Definiciones»; sin epígrafe, «Artículo 5»."""
    es_palabra = len(numero) > 2 and numero.isalpha() and not set(numero) <= set("IVXLC")
    cabeza = f"Artículo {numero.capitalize() if es_palabra else numero}"
    return ". ".join(filter(None, (cabeza, mostrar(COLA_DE_TITULO.sub("", epigrafe)))))


def _es_clave(palabra: str) -> bool:
    return bool(_ROMANO.match(palabra)) or palabra in ("N°", "Nº") or any(map(str.isdigit, palabra))
