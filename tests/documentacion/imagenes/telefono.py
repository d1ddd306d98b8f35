"""Una conversación de verdad por Telegram, guardada como se vería en el teléfono de quien escribe."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tests.extremo.contrato_de_telegram import leer_html
from tests.extremo.persona_simulada import PersonaSimulada, Recibido

PLANTILLA = "telefono.html"
ANCHO, ALTO = 418, 876
ENTRE_MENSAJES = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Globo:
    """Un mensaje en la pantalla."""

    hora: str
    texto: str | Markup
    es_propio: bool = False
    botones: tuple[list[str], ...] = ()


@dataclass(slots=True)
class Telefono:
    """El de una persona: lo que escribe, lo que toca y lo que le llega."""

    persona: PersonaSimulada
    ahora: datetime
    _a_la_vista: list[tuple[str, str | int]] = field(default_factory=list)
    """Lo de esta pantalla con su hora: el texto propio, o qué número tiene lo que llegó."""

    async def escribe(self, texto: str) -> None:
        """Escribe y espera la respuesta."""
        self.ahora += ENTRE_MENSAJES
        self._a_la_vista.append((self._hora, texto))
        await self.persona.escribe(texto)
        await self._recibe()

    async def pulsa(self, etiqueta: str) -> None:
        """Toca un botón y espera la respuesta."""
        self.ahora += ENTRE_MENSAJES
        await self.persona.pulsa(etiqueta)
        await self._recibe()

    def ofrece(self, etiqueta: str) -> bool:
        """Dice si el último mensaje trae ese botón."""
        return etiqueta in self.persona.recibidos[-1].etiquetas

    def pasar_pantalla(self) -> list[Globo]:
        """Lo que se ve ahora, con los cambios que el asistente hizo después; lo que siga empieza otra pantalla."""
        recibidos = {uno.numero: uno for uno in self.persona.recibidos}
        vistos = [
            Globo(hora, que, es_propio=True) if isinstance(que, str) else _globo(hora, recibidos[que])
            for hora, que in self._a_la_vista
        ]
        self._a_la_vista = []
        return vistos

    def archivo(self, extension: str) -> bytes:
        """El último que recibió de esa clase."""
        hallados = (uno for uno in reversed(self.persona.recibidos) if (uno.archivo or "").endswith(extension))
        return next(hallados).contenido

    async def _recibe(self) -> None:
        self._a_la_vista += [(self._hora, recibido.numero) for recibido in await self.persona.espera_turno()]

    @property
    def _hora(self) -> str:
        return f"{self.ahora:%H:%M}"


def _globo(hora: str, recibido: Recibido) -> Globo:
    if recibido.modo != "HTML":
        return Globo(hora, recibido.texto)
    leer_html(recibido.html)  # solo admite las etiquetas de Telegram: lo demás ya viene escapado
    return Globo(hora, Markup(recibido.html), botones=tuple([boton for boton, _ in fila] for fila in recibido.botones))


def pagina(globos: Sequence[Globo]) -> str:
    """El HTML de una pantalla con esos mensajes; todo lo que no sea marcado de Telegram sale escapado."""
    carpeta = FileSystemLoader(Path(__file__).parent)
    entorno = Environment(loader=carpeta, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return entorno.get_template(PLANTILLA).render(globos=globos, hora=globos[-1].hora)
