"""Cómo se dividió cada versión de la biblioteca, guardado en su carpeta: dividir otra vez miles de páginas cada vez que
se abre el índice tardaría más que todo lo demás.

Se guardan posiciones y no textos: lo que se cita se toma siempre del texto canónico. Valen mientras sean los mismos el
texto, la lectura y el código que divide, y el archivo esté entero; si no, se divide otra vez. El archivo va oculto
porque nadie lo necesita: no entra en las copias.
"""

import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any, cast

from conocimiento import expresiones, modelo, palabras
from conocimiento.archivos import guardar_deducido, huella_del_codigo, leer_deducido
from conocimiento.biblioteca.guardado import LECTURA, TEXTO, DocumentoGuardado
from conocimiento.errores import ErrorDeDocumento
from conocimiento.ingesta import oraciones, segmentacion
from conocimiento.ingesta.segmentacion import segmentar
from conocimiento.lectura import blancos, encabezados, valores
from conocimiento.modelo import Cabecera, Fragmento, Tramo

CORTES = ".cortes.json"
LO_QUE_DIVIDE: tuple[ModuleType, ...] = (
    segmentacion,
    oraciones,
    encabezados,
    valores,
    blancos,
    palabras,
    expresiones,
    modelo,
)
"""Los módulos de que depende cómo se divide: si uno cambia, se divide otra vez."""


@dataclass(frozen=True, slots=True)
class Dividido:
    """El texto canónico y los fragmentos en que se divide."""

    texto: str
    fragmentos: tuple[Fragmento, ...]


def dividir(uno: DocumentoGuardado, *, guardando: bool = False) -> Dividido:
    """El texto de una versión y sus fragmentos, los guardados si valen; `guardando`, los deja para la próxima vez.

    Guarda solo quien lee lo publicado, que ya no se borra. Raises `OSError` o `ValueError` si a la versión le falta
    algo o está dañada; `ErrorDeDocumento` si su texto es otro.
    """
    escrito, leido = ((uno.carpeta / nombre).read_bytes() for nombre in (TEXTO, LECTURA))
    texto = escrito.decode("utf-8")
    de_que = hashlib.sha256(b"\0".join((huella_de_lo_que_divide().encode(), escrito, leido))).hexdigest()
    if (fragmentos := _leer(uno, texto, de_que)) is not None:
        return Dividido(texto, fragmentos)
    lectura = valores.de_json(leido)
    if lectura.texto != texto:
        raise ErrorDeDocumento(uno.carpeta, "el texto no es el que se leyó; devuélvalo de una copia de respaldo")
    fragmentos = segmentar(lectura, uno.documento, uno.version)
    if guardando:
        posiciones = json.dumps([_a_posiciones(una) for una in fragmentos], separators=(",", ":")).encode()
        guardar_deducido(uno.carpeta / CORTES, de_que, posiciones)
    return Dividido(texto, fragmentos)


@cache
def huella_de_lo_que_divide() -> str:
    """Cambia con el código que divide y con Python, de quien son las expresiones regulares."""
    return huella_del_codigo(sys.modules[__name__], *LO_QUE_DIVIDE)


def _leer(uno: DocumentoGuardado, texto: str, de_que: str) -> tuple[Fragmento, ...] | None:
    posiciones = leer_deducido(uno.carpeta / CORTES, de_que)
    if posiciones is None:
        return None
    documento, version = uno.documento, uno.version
    return tuple(
        [
            Fragmento(
                documento,
                version,
                apartado,
                texto[inicio:fin],
                inicio,
                fin,
                tuple([Tramo(desde, hasta) for desde, hasta in zip(cortes[::2], cortes[1::2], strict=True)]),
                tuple(zip(paginas[::2], paginas[1::2], strict=True)),
                cabecera and Cabecera(texto[cabecera[0] : cabecera[1]], *cabecera),
            )
            for apartado, inicio, fin, cortes, paginas, cabecera in cast(list[Any], json.loads(posiciones))
        ]
    )


def _a_posiciones(uno: Fragmento) -> Sequence[Any]:
    return (
        uno.apartado,
        uno.inicio,
        uno.fin,
        [lugar for tramo in uno.oraciones for lugar in (tramo.inicio, tramo.fin)],
        [numero for corte in uno.paginas for numero in corte],
        uno.cabecera and (uno.cabecera.inicio, uno.cabecera.fin),
    )
