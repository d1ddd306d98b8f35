"""Vectores guardados por la huella de lo que se codificó: lo que no cambia no se vuelve a calcular.

En disco van por partes, cada una con su nombre: `vectores.npz` las matrices y `claves.json` la clave de cada fila.
"""

import io
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from conocimiento.frases import Informar
from indices.archivos import huella_de
from indices.modelo.servicio import EmbeddingsLocales
from indices.palabras.piezas import PiezasReducidas, reducir

VECTORES = "vectores.npz"
CLAVES = "claves.json"

_POR_TANDA = 64
_INFORMAR_CADA = 256

Vectores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Textos:
    """Unos textos y cómo se codifican: el modelo no da el mismo vector a un pasaje que a una pregunta."""

    clase: Literal["pasaje", "pregunta"]
    textos: Sequence[str]

    @property
    def claves(self) -> tuple[str, ...]:
        """De cada texto, la huella con que se guarda su vector."""
        return tuple(huella_de(self.clase, texto)[:32] for texto in self.textos)


@dataclass(frozen=True, slots=True)
class Parte:
    """Unos vectores y la clave del texto de cada uno."""

    claves: tuple[str, ...]
    vectores: Vectores


class VectoresGuardados:
    """Unos embeddings que recuerdan: como `EmbeddingsLocales`, pero solo calcula lo que no tiene."""

    def __init__(
        self,
        embeddings: EmbeddingsLocales,
        guardados: dict[str, Vectores] | None = None,
        piezas: Mapping[str, PiezasReducidas] | None = None,
    ) -> None:
        self._embeddings = embeddings
        self._guardados = dict(guardados or {})
        self._piezas = dict(piezas or {})
        self.calculados = 0
        self.usados: set[str] = set()
        """Las claves de lo que se le pidió."""

    def de_pasajes(self, textos: Sequence[str], informar: Informar | None = None) -> Vectores:
        """Devuelve una matriz de un vector por pasaje."""
        return self.obtener(Textos("pasaje", textos), informar).vectores

    def de_preguntas(self, textos: Sequence[str]) -> Vectores:
        """Devuelve una matriz de un vector por pregunta."""
        return self.obtener(Textos("pregunta", textos)).vectores

    def obtener(self, textos: Textos, informar: Informar | None = None) -> Parte:
        """Devuelve un vector por texto, con su clave; calcula los que no tenga."""
        claves = textos.claves
        nuevos = {
            clave: texto for clave, texto in zip(claves, textos.textos, strict=True) if clave not in self._guardados
        }
        codificar = self._embeddings.de_pasajes if textos.clase == "pasaje" else self._embeddings.de_preguntas
        for tanda in _por_tandas(nuevos, informar):
            self._guardados.update(zip(tanda, codificar([nuevos[clave] for clave in tanda]), strict=True))
        self.calculados += len(nuevos)
        self.usados.update(claves)
        if not claves:
            return Parte((), np.zeros((0, self._embeddings.ajustes.dimension), dtype=np.float32))
        return Parte(claves, np.stack([self._guardados[clave] for clave in claves]))

    def piezas_de(self, pasajes: Sequence[str], informar: Informar | None = None) -> list[PiezasReducidas]:
        """Devuelve las de cada pasaje; con las que no tenga calcula también su vector, que sale a la vez."""
        textos = Textos("pasaje", pasajes)
        nuevos = {
            clave: texto for clave, texto in zip(textos.claves, pasajes, strict=True) if clave not in self._piezas
        }
        for tanda in _por_tandas(nuevos, informar):
            calculados = self._embeddings.pasajes_por_piezas([nuevos[clave] for clave in tanda])
            for clave, (vector, piezas) in zip(tanda, calculados, strict=True):
                self._guardados[clave], self._piezas[clave] = vector, reducir(piezas)
        self.calculados += len(nuevos)
        return [self._piezas[clave] for clave in textos.claves]

    def todo(self) -> Parte:
        """Devuelve cuanto recuerda, que es al menos un vector."""
        return Parte(tuple(self._guardados), np.stack(list(self._guardados.values())))

    def lo_usado(self, ajenos: Collection[str]) -> Parte:
        """Devuelve lo que se le pidió, menos lo de unas claves."""
        claves = sorted(self.usados.difference(ajenos))
        dimension = self._embeddings.ajustes.dimension
        vacia = np.zeros((0, dimension), dtype=np.float32)
        return Parte(tuple(claves), np.stack([self._guardados[clave] for clave in claves]) if claves else vacia)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Devuelve los vectores de unos pasajes, guardados o nuevos."""
        return [[float(valor) for valor in fila] for fila in self.de_pasajes(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Devuelve el vector de una pregunta; no lo guarda."""
        return self._embeddings.embed_query(text)


def _por_tandas(nuevos: Mapping[str, str], informar: Informar | None) -> Iterator[list[str]]:
    """Las claves de lo que falta calcular, de lo más corto a lo más largo; dice cuántas van."""
    pendientes = sorted(nuevos, key=lambda clave: len(nuevos[clave]))
    for desde in range(0, len(pendientes), _POR_TANDA):
        yield pendientes[desde : desde + _POR_TANDA]
        if informar is not None and desde and desde % _INFORMAR_CADA == 0:
            informar(f"Vectores calculados: {desde} de {len(pendientes)}.")


def escribir(carpeta: Path, partes: Mapping[str, Parte]) -> None:
    """Guarda en una carpeta los vectores y las claves de cada parte, por su nombre."""
    matrices = {nombre: parte.vectores for nombre, parte in partes.items()}
    np.savez(carpeta / VECTORES, allow_pickle=False, **matrices)
    claves = {nombre: parte.claves for nombre, parte in partes.items()}
    (carpeta / CLAVES).write_text(json.dumps(claves), encoding="utf-8")


def leer(carpeta: Path) -> dict[str, Parte]:
    """Devuelve las partes que `escribir` guardó en una carpeta; ninguna si no están enteras."""
    try:
        claves = cast(dict[str, list[str]], json.loads((carpeta / CLAVES).read_text(encoding="utf-8")))
        with np.load(carpeta / VECTORES, allow_pickle=False) as archivo:
            partes = {nombre: Parte(tuple(suyas), archivo[nombre]) for nombre, suyas in claves.items()}
    except (OSError, EOFError, ValueError, KeyError, AttributeError, TypeError, BadZipFile):
        return {}
    cuadran = all(
        parte.vectores.ndim == 2 and len(parte.vectores) == len(parte.claves) and parte.vectores.dtype == np.float32
        for parte in partes.values()
    )
    return partes if cuadran else {}


def parte_en_octetos(parte: Parte) -> bytes:
    """Una parte en un solo archivo, para `leer_parte`."""
    archivo = io.BytesIO()
    np.savez(archivo, allow_pickle=False, claves=np.array(parte.claves, dtype="U32"), vectores=parte.vectores)
    return archivo.getvalue()


def leer_parte(ruta: Path) -> dict[str, Vectores]:
    """Cada vector de la parte guardada en un archivo, por su clave; ninguno si falta o no está entera."""
    try:
        with np.load(ruta, allow_pickle=False) as archivo:
            return dict(zip(archivo["claves"].tolist(), archivo["vectores"].astype(np.float32), strict=True))
    except (OSError, EOFError, ValueError, KeyError, AttributeError, TypeError, BadZipFile):
        return {}


def leer_por_clave(carpeta: Path) -> dict[str, Vectores]:
    """Devuelve cada vector guardado en una carpeta por la clave de su texto, para `VectoresGuardados`."""
    return {
        clave: vector
        for parte in leer(carpeta).values()
        for clave, vector in zip(parte.claves, parte.vectores, strict=True)
    }
