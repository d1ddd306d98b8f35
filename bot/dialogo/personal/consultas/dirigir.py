"""A qué consulta va lo que escribe quien atiende sin el gesto exacto: sin «Responder», editando o a otro mensaje.

Nada de eso llega a nadie por sí solo ni se guarda: puede hablar de alguien que después pida que se borre lo suyo. Se
pregunta a cuál responde, y al pulsar el botón lo escrito se lee del mensaje al que respondía la pregunta.
"""

import re
from dataclasses import replace

from bot.dialogo.borrador.atender import con_el_paso
from bot.dialogo.efectos import Enviar, OlvidarRecibido
from bot.dialogo.entradas import BotonPulsado, MensajeEditado, MensajeRecibido
from bot.dialogo.mensajes import Espacio, partir
from bot.dialogo.personal.consultas import textos
from bot.dialogo.peticiones import (
    BuscarDestinos,
    DestinosHallados,
    LeerConsultas,
    OrdenDelPersonal,
    PedidoDelPersonal,
    PreguntaHallada,
)
from bot.dialogo.turno import Contexto, Estado, RespuestaPorConfirmar, TextoPorDirigir, Turno
from conocimiento.expresiones import diferida

NUMERO_Y_TEXTO = diferida(r"(?:n\.?\s*+[º°]?\.?\s*+|#)?(\d{1,9})(?!\d)[\s:.,;-]*(.*)", re.DOTALL | re.IGNORECASE)
_RESPONDER = diferida(rf"/responder(?:@\w+)?\s+{NUMERO_Y_TEXTO.pattern}", NUMERO_Y_TEXTO.flags)


def buscar(contexto: Contexto, estado: Estado, escrito: MensajeRecibido | MensajeEditado) -> Turno:
    """Busca a qué consultas puede responder lo que alguien que atiende escribió o editó."""
    return Turno(estado, (BuscarDestinos(escrito),))


def buscar_de_respuesta(contexto: Contexto, estado: Estado, hallada: PreguntaHallada) -> Turno:
    """Lo mismo de lo que respondía a un mensaje que no era el de una consulta: si hablaba de una, también esa."""
    numero = hallada.asunto.removeprefix(textos.ASUNTO_DE_ACUSE)
    return Turno(estado, (BuscarDestinos(hallada, int(numero) if numero != hallada.asunto else None),))


def ofrecer(contexto: Contexto, estado: Estado, hallados: DestinosHallados) -> Turno | None:
    """Pregunta a cuál responde. None si no hay ninguna o si está claro que contesta a su propia entrevista.

    En ella solo es dudoso si, después de lo último que dijo, le llegó una consulta: es lo que tiene delante.
    """
    es_escrito = isinstance(hallados.de, MensajeRecibido)
    if not hallados.consultas or (estado.en_entrevista and es_escrito and not hallados.hay_sin_leer):
        return None
    escrito = hallados.de.recibido if isinstance(hallados.de, PreguntaHallada) else hallados.de
    espera = TextoPorDirigir(estado.turno, escrito.mensaje)
    pregunta = textos.a_cual(hallados, espera, en_entrevista=estado.en_entrevista)
    return Turno(replace(estado, consulta=espera), (OlvidarRecibido(), Enviar(pregunta)))


def declarado_suyo(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> MensajeRecibido | None:
    """Lo que dijo que no responde a ninguna: se atiende como suyo. None si pulsó otra cosa o no se sabe qué era."""
    match partir(boton.codigo):
        case Espacio.CONSULTA, ("mia", turno) if contexto.papeles.atiende and _espera(estado, turno):
            return boton.sobre
        case _:
            return None


def atender_boton(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno | None:
    """La consulta que eligió; None si el botón no es de elegirla o quien lo pulsa no atiende."""
    match partir(boton.codigo)[1]:
        case [("a" | "tambien" | "mia"), turno, *_] if contexto.papeles.atiende and not _espera(estado, turno):
            return con_el_paso(contexto, estado, Enviar(textos.nada_por_confirmar()))
        case ["a", _, numero] if contexto.papeles.atiende and numero.isdecimal():
            return enviar(estado, PedidoDelPersonal(OrdenDelPersonal.RESPONDER, int(numero)), boton)
        case ["tambien", _, numero] if contexto.papeles.atiende and numero.isdecimal():
            return enviar(estado, PedidoDelPersonal(OrdenDelPersonal.INSISTIR, int(numero)), boton)
        case ["mia", _] if contexto.papeles.atiende:
            return pedir_el_boton(estado)
        case _:
            return None


def enviar(estado: Estado, pedido: PedidoDelPersonal, boton: BotonPulsado) -> Turno:
    """Cumple el pedido con lo escrito; si no se sabe qué era, sigue esperando."""
    texto = pedido.texto or (_sin_la_orden(boton.sobre.texto) if boton.sobre is not None else "")
    if not texto:
        return pedir_el_boton(estado)
    mensaje = boton.sobre.mensaje if boton.sobre is not None else ""
    return Turno(replace(estado, consulta=None), (LeerConsultas(replace(pedido, texto=texto, mensaje=mensaje)),))


def pedir_el_boton(estado: Estado) -> Turno:
    """Muestra otra vez los botones de lo que espera, que son los últimos que se mostraron, sobre el mismo mensaje."""
    mensaje = estado.consulta.mensaje if isinstance(estado.consulta, TextoPorDirigir | RespuestaPorConfirmar) else ""
    return Turno(estado, (Enviar(textos.falta_el_texto(estado.botones, mensaje)),))


def _espera(estado: Estado, turno: str) -> bool:
    return isinstance(estado.consulta, TextoPorDirigir) and turno == str(estado.consulta.turno)


def _sin_la_orden(texto: str) -> str:
    """Lo que se le dice a la persona: de «/responder 12 Sí, pueden», «Sí, pueden»."""
    orden = _RESPONDER.fullmatch(texto.strip())
    return orden[2].strip() if orden else texto.strip()
