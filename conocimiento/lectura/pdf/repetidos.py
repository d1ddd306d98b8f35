"""Los encabezados y pies que se repiten de página en página, y el número impreso que traen."""

import re
from collections import Counter
from collections.abc import Sequence

from conocimiento.lectura.pdf.caracteres import Linea

_BORDE = 0.1  # de la altura de la página
_PARTE_DE_LAS_PAGINAS = 0.35
_CIFRAS = re.compile(r"\d+")
_NUMERO_SOLO = re.compile(r"\W*(?:p[aá]g(?:ina|\.)?\s*)?\d{1,7}(?:\s*(?:de|/)\s*\d{1,5})?\W*$", re.IGNORECASE)
_FECHA = r"(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)\s+\d{1,2} de \w{4,10} de \d{4}"
_DEL_DIARIO = re.compile(
    rf"[\d\s/]*(?:El Peruano|NORMAS LEGALES|{_FECHA})(?:[\d\s/]|El Peruano|NORMAS LEGALES|{_FECHA})*$", re.IGNORECASE
)
"""El encabezado del diario oficial, que se reconoce aunque el extracto tenga una sola página de cada lado."""

Hojas = Sequence[tuple[float, Sequence[Linea]]]
"""De cada página, su altura y sus líneas."""


def separar_repetidos(hojas: Hojas) -> tuple[list[list[Linea]], list[list[Linea]]]:
    """Las líneas del cuerpo de cada página y las de su encabezado y su pie."""
    formas: Counter[str] = Counter()
    for alto, lineas in hojas:
        formas.update({_forma(linea) for linea in lineas if _esta_en_el_borde(linea, alto)})
    minimo = max(2, _PARTE_DE_LAS_PAGINAS * sum(1 for _, lineas in hojas if lineas))
    cuerpos: list[list[Linea]] = []
    bordes: list[list[Linea]] = []
    for alto, lineas in hojas:
        repetidas = {
            id(linea)
            for linea in lineas
            if _esta_en_el_borde(linea, alto)
            and (
                formas[_forma(linea)] >= minimo
                or _DEL_DIARIO.match(linea.texto)
                or (len(hojas) > 1 and _NUMERO_SOLO.match(linea.texto))
            )
        }
        cuerpos.append([linea for linea in lineas if id(linea) not in repetidas])
        bordes.append([linea for linea in lineas if id(linea) in repetidas])
    return cuerpos, bordes


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


def _forma(linea: Linea) -> str:
    return _CIFRAS.sub("#", linea.texto)


def _esta_en_el_borde(linea: Linea, alto: float) -> bool:
    return linea.y0 < _BORDE * alto or linea.y1 > (1 - _BORDE) * alto
