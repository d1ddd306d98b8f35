"""El único lugar de `bot` que nombra `indices`: abre el buscador y los documentos que conoce."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bot.config import Configuracion
from bot.entrevista.esquema import Catalogos

if TYPE_CHECKING:
    from indices.buscador import BuscadorLocal
    from indices.parecido.ods import SugeridorDeOds
    from indices.vigencia import IndiceVigilado

ODS_DE_MEDIOS = 17  # describe el medio, no el fin: no se sugiere


def abrir(configuracion: Configuracion, avisar: Callable[[str], None]) -> BuscadorLocal:
    """Abre el buscador; prepara el modelo y el índice si faltan o no corresponden. Raises `ErrorIndices`."""
    from indices.abrir import abrir_buscador

    return abrir_buscador(configuracion.carpeta_corpus, configuracion.datos, configuracion.modelo, avisar)


def vigilar(configuracion: Configuracion, buscador: BuscadorLocal) -> IndiceVigilado:
    """Devuelve lo que nota que el índice en disco ya no es el que se abrió."""
    from indices.vigencia import IndiceVigilado

    return IndiceVigilado(buscador, configuracion.carpeta_corpus, configuracion.datos)


def abrir_sugeridor(buscador: BuscadorLocal, catalogos: Catalogos) -> SugeridorDeOds:
    """Abre lo que sugiere ODS, con el mismo codificador de la búsqueda."""
    from indices.parecido.ods import ObjetivoConocido, SugeridorDeOds

    objetivos = [
        ObjetivoConocido(ods.numero, ods.descripcion or ods.nombre, ods.palabras)
        for ods in catalogos.ods
        if ods.numero != ODS_DE_MEDIOS
    ]
    return SugeridorDeOds(buscador.embeddings, objetivos, catalogos.frases_sin_ods)


def reconstruir(configuracion: Configuracion, avisar: Callable[[str], None]) -> str:
    """Construye el índice de nuevo y devuelve un resumen legible."""
    from indices.abrir import reconstruir as reconstruir_indice

    return reconstruir_indice(configuracion.carpeta_corpus, configuracion.datos, configuracion.modelo, avisar)


def revisar_modelo(configuracion: Configuracion) -> str:
    """Devuelve una línea sobre el modelo, o lanza el error que dice qué hacer."""
    from indices.abrir import revisar_modelo as revisar

    return revisar(configuracion.datos, configuracion.modelo)


def revisar_indice(configuracion: Configuracion) -> str:
    """Devuelve una línea sobre el índice, o lanza el error que dice qué hacer."""
    from indices.abrir import revisar_indice as revisar

    return revisar(configuracion.carpeta_corpus, configuracion.datos, configuracion.modelo)


def vectores_de_preguntas(configuracion: Configuracion, preguntas: Sequence[str]) -> Sequence[Sequence[float]]:
    """Devuelve un vector normalizado por pregunta, con el modelo ya preparado. Raises `ErrorDeModelo`."""
    from indices.modelo.preparacion import carpeta_del_modelo
    from indices.modelo.servicio import EmbeddingsLocales

    embeddings = EmbeddingsLocales(carpeta_del_modelo(configuracion.datos, configuracion.modelo))
    filas: list[list[float]] = []
    for desde in range(0, len(preguntas), 64):
        filas += embeddings.de_preguntas(preguntas[desde : desde + 64]).tolist()
    return filas
