"""A quién le toca lo que contestó, o no, el modelo de lenguaje: a quien se lo pidió; y en qué quedó, para contarlo."""

from dataclasses import replace

from bot.dialogo.borrador import entender
from bot.dialogo.borrador.paso import interpretar, mejorar
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.conversar.charla import contestar_con_lo_elegido
from bot.dialogo.efectos import AnotarUso
from bot.dialogo.peticiones import Interpretar, LenguajeFallo, LenguajeRespondio, Mejorar
from bot.dialogo.turno import Contexto, Estado, Turno


def atender(contexto: Contexto, estado: Estado, vuelto: LenguajeRespondio | LenguajeFallo) -> Turno:
    """Sigue lo que se estaba haciendo, con lo que contestó o sin ello."""
    match vuelto.pedido:
        case Mejorar() as pedido if estado.borrador is not None:
            turno, quedo = mejorar.atender(Sesion(contexto, estado), pedido, vuelto)
        case Interpretar(si_no=dichos) as pedido if dichos and estado.borrador is not None:
            turno, quedo = interpretar.atender_lo_demas(Sesion(contexto, estado), pedido, vuelto)
        case Interpretar() as pedido if estado.borrador is not None:
            turno, quedo = entender.atender_interpretado(Sesion(contexto, estado), pedido, vuelto)
        case _:
            return contestar_con_lo_elegido(contexto, estado, vuelto)
    if isinstance(vuelto, LenguajeFallo):  # de lo que no contestó ya lleva la cuenta quien se lo pidió
        return turno
    return replace(turno, efectos=(*turno.efectos, AnotarUso(pedido.encargo.uso, quedo)))
