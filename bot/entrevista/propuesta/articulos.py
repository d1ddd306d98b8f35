"""Cómo se nombra a una organización dentro de una oración: «la Municipalidad de Espinar», «la empresa Cerro Bravo»."""

from collections.abc import Sequence

from bot.entrevista.esquema import Catalogos
from bot.entrevista.pasos import Actor
from conocimiento.frases import enumerar
from conocimiento.palabras import palabras, plano

_ARTICULOS = ("el", "la", "los", "las")
_PUBLICO = "sector_publico"
_DETERMINANTES = frozenset("un una unos unas mi mis su sus nuestro nuestra nuestros nuestras este esta ese esa".split())


def nombrar(actor: Actor, catalogos: Catalogos) -> str:
    """El nombre del actor con el artículo que le toca; sin él, si no se sabe cuál.

    Lo dice la primera palabra del nombre («Municipalidad…» es «la») o, si no, cómo se llama en una frase su tipo («la
    empresa»). Un artículo con mayúscula es parte del nombre («la empresa Los Portales S.A.»), salvo que presente lo que
    la organización es: «el Ministerio de Salud», «los comuneros de Tintaya».
    """
    nombre = actor.nombre.strip()
    primera, resto = (*nombre.split(maxsplit=1), "", "")[:2]
    if primera.casefold() in _ARTICULOS and resto:
        es_del_nombre = primera[0].isupper() and resto[0].isupper() and not _articulo_de(resto, catalogos)
        return _con_su_tipo(actor, nombre, catalogos) if es_del_nombre else f"{primera.casefold()} {resto}"
    if primera in _DETERMINANTES:
        return nombre
    articulo = _articulo_de(nombre, catalogos) or _articulo_en_plural(actor, nombre, catalogos)
    return f"{articulo} {nombre}" if articulo else _con_su_tipo(actor, nombre, catalogos)


def son_varios(nombrado: str) -> bool:
    """El nombre con su artículo está en plural: «las Rondas Campesinas proponen»."""
    return nombrado.startswith(("los ", "las "))


def _articulo_de(nombre: str, catalogos: Catalogos) -> str:
    primera = next(iter(palabras(nombre)), "")
    organizaciones = catalogos.organizaciones
    articulos = (("la", organizaciones.femeninas), ("el", organizaciones.masculinas))
    return next((articulo for articulo, clases in articulos if primera in map(plano, clases)), "")


def _articulo_en_plural(actor: Actor, nombre: str, catalogos: Catalogos) -> str:
    """«las» de «Municipalidades de la cuenca»; ninguno si el plural es el nombre de una sola: «Servicios Ñan SRL»."""
    tipo = next((uno for uno in catalogos.tipos_actor if uno.valor == actor.tipo), None)
    if tipo is not None and tipo.en_frase and tipo.clase != _PUBLICO:
        return ""
    primera, *_ = nombre.split() or ("",)
    de_uno = [primera.removesuffix(fin) for fin in ("s", "es") if len(primera) > 4 and primera.endswith(fin)]
    articulos = (_articulo_de(uno, catalogos) for uno in de_uno)
    return next(("las" if articulo == "la" else "los" for articulo in articulos if articulo), "")


def _con_su_tipo(actor: Actor, nombre: str, catalogos: Catalogos) -> str:
    llamados = {tipo.valor: tipo.en_frase for tipo in catalogos.tipos_actor}
    return f"{llamados.get(actor.tipo or '', '')} {nombre}".strip() if nombre else ""


def nombrar_a_todos(actores: Sequence[Actor], catalogos: Catalogos) -> str:
    """«la JASS de Tintaya, la ONG Caritas Cusco y el Gobierno Regional»."""
    return enumerar([nombrar(actor, catalogos) for actor in actores])
