"""Un `Mensaje` convertido en las partes de HTML que Telegram admite.

Todo texto se escapa; las etiquetas las pone solo este módulo y cada parte sale con las
suyas cerradas. El límite se cuenta en unidades UTF-16 del texto *visible*. No envía nada y no
redacta, salvo la línea que acompaña a unos botones sin texto.
"""

import html
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.canal.limpieza import sin_invisibles
from bot.dialogo.mensajes import ClaseParrafo, Estilo, Mensaje, Parrafo
from conocimiento.expresiones import diferida

LIMITE_VISIBLE = 3900
"""Telegram admite 4096; el margen vale tanto si los cuenta en caracteres como en UTF-16."""

TEXTO_PARA_BOTONES = "Elija una opción:"
_VINETA = "• "
_ETIQUETA = {Estilo.NORMAL: None, Estilo.NEGRITA: "b", Estilo.CURSIVA: "i"}
_APERTURA_CITA = {ClaseParrafo.CITA: "<blockquote>", ClaseParrafo.CITA_PLEGABLE: "<blockquote expandable>"}
_FIN_DE_ORACION = diferida(r"(?<=[.!?…;:])[»”\")\]]*\s|\n")
_ESPACIO = diferida(r"\s")


@dataclass(frozen=True, slots=True)
class Parte:
    """Un mensaje de Telegram: su HTML y el mismo texto sin etiquetas, por si el HTML se rechaza."""

    html: str
    texto: str


@dataclass(frozen=True, slots=True)
class _Pieza:
    """Un tramo del texto visible, con el número del párrafo al que pertenece (None: separador)."""

    texto: str
    estilo: Estilo = Estilo.NORMAL
    clase: ClaseParrafo = ClaseParrafo.TEXTO
    parrafo: int | None = None


def unidades(texto: str) -> int:
    """Cuenta unidades UTF-16: un emoji fuera del plano básico vale dos."""
    return len(texto) + sum(caracter > "\uffff" for caracter in texto)


def a_partes(mensaje: Mensaje, limite: int = LIMITE_VISIBLE) -> tuple[Parte, ...]:
    """Devuelve las partes en orden; ninguna pasa de `limite` (que es al menos 2) ni queda vacía.

    Los botones van con la última parte: si no hay texto y sí botones, devuelve una línea para ellos.
    """
    piezas = tuple(_piezas(mensaje))
    visible = "".join(pieza.texto for pieza in piezas)
    partes = tuple(
        Parte(_etiquetar(piezas, inicio, fin), visible[inicio:fin]) for inicio, fin in _cortar(visible, piezas, limite)
    )
    if not partes and mensaje.botones:
        return (Parte(TEXTO_PARA_BOTONES, TEXTO_PARA_BOTONES),)
    return partes


def _piezas(mensaje: Mensaje) -> Iterator[_Pieza]:
    anterior: Parrafo | None = None
    for numero, parrafo in enumerate(mensaje.parrafos):
        if not sin_invisibles(parrafo.texto).strip():
            continue
        if anterior is not None:
            yield _Pieza(_separador(anterior, parrafo))
        if parrafo.lleva_vineta:
            yield _Pieza(_VINETA, parrafo=numero)
        for trozo in parrafo.trozos:
            yield _Pieza(sin_invisibles(trozo.texto), trozo.estilo, parrafo.clase, numero)
        anterior = parrafo


def _separador(anterior: Parrafo, siguiente: Parrafo) -> str:
    """Una línea en blanco entre párrafos; ninguna dentro de una lista ni junto a una cita, que ya se separa sola."""
    junto_a_cita = anterior.clase in _APERTURA_CITA or siguiente.clase in _APERTURA_CITA
    return "\n" if junto_a_cita or siguiente.clase is ClaseParrafo.ELEMENTO else "\n\n"


def _cortar(visible: str, piezas: tuple[_Pieza, ...], limite: int) -> Iterator[tuple[int, int]]:
    """Elige dónde partir: en un párrafo, si no en una oración, si no en una palabra, si no donde toque."""
    entre_parrafos = [inicio for inicio, _, pieza in _situar(piezas) if pieza.parrafo is None]
    inicio = 0
    while True:
        while inicio < len(visible) and visible[inicio].isspace():
            inicio += 1
        if inicio == len(visible):
            return
        tope = _hasta_donde_cabe(visible, inicio, limite)
        fin = tope if tope == len(visible) else _mejor_corte(visible, entre_parrafos, inicio, tope)
        yield inicio, inicio + len(visible[inicio:fin].rstrip())
        inicio = fin


def _hasta_donde_cabe(visible: str, inicio: int, limite: int) -> int:
    gastado, posicion = 0, inicio
    while posicion < len(visible):
        gastado += 2 if visible[posicion] > "\uffff" else 1
        if gastado > limite:
            break
        posicion += 1
    return max(posicion, inicio + 1)


def _mejor_corte(visible: str, entre_parrafos: list[int], inicio: int, tope: int) -> int:
    minimo = inicio + (tope - inicio) // 4  # una parte casi vacía se lee peor que una oración partida
    candidatos = [posicion for posicion in entre_parrafos if minimo < posicion <= tope]
    if candidatos:
        return candidatos[-1]
    for patron in (_FIN_DE_ORACION, _ESPACIO):
        finales = [hallado.end() for hallado in patron.finditer(visible, inicio, tope)]
        if finales and finales[-1] > minimo:
            return finales[-1]
    corte = tope
    while corte > minimo + 1 and _va_pegado(visible[corte - 1], visible[corte]):
        corte -= 1
    return corte


def _va_pegado(antes: str, despues: str) -> bool:
    """Dice si dos caracteres se ven como uno (acento suelto, emoji compuesto)."""
    juntos = antes == "\u200d" or despues == "\u200d" or "\U0001f3fb" <= despues <= "\U0001f3ff"
    return juntos or unicodedata.category(despues).startswith("M")


def _situar(piezas: tuple[_Pieza, ...]) -> Iterator[tuple[int, int, _Pieza]]:
    inicio = 0
    for pieza in piezas:
        yield inicio, inicio + len(pieza.texto), pieza
        inicio += len(pieza.texto)


def _etiquetar(piezas: tuple[_Pieza, ...], desde: int, hasta: int) -> str:
    """Devuelve el HTML de un tramo del texto visible, con todas sus etiquetas abiertas y cerradas."""
    dentro = [
        (pieza, pieza.texto[max(desde - inicio, 0) : hasta - inicio])
        for inicio, fin, pieza in _situar(piezas)
        if inicio < hasta and fin > desde
    ]
    salida: list[str] = []
    for (anterior, _), (pieza, texto) in pairwise([(_Pieza(""), ""), *dentro, (_Pieza(""), "")]):
        if pieza.parrafo != anterior.parrafo:
            salida.append("</blockquote>" if anterior.clase in _APERTURA_CITA else "")
            salida.append(_APERTURA_CITA.get(pieza.clase, ""))
        escapado = html.escape(texto, quote=False)
        etiqueta = _ETIQUETA[pieza.estilo]
        salida.append(f"<{etiqueta}>{escapado}</{etiqueta}>" if etiqueta and texto.strip() else escapado)
    return "".join(salida)
