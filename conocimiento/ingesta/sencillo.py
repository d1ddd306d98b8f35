"""Lo que un documento dice, con palabras de todos los días: un YAML junto a él, opcional.

No es texto del documento y nunca se cita: se muestra solo a quien lo pide, dicho que no lo es, si la APCI lo aprobó y
con la cita debajo. Aprobarla es escribir quién y cuándo; si después cambia la oración, esa explicación deja de usarse.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from conocimiento.expresiones import diferida
from conocimiento.frases import recortar
from conocimiento.modelo import Explicacion, Fragmento, Idea, Tramo
from conocimiento.yaml.nodos import Nodo, exigir_sin_fallos, leer_entero, parecido

SUFIJO = ".sencillo.yaml"
PALABRAS_MAXIMAS = 40
"""Las de una explicación o un ejemplo: más no aclaran."""
LARGO_DE_UNA_CAIDA = 90
_EMPIEZA_UN_EJEMPLO = "Imagine"
_NUMERO = diferida(r"\d+")


@dataclass(frozen=True, slots=True)
class _Escrita:
    idea: str
    en_sencillo: str = ""
    ejemplo: str = ""
    aprobado_por: str = ""
    fecha: date | None = None


@dataclass(frozen=True, slots=True)
class _De:
    """Lo escrito de una oración."""

    oracion: str
    ideas: tuple[_Escrita, ...]


def leer_explicaciones(
    ruta: Path, texto: str, fragmentos: Iterable[Fragmento], ideas: Sequence[Idea], *, solo_aprobadas: bool = False
) -> tuple[tuple[Explicacion, ...], tuple[str, ...]]:
    """Devuelve las de un documento, comprobadas contra su texto y sus ideas, y las que ya no valen.

    Con `solo_aprobadas`, lo que nadie ha aprobado es un borrador: ni se comprueba ni se devuelve.
    De cada una que no vale porque el documento ya no trae entera su oración, se dice dónde está y qué oración era.
    Raises `ErrorDeFicha` con la línea si no es YAML, si la idea no existe, no es de esa oración o el documento no la
    dice, si lo escrito agrega números, no se distingue de un caso real o es demasiado largo, o si de su aprobación se
    dice quién y no cuándo, o al revés.
    """
    leidas, nodo = leer_entero(ruta, tuple[_De, ...])
    oraciones = [oracion for fragmento in fragmentos for oracion in fragmento.oraciones]
    conocidas = {idea.clave: idea for idea in ideas}
    explicaciones: dict[str, Explicacion] = {}
    caidas: list[str] = []
    for lugar, una in enumerate(leidas):
        suyo = nodo.hijo(lugar)
        tramo = _oraciones_enteras(una.oracion, texto, oraciones)
        if tramo is None and una.oracion:
            caidas.append(f"{ruta.name}, línea {suyo.linea}: «{recortar(una.oracion, LARGO_DE_UNA_CAIDA)}»")
            continue
        for escrita, propio in zip(una.ideas, suyo.hijos("ideas"), strict=True):
            if solo_aprobadas and not (escrita.aprobado_por or escrita.fecha):
                continue
            _comprobar(propio, escrita, una.oracion)
            if escrita.idea in explicaciones:
                propio.fallar(f"la idea «{escrita.idea}» ya está explicada; deje solo una", "idea")
            idea = _idea_de(propio, escrita.idea, conocidas, tramo)
            if idea is not None and idea.lugar is not None:
                explicaciones[idea.clave] = Explicacion(
                    idea.documento,
                    idea.clave,
                    idea.lugar,
                    escrita.en_sencillo,
                    escrita.ejemplo,
                    escrita.aprobado_por.strip(),
                    escrita.fecha,
                )
    exigir_sin_fallos(ruta, nodo.fallos)
    return tuple(explicaciones.values()), tuple(caidas)


def _oraciones_enteras(dicha: str, texto: str, oraciones: Sequence[Tramo]) -> Tramo | None:
    """Dónde está, si son oraciones enteras del documento; los espacios y saltos de línea no importan."""
    for hallado in re.finditer(r"\s+".join(map(re.escape, dicha.split())), texto) if dicha else ():
        inicia = any(uno.inicio == hallado.start() for uno in oraciones)
        if inicia and any(uno.fin == hallado.end() for uno in oraciones):
            return Tramo(*hallado.span())
    return None


def _idea_de(nodo: Nodo, clave: str, conocidas: dict[str, Idea], tramo: Tramo | None) -> Idea | None:
    idea = conocidas.get(clave)
    if idea is None:
        nodo.fallar(f"no hay una idea «{clave}» en las preguntas de este documento{parecido(clave, conocidas)}", "idea")
    elif not idea.contesta:
        nodo.fallar(f"el documento no dice «{clave}», y lo que no dice no se explica; quítela", "idea")
    elif tramo is not None and idea.lugar is not None and not _dentro(idea.lugar, tramo):
        nodo.fallar(f"la idea «{clave}» no está en esa oración; póngala debajo de la suya", "idea")
    return idea


def _dentro(lugar: Tramo, tramo: Tramo) -> bool:
    return tramo.inicio <= lugar.inicio and lugar.fin <= tramo.fin


def _comprobar(nodo: Nodo, escrita: _Escrita, oracion: str) -> None:
    if not (escrita.en_sencillo or escrita.ejemplo):
        nodo.fallar("escriba «en_sencillo», «ejemplo» o los dos; si no, quite la idea")
    for clave, dicho in (("en_sencillo", escrita.en_sencillo), ("ejemplo", escrita.ejemplo)):
        if (cuantas := len(dicho.split())) > PALABRAS_MAXIMAS:
            nodo.fallar(f"tiene {cuantas} palabras y caben {PALABRAS_MAXIMAS}; acórtelo", clave)
    agregados = [numero for numero in _NUMERO.findall(escrita.en_sencillo) if numero not in _NUMERO.findall(oracion)]
    if agregados:
        nodo.fallar(f"«{agregados[0]}» no está en la oración; no agregue nada que ella no diga", "en_sencillo")
    quien, fecha = escrita.aprobado_por.strip(), escrita.fecha
    if bool(quien) != (fecha is not None):
        falta, esta = ("fecha", "aprobado_por") if quien else ("aprobado_por", "fecha")
        nodo.fallar(f"dice «{esta}» y no «{falta}»; una aprobación lleva las dos, o quítelas", esta)
    if escrita.ejemplo and not escrita.ejemplo.startswith(_EMPIEZA_UN_EJEMPLO):
        nodo.fallar(f"empiécelo por «{_EMPIEZA_UN_EJEMPLO}», para que nadie lo tome por un caso real", "ejemplo")
