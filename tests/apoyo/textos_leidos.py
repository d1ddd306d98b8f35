"""De un texto escrito en la prueba a sus fragmentos, como si fuera un documento."""

from conocimiento.ingesta.segmentacion import segmentar
from conocimiento.lectura.escrito import leer_escrito
from conocimiento.modelo import Fragmento


def fragmentos_de(texto: str, documento: str, *, es_markdown: bool = False) -> tuple[Fragmento, ...]:
    """Los fragmentos de la versión 1 de un documento .txt, o .md si `es_markdown`."""
    return segmentar(leer_escrito(texto, es_markdown), documento, "1")
