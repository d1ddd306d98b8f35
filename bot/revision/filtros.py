"""Los filtros de una exportación. Se combinan: pasa la conversación que cumple todos."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.revision.conversacion import LIMA
from bot.revision.errores import ErrorDeFiltro
from bot.revision.formato import ConversacionJson
from conocimiento.palabras import plegar

SENALES = ("sin_respuesta", "valoracion_negativa", "abandono")


@dataclass(frozen=True, slots=True)
class Filtros:
    """Qué conversaciones se exportan. Las fechas son días de Lima, ambos incluidos."""

    desde: date | None = None
    hasta: date | None = None
    senales: tuple[str, ...] = ()
    tipo_organizacion: str = ""
    ods: int | None = None
    departamento: str = ""

    def comienzo(self) -> datetime | None:
        """El primer instante que entra."""
        return None if self.desde is None else datetime.combine(self.desde, time.min, LIMA)

    def final(self) -> datetime | None:
        """El primer instante que ya no entra."""
        return None if self.hasta is None else datetime.combine(self.hasta + timedelta(days=1), time.min, LIMA)

    def admite(self, conversacion: ConversacionJson) -> bool:
        """Dice si la conversación cumple todos los filtros que no son de fecha."""
        cumplidas = {
            "sin_respuesta": conversacion["n_sin_respuesta"] > 0,
            "valoracion_negativa": conversacion["valoraciones"]["no_sirve"] > 0,
            "abandono": conversacion["estado"] == "abandonado",
        }
        departamentos = {plegar(uno) for uno in conversacion["departamentos"]}
        return (
            all(cumplidas[senal] for senal in self.senales)
            and (not self.tipo_organizacion or conversacion["tipo_organizacion"] == self.tipo_organizacion)
            and (self.ods is None or self.ods in conversacion["ods"])
            and (not self.departamento or plegar(self.departamento) in departamentos)
        )

    def en_json(self) -> dict[str, Any]:
        """Devuelve solo los filtros puestos."""
        puestos = {
            "desde": self.desde and self.desde.isoformat(),
            "hasta": self.hasta and self.hasta.isoformat(),
            "senales": list(self.senales),
            "tipo_organizacion": self.tipo_organizacion,
            "ods": self.ods,
            "departamento": self.departamento,
        }
        return {nombre: valor for nombre, valor in puestos.items() if valor}


def leer_senales(texto: str) -> tuple[str, ...]:
    """Lee «sin_respuesta,abandono». Raises `ErrorDeFiltro`."""
    pedidas = tuple(parte.strip() for parte in texto.split(",") if parte.strip())
    for una in pedidas:
        if una not in SENALES:
            raise ErrorDeFiltro(f"No existe el filtro «{una}»; los que hay: {', '.join(SENALES)}.", codigo_de_salida=2)
    return pedidas


def leer_dia(texto: str | None) -> date | None:
    """Lee 2026-11-23 o 23/11/2026. Raises `ErrorDeFiltro`."""
    if texto is None:
        return None
    for forma in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(texto, forma).date()
        except ValueError:
            continue
    raise ErrorDeFiltro(f"«{texto}» no es una fecha; escríbala como 2026-11-23 o 23/11/2026.", codigo_de_salida=2)
