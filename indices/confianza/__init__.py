"""Cuánto vale lo encontrado: de la puntuación a la probabilidad de que los documentos traten lo preguntado."""
