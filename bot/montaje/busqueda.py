"""La búsqueda con lo que dice la configuración: abrirla, rehacerla y revisarla."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.config import Configuracion
from bot.entrevista.esquema import Catalogos
from conocimiento.frases import Informar
from indices import abrir
from indices.abrir import IndiceVigilado
from indices.buscador import BuscadorLocal
from indices.guardado.pedido import Servidor
from indices.modelo.preparacion import carpeta_del_modelo
from indices.modelo.servicio import EmbeddingsLocales
from indices.parecido.ods import ObjetivoConocido, SugeridorDeOds


def abrir_busqueda(configuracion: Configuracion, informar: Informar) -> BuscadorLocal:
    """Abre el buscador; prepara el modelo y el índice si faltan o no corresponden. Raises `ErrorDeIndices`."""
    corpus, servidor = configuracion.carpeta_corpus, servidor_de_chroma(configuracion)
    return abrir.abrir_buscador(corpus, configuracion.datos, configuracion.modelo, informar, servidor)


def servidor_de_chroma(configuracion: Configuracion) -> Servidor | None:
    """El servidor de Chroma configurado, si lo hay."""
    if configuracion.chroma is None:
        return None
    # `geturl` deja el esquema en minúsculas, que es como lo espera su cliente.
    return Servidor(urlsplit(configuracion.chroma).geturl().rstrip("/"), configuracion.cabecera_de_chroma)


def vigilar(configuracion: Configuracion, buscador: BuscadorLocal) -> IndiceVigilado:
    """Devuelve lo que nota que el índice en disco ya no es el que se abrió."""
    return IndiceVigilado(buscador, configuracion.carpeta_corpus, configuracion.datos)


def abrir_sugeridor(buscador: BuscadorLocal, catalogos: Catalogos) -> SugeridorDeOds:
    """Abre lo que sugiere ODS, con el mismo codificador de la búsqueda."""
    objetivos = [
        ObjetivoConocido(ods.numero, ods.descripcion or ods.nombre, ods.palabras)
        for ods in catalogos.ods
        if not ods.es_medio
    ]
    return SugeridorDeOds(buscador.embeddings, objetivos, catalogos.frases_sin_ods)


def reconstruir(configuracion: Configuracion, informar: Informar) -> str:
    """Construye el índice de nuevo y devuelve un resumen legible."""
    corpus, servidor = configuracion.carpeta_corpus, servidor_de_chroma(configuracion)
    return abrir.reconstruir(corpus, configuracion.datos, configuracion.modelo, informar, servidor)


def revisar_modelo(configuracion: Configuracion) -> str:
    """Devuelve una línea sobre el modelo, o lanza el error que dice qué hacer."""
    return abrir.revisar_modelo(configuracion.datos, configuracion.modelo)


def revisar_indice(configuracion: Configuracion) -> str:
    """Devuelve una línea sobre el índice, o lanza el error que dice qué hacer."""
    return abrir.revisar_indice(configuracion.carpeta_corpus, configuracion.datos, configuracion.modelo)


def revisar_chroma(configuracion: Configuracion) -> str:
    """Devuelve una línea sobre Chroma, o lanza el error que dice qué hacer."""
    corpus, servidor = configuracion.carpeta_corpus, servidor_de_chroma(configuracion)
    return abrir.revisar_chroma(corpus, configuracion.datos, configuracion.modelo, servidor)


def vectores_de_preguntas(configuracion: Configuracion, preguntas: Sequence[str]) -> Sequence[Sequence[float]]:
    """Devuelve un vector normalizado por pregunta, con el modelo ya preparado. Raises `ErrorDeModelo`."""
    embeddings = EmbeddingsLocales(carpeta_del_modelo(configuracion.datos, configuracion.modelo))
    filas: list[list[float]] = []
    for desde in range(0, len(preguntas), 64):
        filas += embeddings.de_preguntas(preguntas[desde : desde + 64]).tolist()
    return filas
