"""Qué es un archivo por dentro, y cómo se abre sin riesgo lo que es un ZIP, un XML o una página."""
