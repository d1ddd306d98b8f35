"""Los caminos generados: recorren todo, terminan y guardan valores como los que guardan los validadores."""

from datetime import date

import pytest

from bot.edicion.alcance import alcanzables, casos_de, visibles
from bot.edicion.caminos import Camino, caminos
from bot.entrevista.borrador import Borrador
from bot.entrevista.condiciones import Combinacion, Comparacion
from bot.entrevista.esquema import Entrevista, Opcion, Pregunta
from bot.entrevista.eventos import Omitida, Respondida
from bot.entrevista.pasos import pasos_visibles, siguiente
from bot.entrevista.propuesta.armar import armar
from bot.entrevista.valores.definicion import Muestra
from bot.entrevista.valores.lectura import Entorno, Valido
from bot.entrevista.valores.tipos import TIPOS, leer, mostrar
from tests.apoyo.entrevista import ENTREVISTA

HOY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def todos() -> list[Camino]:
    return list(caminos(ENTREVISTA))


def test_cada_pregunta_se_responde_en_algun_camino_y_se_omite_en_otro(todos: list[Camino]) -> None:
    respondidas = {e.llave[0] for c in todos for e in c.eventos if isinstance(e, Respondida)}
    omitidas = {e.llave[0] for c in todos for e in c.eventos if isinstance(e, Omitida)}
    claves = {pregunta.clave for pregunta in ENTREVISTA.preguntas}
    assert respondidas == claves
    assert omitidas == claves
    assert len({camino.nombre for camino in todos}) == len(todos)


def test_todos_terminan_y_cada_tipo_de_organizacion_ve_lo_suyo(todos: list[Camino]) -> None:
    con_ruc, con_registro, con_negocio = set[str](), set[str](), set[str]()
    for camino in todos:
        borrador = Borrador.de(camino.eventos)
        assert siguiente(ENTREVISTA, borrador) is None
        tipo = borrador.respuestas.get(("tipo_organizacion", ""))
        vistas = {paso.pregunta.clave for paso in pasos_visibles(ENTREVISTA, borrador)}
        for clave, conjunto in (
            ("ruc", con_ruc),
            ("registro_apci", con_registro),
            ("vinculo_negocio", con_negocio),
        ):
            if clave in vistas:
                conjunto.add(str(tipo.valor) if tipo else "")
        assert ("por_conseguir" in vistas) == (
            borrador.modo == "ampliado" and ("presupuesto", "") in borrador.respuestas
        )
    assert con_ruc.isdisjoint({"fuente", "eniex"})
    assert {"empresa", "gremio", "ongd", "ipreda", ""} <= con_ruc
    assert con_registro == {"ongd", "eniex", "ipreda"}
    assert con_negocio == {"empresa", "gremio"}


def test_la_propuesta_de_cada_camino_no_deja_marcas_internas(todos: list[Camino]) -> None:
    for camino in todos:
        propuesta = armar(ENTREVISTA, camino.eventos, HOY)
        for seccion in propuesta.secciones:
            for dato in seccion.datos:
                assert dato.valor is None or not any(marca in dato.valor for marca in ("None", "{{", "[{", "sin_dato"))


@pytest.mark.parametrize(
    "pregunta", [p for p in ENTREVISTA.preguntas if p.tipo not in ("actores", "matriz")], ids=lambda p: p.clave
)
def test_lo_mostrado_de_una_muestra_se_puede_volver_a_leer(pregunta: Pregunta) -> None:
    muestra = Muestra(ENTREVISTA.catalogos, "Agua segura para 500 familias de Celendín")
    valor = TIPOS[pregunta.tipo].muestra(pregunta, muestra)
    dicho = mostrar(pregunta, valor, ENTREVISTA.catalogos)
    lectura = leer(pregunta, dicho, Entorno(ENTREVISTA.catalogos, HOY))
    assert isinstance(lectura, Valido), (dicho, lectura)
    assert type(lectura.valor) is type(valor)


def _pregunta(clave: str, si: Comparacion | Combinacion | None = None, tipo: str = "texto", *opciones: str) -> Pregunta:
    return Pregunta(
        clave, "S1", clave, tipo, "¿?", "p", "a", "e", si=si, opciones=tuple(Opcion(o, o) for o in opciones)
    )


def test_los_casos_son_los_bordes_de_las_condiciones() -> None:
    preguntas = (
        _pregunta("tipo", None, "opcion", "a", "b", "c"),
        _pregunta("cuantos", None, "entero"),
        _pregunta("solo_a", Comparacion("tipo", "es", ("a",))),
        _pregunta("muchos", Comparacion("cuantos", "mayor", (10,))),
        _pregunta(
            "nunca", Combinacion("todas", (Comparacion("tipo", "es", ("a",)), Comparacion("tipo", "es", ("b",))))
        ),
        _pregunta(
            "tras_oculta",
            Combinacion("todas", (Comparacion("solo_a", "respondida", (True,)), Comparacion("tipo", "es", ("c",)))),
        ),
    )
    casos = casos_de(preguntas)
    assert set(map(str, casos["tipo"])) == {"None", "a", "b", "c"}
    assert casos["cuantos"] == (None, 9, 10, 11)
    assert alcanzables(preguntas) == {"tipo", "cuantos", "solo_a", "muchos"}
    assert "muchos" not in visibles(preguntas, {"cuantos": 10})
    assert "muchos" in visibles(preguntas, {"cuantos": 11})


def test_los_caminos_son_siempre_los_mismos() -> None:
    una: Entrevista = ENTREVISTA
    assert next(iter(caminos(una))) == next(iter(caminos(una)))
