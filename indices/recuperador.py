"""La misma búsqueda como recuperador de LangChain, para usarla en sus cadenas y agentes (`docs/langchain.md`)."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from conocimiento.modelo import Hallazgo, Pasaje
from indices.buscador import BuscadorLocal


class RecuperadorAlianzas(BaseRetriever):
    """Devuelve los pasajes como `Document`: el texto, letra por letra, y en los metadatos de dónde sale.

    `documento`, `version`, `apartado`, `pagina` (None si el documento no tiene páginas), `inicio` y `fin`, como en una
    cita del asistente. Además, `oracion`, la que mejor contesta; `puntuacion`, que ordena, y `confianza`, la de que los
    documentos traten lo preguntado. Ninguno si la consulta no dice nada.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    buscador: BuscadorLocal
    cuantos: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        (hallazgo,) = self.buscador.buscar([query])
        return [_documento(hallazgo, pasaje) for pasaje in hallazgo.pasajes[: self.cuantos]]


def _documento(hallazgo: Hallazgo, pasaje: Pasaje) -> Document:
    fragmento = pasaje.fragmento
    return Document(
        page_content=fragmento.texto,
        metadata={
            "documento": fragmento.documento,
            "version": fragmento.version,
            "apartado": fragmento.apartado,
            "pagina": fragmento.pagina_en(fragmento.inicio),
            "inicio": fragmento.inicio,
            "fin": fragmento.fin,
            "oracion": fragmento.oracion(pasaje.oracion),
            "puntuacion": pasaje.puntuacion,
            "confianza": hallazgo.confianza,
        },
    )
