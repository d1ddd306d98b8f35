"""Lo que el asistente sabe: los documentos del marco y su lectura. No busca ni conversa."""
