"""El PDF: que se pueda recorrer con un lector de pantalla y que cada página diga que es un borrador."""

import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfua import validate

from bot.documentos.pdf import componer, con_codigos
from bot.entrevista.propuesta.armar import armar
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, HOY, historia
from tests.apoyo.lectura_documentos import juntar, textos_de_paginas
from tests.apoyo.rutas import ALIANZA

PLANTILLA = ALIANZA / "plantilla.typ"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return componer(PLANTILLA, armar(ENTREVISTA, historia(AMPLIADO), HOY))


def _elementos(nodo: Any) -> list[Any]:
    if isinstance(nodo, pikepdf.Array):
        return [uno for hijo in nodo for uno in _elementos(hijo)]
    if not isinstance(nodo, pikepdf.Dictionary):
        return []
    return [nodo, *_elementos(nodo.get("/K"))]


def test_lleva_idioma_titulo_marcas_y_marcadores(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as documento:
        raiz = documento.Root
        assert str(raiz.Lang) == "es-PE"
        assert bool(raiz.MarkInfo.Marked)
        assert bool(raiz.ViewerPreferences.DisplayDocTitle)
        with documento.open_metadata() as datos:
            assert datos["dc:title"] == "Agua Segura para Celendín"
            assert datos["pdfuaid:part"] == "1"
        with documento.open_outline() as marcadores:
            titulos = [marcador.title for marcador in marcadores.root]
    assert titulos[:2] == ["Resumen", "1. El problema y la población"]
    assert titulos[-1] == "Revisión automática"


def test_cada_cuadro_con_titulos_los_lleva_como_encabezado(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as documento:
        elementos = _elementos(documento.Root.StructTreeRoot)
        clases = [str(uno.get("/S")) for uno in elementos]
        encabezados = [uno for uno in elementos if uno.get("/S") == "/TH"]
        propuesta = armar(ENTREVISTA, historia(AMPLIADO), HOY)
        columnas = [len(cuadro.titulos) for seccion in propuesta.secciones for cuadro in seccion.cuadros]
        columnas.append(3)  # la revisión
        assert clases.count("/THead") == len(columnas) > 6
        assert len(encabezados) == clases.count("/TH") == sum(columnas)
        # Dentro del encabezado no hay celdas corrientes.
        cabezas = [uno for uno in elementos if uno.get("/S") == "/THead"]
        assert not [h for cabeza in cabezas for h in _elementos(cabeza) if h.get("/S") == "/TD"]


def test_un_comprobador_ajeno_no_encuentra_faltas(pdf: bytes, tmp_path: Path) -> None:
    ruta = tmp_path / "borrador.pdf"
    ruta.write_bytes(pdf)
    informe = validate(str(ruta))
    assert [str(hallazgo) for hallazgo in informe.findings] == []


def test_cada_pagina_dice_que_es_un_borrador_y_que_no_es_una_aprobacion(pdf: bytes) -> None:
    textos = [juntar(texto) for texto in textos_de_paginas(pdf)]
    assert len(textos) > 3
    for numero, texto in enumerate(textos, start=1):
        assert juntar("No es una aprobación ni una presentación ante la APCI") in texto
        assert juntar(f"Página {numero} de {len(textos)}") in texto
        assert "BORRADOR" in texto


def test_las_tipografias_van_dentro(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as documento:
        descriptores = [objeto for objeto in documento.objects if isinstance(objeto, pikepdf.Dictionary)
                        and objeto.get("/Type") == "/FontDescriptor"]  # fmt: skip
        assert descriptores
        assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(uno.keys()) for uno in descriptores)


@given(st.text(st.sampled_from("aẙ→⣦⌛❮ﭼ𝜳🞤é漢💧\u0301\u20e5\u1ac8\u1dcf\u180f\ufe0f\u200d "), min_size=1, max_size=40))
@settings(max_examples=15)
def test_ninguna_mezcla_de_letras_raras_deja_sin_pdf(texto: str) -> None:
    corta = replace(armar(ENTREVISTA, historia(AMPLIADO), HOY), titulo=texto, secciones=(), actores=())
    assert componer(PLANTILLA, corta).startswith(b"%PDF")


def test_saber_que_letras_faltan_cuesta_lo_mismo_con_cuatro_mil_que_con_una() -> None:
    raras = "".join(map(chr, range(0x4E00, 0x4E00 + 4_000)))  # de una en una eran veinte segundos
    antes = time.process_time()
    assert con_codigos(f"Cusco {raras}").count("[U+") == len(raras)
    assert time.process_time() - antes < 2


def test_lo_que_no_tiene_letra_se_escribe_por_su_codigo() -> None:
    assert con_codigos("Agua 💧 ñandú, ama llulla, ≥ 5 «sí»") == "Agua [U+1F4A7] ñandú, ama llulla, ≥ 5 «sí»"
