"""Lo que comparten las piezas de la entrevista: leer el borrador, anotar un evento, mostrar el paso."""

from dataclasses import replace
from datetime import date, timedelta, timezone

from bot.dialogo import textos_entrevista as textos
from bot.dialogo.mensajes import Mensaje, Parrafo
from bot.dialogo.tipos import Contexto, Enviar, Estado, Turno
from bot.entrevista.armar_propuesta import armar
from bot.entrevista.eventos import Evento, Valor
from bot.entrevista.motor import Borrador, Paso, paso_actual, plegar
from bot.entrevista.propuesta import Propuesta

HORA_DE_LIMA = timezone(timedelta(hours=-5))  # el Perú no cambia de hora


def hoy(contexto: Contexto) -> date:
    """La fecha de hoy en el Perú."""
    return contexto.ahora.astimezone(HORA_DE_LIMA).date()


def borrador_de(estado: Estado) -> Borrador:
    """El borrador abierto."""
    return plegar(estado.eventos)


def paso_de(contexto: Contexto, estado: Estado) -> Paso | None:
    """La pregunta que la persona tiene delante; None si ya no queda ninguna."""
    return paso_actual(contexto.entrevista, borrador_de(estado))


def propuesta_de(contexto: Contexto, estado: Estado) -> Propuesta:
    """La propuesta tal como está hoy."""
    return armar(contexto.entrevista, estado.eventos, hoy(contexto))


def anotar(contexto: Contexto, estado: Estado, tipo: str, datos: dict[str, Valor] | None = None) -> Estado:
    """Agrega un evento al borrador."""
    return replace(estado, eventos=(*estado.eventos, Evento(tipo, contexto.ahora, datos or {})))


def enviar(estado: Estado, mensaje: Mensaje) -> Turno:
    """Un turno que solo dice algo."""
    return Turno(estado, (Enviar(mensaje),))


def en_paso(contexto: Contexto, estado: Estado, previo: tuple[Parrafo, ...] = ()) -> Turno:
    """Muestra el paso en que está la persona, con lo que haya que decir antes."""
    borrador, paso = borrador_de(estado), paso_de(contexto, estado)
    if paso is not None and borrador.duda is not None and borrador.duda.llave == paso.llave and not previo:
        return enviar(estado, textos.duda(contexto, estado, borrador, paso, borrador.duda))
    if paso is not None:
        return enviar(estado, textos.paso_entero(contexto, estado, borrador, paso, previo))
    mensaje = textos.cierre(contexto, estado, borrador, propuesta_de(contexto, estado))
    return enviar(estado, replace(mensaje, parrafos=(*previo, *mensaje.parrafos)))
