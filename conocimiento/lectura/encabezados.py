"""Cómo se muestra el título de un apartado, y qué palabras abren uno, en cualquier formato."""

import re

DIVISION = r"(?:LIBRO|PARTE|T[IÍ]TULO|SUB[ -]?CAP[IÍ]TULO|CAP[IÍ]TULO|SUB[ -]?SECCI[OÓ]N|SECCI[OÓ]N|ANEXO)"
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
    primera = next((numero for numero, palabra in enumerate(palabras) if palabra[:1].isalpha()), None)
    if primera is not None:
        palabras[primera] = palabras[primera][:1].upper() + palabras[primera][1:]
    return " ".join(palabras)


def _es_clave(palabra: str) -> bool:
    return bool(_ROMANO.match(palabra)) or palabra in ("N°", "Nº") or any(map(str.isdigit, palabra))
