"""Vectores guardados por la huella de lo que se codificó: lo que no cambia no se vuelve a calcular."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from indices.archivos import huella_de
from indices.modelo.servicio import EmbeddingsLocales

VECTORES = "vectores.npy"
CLAVES = "claves.json"

_POR_TANDA = 64
_AVISAR_CADA = 256

Vectores = npt.NDArray[np.float32]
Avisar = Callable[[str], None]


class VectoresGuardados(Embeddings):
    """Unos embeddings que recuerdan: como `EmbeddingsLocales`, pero solo calcula lo que no tiene."""

    def __init__(self, embeddings: EmbeddingsLocales, guardados: dict[str, Vectores] | None = None) -> None:
        self._embeddings = embeddings
        self._guardados = dict(guardados or {})
        self.calculados = 0

    def de_pasajes(self, textos: Sequence[str], avisar: Avisar | None = None) -> Vectores:
        """Devuelve una matriz de un vector por pasaje."""
        return self._obtener("pasaje", textos, self._embeddings.de_pasajes, avisar)

    def de_preguntas(self, textos: Sequence[str]) -> Vectores:
        """Devuelve una matriz de un vector por pregunta."""
        return self._obtener("pregunta", textos, self._embeddings.de_preguntas, None)

    def guardados(self) -> dict[str, Vectores]:
        """Devuelve todo lo que recuerda: un vector por clave."""
        return dict(self._guardados)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Devuelve los vectores de unos pasajes, guardados o nuevos."""
        return [[float(valor) for valor in fila] for fila in self.de_pasajes(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Devuelve el vector de una pregunta; no lo guarda."""
        return self._embeddings.embed_query(text)

    def _obtener(
        self, clase: str, textos: Sequence[str], codificar: Callable[[Sequence[str]], Vectores], avisar: Avisar | None
    ) -> Vectores:
        claves = [clave_de(clase, texto) for texto in textos]
        nuevos = {clave: texto for clave, texto in zip(claves, textos, strict=True) if clave not in self._guardados}
        # Los de largo parecido van juntos: si no, cada tanda se rellena hasta el más largo.
        pendientes = sorted(nuevos, key=lambda clave: len(nuevos[clave]))
        for desde in range(0, len(pendientes), _POR_TANDA):
            tanda = pendientes[desde : desde + _POR_TANDA]
            for clave, vector in zip(tanda, codificar([nuevos[clave] for clave in tanda]), strict=True):
                self._guardados[clave] = vector
            if avisar is not None and desde and desde % _AVISAR_CADA == 0:
                avisar(f"Vectores calculados: {desde} de {len(pendientes)}.")
        self.calculados += len(pendientes)
        if not claves:
            return np.zeros((0, self._embeddings.ajustes.dimension), dtype=np.float32)
        return np.stack([self._guardados[clave] for clave in claves])


def clave_de(clase: str, texto: str) -> str:
    """La huella de un texto codificado como pregunta o como pasaje."""
    return huella_de(clase, texto)[:32]


def escribir(carpeta: Path, claves: Sequence[str], vectores: Vectores) -> None:
    """Guarda la matriz y la clave de cada fila."""
    np.save(carpeta / VECTORES, vectores)
    (carpeta / CLAVES).write_text(json.dumps(list(claves)), encoding="utf-8")


def leer(carpeta: Path) -> tuple[tuple[str, ...], Vectores]:
    """Devuelve las claves y la matriz guardadas. Raises `OSError` o `ValueError` si no se pueden leer."""
    claves = tuple(json.loads((carpeta / CLAVES).read_text(encoding="utf-8")))
    vectores = np.load(carpeta / VECTORES, allow_pickle=False)
    if vectores.ndim != 2 or len(vectores) != len(claves) or vectores.dtype != np.float32:
        raise ValueError("las claves y los vectores no cuadran")
    return claves, vectores
