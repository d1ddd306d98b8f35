"""Los caracteres que no se ven y que, dentro de un texto, solo sirven para esconder algo o para partir palabras."""

import re

_INVISIBLES = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_DE_MAQUETA = re.compile("[\u00ad\x00-\x08\x0e-\x1f\x7f\ufff9-\ufffb]")
"""El guion que solo se ve al final de un renglón y los de control: se quitan, y no hay de qué avisar."""
_BLANCOS = re.compile(r"\s+")


def sin_invisibles(texto: str) -> tuple[str, int]:
    """El texto en un renglón, sin lo que no se ve, y cuántos caracteres escondidos traía."""
    limpio, cuantos = _INVISIBLES.subn("", texto)
    return _BLANCOS.sub(" ", _DE_MAQUETA.sub("", limpio)).strip(), cuantos
