"""Lo que se le muestra a una persona, sin saber en qué canal se mostrará.

Cada canal lo traduce a su manera (HTML en Telegram, texto en la consola). No contiene redacción:
las frases están en `textos.py`. El texto de un `Trozo` es siempre dato; el canal lo escapa.
"""

from dataclasses import dataclass, field
from enum import Enum


class Estilo(Enum):
    """Cómo se destaca un trozo de texto."""

    NORMAL = "normal"
    NEGRITA = "negrita"
    CURSIVA = "cursiva"


class ClaseParrafo(Enum):
    """Qué papel cumple un párrafo en el mensaje."""

    TEXTO = "texto"
    CITA = "cita"
    CITA_PLEGABLE = "cita_plegable"
    ELEMENTO = "elemento"


@dataclass(frozen=True, slots=True)
class Trozo:
    """Un tramo de texto con un solo estilo."""

    texto: str
    estilo: Estilo = Estilo.NORMAL


@dataclass(frozen=True, slots=True)
class Parrafo:
    """Un párrafo: trozos seguidos, con su papel."""

    trozos: tuple[Trozo, ...]
    clase: ClaseParrafo = ClaseParrafo.TEXTO

    @property
    def texto(self) -> str:
        """Texto sin estilos."""
        return "".join(trozo.texto for trozo in self.trozos)


@dataclass(frozen=True, slots=True)
class Boton:
    """Un botón: su etiqueta visible y el código que vuelve al pulsarlo (hasta 64 bytes)."""

    etiqueta: str
    codigo: str


@dataclass(frozen=True, slots=True)
class Adjunto:
    """Un archivo listo para entregar: `ruta` en la carpeta de datos, `nombre` visible y `pie` que lo presenta.

    `clave`, si no está vacía, es la que abre el archivo, que está cifrado; `sha256` es siempre del archivo abierto.
    """

    ruta: str
    nombre: str
    pie: str = ""
    sha256: str = ""
    clave: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Mensaje:
    """Un mensaje completo: párrafos, filas de botones y archivos.

    `asunto` dice qué pregunta de qué borrador muestra, para reconocerla si la persona le responde.
    `agota_botones`: los del mensaje donde se pulsó ya no valen; el canal puede mostrar allí lo elegido y quitarlos.
    """

    parrafos: tuple[Parrafo, ...]
    botones: tuple[tuple[Boton, ...], ...] = ()
    adjuntos: tuple[Adjunto, ...] = ()
    asunto: str = ""
    agota_botones: bool = False

    @property
    def texto(self) -> str:
        """Texto sin estilos, con una línea por párrafo."""
        return "\n".join(parrafo.texto for parrafo in self.parrafos)


def parrafo(*partes: str | Trozo, clase: ClaseParrafo = ClaseParrafo.TEXTO) -> Parrafo:
    """Arma un párrafo mezclando texto corriente y trozos con estilo."""
    return Parrafo(tuple(Trozo(parte) if isinstance(parte, str) else parte for parte in partes), clase)


def negrita(texto: str) -> Trozo:
    """Marca un texto como destacado."""
    return Trozo(texto, Estilo.NEGRITA)


def cursiva(texto: str) -> Trozo:
    """Marca un texto como aclaración."""
    return Trozo(texto, Estilo.CURSIVA)
