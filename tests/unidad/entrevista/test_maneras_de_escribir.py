"""Un mismo número, escrito de muchas maneras: o se lee bien o se pregunta; nunca se lee otro."""

import random
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.entrevista.valores.lectura import Entorno, Explicacion, Lectura, Valido
from bot.entrevista.valores.tipos import leer
from tests.apoyo.entrevista import ENTREVISTA
from tests.apoyo.numeros_escritos import ANTES, DESPUES, MONTOS, PLAZOS, POBLACIONES, Manera, en_palabras

ENTORNO = Entorno(ENTREVISTA.catalogos, date(2026, 11, 25))
LEIDO_SIN_PREGUNTAR = 0.95
MUESTRAS = 60

montos = st.one_of(
    st.integers(1_000, 99_999_999),
    st.integers(2, 999).map(lambda miles: miles * 1_000),
    st.integers(11, 990).map(lambda centenas: centenas * 100_000),
)
meses = st.integers(3, 60)
poblaciones = st.one_of(st.integers(20, 99_999), st.integers(2, 90).map(lambda miles: miles * 1_000))
alrededores = st.tuples(st.sampled_from(ANTES), st.sampled_from(DESPUES))


def _leido(tipo: str, texto: str) -> tuple[Lectura, Decimal | int | None]:
    """La lectura y, si se guardaría, el número."""
    lectura = leer(ENTREVISTA.pregunta(tipo), texto, ENTORNO)
    valor = lectura.valor if isinstance(lectura, Valido) else None
    if not isinstance(valor, dict):
        return lectura, None
    match tipo:
        case "presupuesto":
            return lectura, Decimal(str(valor["monto"]))
        case "plazo":
            return lectura, int(str(valor["meses"]))
        case _:
            return lectura, int(str(valor["cantidad"])) if valor["cantidad"] is not None else None


def test_son_al_menos_treinta_maneras_de_cada_cosa() -> None:
    assert len(MONTOS) >= 50
    assert len(PLAZOS) >= 30
    assert len(POBLACIONES) >= 28
    for maneras in (MONTOS, PLAZOS, POBLACIONES):
        assert len({manera.nombre for manera in maneras}) == len(maneras)


@pytest.mark.parametrize("manera", MONTOS, ids=lambda manera: manera.nombre)
@given(numero=montos, alrededor=alrededores)
@example(numero=250_000, alrededor=("", ""))
@example(numero=35_000, alrededor=("", ""))
@example(numero=1_200_000, alrededor=("", ""))
@example(numero=1_500_000, alrededor=("", ""))
@example(numero=721_000, alrededor=("", ""))
def test_ningun_monto_se_lee_como_otro(manera: Manera, numero: int, alrededor: tuple[str, str]) -> None:
    if escrito := manera.escribir(numero):
        texto = alrededor[0] + escrito + alrededor[1]
        lectura, leido = _leido("presupuesto", texto)
        assert leido is None or leido == numero, (texto, lectura)


@pytest.mark.parametrize("manera", PLAZOS, ids=lambda manera: manera.nombre)
@given(numero=meses, alrededor=alrededores)
@example(numero=18, alrededor=("", ""))
@example(numero=24, alrededor=("", ""))
@example(numero=35, alrededor=("", ""))
def test_ningun_plazo_se_lee_como_otro(manera: Manera, numero: int, alrededor: tuple[str, str]) -> None:
    if escrito := manera.escribir(numero):
        texto = alrededor[0] + escrito + alrededor[1]
        lectura, leido = _leido("plazo", texto)
        assert leido is None or leido == numero, (texto, lectura)


@pytest.mark.parametrize("manera", POBLACIONES, ids=lambda manera: manera.nombre)
@given(numero=poblaciones, alrededor=alrededores)
@example(numero=300, alrededor=("", ""))
@example(numero=1_200, alrededor=("", ""))
def test_ninguna_poblacion_se_lee_como_otra(manera: Manera, numero: int, alrededor: tuple[str, str]) -> None:
    if escrito := manera.escribir(numero):
        texto = alrededor[0] + escrito + alrededor[1]
        lectura, leido = _leido("poblacion", texto)
        assert leido is None or leido == numero, (texto, lectura)


@pytest.mark.parametrize(
    ("tipo", "maneras", "numeros"),
    [("presupuesto", MONTOS, montos), ("plazo", PLAZOS, meses), ("poblacion", POBLACIONES, poblaciones)],
)
def test_lo_llano_se_lee_sin_preguntar(tipo: str, maneras: tuple[Manera, ...], numeros: st.SearchStrategy[int]) -> None:
    azar, leidos, todos = random.Random(13), Counter[str](), Counter[str]()
    for manera in (una for una in maneras if una.es_llana):
        for numero in _muestra(tipo, azar):
            escrito = manera.escribir(numero)
            if not escrito:
                continue
            texto = azar.choice(ANTES) + escrito + azar.choice(DESPUES)
            lectura, leido = _leido(tipo, texto)
            fuera = isinstance(lectura, Explicacion) and "debe estar entre" in lectura.problema
            todos[manera.nombre] += not fuera
            leidos[manera.nombre] += leido == numero
    faltan = {nombre: f"{leidos[nombre]} de {cuantos}" for nombre, cuantos in todos.items() if leidos[nombre] < cuantos}
    assert leidos.total() >= LEIDO_SIN_PREGUNTAR * todos.total(), faltan
    assert all(leidos[nombre] >= 0.8 * cuantos for nombre, cuantos in todos.items()), faltan


def _muestra(tipo: str, azar: random.Random) -> list[int]:
    match tipo:
        case "presupuesto":
            redondos = [azar.randint(2, 999) * 1_000 for _ in range(MUESTRAS)]
            return [*redondos, *(azar.randint(11, 990) * 100_000 for _ in range(MUESTRAS)), 500_000, 1_500_000]
        case "plazo":
            return list(range(3, 61))
        case _:
            return [
                *(azar.randint(20, 9_999) for _ in range(MUESTRAS)),
                *(azar.randint(2, 90) * 1_000 for _ in range(20)),
            ]


@given(st.integers(1, 99_999_999))
def test_las_palabras_de_cada_numero_se_leen(numero: int) -> None:
    _, leido = _leido("presupuesto", f"{en_palabras(numero)} soles")
    assert leido is None or leido == numero
