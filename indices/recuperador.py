"""La misma búsqueda como recuperador de LangChain, para usarla en sus cadenas y agentes."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from indices.buscador import BuscadorLocal


class RecuperadorAlianzas(BaseRetriever):
    """Devuelve los pasajes como `Document`, con su posición literal en los metadatos."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    buscador: BuscadorLocal
    cuantos: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        (hallazgo,) = self.buscador.buscar([query])
        return [
            Document(
                page_content=pasaje.fragmento.texto,
                metadata={
                    "documento": pasaje.fragmento.documento,
                    "version": pasaje.fragmento.version,
                    "apartado": pasaje.fragmento.apartado,
                    "inicio": pasaje.fragmento.inicio,
                    "fin": pasaje.fragmento.fin,
                    "puntuacion": pasaje.puntuacion,
                    "oracion": pasaje.fragmento.oracion(pasaje.oracion),
                    "confianza": hallazgo.confianza,
                },
            )
            for pasaje in hallazgo.pasajes[: self.cuantos]
        ]
