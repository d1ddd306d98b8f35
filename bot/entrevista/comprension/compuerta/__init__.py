"""Qué es lo que se escribe ante una pregunta: su respuesta, o un pedido, una duda, otra cosa."""
