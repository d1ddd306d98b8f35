"""Un borrador que escriben varios, por el lado de cada uno: sus botones, sus mensajes y lo que deshace son suyos."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.dialogo.borrador.acciones import Accion
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.borrador.textos import responder as textos
from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import Enviar
from bot.dialogo.entradas import BotonPulsado, MensajeEditado, MensajeRecibido, OrdenRecibida
from bot.dialogo.mensajes import Boton
from bot.dialogo.turno import Contexto, Estado, Turno
from bot.entrevista.borrador import Borrador
from bot.entrevista.eventos import DE_LA_ALIANZA, DudaPlanteada, Evento, Llave, Respondida, Unido
from tests.apoyo.borradores import AMPLIADO, ENTREVISTA, INSTANTE, historia

CONTEXTO = Contexto(ENTREVISTA, (), INSTANTE)
PLAZO, OBJETIVO, SUYA = ("plazo", ""), ("objetivo_comun", ""), ("reparto", "a1")
ENTRA = Unido(INSTANTE, "i1", "a1", "socio", "1", ENTREVISTA.aviso.version, autor=DE_LA_ALIANZA)
EVENTOS: tuple[Evento, ...] = (*historia(AMPLIADO), ENTRA)


def estado(quien: str, eventos: Sequence[Evento] = EVENTOS) -> Estado:
    """Dónde está un integrante, con el borrador abierto y la entrevista en marcha."""
    return Estado(
        borrador="el de todos",
        integrante=quien,
        en_entrevista=True,
        eventos=tuple(eventos),
        cargados=len(eventos),
        saludada=True,
        borradores=1,
    )


def dice(autor: str, llave: Llave, valor: object, mensaje: str = "") -> Respondida:
    """Lo que respondió un integrante con ese mensaje."""
    assert isinstance(valor, str | dict)
    return Respondida(INSTANTE, llave, valor, str(valor), mensaje or None, autor=autor)


def dicho(turno: Turno) -> str:
    """Lo que se le contesta."""
    return "\n".join(efecto.mensaje.texto for efecto in turno.efectos if isinstance(efecto, Enviar))


def botones(turno: Turno) -> list[Boton]:
    """Los botones de lo último que se le muestra."""
    ultimo = [efecto.mensaje for efecto in turno.efectos if isinstance(efecto, Enviar)][-1]
    return [boton for fila in ultimo.botones for boton in fila]


def test_lo_que_anota_un_socio_es_suyo() -> None:
    eventos = [uno for uno in EVENTOS if not isinstance(uno, Respondida) or uno.llave != SUYA]
    reparto = "Se encarga de: operar\nAporta: técnicos\nGana: su meta\nRiesgo: el clima\nLe motiva: su deber"
    turno = decidir(CONTEXTO, estado("i1", eventos), MensajeRecibido(reparto, "50"))
    nuevos = turno.estado.eventos[len(eventos) :]
    assert [uno.llave for uno in nuevos if isinstance(uno, Respondida)] == [SUYA]
    assert {evento.autor for evento in nuevos} == {"i1"}
    assert Borrador.de(turno.estado.eventos).escrita_por[SUYA] == "i1"


def test_la_pregunta_de_delante_es_una_que_le_toca() -> None:
    sin_responder = [uno for uno in EVENTOS if not isinstance(uno, Respondida) or uno.llave not in (PLAZO, SUYA)]
    socio = Sesion(CONTEXTO, estado("i1", sin_responder))
    coordina = Sesion(CONTEXTO, estado("i0", sin_responder))
    assert socio.paso is not None
    assert socio.paso.llave == SUYA
    assert coordina.paso is not None
    assert coordina.paso.llave == PLAZO


@pytest.mark.parametrize("quien", ["i0", "i1"])
def test_un_mensaje_con_el_mismo_numero_en_otro_chat_no_mueve_lo_ajeno(quien: str) -> None:
    eventos = (
        *EVENTOS,
        dice("i0", OBJETIVO, "Llevar agua segura a 500 familias de Celendín en dos años", "77"),
        dice("i1", SUYA, {**_reparto(), "aporte": "dos técnicos"}, "77"),
    )
    suya, ajena = (OBJETIVO, SUYA) if quien == "i0" else (SUYA, OBJETIVO)
    nuevo = "Llevar agua segura a 620 familias de Celendín en tres años" if quien == "i0" else "Aporta: cinco técnicos"
    editado = decidir(CONTEXTO, estado(quien, eventos), MensajeEditado(nuevo, "77"))
    respondido = decidir(CONTEXTO, estado(quien, eventos), MensajeRecibido(nuevo, "80", responde_a="77"))
    for turno in (editado, respondido):
        nuevos = turno.estado.eventos[len(eventos) :]
        assert [uno.llave for uno in nuevos if isinstance(uno, DudaPlanteada)] == [suya]
        antes, ahora = Borrador.de(eventos), Borrador.de(turno.estado.eventos)
        assert ahora.respuestas[ajena] == antes.respuestas[ajena]


def test_editar_un_mensaje_que_en_otro_chat_dio_una_respuesta_no_propone_cambiarla() -> None:
    eventos = (*EVENTOS, dice("i0", OBJETIVO, "Llevar agua segura a 500 familias de Celendín", "77"))
    turno = decidir(CONTEXTO, estado("i1", eventos), MensajeEditado("Llevar agua a nadie de Celendín", "77"))
    assert not [uno for uno in turno.estado.eventos[len(eventos) :] if isinstance(uno, DudaPlanteada | Respondida)]


def test_deshacer_dice_lo_que_otro_cambio_despues() -> None:
    eventos = (
        *EVENTOS,
        dice("i0", OBJETIVO, "Llevar agua segura a 700 familias de Celendín"),
        dice("i0", SUYA, {**_reparto(), "aporte": "lo que puso la coordinación"}),
        dice("i1", SUYA, {**_reparto(), "aporte": "lo nuestro"}),
    )
    turno = decidir(CONTEXTO, estado("i0", eventos), OrdenRecibida("deshacer", "2"))
    assert "otra organización lo cambió después: Qué le toca a cada actor" in dicho(turno)
    ahora, antes = Borrador.de(turno.estado.eventos), Borrador.de(EVENTOS)
    assert ahora.respuestas[SUYA] == Borrador.de(eventos).respuestas[SUYA]
    assert ahora.respuestas[OBJETIVO] == antes.respuestas[OBJETIVO]


@pytest.mark.parametrize(("yo", "otro", "llave"), [("i0", "i1", SUYA), ("i1", "i0", OBJETIVO)])
def test_mis_botones_valen_aunque_otro_escriba_mientras(yo: str, otro: str, llave: Llave) -> None:
    mostrado = decidir(CONTEXTO, estado(yo), OrdenRecibida("revisar"))
    mios = [boton for boton in botones(mostrado) if boton.codigo.startswith("e:")]
    assert len(mios) > 3
    dichos = [dice(otro, llave, {**_reparto(), "aporte": f"{n} técnicos"}) for n in range(50)]
    if llave == OBJETIVO:
        dichos = [dice(otro, llave, f"Llevar agua segura a {n} familias de Celendín") for n in range(50)]
    mientras = replace(mostrado.estado, eventos=(*mostrado.estado.eventos, *dichos))
    for boton in mios:
        antes = decidir(CONTEXTO, mostrado.estado, BotonPulsado(boton.codigo))
        turno = decidir(CONTEXTO, mientras, BotonPulsado(boton.codigo))
        assert not _es_viejo(antes)
        assert not _es_viejo(turno)
        assert [type(efecto) for efecto in turno.efectos] == [type(efecto) for efecto in antes.efectos]


def test_un_boton_de_una_pregunta_que_ya_no_me_toca_no_responde_otra() -> None:
    sin_responder = [uno for uno in historia(AMPLIADO) if not isinstance(uno, Respondida) or uno.llave != SUYA]
    antes = estado("i0", (*sin_responder, _entra_otro()))
    mostrado = decidir(CONTEXTO, antes, OrdenRecibida("propuesta"))
    assert Sesion(CONTEXTO, mostrado.estado).paso is not None
    omitir = next(boton for boton in botones(mostrado) if boton.codigo.endswith(f":{Accion.OMITIR}"))
    entro = replace(mostrado.estado, eventos=(*mostrado.estado.eventos, ENTRA))
    turno = decidir(CONTEXTO, entro, BotonPulsado(omitir.codigo))
    assert turno.estado.eventos == entro.eventos
    assert _es_viejo(turno)


def _entra_otro() -> Unido:
    return Unido(INSTANTE, "i2", "a2", "socio", "1", ENTREVISTA.aviso.version, autor=DE_LA_ALIANZA)


def _es_viejo(turno: Turno) -> bool:
    return any(textos.boton_viejo(numero).texto in dicho(turno) for numero in range(9))


def _reparto() -> dict[str, object]:
    valor = Borrador.de(EVENTOS).respuestas[SUYA].valor
    assert isinstance(valor, dict)
    return {**valor}
