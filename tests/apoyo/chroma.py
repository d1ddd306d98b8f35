"""Un servidor de Chroma de verdad, el de la rueda, en esta máquina y en un puerto libre."""

import contextlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from indices.guardado.pedido import Servidor

_PROGRAMA = "import sys, chromadb_rust_bindings; chromadb_rust_bindings.cli(['chroma', *sys.argv[1:]])"
"""Lo que hace la orden `chroma`, sin cargar antes el resto de chromadb, que tarda segundos y el servidor no usa."""


class ServidorDeChroma:
    """El servidor y su carpeta; se puede parar de golpe e iniciar otra vez en el mismo puerto."""

    def __init__(self, carpeta: Path) -> None:
        self.carpeta = carpeta
        self.puerto = puerto_libre()
        self._proceso: subprocess.Popen[bytes] | None = None

    @property
    def servidor(self) -> Servidor:
        return Servidor(f"http://127.0.0.1:{self.puerto}")

    def iniciar(self, segundos: float = 60.0) -> None:
        orden = ["run", "--path", str(self.carpeta), "--host", "127.0.0.1", "--port", str(self.puerto)]
        self._proceso = subprocess.Popen(
            [sys.executable, "-c", _PROGRAMA, *orden],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.carpeta.parent,
        )
        hasta = time.monotonic() + segundos
        while not self._atiende():
            assert self._proceso.poll() is None, "el servidor de Chroma terminó al iniciarse"
            assert time.monotonic() < hasta, "el servidor de Chroma no llegó a atender"
            time.sleep(0.05)

    def _atiende(self) -> bool:
        directo = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with directo.open(f"{self.servidor.direccion}/api/v2/heartbeat", timeout=1):
                return True
        except (OSError, urllib.error.URLError):
            return False

    def matar(self) -> None:
        """Como `kill -9`: no tiene ocasión de cerrar nada."""
        if self._proceso is not None:
            self._proceso.kill()
            self._proceso.wait()
            self._proceso = None

    def colecciones(self) -> dict[str, int]:
        """Cuántos registros tiene cada colección, por su nombre."""
        with self.cliente() as cliente:
            return {una.name: una.count() for una in cliente.list_collections()}

    def borrar(self) -> None:
        """Borra cuanto guarda."""
        with self.cliente() as cliente:
            for una in cliente.list_collections():
                cliente.delete_collection(una.name)

    def cliente(self) -> "contextlib.closing[Any]":
        import chromadb
        from chromadb.config import Settings

        return contextlib.closing(
            chromadb.HttpClient(host=self.servidor.direccion, settings=Settings(anonymized_telemetry=False))
        )


def puerto_libre() -> int:
    """Un puerto en que ahora no escucha nadie."""
    with socket.socket() as uno:
        uno.bind(("127.0.0.1", 0))
        return int(uno.getsockname()[1])
