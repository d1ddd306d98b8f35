"""A qué documentos se dirige una pregunta, cuando hay varios. No contesta ni busca en ellos."""
