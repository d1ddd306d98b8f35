"""Una conversación de verdad por Telegram, guardada como se vería en el teléfono de quien escribe."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tests.extremo.bot_api_falso import PersonaSimulada, Recibido, leer_html

PLANTILLA = "telefono.html"
ANCHO, ALTO = 418, 876
ENTRE_MENSAJES = timedelta(minutes=1)


@dataclass(slots=True)
class Globo:
    """Un mensaje en la pantalla. `pulsado` es la etiqueta del botón que la persona tocó."""

    hora: str
    texto: str | Markup
    es_propio: bool = False
    botones: tuple[tuple[str, ...], ...] = ()
    archivo: str = ""
    tamano: str = ""
    pulsado: str = ""


@dataclass(slots=True)
class Telefono:
    """El de una persona: lo que escribe, lo que toca y lo que le llega."""

    persona: PersonaSimulada
    ahora: datetime
    globos: list[Globo] = field(default_factory=list)
    archivos: dict[str, bytes] = field(default_factory=dict)
    """Lo último que recibió de cada clase de archivo, por su extensión."""

    async def escribe(self, texto: str) -> None:
        """Escribe y espera la respuesta."""
        self._pasa_el_tiempo()
        self.globos.append(Globo(self._hora, texto, es_propio=True))
        await self.persona.escribe(texto)
        await self._recibe()

    async def pulsa(self, etiqueta: str) -> None:
        """Toca un botón y espera la respuesta."""
        self._pasa_el_tiempo()
        ultimo = next(uno for uno in reversed(self.globos) if any(etiqueta in fila for fila in uno.botones))
        ultimo.pulsado = etiqueta
        await self.persona.pulsa(etiqueta)
        await self._recibe()

    def pasar_pantalla(self) -> list[Globo]:
        """Lo que se ve hasta aquí; lo siguiente empieza una pantalla nueva."""
        vistos, self.globos = self.globos, []
        return vistos

    async def _recibe(self) -> None:
        for recibido in await self.persona.espera_turno():
            self.globos.append(self._globo(recibido))
            if recibido.archivo:
                self.archivos[Path(recibido.archivo).suffix] = recibido.contenido

    def _globo(self, recibido: Recibido) -> Globo:
        if recibido.modo == "HTML":
            leer_html(recibido.html)  # solo admite las etiquetas de Telegram: lo demás ya viene escapado
        texto = Markup(recibido.html) if recibido.modo == "HTML" else recibido.texto
        botones = tuple(tuple(etiqueta for etiqueta, _ in fila) for fila in recibido.botones)
        tamano = f"{len(recibido.contenido) / 1024:.0f} KB"
        return Globo(self._hora, texto, botones=botones, archivo=recibido.archivo or "", tamano=tamano)

    def _pasa_el_tiempo(self) -> None:
        self.ahora += ENTRE_MENSAJES

    @property
    def _hora(self) -> str:
        return f"{self.ahora:%H:%M}"


def pagina(globos: Sequence[Globo]) -> str:
    """El HTML de una pantalla con esos mensajes; todo lo que no sea marcado de Telegram sale escapado."""
    carpeta = FileSystemLoader(Path(__file__).parent)
    entorno = Environment(loader=carpeta, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return entorno.get_template(PLANTILLA).render(globos=globos, hora=globos[-1].hora)
