"""Lo que se lee de un .docx: lo que Word muestra, con su numeración, y nada de lo que no se ve."""

from pathlib import Path

import pytest

from conocimiento.lectura.oficina.numeros import escribir_numero
from conocimiento.lectura.oficina.word import leer_word
from conocimiento.lectura.valores import ClaseDeAviso, ClaseDeBloque, Lectura
from tests.apoyo import estropear
from tests.apoyo.oficina import (
    ESTILOS,
    NUMERACION,
    SECRETO,
    comparar,
    en_lista,
    parrafo,
    tabla,
    tanda,
    word,
    word_largo,
)

TITULO, PARRAFO, VINETA = ClaseDeBloque.TITULO, ClaseDeBloque.PARRAFO, ClaseDeBloque.VINETA
TABLA, NOTA, ROTULO = ClaseDeBloque.TABLA, ClaseDeBloque.NOTA, ClaseDeBloque.ROTULO


def leer(carpeta: Path, cuerpo: str, titulo: str = "", fondo: str = "", **partes: str) -> Lectura:
    partes = {"styles": ESTILOS, "numbering": NUMERACION, **partes}
    return leer_word(estropear.escribir(carpeta, word(cuerpo, titulo, fondo, **partes)))


def bloques(lectura: Lectura) -> list[tuple[ClaseDeBloque, str]]:
    return [(uno.clase, lectura.texto[uno.inicio : uno.fin]) for uno in lectura.bloques]


@pytest.mark.parametrize("semilla", range(3))
def test_un_documento_largo_se_lee_entero_y_sin_lo_que_no_se_ve(semilla: int, tmp_path: Path) -> None:
    hecho = word_largo(semilla)
    lectura = leer_word(estropear.escribir(tmp_path, hecho.octetos))
    cifras = comparar(lectura, hecho.esperado)
    assert cifras.leidas >= 99 and cifras.exactas >= 99 and cifras.bloques >= 95
    assert cifras.titulos == cifras.de == 21
    assert SECRETO not in lectura.texto and lectura.titulo == "Directiva de convenios"
    avisados = {aviso.clase for aviso in lectura.avisos}
    assert avisados == {ClaseDeAviso.TEXTO_INVISIBLE, ClaseDeAviso.CAMBIOS_SIN_ACEPTAR}


BLANCO = '<w:color w:val="FFFFFF"/>'


def _celda(fondo: str, propiedades: str) -> str:
    return f'<w:tc><w:tcPr><w:shd w:fill="{fondo}"/></w:tcPr>{parrafo(tanda(SECRETO, propiedades))}</w:tc>'


ESCONDIDO = {
    "oculto": parrafo(tanda(SECRETO, "<w:vanish/>")),
    "oculto por su estilo": parrafo(tanda(SECRETO, '<w:rStyle w:val="Escondido"/>')),
    "blanco": parrafo(tanda(SECRETO, '<w:color w:val="FFFFFF"/>')),
    "casi blanco": parrafo(tanda(SECRETO, '<w:color w:val="F4F4F4"/>')),
    "casi blanco por su estilo": parrafo(SECRETO, "Palido"),
    "negro sobre negro": parrafo(tanda(SECRETO, '<w:color w:val="000000"/><w:highlight w:val="black"/>')),
    "azul sobre un azul": parrafo(tanda(SECRETO, '<w:color w:val="1F4E79"/><w:shd w:val="clear" w:fill="1F4E7A"/>')),
    "del color del párrafo": parrafo(tanda(SECRETO, '<w:color w:val="00AA00"/>'), "", '<w:shd w:fill="00AA00"/>'),
    "del color de su celda": tabla([["a", _celda("223344", '<w:color w:val="223344"/>')], ["b", "c"]]),
    "blanco en una tabla sin fondo": tabla(
        [["a", "b"], ["c", "<w:tc>" + parrafo(tanda(SECRETO, BLANCO)) + "</w:tc>"]],
        '<w:tblStyle w:val="Azul"/>',
    ),
    "en una fila oculta": tabla([["a", "b"], ["c", "d"]]).replace(
        "</w:tbl>", f"<w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{parrafo(SECRETO)}</w:tc></w:tr></w:tbl>"
    ),
    "en una caja oculta": parrafo(
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" hidden="1"/><w:txbxContent>{parrafo(SECRETO)}'
        "</w:txbxContent></wp:inline></w:drawing></w:r>"
    ),
    "en una caja antigua oculta": parrafo(
        f'<w:r><w:pict><v:shape style="visibility:hidden"><w:txbxContent>{parrafo(SECRETO)}</w:txbxContent>'
        "</v:shape></w:pict></w:r>"
    ),
    "en un enlace": parrafo(f"<w:hyperlink>{tanda(SECRETO, '<w:vanish/>')}</w:hyperlink>"),
    "en una nota": parrafo('<w:r><w:t>a</w:t><w:footnoteReference w:id="3"/></w:r>'),
    "en un control": f"<w:sdt><w:sdtContent>{parrafo(tanda(SECRETO, '<w:vanish/>'))}</w:sdtContent></w:sdt>",
}
NOTAS = f'<w:footnote w:id="3">{parrafo(tanda(SECRETO, "<w:vanish/>"))}</w:footnote>'


@pytest.mark.parametrize("cuerpo", ESCONDIDO.values(), ids=ESCONDIDO)
def test_lo_que_no_se_ve_no_se_lee_y_se_avisa(cuerpo: str, tmp_path: Path) -> None:
    lectura = leer(tmp_path, parrafo("Se ve.") + cuerpo + parrafo("También."), footnotes=NOTAS)
    assert SECRETO not in lectura.texto
    assert {"Se ve.", "También."} <= {texto for _, texto in bloques(lectura)}
    (aviso,) = lectura.avisos
    assert (aviso.clase, aviso.muestra) == (ClaseDeAviso.TEXTO_INVISIBLE, SECRETO)


VISIBLE = {
    "blanco sobre azul": parrafo(tanda("Hola.", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F4E79"/>')),
    "blanco en la cabecera de su estilo": tabla([["Hola.", "b"], ["c", "d"]], '<w:tblStyle w:val="Azul"/>'),
    "blanco en una celda azul": tabla([["a", "b"], ["c", _celda("1F4E79", '<w:color w:val="FFFFFF"/>')]]).replace(
        SECRETO, "Hola."
    ),
    "automático": parrafo(tanda("Hola.", '<w:color w:val="auto"/>')),
    "gris": parrafo(tanda("Hola.", '<w:color w:val="A0A0A0"/>')),
    "oculto apagado": parrafo(tanda("Hola.", '<w:rStyle w:val="Escondido"/><w:vanish w:val="false"/>')),
    "marca de párrafo oculta": parrafo(tanda("Hola."), "", "<w:rPr><w:vanish/></w:rPr>"),
    "en una caja": parrafo(
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:inline><wp:docPr id='1' name='a'/><w:txbxContent>"
        f"{parrafo('Hola.')}</w:txbxContent></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        f"{parrafo('Hola.')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    ),
    "agregado sin aceptar": parrafo(f"<w:ins>{tanda('Hola.')}</w:ins>"),
    "en un control": f"<w:sdt><w:sdtContent>{parrafo('Hola.')}</w:sdtContent></w:sdt>",
}


@pytest.mark.parametrize("cuerpo", VISIBLE.values(), ids=VISIBLE)
def test_lo_que_se_ve_se_lee_una_vez(cuerpo: str, tmp_path: Path) -> None:
    lectura = leer(tmp_path, cuerpo)
    assert lectura.texto.count("Hola.") == 1
    assert not [aviso for aviso in lectura.avisos if aviso.clase is ClaseDeAviso.TEXTO_INVISIBLE]


def test_el_blanco_se_ve_si_la_pagina_se_muestra_de_otro_color(tmp_path: Path) -> None:
    blanco = parrafo(tanda("Hola.", '<w:color w:val="FFFFFF"/>'))
    assert leer(tmp_path, blanco, fondo="203040").texto == ""
    assert leer(tmp_path, blanco, fondo="203040", settings="<w:displayBackgroundShape/>").texto == "Hola."


def test_los_caracteres_invisibles_se_quitan_y_se_cuentan(tmp_path: Path) -> None:
    lectura = leer(tmp_path, parrafo("Una\u200b alian\u00adza\u202e multi\U000e0041actor\ufeff."))
    assert lectura.texto == "Una alianza multiactor."
    assert [(uno.clase, uno.cuantas) for uno in lectura.avisos] == [(ClaseDeAviso.TEXTO_INVISIBLE, 4)]


def test_la_letra_diminuta_se_lee_y_se_avisa(tmp_path: Path) -> None:
    lectura = leer(tmp_path, parrafo(tanda("Hola.", '<w:sz w:val="2"/>')))
    assert lectura.texto == "Hola."
    assert [uno.clase for uno in lectura.avisos] == [ClaseDeAviso.LETRA_DIMINUTA]


def test_los_cambios_y_los_comentarios_se_avisan(tmp_path: Path) -> None:
    borrado = f"<w:del><w:r><w:delText>{SECRETO}</w:delText></w:r></w:del><w:ins>{tanda('veinte')}</w:ins>"
    lectura = leer(tmp_path, parrafo(tanda("Son ") + borrado), comments=f"<w:comment>{parrafo(SECRETO)}</w:comment>")
    assert lectura.texto == "Son veinte"
    assert [(uno.clase, uno.cuantas) for uno in lectura.avisos] == [(ClaseDeAviso.CAMBIOS_SIN_ACEPTAR, 3)]


def test_la_numeracion_automatica_es_la_que_muestra_word(tmp_path: Path) -> None:
    cuerpo = (
        parrafo("Objeto", "Ttulo1")
        + parrafo("Alcance", "Ttulo2")
        + parrafo("Plazos", "Ttulo2")
        + parrafo("Sanciones", "Ttulo1")
        + parrafo("Multas", "Ttulo2")
        + "".join(parrafo(tanda(texto), "", en_lista(2)) for texto in ("uno", "dos"))
        + "".join(parrafo(tanda(texto), "", en_lista(2, 1)) for texto in ("dentro", "otro"))
        + parrafo(tanda("tres"), "", en_lista(2))
        + parrafo(tanda("de nuevo"), "", en_lista(2, 1))
        + parrafo(tanda("otra lista"), "", en_lista(5))
        + parrafo(tanda("Definiciones. Se entiende por:"), "", en_lista(3))
        + parrafo(tanda("punto"), "", en_lista(4))
        + parrafo("Sin número", "Ttulo1", '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + parrafo("Cierre", "Ttulo1")
    )
    assert bloques(leer(tmp_path, cuerpo)) == [
        (TITULO, "I. Objeto"), (TITULO, "I.1 Alcance"), (TITULO, "I.2 Plazos"), (TITULO, "II. Sanciones"),
        (TITULO, "II.1 Multas"), (VINETA, "a) uno"), (VINETA, "b) dos"), (VINETA, "i. dentro"), (VINETA, "ii. otro"),
        (VINETA, "c) tres"), (VINETA, "i. de nuevo"), (VINETA, "a) otra lista"),
        (PARRAFO, "Artículo 1.- Definiciones. Se entiende por:"), (VINETA, "• punto"), (TITULO, "Sin número"),
        (TITULO, "III. Cierre"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("numero", "clase", "escrito"),
    [
        (4, "upperRoman", "IV"), (1994, "lowerRoman", "mcmxciv"), (26, "lowerLetter", "z"), (28, "upperLetter", "BB"),
        (7, "decimalZero", "07"), (3, "ordinal", "3.º"), (3, "none", ""), (12, "inventada", "12"),
        (0, "lowerLetter", ""), (0, "upperRoman", ""),
    ],
)  # fmt: skip
def test_cada_clase_de_numero(numero: int, clase: str, escrito: str) -> None:
    assert escribir_numero(numero, clase) == escrito


def test_los_apartados_son_los_titulos_y_los_articulos(tmp_path: Path) -> None:
    cuerpo = (
        parrafo("De las alianzas", "", '<w:outlineLvl w:val="2"/>')
        + parrafo("Artículo 5.- Definiciones. Para la presente directiva rigen las siguientes.")
        + parrafo("Artículo 6.- Vigencia")
        + parrafo("Como dice el artículo 5, se define.")
        + parrafo(tanda("CAPÍTULO II", "<w:b/>"))
        + parrafo(tanda("7.2. Plazo de entrega", "<w:b/>"))
        + parrafo(tanda("7.3. ", "<w:b/>") + tanda("Todo lo que sigue es normal"))
        + parrafo("OBJETO DE LA NORMA Y DE SU REGLAMENTO.")
        + parrafo("Título primero muy importante.", "Ttulo1", '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + parrafo("largo " * 70, "Ttulo1", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    dados = [(uno.clase, uno.apartado, uno.nivel) for uno in leer(tmp_path, cuerpo).bloques]
    assert dados == [
        (TITULO, "De las alianzas", 3), (PARRAFO, "Artículo 5. Definiciones", 9),
        (PARRAFO, "Artículo 6. Vigencia", 9), (PARRAFO, "", 0), (TITULO, "Capítulo II", 1),
        (TITULO, "7.2. Plazo de entrega", 2), (PARRAFO, "", 0),
        (PARRAFO, "", 0), (TITULO, "Título primero muy importante", 1), (PARRAFO, "", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cuerpo", "apartado"),
    [
        (tanda("Artículo 5.- Plazo de entrega del informe anual de gestión. ", "<w:b/>") + tanda("Son diez días."),
         "Artículo 5. Plazo de entrega del informe anual de gestión"),
        (tanda("Artículo 5.- OBJETO ", "<w:b/>") + tanda("La presente norma regula."), "Artículo 5. Objeto"),
        (tanda("Artículo 5.- La presente norma regula las alianzas en todo el país."), "Artículo 5"),
        (tanda("Artículo 5.- Rige hoy."), "Artículo 5"),
        (tanda("Artículo 5.- Todo en negrita y sin más.", "<w:b/>"), "Artículo 5"),
        (tanda("ARTÍCULO ÚNICO.- Apruébese la directiva que se adjunta a la presente."), "Artículo Único"),
        (tanda("Artículo 12-A. Vigencia. La norma rige desde mañana."), "Artículo 12-A. Vigencia"),
        (tanda("Artículo 5 de la ley citada."), ""),
        (tanda("Los artículos 5.- y 6.- rigen."), ""),
    ],
    ids=range(9),
)  # fmt: skip
def test_un_articulo_se_nombra_con_su_epigrafe(cuerpo: str, apartado: str, tmp_path: Path) -> None:
    (bloque,) = leer(tmp_path, parrafo(cuerpo)).bloques
    assert (bloque.clase, bloque.apartado) == (PARRAFO, apartado)


def test_las_tablas_de_datos_y_las_que_solo_acomodan(tmp_path: Path) -> None:
    unida = (
        "<w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>{}</w:tc></w:tr>"
    ).format(parrafo("Ejes"), parrafo("Agua"), parrafo("Suelo"))
    ancha = f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{parrafo('Nota')}</w:tc></w:tr>"
    lectura = leer(
        tmp_path,
        tabla([["Eje", "Tema"], ["a", "b"]]).replace("</w:tbl>", f"{unida}{ancha}</w:tbl>")
        + tabla([["Una sola celda, con su texto."]])
        + tabla([["Columna izquierda."], ["Debajo."]])
        + tabla([[f"<w:tc>{parrafo('Alcance', 'Ttulo1')}{parrafo('Dentro.')}</w:tc>", "Al lado."], ["x", "y"]]),
    )
    assert bloques(lectura) == [
        (TABLA, "Eje | Tema\na | b\nEjes | Agua\nEjes | Suelo\nNota |"),
        (PARRAFO, "Una sola celda, con su texto."),
        (PARRAFO, "Columna izquierda."), (PARRAFO, "Debajo."),
        (TITULO, "I. Alcance"), (PARRAFO, "Dentro."), (PARRAFO, "Al lado."), (PARRAFO, "x"), (PARRAFO, "y"),
    ]  # fmt: skip
    (primera, *_) = lectura.bloques
    assert [lectura.texto[fila.inicio : fila.fin] for fila in primera.filas][2] == "Ejes | Agua"


def test_las_notas_van_al_acabar_su_apartado(tmp_path: Path) -> None:
    llamada = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    cuerpo = (
        parrafo(tanda("Uno") + llamada.format(1) + tanda(" sigue.")) + parrafo("Dos.") + parrafo("Otro", "Ttulo1")
        + parrafo(tanda("Tres.") + llamada.format(2)) + parrafo("Cuatro.")
    )  # fmt: skip
    notas = "".join(f'<w:footnote w:id="{n}">{parrafo(f"Nota {n}.")}</w:footnote>' for n in (1, 2))
    assert bloques(leer(tmp_path, cuerpo, footnotes=notas)) == [
        (PARRAFO, "Uno sigue."), (PARRAFO, "Dos."), (NOTA, "Nota 1."), (TITULO, "I. Otro"), (PARRAFO, "Tres."),
        (PARRAFO, "Cuatro."), (NOTA, "Nota 2."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("dicho", "titulo"),
    [
        ("Directiva 004-2026", "Directiva 004-2026"), ("Microsoft Word - Documento1", "Guía"), ("Documento1", "Guía"),
        ("Microsoft Word - Plan de acción.docx", "Plan de acción"), ("Sin título", "Guía"), ("", "Guía"),
        ("Document (2)", "Guía"), ("untitled.docx", "Guía"), ("plantilla", "Guía"), ("Hoja de ruta", "Hoja de ruta"),
        ("Presentación de PowerPoint", "Guía"), ("Libro1", "Guía"), ("Microsoft Word - 1.doc", "Guía"),
    ],
)  # fmt: skip
def test_el_titulo_que_se_propone(dicho: str, titulo: str, tmp_path: Path) -> None:
    assert leer(tmp_path, parrafo("Guía", "Ttulo") + parrafo("Hola."), titulo=dicho).titulo == titulo


def test_un_documento_estricto_se_lee_igual(tmp_path: Path) -> None:
    ruta = estropear.escribir(tmp_path, word(parrafo("Hola.")))
    nuevo = (
        b"<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body><w:p><w:r><w:t>Hola.</w:t></w:r>"
        b"</w:p></w:body></w:document>"
    )
    ruta.write_bytes(estropear.con_parte(ruta.read_bytes(), "word/document.xml", nuevo))
    assert leer_word(ruta).texto == "Hola."


def test_el_indice_y_las_leyendas_no_se_citan(tmp_path: Path) -> None:
    cuerpo = parrafo("Alcance\t3", "TDC1") + parrafo("Cuadro 1. Metas", "Descripcin") + parrafo("Hola.")
    assert [clase for clase, _ in bloques(leer(tmp_path, cuerpo))] == [ROTULO, ROTULO, PARRAFO]
