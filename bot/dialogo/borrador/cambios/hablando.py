"""Cambiar hablando: «quita X», «el presupuesto es…», «no son 300, son 500», a mitad de la entrevista y después."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.paso.compuerta import Dicho, habla_de_otra
from bot.dialogo.borrador.paso.responder import con_identificadores, deshacer, dudar, responder
from bot.dialogo.borrador.plantear import en_paso, mostrar_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import cambios as textos
from bot.dialogo.efectos import Enviar
from bot.dialogo.mensajes import Boton, Mensaje, Parrafo, una_por_fila
from bot.dialogo.turno import Turno
from bot.entrevista.comprension.cambios.agregar import leer_quien_mas
from bot.entrevista.comprension.cambios.leer import leer_cambio
from bot.entrevista.comprension.cambios.lo_anotado.campos import nombrados
from bot.entrevista.comprension.cambios.lo_anotado.modelo import (
    Cambio,
    LoUltimo,
    PorSenalar,
    Posibles,
    Que,
    SinHallar,
    SinValor,
    Tenido,
)
from bot.entrevista.comprension.cambios.senales import LARGO_DE_UN_CAMBIO
from bot.entrevista.eventos import Llave, Omitida, Respondida, Vuelta
from bot.entrevista.pasos import comparar
from bot.entrevista.valor import Valor
from bot.entrevista.valores.lectura import Pide, Valido
from bot.entrevista.valores.tipos import leer, mostrar
from conocimiento.palabras import plano

_ADEMAS = re.compile(
    r"[.;,!\n]\s{0,4}(?=(?:ah+|oe|oye|otra cosa|por cierto|y aparte|y de paso|adem[aá]s)\b)", re.IGNORECASE
)
"""Lo que separa una respuesta de algo más que la persona recuerda."""


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
    leida = leer_cambio(texto, tenido) or _si_no_responde(sesion, tenido, escrito)
    match leida:
        case None:
            return None
        case Cambio() as cambio:
            return _hacer(sesion, cambio, texto)
        case Posibles(cambios):
            return _preguntar_cual(sesion, tenido, cambios, texto)
        case SinValor(llave, problema):
            return _pedir_el_valor(sesion, tenido, llave, problema)
        case SinHallar(dicho):
            return _donde_estaba(sesion, textos.no_esta(dicho)) if dicho else None
        case PorSenalar(llaves):
            return _preguntar_de_que_habla(sesion, tenido, llaves)
        case LoUltimo():
            return deshacer(sesion, ())
        case _:
            assert_never(leida)


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


def lo_que_tiene(sesion: Sesion) -> Tenido:
    """Lo respondido en el borrador, y la pregunta que se tiene delante si la entrevista está en marcha."""
    paso, cambios = sesion.paso, sesion.borrador.cambios
    delante = paso.llave if paso is not None and sesion.estado.en_entrevista else None
    ultima = cambios[-1][-1] if cambios and cambios[-1] else None
    return Tenido(sesion.entrevista, sesion.borrador, sesion.entorno, delante, ultima)


def anotar_cambio(sesion: Sesion, cambio: Cambio, texto: str) -> Sesion:
    """La sesión con el cambio anotado, con lo que cambia con él: todo se deshace de una vez.

    La persona sigue en la pregunta a la que había vuelto, y desde donde había vuelto.
    """
    juntas, antes = str(len(sesion.estado.eventos)), sesion.borrador
    for llave, valor in ((cambio.llave, cambio.valor), *cambio.junto):
        sesion = _anotar(sesion, llave, valor, _palabras(sesion, cambio, llave, texto), juntas)
    if antes.vuelta is not None and antes.vuelta != cambio.llave:
        sesion = sesion.anotar(Vuelta(sesion.ahora, antes.vuelta, antes.regreso or None))
    return sesion


def _anotar(sesion: Sesion, llave: Llave, valor: Valor, crudo: str, juntas: str) -> Sesion:
    if valor is None:
        return sesion.anotar(Omitida(sesion.ahora, llave, lote=juntas))
    paso = sesion.buscar(llave)
    valor = con_identificadores(sesion, paso, valor) if paso is not None else valor
    return sesion.anotar(Respondida(sesion.ahora, llave, valor, crudo, lote=juntas))


def _palabras(sesion: Sesion, cambio: Cambio, llave: Llave, texto: str) -> str:
    """Lo que la persona dijo de esa respuesta: si cambió solo una parte, también lo de antes."""
    tenia = sesion.borrador.respuestas.get(llave)
    entera = llave == cambio.llave and cambio.que is Que.CAMBIA and not cambio.cual
    return texto if tenia is None or entera else f"{tenia.crudo}\n{texto}"


def _hacer(sesion: Sesion, cambio: Cambio, texto: str) -> Turno:
    tenido = lo_que_tiene(sesion)
    nueva = anotar_cambio(sesion, cambio, texto)
    trae = comparar(sesion.entrevista, sesion.borrador, nueva.borrador)
    dicho = (textos.hecho(cambio, tenido), *textos.lo_que_trae(trae), *_donde_mas(tenido, cambio))
    return _donde_estaba(nueva, *dicho, deshace=True)


def _donde_mas(tenido: Tenido, cambio: Cambio) -> tuple[Parrafo, ...]:
    """Si cambia cuántos son, las respuestas escritas con palabras que siguen diciendo lo de antes."""
    tenia = tenido.valor(cambio.llave)
    if tenido.pregunta(cambio.llave).tipo != "poblacion" or not isinstance(tenia, dict):
        return ()
    cuantos = tenia.get("cantidad")
    if not isinstance(cuantos, int):
        return ()
    cifra = re.compile(rf"(?<![\d.,])(?:{cuantos}|{cuantos:,})(?![\d]|[.,]\d)")
    rotulos = [
        paso.pregunta.rotulo
        for paso in tenido.pasos
        if paso.pregunta.tipo == "texto" and cifra.search(str(tenido.valor(paso.llave) or ""))
    ]
    return (textos.tambien_lo_dicen(f"{cuantos:,}", rotulos),) if rotulos else ()


def _donde_estaba(sesion: Sesion, *dicho: Parrafo, deshace: bool = False) -> Turno:
    """Lo dicho y, a quien está en la entrevista, su pregunta; a quien ya terminó, su documento otra vez."""
    deshacer_lo = sesion.filas((textos.DESHACER_EL_CAMBIO, Accion.DESHACER)) if deshace else ()
    if sesion.estado.en_entrevista:
        mensaje = mostrar_paso(sesion, *dicho)
        return sesion.enviar(replace(mensaje, botones=(*mensaje.botones, *deshacer_lo)))
    otras = sesion.filas(
        (textos.RECIBIR_DE_NUEVO, Accion.DOCUMENTO),
        (textos.VER_TODO, Accion.INDICE),
        (textos.CONTINUAR, Accion.CONTINUAR),
    )
    return sesion.enviar(Mensaje(dicho, (*deshacer_lo, *otras)))


def _preguntar_cual(sesion: Sesion, tenido: Tenido, cambios: tuple[Cambio, ...], texto: str) -> Turno:
    """Hasta tres lecturas, con un botón cada una."""
    paso = sesion.buscar(cambios[0].llave)
    if paso is not None and len({cambio.llave for cambio in cambios}) == 1 and not any(c.junto for c in cambios):
        opciones = tuple((textos.etiqueta(c, tenido), c.valor) for c in cambios if c.valor is not None)
        return dudar(sesion, paso, texto, Pide(textos.cual_de(cambios, tenido), opciones), confirma=True)
    llaves = dict.fromkeys(cambio.llave for cambio in cambios)
    return sesion.enviar(Mensaje((textos.CUAL_ES,), una_por_fila(*_por_cambiar(sesion, tenido, llaves))))


def _preguntar_de_que_habla(sesion: Sesion, tenido: Tenido, llaves: tuple[Llave, ...]) -> Turno:
    """Se pide cambiar algo y no se entiende qué: un botón por cada respuesta de la que puede hablar."""
    ver = sesion.boton(textos.VER_TODO, Accion.INDICE)
    return sesion.enviar(Mensaje((textos.DE_QUE_HABLA,), una_por_fila(*_por_cambiar(sesion, tenido, llaves), ver)))


def _por_cambiar(sesion: Sesion, tenido: Tenido, llaves: Iterable[Llave]) -> list[Boton]:
    """El botón que lleva a cada respuesta."""
    return [
        sesion.boton(textos.cambiar(textos.nombre_del_dato(llave, tenido)), Accion.CORREGIR, *llave) for llave in llaves
    ]


def _pedir_el_valor(sesion: Sesion, tenido: Tenido, llave: Llave, problema: str) -> Turno:
    """No se dijo, o no se pudo leer, cómo queda: se dice por qué, o se va a esa pregunta."""
    pregunta = tenido.pregunta(llave)
    if problema:
        valor = tenido.valor(llave)
        antes = mostrar(pregunta, valor, sesion.entrevista.catalogos) if valor is not None else ""
        return _donde_estaba(sesion, textos.no_se_cambio(pregunta.rotulo, problema, antes))
    return en_paso(sesion.dentro().anotar(Vuelta(sesion.ahora, llave)), textos.como_queda(pregunta.rotulo))
