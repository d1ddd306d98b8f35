"""Cómo pregunta la gente: por cada documento, un YAML junto a él con cada idea y las maneras de preguntarla;
para todos, `solicitudes.yaml`, con lo que se le pide al asistente y no a un documento.

Sirve para reconocer una pregunta dicha con otras palabras y saber si el documento la contesta; lo que se
cita es siempre el documento.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from conocimiento.modelo import RESPUESTA, Idea, Solicitud, Tramo, Vacio
from conocimiento.yaml.nodos import Nodo, exigir_sin_fallos, leer_entero, parecido

SUFIJO = ".preguntas.yaml"
SOLICITUDES = "solicitudes.yaml"
_SiNo = Literal["sí", "si", "no"]
"""`revisada: no` es un borrador que nadie leyó: no se usa."""


@dataclass(frozen=True, slots=True)
class _Contestada:
    idea: str
    palabras: str
    preguntas: tuple[str, ...]
    revisada: _SiNo = "sí"


@dataclass(frozen=True, slots=True)
class _SinDecir:
    idea: str
    falta: str
    preguntas: tuple[str, ...]
    cerca: str = ""
    vacio: str = ""
    revisada: _SiNo = "sí"


@dataclass(frozen=True, slots=True)
class _Preguntas:
    """Lo que lleva el archivo que acompaña a un documento."""

    ajenas: tuple[str, ...]
    contesta: tuple[_Contestada, ...] = ()
    no_dice: tuple[_SinDecir, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pedida:
    solicitud: str
    ejemplos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Respondida:
    """Lo que se contesta a una pregunta de la entrevista."""

    pregunta: str
    ejemplos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Solicitudes:
    """Lo que lleva `solicitudes.yaml`."""

    solicitudes: tuple[_Pedida, ...]
    respuestas: tuple[_Respondida, ...] = ()


def leer_ideas(
    ruta: Path, documento: str, texto: str, vacios: tuple[Vacio, ...]
) -> tuple[tuple[Idea, ...], tuple[str, ...]]:
    """Devuelve las ideas ya revisadas de `documento` y las preguntas ajenas a él; todas, comprobadas contra su texto.

    Raises `ErrorDeFicha` con la línea si no es YAML, si falta o sobra una clave, si una idea se repite o si
    lo que cita no está, palabra por palabra, en el texto.
    """
    leidas, nodo = leer_entero(ruta, _Preguntas)
    claves_de_vacio = {vacio.clave for vacio in vacios}
    ideas: dict[str, Idea] = {}
    sin_revisar: set[str] = set()
    for seccion, escritas in (("contesta", leidas.contesta), ("no_dice", leidas.no_dice)):
        for una, suyo in zip(escritas, nodo.hijos(seccion), strict=True):
            match una:
                case _Contestada():
                    lugar = _lugar(suyo, "palabras", una.palabras, texto)
                    idea = Idea(documento, una.idea, True, lugar, una.preguntas)
                case _SinDecir():
                    lugar = _lugar(suyo, "cerca", una.cerca, texto) if una.cerca else None
                    idea = Idea(documento, una.idea, False, lugar, una.preguntas, una.falta, una.vacio)
            if idea.clave in ideas:
                suyo.fallar(f"hay dos ideas con la clave «{idea.clave}»", "idea")
            if idea.vacio and idea.vacio not in claves_de_vacio:
                parecida = parecido(idea.vacio, claves_de_vacio)
                suyo.fallar(f"la ficha no tiene un vacío «{idea.vacio}»{parecida}", "vacio")
            ideas[idea.clave] = idea
            if una.revisada == "no":
                sin_revisar.add(idea.clave)
    exigir_sin_fallos(ruta, nodo.fallos)
    revisadas = tuple(idea for idea in ideas.values() if idea.clave not in sin_revisar)
    return revisadas, leidas.ajenas if revisadas else ()


def _lugar(nodo: Nodo, clave: str, citadas: str, texto: str) -> Tramo | None:
    """Dónde están esas palabras; los espacios y saltos de línea del documento no importan."""
    hallado = re.search(r"\s+".join(map(re.escape, citadas.split())), texto)
    if hallado is None:
        nodo.fallar(f"el documento no contiene «{citadas}»; cópielo tal como aparece", clave)
        return None
    return Tramo(*hallado.span())


def leer_solicitudes(carpeta: Path) -> tuple[Solicitud, ...]:
    """Devuelve las de un corpus; ninguna si no tiene `solicitudes.yaml`. Las respuestas, si las trae, van primero.

    Raises `ErrorDeFicha` con la línea.
    """
    ruta = carpeta / SOLICITUDES
    if not ruta.is_file():
        return ()
    leidas, nodo = leer_entero(ruta, _Solicitudes)
    solicitudes = {RESPUESTA: _juntas(leidas.respuestas)} if leidas.respuestas else {}
    for una, suyo in zip(leidas.solicitudes, nodo.hijos("solicitudes"), strict=True):
        if una.solicitud in solicitudes:
            suyo.fallar(f"hay dos solicitudes con la clave «{una.solicitud}»", "solicitud")
        solicitudes[una.solicitud] = Solicitud(una.solicitud, una.ejemplos)
    exigir_sin_fallos(ruta, nodo.fallos)
    return tuple(solicitudes.values())


def _juntas(respondidas: tuple[_Respondida, ...]) -> Solicitud:
    pares = [(ejemplo, una.pregunta) for una in respondidas for ejemplo in una.ejemplos]
    return Solicitud(RESPUESTA, tuple(ejemplo for ejemplo, _ in pares), tuple(pregunta for _, pregunta in pares))
