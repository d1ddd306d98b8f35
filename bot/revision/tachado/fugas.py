"""La comprobación de fugas: lee los archivos terminados y busca en ellos cada valor conocido.

No usa lo que tacha: compara de otra manera (sin espacios, tildes, signos ni códigos de escape), para que
un descuido de ahí no se repita aquí. Un solo hallazgo basta para no entregar nada.
"""

import html
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from bot.revision.tachado.conocidos import Buscados, Conocido, Publico
from bot.revision.tachado.texto import en_raices, palabras_de, reducir

_LARGO_SEGURO = 9
"""Desde aquí, un valor sin espacios no aparece por azar dentro de otras palabras."""
_TROZO = 1 << 20
_SOLAPE = 1 << 12
_ESCAPES_JSON = re.compile(r'\\u[0-9a-fA-F]{4}|\\[nrtbf"\\/]')
_ETIQUETAS = re.compile(r"<[^<>]{0,400}>")


class BuscadorDeFugas:
    """Busca los valores en archivos de texto, JSON, HTML y XLSX."""

    def __init__(self, publico: Publico, conocidos: Iterable[Conocido]) -> None:
        self._pegados, self._sueltos = Buscados(), Buscados()
        self._literales: set[str] = set()
        for conocido in conocidos:
            palabras = palabras_de(conocido.valor)
            pegado = "".join(palabras)
            if not pegado:
                self._literales.add(conocido.valor.strip())
            elif not publico.es_publica(en_raices(conocido.valor)):
                buscados, forma = (
                    (self._pegados, pegado)
                    if len(pegado) >= _LARGO_SEGURO
                    else (self._sueltos, f" {' '.join(palabras)} ")
                )
                buscados.agregar(forma, conocido.tipo)
        self._literales.discard("")

    def revisar(self, ruta: Path) -> dict[str, int]:
        """Devuelve cuántas veces aparece cada tipo de valor en el archivo; vacío si ninguno."""
        hallados: dict[str, int] = {}
        for texto in _textos(ruta):
            if any(literal in texto for literal in self._literales):
                hallados["LITERAL"] = hallados.get("LITERAL", 0) + 1
            reducido = reducir(texto)
            for buscados, donde in ((self._sueltos, reducido), (self._pegados, reducido.replace(" ", ""))):
                for _, _, tipo in buscados.buscar(donde):
                    hallados[tipo] = hallados.get(tipo, 0) + 1
        return hallados


def _textos(ruta: Path) -> Iterator[str]:
    limpiar: Callable[[str], str] = str
    match ruta.suffix:
        case ".xlsx":
            with zipfile.ZipFile(ruta) as libro:
                for nombre in libro.namelist():
                    if nombre.endswith(".xml"):
                        with libro.open(nombre) as parte:
                            yield from _por_trozos(TextIOWrapper(parte, encoding="utf-8"), _sin_etiquetas)
            return
        case ".jsonl" | ".json":
            limpiar = _sin_escapes
        case ".html":
            limpiar = _sin_escapes_ni_etiquetas
        case _:
            pass
    with ruta.open(encoding="utf-8", newline="") as archivo:
        yield from _por_trozos(archivo, limpiar)


def _por_trozos(archivo: "IO[str]", limpiar: Callable[[str], str]) -> Iterator[str]:
    """Trozos que se solapan, para que un valor no quede partido entre dos."""
    previo = ""
    while leido := archivo.read(_TROZO):
        texto = previo + leido
        yield limpiar(texto)
        previo = texto[-_SOLAPE:]


def _sin_escapes(texto: str) -> str:
    return _ESCAPES_JSON.sub(" ", texto)


def _sin_etiquetas(texto: str) -> str:
    return html.unescape(_ETIQUETAS.sub("|", texto))


def _sin_escapes_ni_etiquetas(texto: str) -> str:
    return html.unescape(_sin_escapes(_ETIQUETAS.sub("|", texto)))
