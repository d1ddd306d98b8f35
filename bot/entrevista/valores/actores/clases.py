"""De qué tipo parece una organización por las palabras de su nombre."""

import re
from functools import lru_cache

from bot.entrevista.esquema import Catalogos, Opcion, TipoActor
from conocimiento.palabras import plano


def deducir_tipo(nombre: str, tipos: tuple[TipoActor, ...]) -> str | None:
    """El tipo que dicen las palabras del nombre; None si no lo dicen o si vale por más de uno («ONG»)."""
    posibles = tipos_posibles(nombre, tipos)
    return posibles[0] if len(posibles) == 1 else None


def tipos_posibles(nombre: str, tipos: tuple[TipoActor, ...]) -> tuple[str, ...]:
    """Los tipos que dice la primera palabra que señala alguno y, a la par, la más larga: varios si los dos la usan."""
    patron, valores = _senales(tipos)
    hallada = patron.search(plano(nombre))
    if hallada is None:
        return ()
    if hallada.lastgroup is not None:  # el grupo lleva el lugar del tipo
        return (tipos[int(hallada.lastgroup[1:])].valor,)
    return valores[re.sub(r"\s+", " ", hallada.group())]


def tipo_calificado(dicho: str, tipos: tuple[TipoActor, ...]) -> str | None:
    """El tipo que dice una palabra con su gentilicio («una ONG alemana»); None si no lo hay."""
    hallada = _senales(tipos)[0].search(plano(dicho))
    return tipos[int(hallada.lastgroup[1:])].valor if hallada is not None and hallada.lastgroup else None


@lru_cache(maxsize=4)
def _senales(tipos: tuple[TipoActor, ...]) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Una expresión con las palabras de todos los tipos, la más larga primero, y de qué tipos es cada una."""
    valores: dict[str, tuple[str, ...]] = {}
    for tipo in tipos:
        for palabra in tipo.palabras:
            valores[plano(palabra)] = (*valores.get(plano(palabra), ()), tipo.valor)
    escritas = [_escrita(palabra) for palabra in sorted(valores, key=len, reverse=True)]
    calificadas = [
        rf"(?P<t{lugar}>(?:{'|'.join(_escrita(plano(base)) for base in tipo.bases)})(?:\s+[\w.&-]+){{0,4}}?\s+"
        rf"(?:{'|'.join(_escrita(plano(uno)) for uno in tipo.gentilicios)})(?:e?s)?)"
        for lugar, tipo in enumerate(tipos)
        if tipo.bases and tipo.gentilicios
    ]
    alternativas = "|".join((*calificadas, *escritas)) or "(?!)"
    return re.compile(rf"(?<![a-z0-9])(?:{alternativas})(?![a-z0-9])"), valores


def _escrita(palabra: str) -> str:
    return re.escape(palabra).replace(r"\ ", r"\s+")


def clases_de_actor(catalogos: Catalogos) -> tuple[Opcion, ...]:
    """Los tipos de organización como opciones de una pregunta."""
    return tuple(Opcion(tipo.valor, tipo.etiqueta, tipo.sinonimos + tipo.palabras) for tipo in catalogos.tipos_actor)
