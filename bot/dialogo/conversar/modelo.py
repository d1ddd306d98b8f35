"""A quién le toca lo que contestó, o no, el modelo de lenguaje: a quien se lo pidió."""

from bot.dialogo.borrador import entender
from bot.dialogo.borrador.paso import mejorar
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.conversar.charla import contestar_con_lo_elegido
from bot.dialogo.peticiones import Interpretar, LenguajeFallo, LenguajeRespondio, Mejorar
from bot.dialogo.turno import Contexto, Estado, Turno


def atender(contexto: Contexto, estado: Estado, vuelto: LenguajeRespondio | LenguajeFallo) -> Turno:
    """Sigue lo que se estaba haciendo, con lo que contestó o sin ello."""
    match vuelto.pedido:
        case Mejorar() as pedido if estado.borrador is not None:
            return mejorar.atender(Sesion(contexto, estado), pedido, vuelto)
        case Interpretar() as pedido if estado.borrador is not None:
            return entender.atender_interpretado(Sesion(contexto, estado), pedido, vuelto)
        case _:
            return contestar_con_lo_elegido(contexto, estado, vuelto)
