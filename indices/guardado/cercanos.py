"""Cuándo se busca con Chroma, dónde está la colección de cada generación y qué se hace si falla.

Hasta `LIMITE_EXACTO` fragmentos se compara con todos, que es exacto y tarda lo mismo. Con más, la colección va en la
carpeta de la generación; si se configuró un servidor, va en él, con cualquier número. Sin ella se compara con todos, y
queda una línea en el registro. No carga chromadb si no se usa.
"""

import logging
import threading
import time
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from conocimiento.archivos import DE_LA_CUENTA, escribir_entero
from conocimiento.frases import Informar
from indices import busqueda
from indices.errores import ErrorDeIndice
from indices.guardado.pedido import IndicePedido
from indices.guardado.vectores import VectoresGuardados

if TYPE_CHECKING:
    from indices.guardado.chroma import LectorDeChroma, Lugar

CHROMA = "chroma"
ENTRE_INTENTOS = 60.0
"""Segundos que se espera para volver a intentar con una colección que falló."""

_COLECCION = "fragmentos"
_INSTALACION = "en-chroma"
"""El archivo con lo que distingue, en el servidor, las colecciones de este índice de las de otra instalación."""

_registro = logging.getLogger(__name__)


def lugar_de(pedido: IndicePedido, carpeta: Path) -> "Lugar | None":
    """Dónde va la colección de la generación de una carpeta; None si se compara con todos."""
    if pedido.servidor is None and len(pedido.fragmentos) <= busqueda.LIMITE_EXACTO:
        return None
    from indices.guardado.chroma import Lugar

    if pedido.servidor is None:
        return Lugar(carpeta / CHROMA, _COLECCION)
    return Lugar(pedido.servidor, f"{_prefijo(pedido)}{pedido.huella[:16]}{_final(carpeta)}")


def construir(pedido: IndicePedido, carpeta: Path, embeddings: VectoresGuardados, informar: Informar) -> None:
    """Construye la colección de una generación, si le toca. Si no se puede, lo dice y se sigue sin ella."""
    lugar = lugar_de(pedido, carpeta)
    if lugar is None:
        return
    from indices.guardado import chroma

    try:
        chroma.construir(lugar, pedido.fragmentos, embeddings)
    except ErrorDeIndice as error:
        _avisar(error)
        informar(f"{error} Mientras tanto se compara con todos los fragmentos.")


def limpiar(pedido: IndicePedido, conservar: Iterable[Path | None]) -> None:
    """Borra del servidor las colecciones de este índice que no son de las generaciones que se conservan."""
    if pedido.servidor is None:
        return
    from indices.guardado import chroma

    try:
        chroma.borrar_las_demas(pedido.servidor, _prefijo(pedido), [_final(una) for una in conservar if una])
    except ErrorDeIndice as error:
        _avisar(error)


def describir(pedido: IndicePedido, carpeta: Path) -> str:
    """Devuelve una línea que dice con qué se busca. Raises `ErrorDeIndice` si es con Chroma y no está entera."""
    from indices.guardado.chroma import LectorDeChroma

    lugar, fragmentos = lugar_de(pedido, carpeta), len(pedido.fragmentos)
    if lugar is None:
        return f"no se usa: con {fragmentos} fragmentos se compara con todos (hasta {busqueda.LIMITE_EXACTO})."
    LectorDeChroma(lugar, fragmentos)
    return f"{lugar} está entera, con {fragmentos} registros."


class CercanosDeChroma:
    """Los fragmentos más cercanos según Chroma. Se puede usar desde varios hilos a la vez.

    Si falla, al abrirla o a mitad de uso, da `None`; vuelve a intentarlo pasado `ENTRE_INTENTOS`.
    """

    def __init__(self, lugar: "Lugar", fragmentos: int) -> None:
        self._lugar = lugar
        self._fragmentos = fragmentos
        self._lector: LectorDeChroma | None = None
        self._no_antes_de = 0.0
        self._abriendo = threading.Lock()
        self._abrir()

    def __call__(self, vector: npt.NDArray[np.float32]) -> npt.NDArray[np.int64] | None:
        """Devuelve las filas de los fragmentos más cercanos a un vector; `None` si ahora no se puede saber."""
        lector = self._lector or self._abrir()
        if lector is None:
            return None
        try:
            return lector.cercanos(vector)
        except ErrorDeIndice as error:
            if self._lector is lector:  # si no, ya lo dijo otro hilo
                self._no_antes_de = time.monotonic() + ENTRE_INTENTOS
                self._lector = None
                _avisar(error)
            return None

    def _abrir(self) -> "LectorDeChroma | None":
        from indices.guardado.chroma import LectorDeChroma

        # El que llega mientras otro la abre no espera: compara con todos.
        if time.monotonic() < self._no_antes_de or not self._abriendo.acquire(blocking=False):
            return None
        fallaba = self._no_antes_de > 0
        try:
            self._no_antes_de = time.monotonic() + ENTRE_INTENTOS
            self._lector = LectorDeChroma(self._lugar, self._fragmentos)
            if fallaba:
                _registro.info("chroma vuelve a estar disponible")
        except ErrorDeIndice as error:
            if not fallaba:
                _avisar(error)
        finally:
            self._abriendo.release()
        return self._lector


def _avisar(error: ErrorDeIndice) -> None:
    _registro.warning("chroma no disponible: se compara con todos los vectores. %s", error)


def _prefijo(pedido: IndicePedido) -> str:
    ruta = pedido.carpeta / _INSTALACION
    if not ruta.is_file():
        escribir_entero(ruta, uuid.uuid4().hex[:8].encode(), DE_LA_CUENTA)
    return f"alianzas-{ruta.read_text(encoding='utf-8').strip()}-"


def _final(carpeta: Path) -> str:
    """Lo que distingue a una generación: el final del nombre de su carpeta, el mismo antes y después de publicarla."""
    return f"-{carpeta.name.rpartition('-')[2]}"
