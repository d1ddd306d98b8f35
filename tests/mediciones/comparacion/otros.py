"""Haystack en memoria y bm25s, tal como vienen. Frontera con dos bibliotecas opcionales y sin tipos completos."""

import os
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tests.mediciones.comparacion.material import PASAJES, Material

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings  # de verdad, cargaría a los motores que no usan vectores

Buscar = Callable[[str], list[str]]


def abrir_haystack_bm25(material: Material) -> Buscar:
    """`InMemoryBM25Retriever` sobre un almacén en memoria con sus valores de fábrica."""
    almacen = _almacen_de_haystack(material, None)
    recuperador = _de_haystack("haystack.components.retrievers.in_memory").InMemoryBM25Retriever(almacen, top_k=PASAJES)
    return lambda pregunta: _parrafos(recuperador.run(query=pregunta))


def abrir_haystack_hibrido(material: Material, embeddings: "Embeddings") -> Buscar:
    """Ese BM25 y `InMemoryEmbeddingRetriever`, unidos por `DocumentJoiner` con fusión de rangos recíprocos."""
    almacen = _almacen_de_haystack(material, embeddings)
    recuperadores = _de_haystack("haystack.components.retrievers.in_memory")
    lexico = recuperadores.InMemoryBM25Retriever(almacen, top_k=PASAJES)
    denso = recuperadores.InMemoryEmbeddingRetriever(almacen, top_k=PASAJES)
    union = _de_haystack("haystack.components.joiners").DocumentJoiner(
        join_mode="reciprocal_rank_fusion", top_k=PASAJES
    )

    def buscar(pregunta: str) -> list[str]:
        de_palabras = lexico.run(query=pregunta)["documents"]
        de_vectores = denso.run(query_embedding=embeddings.embed_query(pregunta))["documents"]
        return _parrafos(union.run(documents=[de_palabras, de_vectores]))

    return buscar


def abrir_bm25s_ingles(material: Material) -> Buscar:
    """bm25s con palabras vacías y raíces del inglés, que es como suele copiarse de los ejemplos."""
    return _abrir_bm25s(material, "en", "english")


def abrir_bm25s_espanol(material: Material) -> Buscar:
    """bm25s con las palabras vacías y las raíces del español que trae: lo que da un BM25 bien configurado."""
    return _abrir_bm25s(material, "es", "spanish")


def _abrir_bm25s(material: Material, vacias: str, idioma: str) -> Buscar:
    bm25s: Any = import_module("bm25s")
    raices: Any = import_module("Stemmer").Stemmer(idioma)

    def analizar(textos: list[str]) -> Any:
        return bm25s.tokenize(textos, stopwords=vacias, stemmer=raices, show_progress=False)

    indice = bm25s.BM25()
    indice.index(analizar(list(material.textos)), show_progress=False)
    cuantos = min(PASAJES, len(material.textos))

    def buscar(pregunta: str) -> list[str]:
        filas, _ = indice.retrieve(analizar([pregunta]), k=cuantos, show_progress=False)
        return [material.parrafos[int(fila)] for fila in filas[0]]

    return buscar


def _almacen_de_haystack(material: Material, embeddings: "Embeddings | None") -> Any:
    vectores = embeddings.embed_documents(list(material.textos)) if embeddings else [None] * len(material.textos)
    documento = _de_haystack("haystack").Document
    almacen = _de_haystack("haystack.document_stores.in_memory").InMemoryDocumentStore()
    almacen.write_documents(
        [
            documento(content=texto, meta={"parrafo": parrafo}, embedding=vector)
            for texto, parrafo, vector in zip(material.textos, material.parrafos, vectores, strict=True)
        ]
    )
    return almacen


def _de_haystack(modulo: str) -> Any:
    # Sin esto, al importarse manda estadísticas de uso por la red.
    os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
    return import_module(modulo)


def _parrafos(respuesta: Any) -> list[str]:
    return [str(documento.meta["parrafo"]) for documento in respuesta["documents"]]
