"""Conversar fuera del borrador: la charla, las preguntas al marco y lo que se dice hablando."""
