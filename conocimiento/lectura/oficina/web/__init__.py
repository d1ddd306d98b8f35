"""Lectura de una página web guardada: su texto principal, sin lo que la rodea ni lo que no se ve."""

from conocimiento.lectura.oficina.web.recorrido import leer_web

__all__ = ["leer_web"]
