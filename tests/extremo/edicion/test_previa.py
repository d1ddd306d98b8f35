"""La vista previa en un Chromium de verdad, sin red, en la computadora de una oficina y en un teléfono."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from bot.edicion.previa.escribir import Previa, escribir_previa
from tests.apoyo.lectura_inventada import FICHA, fragmentos_inventados, imagenes_inventadas, leer_inventada
from tests.apoyo.navegador import abrir_navegador, abrir_sin_red

OFICINA, TELEFONO = (1366, 768), (390, 844)
HOSTIL = "<script>document.title='mal'</script><img src='https://ejemplo.org/x.png' onerror=alert(1)>"
LARGO = "Pneumonoultramicroscopicossilicovolcanoconiosis" * 4


@pytest.fixture(scope="module")
def navegador() -> Iterator[Browser]:
    with abrir_navegador() as abierto:
        yield abierto


@pytest.fixture(scope="module")
def archivo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lectura = leer_inventada(desfase=4)
    fragmentos = fragmentos_inventados(lectura)
    ficha = replace(FICHA, titulo=f"{FICHA.titulo} {HOSTIL} {LARGO}")
    ruta = tmp_path_factory.mktemp("previa") / "directiva.html"
    ruta.write_bytes(escribir_previa(Previa(lectura, ficha, fragmentos, imagenes_inventadas())))
    return ruta


@pytest.mark.parametrize("medidas", [OFICINA, TELEFONO])
def test_se_abre_sin_red_sin_desbordar_y_sin_fallas_de_acceso(
    navegador: Browser, archivo: Path, medidas: tuple[int, int]
) -> None:
    with abrir_sin_red(navegador, archivo, *medidas) as pagina:
        assert pagina.title().startswith("Así leí: Directiva")
        assert pagina.evaluate("document.documentElement.scrollWidth") == medidas[0]
        assert HOSTIL in pagina.locator("h1").inner_text()
        for resumen in pagina.locator("summary").all():
            if not resumen.evaluate("uno => uno.parentElement.open"):
                resumen.click()
        assert pagina.evaluate("document.documentElement.scrollWidth") == medidas[0]
        hallado = Axe().run(pagina)
        assert hallado.violations_count == 0, hallado.generate_report()


def test_en_la_oficina_la_imagen_va_a_la_izquierda_del_texto_que_dice_como_se_citara(
    navegador: Browser, archivo: Path
) -> None:
    with abrir_sin_red(navegador, archivo, *OFICINA) as pagina:
        imagen, caja = pagina.locator("#p1 img"), pagina.locator("#p1 .caja").first
        expect(imagen).to_be_visible()
        assert imagen.evaluate("uno => uno.naturalWidth") in (595, 596)
        izquierda, derecha = imagen.bounding_box(), caja.bounding_box()
        assert izquierda and derecha
        assert izquierda["x"] + izquierda["width"] < derecha["x"]
        assert derecha["width"] > 500
        assert caja.locator(".asi").inner_text().strip() == "Así lo citaré: …, Artículo 1.- Objeto, pág. 5"
        assert "en el papel dice 5" in pagina.locator("#p1 h2").inner_text()
        pagina.get_by_role("link", name="Ir a la página 4").click()
        expect(pagina.locator("#p4")).to_be_in_viewport()
        assert "Es una imagen: no la pude leer" in pagina.locator("#p4").inner_text()


def test_en_el_telefono_la_imagen_esta_detras_de_un_boton(navegador: Browser, archivo: Path) -> None:
    with abrir_sin_red(navegador, archivo, *TELEFONO) as pagina:
        imagen = pagina.locator("#p1 img")
        expect(imagen).not_to_be_visible()
        pagina.locator("#p1").get_by_role("link", name="Ver la imagen").click()
        expect(imagen).to_be_visible()
        figura = pagina.locator("#i1").bounding_box()
        assert figura == {"x": 0, "y": 0, "width": TELEFONO[0], "height": TELEFONO[1]}
        pagina.get_by_role("link", name="Volver al texto").click()
        expect(imagen).not_to_be_visible()
        caja = pagina.locator("#p1 .caja").first.bounding_box()
        assert caja and caja["width"] > 340


@pytest.mark.parametrize("medidas", [OFICINA, TELEFONO])
def test_del_indice_se_llega_al_titulo_de_una_tabla(
    navegador: Browser, archivo: Path, medidas: tuple[int, int]
) -> None:
    with abrir_sin_red(navegador, archivo, *medidas) as pagina:
        pagina.get_by_text("Índice:").click()
        pagina.get_by_role("link", name="Anexo 1. Montos por región").click()
        titulo = pagina.locator("h3:target")
        expect(titulo).to_be_in_viewport()
        assert titulo.inner_text().endswith("ANEXO 1. MONTOS POR REGIÓN")
        expect(pagina.locator("tr", has_text="Región de muestra número 1").first).to_be_in_viewport()
