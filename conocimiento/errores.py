"""La raíz de los errores cuyo mensaje puede leer una persona.

    Exception
    └── ErrorLegible          dice qué falló, con qué valor y qué hacer; sin datos personales
        ├── ErrorConfiguracion, ErrorCasos…      (bot)
        ├── ErrorDeIndices                       (indices)
        └── los de lectura de documentos         (conocimiento)
"""


class ErrorLegible(Exception):
    """Un error previsto. `codigo_de_salida` es con lo que termina la línea de órdenes (2: uso incorrecto)."""

    codigo_de_salida = 1

    def __init__(self, mensaje: str, *, codigo_de_salida: int | None = None) -> None:
        super().__init__(mensaje)
        if codigo_de_salida is not None:
            self.codigo_de_salida = codigo_de_salida
