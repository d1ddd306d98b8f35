"""De lo que se ve a una imagen: páginas en un Chromium de verdad, y documentos con LibreOffice y Poppler."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

NAVEGADORES = ("chromium", "chromium-browser", "google-chrome")
PROGRAMAS = {
    "chromium": (NAVEGADORES, "chromium"),
    "LibreOffice": (("soffice",), "libreoffice-writer-nogui"),
    "pdftoppm": (("pdftoppm",), "poppler-utils"),
}
LETRAS = {
    "Roboto": "fonts-roboto-unhinted",
    "Noto Color Emoji": "fonts-noto-color-emoji",
    "Liberation Sans": "fonts-liberation",
}


class FaltaAlgo(Exception):
    """No está instalado algo que hace falta para las imágenes; el mensaje dice qué y cómo instalarlo."""


def comprobar() -> None:
    """Raises `FaltaAlgo`."""
    faltan = {
        nombre: paquete for nombre, (ordenes, paquete) in PROGRAMAS.items() if not any(map(shutil.which, ordenes))
    }
    if shutil.which("fc-list"):
        hay = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
        faltan |= {letra: paquete for letra, paquete in LETRAS.items() if letra not in hay}
    if faltan:
        raise FaltaAlgo(
            f"Para hacer las imágenes falta {', '.join(faltan)}. En Debian, como administrador: "
            f"apt-get install --no-install-recommends {' '.join(faltan.values())}"
        )


@contextmanager
def navegador() -> Iterator[Browser]:
    ruta = next(hallado for nombre in NAVEGADORES if (hallado := shutil.which(nombre)))
    with sync_playwright() as juego:
        abierto = juego.chromium.launch(executable_path=ruta, args=["--no-sandbox", "--font-render-hinting=none"])
        yield abierto
        abierto.close()


def primera_pagina(documento: Path) -> bytes:
    """La primera página de un Word o un PDF, como PNG."""
    with tempfile.TemporaryDirectory() as carpeta:
        pdf = documento if documento.suffix == ".pdf" else a_pdf(documento, Path(carpeta))
        subprocess.run(
            ["pdftoppm", "-png", "-r", "80", "-f", "1", "-singlefile", pdf, Path(carpeta) / "pagina"], check=True
        )
        return (Path(carpeta) / "pagina.png").read_bytes()


def paginas(documento: Path) -> list[bytes]:
    """Cada página de un PDF, un Word o un Excel, como PNG; ninguna si LibreOffice no pudo abrirlo."""
    with tempfile.TemporaryDirectory() as carpeta:
        pdf = documento if documento.suffix == ".pdf" else a_pdf(documento, Path(carpeta))
        if not pdf.exists():
            return []
        subprocess.run(["pdftoppm", "-png", "-r", "80", pdf, Path(carpeta) / "pagina"], check=True)
        return [ruta.read_bytes() for ruta in sorted(Path(carpeta).glob("pagina-*.png"))]


def a_pdf(documento: Path, carpeta: Path) -> Path:
    """Un documento hecho PDF por LibreOffice, en la carpeta; no existe si no pudo abrirlo."""
    (hecho,) = todos_a_pdf([documento], carpeta)
    return hecho


def todos_a_pdf(documentos: Sequence[Path], carpeta: Path) -> list[Path]:
    """Lo mismo, de varios de nombre distinto: LibreOffice se inicia una sola vez."""
    perfil = f"-env:UserInstallation={(carpeta / 'perfil').as_uri()}"
    subprocess.run(
        ["soffice", perfil, "--headless", "--convert-to", "pdf", "--outdir", carpeta, *documentos],
        check=True,
        capture_output=True,
    )
    return [carpeta / f"{documento.stem}.pdf" for documento in documentos]
