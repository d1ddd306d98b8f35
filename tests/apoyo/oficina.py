"""Documentos de Word, páginas y hojas de cálculo hechos al vuelo, con el texto que debe leerse de cada uno.

Lo esperado lo escribe quien genera, sin pasar por ningún lector.
"""

import io
import random
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from typing import NamedTuple

import xlsxwriter
from rapidfuzz.distance import LCSseq

from conocimiento.lectura.valores import ClaseDeBloque, Lectura
from tests.apoyo.rutas import DOCUMENTOS

SECRETO = "palabrasecreta"
"""Está en todo lo que no debe leerse."""
_ESPACIOS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELACIONES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTES = ("styles", "numbering", "footnotes", "comments", "settings")
Esperado = tuple[ClaseDeBloque, str]


class Hecho(NamedTuple):
    """Un archivo y los bloques que debe dar."""

    octetos: bytes
    esperado: tuple[Esperado, ...]


class Cifras(NamedTuple):
    """En tanto por ciento: palabras leídas en su orden, palabras leídas que no sobran y bloques iguales a lo esperado;
    y cuántos títulos de cuántos."""

    leidas: float
    exactas: float
    bloques: float
    titulos: int
    de: int


def comparar(lectura: Lectura, esperado: Sequence[Esperado]) -> Cifras:
    """Lo leído contra lo que debía leerse."""
    bloques = [(uno.clase, lectura.texto[uno.inicio : uno.fin]) for uno in lectura.bloques]
    debia, leido = " ".join(texto for _, texto in esperado).split(), " ".join(texto for _, texto in bloques).split()
    comunes = LCSseq.similarity(debia, leido)
    parrafos = [uno for uno in esperado if uno[0] is not ClaseDeBloque.TITULO]
    titulos = [uno for uno in esperado if uno[0] is ClaseDeBloque.TITULO]
    iguales = sum(uno in bloques for uno in parrafos)
    return Cifras(
        100 * comunes / max(len(debia), 1),
        100 * comunes / max(len(leido), 1),
        100 * iguales / max(len(parrafos), 1),
        sum(uno in bloques for uno in titulos),
        len(titulos),
    )


def empaquetar(partes: dict[str, str | bytes], compresion: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Un ZIP con esas partes."""
    destino = io.BytesIO()
    with zipfile.ZipFile(destino, "w", compresion) as abierto:
        for nombre, contenido in partes.items():
            abierto.writestr(nombre, contenido)
    return destino.getvalue()


def word(cuerpo: str, titulo: str = "", fondo: str = "", **partes: str) -> bytes:
    """Un .docx: `cuerpo` va dentro de `w:body`; las demás partes, dentro de su raíz («styles», «footnotes»…)."""
    tipos = "".join(
        f'<Relationship Id="r{numero}" Type="{_RELACIONES}/{clase}" Target="{clase}.xml"/>'
        for numero, clase in enumerate(partes)
    )
    relaciones = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    )
    de_fondo = f'<w:background w:color="{fondo}"/>' if fondo else ""
    return empaquetar(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/>'
            + "".join(
                f'<Override PartName="/word/{clase}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                f'wordprocessingml.{clase}+xml"/>'
                for clase in partes
            )
            + "</Types>",
            "_rels/.rels": relaciones.format(
                f'<Relationship Id="r1" Type="{_RELACIONES}/officeDocument" Target="word/document.xml"/>'
            ),
            "word/_rels/document.xml.rels": relaciones.format(tipos),
            "word/document.xml": f"<w:document {_ESPACIOS}>{de_fondo}<w:body>{cuerpo}</w:body></w:document>",
            "docProps/core.xml": '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-'
            f'properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(titulo)}</dc:title>'
            "</c:coreProperties>",
            **{f"word/{clase}.xml": f"<w:{clase} {_ESPACIOS}>{dentro}</w:{clase}>" for clase, dentro in partes.items()},
        }
    )


def tanda(texto: str, propiedades: str = "") -> str:
    """Unas letras con sus propiedades de letra."""
    return f'<w:r><w:rPr>{propiedades}</w:rPr><w:t xml:space="preserve">{escape(texto)}</w:t></w:r>'


def parrafo(dentro: str, estilo: str = "", propiedades: str = "") -> str:
    """Un párrafo de tandas, o de un texto si no trae ninguna marca."""
    de_estilo = f'<w:pStyle w:val="{estilo}"/>' if estilo else ""
    return f"<w:p><w:pPr>{de_estilo}{propiedades}</w:pPr>{dentro if '<' in dentro else tanda(dentro)}</w:p>"


def en_lista(lista: int, nivel: int = 0) -> str:
    """Las propiedades de un párrafo de una lista automática."""
    return f'<w:numPr><w:ilvl w:val="{nivel}"/><w:numId w:val="{lista}"/></w:numPr>'


def tabla(filas: Sequence[Sequence[str]], propiedades: str = "", de_celda: str = "") -> str:
    """Una tabla; cada celda, un párrafo o un XML de Word."""
    dentro = "".join(
        "<w:tr>"
        + "".join(
            celda if celda.startswith("<w:tc>") else f"<w:tc><w:tcPr>{de_celda}</w:tcPr>{parrafo(celda)}</w:tc>"
            for celda in fila
        )
        + "</w:tr>"
        for fila in filas
    )
    return f"<w:tbl><w:tblPr>{propiedades}</w:tblPr>{dentro}</w:tbl>"


ESTILOS = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Ttulo"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Ttulo1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Ttulo2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>
<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="TDC1"><w:name w:val="toc 1"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Descripcin"><w:name w:val="caption"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="character" w:styleId="Escondido"><w:name w:val="Escondido"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Palido"><w:name w:val="Palido"/>
<w:rPr><w:color w:val="FDFDFD"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Azul"><w:name w:val="Azul"/><w:tblStylePr w:type="firstRow">
<w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr></w:tblStylePr></w:style>
"""


def _abstracta(clave: int, *niveles: tuple[str, str, str]) -> str:
    dentro = "".join(
        f'<w:lvl w:ilvl="{numero}"><w:start w:val="1"/><w:numFmt w:val="{clase}"/>'
        + (f'<w:pStyle w:val="{estilo}"/>' if estilo else "")
        + f'<w:lvlText w:val="{muestra}"/></w:lvl>'
        for numero, (clase, muestra, estilo) in enumerate(niveles)
    )
    return f'<w:abstractNum w:abstractNumId="{clave}">{dentro}</w:abstractNum>'


NUMERACION = (
    _abstracta(1, ("upperRoman", "%1.", "Ttulo1"), ("decimal", "%1.%2", "Ttulo2"))
    + _abstracta(2, ("lowerLetter", "%1)", ""), ("lowerRoman", "%2.", ""))
    + _abstracta(3, ("decimal", "Artículo %1.-", ""))
    + _abstracta(4, ("bullet", "\uf0b7", ""))
    + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3, 4))
    + '<w:num w:numId="5"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
)
"""1: los títulos, por su estilo («II.», «II.1»); 2: a), i.; 3: Artículo n.-; 4: viñetas; 5: la 2, otra vez."""


def oraciones(azar: random.Random, cuantas: int) -> str:
    """Unas oraciones del marco, revueltas."""
    texto = (DOCUMENTOS / "marco-apci-capitulo-2.txt").read_text(encoding="utf-8")
    palabras = [palabra for palabra in texto.split() if palabra.isalpha()]
    return " ".join(" ".join(azar.choices(palabras, k=azar.randint(8, 22))).capitalize() + "." for _ in range(cuantas))


def _partido(azar: random.Random, texto: str) -> str:
    """Un texto en tandas de formatos distintos, cortadas en cualquier letra, y con cosas que no se ven en medio."""
    cortes = sorted({0, len(texto), *(azar.randrange(len(texto)) for _ in range(4))})
    formatos = ("", "<w:b/>", "<w:i/>", '<w:color w:val="1F1F1F"/>', '<w:vanish w:val="0"/>', '<w:sz w:val="24"/>')
    escondidas = (
        tanda(SECRETO, "<w:vanish/>"),
        tanda(SECRETO, '<w:color w:val="FFFFFF"/>'),
        tanda(SECRETO, '<w:rStyle w:val="Escondido"/>'),
        f'<w:del w:id="1"><w:r><w:delText>{SECRETO}</w:delText></w:r></w:del>',
        f'<w:moveFrom w:id="2">{tanda(SECRETO)}</w:moveFrom>',
        f"<w:r><w:instrText>{SECRETO}</w:instrText></w:r>",
        "<w:proofErr/>",
        '<w:bookmarkStart w:id="1" w:name="a"/>',
    )
    trozos: list[str] = []
    for desde, hasta in pairwise(cortes):
        trozo = tanda(texto[desde:hasta], azar.choice(formatos))
        trozos.append(azar.choice((trozo, f"<w:ins>{trozo}</w:ins>", f"<w:hyperlink>{trozo}</w:hyperlink>", trozo)))
        trozos += [azar.choice(escondidas)] if azar.random() < 0.5 else []
    return "".join(trozos)


@dataclass
class _Word:
    cuerpo: list[str] = field(default_factory=list[str])
    esperado: list[Esperado] = field(default_factory=list[Esperado])

    def poner(self, xml: str, clase: ClaseDeBloque | None = None, texto: str = "") -> None:
        self.cuerpo.append(xml)
        if clase is not None:
            self.esperado.append((clase, texto))


def _en_renglones(filas: Sequence[Sequence[str]]) -> str:
    return "\n".join(" | ".join(fila) for fila in filas)


def word_largo(semilla: int) -> Hecho:
    """Un .docx de diez capítulos con todo lo que suele traer uno, y lo que debe leerse."""
    azar = random.Random(semilla)
    hecho = _Word()
    hecho.poner(parrafo("Directiva de convenios", "Ttulo"), ClaseDeBloque.TITULO, "Directiva de convenios")
    hecho.poner(parrafo("Capítulo primero\t3", "TDC1"), ClaseDeBloque.ROTULO, "Capítulo primero 3")
    romanos, notas, articulo = "I II III IV V VI VII VIII IX X".split(), list[str](), 0
    for numero, romano in enumerate(romanos, 1):
        nombre = oraciones(azar, 1)[:40].strip()
        hecho.poner(parrafo(nombre, "Ttulo1"), ClaseDeBloque.TITULO, f"{romano}. {nombre}")
        texto = oraciones(azar, 4)
        hecho.poner(parrafo(_partido(azar, texto)), ClaseDeBloque.PARRAFO, texto)
        texto = oraciones(azar, 2)
        llamada = f'<w:r><w:footnoteReference w:id="{numero}"/></w:r>'
        hecho.poner(parrafo(tanda(texto[:30]) + llamada + tanda(texto[30:])), ClaseDeBloque.PARRAFO, texto)
        nota = oraciones(azar, 1)
        notas.append(f'<w:footnote w:id="{numero}">{parrafo("<w:r><w:footnoteRef/></w:r>" + tanda(nota))}</w:footnote>')
        for letra in "abc":
            texto = oraciones(azar, 1)
            lista, marca = (en_lista(2), f"{letra})") if numero == 1 else (en_lista(4), "•")
            hecho.poner(parrafo(tanda(texto), "", lista), ClaseDeBloque.VINETA, f"{marca} {texto}")
        hecho.poner(parrafo("Alcance", "Ttulo2"), ClaseDeBloque.TITULO, f"{romano}.1 Alcance")
        for _ in range(2):
            articulo += 1
            texto = oraciones(azar, 2)
            hecho.poner(parrafo(tanda(texto), "", en_lista(3)), ClaseDeBloque.PARRAFO, f"Artículo {articulo}.- {texto}")
        filas = [[oraciones(azar, 1)[:25].strip() for _ in range(3)] for _ in range(4)]
        hecho.poner(parrafo("Cuadro de metas", "Descripcin"), ClaseDeBloque.ROTULO, "Cuadro de metas")
        hecho.poner(
            tabla(filas, '<w:tblStyle w:val="Azul"/>'),
            ClaseDeBloque.TABLA,
            "\n".join(" | ".join(fila) for fila in filas),
        )
        hecho.poner(parrafo("<w:r><w:br w:type='page'/></w:r>"))
        hecho.esperado.append((ClaseDeBloque.NOTA, nota))
    comentarios = f'<w:comment w:id="1">{parrafo(SECRETO)}</w:comment>'
    octetos = word(
        "".join(hecho.cuerpo),
        "Microsoft Word - Documento1",
        styles=ESTILOS,
        numbering=NUMERACION,
        footnotes=f'<w:footnote w:type="separator" w:id="-1">{parrafo(SECRETO)}</w:footnote>' + "".join(notas),
        comments=comentarios,
    )
    # Las notas salen al acabar su apartado, que es el «Alcance» o el capítulo en que están llamadas.
    return Hecho(octetos, tuple(_notas_en_su_lugar(hecho.esperado)))


def _notas_en_su_lugar(esperado: Sequence[Esperado]) -> list[Esperado]:
    """La nota de cada capítulo, antes del título que sigue a quien la llama."""
    puestos: list[Esperado] = []
    for uno in esperado:
        if uno[0] is not ClaseDeBloque.NOTA:
            puestos.append(uno)
            continue
        lugar = max(numero for numero, otro in enumerate(puestos) if otro[1].endswith(".1 Alcance"))
        puestos.insert(lugar, uno)
    return puestos


def pagina_larga(semilla: int) -> Hecho:
    """Una página guardada, con lo que la rodea y con lo que no se ve, y lo que debe leerse."""
    azar = random.Random(semilla)
    cuerpo: list[str] = ["<h1>Guía de alianzas</h1>"]
    esperado: list[Esperado] = [(ClaseDeBloque.TITULO, "Guía de alianzas")]
    escondido = (
        f"<p hidden>{SECRETO}</p>", f'<div style="display: none">{SECRETO}</div>', f"<!-- {SECRETO} -->",
        f'<p class="oculto">{SECRETO}</p>', f'<span style="color:#fff">{SECRETO}</span>', f"<script>{SECRETO}</script>",
        f'<p style="position:absolute; left:-9999px">{SECRETO}</p>', f'<p style="font-size:0">{SECRETO}</p>',
        f'<aside>{SECRETO}</aside>', f'<form><input value="{SECRETO}"><label>{SECRETO}</label></form>',
        f'<p style="visibility:hidden">{SECRETO}</p>', f'<p style="opacity:0">{SECRETO}</p>',
    )  # fmt: skip
    for numero in range(1, 11):
        nombre = oraciones(azar, 1)[:40].strip()
        cuerpo.append(f"<h2>{nombre}</h2>")
        esperado.append((ClaseDeBloque.TITULO, nombre))
        for _ in range(3):
            texto = oraciones(azar, 3)
            palabras = texto.split()
            marcado = " ".join(
                f"<a href='x'>{palabra}</a>"
                if azar.random() < 0.1
                else f"<b>{palabra}</b>"
                if azar.random() < 0.1
                else palabra
                for palabra in palabras
            )
            cuerpo += [f"<p>{marcado}</p>", azar.choice(escondido)]
            esperado.append((ClaseDeBloque.PARRAFO, texto))
        puntos = [oraciones(azar, 1) for _ in range(3)]
        cuerpo.append("<ol>" + "".join(f"<li>{punto}" for punto in puntos) + "</ol>")
        esperado += [(ClaseDeBloque.VINETA, f"{lugar}. {punto}") for lugar, punto in enumerate(puntos, 1)]
        cuerpo.append(f"<h3>{numero}.1 Alcance</h3>")
        esperado.append((ClaseDeBloque.TITULO, f"{numero}.1 Alcance"))
        filas = [[oraciones(azar, 1)[:25].strip() for _ in range(3)] for _ in range(4)]
        cuerpo.append(
            "<table><caption>Metas</caption>"
            + "".join("<tr>" + "".join(f"<td><p>{celda}</p></td>" for celda in fila) + "</tr>" for fila in filas)
            + "</table>"
        )
        esperado.append((ClaseDeBloque.ROTULO, "Metas"))
        esperado.append((ClaseDeBloque.TABLA, _en_renglones(filas)))
    pagina = f"""<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>Guía - {SECRETO}</title>
    <style>body {{ color: #222 }} .oculto {{ display: none }}</style></head><body>
    <header><a href="/">{SECRETO}</a></header><nav><ul><li>{SECRETO}</ul></nav>
    <main>{"".join(cuerpo)}</main><footer><p>{SECRETO}</p></footer></body></html>"""
    return Hecho(pagina.encode(), tuple(esperado))


def hoja_larga(semilla: int) -> Hecho:
    """Un .xlsx de tres hojas visibles y una oculta, y lo que debe leerse."""
    azar = random.Random(semilla)
    destino = io.BytesIO()
    esperado: list[Esperado] = []
    with xlsxwriter.Workbook(destino, {"in_memory": True}) as libro:
        blanco, tanto = libro.add_format({"font_color": "white"}), libro.add_format({"num_format": "0.0%"})
        cabecera = libro.add_format({"font_color": "white", "bg_color": "#1F4E79"})
        nada = libro.add_format({"num_format": ";;;"})
        for nombre in ("Metas", "Presupuesto", "Aliados"):
            hoja = libro.add_worksheet(nombre)
            titulo = oraciones(azar, 1)[:60].strip()
            hoja.write(0, 0, titulo)
            columnas = ["Actor", "Meta", "Avance", "Monto"]
            for lugar, columna in enumerate(columnas):
                hoja.write(2, lugar, columna, cabecera)
            filas = [columnas]
            for numero in range(3, 60):
                quien, meta = oraciones(azar, 1)[:30].strip(), oraciones(azar, 1)
                avance, monto = azar.randint(0, 1000), azar.randint(1, 10**7)
                hoja.write_row(numero, 0, [quien, meta])
                hoja.write(numero, 2, avance / 1000, tanto)
                hoja.write(numero, 3, monto / 100)
                hoja.write(numero, 5, SECRETO, azar.choice((blanco, nada)))
                hoja.write(numero, 7, SECRETO)
                if numero % 10 == 9:
                    hoja.set_row(numero, None, None, {"hidden": True})
                else:
                    filas.append([quien, meta, f"{avance / 10:.1f}%", f"{monto / 100:.12g}"])
            hoja.set_column(7, 7, None, None, {"hidden": True})
            hoja.write(62, 0, "Fuente: la agencia.")
            esperado += [(ClaseDeBloque.TITULO, nombre), (ClaseDeBloque.PARRAFO, titulo)]
            esperado.append((ClaseDeBloque.TABLA, _en_renglones(filas)))
            esperado.append((ClaseDeBloque.PARRAFO, "Fuente: la agencia."))
        oculta = libro.add_worksheet("Notas internas")
        oculta.write(0, 0, SECRETO)
        oculta.hide()
    return Hecho(destino.getvalue(), tuple(esperado))
