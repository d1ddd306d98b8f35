"""Cumple lo que el diálogo pide de las invitaciones a un borrador. Quien prueba secretos deja de ser atendido."""

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import assert_never

from bot.dialogo.peticiones import (
    AbrirInvitacion,
    ComprobarGrupo,
    ComprobarIngreso,
    InvitacionLeida,
    LeerInvitaciones,
    PeticionDeAlianza,
    ResultadoDeAlianza,
    RevisarInvitacion,
    SecretoSorteado,
    Situacion,
    SortearSecreto,
)
from bot.servicio.puertos import Invitaciones, Persona

BYTES_DEL_SECRETO = 16
FALLOS = 5
EN_CUANTO = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Portero:
    """`fallos`: cuándo falló cada persona en la última hora; solo en la memoria, porque de ella no se guarda nada."""

    fallos: dict[Persona, list[datetime]] = field(default_factory=dict)

    async def cumplir(
        self, invitaciones: Invitaciones, persona: Persona, peticion: PeticionDeAlianza, ahora: datetime
    ) -> ResultadoDeAlianza:
        """Devuelve el resultado. Raises `AlmacenNoDisponible`."""
        match peticion:
            case SortearSecreto(pedido):
                return SecretoSorteado(pedido, secrets.token_urlsafe(BYTES_DEL_SECRETO))
            case AbrirInvitacion(secreto):
                return await self._abrir(invitaciones, persona, secreto, ahora)
            case RevisarInvitacion():
                return await asyncio.to_thread(invitaciones.abrir_invitacion, persona, peticion, ahora)
            case LeerInvitaciones():
                return await asyncio.to_thread(invitaciones.leer_invitaciones, persona, peticion, ahora)
            case ComprobarIngreso():
                return await asyncio.to_thread(invitaciones.comprobar_ingreso, persona, peticion, ahora)
            case ComprobarGrupo():
                return await asyncio.to_thread(invitaciones.grupos.comprobar, peticion, ahora)
            case _:
                assert_never(peticion)

    async def _abrir(
        self, invitaciones: Invitaciones, persona: Persona, secreto: str, ahora: datetime
    ) -> InvitacionLeida:
        """Sin buscarla si ya falló demasiado: contesta lo mismo que si no existiera."""
        for otra, cuando in list(self.fallos.items()):
            if ahora - cuando[-1] > EN_CUANTO:
                del self.fallos[otra]
        suyos = [uno for uno in self.fallos.get(persona, []) if ahora - uno <= EN_CUANTO]
        if len(suyos) >= FALLOS:
            return InvitacionLeida(Situacion.NO_VALE)
        leida = await asyncio.to_thread(invitaciones.abrir_invitacion, persona, secreto, ahora)
        if leida.situacion is Situacion.NO_VALE:
            self.fallos[persona] = [*suyos, ahora]
        return leida
