"""Los motores que se comparan, por clave. Nada pesado se importa hasta abrir el motor que lo usa."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from tests.mediciones.comparacion.datos import ErrorDeComparacion
from tests.mediciones.comparacion.material import Material, abrir_embeddings

if TYPE_CHECKING:
    from indices.guardado.vectores import VectoresGuardados

Buscar = Callable[[str], Sequence[str]]

PROPIO = "propio"
NOMBRES = {
    PROPIO: "Alianzas (mezcla propia)",
    "chroma": "LangChain: Chroma, con el codificador de Alianzas",
    "chroma_tal_cual": "LangChain: Chroma, con sentence-transformers",
    "ensemble": "LangChain: EnsembleRetriever (BM25 + Chroma)",
    "haystack_bm25": "Haystack: BM25 en memoria",
    "haystack_hibrido": "Haystack: BM25 + vectores, rangos recíprocos",
    "bm25s_ingles": "bm25s, analizador inglés",
    "bm25s_espanol": "bm25s, analizador español",
}
"""En el orden en que se muestran."""

AJENOS = tuple(clave for clave in NOMBRES if clave != PROPIO)

_MODULOS = {
    "langchain_classic": "langchain-classic",
    "rank_bm25": "rank-bm25",
    "haystack": "haystack-ai",
    "bm25s": "bm25s",
    "matplotlib": "matplotlib",
}


@dataclass(frozen=True, slots=True)
class Motor:
    """Un motor abierto: `buscar` lleva de una pregunta a los párrafos de sus diez mejores fragmentos."""

    clave: str
    buscar: Buscar


def exigir_extra() -> None:
    """Raises `ErrorDeComparacion` si falta alguna biblioteca del extra `[comparacion]`."""
    faltan = [paquete for modulo, paquete in _MODULOS.items() if find_spec(modulo) is None]
    if faltan:
        raise ErrorDeComparacion(
            f"Para comparar motores falta instalar: {', '.join(faltan)}. Ejecute `pip install -e '.[comparacion]'`.",
            codigo_de_salida=2,
        )


def abrir_motor(clave: str, material: Material, embeddings: "VectoresGuardados | None" = None) -> Motor:
    """Abre un motor sobre el material; con `embeddings` no vuelve a cargar el modelo (el propio trae el suyo)."""
    if clave == PROPIO:
        return Motor(clave, _abrir_propio(material))
    if clave in ("haystack_bm25", "bm25s_ingles", "bm25s_espanol"):
        from tests.mediciones.comparacion import otros

        abrir = {
            "haystack_bm25": otros.abrir_haystack_bm25,
            "bm25s_ingles": otros.abrir_bm25s_ingles,
            "bm25s_espanol": otros.abrir_bm25s_espanol,
        }
        return Motor(clave, abrir[clave](material))
    from tests.mediciones.comparacion import langchain

    coleccion = f"comparacion-{clave}"
    if clave == "chroma_tal_cual":
        recuperador = langchain.abrir_chroma_tal_cual(material, coleccion)
        return Motor(clave, lambda pregunta: langchain.buscar(recuperador, pregunta))
    modelo = embeddings or abrir_embeddings(material)
    if clave == "haystack_hibrido":
        from tests.mediciones.comparacion import otros

        return Motor(clave, otros.abrir_haystack_hibrido(material, modelo))
    abrir_recuperador = {"chroma": langchain.abrir_chroma, "ensemble": langchain.abrir_ensemble}[clave]
    con_el_propio = abrir_recuperador(material, modelo, coleccion)
    return Motor(clave, lambda pregunta: langchain.buscar(con_el_propio, pregunta))


def _abrir_propio(material: Material) -> Buscar:
    from indices.abrir import abrir_buscador

    buscador = abrir_buscador(material.corpus, material.datos, material.modelo)

    def buscar(pregunta: str) -> Sequence[str]:
        (hallazgo,) = buscador.buscar([pregunta])
        return [pasaje.fragmento.documento for pasaje in hallazgo.pasajes]

    return buscar
