"""En un borrador de varios no se ofrece a nadie un botón que luego se le niega."""

from collections import deque
from dataclasses import replace

import pytest

from bot.dialogo.borrador.textos.alianza import participar as textos
from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import Enviar
from bot.dialogo.entradas import BotonPulsado, OrdenRecibida
from bot.dialogo.mensajes import Boton
from bot.dialogo.peticiones import (
    BorradoresLeidos,
    BorradorGuardado,
    DocumentoListo,
    InvitacionesLeidas,
    LeerBorradores,
    LeerInvitaciones,
    RedactarBorrador,
)
from bot.dialogo.turno import Contexto, Entrada, Estado
from bot.entrevista.borrador import Motivo
from bot.entrevista.eventos import AvisoAceptado, Omitida, Sugerida
from tests.apoyo.borradores import ENTREVISTA, INSTANTE
from tests.apoyo.organizaciones import DIA, OTRO_PLAZO, PLAZO, Alianza

CONTEXTO = Contexto(ENTREVISTA, (), INSTANTE + 4 * DIA)
NEGADOS = frozenset(textos.negado(motivo).texto for motivo in Motivo)
ORDENES = ("propuesta", "alianza", "revisar", "pendientes", "atras", "pausa", "borradores", "versiones", "cancelar")
HASTA = 160
"""Botones distintos que se pulsan por cada quien."""


def de_todo() -> Alianza:
    """Con algo pendiente de cada una, una propuesta por decidir y una versión que espera su visto bueno."""
    alianza = Alianza(4)
    alianza.entran("a1", "a2", "")
    for quien in ("i0", "i1", "i2", "i3"):
        alianza.anota(AvisoAceptado(INSTANTE, ENTREVISTA.aviso.version), quien)
    alianza.confirma("i1")
    alianza.anota(Omitida(INSTANTE, ("riesgos", "")), "i0")
    alianza.anota(Omitida(INSTANTE, ("reparto", "a3")), "i0")
    alianza.anota(Omitida(INSTANTE, ("reparto", "a2")), "i2")
    alianza.piden_visto_bueno()
    alianza.dan_visto_bueno("i1")
    alianza.anota(Sugerida(INSTANTE, PLAZO, 1, OTRO_PLAZO, "doce meses desde junio", "x"), "i1")
    return alianza


def ofrecido(estado: Estado, entrada: Entrada) -> tuple[Estado, str, list[Boton]]:
    """El estado que sigue, lo que se lee y lo que se puede pulsar en ello."""
    turno = decidir(CONTEXTO, estado, entrada)
    for efecto in turno.efectos:
        match efecto:
            case RedactarBorrador(vista=vista):
                turno = decidir(CONTEXTO, turno.estado, DocumentoListo((), vista))
            case LeerInvitaciones(pedido=pedido):
                turno = decidir(CONTEXTO, turno.estado, InvitacionesLeidas(pedido, ()))
            case LeerBorradores(pedido=pedido):
                suyo = BorradorGuardado("b", estado.eventos, estado.integrante)
                turno = decidir(CONTEXTO, turno.estado, BorradoresLeidos(pedido, (suyo,)))
            case _:
                pass
    mensajes = [uno.mensaje for uno in turno.efectos if isinstance(uno, Enviar)]
    botones = [boton for uno in mensajes for fila in uno.botones for boton in fila if boton.codigo]
    return turno.estado, "\n".join(uno.texto for uno in mensajes), botones


@pytest.mark.parametrize("quien", ["i0", "i1", "i2", "i3"])
def test_ningun_boton_que_se_ofrece_se_niega(quien: str) -> None:
    eventos = tuple(de_todo().eventos)
    estado = Estado(turno=9, saludada=True, borrador="b", eventos=eventos, integrante=quien, cargados=len(eventos))
    por_mirar = deque(
        (siguiente, boton, f"/{orden}")
        for orden in ORDENES
        for siguiente, _, botones in [ofrecido(estado, OrdenRecibida(orden, ""))]
        for boton in botones
    )
    vistos, negados = set[str](), list[str]()
    while por_mirar and len(vistos) < HASTA:
        desde, boton, camino = por_mirar.popleft()
        if boton.etiqueta in vistos:
            continue
        vistos.add(boton.etiqueta)
        despues, leido, botones = ofrecido(replace(desde, turno=desde.turno + 1), BotonPulsado(boton.codigo))
        camino = f"{camino} > {boton.etiqueta}"
        if any(negado in leido for negado in NEGADOS):
            negados.append(f"{camino}: {leido[:160]}")
        por_mirar.extend((despues, uno, camino) for uno in botones)
    assert negados == [], "\n".join(negados)
    assert len(vistos) > 12
    if quien in ("i2", "i3"):  # quien dejó algo pendiente lo completa; quien solo lee, nada
        assert ("Completar lo pendiente" in vistos) is (quien == "i2")
