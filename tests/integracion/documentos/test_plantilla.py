"""La comprobación de la plantilla: cada error que se puede cometer en Word se dice en español."""

import re
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document

from bot.documentos.comprobacion import comprobar_pdf, comprobar_word
from bot.documentos.errores import PlantillaInvalida
from bot.documentos.word import rellenar
from bot.entrevista.coherencia.hallado import Observacion
from bot.entrevista.propuesta.armar import armar
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, HOY, historia
from tests.apoyo.rutas import ALIANZA


def editada(carpeta: Path, editar: Callable[[Document], None]) -> Path:
    documento = docx.Document(str(ALIANZA / "plantilla.docx"))
    editar(documento)
    ruta = carpeta / "plantilla.docx"
    documento.save(str(ruta))
    return carpeta


def pdf_editado(carpeta: Path, viejo: str, nuevo: str) -> Path:
    """Una copia de las plantillas del PDF con ese cambio en la que lo tenga."""
    fuentes = {ruta.name: ruta.read_text(encoding="utf-8") for ruta in ALIANZA.glob("*.typ")}
    assert sum(viejo in fuente for fuente in fuentes.values()) == 1
    for nombre, fuente in fuentes.items():
        (carpeta / nombre).write_text(fuente.replace(viejo, nuevo), encoding="utf-8")
    return carpeta


def cambiar(viejo: str, nuevo: str) -> Callable[[Document], None]:
    def editar(documento: Document) -> None:
        parrafos = list(documento.paragraphs)
        parrafos += [p for t in documento.tables for fila in t.rows for celda in fila.cells for p in celda.paragraphs]
        tramos = [tramo for parrafo in parrafos for tramo in parrafo.runs if viejo in tramo.text]
        assert tramos, f"la plantilla no tiene {viejo}"
        for tramo in tramos:
            tramo.text = tramo.text.replace(viejo, nuevo)

    return editar


def test_las_plantillas_del_producto_imprimen_todos_los_datos() -> None:
    assert "sirve" not in comprobar_word(ALIANZA)
    assert comprobar_word(ALIANZA) == comprobar_pdf(ALIANZA)


@pytest.mark.parametrize(
    ("viejo", "nuevo", "mensaje"),
    [
        ("{{ titulo }}", "{{ titulo_largo }}", "«titulo_largo», que el programa no conoce"),
        ("{{ cuadro.nota }}", "{{ cuadro.notas }}", "«notas», que el programa no conoce"),
        ("{{ una.fuente }}", "{{ regla.fuente }}", "«regla», que el programa no conoce"),
        ("{{ titulo }}", "{{ titulo }", "mal escritos"),
        ("{%tr endfor %}", "", "fuera de lugar"),
        ("{%p endif %}", "", "fuera de lugar"),
        ("{%p if pendientes or por_ampliar %}", "{%p si pendientes %}", "«si» no existe"),
        ("{{ titulo }}", "{{ titulo.__class__.__mro__ }}", "no está permitido"),
        ("{{ titulo }}", "{{ 1/0 }}", "Deshaga el último cambio"),
    ],
)
def test_un_error_de_edicion_dice_que_corregir(viejo: str, nuevo: str, mensaje: str, tmp_path: Path) -> None:
    with pytest.raises(PlantillaInvalida, match=mensaje) as lanzado:
        comprobar_word(editada(tmp_path, cambiar(viejo, nuevo)))
    assert "«plantilla.docx»" in str(lanzado.value)


def test_avisa_de_los_datos_que_la_plantilla_dejo_de_imprimir(tmp_path: Path) -> None:
    linea = comprobar_word(editada(tmp_path, cambiar("{{ una.fuente }}", "")))
    assert "no imprime: fuente" in linea


@pytest.mark.parametrize("pagina", ["first_page_header", "header", "even_page_header"])
def test_exige_la_marca_de_agua_en_todas_las_paginas(pagina: str, tmp_path: Path) -> None:
    def quitar(documento: Document) -> None:
        for tramo in getattr(documento.sections[0], pagina).paragraphs[0].runs:
            if 'string="BORRADOR"' in tramo._r.xml:
                tramo._r.getparent().remove(tramo._r)

    with pytest.raises(PlantillaInvalida, match="falta la marca de agua BORRADOR"):
        comprobar_word(editada(tmp_path, quitar))


def test_exige_decir_en_el_pie_que_no_es_una_aprobacion(tmp_path: Path) -> None:
    def quitar(documento: Document) -> None:
        documento.sections[0].even_page_footer.paragraphs[0].clear()

    with pytest.raises(PlantillaInvalida, match="falta en el pie de las páginas pares"):
        comprobar_word(editada(tmp_path, quitar))


def test_un_archivo_que_no_es_de_word_o_que_falta_se_explica(tmp_path: Path) -> None:
    falso = tmp_path / "plantilla.docx"
    with pytest.raises(PlantillaInvalida, match="no existe"):
        comprobar_word(tmp_path)
    falso.write_text("esto no es un documento")
    with pytest.raises(PlantillaInvalida, match="no es un documento de Word"):
        comprobar_word(tmp_path)


@pytest.mark.parametrize(
    ("viejo", "nuevo", "mensaje"),
    [
        ("datos.huella", "datos.huela", "«huela», que el programa no conoce"),
        ("#nota[Huella", "#notas[Huella", "«notas», que el programa no conoce"),
        ("#nota[Huella de las respuestas (SHA-256): #datos.huella]", "#nota[Huella", "falta cerrar"),
        ("#let fondo = rgb", "#let fondo = = rgb", "signo mal escrito"),
        ("#nota[Huella", '#read("/etc/passwd")\n#nota[Huella', "no encuentra un archivo"),
        ("= De dónde", "=== De dónde", "accesibilidad PDF/UA-1"),
        ("#datos.huella", '#panic("x")', "no es válida"),
        ("[BORRADOR]", "[COPIA]", "falta la marca de agua BORRADOR"),
        ("No es una aprobación ni una presentación ante la APCI. #h", "Propuesta #h", "falta en el pie"),
    ],
)
def test_un_error_en_la_plantilla_del_pdf_dice_que_corregir(
    viejo: str, nuevo: str, mensaje: str, tmp_path: Path
) -> None:
    with pytest.raises(PlantillaInvalida, match=mensaje) as lanzado:
        comprobar_pdf(pdf_editado(tmp_path, viejo, nuevo))
    assert any(f"«{ruta.name}»" in str(lanzado.value) for ruta in ALIANZA.glob("*.typ"))


def test_el_error_del_pdf_dice_la_linea(tmp_path: Path) -> None:
    carpeta = pdf_editado(tmp_path, "datos.huella", "datos.huela")
    lineas = (carpeta / "anexo.typ").read_text(encoding="utf-8").splitlines()
    numero = next(n for n, linea in enumerate(lineas, start=1) if "datos.huela" in linea)
    with pytest.raises(PlantillaInvalida, match=f"línea {numero}"):
        comprobar_pdf(carpeta)


def test_avisa_de_los_datos_que_el_pdf_dejo_de_imprimir(tmp_path: Path) -> None:
    assert "no imprime: palabras" in comprobar_pdf(pdf_editado(tmp_path, ", p.palabras", ', "-"'))


def test_si_falta_la_plantilla_del_pdf_se_explica(tmp_path: Path) -> None:
    with pytest.raises(PlantillaInvalida, match="no existe"):
        comprobar_pdf(tmp_path)


def test_la_nota_de_la_revision_explica_palabras_que_la_revision_usa() -> None:
    """«Pendiente» y «Por confirmar», y no un grado que ya no existe."""
    grados = {grado_de(pendiente=True), grado_de(posible=True)}
    parrafos = [parrafo.text for parrafo in docx.Document(str(ALIANZA / "plantilla.docx")).paragraphs]
    nota = next(texto for texto in parrafos if "no aprueba ni rechaza" in texto)
    assert set(re.findall(r"«([^»]+)»", nota)) == grados
    assert nota in (ALIANZA / "plantilla.typ").read_text(encoding="utf-8")


def grado_de(*, pendiente: bool = False, posible: bool = False) -> str:
    return Observacion("R00", "importante", "", "", pendiente=pendiente, preguntas=(), posible=posible).grado


# --- La marca de agua tras guardar con LibreOffice ------------------------------------------------

DEFINE, USA = re.compile(r'<v:shapetype[^>]* id="([^"]+)"'), re.compile(r'<v:shape [^>]*\btype="#?([^"]+)"')


def encabezados(word: bytes) -> list[str]:
    with ZipFile(BytesIO(word)) as partes:
        return [partes.read(una).decode() for una in partes.namelist() if una.startswith("word/header")]


def test_cada_encabezado_lleva_la_forma_de_su_marca_aunque_la_plantilla_la_tenga_una_vez(tmp_path: Path) -> None:
    quitadas = 0

    def dejar_una(documento: Document) -> None:
        nonlocal quitadas
        seccion = documento.sections[0]
        for encabezado in (seccion.first_page_header, seccion.header):
            for forma in list(encabezado._element.iter("{urn:schemas-microsoft-com:vml}shapetype")):
                forma.getparent().remove(forma)
                quitadas += 1

    carpeta = editada(tmp_path, dejar_una)
    assert quitadas == 2
    dibujados = encabezados(rellenar(carpeta / "plantilla.docx", armar(ENTREVISTA, historia(AMPLIADO), HOY)))
    assert len(dibujados) == 3
    for dibujado in dibujados:
        assert 'string="BORRADOR"' in dibujado
        assert DEFINE.findall(dibujado) == USA.findall(dibujado) == ["_x0000_t136"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="falta LibreOffice")
def test_la_marca_sigue_en_las_tres_clases_de_pagina_si_la_plantilla_se_guarda_con_libreoffice(tmp_path: Path) -> None:
    perfil, salida = f"-env:UserInstallation={(tmp_path / 'perfil').as_uri()}", tmp_path / "guardada"
    formato = "docx:MS Word 2007 XML"
    orden = ["soffice", perfil, "--headless", "--convert-to", formato, "--outdir", salida, ALIANZA / "plantilla.docx"]
    subprocess.run(orden, check=True, capture_output=True)
    assert "sirve" in comprobar_word(salida) or comprobar_word(salida) == comprobar_word(ALIANZA)
    dibujados = encabezados(rellenar(salida / "plantilla.docx", armar(ENTREVISTA, historia(AMPLIADO), HOY)))
    assert len(dibujados) == 3
    for dibujado in dibujados:
        assert 'string="BORRADOR"' in dibujado
        assert set(USA.findall(dibujado)) <= set(DEFINE.findall(dibujado))
