"""Quiénes son los integrantes ante los demás y qué le toca a cada uno: por su organización, nunca por quien escribe."""

from dataclasses import replace

from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos.alianza.participar import OTRA
from bot.dialogo.peticiones import BorradorGuardado
from bot.entrevista.borrador import Rol
from bot.entrevista.pasos import Paso, nombres_de_actores, pasos_propios


def de_un_integrante(sesion: Sesion, codigo: str) -> str:
    """La organización por la que responde; «otra organización» si ya no se sabe."""
    suyo = sesion.borrador.integrantes.get(codigo)
    nombres = nombres_de_actores(sesion.entrevista, sesion.borrador)
    return nombres.get(suyo.actor, OTRA) if suyo is not None else OTRA


def como_lo_ve(sesion: Sesion, guardado: BorradorGuardado) -> Sesion:
    """La misma persona con ese otro borrador suyo abierto, para mirarlo."""
    estado = replace(sesion.estado, borrador=guardado.nombre, eventos=guardado.eventos, integrante=guardado.integrante)
    return Sesion(sesion.contexto, estado)


def pasos_de_su_organizacion(sesion: Sesion) -> tuple[Paso, ...]:
    """Las preguntas de la organización por la que responde quien escribe."""
    return tuple(paso for paso in pasos_propios(sesion.entrevista, sesion.borrador) if paso.actor is not None)


def los_demas(sesion: Sesion, rol: Rol) -> tuple[str, ...]:
    """Los integrantes con ese rol que siguen, menos quien escribe."""
    yo = sesion.estado.integrante
    return tuple(uno.codigo for uno in sesion.borrador.con_rol(rol) if uno.codigo != yo)
