"""Dónde están las cosas del proyecto, para las pruebas."""

from pathlib import Path

RAIZ = Path(__file__).resolve().parents[2]
ALIANZA = RAIZ / "bot" / "entrevista" / "alianza"
"""La entrevista que usa el asistente: preguntas, reglas, catálogos y plantillas."""
ALIANZA_0_1_0 = RAIZ / "tests" / "apoyo" / "alianza-0.1.0"
"""La de la versión 0.1.0, con la que se compara lo que dejó guardado: la de hoy la cambia la agencia."""
DOCUMENTOS = RAIZ / "conocimiento" / "documentos"
"""Los documentos de los que el asistente cita."""
