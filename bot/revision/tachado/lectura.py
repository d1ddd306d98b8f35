"""Los textos que hay en un archivo exportado, y en qué lugar está cada uno.

Se leen línea a línea o celda a celda: la memoria no crece con el archivo. De la página, lo que se ve y los datos que
lleva; sus estilos y su programa no son textos de nadie.
"""

import csv
import html
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, cast
from xml.etree import ElementTree

from conocimiento.expresiones import diferida

Ubicado = tuple[Sequence[object], str]
"""El camino hasta un texto en su archivo, que solo vale hasta pedir el siguiente, y el texto."""

_GENERADOS = frozenset(
    """export_id export_sha rubrica_sha sha256 clase formato creado caduca versiones conversacion turno inicio fin
    instante seudonimo""".split()
)
"""Las claves de lo que el programa pone: nombres, huellas y horas. Una huella puede parecer un número de cuenta."""
_ETIQUETA = diferida(r"<[^<>]*>")
_HOJA = diferida(r'<sheet name="([^"]*)"')
_ROTULO = diferida(r'\b(?:aria-label|title|alt|placeholder|value)="([^"]*)"')


def textos_de(ruta: Path) -> Iterator[Ubicado]:
    """Los de un archivo, según su extensión. Raises `OSError`."""
    if ruta.suffix == ".xlsx":
        yield from _de_libro(ruta)
        return
    with ruta.open(encoding="utf-8-sig", newline="") as archivo:
        match ruta.suffix:
            case ".jsonl":
                for numero, linea in enumerate(archivo, 1):
                    yield from _de_json(json.loads(linea), [f"línea {numero}"])
            case ".json":
                yield from _de_json(json.load(archivo), ["el archivo"])
            case ".csv":
                yield from _de_csv(archivo)
            case ".html":
                yield from _de_pagina(archivo)
            case _:
                for numero, linea in enumerate(archivo, 1):
                    yield (f"línea {numero}",), linea


def decir(camino: Sequence[object]) -> str:
    """El lugar de un texto, para leerlo: «línea 2, turnos n.º 3, persona»."""
    dichos = (f" n.º {paso}" if isinstance(paso, int) else f", {paso}" for paso in camino)
    return "".join(dichos).removeprefix(", ")


def _de_json(dato: Any, camino: list[object]) -> Iterator[Ubicado]:
    if isinstance(dato, str):
        yield camino, dato
        return
    hijos = cast("Iterable[tuple[object, Any]]", dato.items() if isinstance(dato, dict) else enumerate(dato, 1))
    for paso, valor in hijos:
        if isinstance(valor, str | dict | list) and paso not in _GENERADOS:
            camino.append(paso)
            yield from _de_json(valor, camino)
            camino.pop()


def _de_csv(archivo: "IO[str]") -> Iterator[Ubicado]:
    titulos: list[str] = []
    for numero, fila in enumerate(csv.reader(archivo, delimiter=";"), 1):
        titulos = titulos or [f"columna «{titulo}»" for titulo in fila]
        for titulo, celda in zip(titulos, fila, strict=True):
            yield ("fila", numero, titulo), celda


def _de_libro(ruta: Path) -> Iterator[Ubicado]:
    with zipfile.ZipFile(ruta) as libro:
        hojas = _HOJA.findall(libro.read("xl/workbook.xml").decode("utf-8"))
        for nombre in libro.namelist():
            if nombre.endswith(".xml"):
                numero = re.sub(r"\D", "", Path(nombre).stem) if "worksheets" in nombre else ""
                with libro.open(nombre) as parte:
                    yield from _de_hoja(parte, f"hoja {hojas[int(numero) - 1] if numero else Path(nombre).stem}")


def _de_hoja(parte: "IO[bytes]", hoja: str) -> Iterator[Ubicado]:
    celda = ""
    for momento, elemento in ElementTree.iterparse(parte, ("start", "end")):
        nombre = elemento.tag.rpartition("}")[2]
        if momento == "start":
            celda = elemento.get("r", "") if nombre == "c" else celda
            continue
        if elemento.text and nombre != "v":
            yield (hoja, "celda", celda), elemento.text
        if nombre in ("c", "row"):
            elemento.clear()


def _de_pagina(archivo: "IO[str]") -> Iterator[Ubicado]:
    """Cada dato de la página va entero en una línea, y ninguno puede traer el «<» de una etiqueta."""
    donde = "texto"
    for numero, linea in enumerate(archivo, 1):
        if '<script type="application/json"' in linea:
            donde = "datos"
        elif "<script" in linea or "<style" in linea:
            donde = "programa"
        if donde == "datos" and "{" in linea:
            dato = linea[linea.index("{") : linea.rindex("}") + 1]
            yield from _de_json(json.loads(dato), [f"línea {numero}"])
        elif donde == "texto":
            for texto in (*_ROTULO.findall(linea), *_ETIQUETA.split(linea)):
                yield (f"línea {numero}",), html.unescape(texto)
        if "</script>" in linea or "</style>" in linea:
            donde = "texto"
