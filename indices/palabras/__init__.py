"""Las palabras de una pregunta y de los documentos: buscarlas, corregirlas, ampliarlas y preguntar con ellas."""
