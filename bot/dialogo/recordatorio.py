"""El recordatorio: se escribe una sola vez, y solo a quien lo pidió al dejar su borrador.

Quien vuelve a su borrador, o deja de tener uno, ya no lo necesita.
"""

from dataclasses import replace
from datetime import timedelta

from bot.dialogo.borrador import textos
from bot.dialogo.borrador.borradores import resumen_borrador
from bot.dialogo.borrador.sesion import enviar
from bot.dialogo.mensajes import Boton, Mensaje, parrafo
from bot.dialogo.textos import BOTON_CONTINUAR
from bot.dialogo.turno import Contexto, Estado, Turno
from conocimiento.hora import HORA_DE_LIMA

PREFIJO = "r:"
DENTRO_DE = timedelta(days=3)
QUITAR = Boton("No recordármelo", f"{PREFIJO}no")


def atender_boton(contexto: Contexto, estado: Estado, codigo: str) -> Turno:
    """Pide o quita el recordatorio del borrador abierto."""
    if estado.borrador is None:
        dicho = parrafo("No tiene ningún borrador abierto, así que no hay nada que recordarle.")
        return enviar(estado, Mensaje((dicho,), ((textos.PROPUESTA,), (textos.PREGUNTA,))))
    if codigo == QUITAR.codigo or not contexto.puede_recordar:
        dicho = parrafo("De acuerdo, no le escribiré. Su borrador sigue guardado; para volver, use /propuesta.")
        return enviar(replace(estado, recordatorio=None), Mensaje((dicho,), ((BOTON_CONTINUAR,),)))
    cuando = contexto.ahora + DENTRO_DE
    dia = cuando.astimezone(HORA_DE_LIMA)
    dicho = parrafo(f"De acuerdo. Si no ha vuelto antes, le escribiré una sola vez el {dia:%d/%m/%Y}.")
    return enviar(replace(estado, recordatorio=cuando), Mensaje((dicho,), ((BOTON_CONTINUAR,), (QUITAR,))))


def recordar(contexto: Contexto, estado: Estado) -> Turno:
    """Lo que se le escribe a quien lo pidió; nada si ya no tiene un borrador abierto."""
    pedido, estado = estado.recordatorio, replace(estado, recordatorio=None)
    resumen = resumen_borrador(contexto, estado)
    if pedido is None or resumen is None:
        return Turno(estado)
    dicho = parrafo(f"Usted me pidió que se lo recordara. {resumen}")
    unica = parrafo("No le volveré a escribir por esto.")
    return enviar(estado, Mensaje((dicho, unica), ((BOTON_CONTINUAR,), (textos.PREGUNTA,))))


def ya_no_hace_falta(estado: Estado) -> Estado:
    """Quita el recordatorio de quien volvió a su borrador o ya no tiene uno."""
    if estado.recordatorio is None or (estado.borrador is not None and not estado.en_entrevista):
        return estado
    return replace(estado, recordatorio=None)
