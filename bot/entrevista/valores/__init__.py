"""Los valores de las preguntas, un archivo por tipo: leerlos de lo escrito y mostrarlos."""
