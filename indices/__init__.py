"""Cómo se encuentra lo que dicen los documentos: modelo de embeddings, índices y búsqueda. No conversa."""
