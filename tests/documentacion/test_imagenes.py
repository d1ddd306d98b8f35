"""Las imágenes del README: pesan poco, dicen qué muestran, y la conversación de que salen sigue siendo posible."""

import re
from pathlib import Path

import pytest

from tests.apoyo.rutas import RAIZ
from tests.conftest import enlazar_datos
from tests.documentacion.imagenes import fotos
from tests.documentacion.imagenes.__main__ import AHORA, DESTINO, LIMITE
from tests.documentacion.imagenes.conversacion import conversar
from tests.documentacion.imagenes.documentos import documentos_de, fotografiar, historias
from tests.documentacion.imagenes.telefono import Globo, pagina


def test_el_readme_muestra_todas_las_imagenes_con_un_texto_que_las_cuenta() -> None:
    readme = (RAIZ / "README.md").read_text(encoding="utf-8")
    mostradas = dict(re.findall(r"docs/imagenes/([\w-]+\.png)\" alt=\"([^\"]*)\"", readme))
    assert set(mostradas) == {ruta.name for ruta in DESTINO.iterdir()}
    assert all(len(texto.split()) >= 8 for texto in mostradas.values()), mostradas
    assert [ruta.name for ruta in DESTINO.iterdir() if ruta.stat().st_size >= LIMITE] == []


async def test_la_conversacion_de_las_imagenes_llega_hasta_los_documentos(
    carpeta_producto: Path, tmp_path: Path
) -> None:
    conversada = await conversar(enlazar_datos(tmp_path / "datos", carpeta_producto), AHORA)
    assert {f"{nombre}.png" for nombre in conversada.pantallas} < {ruta.name for ruta in DESTINO.iterdir()}
    assert conversada.word.startswith(b"PK") and conversada.pdf.startswith(b"%PDF")
    assert "Según el marco de la APCI" in pagina(conversada.pantallas["respuesta"])


def test_lo_que_escribe_la_persona_sale_escapado() -> None:
    assert "&lt;script&gt;" in pagina([Globo("10:00", "<script>alert(1)</script>", es_propio=True)])


async def test_los_documentos_de_una_historia_quedan_en_la_carpeta_y_se_dice_lo_que_no_se_pudo_fotografiar(
    carpeta_producto: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (primera, *_), carpeta = historias(), tmp_path / "salida"
    carpeta.mkdir()
    hechos = await documentos_de([primera], enlazar_datos(tmp_path / "datos", carpeta_producto), carpeta)
    nombre = Path(primera.archivo).stem
    assert {ruta.name for ruta in hechos} == {f"{nombre}{fin}" for fin in (".docx", ".pdf", ".xlsx", "-anexo.pdf")}
    assert len(historias()) >= 8
    monkeypatch.setenv("PATH", str(tmp_path))
    dichos = fotografiar(hechos, carpeta)
    assert f"{nombre}.docx: sin imágenes: falta soffice" in dichos
    assert f"{nombre}.pdf: sin imágenes: falta pdftoppm" in dichos


def test_si_falta_un_programa_se_dice_cual_y_como_instalarlo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(fotos.FaltaAlgo, match=r"falta chromium, LibreOffice, pdftoppm\. .*libreoffice-writer-nogui"):
        fotos.comprobar()
