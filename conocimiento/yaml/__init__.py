"""Los archivos que las personas escriben en YAML: se leen con la línea de cada cosa, y se escriben."""
