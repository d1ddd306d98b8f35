"""Los errores de la biblioteca.

ErrorLegible
└── ErrorDeBiblioteca     lo pedido no se puede hacer con lo que hay en el catálogo
    ├── YaLoTengo         el archivo ya está, con el mismo contenido
    └── CatalogoDanado    el catálogo no se entiende
"""

from conocimiento.errores import ErrorLegible


class ErrorDeBiblioteca(ErrorLegible):
    """Lo pedido no se puede hacer con lo que hay; el mensaje dice qué hacer."""


class YaLoTengo(ErrorDeBiblioteca):
    """El mismo archivo ya está en la biblioteca."""


class CatalogoDanado(ErrorDeBiblioteca):
    """El catálogo no se entiende: alguien lo editó o es de otra versión del programa."""
