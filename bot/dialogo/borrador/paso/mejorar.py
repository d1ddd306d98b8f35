"""Escribir mejor una respuesta sin cambiar lo que dice: se le pide a un modelo, se comprueba y decide la persona.

Solo con un modelo en los equipos de la agencia. Lo que vuelve no se cree: si en algo dice otra cosa, no se muestra.
"""

import unicodedata
from collections.abc import Sequence

from bot.dialogo.borrador.plantear import duda, en_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import mejorar as textos
from bot.dialogo.peticiones import Consultar, LenguajeFallo, LenguajeRespondio, Mejorar, ResultadoDeUso, TextoEnviado
from bot.dialogo.peticiones.objeto import leer_objeto
from bot.dialogo.turno import Turno
from bot.entrevista.comprension.fidelidad.comparar import comparar
from bot.entrevista.eventos import DudaPlanteada
from bot.entrevista.propuesta.redaccion.corregir import Forma, corregir
from bot.entrevista.propuesta.redaccion.modelo import Redactor, aplicar
from bot.entrevista.propuesta.redaccion.respuestas import nombres_del_borrador
from bot.entrevista.valores.lectura import Valido
from bot.entrevista.valores.tipos import leer

_SIGNOS = frozenset(" \n.,;:¿?¡!()-«»\"'")
"""Los signos que puede llevar de más; cualquier otro tiene que ser de la persona."""


def pedir(sesion: Sesion, argumentos: Sequence[str]) -> Turno:
    """Le pide a un modelo que escriba mejor la respuesta que se tiene delante, si se puede."""
    paso = sesion.paso
    if argumentos or paso is None or not textos.se_puede_mejorar(sesion, paso):
        return en_paso(sesion)
    return sesion.turno(Consultar(Mejorar(paso.pregunta.clave, str(sesion.valor_de(paso)))))


def atender(sesion: Sesion, pedido: Mejorar, vuelto: LenguajeRespondio | LenguajeFallo) -> tuple[Turno, ResultadoDeUso]:
    """Muestra el antes y el después, para que elija; si no se pudo sin cambiar lo que dice, se dice. Y en qué quedó."""
    paso = sesion.paso
    if paso is None or paso.pregunta.clave != pedido.clave or sesion.valor_de(paso) != pedido.texto:
        return en_paso(sesion), ResultadoDeUso.SIN_CAMBIO  # ya no es la respuesta que se pidió mejorar
    nueva = leer_mejora(vuelto.texto, pedido, vuelto.enviado) if isinstance(vuelto, LenguajeRespondio) else None
    if nueva is None or not _dice_lo_mismo(sesion, pedido.texto, nueva):
        return en_paso(sesion, textos.NO_PUDE), ResultadoDeUso.RECHAZADO
    if not isinstance(leer(paso.pregunta, nueva, sesion.entorno_de(paso)), Valido):
        return en_paso(sesion, textos.NO_PUDE), ResultadoDeUso.RECHAZADO
    crudo = sesion.borrador.respuestas[paso.llave].crudo
    opciones = ((textos.USAR_LA_NUEVA, nueva),)
    planteada = DudaPlanteada(sesion.ahora, paso.llave, crudo, opciones, True, textos.CUAL_QUIERE)
    con_duda = sesion.anotar(planteada)
    dudosa = con_duda.borrador.duda
    assert dudosa is not None
    return con_duda.enviar(duda(con_duda, paso, dudosa)), ResultadoDeUso.USADO


def leer_mejora(texto: str, pedido: Mejorar, enviado: TextoEnviado) -> str | None:
    """El texto que propuso el modelo, con los datos de la persona en su sitio; None si no es eso y nada más.

    Cada seudónimo vuelve a ser lo que sustituía: tienen que estar todos, una vez cada uno y en el mismo orden.
    """
    leido = leer_objeto(texto, "texto")
    nueva = leido["texto"] if leido is not None else None
    if not isinstance(nueva, str) or (puesta := _con_sus_datos(nueva, pedido.texto, enviado)) is None:
        return None
    puesta = "\n".join(" ".join(renglon.split(" ")).strip() for renglon in puesta.strip().splitlines())
    propios = set(pedido.texto) | _SIGNOS
    es_limpia = all(letra in propios or unicodedata.category(letra)[0] in "LMN" for letra in puesta)
    return puesta if es_limpia and puesta and puesta != pedido.texto else None


def _con_sus_datos(nueva: str, original: str, enviado: TextoEnviado) -> str | None:
    partes: list[str] = []
    resto = nueva
    for uno in enviado.sustituidos:
        antes, hallado, resto = resto.partition(enviado.texto[uno.inicio : uno.fin])
        if not hallado:
            return None
        partes += (antes, original[uno.desde : uno.hasta])
    entera = "".join((*partes, resto))
    seudonimos = {enviado.texto[uno.inicio : uno.fin] for uno in enviado.sustituidos}
    return None if any(uno in entera for uno in seudonimos) else entera


def _dice_lo_mismo(sesion: Sesion, antes: str, nueva: str) -> bool:
    """Si nada de lo que se mira cambió; una falta corregida no hace otra una palabra, ni una que quedó sin corregir.

    Por eso se comparan también los dos corregidos por reglas: el modelo puede haber arreglado solo algunas. Lo que no
    puede es agregar una.
    """
    if comparar(antes, nueva).dice_lo_mismo:
        return True
    diccionario = sesion.contexto.diccionario
    if diccionario is None:
        return False
    redactor = Redactor(diccionario, sesion.entrevista.usos)
    nombres = nombres_del_borrador(sesion.entrevista, sesion.borrador)
    sin_faltas = aplicar(antes, corregir(antes, Forma.ORACION, nombres, redactor))
    quedan = corregir(nueva, Forma.ORACION, nombres, redactor)
    arregladas = (nueva, aplicar(nueva, quedan)) if all(una.antes in antes for una in quedan) else (nueva,)
    return any(comparar(sin_faltas, una).dice_lo_mismo for una in arregladas)
