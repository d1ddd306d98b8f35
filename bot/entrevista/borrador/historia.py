"""Lo que el almacén necesita saber de un evento de varios: si choca con el de otro, y qué queda de él si se borra."""

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import datetime

from bot.entrevista.borrador.modelo import Borrador
from bot.entrevista.eventos import (
    DE_LA_ALIANZA,
    Acogida,
    Borrado,
    Creado,
    Desestimada,
    Deshecha,
    Desistida,
    DocumentoEntregado,
    Evento,
    Llave,
    Migrada,
    ModoCambiado,
    Omitida,
    Redactada,
    Respondida,
    Retirado,
    RolCambiado,
    Sugerida,
    Unido,
    VersionPuesta,
)

_VERSION: Llave = ("", "version")
_MODO: Llave = ("", "modo")
_INTEGRANTES: Llave = ("", "integrantes")


def tocadas(historia: Sequence[Evento], nuevos: Sequence[Evento]) -> frozenset[Llave]:
    """Lo que cambian para los demás unos eventos nuevos de un integrante, agregados a esa historia.

    Además de las respuestas, hay lugares que no son de ninguna: la versión, el modo, los integrantes y cada sugerencia.
    Dos tandas que no tocan lo mismo pueden guardarse una detrás de otra, en cualquier orden.
    """
    llaves: set[Llave] = set()
    for lugar, evento in enumerate(nuevos):
        match evento:
            case Respondida(llave=llave) | Omitida(llave=llave):
                llaves.add(llave)
            case Deshecha(veces=veces, autor=autor):
                cambios = Borrador.de((*historia, *nuevos[:lugar]), autor).cambios[-veces:]
                llaves |= {llave for cambio in cambios for llave in cambio}
            case Redactada(arreglos=arreglos):
                llaves |= {uno.llave for uno in arreglos}
            case Sugerida(autor=autor, numero=numero) | Desistida(autor=autor, numero=numero):
                llaves.add((autor, str(numero)))
            case Acogida(de=de, numero=numero) | Desestimada(de=de, numero=numero):
                llaves.add((de, str(numero)))
            case DocumentoEntregado() | VersionPuesta() | Migrada():
                llaves.add(_VERSION)
            case ModoCambiado():
                llaves.add(_MODO)
            case Unido() | Retirado() | RolCambiado():
                llaves.add(_INTEGRANTES)
            case _:
                pass  # solo mueve a quien lo hizo
    return frozenset(llaves)


def cambia_su_lugar(evento: Evento, integrante: str) -> bool:
    """Si el evento cambia lo que ese integrante puede hacer: lo que decidió antes debe decidirse otra vez."""
    return isinstance(evento, Unido | Retirado | RolCambiado) and evento.integrante == integrante


def lo_que_queda(evento: Evento) -> Evento:
    """Lo que queda de un evento cuando quien lo hizo borra lo suyo: nunca sus palabras, y siempre su lugar.

    Quedan, sin decir de quién eran, la versión de la entrevista, el modo y los números de las versiones entregadas.
    """
    match evento:
        case _ if evento.autor == DE_LA_ALIANZA:
            return evento
        case Creado():
            return replace(evento, aviso="", acepta=False, autor=DE_LA_ALIANZA)
        case Migrada() | ModoCambiado() | VersionPuesta():
            return replace(evento, autor=DE_LA_ALIANZA)
        case DocumentoEntregado():
            return replace(evento, archivos=(), autor=DE_LA_ALIANZA)
        case _:
            return Borrado(evento.instante, autor=DE_LA_ALIANZA)


def textos_que_deja(
    borrador: Borrador, integrante: str, comunes: Container[str], instante: datetime
) -> tuple[Respondida, ...]:
    """Las respuestas comunes que alguien deja a los demás al irse, sin decir de quién eran.

    Se agregan al final de la historia después de borrar lo suyo: así no vuelve nada de lo que había deshecho.
    """
    return tuple(
        Respondida(instante, llave, respuesta.valor, respuesta.crudo, autor=DE_LA_ALIANZA)
        for llave, respuesta in borrador.respuestas.items()
        if not llave[1] and llave[0] in comunes and borrador.escrita_por[llave] == integrante
    )
