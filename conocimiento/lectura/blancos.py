"""Los blancos de un texto, también los que no se ven."""

from conocimiento.modelo import Tramo

BLANCOS = " \t\r\n\f\v\u00a0\u2028\u2029\u200b\ufeff\u0085"


def recortar(texto: str, inicio: int, fin: int) -> Tramo:
    """Devuelve el tramo sin los blancos de los lados (puede quedar vacío)."""
    while inicio < fin and texto[inicio] in BLANCOS:
        inicio += 1
    while fin > inicio and texto[fin - 1] in BLANCOS:
        fin -= 1
    return Tramo(inicio, fin)
