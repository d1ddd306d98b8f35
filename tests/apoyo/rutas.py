"""Dónde están las cosas del proyecto, para las pruebas."""

from pathlib import Path

RAIZ = Path(__file__).resolve().parents[2]
ALIANZA = RAIZ / "bot" / "entrevista" / "alianza"
"""La entrevista que usa el asistente: preguntas, reglas, catálogos y plantillas."""
DOCUMENTOS = RAIZ / "conocimiento" / "documentos"
"""Los documentos de los que el asistente cita."""
