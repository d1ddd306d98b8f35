"""A qué se parece un texto: a una pregunta conocida, a una solicitud, a un ODS."""
