"""Las historias leídas hace poco, a mano: la de un borrador de varios se lee en cada turno de cada uno, y solo crece.

Antes de usar una se mira, en la misma transacción, que nadie haya borrado nada de ella; de lo guardado se lee entonces
lo que falta. Está solo en la memoria, y se suelta con cada borrado.
"""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, bindparam, func, select

from bot.almacen.base.conexion import escribe
from bot.almacen.base.tablas import EVENTOS
from bot.entrevista.eventos import DE_LA_ALIANZA, Evento

A_MANO, EVENTOS_A_MANO = 32, 20_000
"""Cuántas historias se tienen a la vez, y cuántos eventos entre todas: unas decenas de megas."""

_CUENTA = select(func.count().label("todos"), func.count(EVENTOS.c.autor).label("de_alguien")).where(
    EVENTOS.c.borrador == bindparam("borrador"), EVENTOS.c.numero <= bindparam("hasta")
)

Historia = tuple[Evento, ...]


class _Historias:
    """Las de una base, de la que hace más que no se usa a la última. Sirve desde varios hilos."""

    def __init__(self) -> None:
        self._leidas: OrderedDict[int, Historia] = OrderedDict()
        self._candado = Lock()

    def una(self, borrador: int) -> Historia:
        """Lo que se tiene de esa; nada si no está."""
        with self._candado:
            if borrador in self._leidas:
                self._leidas.move_to_end(borrador)
            return self._leidas.get(borrador, ())

    def recordar(self, borrador: int, historia: Historia) -> None:
        """Deja esa a mano, y suelta las que no caben."""
        with self._candado:
            self._leidas[borrador] = historia
            self._leidas.move_to_end(borrador)
            while len(self._leidas) > A_MANO or sum(map(len, self._leidas.values())) > EVENTOS_A_MANO:
                self._leidas.popitem(last=False)

    def soltar(self) -> None:
        """Las suelta todas."""
        with self._candado:
            self._leidas.clear()


_DE_CADA_BASE: WeakKeyDictionary[Engine, _Historias] = WeakKeyDictionary()


def historia_de(conexion: Connection, borrador: int, leer: Callable[[int], Historia]) -> Historia:
    """La historia de ese borrador, como la ve esta transacción; `leer` devuelve los eventos que siguen a ese número."""
    historias = _DE_CADA_BASE.setdefault(conexion.engine, _Historias())
    sabida = historias.una(borrador)
    if sabida and not _sigue_igual(conexion, borrador, sabida):
        sabida = ()
    historia = (*sabida, *leer(len(sabida)))
    # Lo leído al escribir puede ser de un turno que al final no se guarde.
    if len(historia) > len(sabida) and not escribe(conexion):
        historias.recordar(borrador, historia)
    return historia


def soltar_historias(motor: Engine) -> None:
    """Suelta lo que se tiene a mano de una base: alguien borró lo suyo."""
    if (historias := _DE_CADA_BASE.get(motor)) is not None:
        historias.soltar()


def _sigue_igual(conexion: Connection, borrador: int, sabida: Historia) -> bool:
    """Lo que se borra de una historia conserva su lugar y deja de tener autor; nada más cambia lo ya guardado."""
    hasta = {"borrador": borrador, "hasta": len(sabida)}
    cuenta = conexion.execute(_CUENTA, hasta).one()
    de_alguien = sum(uno.autor != DE_LA_ALIANZA for uno in sabida)
    return (cuenta.todos, cuenta.de_alguien) == (len(sabida), de_alguien)
