"""Lo que un modelo señala: se lee sin fiarse de él, agrega oraciones enteras y nunca quita, baja ni inventa nada."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from bot.dialogo.decidir import decidir
from bot.dialogo.efectos import AnotarPregunta, AnotarUso
from bot.dialogo.entradas import MensajeRecibido
from bot.dialogo.peticiones import (
    Consultar,
    Elegir,
    LenguajeFallo,
    LenguajeRespondio,
    Motivo,
    PasajesEncontrados,
    Pedido,
    ResultadoDeUso,
    TextoEnviado,
    Uso,
)
from bot.dialogo.preguntas.eleccion import ELEGIDAS, ORACIONES, leer_eleccion
from bot.dialogo.turno import Contexto, Estado, Turno
from conocimiento.modelo import Hallazgo, Idea, Juicio
from tests.apoyo.arbitrarios import dichos_de_verdad, textos_de_un_modelo
from tests.apoyo.con_modelo import PARA_ELEGIR, SIN_MODELO, hallazgo, marco, pasajes
from tests.apoyo.servidor_de_lenguaje import CONTENIDOS

PREGUNTA = "¿qué actores participan en la alianza?"


def buscar(contexto: Contexto, hallado: Hallazgo, pregunta: str = PREGUNTA) -> Turno:
    pide = decidir(contexto, Estado(saludada=True), MensajeRecibido(pregunta))
    (efecto,) = pide.efectos
    return decidir(contexto, pide.estado, PasajesEncontrados((hallado,) * len(efecto.consultas)))


def por_consultar(turno: Turno) -> Pedido | None:
    return next((efecto.pedido for efecto in turno.efectos if isinstance(efecto, Consultar)), None)


def elegido(hallado: Hallazgo, texto: str, pregunta: str = PREGUNTA) -> tuple[Turno, Turno]:
    """El turno sin modelo y el de después de que conteste eso."""
    turno = buscar(PARA_ELEGIR, hallado, pregunta)
    pedido = por_consultar(turno)
    assert isinstance(pedido, Elegir)
    con = decidir(PARA_ELEGIR, turno.estado, LenguajeRespondio(pedido, texto, TextoEnviado(pregunta)))
    return buscar(SIN_MODELO, hallado, pregunta), con


def anotada(turno: Turno) -> AnotarPregunta:
    return next(efecto for efecto in turno.efectos if isinstance(efecto, AnotarPregunta))


def quedo(turno: Turno) -> ResultadoDeUso:
    return next(efecto.resultado for efecto in turno.efectos if isinstance(efecto, AnotarUso))


def el_pedido() -> Elegir:
    pedido = por_consultar(buscar(PARA_ELEGIR, hallazgo(PREGUNTA)))
    assert isinstance(pedido, Elegir)
    return pedido


def test_se_le_muestran_pocas_oraciones_enteras_y_ninguna_dos_veces() -> None:
    citas = el_pedido().oraciones
    assert 3 < len(citas) <= ORACIONES
    assert all(marco().texto[cita.inicio : cita.fin] == cita.texto for cita in citas)
    ordenadas = sorted(citas, key=lambda cita: cita.inicio)
    assert all(una.fin <= otra.inicio for una, otra in pairwise(ordenadas))


def test_lo_elegido_va_entero_y_en_el_orden_en_que_se_eligio() -> None:
    pedido = el_pedido()
    leida = leer_eleccion('{"estado":"contesta","oraciones":["o3","o1"]}', pedido)
    assert leida is not None
    assert leida.oraciones == (pedido.oraciones[2], pedido.oraciones[0])
    sin, con = elegido(hallazgo(PREGUNTA), '{"estado":"contesta","oraciones":["o3","o1"]}')
    assert set(anotada(con).citas) == {*anotada(sin).citas, *leida.oraciones}
    assert quedo(con) is ResultadoDeUso.USADO


NO_SE_ENTIENDEN = sorted(CONTENIDOS)


@pytest.mark.parametrize("clase", NO_SE_ENTIENDEN)
def test_lo_que_no_es_justo_lo_pedido_no_cuenta(clase: str) -> None:
    assert leer_eleccion(CONTENIDOS[clase], el_pedido()) is None
    sin, con = elegido(hallazgo(PREGUNTA), CONTENIDOS[clase])
    assert quedo(con) is ResultadoDeUso.RECHAZADO
    assert [uno for uno in con.efectos if not isinstance(uno, AnotarUso)] == list(sin.efectos)
    assert con.estado == sin.estado


def test_que_diga_que_nada_lo_contesta_no_baja_nada() -> None:
    sin, con = elegido(hallazgo(PREGUNTA), '{"estado":"no_lo_dice","oraciones":[]}')
    assert quedo(con) is ResultadoDeUso.SIN_CAMBIO
    assert anotada(con) == anotada(sin)


def solo_agrega(texto: str) -> None:
    """Que, diga eso el modelo, lo único que cambie sean oraciones del documento que se agregan."""
    sin, con = elegido(hallazgo(PREGUNTA), texto)
    citas = anotada(con).citas
    assert set(anotada(sin).citas) <= set(citas)
    assert len(citas) <= len(anotada(sin).citas) + ELEGIDAS
    assert all(marco().texto[cita.inicio : cita.fin] == cita.texto for cita in citas)
    assert replace(con.estado, ultima=None, botones=()) == replace(sin.estado, ultima=None, botones=())


@settings(max_examples=120, deadline=None)
@given(textos_de_un_modelo())
def test_diga_lo_que_diga_solo_agrega_oraciones_del_documento(texto: str) -> None:
    solo_agrega(texto)


def test_con_lo_que_dijo_un_modelo_de_verdad_tambien() -> None:
    dichos = dichos_de_verdad(Uso.ELEGIR)
    assert dichos
    for dicho in dichos:
        solo_agrega(dicho)


@pytest.mark.parametrize("motivo", sorted(Motivo))
def test_si_falla_se_contesta_lo_que_ya_se_iba_a_contestar(motivo: Motivo) -> None:
    turno = buscar(PARA_ELEGIR, hallazgo(PREGUNTA))
    pedido = por_consultar(turno)
    assert pedido is not None
    assert decidir(PARA_ELEGIR, turno.estado, LenguajeFallo(pedido, motivo)) == buscar(SIN_MODELO, hallazgo(PREGUNTA))


def test_un_resultado_que_ya_nadie_espera_no_hace_nada() -> None:
    estado = Estado(saludada=True)
    vuelto = LenguajeRespondio(el_pedido(), '{"estado":"contesta","oraciones":["o1"]}', TextoEnviado(""))
    assert decidir(PARA_ELEGIR, estado, vuelto) == Turno(estado)


def juicio(contesta: float, falta: float, ajena: float, *, ausente: bool = False) -> Juicio:
    idea = Idea("marco-apci-capitulo-2", "x", not ausente, None, ("¿x?",), "cuánto cuesta" if ausente else "")
    return Juicio(contesta, falta, ajena, ((idea, 0.9 if ausente else 0.2),))


@pytest.mark.parametrize(
    ("que", "hallado", "pregunta"),
    [
        ("ajena", Hallazgo(PREGUNTA, pasajes(), 0.4, juicio=juicio(0.1, 0.1, 0.8)), PREGUNTA),
        ("falta sabida", Hallazgo(PREGUNTA, pasajes(), 0.4, juicio=juicio(0.1, 0.8, 0.1, ausente=True)), PREGUNTA),
        ("muy clara", Hallazgo(PREGUNTA, pasajes()[:1], 0.9, juicio=juicio(0.97, 0.02, 0.01)), PREGUNTA),
        ("nada hallado", Hallazgo(PREGUNTA, (), 0.0), PREGUNTA),
        ("sin confianza", hallazgo(PREGUNTA, 0.1), PREGUNTA),
        ("un apartado", hallazgo("¿qué dice el 2.1?"), "¿qué dice el apartado 2.1?"),
    ],
    ids=lambda valor: valor if isinstance(valor, str) else "",
)
def test_de_lo_claro_lo_ajeno_y_lo_que_se_sabe_que_falta_no_se_le_pregunta(
    que: str, hallado: Hallazgo, pregunta: str
) -> None:
    assert buscar(PARA_ELEGIR, hallado, pregunta) == buscar(SIN_MODELO, hallado, pregunta), que


def test_una_oracion_sin_el_dato_pedido_no_convierte_lo_cercano_en_respuesta() -> None:
    todas = [f"o{numero}" for numero in range(1, ORACIONES + 1)]
    for pregunta in ("¿cuánto dinero da la APCI a cada alianza?", "¿cuántos meses dura una alianza?"):
        for nombre in todas[:8]:
            texto = json.dumps({"estado": "contesta", "oraciones": [nombre]})
            _, con = elegido(Hallazgo(pregunta, pasajes(), 0.6, juicio=juicio(0.6, 0.3, 0.1)), texto, pregunta)
            assert anotada(con).estado == "cercano"
