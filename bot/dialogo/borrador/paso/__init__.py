"""Lo escrito ante una pregunta: decidir qué es, leerlo, guardarlo y sugerir respuestas."""
