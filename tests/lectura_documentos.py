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
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

_DE_DERECHA_A_IZQUIERDA = "[\u0590-\u08ff]"


def texto_de_word(contenido: bytes) -> str:
    """Lo que se lee en el cuerpo, un párrafo por línea, en orden."""
    documento = docx.Document(BytesIO(contenido))
    return "\n".join(Paragraph(parrafo, documento).text for parrafo in documento.element.body.iter(qn("w:p")))


def texto_de_pdf(contenido: bytes) -> str:
    """Lo que lee un lector de pantalla: el texto etiquetado, en el orden de la estructura."""
    textos = _por_marca(contenido)
    with pikepdf.open(BytesIO(contenido)) as pdf:
        paginas = {pagina.obj.objgen: numero for numero, pagina in enumerate(pdf.pages)}
        partes = _recorrer(pdf.Root.StructTreeRoot, paginas, -1)
        texto = "".join("\n" if parte is None else textos.get(parte, "") for parte in partes)
    # El PDF guarda lo árabe y lo hebreo en el orden en que se dibuja, de izquierda a derecha.
    return re.sub(f"{_DE_DERECHA_A_IZQUIERDA}+(?: +{_DE_DERECHA_A_IZQUIERDA}+)*", lambda t: t.group()[::-1], texto)


def juntar(texto: str) -> str:
    """Sin espacios ni saltos: lo único que puede cambiar de un formato al otro."""
    return re.sub(r"\s+", "", texto)


class _PorMarca(PDFTextDevice):
    """Anota el texto de cada marca de contenido; los adornos (encabezado, pie, marca de agua) no llevan."""

    def __init__(self, recursos: PDFResourceManager) -> None:
        super().__init__(recursos)
        self.textos: defaultdict[tuple[int, int], str] = defaultdict(str)
        self.pagina, self.pila, self.en_lugar = -1, list[tuple[int | None, bool]](), 0

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        props = props if isinstance(props, dict) else {}
        actual = props.get("ActualText")
        previa = self.pila[-1][0] if self.pila else None
        marca = props.get("MCID", previa)
        if actual is not None and marca is not None:
            crudo = actual if isinstance(actual, bytes) else str(actual).encode("latin-1")
            codificacion = "utf-16" if crudo.startswith((b"\xfe\xff", b"\xff\xfe")) else "latin-1"
            self.textos[self.pagina, marca] += crudo.decode(codificacion)
        self.en_lugar += actual is not None
        self.pila.append((marca, actual is not None))

    def end_tag(self) -> None:
        self.en_lugar -= self.pila.pop()[1]

    def begin_page(self, page: Any, ctm: Any) -> None:
        self.pagina += 1

    def render_char(self, matrix: Any, font: Any, fontsize: Any, scaling: Any, rise: Any, cid: Any, *_: Any) -> float:
        marca = self.pila[-1][0] if self.pila else None
        if marca is not None and not self.en_lugar:
            self.textos[self.pagina, marca] += font.to_unichr(cid)
        return float(font.char_width(cid) * fontsize * scaling)


def _por_marca(contenido: bytes) -> dict[tuple[int, int], str]:
    recursos = PDFResourceManager()
    aparato = _PorMarca(recursos)
    interprete = PDFPageInterpreter(recursos, aparato)
    for pagina in PDFPage.get_pages(BytesIO(contenido)):
        interprete.process_page(pagina)
    return aparato.textos


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
