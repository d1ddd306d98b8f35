"""Amplía una consulta con las palabras del documento para lo que la gente llama de otro modo.

También le quita, solo para ordenar, las palabras que están en casi todos los fragmentos: en un corpus
que trata de una sola cosa, nombrarla no dice qué parte se busca.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from conocimiento.modelo import Equivalencia
from indices.palabras.lexico import PALABRA, Analizador


@dataclass(frozen=True, slots=True)
class Ampliada:
    """Una consulta con sus equivalencias y, aparte, su versión para ordenar (vacía si es la misma)."""

    consulta: str
    orientada: str


class Ampliador:
    """Reconoce las expresiones de un vocabulario en una consulta, por raíces y sin mirar tildes."""

    def __init__(self, vocabulario: Sequence[Equivalencia], omnipresentes: frozenset[str] = frozenset()) -> None:
        """`omnipresentes` son las raíces que están en la mayoría de los fragmentos."""
        self._analizador = Analizador()
        self._omnipresentes = omnipresentes
        self._entradas = [
            (f" {' '.join(self._analizador.todas_las_raices(expresion))} ", equivalencia)
            for equivalencia in vocabulario
            for expresion in equivalencia.expresiones
        ]

    def ampliar(self, consulta: str) -> Ampliada:
        """Devuelve la consulta seguida de lo que le equivale; igual si nada le equivale."""
        raices = f" {' '.join(self._analizador.todas_las_raices(consulta))} "
        halladas = dict.fromkeys(equivalencia for expresion, equivalencia in self._entradas if expresion in raices)
        equivalente = _con(consulta, [hallada.palabras for hallada in halladas if hallada.mismo_tema])
        orientada = _con(self._sin_omnipresentes(consulta), [hallada.palabras for hallada in halladas])
        return Ampliada(equivalente, orientada if orientada != equivalente else "")

    def _sin_omnipresentes(self, consulta: str) -> str:
        if not self._omnipresentes or set(self._analizador.raices(consulta)) <= self._omnipresentes:
            return consulta
        return PALABRA.sub(
            lambda hallada: (
                "" if set(self._analizador.raices(hallada.group())) & self._omnipresentes else hallada.group()
            ),
            consulta,
        )


def _con(consulta: str, palabras: list[str]) -> str:
    return f"{consulta} ({'; '.join(palabras)})" if palabras else consulta
