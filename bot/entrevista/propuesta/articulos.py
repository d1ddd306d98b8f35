"""Cómo se nombra a una organización dentro de una oración: «la Municipalidad de Espinar», «la empresa Cerro Bravo»."""

from collections.abc import Sequence

from bot.entrevista.esquema import Catalogos
from bot.entrevista.pasos import Actor
from conocimiento.frases import enumerar
from conocimiento.palabras import palabras

_ARTICULOS = frozenset({"el", "la", "los", "las"})


def nombrar(actor: Actor, catalogos: Catalogos) -> str:
    """El nombre del actor con el artículo que le toca; sin él, si no se sabe cuál.

    Lo dice la primera palabra del nombre («Municipalidad…» es «la») o, si no, cómo se llama en una frase su tipo («la
    empresa»).
    """
    primera = next(iter(palabras(actor.nombre)), "")
    if primera in _ARTICULOS:
        return actor.nombre[:1].lower() + actor.nombre[1:]
    if primera in catalogos.organizaciones.femeninas:
        return f"la {actor.nombre}"
    if primera in catalogos.organizaciones.masculinas:
        return f"el {actor.nombre}"
    llamados = {tipo.valor: tipo.en_frase for tipo in catalogos.tipos_actor}
    return f"{llamados.get(actor.tipo or '', '')} {actor.nombre}".strip()


def nombrar_a_todos(actores: Sequence[Actor], catalogos: Catalogos) -> str:
    """«la JASS de Tintaya, la ONG Caritas Cusco y el Gobierno Regional»."""
    return enumerar([nombrar(actor, catalogos) for actor in actores])
