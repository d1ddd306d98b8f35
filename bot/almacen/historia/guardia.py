"""Lo que no se guarda: lo que un integrante no puede anotar, o una entrada o una salida que no ocurrió.

El diálogo ya lo pregunta antes. Aquí se pregunta otra vez, porque quien guarda es el último que puede decir que no.
"""

from collections.abc import Sequence
from itertools import chain

from bot.almacen.base.errores import HistoriaInconsistente
from bot.dialogo.efectos import Efecto
from bot.dialogo.peticiones.alianza import Apartar, Ingresar, Retirar
from bot.entrevista.borrador import Borrador, Claves, Denegado, Rol, de_que_depende, puede_anotar
from bot.entrevista.eventos import POR_LA_COORDINACION, PROPIO, Evento, Retirado, RolCambiado, Unido

ENTRA = "entra"


def exigir_permiso(previos: Sequence[Evento], codigo: str, nuevos: Sequence[Evento], claves: Claves) -> None:
    """Comprueba que ese integrante puede anotar eso después de lo que ya había. Raises `HistoriaInconsistente`.

    `claves`: como en `puede_anotar`. En un borrador de una sola persona todo le está permitido.
    """
    if not nuevos or not any(isinstance(uno, Unido) for uno in chain(previos, nuevos)):
        return
    borrador = Borrador.de(de_que_depende(previos, nuevos, claves), codigo)
    for evento in nuevos:
        permiso = puede_anotar(borrador, codigo, evento, claves)
        if isinstance(permiso, Denegado):
            raise HistoriaInconsistente(
                f"Se quiso anotar «{evento.tipo}» en un borrador de varios y no se puede ({permiso.motivo.value}); "
                "no se guardó."
            )
    if any(isinstance(uno, RolCambiado) for uno in nuevos):
        quedan = Borrador.de((*previos, *nuevos)).con_rol(Rol.COORDINACION)
        if len(quedan) != 1:
            raise HistoriaInconsistente(f"Se quiso dejar un borrador con {len(quedan)} que lo coordinan; no se guardó.")


def exigir_que_ocurra(anotados: Sequence[Evento], efectos: Sequence[Efecto]) -> None:
    """Comprueba que cada entrada y cada salida que se anota ocurre en este turno. Raises `HistoriaInconsistente`."""
    dichas = sorted(
        (uno.integrante, *((uno.motivo, uno.deja) if isinstance(uno, Retirado) else (ENTRA, True)))
        for uno in anotados
        if isinstance(uno, Unido | Retirado)
    )
    hechas: list[tuple[str, str, bool]] = []
    for efecto in efectos:
        match efecto:
            case Ingresar():
                hechas.append((efecto.integrante, ENTRA, True))
            case Retirar():
                hechas.append((efecto.integrante, PROPIO, efecto.deja))
            case Apartar():
                hechas.append((efecto.integrante, POR_LA_COORDINACION, False))
            case _:
                pass
    if dichas != sorted(hechas):
        raise HistoriaInconsistente("Se quiso anotar que alguien entra o sale sin que entre o salga; no se guardó.")
