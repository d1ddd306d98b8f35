"""Por qué se respondió lo que se respondió: cada cita, leída de la versión del documento que se citó aquel día."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from bot.almacen.personal.bitacora import Actuacion, anotar_en_bitacora
from bot.almacen.personal.lectura import leer_turno
from bot.revision.errores import ErrorDeAnotaciones
from conocimiento.biblioteca.catalogo import Inscrito
from conocimiento.biblioteca.guardado import guardado, leer_catalogo
from conocimiento.ingesta import leer_version
from conocimiento.modelo import CARPETA_DE_LA_BIBLIOTECA


@dataclass(frozen=True, slots=True)
class CitaDeEntonces:
    """Una cita de una respuesta. `texto`: lo que dice esa versión en ese lugar, o None si ya no se conserva.

    `titulo` e `inscrito`, en qué está hoy esa versión, solo se saben de la biblioteca.
    """

    documento: str
    version: str
    apartado: str
    pagina: int | None
    inicio: int
    fin: int
    enviado: str
    texto: str | None
    titulo: str = ""
    inscrito: Inscrito | None = None

    @property
    def coincide(self) -> bool:
        """Si la versión que se conserva dice, en ese lugar, lo que se envió."""
        return self.texto == self.enviado


@dataclass(frozen=True, slots=True)
class PreguntaExplicada:
    """Una pregunta del turno, cómo se contestó y con qué citas."""

    pregunta: str
    estado: str
    confianza: float
    citas: tuple[CitaDeEntonces, ...]


@dataclass(frozen=True, slots=True)
class Explicada:
    """Una respuesta, como se envió, y de dónde salió."""

    turno: int
    instante: datetime
    respuesta: str
    preguntas: tuple[PreguntaExplicada, ...]


@dataclass(frozen=True, slots=True)
class Carpetas:
    """Dónde están los documentos que trae el programa y los datos."""

    corpus: Path
    datos: Path


def explicar(motor: Engine, carpetas: Carpetas, turno: int, quien: str, ahora: datetime) -> Explicada:
    """La respuesta de un turno; mirarla queda en la bitácora. Raises `ErrorDeAnotaciones` si no está."""
    suyo = leer_turno(motor, turno)
    if suyo is None:
        raise ErrorDeAnotaciones(f"No está la respuesta {turno}: nunca se dio, o la persona borró sus datos.")
    anotar_en_bitacora(motor, Actuacion(ahora, quien, "explicar_respuesta", detalle={"turno": turno}))
    preguntas = tuple(
        PreguntaExplicada(
            una.pregunta, una.estado, una.confianza, tuple(_de_entonces(carpetas, cita) for cita in una.citas)
        )
        for una in suyo.preguntas
    )
    return Explicada(turno, suyo.instante, suyo.respuesta, preguntas)


def _de_entonces(carpetas: Carpetas, cita: dict[str, Any]) -> CitaDeEntonces:
    documento, version = cita["documento"], cita["version"]
    entero = leer_version(carpetas.corpus, carpetas.datos, documento, version)
    inscrito = _inscrito(carpetas.datos, documento, version)
    titulo = guardado(carpetas.datos, inscrito).ficha.titulo if inscrito else ""
    return CitaDeEntonces(
        documento=documento,
        version=version,
        apartado=cita["apartado"],
        pagina=cita.get("pagina"),
        inicio=cita["inicio"],
        fin=cita["fin"],
        enviado=cita["texto"],
        texto=None if entero is None else entero[cita["inicio"] : cita["fin"]],
        titulo=titulo,
        inscrito=inscrito,
    )


def _inscrito(datos: Path, documento: str, version: str) -> Inscrito | None:
    if not documento.startswith(CARPETA_DE_LA_BIBLIOTECA):
        return None
    uno = leer_catalogo(datos).con_version(version)
    return uno if uno is not None and documento == f"{CARPETA_DE_LA_BIBLIOTECA}{uno.clave}" else None
