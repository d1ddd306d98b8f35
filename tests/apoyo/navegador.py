"""Un Chromium de verdad que abre una página del disco, sin red."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

NAVEGADORES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def abrir_navegador() -> Iterator[Browser]:
    ruta = next((hallado for nombre in NAVEGADORES if (hallado := shutil.which(nombre))), None)
    assert ruta, "falta Chromium para probar las páginas; en Debian: apt-get install chromium"
    with sync_playwright() as juego:
        abierto = juego.chromium.launch(executable_path=ruta, args=["--no-sandbox"])
        yield abierto
        abierto.close()


@contextmanager
def abrir_sin_red(navegador: Browser, archivo: Path, ancho: int, alto: int) -> Iterator[Page]:
    """La página abierta; al terminar, falla si hubo un error o un pedido a otro sitio."""
    contexto = navegador.new_context(viewport={"width": ancho, "height": alto}, accept_downloads=True, offline=True)
    abierta = contexto.new_page()
    pedidos: list[str] = []
    errores: list[str] = []
    abierta.on("request", lambda pedido: pedidos.append(pedido.url))
    abierta.on("pageerror", lambda error: errores.append(str(error)))
    abierta.on("console", lambda aviso: errores.append(aviso.text))
    direccion = archivo.as_uri()
    abierta.goto(direccion)
    yield abierta
    ajenos = [uno for uno in pedidos if uno != direccion and not uno.startswith(("blob:", "data:"))]
    assert ajenos == []
    assert errores == []
    contexto.close()
