"""La comprobación de la plantilla: cada error que se puede cometer en Word se dice en español."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from bot.documentos.word import comprobar_plantilla
from docx.document import Document

from bot.documentos.errores import PlantillaInvalida

PLANTILLA = Path(__file__).parents[2] / "bot" / "entrevista" / "alianza" / "plantilla.docx"


def editada(carpeta: Path, editar: Callable[[Document], None]) -> Path:
    documento = docx.Document(str(PLANTILLA))
    editar(documento)
    ruta = carpeta / "plantilla.docx"
    documento.save(str(ruta))
    return ruta


def cambiar(viejo: str, nuevo: str) -> Callable[[Document], None]:
    def editar(documento: Document) -> None:
        parrafos = list(documento.paragraphs)
        parrafos += [p for t in documento.tables for fila in t.rows for celda in fila.cells for p in celda.paragraphs]
        tramos = [tramo for parrafo in parrafos for tramo in parrafo.runs if viejo in tramo.text]
        assert tramos, f"la plantilla no tiene {viejo}"
        for tramo in tramos:
            tramo.text = tramo.text.replace(viejo, nuevo)

    return editar


def test_la_plantilla_del_producto_imprime_todos_los_datos() -> None:
    assert "imprime todos los datos" in comprobar_plantilla(PLANTILLA)


@pytest.mark.parametrize(
    ("viejo", "nuevo", "mensaje"),
    [
        ("{{ titulo }}", "{{ titulo_largo }}", "«titulo_largo», que el programa no conoce"),
        ("{{ actor.aporte }}", "{{ actor.aportes }}", "«aportes», que el programa no conoce"),
        ("{{ fila.mitigacion }}", "{{ riesgo.mitigacion }}", "«riesgo», que el programa no conoce"),
        ("{{ titulo }}", "{{ titulo }", "mal escritos"),
        ("{%tr endfor %}", "", "fuera de lugar"),
        ("{%p endif %}", "", "fuera de lugar"),
        ("{%p if pendientes %}", "{%p si pendientes %}", "«si» no existe"),
        ("{{ titulo }}", "{{ titulo.__class__.__mro__ }}", "no está permitido"),
        ("{{ titulo }}", "{{ 1/0 }}", "Deshaga el último cambio"),
    ],
)
def test_un_error_de_edicion_dice_que_corregir(viejo: str, nuevo: str, mensaje: str, tmp_path: Path) -> None:
    with pytest.raises(PlantillaInvalida, match=mensaje) as lanzado:
        comprobar_plantilla(editada(tmp_path, cambiar(viejo, nuevo)))
    assert "«plantilla.docx»" in str(lanzado.value)


def test_avisa_de_los_datos_que_la_plantilla_dejo_de_imprimir(tmp_path: Path) -> None:
    linea = comprobar_plantilla(editada(tmp_path, cambiar("{{ fila.mitigacion }}", "")))
    assert "no imprime: mitigacion" in linea


@pytest.mark.parametrize("pagina", ["first_page_header", "header", "even_page_header"])
def test_exige_la_marca_de_agua_en_todas_las_paginas(pagina: str, tmp_path: Path) -> None:
    def quitar(documento: Document) -> None:
        for tramo in getattr(documento.sections[0], pagina).paragraphs[0].runs:
            if 'string="BORRADOR"' in tramo._r.xml:
                tramo._r.getparent().remove(tramo._r)

    with pytest.raises(PlantillaInvalida, match="falta la marca de agua BORRADOR"):
        comprobar_plantilla(editada(tmp_path, quitar))


def test_exige_decir_en_el_pie_que_no_es_una_aprobacion(tmp_path: Path) -> None:
    def quitar(documento: Document) -> None:
        documento.sections[0].even_page_footer.paragraphs[0].clear()

    with pytest.raises(PlantillaInvalida, match="falta en el pie de las páginas pares"):
        comprobar_plantilla(editada(tmp_path, quitar))


def test_un_archivo_que_no_es_de_word_o_que_falta_se_explica(tmp_path: Path) -> None:
    falso = tmp_path / "plantilla.docx"
    with pytest.raises(PlantillaInvalida, match="no existe"):
        comprobar_plantilla(falso)
    falso.write_text("esto no es un documento")
    with pytest.raises(PlantillaInvalida, match="no es un documento de Word"):
        comprobar_plantilla(falso)
