"""Lo que se le puede pedir a un modelo de lenguaje, y lo que vuelve. Solo valores.

El modelo contesta con identificadores y palabras literales; quien escribe es el programa. Lo que vuelve es un texto del
que no se puede uno fiar: lo lee una función pura del tema de cada pedido, y lo que no entiende no cuenta.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.dialogo.mensajes import Mensaje
from conocimiento.modelo import Cita, Hallazgo


class Uso(StrEnum):
    """Para qué se usa un modelo de lenguaje. Solo lo configurado; `preparar` es del personal, sin conversación."""

    PREPARAR = "preparar"
    ELEGIR = "elegir"
    INTERPRETAR = "interpretar"
    REDACCION = "redaccion"


class Modo(StrEnum):
    """Hasta dónde llega lo que se escribe: a ningún modelo, a uno de los equipos de la agencia o a otra empresa."""

    SIN = "sin"
    LOCAL = "local"
    EXTERNO = "externo"


CON_TEXTO_PERSONAL = frozenset({Uso.INTERPRETAR, Uso.REDACCION})
"""Los que llevan lo que alguien escribió de lo suyo: solo con un modelo `local`."""


class Motivo(StrEnum):
    """Por qué no hay respuesta del modelo. A la persona no se le dice."""

    PLAZO = "plazo"  # no llegó a tiempo
    OCUPADO = "ocupado"  # ya esperaban demasiados
    CORTADO = "cortado"  # llegó sin terminar, o más larga de lo que se admite
    ERROR = "error"  # el servidor falló, o contestó otra cosa
    VACIO = "vacio"  # contestó sin decir nada
    DESCONECTADO = "desconectado"  # no hay modelo, o falló tanto que por un rato no se le pide nada
    AJENO = "ajeno"  # trae un seudónimo que no se le envió


class ResultadoDeUso(StrEnum):
    """En qué quedó lo que contestó el modelo."""

    USADO = "usado"  # cambió algo de lo que se dice o se propone
    SIN_CAMBIO = "sin_cambio"  # se entendió, y no cambia nada
    RECHAZADO = "rechazado"  # no es lo que se pidió


@dataclass(frozen=True, slots=True)
class Sustituido:
    """Lo que en el texto enviado está en [inicio, fin), que en el original estaba en [desde, hasta)."""

    inicio: int
    fin: int
    desde: int
    hasta: int


@dataclass(frozen=True, slots=True)
class TextoEnviado:
    """Lo que alguien escribió, como se le envió al modelo: con seudónimos en lugar de sus datos."""

    texto: str
    sustituidos: tuple[Sustituido, ...] = ()

    def en_el_original(self, inicio: int, fin: int) -> tuple[int, int] | None:
        """El tramo del original que corresponde a [inicio, fin) de lo enviado; None si parte un seudónimo."""
        desde, hasta = self._lugar(inicio), self._lugar(fin)
        return None if desde is None or hasta is None else (desde, hasta)

    def _lugar(self, lugar: int) -> int | None:
        corrido = 0
        for uno in self.sustituidos:
            if uno.inicio < lugar < uno.fin:
                return None
            if uno.fin <= lugar:
                corrido = uno.hasta - uno.fin
        return lugar + corrido


@dataclass(frozen=True, slots=True)
class Encargo:
    """Lo que se le pide a un modelo: para qué, con qué datos y con qué forma debe contestar (un JSON Schema).

    `personal` es lo único que puede llevar datos de alguien: sale con seudónimos. `publico`, por el nombre con que la
    petición lo nombra, es de los documentos o de la entrevista y va tal cual.
    """

    uso: Uso
    esquema: Mapping[str, Any]
    personal: str = ""
    publico: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Contestado:
    """Lo que dijo un modelo, sin comprobar, y con qué palabras se le enviaron las de la persona."""

    texto: str
    enviado: TextoEnviado


FORMA_DE_ELEGIR: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "estado": {"type": "string", "enum": ["contesta", "no_lo_dice"]},
        "oraciones": {"type": "array", "items": {"type": "string"}, "maxItems": 3},
    },
    "required": ["estado", "oraciones"],
    "additionalProperties": False,
}
FORMA_DE_INTERPRETAR: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "respuestas": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"pregunta": {"type": "string"}, "palabras": {"type": "string"}},
                "required": ["pregunta", "palabras"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["respuestas"],
    "additionalProperties": False,
}
FORMA_DE_MEJORAR: Mapping[str, Any] = {
    "type": "object",
    "properties": {"texto": {"type": "string"}},
    "required": ["texto"],
    "additionalProperties": False,
}


FORMAS: Mapping[Uso, Mapping[str, Any]] = {
    Uso.ELEGIR: FORMA_DE_ELEGIR,
    Uso.INTERPRETAR: FORMA_DE_INTERPRETAR,
    Uso.REDACCION: FORMA_DE_MEJORAR,
}
"""Con qué forma se contesta cada uso de una conversación."""


@dataclass(frozen=True, slots=True)
class Elegir:
    """Elegir qué oraciones enteras de los documentos contestan una pregunta. `hallazgos` vuelve con el resultado."""

    pregunta: str
    oraciones: tuple[Cita, ...]
    hallazgos: tuple[Hallazgo, ...] = ()

    @property
    def con_nombre(self) -> dict[str, Cita]:
        """Cada oración por el nombre con que el modelo la señala: «o1», «o2»…"""
        return {f"o{numero}": cita for numero, cita in enumerate(self.oraciones, start=1)}

    @property
    def encargo(self) -> Encargo:
        """Lo que se le pide al modelo."""
        lista = "\n".join(f"{nombre}: {' '.join(cita.texto.split())}" for nombre, cita in self.con_nombre.items())
        return Encargo(Uso.ELEGIR, FORMA_DE_ELEGIR, self.pregunta, {"oraciones": lista})


@dataclass(frozen=True, slots=True)
class Interpretar:
    """Señalar qué palabras de un texto contestan cada pregunta: su nombre y lo que pregunta.

    `si_no` vuelve con el resultado: lo que se dice si no se señala nada. Si lo hay, el texto ya contestó una pregunta.
    """

    texto: str
    preguntas: tuple[tuple[str, str], ...]
    si_no: tuple[Mensaje, ...] = ()

    @property
    def encargo(self) -> Encargo:
        """Lo que se le pide al modelo."""
        lista = "\n".join(f"{nombre}: {pregunta}" for nombre, pregunta in self.preguntas)
        return Encargo(Uso.INTERPRETAR, FORMA_DE_INTERPRETAR, self.texto, {"preguntas": lista})


@dataclass(frozen=True, slots=True)
class Mejorar:
    """Escribir mejor la respuesta de la pregunta `clave`, sin cambiar lo que dice."""

    clave: str
    texto: str

    @property
    def encargo(self) -> Encargo:
        """Lo que se le pide al modelo."""
        return Encargo(Uso.REDACCION, FORMA_DE_MEJORAR, self.texto)


Pedido = Elegir | Interpretar | Mejorar


@dataclass(frozen=True, slots=True)
class Consultar:
    """Pedirle algo al modelo de lenguaje. Solo se pide un uso que esté en `Contexto.usos`, y una vez por turno."""

    pedido: Pedido


@dataclass(frozen=True, slots=True)
class LenguajeRespondio:
    """Resultado de `Consultar`: lo que dijo el modelo, sin comprobar, y cómo se le envió lo de la persona."""

    pedido: Pedido
    texto: str
    enviado: TextoEnviado


@dataclass(frozen=True, slots=True)
class LenguajeFallo:
    """Resultado de `Consultar`: no hay respuesta; se sigue como si no se hubiera preguntado."""

    pedido: Pedido
    motivo: Motivo
