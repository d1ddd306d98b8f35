"""La raíz de los errores previstos, los que puede leer una persona.

ErrorLegible          dice qué falló, con qué valor y qué hacer; sin datos personales
├── los de `conocimiento` y los de `indices`
└── los de `bot`: configuración, casos, entrevista, documentos, almacén
"""


class ErrorLegible(Exception):
    """Un error previsto. `codigo_de_salida` es con lo que termina la línea de órdenes (2: uso incorrecto)."""

    codigo_de_salida = 1

    def __init__(self, mensaje: str, *, codigo_de_salida: int = 1) -> None:
        super().__init__(mensaje)
        self.codigo_de_salida = codigo_de_salida
