"""Las entradas: lo que ocurrió y el diálogo debe atender. Unas vienen de la persona; otras son resultados de efectos.

Solo valores; se nombran en participio.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MensajeRecibido:
    """La persona escribió un texto (ya limpio de caracteres de control).

    `mensaje` lo identifica en su canal y `responde_a`, si responde a otro, identifica a ese.
    """

    texto: str
    mensaje: str = ""
    responde_a: str = ""


@dataclass(frozen=True, slots=True)
class MensajeEditado:
    """La persona corrigió un mensaje que ya había enviado."""

    texto: str
    mensaje: str = ""


@dataclass(frozen=True, slots=True)
class BotonPulsado:
    """La persona pulsó un botón; el código puede ser de un mensaje antiguo.

    `mensaje` es el que escribió, si en lugar de pulsarlo escribió su etiqueta. `sobre`, si el mensaje del botón
    responde a uno de la persona, es ese: por lo que se le pregunta.
    """

    codigo: str
    mensaje: str = ""
    sobre: MensajeRecibido | None = None


@dataclass(frozen=True, slots=True)
class OrdenRecibida:
    """La persona escribió una orden (`/ayuda`): nombre sin barra, en minúsculas.

    `mensaje` lo identifica en su canal.
    """

    nombre: str
    argumento: str = ""
    mensaje: str = ""


@dataclass(frozen=True, slots=True)
class EntradaNoAdmitida:
    """Llegó algo que el asistente no lee: «sticker», «voz», «foto»…"""

    clase: str


@dataclass(frozen=True, slots=True)
class MensajeReenviado:
    """Llegó algo que la persona no escribió: lo reenvió, o lo hizo otro programa en su nombre.

    No trae lo que dice: así no puede ser una orden, una respuesta, un consentimiento ni un dato de nadie.
    """


@dataclass(frozen=True, slots=True)
class RecordatorioVencido:
    """Llegó el momento en que la persona pidió que se le recordara su borrador."""


DeLaPersona = MensajeRecibido | MensajeEditado | BotonPulsado | OrdenRecibida | EntradaNoAdmitida | MensajeReenviado
"""Lo que la persona dijo o hizo: empieza un turno y nunca se queda sin respuesta."""
