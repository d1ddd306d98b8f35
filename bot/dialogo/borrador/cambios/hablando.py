"""Cambiar hablando: «quita X», «el presupuesto es…», «no son 300, son 500», a mitad de la entrevista y después."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.cambios.hacer import (
    anotar_cambio,
    donde_estaba,
    hacer,
    lo_que_tiene,
    preguntar_cual,
    preguntar_de_que_habla,
)
from bot.dialogo.borrador.paso.compuerta import Dicho, habla_de_otra
from bot.dialogo.borrador.paso.responder import deshacer, responder
from bot.dialogo.borrador.plantear import en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import cambios as textos
from bot.dialogo.borrador.textos import compuerta as de_la_compuerta
from bot.dialogo.borrador.textos.repasar import VER_COMO_VA
from bot.dialogo.efectos import Enviar
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.turno import Turno
from bot.entrevista.comprension.cambios.agregar import leer_quien_mas
from bot.entrevista.comprension.cambios.leer import leer_cambio
from bot.entrevista.comprension.cambios.lo_anotado.campos import nombrados
from bot.entrevista.comprension.cambios.lo_anotado.modelo import (
    Cambio,
    LoUltimo,
    PorSenalar,
    Posibles,
    SinHallar,
    SinValor,
    Tenido,
)
from bot.entrevista.comprension.cambios.por_evidencia.senalar import CUANTAS, de_que_habla, dice_algo_de_lo_anotado
from bot.entrevista.comprension.cambios.senales import LARGO_DE_UN_CAMBIO
from bot.entrevista.esquema import Pregunta
from bot.entrevista.eventos import Llave, Vuelta
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.tipos import leer, mostrar
from conocimiento.expresiones import diferida
from conocimiento.palabras import plano

_ADEMAS = diferida(
    r"[.;,!\n]\s{0,4}(?=(?:ah+|oe|oye|otra cosa|por cierto|y aparte|y de paso|adem[aá]s)\b)", re.IGNORECASE
)
"""Lo que separa una respuesta de algo más que la persona recuerda."""

_IR_A = diferida(
    r"\W{0,3}(?:(?:quiero|quisiera|necesito|deseo|puedo|podemos|vamos a|hay que|por favor|porfa|mejor|me falta|ahora|a"
    r"|como) ){0,3}"
    r"(?:(?:corregi|cambia|modifica|edita|arregla|rectifica|rehace|quita|borra|elimina|regresa|volve)r(?:le|lo|la)?"
    r"|(?:cambi|corrij|modifiqu|edit|arregl|rectifiqu|quit|borr|regres)emos|volvamos"
    r"|(?P<agrega>(?:agrega|pone|llena|anota|registra|inclui|aumenta)r)"
    r"|(?P<suave>(?:actualiza|revisa|mejora|completa|ve|mira)r(?:lo|la)?|(?:actualic|revis|mejor|complet)emos))"
    r" (?:(?:a|al|un|una|otro|otra|el|la|los|las|lo|de|del|mi|mis|nuestr[oa]s?|eso|en|otra vez|dato|datos|respuesta"
    r"|pregunta|parte|que puse) ){0,4}(?P<que>\w+(?: \w+){0,4})\W{0,3}"
)
"""«Corregir el problema»: solo dice a qué respuesta quiere ir, y la nombra. `agrega`: a una lista ya dicha se le agrega
sin ir a ella. `suave`: lo que también podría ser una tarea de alguien («revisar los resultados»)."""


def atender_cambio(sesion: Sesion, texto: str, escrito: Dicho | None = None) -> Turno | None:
    """Hace el cambio que pide el texto, o pregunta cuál; None si no pide cambiar nada ya nombrado del borrador.

    Vale con la entrevista en marcha, en pausa o terminada. Lo que contesta la pregunta de delante nunca es un cambio.
    `escrito`: el mismo texto, ya leído ante la pregunta de delante, si hay una.
    """
    if sesion.estado.borrador is None or sesion.falta_consentir:
        return None
    if (las_dos := _contestar_y_cambiar(sesion, texto)) is not None:
        return las_dos
    tenido = lo_que_tiene(sesion)
    if (ida := _ir_a_la_que_nombra(sesion, tenido, texto)) is not None:
        return ida
    leida = leer_cambio(texto, tenido) or _si_no_responde(sesion, tenido, escrito)
    match leida:
        case None:
            return None
        case Cambio() as cambio:
            return hacer(sesion, cambio, texto)
        case Posibles(cambios):
            return preguntar_cual(sesion, tenido, cambios, texto)
        case SinValor(llave, problema):
            return _pedir_el_valor(sesion, tenido, llave, problema)
        case SinHallar(dicho):
            return donde_estaba(sesion, textos.no_esta(dicho)) if dicho else None
        case PorSenalar(llaves):
            nombradas = de_que_habla(tenido, texto).llaves
            return preguntar_de_que_habla(sesion, tenido, [*dict.fromkeys((*nombradas, *llaves))][:CUANTAS], texto)
        case LoUltimo():
            return deshacer(sesion, ())
        case _:
            assert_never(leida)


def ofrecer_cambiar(sesion: Sesion, texto: str) -> Turno:
    """No se sabe si lo escrito cambia el borrador: se dice, con un botón por cada respuesta que nombra."""
    tenido = lo_que_tiene(sesion)
    if llaves := de_que_habla(tenido, texto).llaves:
        return preguntar_de_que_habla(sesion, tenido, llaves, texto)
    ver, vista = (textos.VER_TODO, Accion.INDICE), (VER_COMO_VA, Accion.VISTA)
    return sesion.enviar(Mensaje((textos.PUEDE_SER_UN_CAMBIO,), sesion.filas(ver, vista)))


def preguntar_si_cambia(sesion: Sesion, texto: str, *, si_lo_nombra: bool) -> Turno | None:
    """Lo mismo si hay un borrador fuera de la entrevista; si no, None.

    `si_lo_nombra`: solo si dice algo de lo anotado, y no de lo que dicen los documentos.
    """
    fuera = sesion.estado.borrador is not None and not sesion.estado.en_entrevista
    if not fuera or sesion.falta_consentir:
        return None
    if si_lo_nombra and not dice_algo_de_lo_anotado(lo_que_tiene(sesion), texto):
        return None
    return ofrecer_cambiar(sesion, texto)


def _ir_a_la_que_nombra(sesion: Sesion, tenido: Tenido, texto: str) -> Turno | None:
    """Si el texto entero pide cambiar o ver una respuesta ya dada, y la nombra sin decir cómo queda, va a ella."""
    pide = _IR_A.fullmatch(plano(texto)) if len(texto) <= LARGO_DE_UN_CAMBIO else None
    if pide is None or (pide["suave"] and tenido.delante is not None and tenido.delante[1]):
        return None
    llaves = [(clave, "") for clave in _preguntas_de(pide["que"], sesion.entrevista.preguntas)]
    dadas = [llave for llave in llaves if llave in sesion.borrador.respuestas]
    if dadas and pide["agrega"]:
        return None
    if len(dadas) > 1:
        return preguntar_de_que_habla(sesion, tenido, dadas, texto)
    if dadas:
        return _pedir_el_valor(sesion, tenido, dadas[0], "")
    por_venir = [llave for llave in llaves if llave != tenido.delante]
    if not por_venir or tenido.delante is None:
        return None
    return en_paso(sesion, de_la_compuerta.no_se_pregunto(tenido.pregunta(por_venir[0]).rotulo))


def _preguntas_de(nombre: str, preguntas: tuple[Pregunta, ...]) -> Sequence[str]:
    """Las que un texto nombra entero, o con cuyas palabras empieza su rótulo («nombre»)."""
    de_que = nombrados(nombre, preguntas)
    if de_que and (de_que[0].inicio, de_que[-1].fin) == (0, len(nombre)):
        return tuple(dict.fromkeys(uno.clave for uno in de_que))
    return tuple(una.clave for una in preguntas if plano(una.rotulo).startswith(f"{nombre} "))


def _contestar_y_cambiar(sesion: Sesion, texto: str) -> Turno | None:
    """«Un año, desde abril. Ah, y el título cámbialo a…»: la respuesta a la de delante y, además, un cambio."""
    partes = _ADEMAS.split(texto, maxsplit=1)
    paso = sesion.paso
    if len(partes) != 2 or paso is None or not sesion.estado.en_entrevista:
        return None
    tenido = lo_que_tiene(sesion)
    cambio = leer_cambio(partes[1], tenido)
    lectura = leer(paso.pregunta, partes[0], sesion.entorno_de(paso))
    if not isinstance(cambio, Cambio) or not isinstance(lectura, Valido) or leer_cambio(partes[0], tenido) is not None:
        return None
    nueva = anotar_cambio(sesion, cambio, partes[1])
    turno = responder(nueva, paso, partes[0])
    return Turno(turno.estado, (Enviar(Mensaje((textos.hecho(cambio, tenido),))), *turno.efectos))


def _si_no_responde(sesion: Sesion, tenido: Tenido, escrito: Dicho | None) -> Cambio | None:
    """El cambio que dice un texto que no responde la pregunta de delante, aunque no lo pida; None si la responde."""
    if escrito is None or len(escrito.texto) > LARGO_DE_UN_CAMBIO or not habla_de_otra(escrito):
        return None
    return _de_la_que_nombra(sesion, tenido, escrito.texto) or leer_quien_mas(tenido, escrito.texto)


def _de_la_que_nombra(sesion: Sesion, tenido: Tenido, texto: str) -> Cambio | None:
    """«El objetivo sería que…»: cómo queda la respuesta que nombra."""
    nombradas = {uno.clave for uno in nombrados(plano(texto), sesion.entrevista.preguntas)}
    if nombradas.isdisjoint(clave for clave, actor in sesion.borrador.respuestas if not actor):
        return None
    leida = leer_cambio(texto, replace(tenido, delante=None))
    if not isinstance(leida, Cambio) or leida.llave == tenido.delante:
        return None
    return leida if leida.llave[0] in nombradas and leida.llave in sesion.borrador.respuestas else None


def _pedir_el_valor(sesion: Sesion, tenido: Tenido, llave: Llave, problema: str) -> Turno:
    """No se dijo, o no se pudo leer, cómo queda: se dice por qué, o se va a esa pregunta."""
    pregunta = tenido.pregunta(llave)
    if problema:
        valor = tenido.valor(llave)
        antes = mostrar(pregunta, valor, sesion.entrevista.catalogos) if valor is not None else ""
        return donde_estaba(sesion, textos.no_se_cambio(pregunta.rotulo, problema, antes))
    return en_paso(sesion.dentro().anotar(Vuelta(sesion.ahora, llave)), textos.como_queda(pregunta.rotulo))
