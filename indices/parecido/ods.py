"""Qué Objetivos de Desarrollo Sostenible sugiere un texto, por el sentido de sus partes.

Compara con las descripciones de los objetivos y con frases que no tratan de ninguno. No decide qué se
guarda: solo sugiere, y ante la duda calla. No lee catálogos.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from conocimiento.palabras import palabras
from indices.modelo.servicio import EmbeddingsLocales, Vectores

VENTAJA = 0.005
"""Cuánto más debe parecerse a un objetivo que a las frases sin objetivo; calibrado con las frases impares de
`tests/evaluacion/frases-ods.yaml`, antes de mirar las pares."""
VENTAJA_CON_PALABRA = -0.01
"""Basta menos si además nombra una palabra del objetivo («agua», «anemia»)."""
MARGEN = 0.006
"""Cuánto debe aventajar al segundo objetivo, si no nombra una de sus palabras: de 0,004 a 0,007 ninguna frase de esas
recibe uno que no es, y con 0,004 lo recibía la segregación de residuos (fin de la pobreza)."""
MAXIMO = 2
LETRAS_POR_FRAGMENTO = 400


@dataclass(frozen=True, slots=True)
class ObjetivoConocido:
    """Un objetivo: su número, de qué trata y las palabras que lo señalan."""

    numero: int
    descripcion: str
    palabras: tuple[str, ...]


class SugeridorDeOds:
    """Sugiere objetivos. Las descripciones se codifican una sola vez, la primera que se le pide algo."""

    def __init__(
        self, embeddings: EmbeddingsLocales, objetivos: Sequence[ObjetivoConocido], frases_sin_objetivo: Sequence[str]
    ) -> None:
        self._embeddings = embeddings
        self._objetivos = tuple(objetivos)
        self._senales = [[f" {' '.join(palabras(p))} " for p in objetivo.palabras] for objetivo in self._objetivos]
        self._frases_sin_objetivo = list(frases_sin_objetivo)

    @cached_property
    def _de_objetivos(self) -> Vectores:
        return self._embeddings.de_pasajes([objetivo.descripcion for objetivo in self._objetivos])

    @cached_property
    def _sin_objetivo(self) -> Vectores:
        return self._embeddings.de_pasajes(self._frases_sin_objetivo)

    def sugerir(self, fragmentos: Sequence[str]) -> tuple[tuple[int, str], ...]:
        """Devuelve hasta dos pares (número de objetivo, fragmento que lo sugiere), del más claro al menos."""
        utiles = [fragmento for fragmento in fragmentos if len(fragmento) <= LETRAS_POR_FRAGMENTO]
        if not utiles or len(self._objetivos) < 2:
            return ()
        vectores = self._embeddings.de_preguntas(utiles)
        parecidos = vectores @ self._de_objetivos.T
        de_fondo = (vectores @ self._sin_objetivo.T).max(axis=1)
        mejores: dict[int, tuple[float, str]] = {}
        for fila, fragmento in enumerate(utiles):
            orden = np.argsort(-parecidos[fila])
            primero, segundo = int(orden[0]), int(orden[1])
            ventaja = float(parecidos[fila, primero] - de_fondo[fila])
            margen = float(parecidos[fila, primero] - parecidos[fila, segundo])
            nombra = self._nombra(primero, fragmento)
            if ventaja < (VENTAJA_CON_PALABRA if nombra else VENTAJA) or (margen < MARGEN and not nombra):
                continue
            numero = self._objetivos[primero].numero
            if numero not in mejores or ventaja > mejores[numero][0]:
                mejores[numero] = (ventaja, fragmento)
        claros = sorted(mejores.items(), key=lambda par: -par[1][0])
        return tuple((numero, fragmento) for numero, (_, fragmento) in claros[:MAXIMO])

    def _nombra(self, lugar: int, fragmento: str) -> bool:
        dicho = f" {' '.join(palabras(fragmento))} "
        return any(senal.strip() and senal in dicho for senal in self._senales[lugar])
