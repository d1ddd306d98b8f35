"""El valor de una respuesta: lo que se guarda, se compara y se imprime.

Está solo porque basedpyright no resuelve un alias recursivo escrito junto a las clases que lo usan.
"""

from typing_extensions import TypeAliasType

Valor = TypeAliasType("Valor", "str | int | bool | list[Valor] | dict[str, Valor] | None")
"""Un valor que cabe en JSON. Los montos son texto decimal («250000.00»), nunca coma flotante."""
