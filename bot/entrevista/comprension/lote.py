"""Lo que se entendió de un texto libre y espera la decisión de la persona, deducido de los eventos."""

from collections.abc import Sequence
from dataclasses import replace

from bot.entrevista.esquema import Papeles
from bot.entrevista.eventos import (
    Aceptada,
    Creado,
    Descartada,
    DocumentoEntregado,
    Entendida,
    Entendido,
    Evento,
    Fallo,
    Lote,
)


def espera_idea(eventos: Sequence[Evento]) -> bool:
    """Dice si el borrador acaba de empezar y todavía puede contarse la idea con palabras propias."""
    return bool(eventos) and all(isinstance(evento, Creado | DocumentoEntregado | Fallo) for evento in eventos)


def lote_abierto(eventos: Sequence[Evento]) -> Lote | None:
    """El último lote con algo sin decidir; None si no hay."""
    lote: Lote | None = None
    for evento in eventos:
        match evento:
            case Entendida():
                lote = evento.lote
            case Aceptada() | Descartada() if lote is not None and evento.lote == lote.numero:
                restantes = tuple(par for par in lote.entendidos if par[0] not in evento.lugares)
                lote = replace(lote, entendidos=restantes, intentos=0)
            case _:
                pass
    return lote if lote is not None and lote.entendidos else None


def numero_siguiente(eventos: Sequence[Evento]) -> int:
    """El número del próximo lote."""
    return 1 + max((evento.lote.numero for evento in eventos if isinstance(evento, Entendida)), default=0)


def agregado(lote: Lote, nuevos: tuple[Entendido, ...]) -> Lote:
    """El lote con lo nuevo, cada dato en un lugar que no era de otro."""
    desde = 1 + max((lugar for lugar, _ in lote.entendidos), default=-1)
    return replace(lote, entendidos=(*lote.entendidos, *enumerate(nuevos, start=desde)))


def renglones(lote: Lote, papeles: Papeles) -> tuple[tuple[int, ...], ...]:
    """Los lugares que van en cada renglón al mostrarlo: el nombre y el tipo de quien propone van juntos."""
    de_clave = {entendido.llave[0]: lugar for lugar, entendido in lote.entendidos}
    nombre, tipo = de_clave.get(papeles.proponente), de_clave.get(papeles.tipo_proponente)
    lugares = [lugar for lugar, _ in lote.entendidos]
    if nombre is None or tipo is None:
        return tuple((lugar,) for lugar in lugares)
    return tuple((lugar, tipo) if lugar == nombre else (lugar,) for lugar in lugares if lugar != tipo)
