"""Qué preguntas sin contestar piden lo mismo."""
