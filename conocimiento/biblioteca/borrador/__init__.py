"""El borrador de cómo preguntaría la gente por un documento, que una persona corrige y aprueba."""
