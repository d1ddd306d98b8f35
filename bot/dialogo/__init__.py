"""El núcleo puro del diálogo: decide qué hacer, sin hacer nada por sí mismo."""
