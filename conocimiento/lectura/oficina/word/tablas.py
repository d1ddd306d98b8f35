"""Las tablas de Word: cuáles lo son de verdad, sus celdas y el fondo que tiene debajo cada una."""

from collections.abc import Iterator
from dataclasses import dataclass

from conocimiento.lectura.formatos.arbol import Elemento
from conocimiento.lectura.oficina.word.estilos import Estilos, relleno
from conocimiento.lectura.oficina.word.marcas import W, camino, encendido, valor

_ENVOLTORIOS = {W + nombre for nombre in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_COLUMNAS = 63
"""Las que admite Word en una tabla."""


@dataclass(frozen=True, slots=True)
class Celda:
    """`repite`: es la continuación, hacia abajo, de la que tiene encima. `ancho`, en columnas."""

    elemento: Elemento
    ancho: int
    repite: bool


def filas_de(tabla: Elemento) -> list[Elemento]:
    """Sus filas."""
    return list(_hijos(tabla, W + "tr"))


def celdas_de(fila: Elemento) -> list[Celda]:
    """Las celdas de una fila."""
    celdas: list[Celda] = []
    for celda in _hijos(fila, W + "tc"):
        propiedades = celda.find(camino("tcPr"))
        ancho = valor(propiedades, "gridSpan")
        unida = None if propiedades is None else propiedades.find(camino("vMerge"))
        repite = unida is not None and unida.get(W + "val", "") != "restart"
        celdas.append(Celda(celda, min(int(ancho), _COLUMNAS) if ancho.isdecimal() else 1, repite))
    return celdas


def _hijos(elemento: Elemento, marca: str) -> Iterator[Elemento]:
    for hijo in elemento:
        if hijo.tag == marca:
            yield hijo
        elif hijo.tag in _ENVOLTORIOS:
            yield from _hijos(hijo, marca)


def es_de_maqueta(filas: list[Elemento], estilos: Estilos) -> bool:
    """Si solo acomoda texto en la página: de una fila o una columna, o con títulos u otras tablas dentro."""
    if len(filas) < 2 or max(len(celdas_de(fila)) for fila in filas) < 2:
        return True
    return any(
        fila.find(f".//{W}tbl") is not None or any(estilos.nivel(parrafo) for parrafo in fila.iter(W + "p"))
        for fila in filas
    )


class Debajo:
    """El fondo que una tabla pone debajo de cada celda, y las letras que le da su estilo."""

    def __init__(self, tabla: Elemento, estilos: Estilos, de_fuera: tuple[str, ...]) -> None:
        self._de_fuera = (propio,) if (propio := relleno(tabla.find(camino("tblPr")))) else de_fuera
        self._cadena = tuple(estilos.cadena(valor(tabla, "tblPr", "tblStyle"), "table"))

    def fondos(self, fila: int, columna: int, celda: Elemento) -> tuple[str, ...]:
        """Los que puede tener: el suyo si lo dice; si no, los que su estilo da a esa fila y esa columna."""
        if suyo := relleno(celda.find(camino("tcPr"))):
            return (suyo,)
        partes = self._partes(fila, columna)
        de_estilo = [relleno(parte.find(camino("tcPr"))) or relleno(parte.find(camino("tblPr"))) for parte in partes]
        return tuple(uno for uno in de_estilo if uno) or self._de_fuera

    def letras(self, fila: int, columna: int) -> tuple[Elemento, ...]:
        """Las propiedades de letra que da el estilo a esa fila y esa columna, de la más general a la más propia."""
        dichas = (parte.find(camino("rPr")) for parte in self._partes(fila, columna))
        return tuple(una for una in dichas if una is not None)

    def _partes(self, fila: int, columna: int) -> list[Elemento]:
        clases = {"wholeTable"}
        clases |= {"firstRow"} if fila == 0 else {"band1Horz", "band2Horz", "lastRow"}
        clases |= {"firstCol"} if columna == 0 else {"band1Vert", "band2Vert", "lastCol"}
        partes: list[Elemento] = []
        for estilo in reversed(self._cadena):
            partes.append(estilo)
            partes += [una for una in estilo.findall(camino("tblStylePr")) if una.get(W + "type", "") in clases]
        return partes


def se_oculta(fila: Elemento) -> bool:
    """Si la fila está marcada para que no se vea."""
    return encendido(fila.find(camino("trPr")), "hidden") is True


def se_borro(fila: Elemento) -> bool:
    """Si la fila se borró con el control de cambios y aún no se acepta."""
    return fila.find(camino("trPr", "del")) is not None
