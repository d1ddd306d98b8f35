"""Las respuestas oficiales cuya pregunta más se parece a otra. No decide si piden lo mismo: eso lo hace quien contesta.

No entran en la búsqueda de los documentos: cada una contesta una sola pregunta y no debe estorbar a las demás.
"""

from collections.abc import Sequence

import numpy as np

from conocimiento.modelo import Documento, Oficial
from indices.parecido.discriminante import Vectores

LAS_MAS_PARECIDAS = 5


class Oficiales:
    """Las respuestas oficiales de un corpus, con el vector de la pregunta de cada una."""

    def __init__(self, documentos: Sequence[Documento], vectores: Vectores | None) -> None:
        """`documentos` son solo los oficiales, en el orden de `vectores`; sin ninguno, `vectores` es None."""
        self._documentos = tuple(documentos)
        self._vectores = vectores

    def parecidas(self, vector: Vectores) -> tuple[Oficial, ...]:
        """Devuelve las más parecidas a una pregunta, de la más a la menos."""
        if self._vectores is None:
            return ()
        cosenos = self._vectores @ vector
        orden = np.argsort(-cosenos, kind="stable")[:LAS_MAS_PARECIDAS]
        elegidas = [(self._documentos[int(lugar)], float(cosenos[lugar])) for lugar in orden]
        return tuple(Oficial(uno.pregunta, uno.fragmentos, coseno) for uno, coseno in elegidas)
