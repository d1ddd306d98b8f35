"""Limpieza del texto que llega de una persona, antes de que lo vea el diálogo.

Quita lo que no se ve y puede engañar o romper algo (nulos, controles, inversión del
sentido de lectura, sustitutos sueltos) y ordena los espacios. No corrige la ortografía, no
interpreta nada y no recorta: un texto de 10 000 caracteres llega entero.
"""

import re
import unicodedata

_SENTIDO = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SIN_ANCHO = "\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
_CONTROLES = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_ETIQUETAS_Y_NULOS = "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f"

_SOBRANTES = re.compile(f"[{_SENTIDO}{_SIN_ANCHO}{_CONTROLES}{_ETIQUETAS_Y_NULOS}]")
_SALTOS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ESPACIOS = re.compile(r"[^\S\n]+")
_BORDES_DE_LINEA = re.compile(r" *\n *")
_LINEAS_EN_BLANCO = re.compile(r"\n{3,}")
_UNIONES = "\u200c\u200d"  # valen dentro de un emoji o de una palabra, no en los extremos


def sin_invisibles(texto: str) -> str:
    """Quita los caracteres que no se ven y no deben viajar; no toca los espacios ni los saltos."""
    entero = texto.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _SOBRANTES.sub("", entero)


def limpiar(texto: str) -> str:
    """Devuelve el texto en forma NFC, sin invisibles y con los espacios en orden.

    Varios espacios seguidos quedan en uno, varias líneas en blanco en una y los extremos limpios.
    Limpiar dos veces da lo mismo que limpiar una.
    """
    texto = unicodedata.normalize("NFC", _SALTOS.sub("\n", sin_invisibles(texto)))
    texto = _ESPACIOS.sub(" ", texto)
    texto = _BORDES_DE_LINEA.sub("\n", texto)
    texto = _LINEAS_EN_BLANCO.sub("\n\n", texto)
    return texto.strip(" \n" + _UNIONES)
