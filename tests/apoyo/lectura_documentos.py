"""Leer los documentos como lo haría un programa ajeno: el Word por sus párrafos, el PDF por su estructura."""

import re
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
import pikepdf
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_DE_DERECHA_A_IZQUIERDA = "[\u0590-\u08ff]"


def texto_de_word(contenido: bytes) -> str:
    """Lo que se lee en el cuerpo, un párrafo por línea, en orden."""
    documento = docx.Document(BytesIO(contenido))
    return "\n".join(Paragraph(parrafo, documento).text for parrafo in documento.element.body.iter(qn("w:p")))


def texto_de_pdf(contenido: bytes) -> str:
    """Lo que lee un lector de pantalla: el texto etiquetado, en el orden de la estructura."""
    with pikepdf.open(BytesIO(contenido)) as pdf:
        textos = _por_marca(pdf)
        paginas = {pagina.obj.objgen: numero for numero, pagina in enumerate(pdf.pages)}
        partes = _recorrer(pdf.Root.StructTreeRoot, paginas, -1)
        texto = "".join("\n" if parte is None else textos.get(parte, "") for parte in partes)
    # El PDF guarda lo árabe y lo hebreo en el orden en que se dibuja, de izquierda a derecha.
    return re.sub(f"{_DE_DERECHA_A_IZQUIERDA}+(?: +{_DE_DERECHA_A_IZQUIERDA}+)*", lambda t: t.group()[::-1], texto)


def juntar(texto: str) -> str:
    """Sin espacios, saltos ni guiones de corte: lo único que puede cambiar de un formato al otro."""
    return re.sub("[\\s\u00ad]+", "", texto)


def textos_de_paginas(contenido: bytes) -> list[str]:
    """Todo lo que se ve en cada página, también encabezado, pie y marca de agua, en el orden en que se dibuja."""
    with pikepdf.open(BytesIO(contenido)) as pdf:
        return ["".join(texto for _, texto in _tramos(pagina)) for pagina in pdf.pages]


def _por_marca(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """El texto de cada marca de contenido; los adornos (encabezado, pie, marca de agua) no llevan."""
    textos: defaultdict[tuple[int, int], str] = defaultdict(str)
    for numero, pagina in enumerate(pdf.pages):
        for marca, texto in _tramos(pagina):
            if marca is not None:
                textos[numero, marca] += texto
    return textos


def _tramos(pagina: pikepdf.Page) -> Iterator[tuple[int | None, str]]:
    """Cada tramo de texto con su marca: entre BDC y EMC, el texto que lo reemplaza o las letras que dibuja."""
    letras = {nombre: _letras(fuente) for nombre, fuente in pagina.obj.Resources.get("/Font", {}).items()}
    pila: list[tuple[int | None, bool]] = []
    fuente: dict[bytes, str] = {}
    for instruccion in pikepdf.parse_content_stream(pagina):
        operador, operandos = str(instruccion.operator), instruccion.operands
        marca, reemplazado = pila[-1] if pila else (None, False)
        if operador in ("BDC", "BMC"):
            datos = operandos[1] if len(operandos) > 1 and isinstance(operandos[1], pikepdf.Dictionary) else {}
            marca = int(datos["/MCID"]) if "/MCID" in datos else marca
            if "/ActualText" in datos:
                yield marca, str(datos["/ActualText"])
            pila.append((marca, reemplazado or "/ActualText" in datos))
        elif operador == "EMC":
            pila.pop()
        elif operador == "Tf":
            fuente = letras[str(operandos[0])]
        elif operador in ("Tj", "TJ") and not reemplazado:
            cadenas = operandos[0] if operador == "TJ" else [operandos[0]]
            for codigos in (bytes(uno) for uno in cadenas if isinstance(uno, pikepdf.String)):
                yield marca, "".join(fuente[codigos[k : k + 2]] for k in range(0, len(codigos), 2))


def _letras(fuente: Any) -> dict[bytes, str]:
    """La tabla ToUnicode: qué se lee por cada código de dos bytes."""
    tabla = fuente.ToUnicode.read_bytes().decode("latin-1")
    letras: dict[bytes, str] = {}
    for bloque in re.findall(r"beginbfchar(.*?)endbfchar", tabla, re.DOTALL):
        for codigo, texto in re.findall(r"<(\w+)>\s*<(\w+)>", bloque):
            letras[bytes.fromhex(codigo)] = bytes.fromhex(texto).decode("utf-16-be")
    for bloque in re.findall(r"beginbfrange(.*?)endbfrange", tabla, re.DOTALL):
        for primero, ultimo, texto in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", bloque):
            base = bytes.fromhex(texto).decode("utf-16-be")
            for paso, codigo in enumerate(range(int(primero, 16), int(ultimo, 16) + 1)):
                letras[codigo.to_bytes(2, "big")] = base[:-1] + chr(ord(base[-1]) + paso)
    return letras


def _recorrer(nodo: Any, paginas: dict[Any, int], pagina: int) -> Iterator[tuple[int, int] | None]:
    """Las marcas en orden de lectura, con None al final de cada bloque; las viñetas no son texto."""
    if isinstance(nodo, int):
        yield pagina, nodo
    elif isinstance(nodo, pikepdf.Array):
        for hijo in nodo:
            yield from _recorrer(hijo, paginas, pagina)
    elif isinstance(nodo, pikepdf.Dictionary):
        if "/Pg" in nodo:
            pagina = paginas[nodo.Pg.objgen]
        if "/MCID" in nodo:
            yield pagina, int(nodo.MCID)
        elif nodo.get("/S") != "/Lbl" and "/K" in nodo:
            yield from _recorrer(nodo.K, paginas, pagina)
            if nodo.get("/S") in ("/P", "/TD", "/TH", "/H1", "/Title", "/LI"):
                yield None
