"""Cambiar hablando: «quita X», «el presupuesto es…», «no son 300, son 500», a mitad de la entrevista y después."""

from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.turno import Turno


def atender_cambio(sesion: Sesion, texto: str) -> Turno | None:
    """Hace el cambio que pide el texto, o pregunta cuál; None si no pide cambiar nada ya nombrado del borrador.

    Vale con la entrevista en marcha, en pausa o terminada. Lo que contesta la pregunta de delante nunca es un cambio.
    """
    return None
