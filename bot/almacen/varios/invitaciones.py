"""Las invitaciones a un borrador: mirarlas sin gastar ni cambiar ninguna, y olvidar las que vencieron.

Usada, vencida, anulada o inventada son lo mismo: no vale.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, select

from bot.almacen.base.tablas import INGRESOS, INTEGRANTES, INVITACIONES, PERSONAS
from bot.almacen.historia.eventos import leer_historia, nombre_de_borrador, participacion_de
from bot.almacen.varios.grupos import lo_sigue_un_grupo
from bot.dialogo.peticiones import (
    IngresoComprobado,
    InvitacionesLeidas,
    InvitacionLeida,
    InvitacionViva,
    LeerInvitaciones,
    RevisarInvitacion,
    Situacion,
)
from bot.dialogo.peticiones.alianza import ComprobarIngreso, huella_de
from bot.entrevista.borrador import Acto, Borrador, Permitido, puede
from bot.entrevista.eventos import Evento

Fila = Row[*tuple[Any, ...]]

INTENTOS = 3
ESPERAN_A_LA_VEZ = 3
SE_ESPERA = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Puerta:
    """Por donde se mira quién puede entrar a los borradores de una base, en un instante.

    `sal`: la de la instalación, con que se deduce el código de cada persona. Los `seudonimo`, de `identidad.seudonimo`.
    """

    conexion: Connection
    sal: bytes
    ahora: datetime

    def codigo(self, huella: str, seudonimo: str) -> str:
        """Las tres cifras que dirá esa persona: ni la invitación ni otra persona permiten deducirlas."""
        cifrado = hmac.new(self.sal, f"ingreso:{huella}:{seudonimo}".encode(), hashlib.sha256).digest()
        return f"{int.from_bytes(cifrado) % 1000:03}"

    def abrir(self, seudonimo: str, cual: str | RevisarInvitacion) -> InvitacionLeida:
        """La de ese secreto o, si ya se había abierto, la de ese número."""
        es_esa, pedido = INVITACIONES.c.id == 0, ""
        match cual:
            case RevisarInvitacion(pedido, numero):
                es_esa = INVITACIONES.c.id == numero
            case secreto:
                es_esa = INVITACIONES.c.huella == huella_de(secreto)
        no_vale = InvitacionLeida(Situacion.NO_VALE, pedido=pedido)
        una = self.conexion.execute(select(INVITACIONES).where(es_esa)).one_or_none()
        if una is None:
            return no_vale
        nombre = nombre_de_borrador(self.conexion, una.borrador)
        if _participa(self.conexion, una.borrador, seudonimo):
            return InvitacionLeida(Situacion.YA_ES, nombre, pedido=pedido)
        eventos, esperan = leer_historia(self.conexion, una.borrador), self.esperan(una)
        caben = len(esperan) < ESPERAN_A_LA_VEZ or any(otra.clave == seudonimo for otra in esperan)
        if not self.sirve(una) or not esta_libre(Borrador.de(eventos), una.actor) or not caben:
            return no_vale
        suyo = self.codigo(una.huella, seudonimo)
        return InvitacionLeida(Situacion.VALE, nombre, eventos, una.actor, una.id, suyo, pedido)

    def vivas(self, persona: int | None, pedido: LeerInvitaciones) -> InvitacionesLeidas:
        """Las que sirven de ese borrador, de la más antigua a la más nueva; ninguna a quien no lo coordina."""
        suya = None if persona is None else participacion_de(self.conexion, persona, pedido.borrador)
        if suya is None or not coordina(leer_historia(self.conexion, suya.borrador), suya.codigo):
            return InvitacionesLeidas(pedido.pedido, ())
        de_ahi = select(INVITACIONES).where(INVITACIONES.c.borrador == suya.borrador, self.vale)
        filas = self.conexion.execute(de_ahi.order_by(INVITACIONES.c.id)).all()
        vivas = (InvitacionViva(una.id, una.actor, una.caduca, len(self.esperan(una))) for una in filas)
        return InvitacionesLeidas(pedido.pedido, tuple(vivas), lo_sigue_un_grupo(self.conexion, suya.borrador))

    def comprobar(self, persona: int | None, pedido: ComprobarIngreso) -> IngresoComprobado:
        """Si alguno de los que esperan tiene ese código. A quien no es integrante no se le dice nada."""
        nada = IngresoComprobado(pedido.pedido, pedido.invitacion, pedido.codigo)
        una = self.conexion.execute(select(INVITACIONES).where(INVITACIONES.c.id == pedido.invitacion)).one_or_none()
        nombre = None if una is None else nombre_de_borrador(self.conexion, una.borrador)
        suya = None if persona is None or nombre is None else participacion_de(self.conexion, persona, nombre)
        if una is None or nombre is None or suya is None or suya.borrador != una.borrador:
            return nada
        eventos = leer_historia(self.conexion, una.borrador)
        vale = self.sirve(una) and esta_libre(Borrador.de(eventos), una.actor)
        quien = self.de_ese_codigo(una, pedido.codigo) if vale else None
        return IngresoComprobado(
            pedido.pedido,
            pedido.invitacion,
            pedido.codigo,
            borrador=nombre,
            eventos=eventos,
            vale=vale,
            coordina_como=suya.codigo,
            integrante=self._sera(una.borrador, quien.persona) if quien is not None else "",
            actor=una.actor,
            rol=una.rol,
            aviso=quien.aviso if quien is not None else "",
            privacidad=quien.privacidad if quien is not None else "",
            aceptados=quien.pedido if quien is not None else None,
            quedan=max(INTENTOS - 1 - una.fallos, 0),
        )

    @property
    def vale(self) -> ColumnElement[bool]:
        """Lo que hace que una invitación sirva."""
        return and_(
            INVITACIONES.c.usada.is_(None),
            INVITACIONES.c.anulada.is_(None),
            INVITACIONES.c.fallos < INTENTOS,
            INVITACIONES.c.caduca > self.ahora,
        )

    def sirve(self, una: Fila) -> bool:
        """Lo mismo, de una fila ya leída."""
        return una.usada is None and una.anulada is None and una.fallos < INTENTOS and una.caduca > self.ahora

    def esperan(self, una: Fila) -> list[Fila]:
        """Quienes esperan entrar con esa invitación, con su seudónimo (`clave`)."""
        consulta = (
            select(INGRESOS, PERSONAS.c.clave)
            .join(PERSONAS, PERSONAS.c.id == INGRESOS.c.persona)
            .where(INGRESOS.c.invitacion == una.id, INGRESOS.c.pedido > self.ahora - SE_ESPERA)
        )
        return list(self.conexion.execute(consulta).all())

    def de_ese_codigo(self, una: Fila, codigo: str) -> Fila | None:
        """Quien espera con ese código; None si nadie, o si son dos: no se sabe cuál."""
        suyos = [uno for uno in self.esperan(una) if codigo and self.codigo(una.huella, uno.clave) == codigo]
        return suyos[0] if len(suyos) == 1 else None

    def _sera(self, borrador: int, persona: int) -> str:
        """El nombre con que entrará: el que tuvo, si vuelve, o el que sigue."""
        es_de_ahi = INTEGRANTES.c.borrador == borrador
        tuvo = select(INTEGRANTES.c.codigo).where(es_de_ahi, INTEGRANTES.c.persona == persona)
        cuantos = select(func.count()).select_from(INTEGRANTES).where(es_de_ahi)
        return self.conexion.scalar(tuvo) or f"i{self.conexion.scalar(cuantos)}"


def esta_libre(borrador: Borrador, actor: str) -> bool:
    """Por ese actor todavía no responde nadie, o quien entra solo leerá."""
    return not actor or borrador.responde_por(actor) is None


def olvidar_vencidas(conexion: Connection, ahora: datetime) -> None:
    """Borra las invitaciones que vencieron y a quienes esperaron demasiado."""
    vencidas = select(INVITACIONES.c.id).where(INVITACIONES.c.caduca <= ahora)
    esperaron = INGRESOS.c.pedido <= ahora - SE_ESPERA
    conexion.execute(delete(INGRESOS).where(esperaron | INGRESOS.c.invitacion.in_(vencidas)))
    conexion.execute(delete(INVITACIONES).where(INVITACIONES.c.caduca <= ahora))


def _participa(conexion: Connection, borrador: int, seudonimo: str) -> bool:
    suya = (
        select(INTEGRANTES.c.codigo)
        .join(PERSONAS, PERSONAS.c.id == INTEGRANTES.c.persona)
        .where(INTEGRANTES.c.borrador == borrador, INTEGRANTES.c.hasta.is_(None), PERSONAS.c.clave == seudonimo)
    )
    return conexion.scalar(suya) is not None


def coordina(eventos: tuple[Evento, ...], codigo: str) -> bool:
    """Ese integrante dice quién entra al borrador de esa historia."""
    return isinstance(puede(Borrador.de(eventos), codigo, Acto.INVITAR), Permitido)
