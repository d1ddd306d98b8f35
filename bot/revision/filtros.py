"""Si una conversación ya escrita pasa los filtros. Qué filtros hay y cómo se leen está en `bot.dialogo.filtros`."""

from bot.dialogo.peticiones import Filtros
from bot.revision.formato import ConversacionJson
from conocimiento.palabras import plegar


def admite(filtros: Filtros, conversacion: ConversacionJson) -> bool:
    """Dice si la conversación cumple todos los filtros que no son de fecha."""
    cumplidas = {
        "sin_respuesta": conversacion["n_sin_respuesta"] > 0,
        "valoracion_negativa": conversacion["valoraciones"]["no_sirve"] > 0,
        "abandono": conversacion["estado"] == "abandonado",
    }
    departamentos = {plegar(uno) for uno in conversacion["departamentos"]}
    return (
        all(cumplidas[senal] for senal in filtros.senales)
        and (not filtros.tipo_organizacion or conversacion["tipo_organizacion"] == filtros.tipo_organizacion)
        and (filtros.ods is None or filtros.ods in conversacion["ods"])
        and (not filtros.departamento or plegar(filtros.departamento) in departamentos)
    )
