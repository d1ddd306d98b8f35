"""Lo que una persona ya dijo, para entender lo que edita.

Telegram también avisa como edición lo que no cambia ni una letra (apareció la vista previa de un enlace). Y quien edita
uno de varios mensajes que se leyeron como uno solo cambia un trozo de su respuesta, no toda.
"""

import hashlib
from dataclasses import replace

from bot.dialogo.entradas import (
    ENTRE_PARTES,
    MensajeEditado,
    MensajeRecibido,
    OrdenRecibida,
    mensajes_de,
    nombre_de_varios,
    partes_de,
)
from bot.dialogo.turno import Entrada, Estado, Leido
from bot.entrevista.eventos import Respondida

SE_RECUERDAN = 20
LETRAS_DE_LA_HUELLA = 8
"""Bastan para no confundir dos textos de un mismo mensaje y no para adivinar cuál era."""


def anotar_leido(estado: Estado, entrada: Entrada) -> Estado:
    """El estado, recordando el mensaje de la entrada; si es de varios, cada uno."""
    match entrada:
        case MensajeRecibido(texto, mensaje) | MensajeEditado(texto, mensaje) if mensaje:
            partes = partes_de(mensaje, texto)
        case OrdenRecibida(mensaje=mensaje) if mensaje:
            partes = ((mensaje, entrada.escrita),)
        case _:
            return estado
    nuevos = tuple(Leido(mensaje, _huella(texto)) for mensaje, texto in partes)
    suyos = {uno.mensaje for uno in nuevos}
    otros = (uno for uno in estado.leidos if uno.mensaje not in suyos)
    return replace(estado, leidos=(*otros, *nuevos)[-SE_RECUERDAN:])


def con_lo_leido(estado: Estado, entrada: Entrada) -> Entrada | None:
    """La entrada, si es una edición, con el todo del que es parte; None si no cambia nada de lo que ya se leyó."""
    if not isinstance(entrada, MensajeEditado):
        return entrada
    if Leido(entrada.mensaje, _huella(entrada.texto)) in estado.leidos:
        return None
    for evento in reversed(estado.eventos):
        if not isinstance(evento, Respondida) or evento.mensaje in {None, entrada.mensaje}:
            continue
        if evento.autor != estado.integrante:
            continue  # de otro chat: allí ese número es de otro mensaje
        if entrada.mensaje in mensajes_de(evento.mensaje or ""):
            return _con_el_trozo(evento.mensaje or "", evento.crudo, entrada)
    return entrada


def _con_el_trozo(nombre: str, crudo: str, editado: MensajeEditado) -> MensajeEditado:
    """La edición de todo lo que se leyó como uno: lo que decía, con el trozo nuevo en su lugar."""
    partes = partes_de(nombre, crudo)
    if not partes:
        return replace(editado, es_una_parte=True)
    nuevas = [(suyo, editado.texto if suyo == editado.mensaje else texto) for suyo, texto in partes]
    return MensajeEditado(ENTRE_PARTES.join(texto for _, texto in nuevas), nombre_de_varios(nuevas))


def _huella(texto: str) -> str:
    return hashlib.sha256(texto.encode("utf-8", "surrogatepass")).hexdigest()[:LETRAS_DE_LA_HUELLA]
