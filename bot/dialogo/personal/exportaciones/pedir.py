"""La orden /exportar del personal: de lo que se escribe a lo que se exporta y lo que se contesta. Módulo puro.

Quien no es del personal no llega hasta aquí: para él la orden no existe.
"""

from typing import assert_never

from bot.dialogo.efectos import Adelantar, Efecto
from bot.dialogo.mensajes import Mensaje
from bot.dialogo.personal.exportaciones import textos
from bot.dialogo.personal.exportaciones.filtros import ErrorDeFiltro, leer_filtros
from bot.dialogo.peticiones import (
    ConversacionesExportadas,
    ExportacionFallida,
    ExportacionRetenida,
    ExportarConversaciones,
)
from bot.dialogo.turno import Contexto, hoy

PREFIJO = textos.PREFIJO


def pedir(contexto: Contexto, pedido: str) -> Mensaje | tuple[Efecto, ...]:
    """Lo que hay que hacer; si no se dice qué exportar o no se entiende, lo que se contesta."""
    if not pedido.strip() or pedido == textos.ELEGIR:
        return textos.elegir_periodo()
    try:
        filtros = leer_filtros(pedido, hoy(contexto), contexto.entrevista.catalogos)
    except ErrorDeFiltro as error:
        return textos.no_se_entiende(str(error))
    return Adelantar(textos.preparando(filtros)), ExportarConversaciones(filtros)


def contar(resultado: ConversacionesExportadas | ExportacionRetenida | ExportacionFallida) -> Mensaje:
    """Lo que se dice al terminar."""
    match resultado:
        case ConversacionesExportadas(adjunto=None, conversaciones=0):
            return textos.nada_que_exportar(resultado.filtros)
        case ConversacionesExportadas(adjunto=None):
            return textos.demasiado_grande(resultado)
        case ConversacionesExportadas():
            return textos.exportadas(resultado)
        case ExportacionRetenida():
            return textos.retenida()
        case ExportacionFallida(referencia):
            return textos.fallida(referencia)
        case _:
            assert_never(resultado)
