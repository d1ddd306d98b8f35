"""Los encabezados y pies que se repiten de página en página, y el número impreso que traen; y el índice del documento.

El índice no se cita: repite los títulos con su página.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from conocimiento.expresiones import diferida
from conocimiento.lectura.pdf.caracteres import Linea
from conocimiento.palabras import MESES, UN_MES

_BORDE = 0.13  # de la altura de la página
_PARTE_DE_LAS_PAGINAS = 0.35
_CIFRAS = diferida(r"\d+")
_DIA = r"(?:Lima,\s)?(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)\s+"
_FECHA = _DIA + r"\d{1,2} de \w{4,10} de \d{4}"
_FECHA_POR_PARTES = diferida(_DIA + rf"(?P<dia>\d{{1,2}}) de (?P<mes>{UN_MES}) de (?P<anio>\d{{4}})", re.IGNORECASE)
_DEL_DIARIO = diferida(
    rf"[\d\s/]*(?:El Peruano|NORMAS LEGALES|{_FECHA})(?:[\d\s/]|El Peruano|NORMAS LEGALES|{_FECHA})*$", re.IGNORECASE
)
"""El encabezado del diario oficial, que se reconoce aunque el extracto tenga una sola página de cada lado."""

Hojas = Sequence[tuple[float, Sequence[Linea]]]
"""De cada página, su altura y sus líneas."""


def separar_repetidos(hojas: Hojas) -> tuple[list[list[Linea]], list[list[Linea]]]:
    """Las líneas del cuerpo de cada página y las de su encabezado y su pie."""
    formas: Counter[tuple[str, bool]] = Counter()
    for alto, lineas in hojas:
        formas.update({_forma(linea, alto) for linea in lineas if _esta_en_el_borde(linea, alto)})
    minimo = max(2, _PARTE_DE_LAS_PAGINAS * sum(1 for _, lineas in hojas if lineas))
    cuerpos: list[list[Linea]] = []
    bordes: list[list[Linea]] = []
    for alto, lineas in hojas:
        repetidas: set[int] = set()
        por_altura = sorted((linea for linea in lineas if _esta_en_el_borde(linea, alto)), key=lambda linea: linea.y0)
        arriba = [linea for linea in por_altura if linea.y0 < alto / 2]
        abajo = [linea for linea in reversed(por_altura) if linea.y0 >= alto / 2]
        for desde_el_borde in (arriba, abajo):
            for linea in desde_el_borde:
                if formas[_forma(linea, alto)] < minimo and not _DEL_DIARIO.match(linea.texto):
                    break  # lo que sigue hacia dentro ya es el texto
                repetidas.add(id(linea))
        cuerpos.append([linea for linea in lineas if id(linea) not in repetidas])
        bordes.append([linea for linea in lineas if id(linea) in repetidas])
    return cuerpos, bordes


def fecha_del_diario(bordes: Sequence[Sequence[Linea]]) -> str:
    """El día impreso en el encabezado del diario oficial («2018-07-18»); vacío si no lo hay o no es el mismo."""
    dias: set[str] = set()
    for hallada in (_FECHA_POR_PARTES.search(linea.texto) for lineas in bordes for linea in lineas):
        if hallada is not None:
            mes = MESES.index(hallada["mes"].lower().replace("sept", "set")) + 1
            dias.add(f"{hallada['anio']}-{mes:02}-{int(hallada['dia']):02}")
    es_el_diario = any("el peruano" in linea.texto.lower() for lineas in bordes for linea in lineas)
    return dias.pop() if es_el_diario and len(dias) == 1 else ""


def numeros_impresos(bordes: Sequence[Sequence[Linea]]) -> dict[int, int]:
    """El número impreso en cada página (por su lugar, desde 1) donde se leyó y es consecuente; ninguno si no lo son.

    Consecuente: crece de uno en uno en más de la mitad de las páginas que traen alguno. En un archivo de una página
    solo se cree el del diario oficial.
    """
    vistos = {
        lugar: {int(cifras) for linea in lineas for cifras in _CIFRAS.findall(linea.texto) if len(cifras) <= 7}
        for lugar, lineas in enumerate(bordes, start=1)
    }
    con_numero = [lugar for lugar, numeros in vistos.items() if numeros]
    if len(bordes) == 1 and con_numero:
        return {1: max(vistos[1])} if max(vistos[1]) >= 10_000 else {}
    saltos = Counter(numero - lugar for lugar, numeros in vistos.items() for numero in numeros)
    if not saltos:
        return {}
    salto, veces = max(saltos.items(), key=lambda par: (par[1], par[0] == 0))
    if veces < 2 or veces <= len(con_numero) / 2:
        return {}
    return {lugar: lugar + salto for lugar, numeros in vistos.items() if lugar + salto in numeros}


def _forma(linea: Linea, alto: float) -> tuple[str, bool]:
    """Lo que dice, sin sus cifras, y si está arriba: un título al pie de una página y arriba de otra no se repite."""
    return _CIFRAS.sub("#", linea.texto), linea.y0 < alto / 2


def _esta_en_el_borde(linea: Linea, alto: float) -> bool:
    return linea.y0 < _BORDE * alto or linea.y1 > (1 - _BORDE) * alto


_ENTRADA = diferida(r"(?<=[\s.…_])\d{1,4}$")
_LARGO_DE_ENTRADA = 300
_ENTRADAS = 5  # menos no hacen un índice
_PARTE_DE_ENTRADAS = 0.4
_EN_ORDEN = 0.8
_VUELTAS = 3  # líneas de una entrada que sigue en otra página
_TITULO_DE_INDICE = diferida(r"(?:[ÍI]NDICE|CONTENIDO|SUMARIO|TABLA DE CONTENIDOS?)\b.{0,20}$", re.IGNORECASE)


def lineas_de_indice(lineas: Sequence[Linea], total: int) -> set[int]:
    """La identidad de las líneas de una página que son de un índice; `total` son las páginas del documento.

    Lo son las que van de la primera a la última que termina en un número de página, si esas son muchas y crecen.
    """
    entradas = [
        (lugar, int(hallada[0]))
        for lugar, linea in enumerate(lineas)
        if (hallada := _ENTRADA.search(linea.texto, max(0, len(linea.texto) - 6)))
        and len(linea.texto) <= _LARGO_DE_ENTRADA
        and any(map(str.isalpha, linea.texto))
        and int(hallada[0]) <= 1.5 * total + 20
    ]
    if len(entradas) < _ENTRADAS:
        return set()
    desde, hasta = entradas[0][0], entradas[-1][0]
    crecen = sum(a[1] <= b[1] for a, b in pairwise(entradas))
    if len(entradas) < _PARTE_DE_ENTRADAS * (hasta - desde + 1) or crecen < _EN_ORDEN * (len(entradas) - 1):
        return set()
    titulo = next((n for n in range(desde - 1, -1, -1) if _TITULO_DE_INDICE.match(lineas[n].texto)), None)
    desde = titulo if titulo is not None else 0 if desde <= _VUELTAS else desde
    hasta = len(lineas) - 1 if len(lineas) - 1 - hasta <= _VUELTAS else hasta
    return {id(linea) for linea in lineas[desde : hasta + 1]}
