"""El asistente: diálogo, entrevista, documentos, canales y almacén."""
