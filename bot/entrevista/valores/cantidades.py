"""Los números de un texto: en cifras, con escala («250 mil») o en palabras, con todas sus lecturas posibles.

Un separador seguido de exactamente tres cifras con punto («250.000») es ambiguo: se dan las dos lecturas,
porque elegir una en silencio puede equivocarse por mil.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from conocimiento.palabras import plano

ESCALAS = {
    "mil": 1_000,
    "miles": 1_000,
    "k": 1_000,
    "millon": 1_000_000,
    "millones": 1_000_000,
    "m": 1_000_000,
    "mm": 1_000_000,
}
PALABRAS = {
    "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
    "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16,
    "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiun": 21, "veintiuno": 21,
    "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26, "veintisiete": 27,
    "veintiocho": 28, "veintinueve": 29, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60,
    "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300,
    "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600, "setecientos": 700, "ochocientos": 800,
    "novecientos": 900, "doscientas": 200, "trescientas": 300, "cuatrocientas": 400, "quinientas": 500,
    "seiscientas": 600, "setecientas": 700, "ochocientas": 800, "novecientas": 900,
}  # fmt: skip
_FICHA = re.compile(r"\d+(?:[.,' ]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[a-z]+")


@dataclass(frozen=True, slots=True)
class Cantidad:
    """Un número hallado en un texto, con todas sus lecturas posibles."""

    lecturas: tuple[Decimal, ...]


def cantidades(texto: str) -> list[Cantidad]:
    """Encuentra los números de un texto: en cifras, con escala («250 mil») o en palabras."""
    fichas = _FICHA.findall(plano(texto))
    halladas: list[Cantidad] = []
    i = 0
    while i < len(fichas):
        consumidas, lecturas = _leer_cantidad(fichas[i:])
        if consumidas:
            halladas.append(Cantidad(lecturas))
            i += consumidas
        else:
            i += 1
    return halladas


def _leer_cantidad(fichas: list[str]) -> tuple[int, tuple[Decimal, ...]]:
    """Lee una cantidad al principio de `fichas`: cuántas usó y qué puede valer."""
    totales: tuple[Decimal, ...] = (Decimal(0),)
    tramo: tuple[Decimal, ...] | None = None
    escala_previa, ultima, i = 0, 0, 0
    while i < len(fichas):
        ficha = fichas[i]
        if (
            ficha in ("medio", "media")
            and tramo is None
            and i + 1 < len(fichas)
            and fichas[i + 1] in ESCALAS
            and not ultima
        ):
            tramo = (Decimal("0.5"),)
        elif (
            ficha == "y"
            and fichas[i + 1 : i + 2] in (["medio"], ["media"])
            and "".join(fichas[i + 2 : i + 3]) in ESCALAS
            and tramo is not None
        ):
            tramo = tuple(valor + Decimal("0.5") for valor in tramo)
            i += 1
        elif ficha == "y" and fichas[i + 1 : i + 2] in (["medio"], ["media"]) and escala_previa and tramo is None:
            totales = tuple(total + Decimal(escala_previa) / 2 for total in totales)
            i += 1
        elif ficha == "y" and (tramo is not None or escala_previa) and PALABRAS.get("".join(fichas[i + 1 : i + 2])):
            pass
        elif ficha in ("un", "una", "uno") and tramo is None and fichas[i + 1 : i + 2] and fichas[i + 1] not in ESCALAS:
            break
        elif (
            ficha in PALABRAS
            and (tramo is None or tramo[0] == tramo[0].to_integral_value())
            and not (ultima and fichas[ultima - 1][0].isdigit() and not escala_previa)
        ):
            tramo = tuple(valor + PALABRAS[ficha] for valor in (tramo or (Decimal(0),)))
        elif ficha[0].isdigit() and tramo is None and (not escala_previa or len(ficha) <= 3):
            tramo = _lecturas(ficha)
        elif ficha in ESCALAS and (tramo is not None or (ficha in ("mil", "millon") and not ultima)):
            escala = ESCALAS[ficha]
            if escala == 1_000 and tramo is not None and min(tramo) >= 1_000 and fichas[i - 1][0].isdigit():
                tramo = (*(valor / 1_000 for valor in tramo), *tramo)  # «250,000 mil»: los miles se dijeron dos veces
            totales, tramo = _escalar(totales, tramo or (Decimal(1),), escala, escala_previa)
            escala_previa = escala
        else:
            break
        i += 1
        ultima = i
    if tramo is not None:
        totales = tuple(total + valor for total in totales for valor in tramo)
    return ultima, totales if ultima else ()


def _escalar(
    totales: tuple[Decimal, ...], tramo: tuple[Decimal, ...], escala: int, previa: int
) -> tuple[tuple[Decimal, ...], None]:
    """«doscientos mil millones»: una escala mayor multiplica todo lo anterior; una menor se suma."""
    if previa and escala >= previa:
        return tuple((total + valor) * escala for total in totales for valor in tramo), None
    return tuple(total + valor * escala for total in totales for valor in tramo), None


def _lecturas(cifras: str) -> tuple[Decimal, ...]:
    """Las lecturas posibles de un número en cifras; más de una si es ambiguo."""
    cifras = cifras.replace("'", "").replace(" ", "")
    puntos, comas = cifras.count("."), cifras.count(",")
    if puntos and comas:
        decimal = max(cifras.rfind("."), cifras.rfind(","))
        entero, resto = re.sub(r"[.,]", "", cifras[:decimal]), cifras[decimal + 1 :]
        if len(resto) == 3:  # «1,200.000» mezcla dos costumbres: puede ser mil doscientos o un millón doscientos mil
            return Decimal(entero + resto), Decimal(f"{entero}.{resto}")
        return (Decimal(f"{entero}.{resto}"),)
    if puntos > 1 or comas > 1:
        return (Decimal(re.sub(r"[.,]", "", cifras)),)
    if puntos:
        entero, resto = cifras.split(".")
        if len(resto) == 3 and entero.strip("0") and len(entero) <= 3:
            return Decimal(entero + resto), Decimal(entero) + Decimal(f"0.{resto}")
        return (Decimal(cifras),)
    if comas:
        entero, resto = cifras.split(",")
        if len(resto) == 3 and entero.strip("0"):
            return (Decimal(entero + resto),)
        return (Decimal(f"{entero}.{resto}"),)
    return (Decimal(cifras),)
