"""Archivos estropeados: bombas, cortados, de otro formato, protegidos y alterados al azar."""

import io
import random
import shutil
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.apoyo.oficina import ESTILOS, empaquetar, hoja_larga, pagina_larga, parrafo, word, word_largo

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RISAS = (
    '<!DOCTYPE x [<!ENTITY a "ja ja ja ja ja ja ja ja ja ja">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)

_MANIFIESTO = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
</manifest:manifest>"""


def ole(*partes: str) -> bytes:
    """Lo que basta de un archivo de Office antiguo para saber qué es: su firma y los nombres de sus partes."""
    return OLE + bytes(504) + b"".join(f"{parte}\0".encode("utf-16-le").ljust(128, b"\0") for parte in partes)


def ods(contenido: str, cabeza: str = "") -> bytes:
    """Una hoja de OpenDocument con ese contenido dentro de `office:spreadsheet`."""
    espacios = " ".join(
        f'xmlns:{clave}="urn:oasis:names:tc:opendocument:xmlns:{valor}:1.0"'
        for clave, valor in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    espacios += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    return empaquetar(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": _MANIFIESTO,
            "content.xml": f"<office:document-content {espacios}>{cabeza}<office:body><office:spreadsheet>{contenido}"
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def cifrado(octetos: bytes) -> bytes:
    """El mismo ZIP, diciendo que sus partes van cifradas."""
    with zipfile.ZipFile(io.BytesIO(octetos)) as abierto:
        lugares = [parte.header_offset for parte in abierto.infolist()]
    alterado = bytearray(octetos)
    for lugar in lugares:
        alterado[lugar + 6] |= 1
    desde = 0
    while (desde := alterado.find(b"PK\x01\x02", desde)) >= 0:
        alterado[desde + 8] |= 1
        desde += 4
    return bytes(alterado)


def con_parte(octetos: bytes, nombre: str, contenido: bytes) -> bytes:
    """El mismo ZIP con otra parte en lugar de una suya, o una más."""
    with zipfile.ZipFile(io.BytesIO(octetos)) as abierto:
        partes: dict[str, str | bytes] = {uno: abierto.read(uno) for uno in abierto.namelist()}
    return empaquetar(partes | {nombre: contenido})


def bombas() -> Iterator[tuple[str, bytes]]:
    """Archivos pequeños que al abrirse ocuparían mucho o no acabarían, con su nombre."""
    sano, hoja = word(parrafo("Hola.")), hoja_larga(1).octetos
    yield "un Word con un gigaocteto de ceros", con_parte(sano, "word/document.xml", bytes(400_000_000))
    yield "una imagen que crece mil veces", con_parte(sano, "word/media/a.png", bytes(50_000_000))
    yield "veinte mil partes", empaquetar({f"word/{numero}.xml": "a" for numero in range(20_000)} | {"_rels/.rels": ""})
    for nombre, octetos, parte, marca in (
        ("risas en un Word", sano, "word/document.xml", b"<w:document"),
        ("risas en los estilos", word(parrafo("Hola."), styles=ESTILOS), "word/styles.xml", b"<w:styles"),
        ("risas en el título", sano, "docProps/core.xml", b"<c:core"),
        ("risas en un Excel", hoja, "xl/worksheets/sheet1.xml", b"<worksheet"),
        ("risas en un libro", hoja, "xl/workbook.xml", b"<workbook"),
    ):
        with zipfile.ZipFile(io.BytesIO(octetos)) as abierto:
            dentro = abierto.read(parte)
        donde = dentro.index(marca)
        fin = dentro.index(b">", donde) + 1
        yield nombre, con_parte(octetos, parte, _RISAS.encode() + dentro[donde:fin] + b"&i;" + dentro[fin:])
    yield "cien mil párrafos uno dentro de otro", word("<w:p>" * 100_000 + "</w:p>" * 100_000)
    yield "cinco mil tablas una dentro de otra", word("<w:tbl><w:tr><w:tc>" * 5_000 + "</w:tc></w:tr></w:tbl>" * 5_000)
    circulo = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("ab", "ba")
    )
    yield "estilos en círculo", word(parrafo("Hola.", "a") * 2_000, styles=circulo)
    yield (
        "una celda en el último rincón",
        _excel('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'),
    )
    yield (
        "un ODS de mil millones de celdas",
        ods(
            '<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576"><table:table-cell '
            'table:number-columns-repeated="1024" office:value-type="string"><text:p>a</text:p></table:table-cell>'
            "</table:table-row></table:table>"
        ),
    )
    yield "una página de cien mil cajas", b"<html><body>" + b"<div>" * 100_000 + b"Hola"
    yield "una página de atributos", b"<html><body><p " + b"a='b' " * 500_000 + b">Hola</p>"
    yield (
        "una tabla que se repite",
        (
            b"<html><body><table>"
            + b"<tr><td rowspan=9999999 colspan=9999999>Hola</td><td>a</td></tr>" * 2_000
            + b"</table>"
        ),
    )
    reglas = "".join(f".c{numero} p, .c{numero}, p.c{numero} {{ color: red; margin: 0 }}\n" for numero in range(20_000))
    cajas = "".join(f"<p class='c{numero} d{numero}'>Hola {numero}.</p>" for numero in range(20_000))
    yield "veinte mil reglas para veinte mil párrafos", f"<html><style>{reglas}</style><body>{cajas}".encode()
    yield "una hoja de estilo sin llaves", b"<html><style>" + b"a, b > c . " * 200_000 + b"</style><body><p>Hola."
    yield "un CSV de una celda de veinte millones", b'a;b\n"' + b"a" * 20_000_000
    yield "seis millones de letras", b"Hola a todos.\n\n" * 450_000


def _excel(filas: str) -> bytes:
    """La hoja larga, con otras filas."""
    dentro = (
        f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{filas}</sheetData>'
    )
    return con_parte(hoja_larga(1).octetos, "xl/worksheets/sheet1.xml", f"{dentro}</worksheet>".encode())


def sanos() -> tuple[bytes, ...]:
    """Uno de cada formato, para alterarlo."""
    return (
        word_largo(1).octetos,
        pagina_larga(1).octetos,
        hoja_larga(1).octetos,
        ods('<table:table table:name="a"><table:table-row><table:table-cell office:value-type="string"><text:p>Hola'
            "</text:p></table:table-cell></table:table-row></table:table>"),
        ole("Workbook") + bytes(4096),
        b"Actor;Monto\nMinera Andes;10\nMunicipalidad;20\n" * 40,
    )  # fmt: skip


def pdf_sanos() -> tuple[bytes, ...]:
    """PDF de dos columnas, con títulos, una lista, una tabla de rayas y una imagen; también sin comprimir, para que lo
    que se altere sea lo que dice y no solo que no se pueda abrir."""
    import pikepdf
    import typst
    from PIL import Image

    with tempfile.TemporaryDirectory() as carpeta:
        Image.effect_noise((300, 200), 60).save(Path(carpeta) / "ruido.png")
        fuente = Path(carpeta) / "fuente.typ"
        fuente.write_text(_EN_TYPST, encoding="utf-8")
        comprimido = typst.compile(str(fuente))
    suelto = io.BytesIO()
    with pikepdf.open(io.BytesIO(comprimido)) as abierto:
        abierto.save(
            suelto,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return comprimido, suelto.getvalue()


_EN_TYPST = """#set page(columns: 2, numbering: "1")
#set text(lang: "es", size: 9pt)
#for numero in range(1, 9) [
= CAPÍTULO #numero
*Artículo #numero.- Objeto* La presente directiva define los flujos de información entre la oficina y las entidades.
- De noventa días hábiles.
- De S/ 12,500.00 por región.
#table(columns: 3, [Parámetro], [Unidad], [Límite], [pH], [1 a 14], [6,5 a 8,5], [Arsénico], [mg/L], [0,01])
#footnote[Según la tabla del anexo #numero.]
]
#image("ruido.png")
"""


def alterado(azar: random.Random, octetos: bytes) -> bytes:
    """El archivo con algo cambiado: octetos, un corte, un trozo repetido; si es un ZIP, a veces dentro de una parte."""
    if octetos.startswith(b"PK") and azar.random() < 0.6:
        with zipfile.ZipFile(io.BytesIO(octetos)) as abierto:
            partes: dict[str, str | bytes] = {uno: abierto.read(uno) for uno in abierto.namelist()}
        nombre = azar.choice(sorted(nombre for nombre, dentro in partes.items() if dentro))
        if azar.random() < 0.1:
            del partes[nombre]
        else:
            partes[nombre] = _alterado(azar, bytes(partes[nombre]))  # pyright: ignore[reportArgumentType]
        return empaquetar(partes, azar.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))
    return _alterado(azar, octetos)


def _alterado(azar: random.Random, octetos: bytes) -> bytes:
    nuevo = bytearray(octetos)
    match azar.randrange(5):
        case 0:
            for _ in range(azar.choice((1, 3, 30, 300))):
                nuevo[azar.randrange(len(nuevo))] = azar.randrange(256)
        case 1:
            del nuevo[azar.randrange(len(nuevo)) :]
        case 2:
            desde = azar.randrange(len(nuevo))
            nuevo[desde:desde] = nuevo[desde : desde + azar.choice((10, 1_000, 20_000))] * azar.choice((1, 50))
        case 3:
            desde = azar.randrange(len(nuevo))
            del nuevo[desde : desde + azar.choice((1, 50, 5_000))]
        case _:
            for hallado in sorted(azar.sample(range(len(nuevo)), k=min(40, len(nuevo))), reverse=True):
                if chr(nuevo[hallado]).isdigit():
                    nuevo[hallado : hallado + 1] = azar.choice((b"999999999", b"-1", b"", b"0", b"1e308"))
    return bytes(nuevo)


def crc_cambiado(octetos: bytes) -> bytes:
    """El mismo ZIP con el contenido de su última parte cambiado y su suma sin cambiar."""
    suma = zlib.crc32(b"otra cosa").to_bytes(4, "little")
    lugar = octetos.rindex(b"PK\x01\x02")
    return octetos[: lugar + 16] + suma + octetos[lugar + 20 :]


def escribir(carpeta: Path, octetos: bytes, nombre: str = "archivo") -> Path:
    """Lo deja en la carpeta."""
    ruta = carpeta / nombre
    ruta.write_bytes(octetos)
    return ruta


def hay_calc() -> bool:
    """Si está LibreOffice con lo que guarda hojas de cálculo, que se instala aparte de lo que guarda textos."""
    soffice = shutil.which("soffice")
    return soffice is not None and (Path(soffice).resolve().parent / "libsclo.so").exists()


def convertir(carpeta: Path, hoja: bytes, clase: str) -> Path:
    """El mismo .xlsx guardado por LibreOffice en otro formato («xls», «ods»)."""
    origen = escribir(carpeta, hoja, "origen.xlsx")
    perfil = f"-env:UserInstallation={(carpeta / 'perfil').as_uri()}"
    orden = ["soffice", perfil, "--headless", "--convert-to", clase, "--outdir", str(carpeta), str(origen)]
    subprocess.run(orden, check=True, capture_output=True, timeout=120)
    return origen.with_suffix(f".{clase}")
