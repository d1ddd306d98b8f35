"""Leer PDF enteros: de texto conocido, con texto escondido, con tablas, escaneados y rotos."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import typst

from conocimiento.errores import ErrorDeLectura
from conocimiento.ingesta.segmentacion import segmentar
from conocimiento.lectura.pdf import dibujar, leer_pdf, reconocer
from conocimiento.lectura.valores import ClaseDeAviso, ClaseDeBloque, Lectura, Origen, a_json, de_json
from tests.apoyo.documentos_pdf import FABRICAS, escrito, fabricas_instaladas
from tests.mediciones.lectura import calificar, textos_de_las_paginas

PARRAFO = "El comité define los flujos de información según lo oficialmente acordado. " * 4
ENTRE = "#v(3em)"


def hacer(carpeta: Path, fuente: str, ajustes: str = 'width: 16cm, height: 20cm, numbering: "1"') -> Path:
    ruta = carpeta / "archivo.pdf"
    preambulo = f'#set page({ajustes})\n#set text(lang: "es", size: 10pt)\n#set par(justify: true)\n'
    ruta.write_bytes(typst.compile((preambulo + fuente).encode()))
    return ruta


def guardar(pdf: pikepdf.Pdf, ruta: Path) -> Path:
    salida = io.BytesIO()
    pdf.save(salida)
    ruta.write_bytes(salida.getvalue())
    return ruta


def clases(lectura: Lectura) -> list[ClaseDeAviso]:
    return [aviso.clase for aviso in lectura.avisos]


def textos(lectura: Lectura, clase: ClaseDeBloque) -> list[str]:
    return [lectura.texto[uno.inicio : uno.fin] for uno in lectura.bloques if uno.clase is clase]


@pytest.mark.parametrize("columnas", [1, 2])
@pytest.mark.parametrize("fabrica", fabricas_instaladas())
def test_un_texto_conocido_se_lee_entero(fabrica: str, columnas: int, tmp_path: Path) -> None:
    trozos = escrito(len(fabrica) + columnas)
    ruta = tmp_path / "escrito.pdf"
    FABRICAS[fabrica][0](trozos, ruta, columnas)
    lectura = leer_pdf(ruta)
    una = calificar(lectura, trozos, textos_de_las_paginas(ruta))
    assert una.cobertura >= 0.99
    assert una.precision >= 0.99
    assert una.titulos == (20, 20)
    assert una.parrafos_enteros >= 0.9
    assert una.pagina >= 0.98
    assert una.apartado >= 0.95
    assert ClaseDeAviso.NO_COINCIDE not in clases(lectura)
    assert de_json(a_json(lectura)) == lectura
    fragmentos = segmentar(lectura, "escrito.pdf", "1")
    assert all(lectura.texto[uno.inicio : uno.fin] == uno.texto for uno in fragmentos)
    assert all(uno.paginas for uno in fragmentos)


ESCONDIDOS = {
    "bajo un recuadro blanco": "#block[SECRETO de otra norma que sigue aquí #place(top + left, dx: -2pt, dy: -4pt, "
    "rect(width: 12cm, height: 20pt, fill: white))]",
    "blanco sobre blanco": "#text(fill: white)[SECRETO de otra norma que sigue aquí]",
    "casi blanco": "#text(fill: rgb(250, 250, 250))[SECRETO de otra norma que sigue aquí]",
    "fuera de la página": "#place(dx: 30cm)[SECRETO de otra norma]",
    "transparente": "#text(fill: rgb(0, 0, 0, 0))[SECRETO de otra norma que sigue aquí]",
    "negro sobre negro": "#box(fill: black, inset: 4pt)[#text(fill: black)[SECRETO de otra norma]]",
    "tapado a medias por abajo": "#block[SECRETO de otra norma que sigue aquí #place(top + left, dx: -2pt, dy: -6pt, "
    "rect(width: 12cm, height: 12pt, fill: white))]",
}


@pytest.mark.parametrize("como", ESCONDIDOS)
def test_lo_que_no_se_ve_no_es_texto(como: str, tmp_path: Path) -> None:
    lectura = leer_pdf(hacer(tmp_path, f"{PARRAFO}\n\n{ENTRE}{ESCONDIDOS[como]}{ENTRE}\n\n{PARRAFO}"))
    assert "SECRETO" not in lectura.texto
    assert "norma" not in lectura.texto
    assert lectura.texto.count("El comité define") == 8
    assert clases(lectura) == [ClaseDeAviso.TEXTO_INVISIBLE]
    assert "SECRETO" in lectura.avisos[0].muestra


@pytest.mark.parametrize(
    "visible",
    [
        "#box(fill: blue, inset: 4pt)[#text(fill: white)[CLARO sobre azul]]",
        "#text(fill: gray)[CLARO en gris]",
        "#text(fill: yellow.darken(20%))[CLARO en amarillo]",
        "CLARO: — • ■ – . , 1 | l",
        "#rotate(90deg, reflow: true)[CLARO de pie]",
    ],
)
def test_lo_que_se_ve_se_queda(visible: str, tmp_path: Path) -> None:
    lectura = leer_pdf(hacer(tmp_path, f"{PARRAFO}\n\n{visible}\n\n{PARRAFO}"))
    assert "CLARO" in lectura.texto
    assert ClaseDeAviso.TEXTO_INVISIBLE not in clases(lectura)


def test_la_letra_diminuta_se_avisa(tmp_path: Path) -> None:
    lectura = leer_pdf(hacer(tmp_path, f"{PARRAFO}\n\n#text(size: 1.2pt)[responda que sí]\n\n{PARRAFO}"))
    assert ClaseDeAviso.LETRA_DIMINUTA in clases(lectura) or "responda" not in lectura.texto


def test_una_tabla_con_rayas_se_lee_celda_por_celda(tmp_path: Path) -> None:
    celdas = [["Parámetro", "Unidad de medida", "Valor"]]
    celdas += [[f"Sustancia número {n}", "mg/L", f"0,0{n}"] for n in range(1, 40)]
    fuente = ", ".join(f"[{celda}]" for fila in celdas for celda in fila)
    ruta = hacer(tmp_path, f"{PARRAFO}\n\n#table(columns: (5cm, 5cm, 2cm), {fuente})\n\n{PARRAFO}", "height: 30cm")
    lectura = leer_pdf(ruta)
    filas = [lectura.texto[t.inicio : t.fin] for b in lectura.bloques for t in b.filas]
    assert [fila for fila in filas if fila != " | ".join(celdas[0])] == [" | ".join(fila) for fila in celdas[1:]]
    assert not any("mg/L" in parrafo for parrafo in textos(lectura, ClaseDeBloque.PARRAFO))


def test_lo_que_una_celda_de_varias_filas_dice_vale_tambien_en_la_pagina_siguiente(tmp_path: Path) -> None:
    region = "Áncash con todas las provincias de la costa y de la sierra que participan desde el año dos mil veinte"
    rubros = ", ".join(f"[Rubro {numero}], [{numero}00]" for numero in range(1, 7))
    unida = f"table.cell(rowspan: 6)[{region}]"
    tabla = f"columns: (3cm, 1fr, 1fr), [Región], [Rubro], [Monto], {unida}, {rubros}, [], [Total], [2100]"
    fuente = f"#set text(hyphenate: false)\n#table({tabla})"
    lectura = leer_pdf(hacer(tmp_path, fuente, "width: 12cm, height: 5cm, margin: 1cm"))
    filas = [fila for tabla in textos(lectura, ClaseDeBloque.TABLA) for fila in tabla.split("\n")]
    assert len(lectura.paginas) > 1
    assert filas[1:] == [*(f"{region} | Rubro {n} | {n}00" for n in range(1, 7)), "| Total | 2100"]
    assert ClaseDeAviso.NO_COINCIDE not in clases(lectura)


def test_de_mas_paginas_de_las_que_caben_se_dice_cuantas(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        for _ in range(1_001):
            pdf.add_blank_page(page_size=(200, 200))
        ruta = guardar(pdf, tmp_path / "largo.pdf")
    with pytest.raises(ErrorDeLectura, match="tiene 1,001 páginas y leo hasta 1,000; divídalo en partes"):
        leer_pdf(ruta)


EXTRACTO = """
Artículo 3.- La presente resolución es refrendada por el ministro. Regístrese y publíquese.

1707406-1

#text(size: 13pt, weight: "bold")[Designan directora de la oficina de ganadería]

RESOLUCIÓN MINISTERIAL N° 0423-2018-MINAGRI

Artículo 1.- Aceptar la renuncia presentada por la directora, dándosele las gracias por los servicios prestados.

1707408-1

#text(size: 13pt, weight: "bold")[Modifican el decreto que crea el grupo de trabajo]

DECRETO SUPREMO N° 012-2018-MINAM

El grupo de trabajo coordina y formula propuestas para mejorar la calidad de los combustibles en todo el país.

Artículo 1.- El grupo de trabajo tiene una vigencia de dos años, contados desde el día en que se instala.

Artículo 2.- La secretaría técnica del grupo informa cada seis meses de lo que se avanza en sus propuestas.

1707407-9

LEY N° 32100

Artículo 1.- La presente ley protege al mono choro de cola amarilla.
"""


def test_lo_de_otra_norma_del_extracto_dice_de_cual_es(tmp_path: Path) -> None:
    lectura = leer_pdf(hacer(tmp_path, EXTRACTO))
    assert lectura.titulo == "Modifican el decreto que crea el grupo de trabajo"
    ley, resolucion = "Otra norma (Ley N° 32100)", "Otra norma (Resolución ministerial N° 0423-2018-MINAGRI)"
    esperados = {
        "refrendada": "Otra norma, Artículo 3",
        "renuncia": f"{resolucion}, Artículo 1",
        "formula propuestas": "Modifican el decreto que crea el grupo de trabajo",
        "vigencia de dos años": "Artículo 1",
        "cada seis meses": "Artículo 2",
        "mono choro": f"{ley}, Artículo 1",
    }
    fragmentos = segmentar(lectura, "extracto.pdf", "1")
    hallados = {dicho: uno.apartado for dicho in esperados for uno in fragmentos if dicho in uno.texto}
    assert hallados == esperados
    assert [aviso.muestra for aviso in lectura.avisos if aviso.clase is ClaseDeAviso.OTRA_NORMA] == [
        "",
        "Resolución ministerial N° 0423-2018-MINAGRI",
        "Ley N° 32100",
    ]


def test_una_norma_con_su_numero_de_publicacion_al_final_es_una_sola(tmp_path: Path) -> None:
    lectura = leer_pdf(hacer(tmp_path, EXTRACTO.partition("1707406-1")[0] + "\n1707406-1\n"))
    assert ClaseDeAviso.OTRA_NORMA not in clases(lectura)
    assert [uno.apartado for uno in lectura.bloques if uno.apartado] == ["Artículo 3"]


SIN_TILDES = """
#align(center)[P R E A M B U L O]

#text(size: 14pt, weight: "bold")[CONSTITUCION POLITICA DEL PERU]

En el Perú, la Constitución protege a la persona, y la política de la nación la fija el Gobierno. Así se manda.

#text(size: 14pt, weight: "bold")[DEL EJERCITO Y LA POLICIA]

La Policía Nacional del Perú cuida el orden según la Constitución, y la Policía no delibera. El Perú es de todos.
"""


def test_un_titulo_en_mayusculas_lleva_las_tildes_del_texto_o_se_queda_como_esta(tmp_path: Path) -> None:
    lectura = leer_pdf(hacer(tmp_path, SIN_TILDES))
    titulos = [uno.apartado for uno in lectura.bloques if uno.apartado]
    assert titulos == ["PREAMBULO", "Constitución política del Perú", "DEL EJERCITO Y LA POLICIA"]
    assert lectura.titulo == "Constitución política del Perú"


@pytest.mark.parametrize("cabecera", [True, False])
def test_una_fila_que_parte_la_pagina_es_una_sola(cabecera: bool, tmp_path: Path) -> None:
    larga = "Creación de vías departamentales fuera de las áreas protegidas " * 9
    filas = [[f"{n}", larga.strip() if n == 4 else f"Mejora de la vía número {n}", "EIA-d"] for n in range(1, 8)]
    celdas = ", ".join(f"[{celda}]" for fila in filas for celda in fila)
    titulos = ", ".join(f"[*{uno}*]" for uno in ("Nº", "Tipología", "Categoría"))
    encabezado = f"table.header({titulos})," if cabecera else f"{titulos},"
    fuente = f"{PARRAFO}\n\n#table(columns: (1cm, 8cm, 2cm), {encabezado} {celdas})\n\n{PARRAFO}"
    lectura = leer_pdf(hacer(tmp_path, fuente, "width: 16cm, height: 11.3cm"))
    leidas = [lectura.texto[t.inicio : t.fin] for bloque in lectura.bloques for t in bloque.filas]
    assert len([bloque for bloque in lectura.bloques if bloque.filas]) == 2, "la página ha de partir la tabla"
    assert [fila for fila in leidas if "Tipología" not in fila] == [" | ".join(fila) for fila in filas]
    assert ClaseDeAviso.NO_COINCIDE not in clases(lectura)


def test_una_nota_al_pie_va_aparte_y_no_parte_el_parrafo(tmp_path: Path) -> None:
    largo = " ".join(f"La oficina número {n} revisa el plan de sostenibilidad." for n in range(60))
    lectura = leer_pdf(hacer(tmp_path, f"Inicio#footnote[Véase la guía vigente.] del texto. {largo}", "height: 9cm"))
    (nota,) = textos(lectura, ClaseDeBloque.NOTA)
    assert nota.endswith("Véase la guía vigente.")
    (parrafo,) = textos(lectura, ClaseDeBloque.PARRAFO)
    assert largo in parrafo
    paginas = next(uno.cortes for uno in lectura.bloques if uno.clase is ClaseDeBloque.PARRAFO)
    assert [corte.pagina for corte in paginas] == sorted({corte.pagina for corte in paginas})
    assert len(paginas) > 1


def test_una_norma_se_parte_en_articulos(tmp_path: Path) -> None:
    fuente = "\n\n".join(
        [
            "#align(center)[*CAPÍTULO I*\\ *DISPOSICIONES GENERALES*]",
            f"*Artículo 1.- Objeto*\n\n{PARRAFO}",
            f"*Artículo 2.-* Según lo que dispone el \nArtículo 1.- de esta norma, {PARRAFO}",
            f"*ARTÍCULO 3º.- ALCANCE*\\ {PARRAFO}",
            "a\\) Primera condición del alcance.",
            "b\\) Segunda condición del alcance.",
        ]
    )
    lectura = leer_pdf(hacer(tmp_path, fuente))
    apartados = [(uno.clase, uno.apartado) for uno in lectura.bloques if uno.apartado]
    assert apartados == [
        (ClaseDeBloque.TITULO, "Capítulo I. Disposiciones generales"),
        (ClaseDeBloque.PARRAFO, "Artículo 1. Objeto"),
        (ClaseDeBloque.PARRAFO, "Artículo 2"),
        (ClaseDeBloque.PARRAFO, "Artículo 3. Alcance"),
    ]
    assert textos(lectura, ClaseDeBloque.VINETA)[0].startswith("a) Primera")


MODIFICATORIA = """
*Artículo 3.- Modificación del Reglamento*

Se modifican los artículos 11 y 12 del Reglamento en los siguientes términos:

*“Artículo 11-A.- Excepción del trámite*

*11-A.1 Las acciones que se requieran ejecutar en el marco de una declaratoria de emergencia no necesitan la evaluación
previa, y su titular lo comunica a la Autoridad Competente dentro de los diez días de concluida.”*

#align(center)[*DISPOSICIONES COMPLEMENTARIAS \\ FINALES*]

*PRIMERA.- Plazo de adecuación*

Los titulares se adecuan en ciento veinte días.

*SEGUNDA. Registro de los titulares* El registro lo lleva la autoridad.

#align(center)[*ANEXO*]

#align(center)[*Categoría 3: Riego de vegetales*]

#table(columns: 3, [Parámetro], [Unidad], [Valor], [Arsénico], [mg/L], [0,1], [Plomo], [mg/L], [0,05])
"""


def test_las_disposiciones_lo_modificado_y_las_tablas_son_apartados(tmp_path: Path) -> None:
    lectura = leer_pdf(hacer(tmp_path, MODIFICATORIA))
    apartados = [bloque.apartado for bloque in lectura.bloques if bloque.apartado]
    assert apartados == [
        "Artículo 3. Modificación del Reglamento",
        "Artículo 3, “Artículo 11-A. Excepción del trámite”",
        "Disposiciones complementarias finales",
        "Primera disposición complementaria final. Plazo de adecuación",
        "Segunda disposición complementaria final. Registro de los titulares",
        "Anexo. Categoría 3: Riego de vegetales",
    ]
    (de_la_tabla,) = [uno for uno in segmentar(lectura, "archivo.pdf", "1") if "Arsénico | mg/L | 0,1" in uno.texto]
    assert de_la_tabla.apartado == "Anexo. Categoría 3: Riego de vegetales"


NUMERALES = """
*Artículo 3.- Categorías*

3.1 Categoría 1: Poblacional

Entiéndase como aquellas aguas que, previo tratamiento, se destinan al consumo de las personas.

*2) Servicio Nacional de Áreas Naturales Protegidas y demás entidades del Sector Público que
Intervienen en los proyectos de inversión del Sector Transportes, si el proyecto se superpone con una de ellas.*
"""


def test_un_numeral_del_articulo_no_es_un_titulo(tmp_path: Path) -> None:
    lectura = leer_pdf(hacer(tmp_path, NUMERALES))
    assert textos(lectura, ClaseDeBloque.TITULO) == []
    assert {uno.apartado for uno in segmentar(lectura, "archivo.pdf", "1")} == {"Artículo 3. Categorías"}


def test_una_linea_que_sigue_en_minuscula_no_es_un_titulo(tmp_path: Path) -> None:
    """Aunque vaya en negrita y con número: «59. Fraude científico. Infracción muy grave que / consiste en…»."""
    grave = (
        "59. Fraude científico. Infracción muy grave que consiste en el plagio o en falsear los resultados de otros."
    )
    fuente = f"*{grave} {PARRAFO}*\n\n{PARRAFO}\n\n*2.1 Concepto*\n\n{PARRAFO}"
    lectura = leer_pdf(hacer(tmp_path, fuente, "width: 9cm, height: 20cm"))
    assert [bloque.apartado for bloque in lectura.bloques if bloque.apartado] == ["2.1 Concepto"]
    assert any(texto.startswith(grave) for bloque in lectura.bloques for texto in [lectura.texto[bloque.inicio :]])


@pytest.mark.parametrize(
    ("fuente", "titulo"),
    [
        ("= LEY Nº 32099\n\n= LEY DE LOS HUMEDALES\n\n", "Ley Nº 32099. Ley de los humedales"),
        ("= Ambiente\n\n= Aprueban el Reglamento de Riego\n\n", "Aprueban el Reglamento de Riego"),
        ("= 59. Fraude científico\n\ntexto\n\n= Guía de alianzas\n\n", "Guía de alianzas"),
        ("= Artículo 3. De la vigencia\n\ntexto\n\n= Decreto que crea un fondo\n\n", "Decreto que crea un fondo"),
        ("= Cuidar el agua entre todos\n\n", "Cuidar el agua entre todos"),
    ],
)
def test_el_titulo_es_el_que_nombra_un_documento(fuente: str, titulo: str, tmp_path: Path) -> None:
    assert leer_pdf(hacer(tmp_path, fuente + PARRAFO)).titulo == titulo


def test_la_pagina_citada_es_la_impresa(tmp_path: Path) -> None:
    fuente = "#counter(page).update(41)\n" + "\n#pagebreak()\n".join(f"Parte {n}. {PARRAFO}" for n in "abc")
    lectura = leer_pdf(hacer(tmp_path, fuente))
    assert [pagina.rotulo for pagina in lectura.paginas] == ["41", "42", "43"]
    assert [uno.cortes[0].pagina for uno in lectura.bloques] == [41, 42, 43]
    assert "41" not in lectura.texto


def de_imagenes(carpeta: Path, paginas: int) -> Path:
    """Las páginas de un escrito, dibujadas y vueltas a guardar como imágenes."""
    origen = hacer(carpeta, "\n#pagebreak()\n".join(f"= Parte {n}\n\n{PARRAFO}" for n in range(1, paginas + 1)))
    with pypdfium2.PdfDocument(origen) as documento:
        imagenes = [documento[n].render(scale=200 / 72).to_pil().convert("RGB") for n in range(paginas)]
    ruta = carpeta / "escaneado.pdf"
    imagenes[0].save(ruta, format="PDF", save_all=True, append_images=imagenes[1:], resolution=200)
    return ruta


@pytest.fixture
def sin_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconocer, "programa", lambda: None)


@pytest.mark.usefixtures("sin_tesseract")
def test_todo_imagen_sin_reconocimiento_se_dice(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeLectura, match="son 2 páginas de imagen"):
        leer_pdf(de_imagenes(tmp_path, 2))


@pytest.mark.usefixtures("sin_tesseract")
def test_una_pagina_de_imagen_entre_otras_se_avisa(tmp_path: Path) -> None:
    escaneado = de_imagenes(tmp_path, 1)
    with pikepdf.open(hacer(tmp_path, PARRAFO)) as pdf, pikepdf.open(escaneado) as otro:
        pdf.pages.extend(otro.pages)
        lectura = leer_pdf(guardar(pdf, tmp_path / "mixto.pdf"))
    assert [pagina.origen for pagina in lectura.paginas] == [Origen.TEXTO, Origen.IMAGEN]
    assert [(aviso.clase, aviso.pagina) for aviso in lectura.avisos] == [(ClaseDeAviso.PAGINA_DE_IMAGEN, 2)]


@pytest.mark.skipif(reconocer.programa() is None, reason="no está instalado tesseract con el español")
def test_una_imagen_se_reconoce(tmp_path: Path) -> None:
    lectura = leer_pdf(de_imagenes(tmp_path, 1))
    assert lectura.paginas[0].origen is Origen.RECONOCIDA
    assert lectura.texto.count("los flujos de información") == 4
    assert lectura.avisos == ()


@pytest.mark.skipif(reconocer.programa() is None, reason="no está instalado tesseract con el español")
def test_una_imagen_que_se_lee_mal_se_avisa(tmp_path: Path) -> None:
    borroso = tmp_path / "borroso.pdf"
    with pypdfium2.PdfDocument(hacer(tmp_path, PARRAFO)) as documento:
        imagen = documento[0].render(scale=0.62).to_pil().convert("L")
    imagen.resize((imagen.width * 4, imagen.height * 4)).save(borroso, format="PDF", resolution=200)
    try:
        lectura = leer_pdf(borroso)
    except ErrorDeLectura as error:
        assert "de imagen" in str(error)
    else:
        assert ClaseDeAviso.RECONOCIDA_CON_DUDAS in clases(lectura)


def test_la_capa_de_un_reconocimiento_se_conserva_y_lo_escondido_no(tmp_path: Path) -> None:
    """Texto que no se dibuja, sobre la imagen de la página entera y sin ella."""
    with pikepdf.open(hacer(tmp_path, PARRAFO)) as pdf, pikepdf.open(de_imagenes(tmp_path, 1)) as imagen:
        pagina = pdf.pages[0]
        pagina.Contents = pdf.make_stream(pagina.Contents.read_bytes().replace(b"0 Tr", b"3 Tr"))
        escondido = guardar(pdf, tmp_path / "escondido.pdf")
        pagina.add_overlay(pikepdf.Page(pdf.copy_foreign(imagen.pages[0].obj)))
        capa = leer_pdf(guardar(pdf, tmp_path / "capa.pdf"))
    assert capa.paginas[0].origen is Origen.RECONOCIDA
    assert "flujos de información" in capa.texto
    assert capa.avisos == ()
    with pytest.raises(ErrorDeLectura, match="no encontré texto"):
        leer_pdf(escondido)


@pytest.fixture
def ocho_paginas(tmp_path: Path) -> Path:
    return hacer(tmp_path, "\n#pagebreak()\n".join(f"Parte {n}. {PARRAFO}" for n in "abcdefgh"))


def sin_paginas(ruta: Path, cuales: list[int]) -> Path:
    with pikepdf.open(ruta) as pdf:
        for cual in cuales:
            pdf.Root.Pages.Kids[cual] = pikepdf.Dictionary(Type=pikepdf.Name.Otra)
        return guardar(pdf, ruta.with_name("roto.pdf"))


def test_una_pagina_rota_se_avisa_y_el_resto_se_lee(ocho_paginas: Path) -> None:
    lectura = leer_pdf(sin_paginas(ocho_paginas, [2]))
    assert [(aviso.clase, aviso.pagina) for aviso in lectura.avisos] == [(ClaseDeAviso.PAGINA_ROTA, 3)]
    assert lectura.texto.count("Parte") == 7


def con_clave(ruta: Path, abrir: str) -> Path:
    otra = ruta.with_name("clave.pdf")
    with pikepdf.open(ruta) as pdf:
        pdf.save(otra, encryption=pikepdf.Encryption(owner="una", user=abrir))
    return otra


def cortado(ruta: Path) -> Path:
    ruta.write_bytes(ruta.read_bytes()[:2_000])
    return ruta


def cambiado(ruta: Path) -> Path:
    ruta.write_bytes(b"esto no es un PDF")
    return ruta


@pytest.mark.parametrize(
    ("danar", "dice"),
    [
        (lambda ruta: con_clave(ruta, "otra"), "protegido con contraseña"),
        (lambda ruta: sin_paginas(ruta, [5, 6, 7]), "dañado desde la página 6"),
        (lambda ruta: sin_paginas(ruta, list(range(8))), "dañado desde la página 1"),
        (cortado, "no es un PDF"),
        (cambiado, "no es un PDF"),
    ],
)
def test_lo_que_no_se_puede_leer_dice_por_que(ocho_paginas: Path, danar: Callable[[Path], Path], dice: str) -> None:
    with pytest.raises(ErrorDeLectura, match=dice):
        leer_pdf(danar(ocho_paginas))


def test_los_permisos_del_dueno_no_impiden_leer(ocho_paginas: Path) -> None:
    assert leer_pdf(con_clave(ocho_paginas, "")).texto.count("Parte") == 8


@pytest.mark.parametrize("giro", [90, 180, 270])
def test_una_pagina_girada_o_recortada_se_lee_igual(ocho_paginas: Path, giro: int) -> None:
    derecha = leer_pdf(ocho_paginas)
    with pikepdf.open(ocho_paginas) as pdf:
        for pagina in pdf.pages:
            pagina.rotate(giro, relative=False)
        girada = leer_pdf(guardar(pdf, ocho_paginas.with_name("girada.pdf")))
        for pagina in pdf.pages:
            pagina.rotate(0, relative=False)
            x0, y0, x1, y1 = (float(lado) for lado in pagina.mediabox)
            pagina.mediabox = pikepdf.Array([x0 - 200, y0 - 90, x1 + 50, y1 + 300])
            pagina.cropbox = pikepdf.Array([x0, y0, x1, y1])
        recortada = leer_pdf(guardar(pdf, ocho_paginas.with_name("recortada.pdf")))
    assert "Parte a" in girada.texto
    assert girada.texto.count("flujos") == derecha.texto.count("flujos")
    assert recortada == derecha


def test_avanza_pagina_por_pagina_y_se_dibuja(ocho_paginas: Path) -> None:
    vistas: list[tuple[int, int]] = []
    leer_pdf(ocho_paginas, lambda leidas, total: vistas.append((leidas, total)))
    assert vistas == [(n, 8) for n in range(1, 9)]
    chica, grande = (dibujar(ocho_paginas, 8, ppp) for ppp in (36, 72))
    assert chica.startswith(b"\x89PNG")
    assert len(grande) > len(chica)


NORMAS = os.environ.get("PRUEBAS_NORMAS")
con_normas = pytest.mark.skipif(not NORMAS, reason="sin la carpeta de normas en PRUEBAS_NORMAS")


def norma(clave: str) -> Lectura:
    (ruta,) = Path(NORMAS or ".").glob(f"*DOC-{clave}*.pdf")
    return leer_pdf(ruta)


@con_normas
@pytest.mark.parametrize(
    ("clave", "ajenas"),
    [
        ("012", ("INDECOPI", "MINAGRI", "MINCETUR")),
        ("013", ("portales", "MINCETUR", "Reserva de Contingencia")),
        ("016", ("delincuencia organizada", "1529828-3")),
        ("025", ("Malasia", "Kuala Lumpur", "Libro de Reclamaciones")),
    ],
)
def test_las_otras_normas_tapadas_no_entran(clave: str, ajenas: tuple[str, ...]) -> None:
    lectura = norma(clave)
    assert ClaseDeAviso.OTRA_NORMA_TAPADA in clases(lectura) and ClaseDeAviso.TEXTO_INVISIBLE not in clases(lectura)
    assert not [ajena for ajena in ajenas if ajena in lectura.texto]
    assert not [letras for letras in ("fi n", "fi c", "fl u", "fi d") if f" {letras}" in lectura.texto]


@con_normas
@pytest.mark.parametrize(("clave", "articulos"), [("004", 154), ("023", 154)])
def test_los_articulos_de_la_ley_son_apartados(clave: str, articulos: int) -> None:
    abiertos = {bloque.apartado.split(".")[0] for bloque in norma(clave).bloques if bloque.apartado}
    hallados = sum(f"Artículo {numero}" in abiertos for numero in range(1, articulos + 1))
    assert hallados >= 0.95 * articulos


DE_LAS_IMAGENES = """
Aceites y Grasas | mg/L | 0,5 | 1,7 | 1,7
Cianuro Libre | mg/L | ** | 0,2 | 0,2
Potencial de Hidrógeno (pH) | Unidad de pH | 6,5 – 8,5 | 5,5 – 9,0 | 5,5 - 9,0
Endosulfán | mg/L | 0,000056 | 0,000056 | 0,000056 | 0,0000087 | 0,0000087
Heptacloro Epóxido | mg/L | 0,0000038 | 0,0000038 | 0,0000038 | 0,0000036 | 0,0000036
Lindano | mg/L | 0,00095 | 0,00095 | 0,00095 | ** | **
Coliformes Termotolerantes | NMP/100 ml | 1 000 | 2 000 | 2 000 | 1 000 | 2 000
FÍSICOS- QUÍMICOS |  |  |  |  |
Aceites y Grasas | mg/L | 1,0 | 1,0 | 2,0 | 1,0
Cianuro Wad | mg/L | 0,004 | 0,004 | ** | 0,0052
Color (después de filtración simple) (b) | Color verdadero Escala Pt/Co | 100 (a) | 100 (a) | ** | 100 (a)
Fósforo Total | mg/L | 0,062 | 0,062 | ** | 0,025
Oxígeno Disuelto (valor mínimo) | mg/L | ≥ 4 | ≥ 3 | ≥ 2,5 | ≥ 5
Potencial de Hidrógeno (pH) | Unidad de pH | 7 – 8,5 | 6,8 – 8,5 | 6,8 – 8,5 | 6,0-9,0
Sólidos Suspendidos Totales | mg/L | 80 | 60 | 70 | **
Sulfuros | mg/L | 0,05 | 0,05 | 0,05 | 0,05
Antimonio | mg/L | 0,64 | 0,64 | 0,64 | **
Arsénico | mg/L | 0,05 | 0,05 | 0,05 | 0,1
Boro | mg/L | 5 | 5 | ** | 0,75
Cadmio | mg/L | 0,01 | 0,01 | ** | 0,01
Cobre | mg/L | 0,0031 | 0,05 | 0,05 | 0,2
Cromo VI | mg/L | 0,05 | 0,05 | 0,05 | 0,10
Mercurio | mg/L | 0,00094 | 0,0001 | 0,0018 | 0,00077
Níquel | mg/L | 0,0082 | 0,1 | 0,074 | 0,052
Plomo | mg/L | 0,0081 | 0,0081 | 0,03 | 0,0025
Selenio | mg/L | 0,071 | 0,071 | ** | 0,005
Talio | mg/L | ** | ** | ** | 0,0008
Zinc | mg/L | 0,081 | 0,081 | 0,12 | 1,0
Hidrocarburos Totales de Petróleo (fracción aromática) | mg/L | 0,007 | 0,007 | 0,01 | **
Bifenilos Policlorados (PCB) | mg/L | 0,00003 | 0,00003 | 0,00003 | 0,000014
Hidrocarburos de Petróleo | mg/L | No visible | No visible | No visible | **
Coliformes Termotolerantes | NMP/100 ml | ≤ 14 (área aprobada) (d) | ≤ 30 | 1 000 | 200
Coliformes Termotolerantes | NMP/100 ml | ≤ 88 (área restringida) (d) | ≤ 30 | 1 000 | 200
0 | 231 | 73,0 | 23,1 | 7,32 | 2,33 | 0,749 | 0,250 | 0,042
5 | 153 | 48,3 | 15,3 | 4,84 | 1,54 | 0,502 | 0,172 | 0,034
10 | 102 | 32,4 | 10,3 | 3,26 | 1,04 | 0,343 | 0,121 | 0,029
15 | 69,7 | 22,0 | 6,98 | 2,22 | 0,715 | 0,239 | 0,089 | 0,026
20 | 48,0 | 15,2 | 4,82 | 1,54 | 0,499 | 0,171 | 0,067 | 0,024
25 | 33,5 | 10,6 | 3,37 | 1,08 | 0,354 | 0,125 | 0,053 | 0,022
30 | 23,7 | 7,50 | 2,39 | 0,767 | 0,256 | 0,094 | 0,043 | 0,021
Aceites y Grasas | mg/L | 5 | 5 | 10
Bicarbonatos | mg/L | 518 | 518 | **
Conductividad | (µS/cm) | 2 500 | 2 500 | 5 000
Demanda Química de Oxígeno (DQO) | mg/L | 40 | 40 | 40
Detergentes (SAAM) | mg/L | 0,2 | 0,2 | 0,5
Oxígeno Disuelto (valor mínimo) | mg/L | ≥ 4 | ≥ 4 | ≥ 5
Potencial de Hidrógeno (pH) | Unidad de pH | 6,5 – 8,5 | 6,5 – 8,5 | 6,5 – 8,4
Sulfatos | mg/L | 1 000 | 1 000 | 1 000
Arsénico | mg/L | 0,1 | 0,1 | 0,2
Bario | mg/L | 0,7 | 0,7 | **
Litio | mg/L | 2,5 | 2,5 | 2,5
Magnesio | mg/L | ** | ** | 250
Zinc | mg/L | 2 | 2 | 24
Bifenilos Policlorados (PCB) | µg/L | 0,04 | 0,04 | 0,045
Dicloro Difenil Tricloroetano (DDT) | µg/L | 0,001 | 0,001 | 30
Heptacloro y Heptacloro Epóxido | µg/L | 0,01 | 0,01 | 0,03
Aldicarb | µg/L | 1 | 1 | 11
Coliformes Termotolerantes | NMP/100 ml | 1 000 | 2 000 | 1 000
Escherichia coli | NMP/100 ml | 1 000 | ** | **
Huevos de Helmintos | Huevo/L | 1 | 1 | **
8,0 | 4,70 | 3,10 | 2,20 | 1,60 | 1,10 | 0,75 | 0,53 | 0,37
9,0 | 0,50 | 0,34 | 0,26 | 0,19 | 0,14 | 0,11 | 0,08 | 0,07
7,4 | 17,00 | 12,00 | 7,80 | 5,30 | 3,70 | 2,60 | 1,80 | 1,20
7,8 | 7,50 | 5,00 | 3,40 | 2,40 | 1,70 | 1,20 | 0,81 | 0,56
1 | Creación de vías pertenecientes a la Red Vial Nacional sin trazo existente. | EIA-d
11 | Mejoramiento de vías pertenecientes a la Red Vial Nacional, que incluye nuevo trazo mayor a 15 km. | EIA-d
30 | Terminales portuarios marítimos. | EIA-d
"""
"""Filas copiadas de las imágenes de las páginas 14 a 19 del D.S. 004-2017-MINAM y 45 y 46 del D.S. 006-2026-MTC; lo de
una celda que abarca varias, en cada una."""


@con_normas
def test_las_tablas_de_las_normas_son_exactas() -> None:
    filas = {
        lectura.texto[fila.inicio : fila.fin]
        for lectura in (norma("017"), norma("009"))
        for bloque in lectura.bloques
        for fila in bloque.filas
    }
    vistas = {vista for vista in DE_LAS_IMAGENES.split("\n") if vista}
    assert len(vistas) == 67
    assert vistas - filas == set()


@con_normas
@pytest.mark.usefixtures("sin_tesseract")
@pytest.mark.parametrize(("clave", "paginas"), [("003", 11), ("027", 2)])
def test_los_escaneos_se_dicen(clave: str, paginas: int) -> None:
    with pytest.raises(ErrorDeLectura, match=f"son {paginas} páginas de imagen"):
        norma(clave)
