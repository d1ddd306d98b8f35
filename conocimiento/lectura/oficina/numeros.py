"""Los números de una lista como se muestran: en cifras, en letras o en romanos."""

VINETA = "•"
_ROMANOS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MAYOR = 3_999


def escribir_numero(numero: int, clase: str) -> str:
    """El número como lo muestra Word: en cifras, letras o romanos."""
    match clase:
        case "lowerLetter" | "upperLetter":
            letra = chr(ord("a") + (numero - 1) % 26) * min((numero - 1) // 26 + 1, 9) if numero > 0 else ""
            return letra if clase == "lowerLetter" else letra.upper()
        case "lowerRoman" | "upperRoman":
            romano = _en_romanos(min(numero, _MAYOR))
            return romano.lower() if clase == "lowerRoman" else romano
        case "decimalZero":
            return f"{numero:02d}"
        case "ordinal":
            return f"{numero}.º"
        case "none":
            return ""
        case _:
            return str(numero)


def _en_romanos(numero: int) -> str:
    escrito = ""
    for cuanto, letra in _ROMANOS:
        escrito += letra * (numero // cuanto)
        numero %= cuanto
    return escrito
