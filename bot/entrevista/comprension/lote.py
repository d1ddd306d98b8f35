"""Lo que se entendió de un texto libre y espera la decisión de la persona, deducido de los eventos."""

from collections.abc import Sequence
from dataclasses import replace

from bot.entrevista.borrador import datos_de
from bot.entrevista.eventos import (
    Aceptada,
    Creado,
    Descartada,
    DocumentoEntregado,
    Entendida,
    Evento,
    Fallo,
    Lote,
    Valor,
)


def espera_idea(eventos: Sequence[Evento]) -> bool:
    """Dice si el borrador acaba de empezar y todavía puede contarse la idea con palabras propias."""
    return bool(eventos) and all(isinstance(evento, Creado | DocumentoEntregado | Fallo) for evento in eventos)


def lote_abierto(eventos: Sequence[Evento]) -> Lote | None:
    """El último lote con propuestas sin decidir; None si no hay."""
    lote: Lote | None = None
    for evento in eventos:
        match evento:
            case Entendida():
                lote = evento.lote
            case Aceptada() | Descartada() if lote is not None and evento.lote == lote.numero:
                restantes = tuple(par for par in lote.propuestos if par[0] not in evento.lugares)
                lote = replace(lote, propuestos=restantes, intentos=0)
            case _:
                pass
    return lote if lote is not None and lote.propuestos else None


def numero_siguiente(eventos: Sequence[Evento]) -> int:
    """El número del próximo lote."""
    return 1 + max((evento.lote.numero for evento in eventos if isinstance(evento, Entendida)), default=0)


def datos_del_lote(lote: Lote) -> dict[str, Valor]:
    """Los datos del evento «propuesta»."""
    propuestas: list[Valor] = [
        {
            **datos_de(propuesto.llave),
            "lugar": lugar,
            "valor": propuesto.valor,
            "lectura": propuesto.lectura,
            "cita": propuesto.cita,
            "duda": propuesto.duda,
            "opciones": [[etiqueta, valor] for etiqueta, valor in propuesto.opciones],
        }
        for lugar, propuesto in lote.propuestos
    ]
    return {
        "lote": lote.numero,
        "crudo": lote.crudo,
        "propuestas": propuestas,
        "avisa": lote.avisa,
        "uno_por_uno": lote.uno_por_uno,
        "intentos": lote.intentos,
    }
