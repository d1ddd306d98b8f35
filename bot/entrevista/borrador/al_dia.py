"""El paso de un borrador a la versión de la entrevista que se usa hoy."""

from dataclasses import dataclass
from datetime import datetime

from bot.entrevista.esquema import Entrevista, Migracion
from bot.entrevista.eventos import Migrada


@dataclass(frozen=True, slots=True)
class Puesta:
    """Los eventos que hacen falta y lo que hay que contarle a la persona."""

    eventos: tuple[Migrada, ...]
    novedades: tuple[str, ...]


def poner_al_dia(entrevista: Entrevista, version: str, instante: datetime) -> Puesta | None:
    """Los pasos desde esa versión hasta la de hoy; None si ya es la misma o no se sabe cuál es.

    Si no hay archivo para un tramo, se pasa directamente: las claves que siguen existiendo conservan su respuesta.
    """
    if version in ("", entrevista.version):
        return None
    pasos: list[Migracion] = []
    actual, vistas = version, {version}
    while actual != entrevista.version:
        siguiente = next((m for m in entrevista.migraciones if m.de == actual and m.a not in vistas), None)
        siguiente = siguiente or Migracion(actual, entrevista.version, "")
        pasos.append(siguiente)
        actual = siguiente.a
        vistas.add(actual)
    migradas = tuple(_migrada(paso, instante) for paso in pasos)
    return Puesta(migradas, tuple(paso.novedad for paso in pasos if paso.novedad))


def _migrada(migracion: Migracion, instante: datetime) -> Migrada:
    opciones: dict[str, dict[str, str]] = {}
    for clave, viejo, nuevo in migracion.opciones:
        opciones.setdefault(clave, {})[viejo] = nuevo
    renombradas = dict(migracion.renombradas)
    return Migrada(instante, migracion.de, migracion.a, renombradas, migracion.quitadas, opciones)
