"""Si un color se distingue de su fondo."""

from conocimiento.expresiones import diferida

SE_CONFUNDEN = 24
"""Con menos diferencia que esta, de 255, en cada componente, no se lee: la misma medida que en un PDF."""
_HEXADECIMAL = diferida(r"#?([0-9a-fA-F]{6})(?:[0-9a-fA-F]{2})?")


def componentes(color: str) -> tuple[int, int, int] | None:
    """Rojo, verde y azul de «FFFFFF» o «#FFFFFF»; `None` si no se entiende."""
    hallado = _HEXADECIMAL.fullmatch(color)
    if hallado is None:
        return None
    rojo, verde, azul = (int(hallado.group(1)[lugar : lugar + 2], 16) for lugar in (0, 2, 4))
    return rojo, verde, azul


def se_distingue(color: str, fondo: str) -> bool:
    """Si se lee uno sobre otro; lo que no se entiende se da por visible."""
    uno, otro = componentes(color), componentes(fondo)
    return uno is None or otro is None or max(abs(a - b) for a, b in zip(uno, otro, strict=True)) >= SE_CONFUNDEN
