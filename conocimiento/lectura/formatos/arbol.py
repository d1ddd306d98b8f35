"""Los árboles de lxml, sin entidades, sin red y sin tamaños enormes, con los tipos que la biblioteca no trae."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, Protocol, cast
from zipfile import ZipFile


class NoEsUnArbol(ValueError):
    """No está bien escrito, o trae un DTD: ningún formato de oficina lo permite y con él se hacen bombas."""


class Elemento(Protocol):
    """Lo que se usa de un elemento de lxml. `tag` no es una cadena en los comentarios."""

    tag: str
    text: str | None
    tail: str | None

    def get(self, key: str, default: str) -> str: ...
    def find(self, path: str) -> "Elemento | None": ...
    def findall(self, path: str) -> "list[Elemento]": ...
    def iter(self, *tags: str) -> "Iterator[Elemento]": ...
    def itertext(self) -> Iterator[str]: ...
    def iterancestors(self, *tags: str) -> "Iterator[Elemento]": ...
    def getparent(self) -> "Elemento | None": ...
    def remove(self, element: "Elemento") -> None: ...
    def __iter__(self) -> "Iterator[Elemento]": ...
    def __len__(self) -> int: ...


def analizar_xml(octetos: bytes) -> Elemento:
    """La raíz. Raises `NoEsUnArbol`."""
    etree = cast(Any, import_module("lxml.etree"))
    analizador = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        raiz = etree.fromstring(octetos, analizador)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoEsUnArbol from error
    if raiz.getroottree().docinfo.internalDTD is not None:
        raise NoEsUnArbol
    return raiz


def recorrer_xml(abierto: ZipFile, parte: str, marcas: Sequence[str]) -> Iterator[Elemento]:
    """Los elementos de esas marcas, sin su espacio de nombres, en el orden en que empieza cada fila o acaba lo demás.

    No guarda el árbol: sirve para una hoja de un millón de celdas. Raises `NoEsUnArbol`.
    """
    etree = cast(Any, import_module("lxml.etree"))
    with abierto.open(parte) as flujo:
        pasos = etree.iterparse(
            flujo,
            events=("end",),
            tag=[f"{{*}}{marca}" for marca in marcas],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for _, elemento in pasos:
                yield elemento
                if elemento.tag.endswith("row"):
                    elemento.clear()
        except etree.XMLSyntaxError as error:
            raise NoEsUnArbol from error


def analizar_html(texto: str) -> Elemento:
    """La raíz de una página, aunque esté mal escrita. Raises `NoEsUnArbol` si no trae ni un elemento."""
    html, etree = cast(Any, import_module("lxml.html")), cast(Any, import_module("lxml.etree"))
    analizador = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(texto, parser=analizador)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise NoEsUnArbol from error
