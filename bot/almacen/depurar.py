"""Borrar lo de una persona: a pedido suyo o al cumplir su plazo; sus filas, sus documentos y los restos en el disco."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, delete, func, insert, select, update

from bot.almacen.bandeja import RETIRADA
from bot.almacen.base.conexion import (
    ESPERA_MILISEGUNDOS,
    HAY_RESTOS,
    anotar_restos,
    errores_traducidos,
    escritura,
    lectura,
    turno_de_escribir,
)
from bot.almacen.base.conversion import nombres_de
from bot.almacen.base.tablas import (
    AVISOS_PEDIDOS,
    BANDEJA,
    BORRADORES,
    BORRADOS,
    CONSULTAS,
    CONVERSACIONES,
    DIRECCIONES,
    ENTRADAS_VISTAS,
    INSTALACION,
    INTEGRANTES,
    MENSAJES,
    PERSONAS,
    TURNOS,
    VALORACIONES,
)
from bot.almacen.turnos import borrar_turnos
from bot.almacen.varios.llevarse import borrar_de_los_borradores, que_coordinan
from bot.dialogo.peticiones import Recibo
from bot.dialogo.turno import Conservacion
from bot.servicio.cifrado import nombre_de
from bot.servicio.puertos import Reparo

SIN_NOTICIAS = timedelta(days=7)
"""Cuánto puede pasar sin que se guarde nada antes de dudar del reloj: más que un feriado largo."""
DESFASE = timedelta(hours=1)
"""Lo que un reloj puede atrasarse respecto de otro que también guarda."""
PARTE_MAXIMA, POCAS = 0.25, 5
"""Qué parte de las personas se borra de una vez sin preguntar, y cuántas aunque sean más de esa parte."""

DE_UN_DIA = "exportacion"
"""Lo que lleva esto en el nombre no se guarda más de un día, aunque un mensaje lo mencione: son datos de otros."""
_UN_DIA = 86_400.0
_VACIO: dict[str, Any] = {"persona": None, "turno": None, "contenido": {}, "atendido": None, "cerrado": None}
"""Lo que queda de una consulta al borrar a quien la hizo: su número."""


def borrar_filas(conexion: Connection, persona: int, ahora: datetime, *, por_silencio: bool = False) -> Recibo:
    """Borra cada fila de la persona y deja constancia, sin identidad, de cuánto era.

    `por_silencio`: no lo pidió, cumplió su plazo.
    """
    anotar_restos(conexion)
    turnos = select(TURNOS.c.id).where(TURNOS.c.persona == persona)
    direccion = select(DIRECCIONES.c.direccion).where(DIRECCIONES.c.persona == persona)
    de_los_borradores, compartidos = borrar_de_los_borradores(conexion, persona, ahora, por_silencio=por_silencio)
    pasos = (
        delete(MENSAJES).where(MENSAJES.c.persona == persona),
        update(CONSULTAS).where(CONSULTAS.c.persona == persona).values(_VACIO | {"instante": ahora}),
        *borrar_turnos(turnos),
        *de_los_borradores,
        delete(VALORACIONES).where(VALORACIONES.c.persona == persona),
        delete(CONVERSACIONES).where(CONVERSACIONES.c.persona == persona),
        delete(ENTRADAS_VISTAS).where(ENTRADAS_VISTAS.c.persona == persona),
        # Lo que espera turno llegó después del pedido de borrado: empieza una conversación nueva.
        delete(BANDEJA).where(BANDEJA.c.situacion == RETIRADA, BANDEJA.c.direccion.in_(direccion)),
        delete(DIRECCIONES).where(DIRECCIONES.c.persona == persona),
        delete(PERSONAS).where(PERSONAS.c.id == persona),
    )
    cuantas: Counter[object] = Counter()
    for paso in pasos:
        cuantas[paso.table] += conexion.execute(paso).rowcount
    filas = sum(cuantas.values())
    constancia = insert(BORRADOS).values(instante=ahora, filas=filas).returning(BORRADOS.c.id)
    return Recibo(
        codigo=f"B-{conexion.scalars(constancia).one():06}",
        instante=ahora,
        filas=filas,
        mensajes=cuantas[TURNOS],
        borradores=cuantas[BORRADORES],
        documentos=0,
        avisos_pedidos=cuantas[AVISOS_PEDIDOS],
        consultas_al_personal=cuantas[CONSULTAS],
        compartidos=compartidos,
    )


def archivos_de(conexion: Connection, persona: int) -> set[str]:
    """Los nombres de los documentos que se le enviaron, y de los que recibieron otros de los borradores en que está."""
    de_sus_borradores = (
        select(TURNOS.c.id)
        .join(INTEGRANTES, INTEGRANTES.c.borrador == TURNOS.c.borrador)
        .where(INTEGRANTES.c.persona == persona, TURNOS.c.persona != persona)
    )
    suyos = (MENSAJES.c.persona == persona) | MENSAJES.c.turno.in_(de_sus_borradores)
    contenidos = conexion.scalars(select(MENSAJES.c.contenido).where(suyos)).all()
    return {nombre for contenido in contenidos for nombre in nombres_de(contenido)}


@dataclass(frozen=True, slots=True)
class Vencimiento:
    """Qué cumplió su plazo en un instante: lo de quien no escribe desde antes de esas fechas."""

    ahora: datetime
    consultas: datetime
    borradores: datetime

    @classmethod
    def de(cls, plazos: Conservacion, ahora: datetime) -> "Vencimiento":
        """El de unos plazos, en días."""
        return cls(ahora, ahora - timedelta(days=plazos.consultas), ahora - timedelta(days=plazos.borradores))


@dataclass(frozen=True, slots=True)
class Depurado:
    """Cuántas personas se borraron y cuántas habían cumplido su plazo; con `reparo`, no se borró a ninguna."""

    borradas: int
    vencidas: int
    reparo: Reparo | None


def depurar(motor: Engine, vencimiento: Vencimiento, documentos: Path, *, confirmada: bool = False) -> Depurado:
    """Borra a quienes cumplieron el plazo, según tengan o no un borrador, si nada hace dudar del reloj o de la cuenta.

    `confirmada`: una persona ya vio el reparo y responde de la hora. Deja anotado cuándo se hizo.
    """
    archivos: set[str] = set()
    with escritura(motor) as conexion:
        siguen = que_coordinan(conexion, _vencidas(vencimiento), vencimiento.borradores)
        vencidas = _contar(conexion, _vencidas(vencimiento)) - len(siguen)
        reparo = None if confirmada else _reparo(conexion, vencimiento, vencidas)
        personas = [] if reparo else [una for una in conexion.scalars(_por_borrar(vencimiento)) if una not in siguen]
        for una in personas:
            archivos |= archivos_de(conexion, una)
            borrar_filas(conexion, una, vencimiento.ahora, por_silencio=True)
        if reparo is None or not reparo.es_del_reloj:
            conexion.execute(update(INSTALACION).values(mantenida=vencimiento.ahora))
    if personas:
        vaciar_diario(motor)
        borrar_documentos(documentos, archivos)
    return Depurado(len(personas), vencidas, reparo)


def _reparo(conexion: Connection, vencimiento: Vencimiento, vencidas: int) -> Reparo | None:
    """Por qué no se debe borrar solo, si hay por qué.

    Del reloj no se duda si el último mantenimiento, que se hace cada día, fue hace poco. Si no (el programa estuvo
    parado, o la hora saltó), se compara con lo último guardado.
    """
    mantenida, ahora = conexion.scalar(select(INSTALACION.c.mantenida)), vencimiento.ahora
    if mantenida is None or not timedelta(0) <= ahora - mantenida <= SIN_NOTICIAS:
        ultimo = max((cuando for cuando in map(conexion.scalar, _ULTIMOS) if cuando is not None), default=ahora)
        if ahora - ultimo > SIN_NOTICIAS:
            return Reparo.RELOJ_ADELANTADO
        if ultimo - ahora > DESFASE:
            return Reparo.RELOJ_ATRASADO
    personas = _contar(conexion, select(CONVERSACIONES.c.persona))
    if vencidas > max(POCAS, personas * PARTE_MAXIMA):
        return Reparo.DEMASIADAS
    return None


_ULTIMOS = tuple(
    select(func.max(columna))
    for columna in (TURNOS.c.instante, CONVERSACIONES.c.actualizada, BANDEJA.c.recibida, PERSONAS.c.creada)
)


def _contar(conexion: Connection, personas: Select[int]) -> int:
    return conexion.scalar(select(func.count()).select_from(personas.subquery())) or 0


def _vencidas(vencimiento: Vencimiento) -> Select[int]:
    con_borrador = select(INTEGRANTES.c.persona).where(INTEGRANTES.c.persona.is_not(None))
    persona, actualizada = CONVERSACIONES.c.persona, CONVERSACIONES.c.actualizada
    return select(persona).where(
        (persona.not_in(con_borrador) & (actualizada < vencimiento.consultas))
        | (persona.in_(con_borrador) & (actualizada < vencimiento.borradores))
    )


def _por_borrar(vencimiento: Vencimiento) -> Select[int]:
    """Las vencidas, y de quien solo queda a quién entregarle la constancia del borrado, ya entregada."""
    persona = CONVERSACIONES.c.persona
    return select(persona).where(
        persona.in_(_vencidas(vencimiento))
        | (
            persona.not_in(select(INTEGRANTES.c.persona).where(INTEGRANTES.c.persona.is_not(None)))
            & persona.not_in(select(TURNOS.c.persona).where(TURNOS.c.recibido != ""))
            & persona.not_in(select(MENSAJES.c.persona).where(MENSAJES.c.pendiente))
        )
    )


def borrar_sueltos(motor: Engine, carpeta: Path, ahora: datetime) -> int:
    """Borra los documentos de hace más de un día que ningún mensaje menciona y las exportaciones; dice cuántos eran.

    Los deja un turno que se repitió o que no llegó a guardarse. Un archivo más nuevo puede ser de un turno en marcha.
    """
    viejos = {
        ruta.name: ruta
        for ruta in (carpeta.iterdir() if carpeta.is_dir() else ())
        if ahora.timestamp() - ruta.lstat().st_mtime > _UN_DIA and (not ruta.is_dir() or DE_UN_DIA in ruta.name)
    }
    if not viejos:
        return 0
    with lectura(motor) as conexion:
        for contenido in conexion.scalars(select(MENSAJES.c.contenido)):
            for nombre in nombres_de(contenido):
                if DE_UN_DIA not in nombre:
                    viejos.pop(nombre, None)
    for ruta in viejos.values():
        if ruta.is_dir():
            shutil.rmtree(ruta, ignore_errors=True)
    borrar_documentos(carpeta, viejos)
    return len(viejos)


def borrar_documentos(carpeta: Path, nombres: Iterable[str]) -> None:
    """Borra de la carpeta los que queden; de un enlace se borra el enlace, y no a lo que lleva."""
    for nombre in nombres:
        with suppress(OSError):
            (carpeta / nombre_de(nombre)).unlink(missing_ok=True)


def vaciar_diario(motor: Engine, espera: timedelta = timedelta(seconds=1)) -> bool:
    """Rehace el archivo de SQLite si quedan restos de lo borrado, y pasa a él su diario, que conserva copias.

    Devuelve False si otro leía o escribía y no se pudo en esa espera: hay que intentarlo de nuevo. Raises
    `ErrorAlmacen`.
    """
    if motor.dialect.name != "sqlite":
        return True
    # Nada de esto puede ir dentro de una transacción.
    with errores_traducidos(), turno_de_escribir(motor), motor.connect() as conexion:
        cursor = conexion.connection.cursor()
        try:
            cursor.execute(f"PRAGMA busy_timeout={espera // timedelta(milliseconds=1)}")
            if cursor.execute(f"PRAGMA {HAY_RESTOS}").fetchone()[0]:
                cursor.execute("VACUUM")
                cursor.execute(f"PRAGMA {HAY_RESTOS}=0")
            ocupado, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not ocupado
        except sqlite3.OperationalError:  # otro proceso escribe, o no hay sitio para rehacerlo
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout={ESPERA_MILISEGUNDOS}")
            cursor.close()
