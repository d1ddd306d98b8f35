"""Hacer un cambio ya entendido, o elegir entre sus lecturas: cómo estaba, cómo queda y cómo se deshace."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogo.borrador import plantear, repasar
from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.paso import responder
from bot.dialogo.borrador.paso.responder import con_identificadores
from bot.dialogo.borrador.plantear import en_paso, mostrar_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import cambios as textos
from bot.dialogo.borrador.textos.responder import ELECCION_VIEJA
from bot.dialogo.mensajes import Filas, Mensaje, Parrafo, una_por_fila
from bot.dialogo.turno import Turno
from bot.entrevista.borrador import Duda
from bot.entrevista.comprension.cambios.leer import leer_cambio
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, Posibles, Que, Tenido
from bot.entrevista.comprension.cambios.por_confirmar.la_cifra_repetida import (
    CifraCambiada,
    Repetida,
    cifra_de,
    donde_se_repite,
)
from bot.entrevista.comprension.cambios.por_evidencia.decidir import leer_en
from bot.entrevista.eventos import DudaPlanteada, Llave, Omitida, Respondida, Vuelta
from bot.entrevista.pasos import comparar
from bot.entrevista.valor import Valor

REPETIDAS_A_LA_VISTA = 3
"""Botones de «también ahí»: con más, la pregunta de delante se pierde de vista; los demás salen al pulsar uno."""


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


def hacer(sesion: Sesion, cambio: Cambio, texto: str, por: Llave | None = None) -> Turno:
    """El cambio hecho y dicho, con el botón que lo deshace entero y uno por cada respuesta que repite la cifra.

    `por`: la respuesta cuya cifra cambió, si este cambio es en otra que la repetía.
    """
    tenido = lo_que_tiene(sesion)
    nueva = anotar_cambio(sesion, cambio, texto)
    trae = comparar(sesion.entrevista, sesion.borrador, nueva.borrador)
    de = por or cambio.llave
    repetidas = _donde_mas(nueva, de)[:REPETIDAS_A_LA_VISTA]
    aviso = textos.tambien_lo_dicen(repetidas, tenido) if repetidas else ()
    dicho = (textos.hecho(cambio, tenido), *textos.lo_que_trae(trae), *aviso)
    botones = (
        nueva.boton(textos.tambien_en(una.cambio, tenido), Accion.TAMBIEN, lugar, *de)
        for lugar, una in enumerate(repetidas)
    )
    return donde_estaba(nueva, *dicho, deshace=True, ademas=una_por_fila(*botones))


def _donde_mas(sesion: Sesion, llave: Llave) -> tuple[Repetida, ...]:
    """Si la respuesta es una sola cifra, lo que en otras sigue diciendo una que ella dijo antes."""
    tenido = lo_que_tiene(sesion)
    tipo = tenido.pregunta(llave).tipo
    ahora = cifra_de(tipo, tenido.valor(llave))
    if ahora is None:
        return ()
    dadas = (evento for evento in sesion.estado.eventos if isinstance(evento, Respondida) and evento.llave == llave)
    antes = tuple(cifra for uno in dadas if (cifra := cifra_de(tipo, uno.valor)) not in (None, ahora))
    return donde_se_repite(tenido, CifraCambiada(tipo, antes, ahora))


def cambiar_tambien(sesion: Sesion, argumentos: Sequence[str]) -> Turno:
    """La cifra ya cambiada en una respuesta, cambiada en otra que la repite. `argumentos`: cuál, y de qué respuesta."""
    match argumentos:
        case [lugar, pregunta, actor] if lugar.isdecimal() and sesion.buscar((pregunta, actor)) is not None:
            repetidas = _donde_mas(sesion, (pregunta, actor))
            if int(lugar) < len(repetidas):
                cambio = repetidas[int(lugar)].cambio
                return hacer(sesion, cambio, cambio.ahora or str(cambio.valor), (pregunta, actor))
        case _:
            pass
    return en_paso(sesion, ELECCION_VIEJA)


def donde_estaba(sesion: Sesion, *dicho: Parrafo, deshace: bool = False, ademas: Filas = ()) -> Turno:
    """Lo dicho y, a quien está en la entrevista, su pregunta; a quien ya terminó, su documento otra vez."""
    deshacer_lo = sesion.filas((textos.DESHACER_EL_CAMBIO, Accion.DESHACER)) if deshace else ()
    if sesion.estado.en_entrevista:
        mensaje = mostrar_paso(sesion, *dicho)
        return sesion.enviar(replace(mensaje, botones=(*ademas, *mensaje.botones, *deshacer_lo)))
    otras = sesion.filas(
        (textos.RECIBIR_DE_NUEVO, Accion.DOCUMENTO),
        (textos.VER_TODO, Accion.INDICE),
        (textos.CONTINUAR, Accion.CONTINUAR),
    )
    return sesion.enviar(Mensaje(dicho, (*ademas, *deshacer_lo, *otras)))


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


def corregir_lo_senalado(sesion: Sesion, argumentos: Sequence[str]) -> Turno:
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
