"""Los blancos de un texto, también los que no se ven."""

from conocimiento.expresiones import diferida
from conocimiento.modelo import Tramo

BLANCOS = " \t\r\n\f\v\u00a0\u2028\u2029\u200b\ufeff\u0085"

INVISIBLES = diferida("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
"""Lo que no se ve y, dentro de un texto, solo sirve para esconder algo o para partir palabras."""
_DE_MAQUETA = diferida("[\u00ad\x00-\x08\x0e-\x1f\x7f\ufff9-\ufffb]")
"""El guion que solo se ve al final de un renglón y los de control: se quitan, y no hay de qué avisar."""
_SEGUIDOS = diferida(r"\s+")


def recortar(texto: str, inicio: int, fin: int) -> Tramo:
    """Devuelve el tramo sin los blancos de los lados (puede quedar vacío)."""
    while inicio < fin and texto[inicio] in BLANCOS:
        inicio += 1
    while fin > inicio and texto[fin - 1] in BLANCOS:
        fin -= 1
    return Tramo(inicio, fin)


def sin_invisibles(texto: str) -> tuple[str, int]:
    """El texto en un renglón, sin lo que no se ve, y cuántos caracteres escondidos traía."""
    limpio, cuantos = INVISIBLES.subn("", texto)
    return _SEGUIDOS.sub(" ", _DE_MAQUETA.sub("", limpio)).strip(), cuantos
