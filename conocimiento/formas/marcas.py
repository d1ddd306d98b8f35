"""Las marcas de una lista escrita o pegada: viñetas de cualquier clase, números, letras y casillas.

Word guarda sus viñetas en caracteres de uso privado (U+F0B7 y vecinos); un teléfono pone emojis y tildes. Aquí se
reconocen todas, para que ninguna quede dentro de un nombre ni se imprima como «[U+F0B7]».
"""

import re
from itertools import pairwise

from conocimiento.expresiones import diferida

VINETAS = (
    "•‣⁃⁌⁍∙⋅·▪*§¤►▶"
    "\u2190-\u21ff"  # flechas
    "\u2460-\u27bf"  # números en círculo, figuras geométricas, tildes y aspas
    "\u2900-\u297f\u2b00-\u2bff"
    "\ue000-\uf8ff"  # uso privado: las viñetas de Word
    "\U0001f000-\U0001faff\U000f0000-\U000ffffd"
)
"""Los signos que no son otra cosa, para una clase de una expresión regular."""
_ADORNO = "\ufe0e\ufe0f\u200d\u20e3\u200b"
_DEVINETAS = rf"(?:[{VINETAS}][{_ADORNO}]*+\s*+)++"
_DE_RAYAS = r"[-–—―−+>»~]{1,3}(?:\s++|(?=[^\W\d_]))"
"""Pegada a una cifra no es una marca: «-20 %»."""
_DE_NUMEROS = (
    r"\(\s*\d{1,2}\s*[).-]{1,2}\s*+|\[\s?\d{1,2}\s?\]\s*+|\d[\ufe0f]?\u20e3\s*+"
    r"|\d{1,2}\s?[.)]\s?[-–—]?(?!\d)\s*+|\d{1,2}\s?[-–—]\s++|\d{1,2}\s?[°º]\s?[.)-]\s*+|\d{1,2}\t\s*+"
    r"|(?:[nN][°º]|#)\s?\d{1,2}\s?[.:)-]\s*+"
)
_DE_LETRAS = (
    r"\([a-zA-Z]\)\s*+|\([ivxIVX]{1,4}\)\s*+|[a-zA-Z]\s?\)\s*+|[ivxIVX]{1,4}\)\s*+|[a-zA-Z]\.\s?[-–—]\s*+"
    r"|[a-z]\.\s++|[ivx]{1,4}\.\s++|[IVX]{1,4}\.\s++|\[[\sxX]?\]\s*+|o\t\s*+"
)
_MARCA = diferida(rf"\s*+(?:{_DEVINETAS}|{_DE_RAYAS}|{_DE_NUMEROS}|{_DE_LETRAS})", re.ASCII)
_MARCAS_SEGUIDAS = 3  # «• 1) (a) …»

_EN_SERIE = tuple(
    diferida(patron) for patron in (r"(\d{1,2})[:.]?\s++(?=\S)", r"[A-Z](\d{1,2})\b[.:)\s-]*+(?=\S)", r"()o\s++(?=\S)")
)
"""Marcas que solo lo son si todas las líneas las llevan: «1 mapeo», «R1 niños» y la viñeta «o» de Word."""
_LETRAS_EN_SERIE = diferida(r"([A-Z])\.\s++(?=\S)")
_NUMERO_SUELTO = diferida(r"(?<!\S)\(?(\d{1,2})\s?[.)]\s?[-–—]?(?:(?!\d)\s*+(?=[^\W\d_]|[¿¡«\"])|\s++(?=\d))")
_LETRA_SUELTA = diferida(r"(?<!\S)\(?([a-z])\)\s*+(?=\S)", re.IGNORECASE)
_SIGNO_SUELTO = diferida(rf"(?:(?<=\s)|^)([{VINETAS}])[{_ADORNO}]*+\s*+(?=\S)")


def sin_marca(linea: str) -> str:
    """La línea sin las marcas de lista con que empieza: «➢ (1) GIZ» es «GIZ»."""
    for _ in range(_MARCAS_SEGUIDAS):
        marca = _MARCA.match(linea)
        if marca is None or marca.end() == 0:
            break
        linea = linea[marca.end() :]
    return linea.strip()


def renglones(texto: str) -> list[str]:
    """Cada elemento de una lista sin su marca: uno por línea, o varios seguidos («1. GIZ 2. KfW 3. AECID»)."""
    lineas = [linea.strip() for linea in texto.splitlines() if linea.strip()]
    trozos = [trozo for linea in lineas for trozo in _partidos(linea)]
    limpios = [sin_marca(trozo) for trozo in _sin_serie(trozos)]
    return [limpio for limpio in limpios if limpio]


def _partidos(linea: str) -> list[str]:
    """Una línea en la que se siguen las marcas, cortada en cada una; la línea entera si no son una lista."""
    cortes = _cortes_en_orden([(m.start(), int(m.group(1))) for m in _NUMERO_SUELTO.finditer(linea)])
    if not cortes:
        letras = [(m.start(), ord(m.group(1).lower()) - ord("a") + 1) for m in _LETRA_SUELTA.finditer(linea)]
        cortes = _cortes_en_orden(letras)
    if not cortes:
        signos = [(m.start(), m.group(1)) for m in _SIGNO_SUELTO.finditer(linea)]
        cortes = [lugar for lugar, signo in signos if signo == signos[0][1]] if len(signos) > 1 else []
    if not cortes:
        return [linea]
    bordes = [*([0] if cortes[0] else []), *cortes, len(linea)]
    return [linea[a:b].strip() for a, b in pairwise(bordes) if linea[a:b].strip()]


def _cortes_en_orden(marcas: list[tuple[int, int]]) -> list[int]:
    """Los lugares de 1, 2, 3…: sin dos seguidos no hay lista."""
    cortes: list[int] = []
    for lugar, numero in marcas:
        if numero == len(cortes) + 1:
            cortes.append(lugar)
    return cortes if len(cortes) > 1 else []


def _sin_serie(lineas: list[str]) -> list[str]:
    """Quita las marcas que solo se reconocen porque las llevan todas las líneas, en orden."""
    if len(lineas) < 2:
        return lineas
    for patron in (*_EN_SERIE, _LETRAS_EN_SERIE):
        marcas = [marca for linea in lineas if (marca := patron.match(linea))]
        if len(marcas) < len(lineas):
            continue
        dichos = [marca.group(1) for marca in marcas]
        lugares = [int(d) if d.isdecimal() else ord(d) - ord("A") + 1 if d else None for d in dichos]
        en_orden = all(lugar is None or lugar == numero for numero, lugar in enumerate(lugares, start=1))
        if en_orden:
            return [linea[marca.end() :] for linea, marca in zip(lineas, marcas, strict=True)]
    return lineas
