"""A dónde llama un programa y todos sus hijos: lo que el núcleo del sistema les ve hacer con la red."""

import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import pytest

PUERTO_DE_NOMBRES = 53
_LLAMADAS = "connect,sendto,sendmsg,sendmmsg"
_DESTINO = re.compile(
    r"(?P<llamada>\w+)\(.*?(?:"
    r'sa_family=AF_INET, sin_port=htons\((?P<puerto>\d+)\), sin_addr=inet_addr\("(?P<ip4>[^"]+)"\)'
    r'|sa_family=AF_INET6, sin6_port=htons\((?P<puerto6>\d+)\).*?inet_pton\(AF_INET6, "(?P<ip6>[^"]+)"'
    r'|sa_family=AF_UNIX, sun_path=@?"(?P<camino>[^"]+)")'
)
_RESUELVE_NOMBRES = ("systemd/resolve", "avahi-daemon")
"""Trozos de los caminos locales por los que también se pregunta un nombre."""


@dataclass(frozen=True, slots=True)
class Llamada:
    """Un intento de hablar con alguien: con una dirección y un puerto, o con un camino local."""

    destino: str
    puerto: int = 0

    def sale(self) -> bool:
        """Dice si va fuera de la máquina o pregunta un nombre, que es el primer paso para salir."""
        if self.destino.startswith("/"):
            return any(trozo in self.destino for trozo in _RESUELVE_NOMBRES)
        direccion = ip_address(self.destino)
        direccion = getattr(direccion, "ipv4_mapped", None) or direccion
        return not direccion.is_loopback or self.puerto == PUERTO_DE_NOMBRES


def leer_rastro(lineas: Iterable[str]) -> list[Llamada]:
    """Las llamadas con destino de un rastro de strace; las que no dicen a dónde van siguen a una que sí lo dijo."""
    llamadas: list[Llamada] = []
    for linea in lineas:
        if hallado := _DESTINO.search(linea):
            destino = hallado["ip4"] or hallado["ip6"] or hallado["camino"]
            llamadas.append(Llamada(destino, int(hallado["puerto"] or hallado["puerto6"] or 0)))
    return llamadas


def orden_seguida(rastro: Path, orden: Sequence[str]) -> list[str]:
    """La misma orden, seguida con todos sus hijos; lo que llamen queda en `rastro`. Sin strace, la prueba se salta."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("falta strace: instálelo para comprobar que nada sale de la máquina")
    # «-D»: el proceso iniciado es el programa y no strace, para que las señales le lleguen a él.
    return [
        strace,
        "-D",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-e",
        f"trace={_LLAMADAS}",
        "-s",
        "128",
        "-o",
        str(rastro),
        *orden,
    ]


def salidas(rastro: Path) -> list[Llamada]:
    """Las llamadas que salen de la máquina, de un rastro ya escrito."""
    return [una for una in leer_rastro(rastro.read_text(errors="replace").splitlines()) if una.sale()]
