"""Cómo pregunta la gente por un documento: un YAML junto a él, con cada idea y las maneras de preguntarla.

Sirve para reconocer una pregunta dicha con otras palabras y saber si el documento la contesta; lo que se
cita es siempre el documento.
"""

import re
from pathlib import Path

from conocimiento.errores import ErrorDeFicha
from conocimiento.ingesta.lectura_yaml import (
    Nodo,
    comprobar_claves,
    leer_nodos,
    leer_texto,
    leer_textos,
    leer_yaml,
    linea_de,
)
from conocimiento.modelo import Idea, Tramo, Vacio

SUFIJO = ".preguntas.yaml"


def leer_ideas(
    ruta: Path, documento: str, texto: str, vacios: tuple[Vacio, ...]
) -> tuple[tuple[Idea, ...], tuple[str, ...]]:
    """Devuelve las ideas de `documento` y las preguntas ajenas a él, comprobadas contra su texto y sus vacíos.

    Raises `ErrorDeFicha` con la línea si no es YAML, si falta o sobra una clave, si una idea se repite o si
    lo que cita no está, palabra por palabra, en el texto.
    """
    raiz = leer_yaml(ruta)
    comprobar_claves(ruta, raiz, ("contesta", "no_dice", "ajenas"), ("contesta", "no_dice", "ajenas"))
    ideas: dict[str, Idea] = {}
    for seccion, leer in (("contesta", _que_contesta), ("no_dice", _que_falta)):
        for nodo in leer_nodos(ruta, raiz, seccion):
            idea = leer(ruta, nodo, documento, texto)
            if idea.clave in ideas:
                raise ErrorDeFicha(ruta, f"hay dos ideas con la clave «{idea.clave}».", linea_de(nodo, "idea"))
            if idea.vacio and all(vacio.clave != idea.vacio for vacio in vacios):
                raise ErrorDeFicha(ruta, f"la ficha no tiene un vacío «{idea.vacio}».", linea_de(nodo, "vacio"))
            ideas[idea.clave] = idea
    return tuple(ideas.values()), leer_textos(ruta, raiz, "ajenas")


def _que_contesta(ruta: Path, nodo: Nodo, documento: str, texto: str) -> Idea:
    claves = ("idea", "palabras", "preguntas")
    comprobar_claves(ruta, nodo, claves, claves)
    clave, preguntas = leer_texto(ruta, nodo, "idea"), leer_textos(ruta, nodo, "preguntas")
    return Idea(documento, clave, True, _lugar(ruta, nodo, "palabras", texto), preguntas)


def _que_falta(ruta: Path, nodo: Nodo, documento: str, texto: str) -> Idea:
    comprobar_claves(ruta, nodo, ("idea", "falta", "preguntas"), ("idea", "falta", "cerca", "vacio", "preguntas"))
    return Idea(
        documento,
        leer_texto(ruta, nodo, "idea"),
        False,
        _lugar(ruta, nodo, "cerca", texto) if nodo.get("cerca") else None,
        leer_textos(ruta, nodo, "preguntas"),
        falta=leer_texto(ruta, nodo, "falta"),
        vacio=leer_texto(ruta, nodo, "vacio") if "vacio" in nodo else "",
    )


def _lugar(ruta: Path, nodo: Nodo, clave: str, texto: str) -> Tramo:
    """Dónde están esas palabras; los espacios y saltos de línea del documento no importan."""
    citadas = leer_texto(ruta, nodo, clave)
    hallado = re.search(r"\s+".join(map(re.escape, citadas.split())), texto)
    if hallado is None:
        raise ErrorDeFicha(
            ruta, f"el documento no contiene «{citadas}»; cópielo tal como aparece.", linea_de(nodo, clave)
        )
    return Tramo(*hallado.span())
