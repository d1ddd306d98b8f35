"""Leer lo que se pide por su lugar en el documento, con el marco de verdad: qué apartado, cuánto y en qué orden."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogo.preguntas.lecturas.apartado import leer_apartado
from bot.dialogo.preguntas.parte import Lectura, Resultado
from bot.dialogo.turno import Contexto
from conocimiento.ingesta import leer_corpus
from conocimiento.modelo import Ficha, Fragmento, Tramo
from tests.apoyo.charla import ENTREVISTA
from tests.apoyo.rutas import DOCUMENTOS

CONCEPTO, CARACTERISTICAS, PRINCIPIOS, CONCLUSIONES = TODOS = (
    "2.1 Concepto",
    "2.2 Características",
    "2.3 Principios",
    "Conclusiones",
)


@cache
def contexto() -> Contexto:
    (documento,) = leer_corpus(DOCUMENTOS)
    ahora = datetime(2026, 11, 23, tzinfo=UTC)
    return Contexto(ENTREVISTA, (documento.ficha,), ahora, fragmentos=documento.fragmentos)


def leida(pregunta: str) -> Lectura:
    parte = leer_apartado(contexto(), pregunta)
    assert parte is not None
    assert parte.lectura is not None
    return parte.lectura


@pytest.mark.parametrize(
    ("pregunta", "apartados"),
    [
        ("2.1", [CONCEPTO]),
        ("el 2.2", [CARACTERISTICAS]),
        ("sección 2.2", [CARACTERISTICAS]),
        ("de qué trata el 2.3", [PRINCIPIOS]),
        ("que hay en el punto 2.2", [CARACTERISTICAS]),
        ("numeral dos punto uno", [CONCEPTO]),
        ("me mandas el texto de la sección 2.1 completo porfa", [CONCEPTO]),
        ("en la 2.2 que pone", [CARACTERISTICAS]),
        ("explicame la seccion de características", [CARACTERISTICAS]),
        ("que dice la parte de principios", [PRINCIPIOS]),
        ("qué dice el acápite 2.3?", [PRINCIPIOS]),
        ("léeme el apartado 2.1 por favor", [CONCEPTO]),
        ("resume los principios", [PRINCIPIOS]),
        ("el 2.3 en una linea, sin floro", [PRINCIPIOS]),
        ("2.1 en 15 palabras", [CONCEPTO]),
        ("resume las conclusiones", [CONCLUSIONES]),
        ("cuáles son las conclusiones del documento", [CONCLUSIONES]),
        ("a que conclusiones llega el marco", [CONCLUSIONES]),
        ("copiame las conclusiones", [CONCLUSIONES]),
        ("conclusiones", [CONCLUSIONES]),
        ("summarize the conclusions", [CONCLUSIONES]),
        ("un párrafo breve con lo sustancial de las conclusiones, a fin de incorporarlo a mi informe", [CONCLUSIONES]),
        ("¿Qué dice el capítulo II?", [*TODOS]),
        ("dame el capitulo 2", [*TODOS]),
        ("cap. 2 resumen", [*TODOS]),
        ("de que trata el segundo capitulo", [*TODOS]),
        ("what does chapter II say?", [*TODOS]),
    ],
)
def test_lee_el_apartado_que_se_pide(pregunta: str, apartados: list[str]) -> None:
    citas = leida(pregunta).citas
    assert list(dict.fromkeys(cita.apartado for cita in citas)) == apartados
    assert [cita.inicio for cita in citas] == sorted(cita.inicio for cita in citas)


@pytest.mark.parametrize(
    ("pregunta", "cuantos", "apartados"),
    [
        ("conclusiones pa slide, 4 bullets", 4, {CONCLUSIONES}),
        ("dame 3 ideas de las conclusiones", 3, {CONCLUSIONES}),
        ("los tres puntos clave de las conclusiones", 3, {CONCLUSIONES}),
        ("dos bullets del concepto", 2, {CONCEPTO}),
        ("2 bullets del concepto", 2, {CONCEPTO}),
        ("resumen del 2.1 en 2 lineas", 2, {CONCEPTO}),
        ("resume el capitulo II en 5 puntos", 5, {*TODOS}),
        ("dame 5 conclusiones", 5, {CONCLUSIONES}),
        ("las conclusiones en una frase", 1, {CONCLUSIONES}),
        ("6 viñetas con las conclusiones para mi ppt", 6, {CONCLUSIONES}),
        ("2.3 en 3 puntos", 3, {PRINCIPIOS}),
        ("4 ideas principales del capítulo 2", 4, {*TODOS}),
    ],
)
def test_da_tantos_puntos_como_se_piden(pregunta: str, cuantos: int, apartados: set[str]) -> None:
    lectura = leida(pregunta)
    assert lectura.en_puntos
    assert len(lectura.citas) == cuantos
    assert {cita.apartado for cita in lectura.citas} == apartados


def test_de_mas_puntos_que_oraciones_da_las_que_hay_y_lo_dice() -> None:
    lectura = leida("10 bullets del 2.1")
    assert len(lectura.citas) == 2  # la que solo presenta la definición va con ella
    assert "2 puntos" in lectura.cierre


def test_de_lo_largo_da_lo_principal_y_al_pedirlo_todo() -> None:
    assert "Ver el pasaje" in leida("qué dicen las conclusiones").cierre
    enteras = leida("pásame las conclusiones completas")
    assert tuple(cita.texto for cita in enteras.citas) == tuple(uno.texto for uno in enteras.fragmentos)


def test_lo_que_un_apartado_anuncia_y_no_trae_se_advierte() -> None:
    parte = leer_apartado(contexto(), "qué dice el 2.3")
    assert parte is not None
    assert parte.vacio is not None
    assert parte.vacio.clave == "cuarto-principio"


@pytest.mark.parametrize(
    "pregunta",
    [
        "el capítulo 3 qué dice",
        "que dice el capitulo tres",
        "y el capitulo I?",
        "el primer capitulo de que trata",
        "el 2.4 q dice",
        "sección 4.1",
        "qué dicen los anexos",
        "hazme un resumen de la introducción",
        "el glosario",
        "what is in chapter one?",
    ],
)
def test_de_lo_que_no_esta_dice_lo_que_si(pregunta: str) -> None:
    parte = leer_apartado(contexto(), pregunta)
    assert parte is not None
    assert parte.resultado is Resultado.CERCANO
    assert parte.citas == ()
    assert parte.lectura is not None
    assert all(titulo in parte.lectura.entrada for titulo in TODOS)


@pytest.mark.parametrize("pregunta", ["qué secciones tiene el documento", "índice", "que apartados hay en el capitulo"])
def test_da_el_indice(pregunta: str) -> None:
    lectura = leida(pregunta)
    assert all(titulo in lectura.entrada for titulo in TODOS)


@pytest.mark.parametrize(
    "pregunta",
    [
        "¿qué dice el capítulo II sobre la confianza?",
        "En el texto del capítulo II, ¿qué se entiende por respeto?",
        "En atención al numeral 2.3, ¿cuántos son los principios?",
        "¿cuáles son los principios?",
        "¿qué principios hay?",
        "¿qué es el concepto de alianza?",
        "¿Quiénes forman parte?",
        "¿cuáles son las partes de la alianza?",
        "que parte le toca a la academia",
        "el presupuesto es 2.1 millones",
        "crece 2.3% al año",
        "resúmelo",
        "dame un resumen",
        "dame 3 ideas de proyectos con la universidad",
        "tengo 4 puntos de agua",
        "una frase bonita para mi alianza",
        "hazme un resumen de mi propuesta",
        "qué conclusiones sacó el comité de mi alianza",
        "los anexos de mi propuesta",
    ],
)
def test_lo_que_habla_de_otra_cosa_se_busca(pregunta: str) -> None:
    assert leer_apartado(contexto(), pregunta) is None


def otro_documento(vigente_hasta: date | None = None) -> Contexto:
    """El marco y, antes, un reglamento con sus capítulos y sus conclusiones."""
    oracion = "La veeduría dura dos años."
    reglamento = tuple(
        Fragmento("reglamento.txt", "1", apartado, oracion, lugar, lugar + len(oracion), (Tramo(lugar, lugar + 26),))
        for lugar, apartado in ((0, "Capítulo V"), (100, "7.1 Plazos"), (200, "Conclusiones"))
    )
    ficha = Ficha("reglamento.txt", "Reglamento", "Veeduría", 2020, "f", "1", "", vigente_hasta=vigente_hasta)
    marco = contexto()
    fragmentos = (*reglamento, *marco.fragmentos)
    return Contexto(ENTREVISTA, (ficha, *marco.fichas), marco.ahora, fragmentos=fragmentos)


@pytest.mark.parametrize(
    ("pregunta", "apartado"),
    [("el 2.1", CONCEPTO), ("el 7.1", "7.1 Plazos"), ("capítulo V", "Capítulo V"), ("capitulo 7", "7.1 Plazos")],
)
def test_con_varios_documentos_lee_el_que_lo_tiene(pregunta: str, apartado: str) -> None:
    parte = leer_apartado(otro_documento(), pregunta)
    assert parte is not None
    assert {cita.apartado for cita in parte.citas} == {apartado}


def test_lo_que_caduco_no_se_lee() -> None:
    parte = leer_apartado(otro_documento(date(2026, 11, 1)), "conclusiones")
    assert parte is not None
    assert {cita.documento for cita in parte.citas} == {contexto().fichas[0].documento}


@given(st.text("2.13 capituloseccionxiv,¿?\n ", max_size=60))
def test_lo_que_se_lee_es_siempre_el_documento(pregunta: str) -> None:
    parte = leer_apartado(contexto(), pregunta)
    texto = next(iter(DOCUMENTOS.glob("*.txt"))).read_bytes().decode("utf-8")
    for cita in parte.citas if parte else ():
        assert cita.texto == texto[cita.inicio : cita.fin] != ""


@pytest.mark.parametrize("nombre", ["", "—", "3.", "§"])
@pytest.mark.parametrize(
    "pregunta", ["¿qué viene después de la firma?", "lo que va antes de las conclusiones", "luego de eso q sigue"]
)
def test_un_apartado_sin_palabras_no_es_el_que_se_nombra(nombre: str, pregunta: str) -> None:
    base = contexto()
    sin_nombre = replace(base, fragmentos=(replace(base.fragmentos[0], apartado=nombre), *base.fragmentos[1:]))
    parte = leer_apartado(sin_nombre, pregunta)
    assert parte is None or parte.lectura is None or nombre not in {uno.apartado for uno in parte.lectura.fragmentos}
