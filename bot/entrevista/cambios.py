"""Qué trae un cambio antes de guardarlo: preguntas que se añaden, respuestas que se apartan o se recuperan.

Una respuesta apartada sigue en la historia: no se imprime y vuelve si la persona vuelve a esa rama.
"""

from dataclasses import dataclass

from bot.entrevista.esquema import Entrevista
from bot.entrevista.motor import Borrador, Paso, pasos_visibles


@dataclass(frozen=True, slots=True)
class Consecuencias:
    """Los pasos que un cambio añade sin respuesta, los que aparta con ella y los que recupera con ella."""

    anade: tuple[Paso, ...] = ()
    aparta: tuple[Paso, ...] = ()
    recupera: tuple[Paso, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.anade or self.aparta or self.recupera)


def comparar(entrevista: Entrevista, antes: Borrador, despues: Borrador) -> Consecuencias:
    """Compara lo que se ve antes y después de un cambio."""
    vistos = {paso.llave: paso for paso in pasos_visibles(entrevista, antes)}
    veran = {paso.llave: paso for paso in pasos_visibles(entrevista, despues)}
    nuevos = [paso for llave, paso in veran.items() if llave not in vistos]
    return Consecuencias(
        anade=tuple(paso for paso in nuevos if paso.llave not in despues.respuestas),
        aparta=tuple(p for llave, p in vistos.items() if llave not in veran and llave in antes.respuestas),
        recupera=tuple(paso for paso in nuevos if paso.llave in despues.respuestas),
    )
