"""Las palabras de una pregunta y de los documentos: buscarlas, corregirlas y ampliarlas."""
