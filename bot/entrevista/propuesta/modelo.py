"""La propuesta como documento: lo que se imprime, ya ordenado y sin formato.

Es el único modelo que ven los generadores de Word y PDF. Un valor `None` es un punto pendiente.
"""

from dataclasses import dataclass
from datetime import date

from bot.entrevista.coherencia.hallado import Observacion
from bot.entrevista.visible import FilaRiesgo


@dataclass(frozen=True, slots=True)
class Dato:
    """Una línea «etiqueta: valor» de la propuesta."""

    etiqueta: str
    valor: str | None


@dataclass(frozen=True, slots=True)
class Cuadro:
    """Un cuadro: los títulos de sus columnas y sus filas, con una celda por columna."""

    titulos: tuple[str, ...]
    filas: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Seccion:
    """Una sección numerada: sus datos, sus cuadros y sus notas, en ese orden."""

    numero: int
    titulo: str
    datos: tuple[Dato, ...]
    cuadros: tuple[Cuadro, ...] = ()
    notas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilaActor:
    """Una fila de la matriz de actores: lo que el concepto de alianza manda distribuir (marco, 2.1)."""

    nombre: str
    tipo: str
    motivacion: str | None
    responsabilidad: str | None
    aporte: str | None
    beneficio: str | None
    riesgo: str | None


@dataclass(frozen=True, slots=True)
class Procedencia:
    """De dónde sale un dato: sección del documento, pregunta, quién lo dijo, cuándo (hora de Lima) y sus palabras.

    `palabras` es None si en la sección ya están tal cual.
    """

    seccion: str
    pregunta: str
    quien: str
    cuando: str
    palabras: str | None


@dataclass(frozen=True, slots=True)
class Propuesta:
    """Un borrador completo de propuesta de Alianza Multiactor.

    `numero` es la versión del documento, desde 1; `huella`, el SHA-256 de las respuestas visibles.
    """

    titulo: str | None
    fecha: date
    secciones: tuple[Seccion, ...]
    actores: tuple[FilaActor, ...]
    riesgos: tuple[FilaRiesgo, ...]
    observaciones: tuple[Observacion, ...]
    pendientes: tuple[str, ...]
    version_entrevista: str
    procedencia: tuple[Procedencia, ...] = ()
    version_reglas: str = ""
    huella: str = ""
    numero: int = 1
