"""Cuándo lo que alguien va a anotar en un borrador se puede poner detrás de lo que otros anotaron mientras tanto.

Se puede si unos y otros tocan cosas distintas. Si tocan la misma, quien llega después vuelve a decidir, con lo que los
otros dijeron a la vista: aquí nunca se junta un texto con otro.
"""

from collections.abc import Iterable
from enum import Enum, auto
from typing import assert_never

from bot.entrevista.eventos import (
    Aceptada,
    Acogida,
    Archivado,
    Autorizada,
    AvisoAceptado,
    Borrado,
    Creado,
    Descartada,
    Descartado,
    Desconocido,
    Desestimada,
    Deshecha,
    DocumentoEntregado,
    DudaPlanteada,
    ElementoElegido,
    Entendida,
    Evento,
    Fallo,
    Guiada,
    Invitado,
    Llave,
    Migrada,
    ModoCambiado,
    Omitida,
    Recuperado,
    Redactada,
    Respondida,
    Retirado,
    Revocada,
    RolCambiado,
    Seguida,
    Sugerida,
    Unido,
    VersionPuesta,
    VistoBuenoDado,
    Vuelta,
)


class Cosa(Enum):
    """Lo que un borrador tiene una sola vez, además de sus respuestas."""

    ENTERO = auto()
    """No se puede decir qué toca: vuelve a decidirse si otro tocó algo."""
    VERSIONES = auto()
    """El número de la última versión: dos no lo comparten."""
    SUGERENCIAS = auto()
    """El número de la última sugerencia, y qué se decidió de cada una."""
    INTEGRANTES = auto()
    SITUACION = auto()


def chocan(codigo: str, mios: Iterable[Evento], ajenos: Iterable[Evento]) -> bool:
    """Dice si el integrante de ese `codigo` debe decidir otra vez lo suyo después de leer lo ajeno."""
    otros = list(ajenos)
    if any(isinstance(uno, Unido | Retirado | RolCambiado) and uno.integrante == codigo for uno in otros):
        return True
    tocadas, propias = _tocadas(otros), _tocadas(mios)
    if not tocadas or not propias:
        return False
    return Cosa.ENTERO in tocadas | propias or not tocadas.isdisjoint(propias)


def _tocadas(eventos: Iterable[Evento]) -> frozenset[Llave | Cosa]:
    return frozenset(cosa for evento in eventos for cosa in _toca(evento))


def _toca(evento: Evento) -> tuple[Llave | Cosa, ...]:
    match evento:
        case Respondida() | Omitida():
            return (evento.llave,)
        case Redactada():
            return tuple(uno.llave for uno in evento.arreglos)
        case DocumentoEntregado() | VersionPuesta():
            return (Cosa.VERSIONES,)
        case Sugerida() | Acogida() | Desestimada():
            return (Cosa.SUGERENCIAS,)
        case Invitado() | Unido() | Retirado() | RolCambiado():
            return (Cosa.INTEGRANTES,)
        case Archivado() | Recuperado():
            return (Cosa.SITUACION,)
        case Creado() | Deshecha() | Migrada() | Descartado() | Borrado() | Desconocido():
            return (Cosa.ENTERO,)
        # Solo mueven a quien los hizo, o dicen algo que nadie más puede decir por él.
        case AvisoAceptado() | Autorizada() | Revocada() | VistoBuenoDado():
            return ()
        case Vuelta() | Seguida() | ElementoElegido() | Fallo() | DudaPlanteada() | Guiada() | ModoCambiado():
            return ()
        case Entendida() | Aceptada() | Descartada():
            return ()
        case _:
            assert_never(evento)
