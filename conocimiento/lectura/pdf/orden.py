"""La comprobación del orden: si el archivo escribe sus líneas salteadas, se leen por columnas, de arriba abajo."""

from collections.abc import Sequence
from itertools import pairwise

from conocimiento.lectura.pdf.caracteres import Linea

_SALTOS = 0.05  # de los pasos de una línea a la siguiente
_MINIMO = 8  # líneas; con menos no se juzga


def ordenar(lineas: Sequence[Linea]) -> tuple[list[Linea], bool]:
    """Las líneas en orden de lectura, y si hubo que cambiar el del archivo."""
    if len(lineas) < _MINIMO or _saltos_atras(lineas) <= _SALTOS * (len(lineas) - 1):
        return list(lineas), False
    por_lugar = _por_columnas(lineas)
    return por_lugar, por_lugar != list(lineas)


def _saltos_atras(lineas: Sequence[Linea]) -> int:
    """Cuántas veces la línea siguiente está más arriba en la misma columna."""
    return sum(
        siguiente.base < anterior.base - anterior.cuerpo
        and min(anterior.x1, siguiente.x1) - max(anterior.x0, siguiente.x0)
        > 0.5 * min(anterior.x1 - anterior.x0, siguiente.x1 - siguiente.x0)
        for anterior, siguiente in pairwise(lineas)
    )


def _por_columnas(lineas: Sequence[Linea]) -> list[Linea]:
    """Por franjas: las líneas que cruzan el medio parten la página, y entre ellas se lee la izquierda y la derecha."""
    izquierda, derecha = min(linea.x0 for linea in lineas), max(linea.x1 for linea in lineas)
    medio = (izquierda + derecha) / 2
    cruzan = [linea for linea in lineas if linea.x0 < medio - linea.cuerpo and linea.x1 > medio + linea.cuerpo]
    if len(cruzan) > len(lineas) / 3:
        return sorted(lineas, key=lambda linea: (round(linea.base), linea.x0))
    ordenadas: list[Linea] = []
    franja: list[Linea] = []
    de_lado_a_lado = {id(linea) for linea in cruzan}

    def cerrar() -> None:
        ordenadas.extend(sorted(franja, key=lambda linea: (linea.x0 >= medio - linea.cuerpo, linea.base, linea.x0)))
        franja.clear()

    for linea in sorted(lineas, key=lambda linea: linea.base):
        if id(linea) in de_lado_a_lado:
            cerrar()
            ordenadas.append(linea)
        else:
            franja.append(linea)
    cerrar()
    return ordenadas
