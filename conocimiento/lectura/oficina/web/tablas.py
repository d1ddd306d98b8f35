"""Las tablas de una página: cuáles son de datos y qué celda hay en cada lugar."""

from collections.abc import Collection, Iterator

from conocimiento.lectura.formatos.arbol import Elemento

_COLUMNAS = 200
_GRUPOS = ("thead", "tbody", "tfoot")


def celdas_de_tabla(tabla: Elemento, bloquean: Collection[str]) -> list[list[Elemento | None]]:
    """La celda de cada fila y columna; la que ocupa varias filas se repite hacia abajo, y no hacia la derecha.

    Vacío si la tabla solo acomoda texto: tiene una fila o una columna, o dentro hay alguna de las que `bloquean`.
    """
    filas = list(_filas(tabla))
    if len(filas) < 2 or any(uno is not tabla and uno.tag in bloquean for uno in tabla.iter()):
        return []
    colocadas: list[list[Elemento | None]] = []
    pendientes: dict[int, tuple[Elemento, int]] = {}
    for fila in filas:
        leida: list[Elemento | None] = []
        for celda in (uno for uno in fila if uno.tag in ("td", "th")):
            _bajar(leida, pendientes)
            ancho, alto = _cuantas(celda, "colspan"), _cuantas(celda, "rowspan")
            if alto > 1:
                pendientes[len(leida)] = (celda, alto - 1)
            leida += [celda, *[None] * (ancho - 1)]
        _bajar(leida, pendientes)
        colocadas.append(leida[:_COLUMNAS])
    return colocadas if max(map(len, colocadas)) > 1 else []


def _bajar(leida: list[Elemento | None], pendientes: dict[int, tuple[Elemento, int]]) -> None:
    """Pone en la fila las celdas que vienen de más arriba."""
    while len(leida) in pendientes:
        celda, quedan = pendientes.pop(len(leida))
        if quedan > 1:
            pendientes[len(leida)] = (celda, quedan - 1)
        leida.append(celda)


def _filas(tabla: Elemento) -> Iterator[Elemento]:
    for hijo in tabla:
        if hijo.tag == "tr":
            yield hijo
        elif hijo.tag in _GRUPOS:
            yield from (uno for uno in hijo if uno.tag == "tr")


def _cuantas(celda: Elemento, atributo: str) -> int:
    dicho = celda.get(atributo, "1")
    return min(max(int(dicho), 1), _COLUMNAS) if dicho.isdecimal() and len(dicho) < 7 else 1
