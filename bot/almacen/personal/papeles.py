"""Quiénes son del personal y qué puede hacer cada uno, según la configuración y lo que se cambió después.

Lo que se da o se quita con una orden manda sobre la configuración y vale desde el turno siguiente, en todos los
procesos. De quien fue del personal queda siempre la fila: lo que conversó no se exporta nunca.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.almacen.base.conexion import escritura, lectura
from bot.almacen.base.identidad import seudonimo
from bot.almacen.base.tablas import DIRECCIONES, MENSAJES, PERSONAL, PERSONAS, TURNOS
from bot.almacen.personal.bitacora import Actuacion, agregar_a_bitacora
from bot.almacen.turnos import leer_papeles
from bot.dialogo.turno import Papeles
from bot.servicio.puertos import Persona
from bot.servicio.registro import nombre_en_bitacora


def inscribir(motor: Engine, seudonimos: Iterable[str], ahora: datetime) -> None:
    """Anota que son del personal porque lo dice la configuración; no cambia nada a quien ya estaba."""
    filas = [{"seudonimo": uno, "desde": ahora} for uno in seudonimos]
    if not filas:
        return
    insertar = postgresql.insert if motor.dialect.name == "postgresql" else sqlite.insert
    with escritura(motor) as conexion:
        conexion.execute(insertar(PERSONAL).values(filas).on_conflict_do_nothing())


def direcciones_del_personal(conexion: Connection, canal: str) -> dict[str, str]:
    """El seudónimo de cada uno del personal que alguna vez escribió por un canal, por su dirección."""
    consulta = (
        select(DIRECCIONES.c.direccion, PERSONAS.c.clave)
        .join(PERSONAS, PERSONAS.c.id == DIRECCIONES.c.persona)
        .where(DIRECCIONES.c.canal == canal, PERSONAS.c.clave.in_(select(PERSONAL.c.seudonimo)))
    )
    return {fila.direccion: fila.clave for fila in conexion.execute(consulta)}


@dataclass(frozen=True, slots=True)
class Integrante:
    """Alguien que es o fue del personal. `numero`: su dirección en el canal, si se conoce."""

    numero: str
    papeles: Papeles


@dataclass(frozen=True, slots=True)
class Plantel:
    """El personal de un canal, para quien lo administra. `configurados`: los papeles que da la configuración."""

    motor: Engine
    sal: bytes
    canal: str
    configurados: Mapping[Persona, Papeles]

    def ver(self) -> list[Integrante]:
        """Todos: primero, por número, los que se conocen; al final, los que nunca escribieron ni están configurados."""
        numeros = {seudonimo(self.sal, una): una.direccion for una in self.configurados}
        with lectura(self.motor) as conexion:
            numeros |= {suyo: numero for numero, suyo in direcciones_del_personal(conexion, self.canal).items()}
            todos = leer_papeles(conexion, self._por_seudonimo())
        integrantes = [Integrante(numeros.get(suyo, ""), papeles) for suyo, papeles in todos.items()]
        return sorted(integrantes, key=lambda uno: (not uno.numero, uno.numero))

    def papeles_de(self, numero: str) -> Papeles:
        """Los que tiene ahora un número."""
        with lectura(self.motor) as conexion:
            return leer_papeles(conexion, self._por_seudonimo()).get(self._seudonimo(numero), Papeles())

    def cambiar(self, numero: str, papeles: Papeles, quien: str, ahora: datetime) -> None:
        """Le da esos papeles y ninguno más, y lo anota en la bitácora: con el código con que él consta, no su número.

        A quien deja de atender ya no se le entregan las consultas que le esperaban.
        """
        codigo = nombre_en_bitacora(self.sal, Persona(self.canal, numero))
        detalle = {"personal": codigo, "atiende": papeles.atiende, "exporta": papeles.exporta}
        accion = "agregar_personal" if papeles.es_personal else "quitar_personal"
        with escritura(self.motor) as conexion:
            _cambiar(conexion, self._seudonimo(numero), papeles, ahora)
            agregar_a_bitacora(conexion, Actuacion(ahora, quien, accion, detalle=detalle))

    def _seudonimo(self, numero: str) -> str:
        return seudonimo(self.sal, Persona(self.canal, numero))

    def _por_seudonimo(self) -> dict[str, Papeles]:
        return {seudonimo(self.sal, una): papeles for una, papeles in self.configurados.items()}


def _cambiar(conexion: Connection, suyo: str, papeles: Papeles, ahora: datetime) -> None:
    insertar = postgresql.insert if conexion.dialect.name == "postgresql" else sqlite.insert
    valores = {"atiende": papeles.atiende, "exporta": papeles.exporta}
    fila = insertar(PERSONAL).values(seudonimo=suyo, desde=ahora, **valores)
    conexion.execute(fila.on_conflict_do_update(index_elements=[PERSONAL.c.seudonimo], set_=valores))
    if not papeles.atiende:
        persona = select(PERSONAS.c.id).where(PERSONAS.c.clave == suyo).scalar_subquery()
        de_otros = select(TURNOS.c.id).where(TURNOS.c.persona != persona)
        copias = (MENSAJES.c.persona == persona) & MENSAJES.c.turno.in_(de_otros)
        conexion.execute(delete(MENSAJES).where(MENSAJES.c.pendiente, copias))
