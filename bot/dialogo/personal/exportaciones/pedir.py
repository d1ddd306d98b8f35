"""La orden /exportar del personal: de lo que se escribe a lo que se exporta y lo que se contesta.

Para quien no es del personal no existen ni la orden ni sus botones.
"""

from typing import assert_never

from bot.dialogo.borrador.atender import con_el_paso
from bot.dialogo.efectos import Adelantar, Enviar
from bot.dialogo.entradas import BotonPulsado, OrdenRecibida
from bot.dialogo.mensajes import Mensaje, partir
from bot.dialogo.personal.exportaciones import textos
from bot.dialogo.personal.exportaciones.filtros import ErrorDeFiltro, leer_filtros
from bot.dialogo.peticiones import (
    ConversacionesExportadas,
    ExportacionFallida,
    ExportacionRetenida,
    ExportarConversaciones,
)
from bot.dialogo.turno import Contexto, Estado, Turno, hoy

Resultado = ConversacionesExportadas | ExportacionRetenida | ExportacionFallida


def atender_orden(contexto: Contexto, estado: Estado, orden: OrdenRecibida) -> Turno | None:
    """/exportar y lo que se exporta."""
    if orden.nombre != "exportar" or not contexto.papeles.es_personal:
        return None
    return _pedir(contexto, estado, orden.argumento)


def atender_boton(contexto: Contexto, estado: Estado, boton: BotonPulsado) -> Turno | None:
    """Un período, o elegir otro."""
    match partir(boton.codigo)[1]:
        case [periodo] if contexto.papeles.es_personal:
            return _pedir(contexto, estado, periodo)
        case _:
            return None


def _pedir(contexto: Contexto, estado: Estado, pedido: str) -> Turno:
    """Lo que hay que hacer; si no puede, no se dice qué exportar o no se entiende, lo que se contesta."""
    if not contexto.papeles.exporta:
        return con_el_paso(contexto, estado, Enviar(textos.sin_permiso()))
    if not pedido.strip() or pedido == textos.ELEGIR:
        return con_el_paso(contexto, estado, Enviar(textos.elegir_periodo()))
    try:
        filtros = leer_filtros(pedido, hoy(contexto), contexto.entrevista.catalogos)
    except ErrorDeFiltro as error:
        return con_el_paso(contexto, estado, Enviar(textos.no_se_entiende(str(error))))
    return Turno(estado, (Adelantar(textos.preparando(filtros)), ExportarConversaciones(filtros)))


def contar(contexto: Contexto, estado: Estado, resultado: Resultado) -> Turno:
    """Lo que se dice al terminar."""
    return con_el_paso(contexto, estado, Enviar(_contado(resultado)))


def _contado(resultado: Resultado) -> Mensaje:
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
