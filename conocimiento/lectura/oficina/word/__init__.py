"""Lectura de un .docx. No tiene páginas: los saltos que guarda Word no son las páginas que se ven."""

from conocimiento.lectura.oficina.word.recorrido import leer_word

__all__ = ["leer_word"]
