"""El texto de una página que es una imagen, si está instalado `tesseract` con el español."""

import csv
import io
import shutil
import subprocess
from functools import cache
from itertools import groupby
from typing import Any

from conocimiento.lectura.pdf.caracteres import Caja, Linea, Palabra

CONFIANZA = 70.0
"""De 100, el promedio de las letras de una página. Con menos, hay que revisarla."""
_PPP = 200
_SEGUNDOS = 120
_CUERPO = 10.0  # puntos: el reconocimiento no da el tamaño de la letra
_ESPANOL = "spa"


@cache
def programa() -> str | None:
    """La ruta de `tesseract`, o `None` si no está o no sabe español."""
    ruta = shutil.which("tesseract")
    if ruta is None:
        return None
    try:
        idiomas = subprocess.run([ruta, "--list-langs"], capture_output=True, check=True, timeout=20, text=True).stdout
    except (subprocess.SubprocessError, OSError):
        return None
    return ruta if _ESPANOL in idiomas.split() else None


def reconocer(pagina: Any, numero: int) -> tuple[list[Linea], float]:
    """Las líneas de una página de pypdfium2, en orden de lectura, y su confianza, de 0 a 100.

    Ninguna línea si no hay con qué reconocerla o si falla.
    """
    ruta = programa()
    if ruta is None:
        return [], 0.0
    dibujo = io.BytesIO()
    pagina.render(scale=_PPP / 72, grayscale=True).to_pil().save(dibujo, format="PNG", compress_level=1)
    orden = [ruta, "stdin", "stdout", "-l", _ESPANOL, "--psm", "1", "--dpi", str(_PPP), "tsv"]
    try:
        hecho = subprocess.run(
            orden,
            input=dibujo.getvalue(),
            capture_output=True,
            check=True,
            timeout=_SEGUNDOS,
            env={"OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.SubprocessError, OSError):
        return [], 0.0
    return lineas_de_tsv(hecho.stdout.decode("utf-8", "replace"), numero)


def lineas_de_tsv(tsv: str, numero: int) -> tuple[list[Linea], float]:
    """Las líneas que dice el TSV de tesseract, hecho a 200 puntos por pulgada, y su confianza."""
    filas = [
        fila
        for fila in csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE)
        if fila["level"] == "5" and fila["text"].strip()
    ]
    lineas: list[Linea] = []
    for _, suyas in groupby(filas, key=lambda fila: (fila["block_num"], fila["par_num"], fila["line_num"])):
        cajas = [(_caja(fila), fila["text"].strip()) for fila in suyas]
        base = max(caja.y1 for caja, _ in cajas)
        palabras = tuple(Palabra(texto, caja, base, _CUERPO) for caja, texto in cajas)
        lineas.append(Linea(palabras, numero, palabras[-1].texto.endswith("-")))
    letras = sum(len(fila["text"]) for fila in filas)
    suma = sum(float(fila["conf"]) * len(fila["text"]) for fila in filas)
    return lineas, suma / letras if letras else 0.0


def _caja(fila: dict[str, str]) -> Caja:
    x, y, ancho, alto = (int(fila[lado]) * 72 / _PPP for lado in ("left", "top", "width", "height"))
    return Caja(x, y, x + ancho, y + alto)
