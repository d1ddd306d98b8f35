"""Cómo quedan repartidas las páginas de un PDF: qué renglones tiene cada una, con su letra, y hasta dónde llegan."""

import re
import subprocess
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from docx import Document

PROGRAMA = "pdftohtml"
"""Viene con Poppler."""
LETRA_DE_LA_MARCA = 60
"""Una letra así de alta no es texto: es la marca de agua."""
TERCIO = 1 / 3


@dataclass(frozen=True, slots=True)
class Renglon:
    """Unas palabras en la página: dónde terminan, de 0 (arriba) a 1 (abajo), y con qué letra."""

    texto: str
    fin: float
    letra: tuple[str, str]


Pagina = tuple[Renglon, ...]
"""Sus renglones de arriba abajo, sin la cabecera, el pie ni la marca de agua."""


def leer_paginas(pdf: Path) -> list[Pagina]:
    """Las páginas de un PDF, en orden; si es una sola, con su cabecera y su pie."""
    ordenado = subprocess.run([PROGRAMA, "-xml", "-stdout", "-i", pdf], capture_output=True, check=True).stdout
    sin_letras_malas = re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", ordenado)
    raiz = ElementTree.fromstring(sin_letras_malas)
    letras = {uno.get("id", ""): (uno.get("size", ""), uno.get("color", "")) for uno in raiz.iter("fontspec")}
    paginas = [_pagina(pagina, letras) for pagina in raiz.iter("page")]
    # La cabecera y el pie son lo que está en todas, en el mismo sitio y con las mismas palabras.
    fijos = set[tuple[str, float]].intersection(*({_donde(uno) for uno in pagina} for pagina in paginas))
    fijos = fijos if len(paginas) > 1 else set()
    return [tuple(uno for uno in pagina if _donde(uno) not in fijos) for pagina in paginas]


def _donde(renglon: Renglon) -> tuple[str, float]:
    return re.sub(r"\d+", "#", renglon.texto), round(renglon.fin, 2)


def _pagina(pagina: ElementTree.Element, letras: dict[str, tuple[str, str]]) -> Pagina:
    alto, renglones = float(pagina.get("height", "1")), list[Renglon]()
    for uno in pagina.iter("text"):
        cuanto = float(uno.get("height", "0"))
        fin = (float(uno.get("top", "0")) + cuanto) / alto
        texto = " ".join("".join(uno.itertext()).split())
        if texto and cuanto < LETRA_DE_LA_MARCA:
            renglones.append(Renglon(texto, fin, letras[uno.get("font", "")]))
    return tuple(sorted(renglones, key=lambda renglon: renglon.fin))


def titulos_de(word: Path) -> list[str]:
    """Los títulos de un Word, por su estilo."""
    parrafos = Document(str(word)).paragraphs
    return [
        " ".join(parrafo.text.split())
        for parrafo in parrafos
        if parrafo.style is not None and re.match(r"Heading|Title|T[ií]tulo", parrafo.style.name or "")
    ]


def casi_vacias(paginas: Sequence[Pagina]) -> list[int]:
    """Los números de las páginas, salvo la última, en que lo escrito no pasa del primer tercio."""
    return [n for n, una in enumerate(paginas[:-1], start=1) if max((r.fin for r in una), default=0.0) < TERCIO]


def titulos_al_pie(paginas: Sequence[Pagina], titulos: Collection[str]) -> list[str]:
    """Los títulos, o su final si ocupan dos renglones, que son lo último de una página."""
    letras = {renglon.letra for pagina in paginas for renglon in pagina if renglon.texto in titulos}
    ultimos = [pagina[-1] for pagina in paginas if pagina]
    return [
        ultimo.texto
        for ultimo in ultimos
        if ultimo.letra in letras and any(titulo.endswith(ultimo.texto) for titulo in titulos)
    ]
