"""Los avisos a systemd (`Type=notify`): «ya atiendo» y «sigo vivo». Sin systemd no hace nada."""

import os
import socket
from contextlib import suppress


def avisar(mensaje: str) -> None:
    """Envía un aviso, como `READY=1` o `WATCHDOG=1`, si hay a quién."""
    direccion = os.environ.get("NOTIFY_SOCKET")
    if not direccion:
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as conexion:
        conexion.connect("\0" + direccion[1:] if direccion.startswith("@") else direccion)
        conexion.sendall(mensaje.encode())
