"""Los archivos de Office de antes de 2007: un disco pequeño dentro de un archivo, con sus partes."""

import struct
from pathlib import Path

from conocimiento.errores import ErrorDeLectura
from conocimiento.lectura import motivos

_ULTIMO = 0xFFFFFFFA
"""Desde aquí un número de sector quiere decir que no sigue ninguno."""
_ENTRADA = 128


def leer_parte_de_ole(ruta: Path, nombre: str) -> bytes | None:
    """Los octetos de una parte, o `None` si no está. Raises `ErrorDeLectura` si el archivo está roto."""
    try:
        return _Disco(ruta.read_bytes()).parte(nombre)
    except (struct.error, IndexError, ValueError) as error:
        raise ErrorDeLectura(ruta, motivos.danado()) from error


class _Disco:
    def __init__(self, octetos: bytes) -> None:
        self._octetos = octetos
        self._sector, self._pequeno = (1 << min(uno, 16) for uno in struct.unpack_from("<HH", octetos, 0x1E))
        cuantos, self._directorio = struct.unpack_from("<II", octetos, 0x2C)
        self._corte, pequenos = struct.unpack_from("<II", octetos, 0x38)
        mapa = list(struct.unpack_from("<109I", octetos, 0x4C))
        siguiente, veces = struct.unpack_from("<II", octetos, 0x44)
        por_sector = self._sector // 4
        for _ in range(min(veces, len(octetos) // self._sector)):
            numeros = struct.unpack(f"<{por_sector}I", self._de_sector(siguiente))
            mapa += numeros[:-1]
            siguiente = numeros[-1]
        usados = [uno for uno in mapa if uno < _ULTIMO][: min(cuantos, len(octetos) // self._sector + 1)]
        self._tabla = [numero for uno in usados for numero in struct.unpack(f"<{por_sector}I", self._de_sector(uno))]
        tabla_pequena = self._cadena(pequenos) if pequenos < _ULTIMO else b""
        self._tabla_pequena = list(struct.unpack(f"<{len(tabla_pequena) // 4}I", tabla_pequena))

    def parte(self, nombre: str) -> bytes | None:
        directorio = self._cadena(self._directorio)
        raiz = b""
        for desde in range(0, len(directorio) - _ENTRADA + 1, _ENTRADA):
            entrada = directorio[desde : desde + _ENTRADA]
            largo, clase = struct.unpack_from("<HB", entrada, 0x40)
            comienza, pesa = struct.unpack_from("<II", entrada, 0x74)
            if clase == 5:
                raiz = self._cadena(comienza) if comienza < _ULTIMO else b""
            elif clase == 2 and entrada[: max(largo - 2, 0)].decode("utf-16-le", "replace") == nombre:
                return self._de_pequenos(raiz, comienza)[:pesa] if pesa < self._corte else self._cadena(comienza)[:pesa]
        return None

    def _de_sector(self, numero: int) -> bytes:
        desde = (numero + 1) * self._sector
        return self._octetos[desde : desde + self._sector].ljust(self._sector, b"\0")

    def _cadena(self, numero: int) -> bytes:
        return b"".join(self._de_sector(uno) for uno in _seguir(self._tabla, numero))

    def _de_pequenos(self, raiz: bytes, numero: int) -> bytes:
        lugares = (uno * self._pequeno for uno in _seguir(self._tabla_pequena, numero))
        return b"".join(raiz[desde : desde + self._pequeno] for desde in lugares)


def _seguir(tabla: list[int], numero: int) -> list[int]:
    """Los sectores de una cadena. Raises `IndexError` si sale de la tabla, `ValueError` si da vueltas."""
    vistos: list[int] = []
    while numero < _ULTIMO:
        vistos.append(numero)
        if len(vistos) > len(tabla):
            raise ValueError
        numero = tabla[numero]
    return vistos
