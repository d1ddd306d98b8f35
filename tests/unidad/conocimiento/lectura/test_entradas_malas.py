"""Lo que se dice de cada archivo que no se puede leer, y que el formato se sabe por dentro y no por el nombre."""

import io
import zipfile
from pathlib import Path

import pytest

from conocimiento.errores import ErrorDeLectura
from conocimiento.lectura import motivos
from conocimiento.lectura.archivo import leer_archivo
from conocimiento.lectura.formatos.tipo import Tipo, tipo_de
from tests.apoyo import estropear
from tests.apoyo.estropear import escribir
from tests.apoyo.oficina import empaquetar, hoja_larga, pagina_larga, parrafo, word

HOLA = word(parrafo("Hola."))


def no_avisar(numero: int, total: int) -> None: ...


def motivo(carpeta: Path, octetos: bytes, nombre: str = "archivo.pdf") -> str:
    ruta = escribir(carpeta, octetos, nombre)
    with pytest.raises(ErrorDeLectura) as lanzado:
        leer_archivo(ruta, no_avisar)
    assert str(lanzado.value).startswith(str(ruta))
    return str(lanzado.value).removeprefix(f"{ruta}").lstrip(":, ")


def _nombrar(valor: object) -> str:
    """El nombre de un caso: lo que hay dentro de un archivo hecho al momento no puede serlo, que lleva su hora."""
    return "octetos" if isinstance(valor, bytes) else str(valor)


@pytest.mark.parametrize(
    ("octetos", "dice"),
    [
        (b"", motivos.VACIO),
        (b" \n\r\n\t \xef\xbb\xbf", motivos.VACIO),
        (estropear.ole("EncryptedPackage", "EncryptionInfo"), motivos.PROTEGIDO),
        (estropear.cifrado(HOLA), motivos.PROTEGIDO),
        (estropear.cifrado(hoja_larga(1).octetos), motivos.PROTEGIDO),
        (estropear.ole("WordDocument"), motivos.formato_ajeno("un Word antiguo (.doc)")),
        (estropear.ole("PowerPoint Document"), motivos.formato_ajeno("una presentación antigua (.ppt)")),
        (estropear.ole("Otra cosa"), motivos.formato_ajeno("un archivo antiguo de Office")),
        (b"\xff\xd8\xff\xe0" + bytes(100), motivos.formato_ajeno("una imagen")),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), motivos.formato_ajeno("una imagen")),
        (b"RIFF\x10\0\0\0WEBPVP8 ", motivos.formato_ajeno("una imagen")),
        (b"\0\0\0\x18ftypheic", motivos.formato_ajeno("una imagen")),
        (b"\0\0\0\x18ftypmp42", motivos.formato_ajeno("un video")),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", motivos.formato_ajeno("una imagen")),
        (b"MZ\x90\0" + bytes(100), motivos.formato_ajeno("un programa")),
        (b"\x7fELF" + bytes(100), motivos.formato_ajeno("un programa")),
        (b"{\\rtf1 Hola}", motivos.formato_ajeno("un texto RTF")),
        (b"<?xml version='1.0'?><datos>Hola</datos>", motivos.formato_ajeno("un archivo XML")),
        (b"From: <Saved by Blink>\r\n<html>", motivos.formato_ajeno("una página guardada en un solo archivo (.mhtml)")),
        (b"Hola" + bytes(50) + b"\x81\x8d", motivos.formato_ajeno("un archivo de otra clase")),
        (empaquetar({"a.txt": "Hola"}), motivos.formato_ajeno("un archivo comprimido")),
        (empaquetar({"Index/Document.iwa": "a"}), motivos.formato_ajeno("un documento de Pages")),
        (
            empaquetar({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
            motivos.formato_ajeno("un texto de OpenDocument (.odt)"),
        ),
        (HOLA[:300], motivos.danado()),
        (HOLA[: len(HOLA) // 2], motivos.danado()),
        (word("<w:p><w:r>"), motivos.danado()),
        (estropear.con_parte(HOLA, "word/document.xml", b"<otra/>"), motivos.danado(clase="un Word")),
        (estropear.con_parte(HOLA, "word/document.xml", b""), motivos.danado()),
        (word(""), motivos.SIN_TEXTO),
        (word(parrafo("Solo un título", propiedades='<w:outlineLvl w:val="0"/>')), motivos.SIN_TEXTO),
        (b"<html><body><h1>Solo un titulo</h1></body></html>", motivos.SIN_TEXTO),
        (b"<!DOCTYPE html><html><body><nav>a</nav></body></html>", motivos.SIN_TEXTO),
        (b"A\xf1o\n", f"línea 1: {motivos.SIN_UTF_8}"),
    ],
    ids=_nombrar,
)  # fmt: skip
def test_dice_que_pasa_y_que_hacer(octetos: bytes, dice: str, tmp_path: Path) -> None:
    assert motivo(tmp_path, octetos) == dice


def test_una_parte_repetida_o_con_otra_suma_es_un_archivo_danado(tmp_path: Path) -> None:
    destino = io.BytesIO(HOLA)
    with zipfile.ZipFile(destino, "a") as abierto, pytest.warns(UserWarning, match="Duplicate"):
        abierto.writestr("word/document.xml", "<otro/>")
    assert motivo(tmp_path, destino.getvalue()) == motivos.danado()
    assert motivo(tmp_path, estropear.con_parte(HOLA, "_rels/.rels", b"<a")) == motivos.danado()
    for nombre in zipfile.ZipFile(io.BytesIO(HOLA)).namelist():
        if nombre == "docProps/core.xml":
            assert motivo(tmp_path, estropear.crc_cambiado(HOLA)) == motivos.danado()


@pytest.mark.parametrize(
    ("octetos", "tipo"),
    [
        (HOLA, Tipo.DOCX),
        (hoja_larga(1).octetos, Tipo.XLSX),
        (pagina_larga(1).octetos, Tipo.HTML),
        (estropear.ods(""), Tipo.ODS),
        (estropear.ole("Workbook"), Tipo.XLS),
        (b"%PDF-1.7\n", Tipo.PDF),
        (b"\r\n\r\n%PDF-1.4\n", Tipo.PDF),
        (b"Actor;Monto\nGIZ;10\nKfW;20\n", Tipo.CSV),
        ("Actor;Año\nPeña;2024\n".encode("cp1252"), Tipo.CSV),
        ("Actor\tAño\nPeña\t2024\n".encode("utf-16"), Tipo.CSV),
        (b"Actor,Monto\n\"Minera, SAC\",10\nKfW,20\n", Tipo.CSV),
        ("INTRODUCCIÓN\n\nUna alianza, dicho sea, es un acuerdo.\n".encode(), Tipo.TXT),
        (b"Somos tres, todos.\nVinimos ayer, hoy, y siempre, a pie.\nNadie.\n", Tipo.TXT),
        ("# Introducción\n\nUna alianza.\n".encode(), Tipo.MD),
        (b"\xef\xbb\xbf<!-- guardada --><HTML><BODY>Hola", Tipo.HTML),
        (b"<?xml version='1.0'?><!DOCTYPE html><html><body>Hola", Tipo.HTML),
        (b"La etiqueta <title> es de HTML.", Tipo.TXT),
    ],
    ids=_nombrar,
)  # fmt: skip
def test_el_tipo_se_sabe_por_lo_que_trae_dentro(octetos: bytes, tipo: Tipo, tmp_path: Path) -> None:
    for nombre in ("archivo.pdf", "archivo.exe", "sin-terminacion"):
        assert tipo_de(escribir(tmp_path, octetos, nombre)) is tipo
