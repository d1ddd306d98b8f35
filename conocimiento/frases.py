"""Trozos de frase en español que se escriben igual en todas partes: enumerar, contar, acortar y decir una fecha."""

from datetime import date

from conocimiento.palabras import MESES


def recortado(texto: str, largo: int) -> str:
    """El texto en una línea y con ese largo como mucho."""
    junto = " · ".join(texto.splitlines())
    return junto if len(junto) <= largo else f"{junto[: largo - 1].rstrip()}…"


def cantidad(cuantas: int, singular: str, plural: str) -> str:
    """«1 pregunta», «3 preguntas»."""
    return f"{cuantas} {singular if cuantas == 1 else plural}"


def recortar(texto: str, largo: int) -> str:
    """El texto, con «…» si pasa del largo."""
    return texto if len(texto) <= largo else texto[: largo - 1].rstrip() + "…"


def enumerar(nombres: list[str]) -> str:
    """«A», «A y B», «A, B y C»."""
    return nombres[0] if len(nombres) == 1 else ", ".join(nombres[:-1]) + " y " + nombres[-1]


def fecha_en_palabras(fecha: date) -> str:
    """«23 de noviembre de 2026»."""
    return f"{fecha.day} de {MESES[fecha.month - 1]} de {fecha.year}"
