"""Lo que una hoja de OpenDocument (.ods) no muestra, filas y columnas ocultas y letras del color de su celda, y sus
celdas unidas."""

import re
from zipfile import ZipFile

from conocimiento.lectura.formatos.arbol import Elemento, recorrer_xml
from conocimiento.lectura.formatos.comprimidos import leer_xml
from conocimiento.lectura.oficina.colores import se_distingue
from conocimiento.lectura.oficina.hojas.celdas import LoOculto

_TABLA = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFICINA = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ESTILO = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FORMATO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_NO_SE_VE = ("collapse", "filter")
_REPETIDAS = 1_100_000
"""Las filas que caben en una hoja: una repetición de más no es de nadie."""


def ocultas_de_opendocument(abierto: ZipFile) -> dict[str, LoOculto]:
    """Lo que no se ve de cada hoja, por su nombre."""
    invisibles = _estilos_invisibles(abierto)
    hojas: dict[str, LoOculto] = {}
    fila, columna, de_columna = 0, 0, 0
    celdas: list[tuple[int, int, bool]] = []  # dónde empieza, cuántas son y si se ve
    actual = LoOculto()
    marcas = ("table-column", "table-cell", "covered-table-cell", "table-row", "table")
    for elemento in recorrer_xml(abierto, "content.xml", marcas):
        marca = elemento.tag.removeprefix(_TABLA)
        if marca == "table-column":
            cuantas = _cuantas(elemento, "number-columns-repeated", 16_384)
            if elemento.get(_TABLA + "visibility", "") in _NO_SE_VE:
                actual.columnas.update(range(de_columna, de_columna + cuantas))
            de_columna += cuantas
        elif marca in ("table-cell", "covered-table-cell"):
            cuantas = _cuantas(elemento, "number-columns-repeated", 16_384)
            muestra = "".join(elemento.itertext()).strip()  # lo que se ve; lo que vale está en sus atributos
            if muestra or elemento.get(_OFICINA + "value-type", ""):
                se_ve = bool(muestra) and elemento.get(_TABLA + "style-name", "") not in invisibles
                celdas.append((columna, cuantas, se_ve))
            ancho, alto = (_cuantas(elemento, f"number-{que}-spanned", 16_384) for que in ("columns", "rows"))
            if muestra and max(ancho, alto) > 1:
                actual.unidas.append(((fila, columna), (fila + alto - 1, columna + ancho - 1)))
            if muestra.endswith("%"):
                decimales = len(re.sub(r"\D", "", re.split(r"[.,]", muestra)[-1])) if re.search(r"[.,]", muestra) else 0
                actual.decimales |= {(fila, columna + uno): min(decimales, 9) for uno in range(min(cuantas, 64))}
            columna += cuantas
        elif marca == "table-row":
            cuantas = _cuantas(elemento, "number-rows-repeated", _REPETIDAS)
            if celdas:
                _de_fila(elemento, range(fila, fila + cuantas), celdas, actual)
            fila, columna, celdas = fila + cuantas, 0, []
        else:
            hojas[elemento.get(_TABLA + "name", "")] = actual
            actual, fila, columna, de_columna, celdas = LoOculto(), 0, 0, 0, []
    return hojas


def _de_fila(elemento: Elemento, filas: range, celdas: list[tuple[int, int, bool]], oculto: LoOculto) -> None:
    oculto.filas_en_total = max(oculto.filas_en_total, filas.stop)
    oculto.columnas_en_total = max(oculto.columnas_en_total, *(donde + cuantas for donde, cuantas, _ in celdas))
    if elemento.get(_TABLA + "visibility", "") in _NO_SE_VE:
        oculto.filas.update(filas)
    for donde, cuantas, se_ve in celdas:
        if not se_ve and len(filas) * cuantas <= _REPETIDAS:
            oculto.celdas.update((fila, columna) for fila in filas for columna in range(donde, donde + cuantas))


def _estilos_invisibles(abierto: ZipFile) -> set[str]:
    raiz = leer_xml(abierto, "content.xml")
    invisibles: set[str] = set()
    for estilo in () if raiz is None else raiz.iter(_ESTILO + "style"):
        letra, celda = estilo.find(_ESTILO + "text-properties"), estilo.find(_ESTILO + "table-cell-properties")
        color = "" if letra is None else letra.get(_FORMATO + "color", "")
        fondo = "" if celda is None else celda.get(_FORMATO + "background-color", "")
        escondida = letra is not None and letra.get(_ESTILO + "text-display", letra.get("display", "")) == "none"
        if escondida or (color and not se_distingue(color, "ffffff" if fondo in ("", "transparent") else fondo)):
            invisibles.add(estilo.get(_ESTILO + "name", ""))
    return invisibles


def _cuantas(elemento: Elemento, atributo: str, tope: int) -> int:
    dicho = elemento.get(_TABLA + atributo, "1")
    return min(max(int(dicho), 1), tope) if dicho.isdecimal() and len(dicho) < 9 else 1
