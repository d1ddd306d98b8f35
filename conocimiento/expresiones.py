"""Expresiones regulares que se compilan la primera vez que se usan.

El programa tiene más de mil. Compilarlas todas tardaba medio segundo cada vez que arranca, y un mensaje usa unas pocas.
Desde su segundo uso cuestan lo mismo que las de `re`. Una mal escrita la nota la prueba que las compila todas.
"""

import re
from typing import Any, AnyStr, Generic, cast

_LO_QUE_SE_USA = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class Diferida(Generic[AnyStr]):
    """Lo que hay en lugar de una expresión hasta que alguien la usa."""

    def __init__(self, pattern: AnyStr, marcas: int) -> None:
        self.pattern = pattern
        self._marcas = marcas

    @property
    def compilada(self) -> re.Pattern[AnyStr]:
        """La expresión de `re`. Raises `re.error` si está mal escrita."""
        return re.compile(self.pattern, self._marcas)

    def __getattr__(self, nombre: str) -> Any:
        """Solo se llama mientras falta el atributo: deja puestos los de la expresión y no se vuelve a llamar."""
        if nombre.startswith("__"):
            raise AttributeError(nombre)
        compilada = self.compilada
        for uno in _LO_QUE_SE_USA:
            setattr(self, uno, getattr(compilada, uno))
        return getattr(compilada, nombre)


def diferida(pattern: AnyStr, marcas: int = 0) -> re.Pattern[AnyStr]:
    """Devuelve lo mismo que `re.compile`, para los nombres de un módulo."""
    return cast("re.Pattern[AnyStr]", Diferida(pattern, marcas))
