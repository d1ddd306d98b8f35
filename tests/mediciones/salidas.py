"""Diga lo que diga un modelo: nada cambia sin un toque, y lo que se lee es de la persona, un texto fijo o una cita.

`python -m tests.mediciones.salidas` prueba 10 000 contestaciones cualesquiera de cada uso de la entrevista; con
`--cuantas`, otras tantas. Termina con error en la primera que no cumpla.
"""

import argparse
import json
from collections.abc import Callable
from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogo.borrador.plantear import mostrar_paso
from bot.dialogo.borrador.sesion import Sesion
from bot.dialogo.decidir import decidir
from bot.dialogo.entradas import MensajeRecibido
from bot.dialogo.peticiones import Consultar, Interpretar, LenguajeRespondio, Mejorar, TextoEnviado
from bot.dialogo.turno import Estado
from bot.entrevista.comprension.fidelidad.senas import palabras_de
from bot.entrevista.comprension.lote import lote_abierto
from bot.entrevista.eventos import ModoCambiado, Respondida, Vuelta
from tests.apoyo.charla import CONTEXTO
from tests.apoyo.charla_con_modelo import CON_MODELO, CharlaConModelo, salidas

ESCRITO = "En 3 comunidades no hay agua limpia y los niño de la escuela se enferma cada mes, nos dice Cáritas Espinar"
IDEA = (
    "Somos la Cooperativa Valle Verde, en Jaén, para 300 familias. Costaría S/ 350,000 en 24 meses. Las familias de la "
    "zona alta venderán su café sin intermediarios y los niños podrán terminar la secundaria"
)
LARGA = (
    "En 12 caseríos de la zona alta el agua llega sin cloro y los niños se enferman cada mes, según la red de salud. "
    "Con la planta las familias tendrán agua segura todos los días y dejarán de comprarla en bidones"
)
ANTES_DE_LA_LARGA = ("Asociación Los Andes", "No sé todavía", "No sé todavía", "Agua segura")
CUANTAS = 10_000


def salidas_de_mejorar() -> st.SearchStrategy[str]:
    """Lo que un modelo podría contestar al mejorar una redacción."""
    propias: list[str] = [*ESCRITO.split(), "además", "garantiza", "no"]
    arreglado = ESCRITO.replace("niño", "niños")
    buenas = [arreglado, f"{ESCRITO}.", f"{arreglado}.", ESCRITO.replace("enferma", "enferman"), ESCRITO.upper()]
    return salidas(lambda _, texto: {"texto": texto}, ["texto"], propias, buenas)


def salidas_de_interpretar(*, de_una_respuesta: bool = False) -> st.SearchStrategy[str]:
    """Lo que un modelo podría contestar al leer un mensaje: la idea o, si se dice, una respuesta larga."""
    _, pedido = _contestando() if de_una_respuesta else _leyendo()
    buenas = [*pedido.texto.split(". "), pedido.texto[-60:], pedido.texto[30:90], pedido.texto]
    propias: list[str] = [*pedido.texto.split()]

    def forma(clave: str, dicho: str) -> object:
        return {"respuestas": [{"pregunta": clave, "palabras": dicho}]}

    return salidas(forma, [clave for clave, _ in pedido.preguntas], propias, buenas)


def probar_redaccion(dice: str) -> bool:
    """Al mejorar, nada cambia; y lo que se muestre es lo que escribió la persona. Devuelve si se mostró algo."""
    estado, pedido = _mejorando()
    charla = CharlaConModelo.en(estado)
    charla.recibir(LenguajeRespondio(pedido, dice, TextoEnviado(ESCRITO)))
    assert charla.respuestas() == {"problema": ESCRITO}
    if charla.mensaje.texto.startswith("No pude mejorarla"):
        assert charla.mensaje.parrafos[1:] == mostrar_paso(Sesion(CON_MODELO, estado)).parrafos
        return False
    assert charla.etiquetas() == ["Usar la nueva", "Quedarme con la mía"]
    nueva = str(json.loads(dice)["texto"])
    propias = {una.raiz for una in palabras_de(ESCRITO)}
    assert {una.raiz for una in palabras_de(nueva) if una.tiene_sentido or una.es_numero or una.es_nombre} <= propias
    return True


def probar_interpretacion(dice: str) -> bool:
    """Al leer un mensaje, nada se guarda; lo sumado es un trozo literal para una pregunta abierta. Devuelve si sumó."""
    estado, pedido = _leyendo()
    charla, reglas = CharlaConModelo.en(estado), _solo_reglas()
    charla.recibir(LenguajeRespondio(pedido, dice, TextoEnviado(IDEA)))
    assert charla.respuestas() == {}
    lote, de_las_reglas = lote_abierto(charla.estado.eventos), lote_abierto(reglas.estado.eventos)
    assert lote is not None
    assert de_las_reglas is not None
    assert lote.entendidos[: len(de_las_reglas.entendidos)] == de_las_reglas.entendidos
    claves = {clave for clave, _ in pedido.preguntas}
    for _, uno in lote.entendidos[len(de_las_reglas.entendidos) :]:
        assert uno.llave[0] in claves
        assert uno.valor == uno.cita
        assert uno.cita in IDEA
    assert len(lote.entendidos) - len(de_las_reglas.entendidos) <= 1
    if lote == de_las_reglas:
        assert charla.mensaje == reglas.mensaje
    return lote != de_las_reglas


def probar_respuesta(dice: str) -> bool:
    """Al leer una respuesta larga, solo ella se guarda; lo sumado es un trozo literal. Devuelve si sumó."""
    estado, pedido = _contestando()
    charla = CharlaConModelo.en(estado)
    charla.recibir(LenguajeRespondio(pedido, dice, TextoEnviado(LARGA)))
    assert charla.respuestas() == {
        "nombre_organizacion": ANTES_DE_LA_LARGA[0],
        "titulo": "Agua segura",
        "problema": LARGA,
    }
    lote = lote_abierto(charla.estado.eventos)
    if lote is None:
        assert (charla.mensaje,) == pedido.si_no
        assert charla.estado.eventos == estado.eventos
        return False
    claves = {clave for clave, _ in pedido.preguntas}
    for _, uno in lote.entendidos:
        assert uno.llave[0] in claves
        assert uno.valor == uno.cita
        assert uno.cita in LARGA
        assert uno.cita != LARGA
    return True


@lru_cache(maxsize=1)
def _contestando() -> tuple[Estado, Interpretar]:
    """Una persona que acaba de dar una respuesta larga, ya anotada, y qué se le pide al modelo."""
    charla = CharlaConModelo(lambda _: None)
    charla.guiada()
    for dicha in ANTES_DE_LA_LARGA:
        charla.escribir(dicha)
    turno = decidir(CON_MODELO, charla.estado, MensajeRecibido(LARGA))
    (efecto,) = turno.efectos
    assert isinstance(efecto, Consultar)
    assert isinstance(efecto.pedido, Interpretar)
    return turno.estado, efecto.pedido


@lru_cache(maxsize=1)
def _mejorando() -> tuple[Estado, Mejorar]:
    """Una persona que acaba de pedir que se mejore lo que escribió, y qué se le pide al modelo."""
    sesion = Sesion(CON_MODELO, CharlaConModelo(lambda _: None).estado)
    for evento in (
        ModoCambiado(CONTEXTO.ahora, "ampliado"),
        Respondida(CONTEXTO.ahora, ("problema", ""), ESCRITO, ESCRITO),
        Vuelta(CONTEXTO.ahora, ("problema", "")),
    ):
        sesion = sesion.anotar(evento)
    return sesion.estado, Mejorar("problema", ESCRITO)


@lru_cache(maxsize=1)
def _leyendo() -> tuple[Estado, Interpretar]:
    """Una persona que acaba de contar su idea, con lo de las reglas entendido, y qué se le pide al modelo."""
    turno = decidir(CON_MODELO, CharlaConModelo(lambda _: None).estado, MensajeRecibido(IDEA))
    (efecto,) = turno.efectos
    assert isinstance(efecto, Consultar)
    assert isinstance(efecto.pedido, Interpretar)
    return turno.estado, efecto.pedido


def lo_que_se_interpreta() -> tuple[tuple[str, str], ...]:
    """Las preguntas que se le hacen al modelo de una idea recién contada."""
    return _leyendo()[1].preguntas


@lru_cache(maxsize=1)
def _solo_reglas() -> CharlaConModelo:
    charla = CharlaConModelo(lambda _: None, CONTEXTO)
    charla.escribir(IDEA)
    return charla


def principal() -> None:
    """Prueba tantas contestaciones de cada uso, y dice cuántas."""
    lector = argparse.ArgumentParser("python -m tests.mediciones.salidas", description=__doc__)
    lector.add_argument("--cuantas", type=int, default=CUANTAS)
    cuantas = lector.parse_args().cuantas
    ajustes = settings(max_examples=cuantas, deadline=None, database=None, derandomize=True)
    for uso, estrategia, probar in (
        ("redaccion", salidas_de_mejorar(), probar_redaccion),
        ("interpretar una idea", salidas_de_interpretar(), probar_interpretacion),
        ("interpretar una respuesta", salidas_de_interpretar(de_una_respuesta=True), probar_respuesta),
    ):
        mostradas = _probar(estrategia, probar, ajustes)
        print(f"{uso}: {len(mostradas)} contestaciones, {sum(mostradas)} propusieron algo; sin un toque nada cambió")


def _probar(estrategia: st.SearchStrategy[str], probar: Callable[[str], bool], ajustes: settings) -> list[bool]:
    mostradas: list[bool] = []

    @ajustes
    @given(estrategia)
    def todas(dice: str) -> None:
        mostradas.append(probar(dice))

    todas()
    return mostradas


if __name__ == "__main__":
    principal()
