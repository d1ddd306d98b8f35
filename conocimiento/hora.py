"""La hora del Perú: la de las fechas que lee una persona y la de la vigencia de un documento."""

from datetime import timedelta, timezone

HORA_DE_LIMA = timezone(timedelta(hours=-5), "America/Lima")  # el Perú no cambia de hora
