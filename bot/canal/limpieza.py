"""Limpieza de lo que llega de fuera, antes de que nadie lo mire: el texto de una persona y el JSON de un canal.

Del texto quita lo que no se ve y puede engañar o romper algo (nulos, controles, inversión del
sentido de lectura, sustitutos sueltos) y ordena los espacios. No corrige la ortografía, no
interpreta nada y no recorta: un texto de 10 000 caracteres llega entero.
"""

import json
import math
import re
import unicodedata
from typing import Any, TypeGuard

from conocimiento.expresiones import diferida

_SENTIDO = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SIN_ANCHO = "\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
_CONTROLES = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_ETIQUETAS_Y_NULOS = "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f"

_SOBRANTES = diferida(f"[{_SENTIDO}{_SIN_ANCHO}{_CONTROLES}{_ETIQUETAS_Y_NULOS}]")
_SALTOS = diferida("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ESPACIOS = diferida(r"[^\S\n]+")
_BORDES_DE_LINEA = diferida(r" *\n *")
_LINEAS_EN_BLANCO = diferida(r"\n{3,}")
_LETRAS_ADORNADAS = diferida("[\U0001d400-\U0001d7ff\uff01-\uff5e]")
"""Las de «𝗾𝘂é 𝗲𝘀» y las de ancho doble: se leen igual, y nadie las busca así."""
_UNIONES = "\u200c\u200d"  # valen dentro de un emoji o de una palabra, no en los extremos

PROFUNDIDAD = 100
"""Niveles que se leen de un JSON. Los de Telegram no pasan de una docena, y Python se detiene cerca de mil."""
LETRAS_PODABLES = 2 << 20
"""Las que se podan en menos de un segundo; en lo más largo no se busca qué se puede salvar."""

_SIGNO = diferida(r'"(?:[^"\\]++|\\.?)*+(?:"|\Z)|[\[{]|[\]}]', re.DOTALL)


def sin_invisibles(texto: str) -> str:
    """Quita los caracteres que no se ven y no deben viajar; no toca los espacios ni los saltos."""
    entero = texto.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _SOBRANTES.sub("", entero)


def limpiar(texto: str) -> str:
    """Devuelve el texto en forma NFC, sin invisibles, con las letras de siempre y los espacios en orden.

    Varios espacios seguidos quedan en uno, varias líneas en blanco en una y los extremos limpios.
    Limpiar dos veces da lo mismo que limpiar una.
    """
    comunes = _LETRAS_ADORNADAS.sub(lambda hallada: unicodedata.normalize("NFKC", hallada.group()), texto)
    texto = unicodedata.normalize("NFC", _SALTOS.sub("\n", sin_invisibles(comunes)))
    texto = _ESPACIOS.sub(" ", texto)
    texto = _BORDES_DE_LINEA.sub("\n", texto)
    texto = _LINEAS_EN_BLANCO.sub("\n\n", texto)
    return texto.strip(" \n" + _UNIONES)


def leer_json(contenido: bytes) -> Any:
    """El valor de un JSON. Lo que está demasiado hondo y lo que no es un número finito se leen como None.

    Así una actualización desmedida no impide leer las que vienen con ella. Raises `ValueError`.
    """
    texto = contenido.decode("utf-8-sig", "replace")
    try:
        return _interpretar(texto)
    except RecursionError:
        if len(texto) > LETRAS_PODABLES:
            raise ValueError("demasiado hondo") from None
    try:
        return _interpretar(_podar(texto))
    except RecursionError:  # sin cerrar, así que tampoco es JSON
        raise ValueError("demasiado hondo") from None


def _interpretar(texto: str) -> Any:
    return json.loads(texto, parse_constant=lambda _: None, parse_float=_finito)


def _finito(cifras: str) -> float | None:
    valor = float(cifras)
    return valor if math.isfinite(valor) else None


def _podar(texto: str) -> str:
    """El mismo JSON con `null` en lugar de lo que pasa de `PROFUNDIDAD`."""
    trozos: list[str] = []
    nivel, desde = 0, 0
    for signo in _SIGNO.finditer(texto):
        match signo[0][0]:
            case "[" | "{":
                nivel += 1
                if nivel == PROFUNDIDAD + 1:
                    trozos += [texto[desde : signo.start()], "null"]
            case "]" | "}":
                if nivel == PROFUNDIDAD + 1:
                    desde = signo.end()
                nivel -= 1
            case _:
                pass
    return "".join((*trozos, texto[desde:]))


def es_entero(valor: Any, *, desde: int = -(2**63), hasta: int = 2**63 - 1) -> TypeGuard[int]:
    """Dice si es un entero entre esos dos; para Python también lo serían `true` y `false`."""
    return isinstance(valor, int) and not isinstance(valor, bool) and desde <= valor <= hasta
