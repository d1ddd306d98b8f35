"""Los motores de LangChain, tal como vienen. Frontera con sus paquetes y con rank_bm25, que no trae tipos."""

from importlib import import_module
from typing import Any, cast

from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from tests.mediciones.comparacion.material import PASAJES, Material, modelo_sin_exportar


class BM25DeLangChain(BaseRetriever):
    """El `BM25Retriever` de langchain-community, que se está retirando, con lo mismo que trae de fábrica.

    Okapi de rank_bm25 sobre `texto.split()`, sin minúsculas ni raíces, y `get_top_n`.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    indice: Any
    documentos: list[Document]

    @classmethod
    def de_documentos(cls, documentos: list[Document]) -> "BM25DeLangChain":
        """Arma el índice con esos documentos."""
        rank_bm25: Any = import_module("rank_bm25")
        return cls(
            indice=rank_bm25.BM25Okapi([documento.page_content.split() for documento in documentos]),
            documentos=documentos,
        )

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return cast(list[Document], self.indice.get_top_n(query.split(), self.documentos, n=PASAJES))


class DeSentenceTransformers(Embeddings):
    """Lo que hace `HuggingFaceEmbeddings`: su paquete, langchain-huggingface, no admite sentence-transformers 6."""

    def __init__(self, modelo: str) -> None:
        """`modelo` es un identificador o una carpeta de Hugging Face."""
        sentence_transformers: Any = import_module("sentence_transformers")
        self._modelo = sentence_transformers.SentenceTransformer(modelo, device="cpu")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Devuelve los vectores de unos pasajes."""
        return self._codificar(texts, "document")

    def embed_query(self, text: str) -> list[float]:
        """Devuelve el vector de una pregunta."""
        return self._codificar([text], "query")[0]

    def _codificar(self, textos: list[str], clase: str) -> list[list[float]]:
        vectores: Any = self._modelo.encode(textos, prompt_name=clase, normalize_embeddings=True)
        return cast(list[list[float]], vectores.tolist())


def abrir_chroma(material: Material, embeddings: Embeddings, nombre: str) -> BaseRetriever:
    """`Chroma.from_texts(...).as_retriever()` en memoria; `nombre` evita que dos motores compartan colección."""
    almacen = cast(Any, Chroma).from_texts(
        list(material.textos),
        embeddings,
        metadatas=_metadatos(material),
        collection_name=nombre,
        client_settings=Settings(anonymized_telemetry=False),
    )
    return cast(BaseRetriever, almacen.as_retriever(search_kwargs={"k": PASAJES}))


def abrir_chroma_tal_cual(material: Material, nombre: str) -> BaseRetriever:
    """El mismo Chroma con el mismo modelo como lo carga sentence-transformers, sin lo que aquí se le hizo."""
    return abrir_chroma(material, DeSentenceTransformers(modelo_sin_exportar(material)), nombre)


def abrir_ensemble(material: Material, embeddings: Embeddings, nombre: str) -> BaseRetriever:
    """`EnsembleRetriever` de langchain-classic, mitad BM25 y mitad Chroma, que son sus pesos de fábrica."""
    ensemble: Any = import_module("langchain_classic.retrievers.ensemble")
    documentos = [
        Document(page_content=texto, metadata=metadatos)
        for texto, metadatos in zip(material.textos, _metadatos(material), strict=True)
    ]
    return cast(
        BaseRetriever,
        ensemble.EnsembleRetriever(
            retrievers=[BM25DeLangChain.de_documentos(documentos), abrir_chroma(material, embeddings, nombre)],
        ),
    )


def buscar(recuperador: BaseRetriever, pregunta: str) -> list[str]:
    """Devuelve los párrafos de los diez primeros documentos."""
    return [str(documento.metadata["parrafo"]) for documento in recuperador.invoke(pregunta)[:PASAJES]]


def _metadatos(material: Material) -> list[dict[str, str]]:
    return [{"parrafo": parrafo} for parrafo in material.parrafos]
