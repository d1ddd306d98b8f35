"""Hacer un cambio ya entendido y decirlo: cómo estaba, cómo queda y cómo se deshace."""

import re
from dataclasses import replace

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.paso.responder import con_identificadores
from bot.dialogo.borrador.plantear import mostrar_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import cambios as textos
from bot.dialogo.mensajes import Mensaje, Parrafo
from bot.dialogo.turno import Turno
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, Que, Tenido
from bot.entrevista.eventos import Llave, Omitida, Respondida, Vuelta
from bot.entrevista.pasos import comparar
from bot.entrevista.valor import Valor


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


def hacer(sesion: Sesion, cambio: Cambio, texto: str) -> Turno:
    """El cambio hecho y dicho, con el botón que lo deshace entero."""
    tenido = lo_que_tiene(sesion)
    nueva = anotar_cambio(sesion, cambio, texto)
    trae = comparar(sesion.entrevista, sesion.borrador, nueva.borrador)
    dicho = (textos.hecho(cambio, tenido), *textos.lo_que_trae(trae), *_donde_mas(tenido, cambio))
    return donde_estaba(nueva, *dicho, deshace=True)


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


def donde_estaba(sesion: Sesion, *dicho: Parrafo, deshace: bool = False) -> Turno:
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
