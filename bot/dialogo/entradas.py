"""Las entradas: lo que ocurrió y el diálogo debe atender. Unas vienen de la persona; otras son resultados de efectos.

Solo valores; se nombran en participio.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArchivoEnviado:
    """Un archivo que alguien envió, sin abrir: con qué lo da el canal (`referencia`), su nombre y cuánto pesa."""

    referencia: str
    nombre: str
    octetos: int


@dataclass(frozen=True, slots=True)
class MensajeRecibido:
    """La persona escribió un texto (ya limpio de caracteres de control).

    `mensaje` lo identifica en su canal (si son varios leídos como uno, `nombre_de_varios`) y `responde_a`, si responde
    a otro, identifica a ese. `acompana`: con qué vino («foto», «documento»…), que no se lee; un `archivo`, solo si lo
    envía el personal.
    """

    texto: str
    mensaje: str = ""
    responde_a: str = ""
    acompana: str = ""
    archivo: ArchivoEnviado | None = None


@dataclass(frozen=True, slots=True)
class MensajeEditado:
    """La persona corrigió un mensaje que ya había enviado.

    `es_una_parte`: ese mensaje se leyó junto con otros, como uno solo, y no se sabe cómo queda el todo.
    """

    texto: str
    mensaje: str = ""
    es_una_parte: bool = False


@dataclass(frozen=True, slots=True)
class Mostrado:
    """El mensaje del asistente en que está un botón: qué dice y a cuál de la persona responde, si aún se sabe."""

    texto: str
    responde_a: str = ""


@dataclass(frozen=True, slots=True)
class BotonPulsado:
    """La persona pulsó un botón; el código puede ser de un mensaje antiguo.

    `mensaje` es el que escribió, si en lugar de pulsarlo escribió su etiqueta. `sobre`, si el mensaje del botón
    responde a uno de la persona, es ese: por lo que se le pregunta. `en` es el del botón, si es
    de lo que se oyó y el canal aún lo da. `etiqueta`: la que se leía en él, si el canal la sabe.
    """

    codigo: str
    mensaje: str = ""
    sobre: MensajeRecibido | None = None
    en: Mostrado | None = None
    etiqueta: str = ""


@dataclass(frozen=True, slots=True)
class OrdenRecibida:
    """La persona escribió una orden (`/ayuda`): nombre sin barra, en minúsculas.

    `mensaje` lo identifica en su canal. `acompana`: como en `MensajeRecibido`.
    """

    nombre: str
    argumento: str = ""
    mensaje: str = ""
    acompana: str = ""

    @property
    def escrita(self) -> str:
        """La orden como se escribe."""
        return f"/{self.nombre} {self.argumento}".rstrip()


@dataclass(frozen=True, slots=True)
class EntradaNoAdmitida:
    """Llegó algo que el asistente no lee: «sticker», «voz», «foto»… Un `archivo` sí, si lo envía el personal."""

    clase: str
    archivo: ArchivoEnviado | None = None


SE_OYEN = frozenset({"voz", "audio"})
"""Las clases de lo que se puede oír."""


@dataclass(frozen=True, slots=True)
class VozRecibida:
    """La persona envió algo que se puede oír: una «voz» o un «audio», sin abrir, y cuántos segundos dice que dura.

    `mensaje` y `responde_a`: como en `MensajeRecibido`.
    """

    archivo: ArchivoEnviado
    segundos: int
    mensaje: str = ""
    responde_a: str = ""
    clase: str = "voz"


@dataclass(frozen=True, slots=True)
class MensajeReenviado:
    """Llegó algo que la persona no escribió: lo reenvió, o lo hizo otro programa en su nombre.

    No trae lo que dice: así no puede ser una orden, una respuesta, un consentimiento ni un dato de nadie. Un `archivo`
    que se reenvía sí, para quien puede enviarlos: publicar lo que trae es siempre otra decisión.
    """

    archivo: ArchivoEnviado | None = None


@dataclass(frozen=True, slots=True)
class RecordatorioVencido:
    """Llegó el momento en que la persona pidió que se le recordara su borrador."""


DeLaPersona = (
    MensajeRecibido | MensajeEditado | BotonPulsado | OrdenRecibida | EntradaNoAdmitida | VozRecibida | MensajeReenviado
)
"""Lo que la persona dijo o hizo: empieza un turno y nunca se queda sin respuesta."""

ENTRE_PARTES = "\n"
"""Lo que separa, en un texto leído de varios mensajes, lo de uno de lo del siguiente."""


def nombre_de_varios(partes: Iterable[tuple[str, str]]) -> str:
    """El nombre del mensaje que forman varios (cada uno, su nombre y su texto): dice cuáles son y dónde acaba cada uno.

    Así, si la persona edita uno, se sabe qué trozo del texto cambia: «11:56+12:34».
    """
    return "+".join(f"{nombre}:{len(texto)}" for nombre, texto in partes)


def partes_de(nombre: str, texto: str) -> tuple[tuple[str, str], ...]:
    """El nombre y el texto de cada mensaje de los que forman uno; vacío si el texto no es el de ese nombre."""
    if ":" not in nombre:
        return ((nombre, texto),)
    partes: list[tuple[str, str]] = []
    desde = 0
    for parte in nombre.split("+"):
        suyo, _, largo = parte.partition(":")
        hasta = desde + int(largo)
        partes.append((suyo, texto[desde:hasta]))
        desde = hasta + len(ENTRE_PARTES)
    return tuple(partes) if desde == len(texto) + len(ENTRE_PARTES) else ()


def mensajes_de(nombre: str) -> frozenset[str]:
    """Los nombres de los mensajes que forman uno; si no es de varios, el suyo."""
    return frozenset(parte.partition(":")[0] for parte in nombre.split("+") if parte)
