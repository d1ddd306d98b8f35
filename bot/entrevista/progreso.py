"""Cuánto falta: preguntas, minutos y secciones. Se deduce de las preguntas visibles; no guarda nada."""

from dataclasses import dataclass
from math import ceil

from bot.entrevista.esquema import Entrevista, SeccionEntrevista
from bot.entrevista.motor import (
    Borrador,
    Paso,
    actores_por_conocer,
    esta_resuelto,
    partes_que_faltan,
    pasos_visibles,
)

# Minutos por respuesta en un teléfono; estimación propia, para no prometer de menos.
_MINUTOS = {"opcion": 0.2, "clase_actor": 0.2, "entero": 0.2, "matriz": 1.1, "actores": 1.0, "lista": 1.5, "texto": 0.6}
_MINUTOS_DE_OTRAS = 0.5


@dataclass(frozen=True, slots=True)
class AvanceDeSeccion:
    """Una sección con sus pasos visibles; `respondidos`, cuántos tienen respuesta."""

    seccion: SeccionEntrevista
    pasos: tuple[Paso, ...]
    respondidos: int


def minutos_que_faltan(entrevista: Entrevista, borrador: Borrador) -> int:
    """Los minutos que tomaría lo que falta, redondeados hacia arriba."""
    minutos = 0.0
    for paso in pasos_visibles(entrevista, borrador):
        if not esta_resuelto(borrador, paso):
            minutos += _MINUTOS.get(paso.pregunta.tipo, _MINUTOS_DE_OTRAS)
    minutos += actores_por_conocer(entrevista, borrador) * _MINUTOS["matriz"]
    return ceil(minutos)


def faltan(entrevista: Entrevista, borrador: Borrador) -> int:
    """Cuántas preguntas quedan sin resolver; las que se dejaron pendientes a propósito no cuentan."""
    sin_resolver = [p for p in pasos_visibles(entrevista, borrador) if not esta_resuelto(borrador, p)]
    return len(sin_resolver) + actores_por_conocer(entrevista, borrador)


def por_seccion(entrevista: Entrevista, borrador: Borrador) -> tuple[AvanceDeSeccion, ...]:
    """Las secciones que tienen preguntas visibles, en el orden de la propuesta."""
    pasos = pasos_visibles(entrevista, borrador)
    avances: list[AvanceDeSeccion] = []
    for seccion in entrevista.secciones:
        suyos = tuple(paso for paso in pasos if paso.pregunta.seccion == seccion.clave)
        if suyos:
            avances.append(AvanceDeSeccion(seccion, suyos, sum(paso.llave in borrador.respuestas for paso in suyos)))
    return tuple(avances)


def pendientes(entrevista: Entrevista, borrador: Borrador) -> tuple[tuple[Paso, tuple[str, ...]], ...]:
    """Lo que se dejó sin responder, entero o en parte: el paso y las partes que le faltan (vacío si es todo)."""
    hallados: list[tuple[Paso, tuple[str, ...]]] = []
    for paso in pasos_visibles(entrevista, borrador):
        partes = partes_que_faltan(borrador, paso)
        if paso.llave in borrador.omitidas or partes:
            hallados.append((paso, partes))
    return tuple(hallados)


def porcentaje(respondidas: int, total: int) -> int:
    """El avance de 0 a 100; solo es 100 si está todo."""
    return respondidas * 100 // total if total else 0
