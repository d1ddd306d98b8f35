"""Qué tan bien se lee un PDF: sobre seis hechos aquí, de texto conocido, y sobre normas reales si se tienen.

`python -m tests.mediciones.lectura` imprime las cifras; las normas se buscan en la carpeta de `PRUEBAS_NORMAS`.
"""

import argparse
import os
import re
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import LCSseq

from conocimiento.errores import ErrorDeLectura
from conocimiento.lectura.pdf import leer_pdf
from conocimiento.lectura.pdf.reconocer import programa, reconocer
from conocimiento.lectura.pdf.texto import unir
from conocimiento.lectura.valores import ClaseDeAviso, ClaseDeBloque, Lectura
from tests.apoyo.documentos_pdf import FABRICAS, Trozo, escrito, fabricas_instaladas

_PALABRA = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Calidad:
    """Partes de 1; `titulos` es (hallados, los que hay)."""

    cobertura: float
    precision: float
    titulos: tuple[int, int]
    parrafos_enteros: float
    pagina: float
    apartado: float


def calificar(lectura: Lectura, trozos: tuple[Trozo, ...], paginas: list[str]) -> Calidad:
    """Lo leído contra lo escrito. `paginas` es el texto de cada una según otro programa."""
    dichas = [palabra for trozo in trozos for palabra in _PALABRA.findall(trozo.texto)]
    leidas = _PALABRA.findall(lectura.texto)
    comunes = LCSseq.similarity(dichas, leidas)
    bloques = {lectura.texto[uno.inicio : uno.fin].lstrip("•‣- ●\uf0b7"): uno for uno in lectura.bloques}
    titulos = [trozo.texto for trozo in trozos if trozo.nivel]
    hallados = sum(t in bloques and bloques[t].clase is ClaseDeBloque.TITULO for t in titulos)
    parrafos = [trozo.texto for trozo in trozos if not trozo.nivel]
    enteros = sum(parrafo in bloques for parrafo in parrafos)
    por_pagina = [_letras(pagina) for pagina in paginas]
    bien_pagina, bien_apartado, cuantas = 0, 0, 0
    apartado_dicho = ""
    for trozo in trozos:
        if trozo.nivel:
            apartado_dicho = trozo.texto
            continue
        for oracion in re.findall(r"[^.]+\.", trozo.texto):
            cuantas += 1
            donde = lectura.texto.find(oracion.strip())
            if donde < 0:
                continue
            apartado, pagina = _lugar(lectura, donde)
            bien_apartado += apartado == apartado_dicho
            bien_pagina += _letras(oracion)[:25] in por_pagina[pagina - 1]
    return Calidad(
        comunes / len(dichas),
        comunes / len(leidas),
        (hallados, len(titulos)),
        enteros / len(parrafos),
        bien_pagina / cuantas,
        bien_apartado / cuantas,
    )


def _lugar(lectura: Lectura, posicion: int) -> tuple[str, int]:
    apartado, pagina = "", 0
    for bloque in lectura.bloques:
        if bloque.inicio > posicion:
            break
        apartado = bloque.apartado or apartado
        pagina = next((corte.pagina for corte in reversed(bloque.cortes) if corte.posicion <= posicion), pagina)
    return apartado, pagina


def _letras(texto: str) -> str:
    return re.sub(r"[\W_]+", "", texto)


def textos_de_las_paginas(ruta: Path) -> list[str]:
    """El texto de cada página según poppler, en el orden del archivo."""
    salida = subprocess.run(["pdftotext", "-raw", str(ruta), "-"], check=True, capture_output=True, text=True).stdout
    return [_sin_guiones(pagina) for pagina in salida.split("\f")]


def _sin_guiones(pagina: str) -> str:
    return re.sub(r"[-\u00ad\u2010]\n", "", pagina)


def generados(carpeta: Path) -> Iterator[tuple[str, Path, tuple[Trozo, ...]]]:
    """Los PDF de texto conocido: cada fábrica, en una y en dos columnas."""
    for semilla, nombre in enumerate(fabricas_instaladas()):
        for columnas in (1, 2):
            trozos = escrito(10 * semilla + columnas)
            ruta = carpeta / f"{nombre}-{columnas}.pdf"
            FABRICAS[nombre][0](trozos, ruta, columnas)
            yield ruta.stem, ruta, trozos


def _medir_generados() -> None:
    print(
        f"{'':16}{'cobertura':>10}{'precisión':>10}{'títulos':>9}{'enteros':>9}{'página':>8}{'apartado':>9}{'s/pág':>8}"
    )
    with tempfile.TemporaryDirectory() as carpeta:
        for nombre, ruta, trozos in generados(Path(carpeta)):
            desde = time.process_time()
            lectura = leer_pdf(ruta)
            costo = (time.process_time() - desde) / len(lectura.paginas)
            una = calificar(lectura, trozos, textos_de_las_paginas(ruta))
            print(
                f"{nombre:16}{una.cobertura:10.1%}{una.precision:10.1%}{una.titulos[0]:6}/{una.titulos[1]}"
                f"{una.parrafos_enteros:9.1%}{una.pagina:8.1%}{una.apartado:9.1%}{costo:8.3f}"
            )


ARTICULOS = {"004": range(1, 155), "023": range(1, 155)}
COLUMNAS = ("001", "015", "019", "022", "030")
TAPADAS = ("012", "013", "016", "025")
TABLAS = ("009", "017")


def _norma(carpeta: Path, clave: str) -> Path:
    (ruta,) = carpeta.glob(f"*DOC-{clave}_*.pdf")
    return ruta


def _medir_normas(carpeta: Path, contra_imagen: bool) -> None:
    print("\nTexto que no se ve y ligaduras:")
    for clave in TAPADAS:
        lectura = leer_pdf(_norma(carpeta, clave))
        quitadas = sum(una.cuantas for una in lectura.avisos if una.clase is ClaseDeAviso.TEXTO_INVISIBLE)
        partidas = len(re.findall(r"\b\w*(?:fi|fl) [a-zñáéíóú]", lectura.texto))
        print(f"  {clave}: {quitadas} líneas quitadas, {partidas} ligaduras partidas")
    print("Artículos que abren apartado:")
    for clave, numeros in ARTICULOS.items():
        abiertos = {uno.apartado.split(".")[0] for uno in leer_pdf(_norma(carpeta, clave)).bloques if uno.apartado}
        hallados = sum(f"Artículo {numero}" in abiertos for numero in numeros)
        print(f"  {clave}: {hallados} de {len(numeros)}")
    print("Filas de tablas con raya:")
    for clave in TABLAS:
        lectura = leer_pdf(_norma(carpeta, clave))
        print(f"  {clave}: {sum(len(uno.filas) for uno in lectura.bloques)} en {_tablas(lectura)} tablas")
    print("Dos columnas, palabras en orden contra el del archivo" + (" y contra la imagen:" if contra_imagen else ":"))
    for clave in COLUMNAS:
        ruta = _norma(carpeta, clave)
        leidas = _PALABRA.findall(leer_pdf(ruta).texto)
        otras = [_palabras_del_archivo(ruta)] + ([_palabras_de_la_imagen(ruta)] if contra_imagen else [])
        print(f"  {clave}: " + ", ".join(f"{LCSseq.similarity(leidas, otra) / len(otra):.1%}" for otra in otras))
    print("Costo, con y sin reconocer las imágenes según esté tesseract:")
    for ruta in sorted(carpeta.glob("*.pdf")):
        desde = time.process_time()
        try:
            lectura = leer_pdf(ruta)
        except ErrorDeLectura as error:
            print(f"  {ruta.name[:48]:50}{str(error).removeprefix(str(ruta))}")
            continue
        segundos = time.process_time() - desde
        print(f"  {ruta.name[:48]:50}{len(lectura.paginas):4} págs. {segundos:6.2f} s {_por_pagina(segundos, lectura)}")
    print(f"Memoria: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB como mucho")


def _por_pagina(segundos: float, lectura: Lectura) -> str:
    return f"{segundos / len(lectura.paginas):.3f} s/pág"


def _tablas(lectura: Lectura) -> int:
    return sum(uno.clase is ClaseDeBloque.TABLA for uno in lectura.bloques)


def _palabras_del_archivo(ruta: Path) -> list[str]:
    """Las del archivo en el orden en que se escribieron, con los guiones y las ligaduras como los lee pdfium."""
    import pypdfium2

    with pypdfium2.PdfDocument(ruta) as documento:
        texto = "\n".join(pagina.get_textpage().get_text_range() for pagina in documento)
    return _PALABRA.findall(re.sub(r"(?<=[a-zñáéíóú])[-\ufffe\u0002](?:\r\n)?(?=[a-zñáéíóú])", "", texto))


def _palabras_de_la_imagen(ruta: Path) -> list[str]:
    import pypdfium2

    with pypdfium2.PdfDocument(ruta) as documento:
        lineas = [una for n, pagina in enumerate(documento, start=1) for una in reconocer(pagina, n)[0]]
    return _PALABRA.findall(unir(lineas)[0])


def principal() -> None:
    ordenes = argparse.ArgumentParser(
        prog="python -m tests.mediciones.lectura", description="Qué tan bien se lee un PDF."
    )
    ordenes.add_argument("--contra-imagen", action="store_true", help="también contra lo que reconoce tesseract")
    pedido = ordenes.parse_args()
    _medir_generados()
    if carpeta := os.environ.get("PRUEBAS_NORMAS"):
        _medir_normas(Path(carpeta), pedido.contra_imagen and programa() is not None)


if __name__ == "__main__":
    principal()
