"""Lectura de los documentos: de archivos a `Documento`. No busca y no calcula vectores.

`leer_corpus(carpeta)` es la entrada; `leer_documento` y `leer_ficha` leen uno solo; `leer_vocabulario` y
`leer_habla_comun` dan las palabras de la gente con que se amplía la búsqueda, y `leer_solicitudes`, lo que le pide al
asistente.
"""

from conocimiento.ingesta.corpus import (
    clave_propia,
    fechas_de,
    leer_corpus,
    leer_documento,
    leer_guardado,
    leer_version,
)
from conocimiento.ingesta.ficha import leer_ficha
from conocimiento.ingesta.ideas import leer_solicitudes
from conocimiento.ingesta.vigor import Vigencia, fichas_segun, siguen_en_vigor
from conocimiento.ingesta.vocabulario import leer_habla_comun, leer_vocabulario

__all__ = [
    "Vigencia",
    "clave_propia",
    "fechas_de",
    "fichas_segun",
    "leer_corpus",
    "leer_documento",
    "leer_ficha",
    "leer_guardado",
    "leer_habla_comun",
    "leer_solicitudes",
    "leer_version",
    "leer_vocabulario",
    "siguen_en_vigor",
]
