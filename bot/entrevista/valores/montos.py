"""Montos con moneda. Convención del Perú: coma de miles y punto decimal.

Un separador seguido de exactamente tres cifras con punto («250.000») es ambiguo y se pregunta:
leerlo en silencio puede equivocarse por mil.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_currency

from bot.entrevista.esquema import Moneda
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.lectura import Explicacion, Lectura, Pide, Valido
from conocimiento.palabras import NUMEROS, plano, posicion

MONTO_MAXIMO = Decimal(10) ** 12
ESCALAS = {
    "mil": 1_000,
    "miles": 1_000,
    "k": 1_000,
    "millon": 1_000_000,
    "millones": 1_000_000,
    "m": 1_000_000,
    "mm": 1_000_000,
}
_FICHA = re.compile(r"\d+(?:[.,' ]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[a-z]+")


@dataclass(frozen=True, slots=True)
class Cantidad:
    """Un número hallado en un texto, con todas sus lecturas posibles."""

    lecturas: tuple[Decimal, ...]


def leer_monto(texto: str, monedas: tuple[Moneda, ...]) -> Lectura:
    """Lee un monto. El valor es `{"monto": "250000.00", "moneda": "PEN"}`."""
    if re.search(r"(^|\s)[-−]\s*\d", texto):
        return Explicacion("el monto no puede ser negativo")
    if re.search(r"\bentre\b.*\d.*\by\b", plano(texto)):
        return Explicacion("es un rango; necesito una sola cifra aproximada")
    if any(not _bien_agrupado(cifras) for cifras in re.findall(r"\d[\d.,']*\d", texto)):
        return Explicacion("los puntos y comas de esa cifra no me quedan claros")
    halladas = cantidades(_sin_simbolos(texto, monedas))
    if not halladas:
        return Explicacion("no encontré ninguna cantidad")
    codigos = _codigos(texto, monedas)
    montos = tuple(dict.fromkeys(lectura for cantidad in halladas for lectura in cantidad.lecturas))
    if any(monto > MONTO_MAXIMO for monto in montos):
        return Explicacion("esa cifra es demasiado grande; revise los ceros")
    montos = tuple(monto for monto in montos if monto > 0)
    if not montos:
        return Explicacion("el monto debe ser mayor que cero")
    if len(montos) == 1 and len(codigos) == 1:
        valor = _valor(montos[0], codigos[0])
        return Valido(valor, mostrar_monto(valor))
    pregunta = "¿En qué moneda?" if len(montos) == 1 else "¿Cuál de las cantidades es el total?"
    if len(halladas) == 1 and len(montos) > 1:
        pregunta = "Ese número se puede leer de dos maneras. ¿Cuál es?"
    candidatas = codigos or tuple(moneda.codigo for moneda in monedas)
    if len(montos) > 1:
        candidatas = candidatas[:2]
    valores = [_valor(monto, codigo) for codigo in candidatas for monto in montos[:4]]
    return Pide(pregunta, tuple((mostrar_monto(valor), valor) for valor in valores))


def mostrar_monto(valor: Valor) -> str:
    """Escribe un monto como se usa en el Perú: «S/ 250,000.00»."""
    if not isinstance(valor, dict):
        return ""
    moneda = str(valor.get("moneda"))
    escrito = format_currency(Decimal(str(valor.get("monto"))), moneda, locale="es_PE")
    escrito = escrito.replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"^(USD|EUR|\$|€)\s*", {"USD": "US$ ", "EUR": "€ "}.get(moneda, r"\1"), escrito)


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
        elif ficha == "y" and (tramo is not None or escala_previa) and NUMEROS.get("".join(fichas[i + 1 : i + 2])):
            pass
        elif ficha in ("un", "una", "uno") and tramo is None and fichas[i + 1 : i + 2] and fichas[i + 1] not in ESCALAS:
            break
        elif (
            ficha in NUMEROS
            and (tramo is None or tramo[0] == tramo[0].to_integral_value())
            and not (ultima and fichas[ultima - 1][0].isdigit() and not escala_previa)
        ):
            tramo = tuple(valor + NUMEROS[ficha] for valor in (tramo or (Decimal(0),)))
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


def _bien_agrupado(cifras: str) -> bool:
    """Con dos o más separadores, los grupos del medio han de tener tres cifras."""
    grupos = re.split(r"[.,']", cifras)
    return len(grupos) <= 2 or (
        len(grupos[0]) <= 3
        and all(len(grupo) == 3 for grupo in grupos[1:-1])
        and (len(grupos[-1]) == 3 or cifras[-len(grupos[-1]) - 1] not in cifras[: -len(grupos[-1]) - 1])
    )


def _sin_simbolos(texto: str, monedas: tuple[Moneda, ...]) -> str:
    limpio = plano(texto)
    for alias in sorted((a for m in monedas for a in m.alias if not plano(a).isalpha()), key=len, reverse=True):
        limpio = limpio.replace(plano(alias), " ")
    return re.sub(r"(?<=\d)(?=[a-z])", " ", limpio)


def _codigos(texto: str, monedas: tuple[Moneda, ...]) -> tuple[str, ...]:
    """Las monedas que se mencionan; «US$» no cuenta además como «$»."""
    resto, halladas = plano(texto), list[str]()
    for alias, codigo in sorted(((a, m.codigo) for m in monedas for a in m.alias), key=lambda par: -len(par[0])):
        simbolo = plano(alias)
        if (posicion(re.sub(r"(?<=\d)(?=[a-z])", " ", resto), simbolo) >= 0) if simbolo.isalpha() else simbolo in resto:
            resto = resto.replace(simbolo, " ")
            halladas.append(codigo)
    return tuple(dict.fromkeys(halladas))


def _valor(monto: Decimal, codigo: str) -> dict[str, Valor]:
    return {"monto": str(monto.quantize(Decimal("0.01"))), "moneda": codigo}
