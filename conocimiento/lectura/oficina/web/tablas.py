"""Las tablas de una página: cuáles son de datos y qué celda hay en cada lugar."""

from collections.abc import Collection, Iterator

from conocimiento.lectura.formatos.arbol import Elemento

_COLUMNAS = 200
_GRUPOS = ("thead", "tbody", "tfoot")


def celdas_de_tabla(tabla: Elemento, bloquean: Collection[str]) -> list[list[Elemento | None]]:
    """La celda de cada fila y columna; la que abarca varias está en todas.

    Vacío si la tabla solo acomoda texto: tiene una fila o una columna, o dentro hay alguna de las que `bloquean`.
    """
    filas = list(_filas(tabla))
    if len(filas) < 2 or any(uno is not tabla and uno.tag in bloquean for uno in tabla.iter()):
        return []
    colocadas: list[list[Elemento | None]] = []
    de_arriba: dict[int, tuple[Elemento, int]] = {}  # por columna, la que sigue ahí y cuántas filas le quedan
    for fila in filas:
        leida: dict[int, Elemento] = {columna: celda for columna, (celda, _) in de_arriba.items()}
        de_arriba = {columna: (celda, quedan - 1) for columna, (celda, quedan) in de_arriba.items() if quedan > 1}
        libre = 0
        for celda in (uno for uno in fila if uno.tag in ("td", "th")):
            while libre in leida:
                libre += 1
            ancho, alto = _cuantas(celda, "colspan"), _cuantas(celda, "rowspan")
            suyas = range(libre, min(libre + ancho, _COLUMNAS))
            leida |= dict.fromkeys(suyas, celda)
            if alto > 1:
                de_arriba |= dict.fromkeys(suyas, (celda, alto - 1))
            libre += ancho
        colocadas.append([leida.get(columna) for columna in range(max(leida, default=-1) + 1)])
    return colocadas if max(map(len, colocadas)) > 1 else []


def _filas(tabla: Elemento) -> Iterator[Elemento]:
    for hijo in tabla:
        if hijo.tag == "tr":
            yield hijo
        elif hijo.tag in _GRUPOS:
            yield from (uno for uno in hijo if uno.tag == "tr")


def _cuantas(celda: Elemento, atributo: str) -> int:
    dicho = celda.get(atributo, "1")
    return min(max(int(dicho), 1), _COLUMNAS) if dicho.isdecimal() and len(dicho) < 7 else 1
