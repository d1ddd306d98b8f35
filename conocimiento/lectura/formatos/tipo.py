"""Qué es un archivo, por lo que trae dentro y nunca por su nombre."""

import codecs
import csv
import re
from enum import StrEnum
from pathlib import Path

from conocimiento.errores import ErrorDeLectura
from conocimiento.expresiones import diferida
from conocimiento.lectura import motivos
from conocimiento.lectura.blancos import BLANCOS

COMIENZO = 4096
"""Octetos que bastan para saber qué es casi todo."""


class Tipo(StrEnum):
    """Los que se leen, con su terminación habitual."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    HTML = "html"
    MD = "md"
    TXT = "txt"


_AJENOS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "una imagen"),
    (b"\x89PNG", "una imagen"),
    (b"GIF8", "una imagen"),
    (b"II*\0", "una imagen"),
    (b"MM\0*", "una imagen"),
    (b"BM", "una imagen"),
    (b"8BPS", "una imagen"),
    (b"{\\rtf", "un texto RTF"),
    (b"MZ", "un programa"),
    (b"\x7fELF", "un programa"),
    (b"Rar!", "un archivo comprimido"),
    (b"7z\xbc\xaf", "un archivo comprimido"),
    (b"\x1f\x8b", "un archivo comprimido"),
    (b"BZh", "un archivo comprimido"),
    (b"\xfd7zXZ", "un archivo comprimido"),
    (b"%!PS", "un archivo PostScript"),
    (b"ID3", "un audio"),
    (b"OggS", "un audio"),
    (b"SQLite format 3", "una base de datos"),
)
_RIFF = {b"WEBP": "una imagen", b"WAVE": "un audio", b"AVI ": "un video"}
_TEXTOS_AJENOS = (
    (diferida(rb"(?:From: <Saved by|MIME-Version:)", re.I), "una página guardada en un solo archivo (.mhtml)"),
    (diferida(rb"<\?xml(?![^>]*+>[^<]{0,200}+<(?:!DOCTYPE\s++html|html))", re.I), "un archivo XML"),
    (diferida(rb"<svg\b", re.I), "una imagen"),
)
_HTML = diferida(rb"<(?:!doctype\s++html|html|head|body|title|meta|main|article)\b", re.I)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTES_DE_OLE: tuple[tuple[str, Tipo | str], ...] = (
    ("EncryptedPackage", motivos.PROTEGIDO),
    ("Workbook", Tipo.XLS),
    ("WordDocument", motivos.formato_ajeno("un Word antiguo (.doc)")),
    ("PowerPoint Document", motivos.formato_ajeno("una presentación antigua (.ppt)")),
    ("Book", Tipo.XLS),
)
"""Cómo se llaman las partes de un archivo de Office antiguo o cifrado, de la más segura a la menos."""
_DE_OFFICE: dict[str, Tipo | str] = {
    "document.xml": Tipo.DOCX,
    "workbook.xml": Tipo.XLSX,
    "workbook.bin": "un Excel binario (.xlsb)",
    "presentation.xml": "una presentación",
}
"""Por cómo acaba el nombre de su parte principal, sin cifras: hay programas que la llaman «document2.xml»."""
_OTROS_COMPRIMIDOS = {
    "Index/Document.iwa": "un documento de Pages",
    "index.xml": "un documento de Pages",
    "META-INF/container.xml": "un libro electrónico",
}
_DE_OPENDOCUMENT = {"spreadsheet": Tipo.ODS, "text": "un texto de OpenDocument (.odt)"}
_CIFRAS = diferida(r"\d")
_TITULO_MARKDOWN = diferida(r"^#{1,6}[ \t]+\S", re.M)


def tipo_de(ruta: Path) -> Tipo:
    """El tipo de un archivo. Raises `ErrorDeLectura` si no es de los que se leen, está vacío o protegido."""
    with ruta.open("rb") as archivo:
        comienzo = archivo.read(COMIENZO)
    if not comienzo:
        raise ErrorDeLectura(ruta, motivos.VACIO)
    if b"%PDF-" in comienzo[:1024]:
        return Tipo.PDF
    if comienzo.startswith(b"PK\x03\x04"):
        return _de_comprimido(ruta)
    if comienzo.startswith(_OLE):
        return _de_ole(ruta)
    ajeno = _ajeno(comienzo)
    if ajeno:
        raise ErrorDeLectura(ruta, motivos.formato_ajeno(ajeno))
    return _de_texto(ruta, comienzo)


def _ajeno(comienzo: bytes) -> str:
    for marca, que_es in _AJENOS:
        if comienzo.startswith(marca) and (len(marca) > 2 or b"\0" in comienzo):
            return que_es
    if comienzo[:4] == b"RIFF":
        return _RIFF.get(comienzo[8:12], "un archivo de otra clase")
    if comienzo[4:8] == b"ftyp":
        return "una imagen" if comienzo[8:11] in (b"hei", b"avi", b"mif") else "un video"
    limpio = comienzo.removeprefix(codecs.BOM_UTF8).lstrip()
    return next((que_es for patron, que_es in _TEXTOS_AJENOS if patron.match(limpio)), "")


def _de_comprimido(ruta: Path) -> Tipo:
    from conocimiento.lectura.formatos.comprimidos import abrir_comprimido, leer_parte, parte_principal

    with abrir_comprimido(ruta) as abierto:
        partes = set(abierto.namelist())
        ajeno = next(
            (que_es for parte, que_es in _OTROS_COMPRIMIDOS.items() if parte in partes), "un archivo comprimido"
        )
        principal = _CIFRAS.sub("", parte_principal(abierto).rpartition("/")[2])
        hallado = _DE_OFFICE.get(principal, ajeno)
        declarado = (leer_parte(abierto, "mimetype") or b"")[:100].decode("ascii", "replace")
    if declarado.startswith("application/vnd.oasis.opendocument."):
        hallado = _DE_OPENDOCUMENT.get(declarado.rpartition(".")[2].strip(), "un archivo de OpenDocument")
    if isinstance(hallado, Tipo):
        return hallado
    raise ErrorDeLectura(ruta, motivos.formato_ajeno(hallado))


def _de_ole(ruta: Path) -> Tipo:
    octetos = ruta.read_bytes()
    for parte, hallado in _PARTES_DE_OLE:
        if (parte + "\0").encode("utf-16-le") in octetos:
            if isinstance(hallado, Tipo):
                return hallado
            raise ErrorDeLectura(ruta, hallado)
    raise ErrorDeLectura(ruta, motivos.formato_ajeno("un archivo antiguo de Office"))


def _de_texto(ruta: Path, comienzo: bytes) -> Tipo:
    """HTML, CSV, Markdown o texto; los binarios que no se conocen no llegan a tener tipo."""
    texto = decodificar(ruta.read_bytes())
    if texto is None:
        raise ErrorDeLectura(ruta, motivos.formato_ajeno("un archivo de otra clase"))
    if not texto.strip(BLANCOS):
        raise ErrorDeLectura(ruta, motivos.VACIO)
    if _HTML.search(comienzo) and texto.lstrip(BLANCOS).startswith("<"):
        return Tipo.HTML
    if separador_de(texto):
        return Tipo.CSV
    return Tipo.MD if _TITULO_MARKDOWN.search(texto) else Tipo.TXT


def decodificar(octetos: bytes) -> str | None:
    """Un texto en UTF-8, en UTF-16 con marca o como lo guarda un Excel en español; `None` si no es un texto."""
    if octetos.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codificaciones = ("utf-16",)
    else:
        codificaciones = ("utf-8", "cp1252")
    for codificacion in codificaciones:
        try:
            texto = octetos.decode(codificacion)
        except UnicodeDecodeError:
            continue
        return None if "\0" in texto else texto
    return None


def separador_de(texto: str) -> str:
    """Lo que separa las columnas si el texto es una tabla: casi todas sus filas tienen las mismas. Si no, nada."""
    lineas = [linea for linea in texto.lstrip(BLANCOS)[:COMIENZO].splitlines() if linea.strip()]
    muestra = lineas if len(texto) <= COMIENZO else lineas[:-1]
    if len(muestra) < 2:
        return ""
    for separador in (";", "\t", ",", "|"):
        anchos = [len(fila) for fila in csv.reader(muestra, delimiter=separador) if fila]
        comun = max(set(anchos), key=anchos.count)
        if anchos[0] == comun > 1 and anchos.count(comun) >= 0.9 * len(anchos):
            return separador
    return ""
