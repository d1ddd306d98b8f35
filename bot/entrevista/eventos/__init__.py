"""Los hechos de un borrador, una clase por cada cosa que puede pasar.

La historia nunca se reescribe: deshacer también es un evento. `tipo` es el nombre con que se guarda cada hecho.
Lo que puede faltar en una historia guardada tiene valor por defecto.
"""

from bot.entrevista.eventos.al_escribir import (
    Aceptada,
    Archivado,
    Autorizada,
    AvisoAceptado,
    Creado,
    Descartada,
    Descartado,
    Desconocido,
    Deshecha,
    DocumentoEntregado,
    DudaPlanteada,
    ElementoElegido,
    Entendida,
    Fallo,
    Guiada,
    Migrada,
    ModoCambiado,
    Omitida,
    Recuperado,
    Redactada,
    Respondida,
    Revocada,
    Seguida,
    Vuelta,
)
from bot.entrevista.eventos.entre_varios import (
    AL_BORRAR,
    POR_LA_COORDINACION,
    POR_SILENCIO,
    PROPIO,
    SE_APARTA,
    Acogida,
    Borrado,
    Desestimada,
    Invitado,
    Retirado,
    RolCambiado,
    Sugerida,
    Unido,
    VersionPuesta,
    VistoBuenoDado,
)
from bot.entrevista.eventos.hecho import COORDINA, DE_LA_ALIANZA, Archivo, Arreglo, Entendido, Llave, Lote
from bot.entrevista.valor import Valor

__all__ = [
    "AL_BORRAR",
    "COORDINA",
    "DE_LA_ALIANZA",
    "POR_LA_COORDINACION",
    "POR_SILENCIO",
    "PROPIO",
    "SE_APARTA",
    "Aceptada",
    "Acogida",
    "Archivado",
    "Archivo",
    "Arreglo",
    "Autorizada",
    "AvisoAceptado",
    "Borrado",
    "Creado",
    "Descartada",
    "Descartado",
    "Desconocido",
    "Desestimada",
    "Deshecha",
    "DocumentoEntregado",
    "DudaPlanteada",
    "ElementoElegido",
    "Entendida",
    "Entendido",
    "Evento",
    "Fallo",
    "Guiada",
    "Invitado",
    "Llave",
    "Lote",
    "Migrada",
    "ModoCambiado",
    "Omitida",
    "Recuperado",
    "Redactada",
    "Respondida",
    "Retirado",
    "Revocada",
    "RolCambiado",
    "Seguida",
    "Sugerida",
    "Unido",
    "Valor",
    "VersionPuesta",
    "VistoBuenoDado",
    "Vuelta",
]

Evento = (
    Creado
    | AvisoAceptado
    | Autorizada
    | Revocada
    | Respondida
    | Omitida
    | Deshecha
    | Vuelta
    | Seguida
    | ElementoElegido
    | Fallo
    | DudaPlanteada
    | Guiada
    | Entendida
    | Aceptada
    | Descartada
    | ModoCambiado
    | Migrada
    | Redactada
    | Archivado
    | Recuperado
    | Descartado
    | DocumentoEntregado
    | Invitado
    | Unido
    | Retirado
    | RolCambiado
    | Sugerida
    | Acogida
    | Desestimada
    | VersionPuesta
    | VistoBuenoDado
    | Borrado
    | Desconocido
)
"""Algo que pasó en un borrador."""
