"""El paso de un borrador a la versión de la entrevista que se usa hoy. Puro."""

from dataclasses import dataclass

from bot.entrevista.esquema import Entrevista, Migracion
from bot.entrevista.eventos import Valor


@dataclass(frozen=True, slots=True)
class Puesta:
    """Los datos de los eventos «migrada» que hacen falta y lo que hay que contarle a la persona."""

    eventos: tuple[dict[str, Valor], ...]
    avisos: tuple[str, ...]


def poner_al_dia(entrevista: Entrevista, version: str) -> Puesta | None:
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
    return Puesta(tuple(map(_datos, pasos)), tuple(paso.aviso for paso in pasos if paso.aviso))


def _datos(migracion: Migracion) -> dict[str, Valor]:
    opciones: dict[str, Valor] = {}
    for clave, viejo, nuevo in migracion.opciones:
        cambios = opciones.setdefault(clave, {})
        assert isinstance(cambios, dict)
        cambios[viejo] = nuevo
    return {
        "de": migracion.de,
        "a": migracion.a,
        "renombradas": dict(migracion.renombradas),
        "quitadas": list(migracion.quitadas),
        "opciones": opciones,
    }
