"""Preparar un documento nuevo: pedirle a un modelo, oración por oración, un borrador que una persona revisará.

Lo hace el personal, fuera de las conversaciones, y solo lleva texto del documento. Lo que falte se dice.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.revision.biblioteca import textos
from bot.revision.biblioteca.borrador import (
    Propuesta,
    SinPropuesta,
    encargo_de,
    explicaciones_en_yaml,
    leer_propuesta,
    preguntas_en_yaml,
    reparos_de_explicacion,
)
from bot.servicio.puertos import Lenguaje, SinLenguaje
from conocimiento.frases import Informar, en_un_renglon
from conocimiento.modelo import Documento

ORACIONES = 60
"""De cuántas se hace el borrador si no se dice otra cosa."""
MAS_CORTA, MAS_LARGA = 25, 600
FALLOS_SEGUIDOS = 3
"""Con tantos, el modelo no está: se deja de pedir, y se dice lo que falta."""


@dataclass(frozen=True, slots=True)
class Preparado:
    """Los dos borradores, y de cuántas oraciones hay, faltan o se marcaron."""

    preguntas: str
    explicaciones: str
    hechas: int
    marcadas: int
    sin_hacer: tuple[SinPropuesta, ...]
    fuera: int


async def preparar(modelo: Lenguaje, documento: Documento, informar: Informar, hasta: int = ORACIONES) -> Preparado:
    """Los borradores de un documento. Lo que el modelo no conteste queda dicho en ellos; no lanza por eso."""
    todas = list(_oraciones(documento))
    propuestas, sin_hacer = list[Propuesta](), list[SinPropuesta]()
    seguidos = 0
    for numero, (apartado, oracion) in enumerate(todas[:hasta], 1):
        if seguidos >= FALLOS_SEGUIDOS:
            sin_hacer.append(SinPropuesta(oracion, textos.SIN_PEDIR))
            continue
        informar(textos.preparando(numero, min(hasta, len(todas))))
        hecha = await _pedir(modelo, documento.ficha.titulo, apartado, oracion)
        if isinstance(hecha, Propuesta):
            propuestas.append(hecha)
            seguidos = 0
        else:
            sin_hacer.append(hecha)
            seguidos = seguidos + 1 if hecha.motivo != textos.NO_ES_LO_PEDIDO else 0
    fuera = len(todas[hasta:])
    ya_hechas = [pregunta for idea in documento.ideas for pregunta in idea.preguntas]
    return Preparado(
        preguntas_en_yaml(textos.cabecera_de_preguntas(sin_hacer, fuera), propuestas, ya_hechas),
        explicaciones_en_yaml(textos.cabecera_de_explicaciones(sin_hacer, fuera), propuestas),
        len(propuestas),
        sum(bool(reparos_de_explicacion(una)) for una in propuestas if una.explicacion),
        tuple(sin_hacer),
        fuera,
    )


async def _pedir(modelo: Lenguaje, titulo: str, apartado: str, oracion: str) -> Propuesta | SinPropuesta:
    try:
        contestado = await modelo.pedir(encargo_de(titulo, apartado, oracion))
    except SinLenguaje as error:
        return SinPropuesta(oracion, textos.POR_QUE_NO[error.motivo])
    return leer_propuesta(contestado.texto, oracion) or SinPropuesta(oracion, textos.NO_ES_LO_PEDIDO)


def _oraciones(documento: Documento) -> Iterator[tuple[str, str]]:
    """Cada oración con su apartado, una vez; las filas de las tablas y lo muy corto o muy largo, no."""
    vistas: set[str] = set()
    for fragmento in documento.fragmentos:
        for tramo in fragmento.oraciones if fragmento.cabecera is None else ():
            oracion = en_un_renglon(fragmento.oracion(tramo))
            if MAS_CORTA <= len(oracion) <= MAS_LARGA and oracion not in vistas:
                vistas.add(oracion)
                yield fragmento.apartado, oracion
