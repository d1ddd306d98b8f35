"""La propuesta como documento: lo que se imprime, ya ordenado y sin formato.

Es el único modelo que ven los generadores de Word, PDF y Excel. Un valor `None` es un punto pendiente.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.entrevista.coherencia.hallado import Observacion
from bot.entrevista.visible import FilaRiesgo


@dataclass(frozen=True, slots=True)
class Parrafo:
    """Un párrafo; `entrada` va delante, en negrita, y puede estar vacía."""

    texto: str
    entrada: str = ""


@dataclass(frozen=True, slots=True)
class Dato:
    """Una línea «etiqueta: valor» de la propuesta."""

    etiqueta: str
    valor: str | None


BARRA = "■"
"""Lo que lleva una celda de un gráfico de barras; las demás del gráfico van vacías."""


@dataclass(frozen=True, slots=True)
class Cuadro:
    """Un cuadro: los títulos de sus columnas y sus filas, con una celda por columna.

    `anchos`: qué parte del ancho toma cada una; suman 100. `totales`: cuántas de las últimas filas son sumas. `nota`:
    lo que se lee debajo.
    """

    titulos: tuple[str, ...]
    filas: tuple[tuple[str | None, ...], ...]
    anchos: tuple[int, ...]
    totales: int = 0
    nota: str = ""


@dataclass(frozen=True, slots=True)
class Seccion:
    """Una sección numerada: sus párrafos, sus datos y sus cuadros, en ese orden."""

    numero: int
    titulo: str
    parrafos: tuple[Parrafo, ...] = ()
    datos: tuple[Dato, ...] = ()
    cuadros: tuple[Cuadro, ...] = ()

    @property
    def nombre(self) -> str:
        """«3. Quiénes participan»."""
        return f"{self.numero}. {self.titulo}"


@dataclass(frozen=True, slots=True)
class FilaActor:
    """Lo que toca a un actor: lo que el concepto de alianza manda distribuir (marco, 2.1)."""

    nombre: str
    tipo: str
    motivacion: str | None
    responsabilidad: str | None
    aporte: str | None
    beneficio: str | None
    riesgo: str | None


@dataclass(frozen=True, slots=True)
class Pendiente:
    """Lo que falta y cómo se completa: la pregunta que lo pide."""

    que: str
    como: str


@dataclass(frozen=True, slots=True)
class Monto:
    """Una cantidad de dinero, por el código ISO 4217 de su moneda."""

    cuanto: Decimal
    moneda: str


@dataclass(frozen=True, slots=True)
class AporteDeActor:
    """Lo que pone un actor: el dinero que se pudo leer, una suma por moneda, y sus palabras.

    `en_especie`: además o en vez de dinero, o con un valor que no es dinero. `sin_contar`: sus palabras nombran un
    monto que no está en `dinero`. `palabras` es None si no dijo qué pone.
    """

    actor: str
    dinero: tuple[Monto, ...]
    en_especie: bool
    palabras: str | None
    sin_contar: bool = False


@dataclass(frozen=True, slots=True)
class Presupuesto:
    """Quién pone qué, cuánto cuesta todo y cuánto falta; una suma por moneda, que nunca se mezclan.

    `por_conseguir`: lo que se dijo o, si no se dijo y todo está en una moneda, la diferencia (`es_diferencia`).
    """

    aportes: tuple[AporteDeActor, ...]
    sumas: tuple[Monto, ...]
    total: Monto | None
    por_conseguir: Monto | None
    es_diferencia: bool = False


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
class Participacion:
    """La portada de un borrador de varias organizaciones: quién respondió por sí mismo y a qué dio su visto bueno.

    `resumen` va delante del `cuadro`, y las `notas`, debajo.
    """

    resumen: str
    cuadro: Cuadro
    notas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Propuesta:
    """Un borrador completo de propuesta de Alianza Multiactor.

    `numero` es la versión del documento, desde 1; `huella`, el SHA-256 de las respuestas visibles. `participacion` es
    None si lo escribió uno solo.
    """

    titulo: str | None
    fecha: date
    resumen: tuple[Parrafo, ...]
    de_un_vistazo: tuple[Dato, ...]
    secciones: tuple[Seccion, ...]
    actores: tuple[FilaActor, ...]
    riesgos: tuple[FilaRiesgo, ...]
    presupuesto: Presupuesto
    observaciones: tuple[Observacion, ...]
    pendientes: tuple[Pendiente, ...]
    version_entrevista: str
    por_ampliar: tuple[Pendiente, ...] = ()
    procedencia: tuple[Procedencia, ...] = ()
    version_reglas: str = ""
    huella: str = ""
    numero: int = 1
    participacion: Participacion | None = None
