"""Qué documentos se buscan juntos: los que tienen preguntas revisadas, cada uno solo; los demás, todos en uno.

Así lo que se contesta de un documento revisado no depende de cuántos más haya: ni su búsqueda ni su calibración los
ven.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from conocimiento.modelo import MUCHAS_CONOCIDAS, Documento, Fragmento
from indices.palabras.lexico import raices_de
from indices.parecido.conocidas import Preguntas, reunir


@dataclass(frozen=True, slots=True)
class Estante:
    """Unos documentos que se buscan juntos; `preguntas`, las conocidas si es uno revisado."""

    documentos: tuple[Documento, ...]
    fragmentos: tuple[Fragmento, ...]
    preguntas: Preguntas | None

    @property
    def sabe_poco(self) -> bool:
        """Si de sus documentos se conocen pocas preguntas, o ninguna: se busca como en lo que nadie revisó."""
        return self.preguntas is None or len(self.preguntas.textos) < MUCHAS_CONOCIDAS

    @property
    def oraciones(self) -> int:
        """Cuántas tiene."""
        return sum(len(fragmento.oraciones) for fragmento in self.fragmentos)


def repartir(documentos: Sequence[Documento]) -> tuple[Estante, ...]:
    """Los estantes de un corpus, primero los de los revisados; las respuestas oficiales no están en ninguno."""
    citables = [uno for uno in documentos if not uno.es_oficial]
    grupos = [(uno,) for uno in citables if uno.ideas]
    sin_revisar = tuple(uno for uno in citables if not uno.ideas)
    return tuple(map(_estante, (*grupos, *((sin_revisar,) if sin_revisar else ()))))


def _estante(documentos: tuple[Documento, ...]) -> Estante:
    fragmentos = tuple(fragmento for documento in documentos for fragmento in documento.fragmentos)
    return Estante(documentos, fragmentos, reunir(documentos))


def raices_dichas(estante: Estante) -> frozenset[str]:
    """Las de cuanto dicen los documentos de un estante y de cuanto se sabe que se pregunta de ellos."""
    preguntas = (una for documento in estante.documentos for idea in documento.ideas for una in idea.preguntas)
    return frozenset(raices_de("\n".join((*(uno.texto for uno in estante.documentos), *preguntas))))
