"""La conversación en la terminal: para probar el asistente sin Telegram y para otros programas.

Lee un mensaje por línea. Con una persona delante usa colores; con la entrada redirigida imprime las
respuestas y termina; con `en_json` escribe un objeto JSON por respuesta. Escribir la etiqueta de un
botón lo pulsa. Lo que otro le dejó dicho se muestra al abrirla y después de cada respuesta.
"""

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.canal.limpieza import limpiar
from bot.canal.piezas import Piezas, ponerse_al_dia
from bot.dialogo.entradas import BotonPulsado, MensajeRecibido, OrdenRecibida
from bot.dialogo.mensajes import Adjunto, Boton, ClaseParrafo, Estilo, Mensaje, Parrafo, boton_escrito
from bot.dialogo.turno import Entrada
from bot.servicio.cifrado import ErrorCifrado, leer_adjunto
from bot.servicio.puertos import Envio, Persona

CANAL = "consola"
_ESTILOS = {Estilo.NORMAL: "", Estilo.NEGRITA: "bold", Estilo.CURSIVA: "italic"}


def a_entrada(linea: str) -> Entrada:
    """Convierte una línea en la entrada que corresponde."""
    texto = limpiar(linea)
    if texto.startswith("/") and len(texto) > 1:
        nombre, _, argumento = texto[1:].partition(" ")
        return OrdenRecibida(nombre.casefold(), argumento.strip())
    return MensajeRecibido(texto)


def pulsado_mas_arriba(linea: str, mensajes: Sequence[Iterable[Boton]], recordados: int) -> BotonPulsado | None:
    """El botón con esa etiqueta, si no es de un mensaje que el diálogo recuerda; None si no se escribió ninguno.

    `mensajes`: los botones de cada mensaje, del último al primero. El diálogo recuerda los del último que contestó
    (`recordados`, uno o ninguno); no, los de otro de la misma respuesta ni los de lo que llegó sin que se escribiera.
    """
    hallados = (boton_escrito(limpiar(linea), botones) for botones in mensajes)
    lugar, boton = next(((lugar, uno) for lugar, uno in enumerate(hallados) if uno is not None), (0, None))
    return BotonPulsado(boton.codigo, etiqueta=boton.etiqueta) if boton is not None and lugar >= recordados else None


def a_texto(mensaje: Mensaje) -> str:
    """Devuelve el mensaje como texto corriente, con viñetas en las listas."""
    return "\n".join(("• " if uno.lleva_vineta else "") + uno.texto for uno in mensaje.parrafos)


def a_json(mensaje: Mensaje) -> str:
    """Devuelve la respuesta como una línea JSON: `texto`, `botones` (filas de etiquetas) y `adjuntos` (rutas)."""
    return json.dumps(
        {
            "texto": a_texto(mensaje),
            "botones": [list(fila) for fila in _etiquetas(mensaje)],
            "adjuntos": [ruta_para_abrir(adjunto) for adjunto in mensaje.adjuntos],
        },
        ensure_ascii=False,
    )


def _etiquetas(mensaje: Mensaje) -> Iterator[tuple[str, ...]]:
    """Las de cada fila, sin los botones que copian o comparten: en la terminal, lo que llevan se selecciona."""
    filas = (tuple(boton.etiqueta for boton in fila if boton.codigo) for fila in mensaje.botones)
    return (fila for fila in filas if fila)


def ruta_para_abrir(adjunto: Adjunto) -> str:
    """La ruta de un archivo que se puede abrir: si el guardado está cifrado, la de una copia que ya no lo está.

    La copia queda en una carpeta temporal solo de quien conversa, como lo que se descarga en un teléfono.
    """
    if not adjunto.clave:
        return adjunto.ruta
    try:
        contenido = leer_adjunto(adjunto)
    except (OSError, ErrorCifrado):  # ya no está o se dañó: que se vea cuál era
        return adjunto.ruta
    copia = Path(tempfile.mkdtemp(prefix="alianzas-")) / Path(adjunto.nombre).name
    copia.write_bytes(contenido)
    return str(copia)


class Pantalla(Protocol):
    """Cómo se muestra un mensaje."""

    def mostrar(self, mensaje: Mensaje) -> None: ...


class PantallaJson:
    """Una línea JSON por respuesta."""

    def __init__(self, salida: TextIO) -> None:
        self._salida = salida

    def mostrar(self, mensaje: Mensaje) -> None:
        """Escribe y vacía el búfer, para que otro programa la lea al momento."""
        print(a_json(mensaje), file=self._salida, flush=True)


class PantallaTerminal:
    """Texto con estilos para leer en una terminal."""

    def __init__(self, consola: Console) -> None:
        self._consola = consola

    def mostrar(self, mensaje: Mensaje) -> None:
        """Imprime párrafos, archivos y botones."""
        self._consola.print()
        for uno in mensaje.parrafos:
            es_cita = uno.clase in {ClaseParrafo.CITA, ClaseParrafo.CITA_PLEGABLE}
            self._consola.print(Padding(_con_estilos(uno), (0, 0, 0, 6 if es_cita else 2)))
        for adjunto in mensaje.adjuntos:
            self._consola.print(
                Text(f"  {adjunto.pie or 'Archivo'}: {ruta_para_abrir(adjunto)}", style="green"), soft_wrap=True
            )
        for fila in _etiquetas(mensaje):
            self._consola.print(Text("  " + "  ".join(f"[{etiqueta}]" for etiqueta in fila), style="cyan"))


def _con_estilos(uno: Parrafo) -> Text:
    texto = Text("• " if uno.lleva_vineta else "")
    for trozo in uno.trozos:
        texto.append(trozo.texto, style=_ESTILOS[trozo.estilo])
    return texto


def _lineas_de_persona(consola: Console) -> Iterator[str]:
    consola.print()
    consola.print(
        Text(
            "Escriba su mensaje y pulse Intro. Para pulsar un botón, escriba su etiqueta. Ctrl+D termina.", style="dim"
        )
    )
    while True:
        try:
            yield consola.input("\n[bold]Usted:[/] ")
        except (EOFError, KeyboardInterrupt):
            consola.print()
            return


def _lineas_de_archivo(entrada: TextIO) -> Iterator[str]:
    for linea in entrada:
        if linea.strip():
            yield linea.rstrip("\n")


async def conversar(piezas: Piezas, identificador: str, *, en_json: bool = False) -> None:
    """Conversa hasta que se acaben las líneas. `identificador` distingue a las personas en esta consola."""
    persona = Persona(CANAL, identificador)
    consola = Console(highlight=False)
    hay_alguien = sys.stdin.isatty() and not en_json
    pantalla: Pantalla = PantallaJson(sys.stdout) if en_json else PantallaTerminal(consola)

    def mostrar(envios: Iterable[Envio]) -> list[list[Boton]]:
        """Los muestra y devuelve los botones de cada uno, del último al primero."""
        botones: list[list[Boton]] = []
        for envio in envios:
            pantalla.mostrar(envio.mensaje)
            piezas.almacen.marcar_enviado(envio.identificador, piezas.reloj.ahora())
            botones.insert(0, [boton for fila in envio.mensaje.botones for boton in fila if boton.codigo])
        return botones

    def mostrar_avisos() -> list[list[Boton]]:
        """Lo que otro le dejó dicho: el personal, o quien comparte un borrador con él."""
        return mostrar(piezas.almacen.leer_envios(CANAL, identificador))

    avisados, contestado = mostrar_avisos(), list[list[Boton]]()
    if hay_alguien:
        contestado = mostrar(await piezas.servicio.atender(persona, OrdenRecibida("start"), None))
    for linea in _lineas_de_persona(consola) if hay_alguien else _lineas_de_archivo(sys.stdin):
        if not hay_alguien and not en_json:
            consola.print(Text(f"\nUsted: {limpiar(linea)}", style="bold"))
        if piezas.renovar is not None:  # entre un mensaje y otro, alguien pudo publicar o retirar un documento
            await ponerse_al_dia(piezas.renovar)
        entrada = pulsado_mas_arriba(linea, [*contestado, *avisados], len(contestado[:1])) or a_entrada(linea)
        contestado = mostrar(await piezas.servicio.atender(persona, entrada, None))
        avisados = [*mostrar_avisos(), *avisados]
