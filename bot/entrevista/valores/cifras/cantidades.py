"""Cuántos son: un número solo, o la gente que se beneficia con su descripción entera."""

import re

from bot.entrevista.esquema import Campo, Catalogos, Pregunta, Unidades
from bot.entrevista.eventos import Valor
from bot.entrevista.valores.cifras.gente import decidir_gente, es_seguro, gente_en, total_dicho
from bot.entrevista.valores.cifras.numeros import leer_numeros
from bot.entrevista.valores.definicion import Muestra, Tipo, TipoDeCampo, cifra_de
from bot.entrevista.valores.lectura import Entorno, Explicacion, Lectura, Pide, Valido
from bot.entrevista.valores.textos import leer_texto
from conocimiento.palabras import plano

SIN_CIFRA = "Sin una cifra"
PALABRAS_DE_UNA_CIFRA = 4
"""«unas 400 familias, creo»: más largo es otra descripción."""


def leer_entero(texto: str, minimo: int = 0, maximo: int = 1_000_000_000) -> Lectura:
    """Lee una cantidad sola: «300», «1,200», «12 mil»."""
    hallados = leer_numeros(texto)
    if len(hallados) != 1 or not hallados[0].lecturas:
        return Explicacion("necesito un solo número, sin decimales")
    posibles = [int(n) for n in hallados[0].lecturas if n == n.to_integral_value() and minimo <= n <= maximo]
    if not hallados[0].es_claro and posibles:
        return Pide("¿Qué número anoto?", tuple((f"{posible:,}", posible) for posible in posibles))
    numero = hallados[0].lecturas[0]
    if numero != numero.to_integral_value():
        return Explicacion("necesito un número sin decimales", str(numero))
    if not minimo <= numero <= maximo:
        return Explicacion(f"debe estar entre {minimo} y {maximo}", str(numero))
    return Valido(int(numero), f"{int(numero):,}")


def mostrar_entero(valor: Valor) -> str:
    """Con comas de miles."""
    return f"{valor:,}" if isinstance(valor, int) else str(valor)


def _es_su_cifra(campo: Campo, texto: str, _entorno: Entorno) -> bool:
    """«mes 1», no «300 familias»."""
    nombres = "|".join(re.escape(plano(nombre)) for nombre in (campo.rotulo, *campo.variantes))
    return re.fullmatch(rf"(?:(?:el|en\s+el)\s++)?(?:{nombres})?\s*+\d+", plano(texto)) is not None


def leer_poblacion(texto: str, unidades: Unidades, minimo: int, maximo: int) -> Lectura:
    """Guarda la descripción entera y, si se dice con claridad, cuántos son; si no está claro, lo pregunta."""
    lectura = leer_texto(texto, minimo, maximo)
    if not isinstance(lectura, Valido):
        return lectura
    dichas = gente_en(texto, unidades)
    posibles = decidir_gente(texto, dichas)
    if not posibles:
        return Valido(_valor(texto, None, ""))
    if (total := total_dicho(texto)) is not None:
        return Valido(_valor(texto, total, posibles[0][1]), f"{texto.strip(' .')} ({_escrito(total, posibles[0][1])})")
    if len(posibles) == 1 and es_seguro(dichas):
        leido = _escrito(*posibles[0])
        dice_mas = len(texto.split()) > PALABRAS_DE_UNA_CIFRA
        return Valido(_valor(texto, *posibles[0]), f"{texto.strip(' .')} ({leido})" if dice_mas else leido)
    opciones = {_escrito(*posible): _valor(texto, *posible) for posible in posibles}
    return Pide("¿Cuántos son en total?", (*opciones.items(), (SIN_CIFRA, _valor(texto, None, ""))))


def _valor(texto: str, cantidad: int | None, unidad: str) -> Valor:
    return {"texto": texto, "cantidad": cantidad, "unidad": unidad}


def _escrito(cantidad: int, unidad: str) -> str:
    return f"{cantidad:,} {unidad}"


def mostrar_poblacion(_pregunta: Pregunta, valor: Valor, _catalogos: Catalogos) -> str:
    """La descripción, como se dijo."""
    return str(valor.get("texto")) if isinstance(valor, dict) else str(valor)


def _muestra(_pregunta: Pregunta, muestra: Muestra) -> Valor:
    return {"texto": muestra.texto, "cantidad": None if muestra.a_medias else 500, "unidad": "familias"}


def _completar(pregunta: Pregunta, texto: str, crudo: str, entorno: Entorno) -> tuple[str, Lectura] | None:
    """«300 a 500 familias de la cuenca» y después «400»: la descripción de antes, con esa cifra."""
    numeros = leer_numeros(texto)
    if len(numeros) != 1 or not numeros[0].es_claro or len(texto.split()) > PALABRAS_DE_UNA_CIFRA:
        return None
    antes = gente_en(crudo, entorno.catalogos.unidades)
    dicha = gente_en(texto, entorno.catalogos.unidades)
    unidad = next((una.unidad for una in (*dicha, *antes)), "")
    cuantos = numeros[0].lecturas[0]
    if not unidad or cuantos != cuantos.to_integral_value() or not isinstance(leer_texto(crudo, 1), Valido):
        return None
    return crudo, Valido(_valor(crudo, int(cuantos), unidad), _escrito(int(cuantos), unidad))


TIPOS = {
    "entero": Tipo(
        leer=lambda pregunta, texto, _: leer_entero(texto, pregunta.minimo or 0, pregunta.maximo or 1_000_000_000),
        muestra=lambda pregunta, _: pregunta.maximo or 300,
        mostrar=lambda _, valor, __: mostrar_entero(valor),
        con_numero=lambda numero: numero,
        minutos=0.2,
        es_estricto=True,
        es_dato=True,
    ),
    "poblacion": Tipo(
        leer=lambda pregunta, texto, entorno: leer_poblacion(
            texto, entorno.catalogos.unidades, pregunta.minimo or 1, pregunta.maximo or 300
        ),
        muestra=_muestra,
        mostrar=mostrar_poblacion,
        numero=cifra_de("cantidad"),
        con_numero=lambda numero: {"texto": f"{numero} familias", "cantidad": numero, "unidad": "familias"},
        largo=None,
        es_libre=True,
        admite_corto=True,
        textos=lambda _: ("texto",),
        completar=_completar,
    ),
}

CAMPOS = {
    "entero": TipoDeCampo(
        leer=lambda _, texto, __: leer_entero(texto),
        muestra=lambda _, muestra: muestra.variante % 12 + 1,
        mostrar=lambda _, valor: mostrar_entero(valor),
        reconoce=_es_su_cifra,
    ),
}
