"""Lo que el personal hace con los documentos de la biblioteca, desde la consola y desde el chat."""

from bot.revision.biblioteca.acciones import Biblioteca, Piezas, Publicado, informado

__all__ = ["Biblioteca", "Piezas", "Publicado", "informado"]
