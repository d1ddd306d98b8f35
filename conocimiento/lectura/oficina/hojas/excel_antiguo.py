"""Lo que un .xls no muestra: filas y columnas ocultas y letras del color de su celda.

Sus registros son los de BIFF8, el formato de Excel de 1997 a 2003 ([MS-XLS], «Excel Binary File Format»).
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from conocimiento.errores import ErrorDeLectura
from conocimiento.lectura import motivos
from conocimiento.lectura.formatos.ole import leer_parte_de_ole
from conocimiento.lectura.oficina.hojas.celdas import PORCENTAJES, LoOculto, decimales_de, no_deja_ver

_FIN, _CIFRADO, _FUENTE, _COLUMNAS, _HOJA, _PALETA, _VARIAS, _ESTILO, _FILA, _FORMATO = (
    0x0A, 0x2F, 0x31, 0x7D, 0x85, 0x92, 0xBD, 0xE0, 0x208, 0x41E,
)  # fmt: skip
_CELDAS = frozenset((0x06, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E))
_COLORES = {0: "000000", 1: "FFFFFF", 8: "000000", 9: "FFFFFF", 64: "000000", 65: "FFFFFF", 0x7FFF: "000000"}
_PRIMERO_DE_LA_PALETA = 8
_LISO = 1


def ocultas_de_excel_antiguo(ruta: Path) -> dict[str, LoOculto]:
    """Lo que no se ve de cada hoja, por su nombre. Raises `ErrorDeLectura` si está roto, cifrado o es anterior."""
    libro = leer_parte_de_ole(ruta, "Workbook")
    if libro is None:
        raise ErrorDeLectura(ruta, motivos.formato_ajeno("un Excel de antes de 1997"))
    try:
        return _de_libro(ruta, libro)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ErrorDeLectura(ruta, motivos.danado(clase="una hoja de cálculo")) from error


def _registros(libro: bytes, desde: int) -> Iterator[tuple[int, bytes]]:
    """Los de una parte del libro, hasta el que la acaba."""
    while desde + 4 <= len(libro):
        clase, largo = struct.unpack_from("<HH", libro, desde)
        if clase == _FIN:
            return
        yield clase, libro[desde + 4 : desde + 4 + largo]
        desde += 4 + largo


def _de_libro(ruta: Path, libro: bytes) -> dict[str, LoOculto]:
    fuentes: list[int] = []
    formatos, colores = dict(PORCENTAJES), dict(_COLORES)
    estilos: list[tuple[int, int, int, int]] = []
    hojas: list[tuple[str, int]] = []
    for clase, datos in _registros(libro, 0):
        if clase == _CIFRADO:
            raise ErrorDeLectura(ruta, motivos.PROTEGIDO)
        if clase == _FUENTE:
            fuentes.append(struct.unpack_from("<H", datos, 4)[0])
        elif clase == _FORMATO:
            formatos[struct.unpack_from("<H", datos)[0]] = _texto(datos, 2, "<H")
        elif clase == _PALETA:
            for lugar in range(struct.unpack_from("<H", datos)[0]):
                colores[_PRIMERO_DE_LA_PALETA + lugar] = datos[2 + 4 * lugar : 5 + 4 * lugar].hex()
        elif clase == _ESTILO:
            fuente, formato = struct.unpack_from("<HH", datos)
            trama, color = struct.unpack_from("<IH", datos, 14)
            estilos.append((fuente, formato, trama >> 26, color & 0x7F))
        elif clase == _HOJA:
            hojas.append((_texto(datos, 6, "<B"), struct.unpack_from("<I", datos)[0]))
    no_se_ven, decimales = set[int](), dict[int, int]()
    for numero, (fuente, formato, trama, color) in enumerate(estilos):
        lugar = fuente - (fuente > 4)  # la fuente 4 no existe
        letra = colores.get(fuentes[lugar], "") if lugar < len(fuentes) else ""
        fondo = "FFFFFF" if not trama else colores.get(color, "") if trama == _LISO else ""
        if no_deja_ver(letra, fondo, formatos.get(formato, "")):
            no_se_ven.add(numero)
        if (cuantos := decimales_de(formatos.get(formato, ""))) is not None:
            decimales[numero] = cuantos
    return {nombre: _de_hoja(libro, desde, no_se_ven, decimales) for nombre, desde in hojas}


def _de_hoja(libro: bytes, desde: int, no_se_ven: set[int], decimales: dict[int, int]) -> LoOculto:
    oculto = LoOculto()
    for clase, datos in _registros(libro, desde):
        celdas: list[tuple[int, int, int]] = []
        if clase == _FILA:
            fila, alto = struct.unpack_from("<H4xH", datos)
            if struct.unpack_from("<H", datos, 12)[0] & 0x20 or not alto:
                oculto.filas.add(fila)
        elif clase == _COLUMNAS:
            primera, ultima, ancho, _, marcas = struct.unpack_from("<5H", datos)
            if marcas & 1 or not ancho:
                oculto.columnas.update(range(primera, ultima + 1))
        elif clase in _CELDAS:
            celdas.append(struct.unpack_from("<3H", datos))
        elif clase == _VARIAS:
            fila, primera = struct.unpack_from("<HH", datos)
            cuantas = (len(datos) - 6) // 6
            celdas += [(fila, primera + n, struct.unpack_from("<H", datos, 4 + 6 * n)[0]) for n in range(cuantas)]
        for fila, columna, estilo in celdas:
            oculto.filas_en_total = max(oculto.filas_en_total, fila + 1)
            oculto.columnas_en_total = max(oculto.columnas_en_total, columna + 1)
            if estilo in no_se_ven:
                oculto.celdas.add((fila, columna))
            if estilo in decimales:
                oculto.decimales[fila, columna] = decimales[estilo]
    return oculto


def _texto(datos: bytes, desde: int, medida: str) -> str:
    """Un texto con su largo delante, de uno o de dos octetos por letra."""
    largo = struct.unpack_from(medida, datos, desde)[0]
    desde += struct.calcsize(medida)
    ancha = datos[desde] & 1
    return datos[desde + 1 : desde + 1 + largo * (1 + ancha)].decode("utf-16-le" if ancha else "latin-1")
