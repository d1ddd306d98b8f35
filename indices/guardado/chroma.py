"""La frontera con Chroma: se construye entera en una carpeta nueva y se abre solo para leer.

Lo que se guarda son copias; la verdad son los documentos y `vectores.npz`. Si una colección está
dañada se rehace, y mientras tanto se busca sin ella.
"""

# pyright: reportUnknownMemberType=false

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import chromadb
import numpy as np
import numpy.typing as npt
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from conocimiento.modelo import Fragmento
from indices.busqueda import texto_indexado
from indices.errores import ErrorDeIndice

COLECCION = "fragmentos"
CERCANOS = 200
_POR_TANDA = 2_000

Puntos = npt.NDArray[np.float32]


def construir(carpeta: Path, fragmentos: Sequence[Fragmento], embeddings: Embeddings) -> None:
    """Crea en `carpeta`, que no existe, la colección con un registro por fragmento."""
    almacen = _abrir(carpeta, embeddings)
    for desde in range(0, len(fragmentos), _POR_TANDA):
        tanda = fragmentos[desde : desde + _POR_TANDA]
        almacen.add_documents(
            [_documento(fragmento) for fragmento in tanda], ids=[str(desde + lugar) for lugar in range(len(tanda))]
        )
    # Cierra los archivos antes de que la carpeta cambie de nombre.
    SharedSystemClient.clear_system_cache()


class LectorDeChroma:
    """Una colección ya construida, para buscar en ella por vector."""

    def __init__(self, carpeta: Path, fragmentos: int) -> None:
        """Abre la colección; no necesita el modelo, porque las consultas le llegan ya codificadas.

        Raises `ErrorDeIndice` si no se puede o si no tiene `fragmentos` registros."""
        if not carpeta.is_dir():
            raise ErrorDeIndice(f"Falta la colección de Chroma en {carpeta}. Ejecute `alianzas indexar`.")
        try:
            self._coleccion = cast(Any, _abrir(carpeta, None))._collection
            cuantos = int(self._coleccion.count())
        except Exception as error:  # chromadb y su parte nativa lanzan de todo
            raise ErrorDeIndice(
                f"No se puede abrir la colección de Chroma de {carpeta}: {type(error).__name__}. "
                "Ejecute `alianzas indexar`."
            ) from error
        if cuantos != fragmentos:
            raise ErrorDeIndice(
                f"La colección de Chroma de {carpeta} tiene {cuantos} registros y debería tener {fragmentos}. "
                "Ejecute `alianzas indexar`."
            )

    def cercanos(self, vector: Puntos) -> tuple[npt.NDArray[np.int64], Puntos]:
        """Devuelve las filas y los cosenos de los fragmentos más cercanos a un vector normalizado."""
        hallado = self._coleccion.query(query_embeddings=[vector.tolist()], n_results=CERCANOS, include=["distances"])
        filas = np.array([int(identificador) for identificador in hallado["ids"][0]], dtype=np.int64)
        return filas, (1.0 - np.array(hallado["distances"][0], dtype=np.float32)).astype(np.float32)


def _abrir(carpeta: Path, embeddings: Embeddings | None) -> Chroma:
    cliente = chromadb.PersistentClient(str(carpeta), Settings(anonymized_telemetry=False, allow_reset=False))
    return Chroma(
        collection_name=COLECCION,
        embedding_function=embeddings,
        client=cliente,
        collection_configuration={"hnsw": {"space": "cosine"}},
    )


def _documento(fragmento: Fragmento) -> Document:
    return Document(
        page_content=texto_indexado(fragmento.apartado, fragmento.texto),
        metadata={
            "documento": fragmento.documento,
            "version": fragmento.version,
            "apartado": fragmento.apartado,
            "inicio": fragmento.inicio,
            "fin": fragmento.fin,
        },
    )
