"""Los hechos de un borrador. La historia nunca se reescribe: deshacer también es un evento."""

from dataclasses import dataclass
from datetime import datetime

Valor = str | int | bool | None | list["Valor"] | dict[str, "Valor"]
"""Un valor que cabe en JSON. Los montos son texto decimal («250000.00»), nunca coma flotante."""


@dataclass(frozen=True, slots=True)
class Evento:
    """Algo que pasó en un borrador. `pregunta` y `actor` (o None) dicen siempre de qué respuesta se trata.

    creado      {version, aviso, acepta}
    aviso_aceptado {aviso}: aceptó el aviso de privacidad después de que cambió
    autorizada  {aviso}: la APCI puede leer el borrador; `aviso` es la versión del aviso para compartir
    revocada    {}: retira esa autorización
    respuesta   {pregunta, actor, valor, crudo (las palabras de la persona), mensaje?, lote?}
    omitida     {pregunta, actor, lote?}: queda pendiente a propósito
    deshecha    {veces}
    vuelta      {pregunta, actor, desde?}: regresa a una pregunta; `desde` es la sección de la revisión
    seguida     {}: deja como está aquello a lo que había vuelto
    elemento    {pregunta, actor, accion, lugar}: va a agregar, cambiar o quitar un elemento de una lista
    fallo       {pregunta, actor}: no se entendió; sin el texto
    duda        {pregunta, actor, crudo, texto, opciones, confirma}: debe elegir entre lecturas
    guiada      {}: prefiere ir pregunta por pregunta
    propuesta, aceptada, descartada: lo entendido de un texto libre y lo que decidió (ver `lote`)
    modo        {modo}: nucleo o ampliado
    migrada     {de, a, renombradas, quitadas, opciones}: pasó a otra versión de la entrevista
    archivado, recuperado, descartado, documento

    `mensaje` es el mensaje de la persona en su canal, para corregirlo si lo edita. Las respuestas con el
    mismo `lote` se dieron juntas y se deshacen juntas.
    """

    tipo: str
    instante: datetime
    datos: dict[str, Valor]
