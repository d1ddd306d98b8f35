"""Los grupos que siguen un borrador: el pase con que se vinculan, qué falta decir en cada uno y cuándo se olvidan."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as ErrorDeBase64
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, Update, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.almacen.base.conexion import escritura, lectura
from bot.almacen.base.tablas import BORRADORES, EVENTOS, GRUPOS
from bot.almacen.historia.eventos import leer_historia, nombre_de_borrador
from bot.dialogo.peticiones import ComprobarGrupo, GrupoComprobado
from bot.dialogo.peticiones.alianza import MINUTOS_DE_UN_PASE, MINUTOS_ENTRE_CAMBIOS
from bot.servicio.puertos import EstadoDesactualizado, GrupoPorDecir

SE_EDITA_CADA = timedelta(minutes=MINUTOS_ENTRE_CAMBIOS)
_CHAT, _HILO, _MINUTO, _SELLO = 7, 4, 3, 7
"""Los octetos de cada parte de un pase: con más no cabría, junto al nombre de un borrador, en un botón."""
_VUELTA = 2 ** (8 * _MINUTO)
_SIN_BORRADOR = {"borrador": None, "integrante": None, "dicho": None}


@dataclass(frozen=True, slots=True)
class _Grupo:
    chat: int
    hilo: int | None


def hacer_pase(sal: bytes, chat: int, hilo: int | None, ahora: datetime) -> str:
    """Lo que lleva el enlace que se da en un grupo: qué grupo es y cuándo se dio, sellado con la clave de la casa.

    Así no hay que guardar nada antes de que alguien lo confirme. Son 28 caracteres de los que admite /start.
    """
    dicho = chat.to_bytes(_CHAT, signed=True) + (hilo or 0).to_bytes(_HILO) + _minuto(ahora).to_bytes(_MINUTO)
    return urlsafe_b64encode(dicho + _sello(sal, dicho)).decode()


def _leer_pase(sal: bytes, pase: str, ahora: datetime) -> _Grupo | None:
    """El grupo de un pase; None si venció, o no lo dio esta instalación."""
    try:
        leido = urlsafe_b64decode(pase)
    except (ErrorDeBase64, ValueError):
        return None
    dicho, sello = leido[:-_SELLO], leido[-_SELLO:]
    if len(dicho) != _CHAT + _HILO + _MINUTO or not hmac.compare_digest(sello, _sello(sal, dicho)):
        return None
    if (_minuto(ahora) - int.from_bytes(dicho[-_MINUTO:])) % _VUELTA > MINUTOS_DE_UN_PASE:
        return None
    hilo = int.from_bytes(dicho[_CHAT:-_MINUTO])
    return _Grupo(int.from_bytes(dicho[:_CHAT], signed=True), hilo or None)


def _minuto(ahora: datetime) -> int:
    return int(ahora.timestamp()) // 60 % _VUELTA


def _sello(sal: bytes, dicho: bytes) -> bytes:
    return hmac.new(sal, b"grupo:" + dicho, hashlib.sha256).digest()[:_SELLO]


class GruposSQL:
    """Cumple el puerto `Grupos`."""

    def __init__(self, motor: Engine, sal: bytes) -> None:
        """`sal`: la de la instalación."""
        self._motor = motor
        self._sal = sal

    def dar_pase(self, chat: int, hilo: int | None, ahora: datetime) -> str:
        return hacer_pase(self._sal, chat, hilo, ahora)

    def comprobar(self, pedido: ComprobarGrupo, ahora: datetime) -> GrupoComprobado:
        suyo = _leer_pase(self._sal, pedido.pase, ahora)
        if suyo is None:
            return GrupoComprobado(pedido.pase, pedido.borrador, vale=False)
        sigue = (
            select(BORRADORES.c.nombre)
            .join(GRUPOS, GRUPOS.c.borrador == BORRADORES.c.id)
            .where(GRUPOS.c.chat == suyo.chat)
        )
        with lectura(self._motor) as conexion:
            return GrupoComprobado(pedido.pase, pedido.borrador, vale=True, sigue=conexion.scalar(sigue) or "")

    def por_decir(self, ahora: datetime) -> tuple[GrupoPorDecir, ...]:
        ultimo = select(func.max(EVENTOS.c.numero)).where(EVENTOS.c.borrador == GRUPOS.c.borrador).scalar_subquery()
        falta = GRUPOS.c.borrador.is_(None) | GRUPOS.c.mensaje.is_(None) | (GRUPOS.c.leidos < ultimo)
        toca = GRUPOS.c.dicho.is_(None) | (GRUPOS.c.dicho <= ahora - SE_EDITA_CADA)
        with lectura(self._motor) as conexion:
            filas = conexion.execute(select(GRUPOS).where(falta, toca)).all()
        if not filas:
            return ()
        tomados: list[GrupoPorDecir] = []
        with escritura(self._motor) as conexion:
            for fila in filas:
                # Otro proceso pudo tomarlo antes: lo dice uno solo.
                mismo = GRUPOS.c.dicho.is_(None) if fila.dicho is None else GRUPOS.c.dicho == fila.dicho
                de_lo_mismo = mismo & (GRUPOS.c.borrador.is_not_distinct_from(fila.borrador))
                tomar = update(GRUPOS).where(GRUPOS.c.chat == fila.chat, de_lo_mismo).values(dicho=ahora)
                if conexion.execute(tomar).rowcount == 1:
                    hay = fila.borrador is not None
                    nombre = nombre_de_borrador(conexion, fila.borrador) if hay else ""
                    eventos = leer_historia(conexion, fila.borrador) if hay else ()
                    tomados.append(GrupoPorDecir(fila.chat, fila.hilo, fila.mensaje, nombre, eventos))
        return tuple(tomados)

    def anotar_dicho(self, grupo: GrupoPorDecir, mensaje: int | None) -> None:
        de_ese = select(BORRADORES.c.id).where(BORRADORES.c.nombre == grupo.borrador).scalar_subquery()
        anotado = {"mensaje": mensaje, "leidos": len(grupo.eventos)}
        with escritura(self._motor) as conexion:
            es_ese = (GRUPOS.c.chat == grupo.chat) & (GRUPOS.c.borrador == de_ese)
            conexion.execute(update(GRUPOS).where(es_ese).values(anotado))

    def mudar(self, de: int, a: int) -> None:
        with escritura(self._motor) as conexion:
            # Los mensajes de antes no se pueden editar en el chat nuevo: allí va otro.
            ya_esta = conexion.scalar(select(GRUPOS.c.chat).where(GRUPOS.c.chat == a)) is not None
            es_ese = GRUPOS.c.chat == de
            nuevo = update(GRUPOS).where(es_ese).values(chat=a, hilo=None, mensaje=None, dicho=None)
            conexion.execute(delete(GRUPOS).where(es_ese) if ya_esta else nuevo)

    def olvidar(self, chat: int) -> None:
        with escritura(self._motor) as conexion:
            conexion.execute(delete(GRUPOS).where(GRUPOS.c.chat == chat))


def vincular(conexion: Connection, borrador: int, integrante: str, pase: str, *, sal: bytes, ahora: datetime) -> None:
    """Que el grupo de ese pase siga ese borrador. El que lo seguía antes deja de hacerlo.

    Raises `EstadoDesactualizado` si el pase dejó de valer, o el grupo sigue otro borrador.
    """
    suyo = _leer_pase(sal, pase, ahora)
    if suyo is None:
        raise EstadoDesactualizado
    antes = conexion.execute(select(GRUPOS).where(GRUPOS.c.chat == suyo.chat)).one_or_none()
    if antes is not None and antes.borrador not in (None, borrador):
        raise EstadoDesactualizado
    conexion.execute(dejar_de_seguir(borrador))
    mismo_mensaje = antes.mensaje if antes is not None and antes.hilo == suyo.hilo else None
    fila = {"borrador": borrador, "integrante": integrante, "hilo": suyo.hilo, "mensaje": mismo_mensaje}
    fila |= {"desde": ahora, "dicho": None, "leidos": 0}
    if antes is not None:
        conexion.execute(update(GRUPOS).where(GRUPOS.c.chat == suyo.chat).values(fila))
        return
    try:
        conexion.execute(insert(GRUPOS).values(fila | {"chat": suyo.chat}))
    except IntegrityError as error:  # otra persona lo vinculó a la vez
        raise EstadoDesactualizado from error


def dejar_de_seguir(borrador: int) -> Update:
    """El paso con que el grupo que sigue ese borrador, si lo hay, deja de seguirlo; allí se dirá enseguida."""
    return update(GRUPOS).where(GRUPOS.c.borrador == borrador).values(_SIN_BORRADOR)


def lo_sigue_un_grupo(conexion: Connection, borrador: int) -> bool:
    """Si alguno sigue ese borrador."""
    return conexion.scalar(select(GRUPOS.c.chat).where(GRUPOS.c.borrador == borrador)) is not None
