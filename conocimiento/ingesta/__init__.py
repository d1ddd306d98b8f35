"""Lectura de los documentos: de archivos a `Documento`. No busca y no calcula vectores.

`leer_corpus(carpeta)` es la entrada; `leer_documento` y `leer_ficha` leen uno solo, y `leer_vocabulario`,
las palabras de la gente con que se amplía la búsqueda.
"""

from conocimiento.ingesta.ficha import leer_ficha
from conocimiento.ingesta.lectura import leer_corpus, leer_documento
from conocimiento.ingesta.vocabulario import leer_vocabulario

__all__ = ["leer_corpus", "leer_documento", "leer_ficha", "leer_vocabulario"]
