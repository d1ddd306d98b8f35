"""Las tablas de una página, por sus rayas. Las celdas las traza pdfplumber; su texto es el que se ve en ellas."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conocimiento.lectura.pdf.caracteres import Caja, Linea, Palabra, pdfium

_GROSOR = 2.5  # puntos; lo más delgado que esto es una raya
_LARGO = 12.0
_RAYAS = 3  # de cada dirección: menos no hacen una tabla
_AJUSTES = {"edge_min_length_prefilter": 5}  # los trazos de un logotipo corren las rayas vecinas
_PUNTAS = 6  # de un recuadro; una letra dibujada tiene más
_PROFUNDIDAD = 4  # de los dibujos dentro de dibujos


@dataclass(frozen=True, slots=True)
class Tabla:
    """Una tabla con raya: el texto de cada celda, por filas, y dónde está."""

    pagina: int
    caja: Caja
    filas: tuple[tuple[str, ...], ...]


def tiene_rayas(pagina: Any) -> bool:
    """Si hay rayas para una tabla: al menos tres tendidas y tres de pie, o un recuadro con borde por celda."""
    tendidas: set[int] = set()
    de_pie: set[int] = set()
    for objeto in pagina.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=_PROFUNDIDAD):
        izquierda, abajo, derecha, arriba = objeto.get_bounds()
        ancho, alto = derecha - izquierda, arriba - abajo
        if min(ancho, alto) >= _GROSOR and pdfium.FPDFPath_CountSegments(objeto) > _PUNTAS:
            continue
        if ancho > _LARGO and (alto < _GROSOR or alto > _LARGO):
            tendidas |= {round(arriba), round(abajo)}
        if alto > _LARGO / 2 and (ancho < _GROSOR or ancho > _LARGO):
            de_pie |= {round(izquierda), round(derecha)}
    return len(tendidas) >= _RAYAS and len(de_pie) >= _RAYAS


def tablas_de(documento: Any, numero: int, lineas: Sequence[Linea]) -> list[Tabla]:
    """Las tablas de una página (desde 1) de un documento de pdfplumber, con las palabras de sus líneas."""
    pagina = documento.pages[numero - 1]
    try:
        halladas = [hallada for hallada in pagina.find_tables(_AJUSTES) if len(hallada.cells) >= 4]
    finally:
        pagina.close()
    palabras = [palabra for linea in lineas for palabra in linea.palabras]
    corrido_x, corrido_y = pagina.bbox[:2]
    tablas: list[Tabla] = []
    for hallada in halladas:
        filas = [
            tuple(
                _texto_en(Caja(c[0] - corrido_x, c[1] - corrido_y, c[2] - corrido_x, c[3] - corrido_y), palabras)
                if c
                else ""
                for c in fila.cells
            )
            for fila in hallada.rows
        ]
        limpias = _sin_vacias(filas)
        if len(limpias) >= 2 and len(limpias[0]) >= 2:
            x0, y0, x1, y1 = hallada.bbox
            caja = Caja(x0 - corrido_x, y0 - corrido_y, x1 - corrido_x, y1 - corrido_y)
            tablas.append(Tabla(numero, caja, tuple(limpias)))
    return tablas


def abrir(ruta: Path) -> Any:
    """El documento de pdfplumber."""
    import pdfplumber

    return pdfplumber.open(ruta)


def poner_tablas(lineas: Sequence[Linea], tablas: Sequence[Tabla]) -> list[Linea | Tabla]:
    """Las líneas sin las palabras de las tablas, y cada tabla donde empezaban las suyas."""
    piezas: list[Linea | Tabla] = []
    puestas: set[int] = set()
    for linea in lineas:
        fuera: list[Palabra] = []
        for palabra in linea.palabras:
            tabla = next((una for una in tablas if _dentro(una.caja, palabra)), None)
            if tabla is None:
                fuera.append(palabra)
            elif id(tabla) not in puestas:
                puestas.add(id(tabla))
                piezas.append(tabla)
        if fuera:
            es_entera = len(fuera) == len(linea.palabras)
            piezas.append(linea if es_entera else Linea(tuple(fuera), linea.pagina))
    return piezas


def _texto_en(celda: Caja, palabras: Sequence[Palabra]) -> str:
    from conocimiento.lectura.pdf.texto import unir_palabras

    return unir_palabras([palabra for palabra in palabras if _dentro(celda, palabra)])


def _dentro(caja: Caja, palabra: Palabra) -> bool:
    return caja.contiene((palabra.caja.x0 + palabra.caja.x1) / 2, (palabra.caja.y0 + palabra.caja.y1) / 2)


def _sin_vacias(filas: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Sin las filas ni las columnas en que no hay nada."""
    con_algo = [fila for fila in filas if any(fila)]
    columnas = [n for n in range(max(map(len, con_algo), default=0)) if any(n < len(f) and f[n] for f in con_algo)]
    return [tuple(fila[n] if n < len(fila) else "" for n in columnas) for fila in con_algo]
