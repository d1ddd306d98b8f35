"""Qué cambio pide un texto: la única puerta de esta carpeta."""

from bot.entrevista.cambios.modelo import LecturaDeCambio, Tenido


def leer_cambio(texto: str, tenido: Tenido) -> LecturaDeCambio | None:
    """El cambio que pide un texto a lo que ya se tiene; None si no pide ninguno o si parece otra cosa."""
    return None
