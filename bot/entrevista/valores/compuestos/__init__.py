"""Respuestas de varias partes: un conjunto de datos rotulados («compuesto») o una lista de ellos («lista»)."""
