"""Montos con moneda. Convención del Perú: coma de miles y punto decimal.

Lo que admite más de una lectura se pregunta.
"""

import re
from decimal import Decimal

from babel.numbers import format_currency

from bot.entrevista.esquema import Moneda
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.cantidades import cantidades
from bot.entrevista.valores.definicion import Tipo, TipoDeCampo, cifra_de
from bot.entrevista.valores.lectura import Explicacion, Lectura, Pide, Valido
from conocimiento.palabras import plano, posicion_en

MONTO_MAXIMO = Decimal(10) ** 12


def leer_monto(texto: str, monedas: tuple[Moneda, ...]) -> Lectura:
    """Lee un monto. El valor es `{"monto": "250000.00", "moneda": "PEN"}`."""
    if re.search(r"(^|\s)[-−]\s*\d", texto):
        return Explicacion("el monto no puede ser negativo")
    if _es_un_rango(plano(texto)):
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


def _es_un_rango(liso: str) -> bool:
    """«Entre 100 y 200»: en un mismo renglón, la palabra, una cifra después y una «y» después."""
    for renglon in liso.split("\n"):
        entre = re.search(r"\bentre\b", renglon)
        cifra = re.compile(r"\d").search(renglon, entre.end()) if entre else None
        if cifra and re.compile(r"\by\b").search(renglon, cifra.end()):
            return True
    return False


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
    resto, halladas = re.sub(r"(?<=\d)(?=[a-z])", " ", plano(texto)), list[str]()
    for alias, codigo in sorted(((a, m.codigo) for m in monedas for a in m.alias), key=lambda par: -len(par[0])):
        simbolo = plano(alias)
        if posicion_en(resto, simbolo) >= 0 if simbolo.isalpha() else simbolo in resto:
            resto = resto.replace(simbolo, " ")
            halladas.append(codigo)
    return tuple(dict.fromkeys(halladas))


def _valor(monto: Decimal, codigo: str) -> dict[str, Valor]:
    return {"monto": str(monto.quantize(Decimal("0.01"))), "moneda": codigo}


TIPOS = {
    "monto": Tipo(
        leer=lambda _, texto, entorno: leer_monto(texto, entorno.catalogos.monedas),
        muestra=lambda _, muestra: {"monto": "250000.00", "moneda": "PEN" if muestra.variante % 2 else "USD"},
        mostrar=lambda _, valor, __: mostrar_monto(valor),
        numero=cifra_de("monto"),
        con_numero=lambda numero: {"monto": f"{numero}.00", "moneda": "PEN"},
        es_estricto=True,
        es_dato=True,
    ),
}

CAMPOS = {
    "monto": TipoDeCampo(
        leer=lambda _, texto, entorno: leer_monto(texto, entorno.catalogos.monedas),
        muestra=lambda _, __: {"monto": "1200.00", "moneda": "PEN"},
        mostrar=lambda _, valor: mostrar_monto(valor),
    ),
}
