"""Lectura de un PDF: `leer_pdf(ruta)` da lo que una persona ve en él; `dibujar(ruta, numero, ppp)`, una página."""

from conocimiento.lectura.pdf.leer import leer_pdf
from conocimiento.lectura.pdf.visible import dibujar

__all__ = ["dibujar", "leer_pdf"]
