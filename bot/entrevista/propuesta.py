"""La propuesta como documento: lo que se imprime, ya ordenado y sin formato.

Es el único modelo que ven los generadores de Word y PDF. Un valor `None` es un punto pendiente.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Dato:
    """Una línea «etiqueta: valor» de la propuesta."""

    etiqueta: str
    valor: str | None


@dataclass(frozen=True, slots=True)
class Seccion:
    """Una sección numerada con sus datos."""

    numero: int
    titulo: str
    datos: tuple[Dato, ...]


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
class FilaRiesgo:
    """Un riesgo y quién se hace cargo de él."""

    riesgo: str
    responsable: str | None
    mitigacion: str | None


@dataclass(frozen=True, slots=True)
class Observacion:
    """Un punto de la revisión de coherencia. No aprueba ni rechaza nada.

    `severidad`: «critica», «importante», «sugerencia» o «info». `pendiente`: el dato falta
    porque la persona dijo que aún no lo sabe; no es un incumplimiento. `preguntas`: claves de las
    preguntas donde se corrige.
    """

    regla: str
    severidad: str
    mensaje: str
    fuente: str
    pendiente: bool
    preguntas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Propuesta:
    """Un borrador completo de propuesta de Alianza Multiactor."""

    titulo: str | None
    fecha: date
    secciones: tuple[Seccion, ...]
    actores: tuple[FilaActor, ...]
    riesgos: tuple[FilaRiesgo, ...]
    observaciones: tuple[Observacion, ...]
    pendientes: tuple[str, ...]
    version_entrevista: str
