"""Lo que no se guarda: lo que un integrante no puede anotar, o una entrada o una salida que no ocurrió.

El diálogo ya lo pregunta antes. Aquí se pregunta otra vez, porque quien guarda es el último que puede decir que no.
"""

from collections.abc import Sequence
from itertools import chain

from bot.almacen.base.errores import HistoriaInconsistente
from bot.dialogo.efectos import Efecto
from bot.dialogo.peticiones.alianza import Ingresar, Retirar
from bot.entrevista.borrador import Borrador, Denegado, puede_anotar
from bot.entrevista.eventos import Evento, Retirado, Unido


def exigir_permiso(previos: Sequence[Evento], codigo: str, nuevos: Sequence[Evento], lista_de_actores: str) -> None:
    """Comprueba que ese integrante puede anotar eso después de lo que ya había. Raises `HistoriaInconsistente`.

    `lista_de_actores`: como en `puede_anotar`. En un borrador de una sola persona todo le está permitido.
    """
    if not nuevos or not any(isinstance(uno, Unido) for uno in chain(previos, nuevos)):
        return
    borrador = Borrador.de(previos, codigo)
    for evento in nuevos:
        permiso = puede_anotar(borrador, codigo, evento, lista_de_actores)
        if isinstance(permiso, Denegado):
            raise HistoriaInconsistente(
                f"Se quiso anotar «{evento.tipo}» en un borrador de varios y no se puede ({permiso.motivo.value}); "
                "no se guardó."
            )


def exigir_que_ocurra(anotados: Sequence[Evento], efectos: Sequence[Efecto]) -> None:
    """Comprueba que cada entrada y cada salida que se anota ocurre en este turno. Raises `HistoriaInconsistente`."""
    dichas = sorted((uno.tipo, uno.integrante) for uno in anotados if isinstance(uno, Unido | Retirado))
    hechas = sorted(
        (Unido.tipo if isinstance(uno, Ingresar) else Retirado.tipo, uno.integrante)
        for uno in efectos
        if isinstance(uno, Ingresar | Retirar)
    )
    if dichas != hechas:
        raise HistoriaInconsistente("Se quiso anotar que alguien entra o sale sin que entre o salga; no se guardó.")
