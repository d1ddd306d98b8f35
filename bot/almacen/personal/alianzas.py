"""Los borradores de varias organizaciones, para el personal: su historia y de quién es la conversación de cada uno."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Engine, func, select

from bot.almacen.base.conexion import lectura
from bot.almacen.base.tablas import INTEGRANTES
from bot.almacen.historia.eventos import leer_historia
from bot.almacen.personal.lectura import del_personal
from bot.entrevista.eventos import Evento


@dataclass(frozen=True, slots=True)
class AlianzaGuardada:
    """Un borrador de varias organizaciones. `personas`: la de cada integrante, por su nombre en él («i1»).

    No está la de quien borró sus datos ni la de quien es o fue del personal.
    """

    borrador: int
    eventos: tuple[Evento, ...]
    personas: Mapping[str, int]


def leer_alianzas(motor: Engine, personas: Collection[int]) -> Iterator[AlianzaGuardada]:
    """Devuelve los borradores en que entró alguien más y participa alguna de esas personas, del más antiguo al último.

    La historia trae lo que dijo cada uno, lo haya autorizado o no: quien la usa decide qué sale. Raises `ErrorCifrado`.
    """
    de_varios = (
        select(INTEGRANTES.c.borrador)
        .group_by(INTEGRANTES.c.borrador)
        .having(func.count() > 1)
        .order_by(INTEGRANTES.c.borrador)
    )
    with lectura(motor) as conexion:
        for borrador in conexion.scalars(de_varios).all():
            suyas = select(INTEGRANTES.c.codigo, INTEGRANTES.c.persona).where(
                INTEGRANTES.c.borrador == borrador,
                INTEGRANTES.c.persona.is_not(None),
                INTEGRANTES.c.persona.not_in(del_personal()),
            )
            participan = {fila.codigo: fila.persona for fila in conexion.execute(suyas).all()}
            if any(una in personas for una in participan.values()):
                yield AlianzaGuardada(borrador, leer_historia(conexion, borrador), participan)
