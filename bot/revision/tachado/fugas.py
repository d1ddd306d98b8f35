"""La comprobación de fugas: lee los archivos terminados y busca en ellos lo que no debía salir.

Cada valor conocido se busca sin usar lo que tacha (sin espacios, tildes, signos ni códigos de escape), para que un
descuido de ahí no se repita aquí; y en cada texto se vuelven a buscar las formas de un dato personal, por si algo salió
sin pasar por el tachado. Un solo hallazgo basta para no entregar nada.
"""

import html
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from bot.entrevista.esquema import FormaDeDato
from bot.revision.tachado.conocidos import Buscados, Conocido, Publico
from bot.revision.tachado.formas.normal import HUECO
from bot.revision.tachado.formas.reconocer import reconocer
from bot.revision.tachado.lectura import decir, textos_de
from bot.revision.tachado.tachar import SEUDONIMO
from bot.revision.tachado.texto import en_raices, palabras_de, reducir
from conocimiento.expresiones import diferida

LITERAL = "LITERAL"
"""Un valor sin letras ni cifras («★★★»)."""
_LARGO_SEGURO = 9
"""Desde aquí, un valor sin espacios no aparece por azar dentro de otras palabras."""
_LARGO_MINIMO = 4
_TROZO = 1 << 20
_SOLAPE = 1 << 12
_ENTRE_VARIOS = "repartido entre varias celdas o líneas"
_ESCAPES_JSON = diferida(r'\\u[0-9a-fA-F]{4}|\\[nrtbf"\\/]')
_ETIQUETAS = diferida(r"<[^<>]{0,400}>")


@dataclass(frozen=True, slots=True)
class Fuga:
    """De qué es lo hallado y en qué lugar de su archivo está; nunca qué dice."""

    tipo: str
    lugar: str


class BuscadorDeFugas:
    """Busca valores conocidos y formas en archivos de texto, JSON, HTML, CSV y XLSX."""

    def __init__(self, publico: Publico, conocidos: Iterable[Conocido], propias: Sequence[FormaDeDato] = ()) -> None:
        self._pegados, self._sueltos = Buscados(), Buscados()
        self._literales: set[str] = set()
        self._propias = propias
        self._limpios: set[int] = set()
        for conocido in conocidos:
            palabras = palabras_de(conocido.valor)
            pegado = "".join(palabras)
            if not pegado:
                self._literales.add(conocido.valor.strip())
            elif not publico.es_organismo(conocido) and not publico.es_publica(en_raices(conocido.valor)):
                buscados, forma = (
                    (self._pegados, pegado)
                    if len(pegado) >= _LARGO_SEGURO
                    else (self._sueltos, f" {' '.join(palabras)} ")
                )
                buscados.agregar(forma, conocido.tipo)
        self._literales.discard("")

    def revisar(self, ruta: Path) -> list[Fuga]:
        """Devuelve lo que no debía estar en el archivo; nada, si está limpio. Raises `OSError`."""
        fugas = [Fuga(tipo, decir(camino)) for camino, texto in textos_de(ruta) for tipo in self._de_formas(texto)]
        tipos = {tipo for texto in _enteros(ruta) for tipo in self._conocidos(texto)}
        if tipos:
            ubicadas = [
                Fuga(tipo, decir(camino)) for camino, texto in textos_de(ruta) for tipo in self._conocidos(texto)
            ]
            sin_ubicar = tipos - {una.tipo for una in ubicadas}
            fugas += ubicadas + [Fuga(tipo, _ENTRE_VARIOS) for tipo in sorted(sin_ubicar)]
        return fugas

    def _de_formas(self, texto: str) -> "set[str] | tuple[()]":
        """Los tipos de dato que aún se reconocen. Un texto limpio, que está en varios archivos, se mira una vez."""
        if len(texto) < _LARGO_MINIMO or hash(texto) in self._limpios:
            return ()
        tipos = {uno.tipo for uno in reconocer(SEUDONIMO.sub(HUECO, texto), self._propias)}
        if not tipos:
            self._limpios.add(hash(texto))
        return tipos

    def _conocidos(self, texto: str) -> set[str]:
        tipos = {LITERAL} if any(literal in texto for literal in self._literales) else set[str]()
        reducido = reducir(texto)
        for buscados, donde in ((self._sueltos, reducido), (self._pegados, reducido.replace(" ", ""))):
            tipos.update(tipo for _, _, tipo in buscados.buscar(donde))
        return tipos


def _enteros(ruta: Path) -> Iterator[str]:
    """Todo el archivo, por trozos, sin la escritura propia de su formato."""
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
