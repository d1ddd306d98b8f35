"""Elegir entre las lecturas de un cambio, o señalar de qué se hablaba: lo que se escribió no se escribe otra vez."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogo.borrador import plantear, repasar
from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.cambios.hacer import hacer, lo_que_tiene
from bot.dialogo.borrador.paso import responder
from bot.dialogo.borrador.plantear import en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import cambios as textos
from bot.dialogo.borrador.textos.responder import ELECCION_VIEJA
from bot.dialogo.mensajes import Mensaje, una_por_fila
from bot.dialogo.turno import Turno
from bot.entrevista.borrador import Duda
from bot.entrevista.comprension.cambios.leer import leer_cambio
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, Posibles, Tenido
from bot.entrevista.comprension.cambios.por_evidencia.senalada import leer_en
from bot.entrevista.eventos import DudaPlanteada, Llave


def preguntar_cual(sesion: Sesion, tenido: Tenido, cambios: tuple[Cambio, ...], texto: str) -> Turno:
    """Hasta tres lecturas, con un botón cada una y, en el mensaje, cómo está y cómo quedaría."""
    planteada = _planteada(sesion, tenido, cambios, texto)
    if planteada is None:
        return en_paso(sesion, ELECCION_VIEJA)
    nueva, mensaje = planteada
    return nueva.enviar(mensaje)


def _planteada(
    sesion: Sesion, tenido: Tenido, cambios: tuple[Cambio, ...], texto: str
) -> tuple[Sesion, Mensaje] | None:
    """La sesión que espera a que elija y lo que se le pregunta; None si la respuesta ya no se pregunta."""
    paso = sesion.buscar(cambios[0].llave)
    if paso is None:
        return None
    # Lo de otra respuesta no lleva valor: si al elegirlo ya no se lee, no se guarda en la que no es.
    opciones = tuple((textos.etiqueta(uno, tenido), uno.valor if uno.llave == paso.llave else None) for uno in cambios)
    nueva = sesion.anotar(
        DudaPlanteada(
            sesion.ahora, paso.llave, texto, opciones, True, textos.cual_de(cambios, tenido), mensaje=sesion.mensaje
        )
    )
    duda = nueva.borrador.duda
    assert duda is not None
    return nueva, plantear.duda(nueva, paso, duda)


def preguntar_de_que_habla(sesion: Sesion, tenido: Tenido, llaves: Sequence[Llave], texto: str) -> Turno:
    """Se pide cambiar algo y no se entiende qué: un botón por cada respuesta de la que puede hablar."""
    recordada = DudaPlanteada(sesion.ahora, llaves[0], texto, (), confirma=True, mensaje=sesion.mensaje)
    nueva = sesion.anotar(recordada)
    por_cambiar = [
        nueva.boton(textos.cambiar(textos.nombre_del_dato(llave, tenido)), Accion.CORREGIR, *llave) for llave in llaves
    ]
    ver = nueva.boton(textos.VER_TODO, Accion.INDICE)
    return nueva.enviar(Mensaje((textos.DE_QUE_HABLA,), una_por_fila(*por_cambiar, ver)))


def elegir_lectura(sesion: Sesion, argumentos: Sequence[str]) -> Turno:
    """La lectura elegida de un cambio, hecha entera y con cómo deshacerla; si la duda es de otra cosa, como siempre."""
    duda = sesion.borrador.duda
    match argumentos:
        case [numero, lugar] if duda is not None and duda.confirma and lugar.isdecimal() and numero == str(duda.numero):
            cambios = _los_de(sesion, duda)
            if int(lugar) < len(cambios):
                return hacer(replace(sesion, mensaje=duda.mensaje), cambios[int(lugar)], duda.crudo)
            if any(valor is None for _, valor in duda.opciones):
                return en_paso(sesion, ELECCION_VIEJA)
        case _:
            pass
    return responder.elegir_lectura(sesion, argumentos)


def _los_de(sesion: Sesion, duda: Duda) -> tuple[Cambio, ...]:
    """Los cambios entre los que se duda, leídos otra vez; ninguno si la duda no es de eso o ya no se leen igual."""
    tenido = lo_que_tiene(sesion)
    leida = leer_cambio(duda.crudo, tenido)
    for cambios in (leida.cambios if isinstance(leida, Posibles) else (), leer_en(tenido, duda.llave, duda.crudo)):
        if cambios and [textos.etiqueta(uno, tenido) for uno in cambios] == [etiqueta for etiqueta, _ in duda.opciones]:
            return tuple(cambios)
    return ()


def corregir(sesion: Sesion, argumentos: Sequence[str]) -> Turno:
    """La respuesta señalada: si lo que se acaba de escribir dice cómo queda, se propone; si no, se va a su pregunta."""
    duda = sesion.borrador.duda
    match argumentos:
        case [pregunta, actor] if duda is not None and duda.confirma and duda.crudo and not duda.opciones:
            tenido = lo_que_tiene(sesion)
            cambios = leer_en(tenido, (pregunta, actor), duda.crudo)
            planteada = (
                _planteada(replace(sesion, mensaje=duda.mensaje), tenido, cambios, duda.crudo) if cambios else None
            )
            if planteada is not None:
                nueva, mensaje = planteada
                escribirlo = nueva.boton(textos.ESCRIBIRLO, Accion.IR, pregunta, actor)
                return nueva.enviar(replace(mensaje, botones=(*mensaje.botones, (escribirlo,))))
        case _:
            pass
    return repasar.corregir(sesion, argumentos)
