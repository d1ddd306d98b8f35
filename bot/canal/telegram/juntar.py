"""Qué mensajes de una persona son uno solo, y cuánto se espera por si sigue.

Quien escribe en un teléfono parte lo que dice: su Telegram corta lo que pasa de 4 096 unidades, y al volver la red
salen de golpe los que esperaban. Se juntan los textos seguidos que nadie contestó entre uno y otro, y los archivos de
un álbum. No se juntan las órdenes, lo que no es texto, ni las respuestas a mensajes distintos.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from bot.canal.telegram.traduccion import Recibido
from bot.dialogo.entradas import (
    ENTRE_PARTES,
    EntradaNoAdmitida,
    MensajeRecibido,
    MensajeReenviado,
    VozRecibida,
    nombre_de_varios,
)
from bot.dialogo.turno import Entrada
from conocimiento.palabras import palabras

ENTRE_SEGUIDOS = timedelta(seconds=60)
"""Más separados ya no se enviaron juntos, aunque esperaran juntos porque el asistente no estaba."""
LETRAS_JUNTAS = 20_000
"""Lo que se lee de una vez: cinco veces lo que cabe en la respuesta más larga."""
ALBUM = "álbum"
MUY_LARGO = "texto muy largo"

_ABREN = (",", ";", ":", "-", "–", "(", "«", "/", "&")
_ENLAZAN = frozenset(
    "y e o u ni de del que para con en por sin sobre desde hasta entre segun mediante como porque pero el la los las "
    "un unos unas al su sus and or of the with for to from".split()
)


@dataclass(frozen=True, slots=True)
class Espera:
    """Segundos que se espera, desde lo último que llegó, por si la persona sigue.

    `corriente`: tras un texto cualquiera. `abierto`: tras el que acaba en una coma o en un enlace («y», «para»).
    `album`: tras uno de sus archivos. `parte`: tras uno que Telegram partió.
    """

    corriente: float = 0.3
    abierto: float = 3.0
    album: float = 1.0
    parte: float = 5.0


ESPERA = Espera()


def cuantos_van_juntos(recibidos: Sequence[Recibido]) -> int:
    """Cuántos de los primeros son un solo mensaje; al menos uno."""
    seguidos = 1
    for uno, otro in pairwise(recibidos):
        if not _sigue(uno, otro):
            break
        seguidos += 1
    return seguidos


def espera_tras(ultimo: Recibido, espera: Espera) -> float:
    """Cuánto se espera lo que puede seguir a un mensaje."""
    match ultimo:
        case Recibido(album=str()):
            return espera.album
        case Recibido(entrada=MensajeRecibido(texto, acompana="")):
            if ultimo.es_parte:
                return espera.parte
            return espera.abierto if queda_abierto(texto) else espera.corriente
        case _:
            return 0.0


def queda_abierto(texto: str) -> bool:
    """Dice si un texto acaba a media frase."""
    dichas = texto.split()
    enlaza = len(dichas) > 2 and dichas[-1].isalpha() and not _ENLAZAN.isdisjoint(palabras(dichas[-1]))
    return enlaza or texto.endswith(_ABREN)


def juntar(recibidos: Sequence[Recibido]) -> Recibido:
    """El mensaje que forman varios de una persona."""
    primero = recibidos[0]
    if len(recibidos) == 1:
        return primero
    clase = _clase(recibidos) if primero.album is not None else ""
    dichos = [uno.entrada for uno in recibidos if isinstance(uno.entrada, MensajeRecibido)]
    if not dichos:  # un álbum sin palabras, o reenviado
        return primero if isinstance(primero.entrada, MensajeReenviado) else _con(primero, EntradaNoAdmitida(clase))
    if len(dichos) == 1:
        return _con(primero, replace(dichos[0], acompana=clase))
    texto = ENTRE_PARTES.join(uno.texto for uno in dichos)
    if len(texto) > LETRAS_JUNTAS:
        return _con(primero, EntradaNoAdmitida(MUY_LARGO))
    nombre = nombre_de_varios((uno.mensaje, uno.texto) for uno in dichos)
    responde_a = next((uno.responde_a for uno in dichos if uno.responde_a), "")
    return _con(primero, MensajeRecibido(texto, nombre, responde_a, clase))


def _con(recibido: Recibido, entrada: Entrada) -> Recibido:
    return replace(recibido, entrada=entrada)


def _clase(recibidos: Sequence[Recibido]) -> str:
    """De qué son los archivos de un álbum."""
    clases: set[str] = set()
    for uno in recibidos:
        match uno.entrada:
            case EntradaNoAdmitida(clase) | MensajeRecibido(acompana=clase) | VozRecibida(clase=clase):
                clases.add(clase)
            case _:
                pass
    return clases.pop() if len(clases) == 1 else ALBUM


def _sigue(uno: Recibido, otro: Recibido) -> bool:
    """Dice si el segundo continúa al primero."""
    if otro.enviado - uno.enviado > ENTRE_SEGUIDOS:
        return False
    if uno.album is not None or otro.album is not None:
        return uno.album == otro.album and _cabe_en_un_album(uno.entrada) and _cabe_en_un_album(otro.entrada)
    match uno.entrada, otro.entrada:
        case MensajeRecibido(acompana="") as dicho, MensajeRecibido(acompana="") as siguiente:
            # De un texto partido, unos Telegram repiten en cada parte a qué responde y otros solo en la primera.
            es_del_mismo = siguiente.responde_a == dicho.responde_a
            return es_del_mismo or (uno.es_parte and not siguiente.responde_a)
        case _:
            return False


def _cabe_en_un_album(entrada: Entrada) -> bool:
    return isinstance(entrada, MensajeRecibido | EntradaNoAdmitida | VozRecibida | MensajeReenviado)
