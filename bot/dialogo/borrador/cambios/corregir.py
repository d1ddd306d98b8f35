"""Corregir una respuesta editando el mensaje con que se dio, o respondiendo a su pregunta o a ese mensaje.

Nunca cambia nada sin confirmar, y la pregunta que la persona tiene delante no se mueve.
"""

from collections.abc import Sequence
from typing import assert_never

from bot.dialogo.borrador.acciones import llave_de_asunto, parece_pregunta, reconocer_pedido
from bot.dialogo.borrador.paso.responder import Leida, con_identificadores, dudar, lo_que_trae
from bot.dialogo.borrador.plantear import en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import responder as textos
from bot.dialogo.entradas import MensajeRecibido, mensajes_de
from bot.dialogo.peticiones import PreguntaHallada
from bot.dialogo.turno import Turno
from bot.entrevista.eventos import Evento, Llave, Respondida
from bot.entrevista.pasos import Paso
from bot.entrevista.valor import Valor
from bot.entrevista.valores.lectura import Explicacion, Pide, Valido
from bot.entrevista.valores.tipos import leer, mostrar
from conocimiento import frases

LARGO_DE_UN_VALOR = 300


def respuestas_de(eventos: Sequence[Evento], autor: str, mensaje: str) -> tuple[Llave, ...]:
    """Las respuestas que vinieron de ese mensaje de ese integrante y que ninguna posterior reemplazó.

    El número de un mensaje solo vale en su chat: el de otro integrante puede tener el mismo.
    """
    ultima = {evento.llave: evento for evento in eventos if isinstance(evento, Respondida)}
    suyas = {llave: evento.mensaje for llave, evento in ultima.items() if evento.autor == autor and evento.mensaje}
    buscados = mensajes_de(mensaje)
    return tuple(llave for llave, suyo in suyas.items() if not buscados.isdisjoint(mensajes_de(suyo)))


def atender_edicion(sesion: Sesion, texto: str) -> Turno | None:
    """Propone la corrección de la respuesta que dio el mensaje editado; None si no dio ninguna."""
    llaves = respuestas_de(sesion.estado.eventos, sesion.estado.integrante, sesion.mensaje)
    if not llaves:
        return None
    if sesion.falta_consentir:
        return en_paso(sesion)
    # La primera: si el mensaje dio varias respuestas, las otras se dedujeron de ella.
    return _proponer(sesion, llaves[0], texto, completa=False)


def atender_respuesta_a(sesion: Sesion, recibido: MensajeRecibido) -> Turno | None:
    """Si se responde al mensaje propio con que se dio una respuesta, propone corregirla; None si no dio ninguna."""
    llaves = respuestas_de(sesion.estado.eventos, sesion.estado.integrante, recibido.responde_a)
    return _dirigir(sesion, llaves[0], recibido.texto) if llaves else None


def atender_asunto(sesion: Sesion, hallada: PreguntaHallada) -> Turno | None:
    """Con la pregunta ya hallada: None si es la que está delante, si no es ninguna o si no parece una respuesta."""
    suya = llave_de_asunto(hallada.asunto)
    if suya is None:
        return None
    nombre, llave = suya
    if nombre != sesion.estado.borrador:
        return en_paso(sesion, textos.OTRO_BORRADOR)
    return _dirigir(sesion, llave, hallada.recibido.texto)


def _dirigir(sesion: Sesion, llave: Llave, texto: str) -> Turno | None:
    actual, paso = sesion.paso, sesion.buscar(llave)
    if sesion.estado.en_entrevista and actual is not None and actual.llave == llave:
        return None
    if reconocer_pedido(texto, paso) is not None or parece_pregunta(texto, paso):
        return None
    return en_paso(sesion) if sesion.falta_consentir else _proponer(sesion, llave, texto, completa=True)


def _proponer(sesion: Sesion, llave: Llave, texto: str, *, completa: bool) -> Turno:
    """`completa`: el texto se suma a lo ya dicho (una línea de la matriz); si no, lo reemplaza."""
    paso = sesion.buscar(llave)
    if paso is None:
        return en_paso(sesion, textos.PREGUNTA_VIEJA)
    tenia = sesion.borrador.respuestas.get(llave)
    lectura = leer(paso.pregunta, texto, sesion.entorno_de(paso) if completa else sesion.entorno)
    match lectura:
        case Valido():
            valor = con_identificadores(sesion, paso, lectura.valor)
            if tenia is not None and tenia.valor == valor:
                return en_paso(sesion, textos.ya_decia_eso(paso))
            pregunta = _pregunta(sesion, Leida(paso, lectura, texto), valor)
            etiqueta = textos.CAMBIAR if tenia is not None else textos.ANOTAR
            return dudar(sesion, paso, texto, Pide(pregunta, ((etiqueta, valor),)), confirma=True)
        case Pide(cual, opciones):
            return dudar(sesion, paso, texto, Pide(textos.para_corregir(paso, cual), opciones), confirma=True)
        case Explicacion():
            return en_paso(sesion, textos.no_se_corrigio(paso, lectura, tenia=tenia is not None))
        case _:
            assert_never(lectura)


def _pregunta(sesion: Sesion, leida: Leida, valor: Valor) -> str:
    paso, trae = leida.paso, lo_que_trae(sesion, leida, valor)
    nuevo = _corto(sesion, paso, valor)
    if paso.llave not in sesion.borrador.respuestas:
        return textos.anoto(paso, nuevo, trae)
    return textos.cambio(paso, _corto(sesion, paso, sesion.valor_de(paso)), nuevo, trae)


def _corto(sesion: Sesion, paso: Paso, valor: Valor) -> str:
    return frases.recortado(mostrar(paso.pregunta, valor, sesion.entrevista.catalogos), LARGO_DE_UN_VALOR)
