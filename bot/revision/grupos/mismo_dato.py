"""¿Piden dos preguntas el mismo dato? Solo entonces la respuesta de una sirve para la otra.

«Quién elige al comité directivo» y «cuáles son los pasos para elegirlo» se parecen mucho y no se contestan con lo
mismo. De cada pregunta se toma la *relación* (qué se quiere saber: quién, cuántos, cuándo, cómo, si se puede…) y sus
*argumentos* (de qué), y han de coincidir las dos cosas. Decir a alguien la respuesta de otra pregunta es peor que
dejar dos grupos por juntar: ante la duda, no son la misma.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.dialogo.intenciones import sin_cortesia
from bot.dialogo.preguntas.separar import separar, sigue_el_hilo, sin_abreviaturas, sin_mencion_del_documento
from bot.revision.grupos.argumentos import (
    DEL_TEMA,
    actores_en_orden,
    argumentos,
    con_quien,
    destinos,
    sin_verbos_ligeros,
)
from bot.revision.grupos.relaciones import modo, normalizar, relacion_y_resto
from conocimiento.palabras import plegar

_DESDE_DONDE_CABE_UNA_ERRATA = 6
"""Letras de una raíz: en una más corta, una letra cambiada es otra palabra («socio», «sucio»)."""
_SENALA = re.compile(r"\b(?:eso|esa|ese|esos|esas|esto|ellos|ellas|ahi|alli|lo mismo|aquello)\b")


@dataclass(frozen=True, slots=True)
class DatoPedido:
    """Lo que pide una parte de una pregunta: la relación y de qué.

    `del_tema`: lo que se dice o se calla sin que cambie. `actores`: quienes hacen o reciben, como se dijeron;
    `destinos`, lo que va tras «a»; `con_quien`, los que van tras «por», «con», «contra» o «ante».
    `modo`: si se puede o se debe.
    """

    relacion: str
    argumentos: frozenset[str]
    del_tema: frozenset[str]
    actores: tuple[str, ...]
    destinos: frozenset[str]
    con_quien: frozenset[tuple[str, str]]
    modo: str


Pedidos = tuple[DatoPedido, ...]


@lru_cache(maxsize=20_000)
def datos_pedidos(pregunta: str) -> Pedidos:
    """Lo que pide cada parte de una pregunta; vacío si sola no se entiende («¿y eso cuánto cuesta?»)."""
    escrita = sin_cortesia(sin_abreviaturas(plegar(pregunta)))
    if sigue_el_hilo(escrita) or _SENALA.search(escrita):
        return ()
    pedidos = tuple(_dato_pedido(sin_mencion_del_documento(parte)) for parte in separar(escrita))
    return pedidos if all(uno.argumentos or uno.del_tema for uno in pedidos) else ()


def piden_lo_mismo(unos: Pedidos, otros: Pedidos) -> bool:
    """Dice si dos preguntas piden los mismos datos, uno por uno y en cualquier orden. Lo que no se entiende, no."""
    if not unos or len(unos) != len(otros):
        return False
    libres = list(otros)
    for uno in unos:
        igual = next((otro for otro in libres if _mismo(uno, otro)), None)
        if igual is None:
            return False
        libres.remove(igual)
    return True


def _dato_pedido(parte: str) -> DatoPedido:
    escrita = normalizar(parte)
    relacion, resto = relacion_y_resto(escrita)
    dichos = sin_verbos_ligeros(argumentos(resto), relacion)
    return DatoPedido(
        relacion=relacion,
        argumentos=dichos - DEL_TEMA,
        del_tema=dichos & DEL_TEMA,
        actores=actores_en_orden(resto),
        destinos=destinos(resto),
        con_quien=con_quien(resto),
        modo=modo(escrita),
    )


def _mismo(uno: DatoPedido, otro: DatoPedido) -> bool:
    return (
        uno.relacion == otro.relacion
        and _mismo_tema(uno, otro)
        and _mismos_argumentos(uno.argumentos, otro.argumentos)
        and not _se_contradicen(uno, otro)
    )


def _mismo_tema(uno: DatoPedido, otro: DatoPedido) -> bool:
    """El tema se puede callar si hay otra cosa de la que se habla; decir otro, no."""
    if uno.argumentos and not (uno.del_tema and otro.del_tema):
        return not (uno.del_tema | otro.del_tema) & (uno.destinos | otro.destinos)
    return uno.del_tema == otro.del_tema or bool(uno.argumentos and uno.del_tema & otro.del_tema)


def _se_contradicen(uno: DatoPedido, otro: DatoPedido) -> bool:
    """Con las mismas palabras: poder frente a deber, o quién da frente a quién recibe."""
    if {uno.modo, otro.modo} == {"puede", "debe"} or uno.con_quien != otro.con_quien:
        return True
    if uno.destinos and uno.destinos == otro.destinos:
        return False  # «la empresa a la ONG» y «a la ONG la empresa» dicen lo mismo
    comunes = [actor for actor in uno.actores if actor in otro.actores]
    return comunes != [actor for actor in otro.actores if actor in comunes]


def _mismos_argumentos(unos: frozenset[str], otros: frozenset[str]) -> bool:
    """Iguales, salvo una errata en palabras largas."""
    solo_uno, solo_otro = unos - otros, otros - unos
    return len(solo_uno) == len(solo_otro) and all(
        any(_es_errata(palabra, otra) for otra in solo_otro) for palabra in solo_uno
    )


def _es_errata(una: str, otra: str) -> bool:
    corta = min(len(una), len(otra)) < _DESDE_DONDE_CABE_UNA_ERRATA
    return not corta and una.isalpha() and una[0] == otra[0] and OSA.distance(una, otra) <= 1
