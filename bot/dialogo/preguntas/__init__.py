"""Contestar una pregunta con las palabras de los documentos, o decir que no lo dicen.

Primero deciden las reglas (`reglas`); si se conocen preguntas parecidas, `con_juicio` vuelve a decidir con ellas
sobre el mismo resultado. No sabe nada de la entrevista.
"""
