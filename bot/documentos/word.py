"""El redactor de documentos de Word: cumple el puerto `Documentador`."""

from pathlib import Path

from bot.dialogo.mensajes import Adjunto
from bot.documentos.archivo import guardar, nombre_visible, normalizar
from bot.documentos.comprobacion import comprobar_plantilla
from bot.documentos.plantilla import rellenar
from bot.entrevista.propuesta import Propuesta

__all__ = ["RedactorWord", "comprobar_plantilla"]


class RedactorWord:
    """Convierte propuestas en archivos de Word.

    `plantilla` se lee en cada documento, así un cambio de la agencia vale sin reiniciar;
    `carpeta` es donde quedan los archivos y se crea si falta.
    """

    def __init__(self, plantilla: Path, carpeta: Path) -> None:
        self._plantilla = plantilla
        self._carpeta = carpeta

    def redactar(self, propuesta: Propuesta) -> tuple[Adjunto, ...]:
        """Escribe el borrador y devuelve el archivo. Raises `PlantillaInvalida`, `DocumentoNoEscrito`."""
        contenido = normalizar(rellenar(self._plantilla, propuesta))
        ruta = guardar(self._carpeta.resolve(), contenido)
        return (Adjunto(str(ruta), nombre_visible(propuesta.titulo)),)
