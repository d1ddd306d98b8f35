"""Cómo se llama cada integrante ante los demás: por su organización, nunca por quien escribe."""

from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza.participar import OTRA
from bot.entrevista.borrador import Rol
from bot.entrevista.pasos import nombres_de_actores


def de_un_integrante(sesion: Sesion, codigo: str) -> str:
    """La organización por la que responde; «otra organización» si ya no se sabe."""
    suyo = sesion.borrador.integrantes.get(codigo)
    nombres = nombres_de_actores(sesion.entrevista, sesion.borrador)
    return nombres.get(suyo.actor, OTRA) if suyo is not None else OTRA


def los_demas(sesion: Sesion, rol: Rol) -> tuple[str, ...]:
    """Los integrantes con ese rol que siguen, menos quien escribe."""
    yo = sesion.estado.integrante
    return tuple(uno.codigo for uno in sesion.borrador.con_rol(rol) if uno.codigo != yo)
