"""Los argumentos de las comprobaciones, lo que encuentra una regla y lo que las reglas preguntan a un texto.

Al leer `reglas.yaml` se comprueba que lo que nombra cada argumento exista.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NewType

from bot.entrevista.esquema import Regla
from bot.entrevista.eventos import Llave
from bot.entrevista.pasos import Actor
from bot.entrevista.visible import Visible
from conocimiento.palabras import plano, posicion, posicion_en

Clave = NewType("Clave", str)
"""Una pregunta de la entrevista: «presupuesto»."""


Linea = NewType("Linea", str)
"""Una línea de la matriz de actores: «aporte»."""


Clase = NewType("Clase", str)
"""Una clase del concepto de alianza, de las que llevan los tipos de actor del catálogo: «sector_publico»."""


TipoDeActor = NewType("TipoDeActor", str)
"""Un tipo de actor del catálogo: «ongd»."""


Palabra = NewType("Palabra", str)
"""Una palabra o varias seguidas, sin mirar tildes ni mayúsculas; con «*», cualquier terminación: «vend*»."""


@dataclass(frozen=True, slots=True)
class Parte:
    """Una pregunta, o uno de sus campos o líneas: «registro_apci», «decisiones.mecanismo», «reparto.motivacion»."""

    pregunta: str
    campo: str = ""


_GRADOS = {"critica": "Crítico", "importante": "Importante", "sugerencia": "Sugerencia", "info": "Para saber"}
LARGO_DE_FRASE = 160  # letras: lo que se cita de la persona cabe en dos líneas de un teléfono


@dataclass(frozen=True, slots=True)
class Hallado:
    """Lo que encontró una regla, con lo que completa su mensaje y el lugar donde se corrige.

    `es_duda`: puede estar dicho y no haberse leído bien; se pregunta, y nunca es crítico.
    """

    pendiente: bool = False
    es_duda: bool = False
    severidad: str = ""  # si cambia la de la regla
    marcas: dict[str, str] = field(default_factory=dict)
    frase: str = ""  # las palabras de la persona que lo motivaron
    lugar: Llave | None = None


@dataclass(frozen=True, slots=True)
class Observacion:
    """Un punto de la revisión de coherencia. No aprueba ni rechaza nada.

    `severidad`: «critica», «importante», «sugerencia» o «info». `pendiente`: el dato falta
    porque la persona dijo que aún no lo sabe; no es un incumplimiento. `preguntas`: claves de las
    preguntas donde se corrige; `lugar`, la primera de ellas que toca, con su actor. `posible`: se dedujo
    de las palabras de la persona, que van en `frase`, y se le pregunta; nunca es «critica».
    """

    regla: str
    severidad: str
    mensaje: str
    fuente: str
    pendiente: bool
    preguntas: tuple[str, ...]
    titulo: str = ""
    base: str = ""
    posible: bool = False
    frase: str = ""
    lugar: tuple[str, str] | None = None

    @property
    def grado(self) -> str:
        """La severidad en palabras; un dato pendiente o lo que se pregunta se nombran así, y no como una falta."""
        if self.pendiente:
            return "Pendiente"
        return "Por confirmar" if self.posible else _GRADOS[self.severidad]

    @property
    def fuente_entera(self) -> str:
        """La fuente con el nombre del documento del que sale."""
        return f"Marco de la APCI (2017), cap. II, {self.fuente}" if self.base == "marco" else self.fuente


def frase_con(texto: str, inicio: int) -> str:
    """La oración de la persona que contiene esa posición, recortada si es larga."""
    cortes = [m.end() for m in re.finditer(r"[.;\n]\s+|\n", texto)]
    desde = max((corte for corte in cortes if corte <= inicio), default=0)
    hasta = min((corte for corte in cortes if corte > inicio), default=len(texto))
    frase = texto[desde:hasta].strip(" ;\n")
    if len(frase) <= LARGO_DE_FRASE:
        return frase
    centro = max(0, min(inicio - desde - LARGO_DE_FRASE // 2, len(frase) - LARGO_DE_FRASE))
    recorte = frase[centro : centro + LARGO_DE_FRASE].strip()
    return f"{'…' if centro else ''}{recorte}{'…' if centro + LARGO_DE_FRASE < len(frase) else ''}"


def menciona(texto: str, palabras: tuple[str, ...]) -> int:
    """Dónde aparece la primera de las palabras de la regla; -1 si ninguna."""
    liso = plano(texto)
    lugares = [lugar for palabra in palabras if (lugar := posicion_en(liso, palabra)) >= 0]
    return min(lugares, default=-1)


@lru_cache(maxsize=64)
def patron_de(palabras: tuple[str, ...]) -> re.Pattern[str]:
    """Encuentra cualquiera de esas palabras en un texto pasado por `plano`; de dos que empiezan igual, la más larga."""
    lisas = sorted(map(plano, palabras), key=len, reverse=True)
    escritas = (re.escape(lisa).replace(r"\ ", r"\s{1,3}").replace(r"\*", r"[a-z]{0,12}") for lisa in lisas)
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(escritas) or '(?!)'})(?![a-z0-9])")


def es_alguna(etiqueta: str, regla: Regla) -> bool:
    """Dice si la opción elegida es una de las que señala la regla."""
    return bool(etiqueta) and any(posicion(etiqueta, palabra) >= 0 for palabra in regla.palabras)


def actores_sin(visible: Visible, linea: str) -> tuple[list[Actor], list[Actor]]:
    """Los actores de los que no se dijo esa línea, y aquellos de los que aún no se sabe."""
    faltan = [actor for actor in visible.actores if visible.linea(actor, linea) is None]
    sin_saber = [actor for actor in visible.actores if visible.linea(actor, linea) == ""]
    return faltan, sin_saber


def hay_sin_linea(visible: Visible, actores: list[Actor]) -> bool:
    """De alguno de ellos se dijo algo que no cupo en ninguna línea: puede ser lo que falta."""
    return any(visible.linea(actor, "detalle") for actor in actores)


def dicho_de(visible: Visible, actor: Actor, clave: str) -> str:
    """Lo que se dijo de un actor en esa línea; «ninguno», que al leerse queda por saber, como se escribió."""
    if (dicho := visible.linea(actor, clave)) or dicho is None:
        return dicho or ""
    matriz = visible.entrevista.papeles.matriz
    respuesta = visible.borrador.respuestas.get((matriz, actor.identificador))
    lineas = [una for una in visible.entrevista.pregunta(matriz).lineas if una.clave == clave]
    if respuesta is None or not lineas:
        return ""
    rotulos = patron_de((lineas[0].rotulo, *lineas[0].variantes))
    for renglon in respuesta.crudo.splitlines():
        rotulo, signo, resto = renglon.partition(":")
        if signo and rotulos.fullmatch(plano(rotulo).strip(" -*•")):
            return resto.strip()
    return ""


def lugar_en_la_matriz(visible: Visible, actor: Actor) -> Llave:
    """Dónde se corrige lo que toca a un actor."""
    return visible.entrevista.papeles.matriz, actor.identificador
