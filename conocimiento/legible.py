"""La raíz de los errores previstos, los que puede leer una persona.

ErrorLegible          dice qué falló, con qué valor y qué hacer; sin datos personales
├── los de `conocimiento` y los de `indices`
└── los de `bot`: configuración, casos, entrevista, documentos, almacén
"""

from typing import Any


class ErrorLegible(Exception):
    """Un error previsto. `codigo_de_salida` es con lo que termina la línea de órdenes (2: uso incorrecto)."""

    codigo_de_salida = 1

    def __init__(self, mensaje: str, *, codigo_de_salida: int = 1) -> None:
        super().__init__(mensaje)
        self.codigo_de_salida = codigo_de_salida

    def __reduce__(self) -> tuple[Any, ...]:
        # Para que llegue entero de otro proceso: el `__init__` de cada clase pide otras cosas.
        return _rehacer, (type(self), *self.args), self.__dict__


def _rehacer(clase: type[ErrorLegible], *args: object) -> ErrorLegible:
    return clase.__new__(clase, *args)
