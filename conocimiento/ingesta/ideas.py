"""Cómo pregunta la gente: por cada documento, un YAML junto a él con cada idea y las maneras de preguntarla;
para todos, `solicitudes.yaml`, con lo que se le pide al asistente y no a un documento.

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
from conocimiento.modelo import Idea, Solicitud, Tramo, Vacio

SUFIJO = ".preguntas.yaml"
SOLICITUDES = "solicitudes.yaml"


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


def leer_solicitudes(carpeta: Path) -> tuple[Solicitud, ...]:
    """Devuelve las de un corpus; ninguna si no tiene `solicitudes.yaml`. Raises `ErrorDeFicha` con la línea."""
    ruta = carpeta / SOLICITUDES
    if not ruta.is_file():
        return ()
    raiz = leer_yaml(ruta)
    comprobar_claves(ruta, raiz, ("solicitudes",), ("solicitudes",))
    solicitudes: dict[str, Solicitud] = {}
    for nodo in leer_nodos(ruta, raiz, "solicitudes"):
        comprobar_claves(ruta, nodo, ("solicitud", "ejemplos"), ("solicitud", "ejemplos"))
        clave = leer_texto(ruta, nodo, "solicitud")
        if clave in solicitudes:
            raise ErrorDeFicha(ruta, f"hay dos solicitudes con la clave «{clave}».", linea_de(nodo, "solicitud"))
        solicitudes[clave] = Solicitud(clave, leer_textos(ruta, nodo, "ejemplos"))
    return tuple(solicitudes.values())
