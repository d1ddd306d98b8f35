"""El archivo con todo lo guardado de una persona: cumple el puerto `Archivador`."""

import json
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from bot.dialogo.mensajes import COPIA_DE_SUS_DATOS, Adjunto
from bot.documentos.archivo import adjuntar
from bot.servicio.aparte import hacer_aparte
from bot.servicio.cifrado import leer_adjunto

PLAZO = 30.0
"""Segundos para hacer el archivo; con cien documentos se hace en menos de uno."""
LEEME = """Todo lo que el asistente de la APCI guarda de usted.

datos.json    sus mensajes, las respuestas que recibió, sus borradores (cada respuesta y cada cambio), lo que aceptó
              y cuándo, sus valoraciones y lo que el personal anotó al revisar. Se abre con cualquier editor de texto.
documentos/   los documentos que recibió.

Para corregir una respuesta: /borradores y después /revisar. Para borrarlo todo: /borrar.
"""


class ArchivadorDeDatos:
    """Escribe los archivos en `carpeta`, que se crea si falta."""

    def __init__(self, carpeta: Path, *, cifrar: bool = False) -> None:
        self._carpeta = carpeta
        self._cifrar = cifrar

    def archivar(self, datos: dict[str, Any], documentos: Sequence[Adjunto]) -> Adjunto:
        """Devuelve el ZIP. Un documento que ya no se puede leer no se incluye. Raises `DocumentoNoEscrito`."""
        salida = BytesIO()
        with ZipFile(salida, "w", ZIP_DEFLATED) as archivo:
            archivo.writestr("LEEME.txt", LEEME)
            archivo.writestr("datos.json", json.dumps(datos, ensure_ascii=False, indent=2))
            for numero, documento in enumerate(documentos, start=1):
                with suppress(OSError):
                    contenido = leer_adjunto(documento)
                    archivo.writestr(f"documentos/{numero:02} - {Path(documento.nombre).name}", contenido)
        pie = "Todo lo que guardo de usted"
        return adjuntar(self._carpeta, salida.getvalue(), COPIA_DE_SUS_DATOS, pie, cifrar=self._cifrar)


class ArchivadorAparte:
    """El mismo archivador en otro proceso, que se mata si pasa de su plazo, en segundos."""

    def __init__(self, archivador: ArchivadorDeDatos, plazo: float = PLAZO) -> None:
        self._archivador = archivador
        self._plazo = plazo

    def archivar(self, datos: dict[str, Any], documentos: Sequence[Adjunto]) -> Adjunto:
        """Como `ArchivadorDeDatos.archivar`. Raises además `TrabajoExcedido`, `TrabajoInterrumpido`."""
        return hacer_aparte(self._archivador.archivar, datos, tuple(documentos), plazo=self._plazo)
