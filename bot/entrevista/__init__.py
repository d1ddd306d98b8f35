"""La entrevista: preguntas y reglas como datos, y el borrador como suma de eventos. Módulos puros."""
