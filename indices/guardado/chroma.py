"""La frontera con Chroma: cada colección se construye entera, en una carpeta o en un servidor, y después solo se lee.

Lo que se guarda son copias; la verdad son los documentos y `vectores.npz`. Quien llama sabe seguir sin ella
(`indices/guardado/cercanos.py`).
"""

# pyright: reportUnknownMemberType=false

import os
import weakref
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, assert_never, cast
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
import numpy.typing as npt
from chromadb.config import DEFAULT_DATABASE, DEFAULT_TENANT, Settings
from chromadb.errors import NotFoundError
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from conocimiento.modelo import Fragmento
from indices.busqueda import texto_indexado
from indices.errores import ErrorDeIndice
from indices.guardado.pedido import Servidor
from indices.guardado.vectores import VectoresGuardados

CERCANOS = 200

_POR_TANDA = 2_000
"""El servidor no admite más de 5 461 de una vez, y muchas tandas pequeñas le hinchan los archivos."""

_GRAFO = {"hnsw": {"space": "cosine", "ef_search": 2 * CERCANOS}}
"""Buscar más a fondo cuesta poco; construir más a fondo, más del doble, y encuentra lo mismo."""

_PARA_RESPONDER = httpx.Timeout(2.0)
_PARA_GUARDAR = httpx.Timeout(120.0, connect=2.0)
"""Segundos que se espera al servidor; el cliente de Chroma, por su cuenta, espera sin fin."""

Puntos = npt.NDArray[np.float32]
Filas = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lugar:
    """Dónde está una colección y cómo se llama."""

    donde: Path | Servidor
    nombre: str

    def __str__(self) -> str:
        match self.donde:
            case Path():
                return f"la colección de Chroma de {self.donde}"
            case Servidor():
                return f"la colección «{self.nombre}» de {self.donde.direccion}"
            case _:
                assert_never(self.donde)

    @property
    def remedio(self) -> str:
        """Qué hacer si falta o no está entera."""
        if isinstance(self.donde, Path):
            return "Ejecute `alianzas indexar`."
        return "Revise que el servidor atienda y, si perdió lo que guardaba, ejecute `alianzas indexar`."


def construir(lugar: Lugar, fragmentos: Sequence[Fragmento], embeddings: VectoresGuardados) -> None:
    """Crea la colección, que no existe, con un registro por fragmento, y los cuenta. Raises `ErrorDeIndice`."""
    from langchain_chroma import Chroma

    with _conectado(lugar, "guardar") as cliente:
        grafo, suyos = cast(Any, _GRAFO), cast(Embeddings, embeddings)
        almacen = Chroma(lugar.nombre, suyos, client=cliente, collection_configuration=grafo)
        for desde in range(0, len(fragmentos), _POR_TANDA):
            tanda = fragmentos[desde : desde + _POR_TANDA]
            filas = range(desde, desde + len(tanda))
            almacen.add_documents([_documento(fragmento) for fragmento in tanda], ids=[str(fila) for fila in filas])
        _abrir_coleccion(cliente, lugar, len(fragmentos))


def borrar_las_demas(servidor: Servidor, prefijo: str, conservar: Sequence[str]) -> None:
    """Borra las colecciones cuyo nombre empieza así y no termina en ninguno de `conservar`. Raises `ErrorDeIndice`."""
    with _conectado(Lugar(servidor, f"{prefijo}…"), "borrar") as cliente:
        for coleccion in cliente.list_collections():
            if coleccion.name.startswith(prefijo) and not coleccion.name.endswith(tuple(conservar)):
                cliente.delete_collection(coleccion.name)


class LectorDeChroma:
    """Una colección ya construida, para buscar en ella por vector."""

    def __init__(self, lugar: Lugar, fragmentos: int) -> None:
        """Abre la colección; no necesita el modelo, porque las consultas le llegan ya codificadas.

        Raises `ErrorDeIndice` si no se puede o si no tiene `fragmentos` registros."""
        if isinstance(lugar.donde, Path) and not lugar.donde.is_dir():
            raise ErrorDeIndice(f"Falta {lugar}. {lugar.remedio}")
        self._lugar = lugar
        self._fragmentos = fragmentos
        with _explicado(lugar, "abrir"):
            cliente = _conectar(lugar.donde, _PARA_RESPONDER)
            # Quien deja de usar el lector no tiene que acordarse de cerrarlo.
            weakref.finalize(self, cliente.close).atexit = False
            self._coleccion = _abrir_coleccion(cliente, lugar, fragmentos)

    def cercanos(self, vector: Puntos) -> Filas:
        """Devuelve las filas de los fragmentos más cercanos a un vector normalizado.

        Raises `ErrorDeIndice` si no responde o responde lo que no puede ser."""
        cuantos = min(CERCANOS, self._fragmentos)
        with _explicado(self._lugar, "consultar"):
            hallado = self._coleccion.query(query_embeddings=[vector.tolist()], n_results=cuantos, include=[])
            filas = np.unique(np.array([int(identificador) for identificador in hallado["ids"][0]], dtype=np.int64))
            if not len(filas) or filas[0] < 0 or filas[-1] >= self._fragmentos:
                raise ValueError(filas)
        return filas


def _abrir_coleccion(cliente: Any, lugar: Lugar, fragmentos: int) -> Any:
    coleccion = cliente.get_collection(lugar.nombre, embedding_function=None)
    cuantos = int(coleccion.count())
    if cuantos != fragmentos:
        raise ErrorDeIndice(f"En {lugar} hay {cuantos} registros y debería haber {fragmentos}. {lugar.remedio}")
    return coleccion


@contextmanager
def _conectado(lugar: Lugar, para: str) -> Generator[Any]:
    with _explicado(lugar, para):
        cliente = _conectar(lugar.donde, _PARA_GUARDAR)
        try:
            yield cliente
        finally:
            cliente.close()  # si no, sus archivos siguen abiertos cuando la carpeta cambia de nombre


@contextmanager
def _explicado(lugar: Lugar, para: str) -> Generator[None]:
    try:
        yield
    except ErrorDeIndice:
        raise
    except NotFoundError as error:
        raise ErrorDeIndice(f"Falta {lugar}. {lugar.remedio}") from error
    except Exception as error:  # chromadb, httpx y su parte nativa lanzan de todo
        # Solo la clase: en su texto puede ir lo que se envió.
        raise ErrorDeIndice(f"No se puede {para} {lugar}: {type(error).__name__}. {lugar.remedio}") from error


def _conectar(donde: Path | Servidor, plazos: httpx.Timeout) -> Any:
    ajustes = Settings(anonymized_telemetry=False, allow_reset=False)
    match donde:
        case Path():
            return chromadb.PersistentClient(str(donde), ajustes)
        case Servidor():
            _sin_intermediario(donde)
            cabeceras = dict([donde.cabecera]) if donde.cabecera else {}
            base = f"/api/v2/tenants/{DEFAULT_TENANT}/databases/{DEFAULT_DATABASE}"
            # Su cliente, al crearse, pregunta sin plazo: antes se prueba que haya quien conteste.
            httpx.get(donde.direccion + base, headers=cabeceras, timeout=_PARA_RESPONDER).raise_for_status()
            cliente = cast(Any, chromadb.HttpClient(host=donde.direccion, headers=cabeceras, settings=ajustes))
            cliente._server._session.timeout = plazos
            return cliente
        case _:
            assert_never(donde)


def _sin_intermediario(servidor: Servidor) -> None:
    """Lo que va a esta misma máquina, que es lo único que va por http, no pasa por el proxy que diga el entorno."""
    partes = urlsplit(servidor.direccion)
    if partes.scheme == "http" and partes.hostname:
        directos = (os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or "").split(",")
        os.environ["no_proxy"] = ",".join(dict.fromkeys([*filter(None, directos), partes.hostname]))


def _documento(fragmento: Fragmento) -> Document:
    pagina = fragmento.pagina_en(fragmento.inicio)
    return Document(
        page_content=texto_indexado(fragmento),
        metadata={
            "documento": fragmento.documento,
            "version": fragmento.version,
            "apartado": fragmento.apartado,
            "inicio": fragmento.inicio,
            "fin": fragmento.fin,
        }
        | ({} if pagina is None else {"pagina": pagina}),
    )
