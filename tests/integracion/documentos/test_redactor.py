"""Los documentos de una propuesta: que digan todo, tal cual y lo mismo, y que siempre se puedan abrir."""

import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from bot.documentos.archivo import nombre_visible
from bot.documentos.errores import DocumentoNoEscrito
from bot.documentos.pdf import con_codigos
from bot.documentos.redactor import RedactorDeDocumentos
from bot.entrevista.coherencia.hallado import Observacion
from bot.entrevista.propuesta.modelo import (
    BARRA,
    Cuadro,
    Dato,
    FilaActor,
    Parrafo,
    Pendiente,
    Presupuesto,
    Procedencia,
    Propuesta,
    Seccion,
)
from tests.apoyo.lectura_documentos import juntar, texto_de_pdf, texto_de_word, textos_de_paginas
from tests.apoyo.rutas import ALIANZA

ACTOR = FilaActor(
    nombre="Municipalidad de Celendín",
    tipo="Municipalidad provincial o distrital",
    motivacion="Cerrar la brecha de agua",
    responsabilidad="Operar el sistema",
    aporte="S/ 120,000.00\nDos ingenieros",
    beneficio="Menos enfermedades",
    riesgo="Cambio de autoridades",
)
NADA = Presupuesto((), (), None, None)
PROPUESTA = Propuesta(
    titulo="Agua Segura",
    fecha=date(2026, 9, 5),
    resumen=(Parrafo("La Minera Andes propone una alianza."), Parrafo("Falta agua.", "El problema"), Parrafo("Fin.")),
    de_un_vistazo=(Dato("Ámbito", "Cajamarca"),),
    secciones=(
        Seccion(1, "Objetivo común", (Parrafo("Agua para 500 familias.", "Objetivo"),)),
        Seccion(2, "Quién propone", datos=(Dato("Organización", "Minera Andes Altos S. A. C."), Dato("RUC", None))),
        Seccion(
            3,
            "Riesgos",
            cuadros=(Cuadro(("Riesgo", "Quién", "Cómo"), (("Retraso", None, "Convenio previo"),), (40, 30, 30)),),
        ),
        Seccion(
            4,
            "Plan",
            cuadros=(
                Cuadro(("Quién", "Monto"), (("GIZ", "S/ 5"), ("Suma", "S/ 5")), (60, 40), 1, "Nota del cuadro."),
                Cuadro(("Qué", "1", "2"), (("Visitar", BARRA, ""), ("Medir", "", BARRA)), (92, 4, 4)),
            ),
        ),
    ),
    actores=(ACTOR, replace(ACTOR, nombre="Wasserhilfe e. V.", motivacion=None)),
    riesgos=(),
    presupuesto=NADA,
    observaciones=(
        Observacion("R12", "critica", "Falta decir qué recibe la población.", "2.1", False, (), titulo="Beneficios"),
        Observacion("R08", "importante", "Falta una motivación.", "2.3", True, (), titulo="Motivos", base="marco"),
        Observacion("R18", "importante", "Parece un contrato.", "2.1", False, (), posible=True, frase="será proveedor"),
    ),
    pendientes=(Pendiente("RUC", "¿Cuál es su RUC?"), Pendiente("Wasserhilfe e. V.: le motiva", "Dígalo.")),
    por_ampliar=(Pendiente("Continuidad", "¿Qué sigue después?"),),
    version_entrevista="2026-11-23",
    procedencia=(Procedencia("7. Fondos", "Presupuesto", "La persona", "23/11/2026, 10:00", "unos 900 mil soles"),),
    version_reglas="2026-11-24",
    huella="0123abcd",
    numero=3,
)
VACIA = Propuesta(None, date(2026, 9, 5), (), (), (), (), (), NADA, (), (), "2026-11-23")


HOSTILES = [
    "Ñandú & Cía <S.A.>",
    "{{7*7}} y {{ titulo }}",
    "{% raw %}{% for x in y %}",
    "{_{ y }_} y {_% y %_}",
    "{# comentario #}",
    "<w:p/></w:t></w:r> & &amp; &#65;",
    "ماء آمن للجميع",
    "Agua 💧 y familias 👩‍👩‍👧",
    "\"comillas\" 'simples' “tipográficas” `código`",
    '=HYPERLINK("http://ejemplo.pe")',
    "Línea uno\nLínea dos\n\nLínea cuatro",
    "Tabulado\tuno",
    "https://www.organizacion.org.pe/una/direccion/muy/larga " + "x" * 150,
    '#read("/etc/passwd") #sys.inputs $x^2$ *negrita* _cursiva_ @cita <etiqueta> \\\\ // nota',
    "= Título\n- lista\n+ otra\n`crudo` ```código```",
]


def redactar_todo(propuesta: Propuesta, carpeta: Path) -> list[Path]:
    """Devuelve el Word, el PDF, el Excel y el anexo."""
    return [Path(adjunto.ruta) for adjunto in RedactorDeDocumentos(ALIANZA, carpeta).redactar(propuesta)]


def redactar(propuesta: Propuesta, carpeta: Path) -> tuple[Path, Path]:
    """Devuelve el Word y el PDF."""
    word, pdf, *_ = redactar_todo(propuesta, carpeta)
    return word, pdf


def redactar_word(propuesta: Propuesta, carpeta: Path) -> Path:
    return redactar(propuesta, carpeta)[0]


def textos_de(propuesta: Propuesta, carpeta: Path) -> tuple[str, str]:
    word, pdf = redactar(propuesta, carpeta)
    return texto_de_word(word.read_bytes()), texto_de_pdf(pdf.read_bytes())


def con_objetivo(texto: str) -> Propuesta:
    objetivo = Seccion(2, "Objetivo común", datos=(Dato("Objetivo", texto),))
    return replace(PROPUESTA, secciones=(objetivo,), de_un_vistazo=())


@pytest.mark.parametrize("formato", [0, 1], ids=["word", "pdf"])
def test_el_documento_dice_todo_lo_de_la_propuesta(formato: int, tmp_path: Path) -> None:
    texto = juntar(textos_de(PROPUESTA, tmp_path)[formato])
    for esperado in (
        "Agua Segura",
        "5 de setiembre de 2026 · Versión 3",
        "La Minera Andes propone una alianza.",
        "El problema. Falta agua.",
        "De un vistazo\nÁmbito\nCajamarca",
        "1. Objetivo común",
        "Objetivo. Agua para 500 familias.",
        "Minera Andes Altos S. A. C.",
        "Convenio previo",
        "GIZ\nS/ 5\nSuma\nS/ 5",
        "Nota del cuadro.",
        "RUC. ¿Cuál es su RUC?",
        "Wasserhilfe e. V.: le motiva. Dígalo.",
        "Continuidad. ¿Qué sigue después?",
        "Crítico\nBeneficios",
        "Pendiente\nMotivos",
        "Por confirmar",
        "Se lee: «será proveedor»",
        "Marco de la APCI (2017), cap. II, 2.3",
    ):
        assert juntar(esperado) in texto
    assert "{" not in texto
    assert "None" not in texto


def test_el_anexo_dice_de_donde_sale_cada_dato_y_la_propuesta_no(tmp_path: Path) -> None:
    word, pdf, _, anexo = redactar_todo(PROPUESTA, tmp_path)
    texto = juntar(texto_de_pdf(anexo.read_bytes()))
    de_la_propuesta = juntar(texto_de_word(word.read_bytes()) + texto_de_pdf(pdf.read_bytes()))
    for esperado in (
        "7. Fondos",
        "«unos 900 mil soles»",
        "La persona\n23/11/2026, 10:00",
        "Cuestionario 2026-11-23 · reglas 2026-11-24",
        "Huella de las respuestas (SHA-256): 0123abcd",
    ):
        assert juntar(esperado) in texto
        assert juntar(esperado) not in de_la_propuesta


@pytest.mark.parametrize("propuesta", [PROPUESTA, VACIA], ids=["completa", "vacía"])
def test_el_word_y_el_pdf_dicen_lo_mismo(propuesta: Propuesta, tmp_path: Path) -> None:
    word, pdf = textos_de(propuesta, tmp_path)
    assert juntar(word) == juntar(pdf)


def test_lo_pendiente_se_ve_en_su_sitio_y_con_su_estilo(tmp_path: Path) -> None:
    documento = docx.Document(str(redactar_word(PROPUESTA, tmp_path)))
    celda = next(fila.cells[1] for tabla in documento.tables for fila in tabla.rows if fila.cells[0].text == "RUC")
    assert celda.text == "[PENDIENTE]"
    assert [tramo.style.name for tramo in celda.paragraphs[0].runs if tramo.text] == ["Pendiente"]


def test_un_borrador_vacio_tambien_se_puede_imprimir(tmp_path: Path) -> None:
    texto = texto_de_word(redactar_word(VACIA, tmp_path).read_bytes())
    assert "sin título todavía [PENDIENTE]" in texto
    assert "Todavía no hay datos que resumir." in texto
    assert "Lo que falta" not in texto
    assert "La revisión no encontró puntos por aclarar." in texto


@pytest.mark.parametrize("texto", HOSTILES)
def test_lo_que_escribe_una_persona_aparece_tal_cual(texto: str, tmp_path: Path) -> None:
    ruta = redactar_word(replace(con_objetivo(texto), titulo=texto, pendientes=(Pendiente("Falta", texto),)), tmp_path)
    documento = docx.Document(str(ruta))
    assert documento.tables[0].rows[0].cells[1].text == texto
    assert documento.core_properties.title == texto
    assert texto_de_word(ruta.read_bytes()).count(texto) == 3


@pytest.mark.parametrize("texto", HOSTILES)
def test_el_pdf_tampoco_interpreta_nada(texto: str, tmp_path: Path) -> None:
    propuesta = replace(con_objetivo(texto), titulo=texto, pendientes=(Pendiente("Falta", texto),))
    word, pdf = textos_de(propuesta, tmp_path)
    assert juntar(pdf) == juntar(con_codigos(word))
    assert juntar(con_codigos(texto)) in juntar(pdf)


@pytest.mark.parametrize(
    "basura", ["\x00", "\x07", "\x0c", "\x1b", "\x7f", "\x9f", "\ud800", "\udfff", "\ufffe", "\u202e"]
)
def test_se_quita_solo_lo_que_un_documento_no_admite(basura: str, tmp_path: Path) -> None:
    documento = docx.Document(str(redactar_word(con_objetivo(f"antes{basura}después"), tmp_path)))
    assert documento.tables[0].rows[0].cells[1].text.replace("\n", "") == "antesdespués"


def test_diez_mil_palabras_no_se_pierden_y_su_fila_se_puede_partir(tmp_path: Path) -> None:
    palabras = [f"palabra{numero}" for numero in range(10_000)]
    documento = docx.Document(str(redactar_word(con_objetivo(" ".join(palabras)), tmp_path)))
    fila = documento.tables[0].rows[0]
    assert fila.cells[1].text.split() == palabras
    assert not fila._tr.xpath("./w:trPr/w:cantSplit")


def test_las_filas_no_se_parten_y_los_cuadros_repiten_su_encabezado(tmp_path: Path) -> None:
    documento = docx.Document(str(redactar_word(PROPUESTA, tmp_path)))
    for tabla in documento.tables:
        assert all(fila._tr.xpath("./w:trPr/w:cantSplit") for fila in tabla.rows)
    cuadros = [tabla for tabla in documento.tables if tabla.style.name == "Cuadro"]
    assert len(cuadros) == 4
    for cuadro in cuadros:
        assert [bool(fila._tr.xpath("./w:trPr/w:tblHeader")) for fila in cuadro.rows[:2]] == [True, False]


def test_un_cuadro_breve_no_se_corta_entre_paginas_y_uno_largo_si(tmp_path: Path) -> None:
    def unidas(cuantas: int) -> list[bool]:
        cuadro = Cuadro(("Riesgo", "Quién"), tuple((f"Riesgo {n}", "GIZ") for n in range(cuantas)), (50, 50))
        propuesta = replace(PROPUESTA, secciones=(Seccion(9, "Riesgos", cuadros=(cuadro,)),), de_un_vistazo=())
        (tabla, *_) = docx.Document(str(redactar_word(propuesta, tmp_path))).tables
        return [bool(fila.cells[0].paragraphs[0].paragraph_format.keep_with_next) for fila in tabla.rows[1:]]

    assert unidas(5) == [True, True, True, True, False]
    assert unidas(40).count(True) == 2


def test_cada_columna_tiene_su_ancho_y_una_barra_se_ve(tmp_path: Path) -> None:
    documento = docx.Document(str(redactar_word(PROPUESTA, tmp_path)))
    tabla = next(tabla for tabla in documento.tables if tabla.rows[0].cells[0].text == "Qué")
    anchos = [celda.width for celda in tabla.rows[1].cells]
    assert [round(100 * ancho / sum(anchos)) for ancho in anchos] == [92, 4, 4]
    rejilla = [int(columna.get(qn("w:w"))) for columna in tabla._tbl.tblGrid]
    assert [round(100 * ancho / sum(rejilla)) for ancho in rejilla] == [92, 4, 4]
    sombreadas = [[bool(celda._tc.xpath("./w:tcPr/w:shd")) for celda in fila.cells] for fila in tabla.rows[1:]]
    assert sombreadas == [[False, True, False], [False, False, True]]


def test_lo_que_presenta_un_cuadro_no_se_separa_de_el(tmp_path: Path) -> None:
    cuadro = Cuadro(("Quién", "Monto"), (("GIZ", "S/ 5"),), (60, 40))
    seccion = Seccion(1, "Presupuesto", (Parrafo("Costaría S/ 5."),), cuadros=(cuadro,))
    documento = docx.Document(str(redactar_word(replace(PROPUESTA, secciones=(seccion,)), tmp_path)))
    presenta = next(parrafo for parrafo in documento.paragraphs if parrafo.text == "Costaría S/ 5.")
    assert presenta.paragraph_format.keep_with_next


@pytest.mark.parametrize("donde", ["parrafo", "dato", "cuadro"])
@pytest.mark.parametrize(
    "largo",
    [
        "coordinacion.general.proyectos@organizacion-larguisima.org.pe",
        "https://www.organizacion.org.pe/una/direccion/muy/larga/con-guiones_y_bajos/documento-final-2026.pdf?x=1&y=2",
        "archivo-con-muchos-guiones-seguidos-y-ningun-espacio-hasta-el-final.docx",
    ],
)
def test_lo_que_se_copia_del_pdf_es_lo_que_se_escribio(largo: str, donde: str, tmp_path: Path) -> None:
    cuadro = Cuadro(("a", "b", "c", "d", "e"), ((largo, "x", "x", "x", "x"),), (20, 20, 20, 20, 20))
    seccion = Seccion(
        1,
        "Dónde",
        (Parrafo(f"Está en {largo} desde hoy."),) if donde == "parrafo" else (),
        (Dato("Enlace", largo),) if donde == "dato" else (),
        (cuadro,) if donde == "cuadro" else (),
    )
    _, pdf = redactar(replace(PROPUESTA, secciones=(seccion,)), tmp_path)
    etiquetado = texto_de_pdf(pdf.read_bytes())
    assert largo in etiquetado
    assert "\u200b" not in etiquetado
    assert largo in "".join("".join(textos_de_paginas(pdf.read_bytes())).splitlines())


@pytest.mark.parametrize("propuesta", [PROPUESTA, VACIA], ids=["completa", "vacía"])
def test_cada_pagina_dice_que_es_un_borrador(propuesta: Propuesta, tmp_path: Path) -> None:
    documento = docx.Document(str(redactar_word(propuesta, tmp_path)))
    assert documento.settings.odd_and_even_pages_header_footer
    for seccion in documento.sections:
        for encabezado in (seccion.first_page_header, seccion.header, seccion.even_page_header):
            assert 'string="BORRADOR"' in encabezado._element.xml
        for pie in (seccion.first_page_footer, seccion.footer, seccion.even_page_footer):
            assert "No es una aprobación ni una presentación ante la APCI" in pie.paragraphs[0].text
            assert "PAGE" in pie._element.xml


def test_el_documento_se_puede_recorrer_con_un_lector_de_pantalla(tmp_path: Path) -> None:
    documento = docx.Document(str(redactar_word(PROPUESTA, tmp_path)))
    titulos = [parrafo.text for parrafo in documento.paragraphs if parrafo.style.name == "Heading 1"]
    assert titulos[:3] == ["Resumen", "1. Objetivo común", "2. Quién propone"]
    assert titulos[-2:] == ["Lo que falta", "Revisión automática"]
    assert documento.styles.element.xpath("//w:rPrDefault//w:lang/@w:val") == ["es-PE"]
    assert documento.core_properties.title == "Agua Segura"
    assert documento.core_properties.language == "es-PE"
    assert "Marca de agua: BORRADOR" in documento.sections[0].header._element.xml


def test_los_titulos_no_quedan_solos_al_pie(tmp_path: Path) -> None:
    documento = docx.Document(str(redactar_word(PROPUESTA, tmp_path)))
    assert documento.styles["Heading 1"].paragraph_format.keep_with_next
    cuadro = next(tabla for tabla in documento.tables if tabla.style.name == "Cuadro")
    assert cuadro.rows[0].cells[0].paragraphs[0].paragraph_format.keep_with_next


def test_la_misma_propuesta_da_los_mismos_bytes_en_archivos_distintos(tmp_path: Path) -> None:
    uno, otro, distinta = (
        redactar_todo(propuesta, tmp_path) for propuesta in (PROPUESTA, PROPUESTA, replace(PROPUESTA, titulo="Otra"))
    )
    assert len({*uno, *otro}) == 8
    assert [ruta.read_bytes() for ruta in uno] == [ruta.read_bytes() for ruta in otro]
    assert all(a.read_bytes() != b.read_bytes() for a, b in zip(uno, distinta, strict=True))


def test_cada_archivo_dice_que_es_y_lleva_su_huella(tmp_path: Path) -> None:
    word, pdf, excel, anexo = RedactorDeDocumentos(ALIANZA, tmp_path).redactar(PROPUESTA)
    assert (word.nombre, word.pie) == ("Borrador - Agua Segura - v3.docx", "Word, para editar · versión 3")
    assert (pdf.nombre, pdf.pie) == ("Borrador - Agua Segura - v3.pdf", "PDF, para leer y compartir · versión 3")
    assert (excel.nombre, anexo.nombre) == ("Borrador - Agua Segura - v3.xlsx", "Anexo - Agua Segura - v3.pdf")
    for adjunto in (word, pdf, excel, anexo):
        assert adjunto.sha256 == sha256(Path(adjunto.ruta).read_bytes()).hexdigest()


def test_el_archivo_no_lleva_la_hora_ni_se_llama_como_la_alianza(tmp_path: Path) -> None:
    ruta = redactar_word(PROPUESTA, tmp_path)
    with zipfile.ZipFile(ruta) as archivo:
        assert {parte.date_time[:3] for parte in archivo.infolist()} == {(1980, 1, 1)}
        assert archivo.namelist()[0] == "[Content_Types].xml"
        assert archivo.testzip() is None
    creado = docx.Document(str(ruta)).core_properties.created
    assert creado is not None
    assert creado.replace(tzinfo=None) == datetime(2026, 9, 5)
    assert ruta.stat().st_mode & 0o077 == 0
    assert re.fullmatch(r"[0-9a-f]{32}\.docx", ruta.name)


@pytest.mark.parametrize(
    ("titulo", "nombre"),
    [
        ("Agua Segura", "Borrador - Agua Segura - v2.docx"),
        (None, "Borrador - Alianza Multiactor - v2.docx"),
        ("  ...  ", "Borrador - Alianza Multiactor - v2.docx"),
        ("../../etc/passwd", "Borrador - etc passwd - v2.docx"),
        ('Agua: "segura" <ya>?\n|*', "Borrador - Agua segura ya - v2.docx"),
        ("Educación para Ñaña 🌱", "Borrador - Educación para Ñaña 🌱 - v2.docx"),
    ],
)
def test_el_nombre_visible_sirve_en_cualquier_sistema(titulo: str | None, nombre: str) -> None:
    assert nombre_visible(titulo, 2, "docx") == nombre


def test_un_titulo_muy_largo_se_recorta_en_el_nombre_y_no_en_el_documento(tmp_path: Path) -> None:
    titulo = "Agua segura para todas las familias " * 20
    word, pdf, *_ = RedactorDeDocumentos(ALIANZA, tmp_path).redactar(replace(PROPUESTA, titulo=titulo))
    assert max(len(adjunto.nombre.encode()) for adjunto in (word, pdf)) < 120
    assert titulo.strip() in texto_de_word(Path(word.ruta).read_bytes())
    assert juntar(titulo) in juntar(texto_de_pdf(Path(pdf.ruta).read_bytes()))


def test_si_no_se_puede_guardar_se_dice_y_no_queda_nada_a_medias(tmp_path: Path) -> None:
    estorbo = tmp_path / "documentos"
    estorbo.write_text("no soy una carpeta")
    with pytest.raises(DocumentoNoEscrito, match="Revise que la carpeta exista"):
        RedactorDeDocumentos(ALIANZA, estorbo).redactar(PROPUESTA)
    assert list(tmp_path.iterdir()) == [estorbo]
