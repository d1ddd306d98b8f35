"""El presupuesto por actor: a qué columna va cada aporte, y que las sumas sean las de sus filas."""

import time
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.entrevista.borrador import Borrador
from bot.entrevista.eventos import Valor
from bot.entrevista.propuesta.aportes import leer_aporte
from bot.entrevista.propuesta.modelo import Monto, Presupuesto
from bot.entrevista.propuesta.presupuesto import SIN_DECIR, cuadro_de_presupuesto, escribir_montos, presupuestar
from bot.entrevista.valores.cifras.aportes import leer_montos
from bot.entrevista.visible import Visible, ver
from tests.apoyo.borradores import ENTREVISTA, HOY, RAPIDO, fila, historia

MONEDAS = ENTREVISTA.catalogos.monedas


def visible(aportes: Sequence[str], total: Valor = None, por_conseguir: Valor = None) -> Visible:
    """Lo que se ve de un borrador de tres actores con esos aportes; "" es que no se dijo."""
    dichos = {("reparto", f"a{lugar}"): fila(aporte=aporte) for lugar, aporte in enumerate(aportes)}
    respuestas = {**RAPIDO, **dichos, ("presupuesto", ""): total, ("por_conseguir", ""): por_conseguir}
    quedan = {llave: valor for llave, valor in respuestas.items() if valor is not None}
    return ver(ENTREVISTA, Borrador.de(historia(quedan)), HOY)


def soles(cuanto: str) -> Valor:
    return {"monto": cuanto, "moneda": "PEN"}


# --- A qué columna va ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("aporte", "dinero"),
    [
        ("S/ 50,000", "S/ 50,000"),
        ("50 mil soles en efectivo", "S/ 50,000"),
        ("pone doscientos mil soles", "S/ 200,000"),
        ("sí pone S/ 5,000", "S/ 5,000"),
        ("US$ 20,000", "US$ 20,000"),
        ("10 mil euros", "€ 10,000"),
        ("20 mil dólares y S/ 5,000", "US$ 20,000 y S/ 5,000"),
        ("S/ 300,000 + S/ 100,000", "S/ 400,000"),
        ("S/ 10,000 mensuales por 18 meses", "S/ 180,000"),
        ("unos S/ 8,000 cada año durante 3 años", "S/ 24,000"),
        ("más o menos 100 mil soles", "S/ 100,000"),
        ("hasta S/ 60,000", "S/ 60,000"),
        ("S/ 1.5 millones", "S/ 1,500,000"),
        ("medio millón de soles", "S/ 500,000"),
        ("S/. 25,000.50", "S/ 25,000.50"),
        ("S/ 180,000 (ciento ochenta mil soles)", "S/ 180,000"),
        ("2 500 soles mensuales por los 18 meses, S/ 45 000", "S/ 45,000"),
        ("S/ 45,000 (2 500 soles al mes)", "S/ 45,000"),
        ("US$ 100 mil (S/ 370 mil)", "US$ 100,000"),
        ("S/ 5,000 en cuatro cuotas", "S/ 5,000"),
        ("S/ 3,000 en 2027 y S/ 4,000 en 2028", "S/ 7,000"),
    ],
)
def test_lo_que_solo_es_dinero_va_en_su_columna(aporte: str, dinero: str) -> None:
    leido = leer_aporte("GIZ", aporte, MONEDAS)
    assert (escribir_montos(leido.dinero), leido.en_especie, leido.sin_contar) == (dinero, False, False)


@pytest.mark.parametrize(
    ("aporte", "dinero", "sin_contar"),
    [
        ("dos técnicos, S/ 50,000", "S/ 50,000", False),
        ("el local y 30 mil soles", "S/ 30,000", False),
        ("financiará S/ 120,000 para comprar los equipos", "S/ 120,000", False),
        ("S/ 12,000 en efectivo, un local y dos técnicos", "S/ 12,000", False),
        ("ya puso S/ 12,000 y pondrá S/ 8,000 más", "S/ 20,000", False),
        ("US$ 30,000 y asistencia técnica", "US$ 30,000", False),
        ("S/ 20,000 en efectivo y S/ 30,000 en mano de obra", "S/ 20,000", True),
        ("S/ 20,000 en efectivo y un local valorizado en S/ 30,000", "S/ 20,000", True),
        ("mano de obra valorizada en S/ 40,000 y S/ 10,000 en efectivo", "S/ 10,000", True),
        ("dinero: S/ 100,000; equipos: S/ 50,000", "S/ 100,000", True),
        ("30 mil soles y el tractor, valorizado en 90 mil soles", "S/ 30,000", True),
    ],
)
def test_lo_que_es_dinero_y_otra_cosa_va_en_las_dos(aporte: str, dinero: str, sin_contar: bool) -> None:
    leido = leer_aporte("GIZ", aporte, MONEDAS)
    assert (escribir_montos(leido.dinero), leido.en_especie, leido.sin_contar) == (dinero, True, sin_contar)


@pytest.mark.parametrize(
    "aporte",
    [
        # No es dinero.
        "mano de obra",
        "nada",
        "todavía no sabemos",
        "no pone plata, solo su tiempo",
        "12 camionetas y 3 ingenieros",
        "semilla para 200 hectáreas",
        "el terreno de 2 hectáreas",
        "su experiencia de 20 años",
        "S/ 0",
        "cero soles",
        # El monto es lo que vale una cosa.
        "mano de obra valorizada en S/ 40,000",
        "un terreno que vale 80 mil soles",
        "equipos por un valor de S/ 15,000",
        "dos camionetas por S/ 80,000",
        "equipos (S/ 15,000)",
        "S/ 20,000 en especie",
        "S/ 5,000 en materiales",
        "S/ 20,000 en pasajes",
        "S/ 50,000, valorizado en mano de obra",
        "cuesta S/ 5,000 el local",
        # No se sabe cuánto es en total.
        "S/ 10,000 mensuales",
        "500 soles por familia",
        "18 cuotas de S/ 10,000",
        "S/ 1,000 por cada una de las 8 comunidades",
        "5 soles por cada sol que ponga la comunidad",
        "50 mil",
        # O es un rango, una parte o una de dos cosas.
        "entre 10 y 20 mil soles",
        "de 10 mil a 20 mil soles",
        "S/ 50,000 o S/ 60,000",
        "40% del presupuesto",
        "la mitad del costo",
        "el 30% de S/ 100,000",
        # O lo segundo está dentro de lo primero.
        "S/ 200,000 en total: S/ 150,000 en dinero y S/ 50,000 en equipos",
        "S/ 100,000 (S/ 60,000 para pozos y S/ 40,000 para tubos)",
        "S/ 100,000, de los cuales S/ 60,000 son para pozos",
        "25 000 euros; al cambio de 4 soles son 100 000 soles",
        # O no es seguro, o no se pone.
        "no aportará S/ 50,000, solo el local",
        "no pone los 50 mil soles",
        "aporta 5000 soles, no 50000 soles",
        "quizás S/ 50,000",
        "si consigue, 30 mil soles",
        "S/ 40,000 que todavía no están aprobados",
        "un préstamo de S/ 100,000",
        "ahorra S/ 10,000 al proyecto",
        "reducir en S/ 30,000 los costos",
        "recibe S/ 20,000 del canon",
    ],
)
def test_lo_que_no_es_dinero_cierto_queda_en_sus_palabras(aporte: str) -> None:
    leido = leer_aporte("GIZ", aporte, MONEDAS)
    assert (leido.dinero, leido.en_especie, leido.palabras) == ((), True, aporte)


# --- Lo que suma y lo que falta ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("aportes", "total", "falta"),
    [
        (("S/ 60,000", "S/ 40,000", "mano de obra"), "150000", "50000"),
        (("S/ 60,000", "S/ 40,000", "nada"), "100000", None),  # alcanza
        (("S/ 60,000", "S/ 90,000", "nada"), "100000", None),  # sobra
        (("S/ 60,000", "US$ 10,000", "nada"), "150000", None),  # dos monedas
        (("US$ 60,000", "nada", "nada"), "150000", None),  # otra moneda que el total
        (("S/ 60,000", "", "nada"), "150000", None),  # uno no lo dijo
        (("S/ 60,000", "S/ 1,000 mensuales", "nada"), "150000", None),  # no se sabe cuánto es
        (("S/ 60,000", "un local valorizado en S/ 40,000", "nada"), "150000", None),  # ya está valorizado
        (("S/ 60,000", "quizás S/ 40,000", "nada"), "150000", None),
        (("nada", "mano de obra", "nada"), "150000", None),  # nadie puso dinero
    ],
)
def test_la_diferencia_se_dice_solo_cuando_es_cierta(aportes: Sequence[str], total: str, falta: str | None) -> None:
    hecho = presupuestar(visible(aportes, soles(total)))
    assert hecho.por_conseguir == (Monto(Decimal(falta), "PEN") if falta else None)
    assert hecho.es_diferencia == (falta is not None)


def test_lo_que_se_dijo_que_falta_vale_mas_que_la_diferencia() -> None:
    hecho = presupuestar(visible(("S/ 60,000", "nada", "nada"), soles("150000"), soles("2000")))
    assert (hecho.por_conseguir, hecho.es_diferencia) == (Monto(Decimal(2000), "PEN"), False)


def test_sin_aportes_ni_total_no_hay_cuadro() -> None:
    assert cuadro_de_presupuesto(presupuestar(visible(("", "", "")))) is None


def test_el_cuadro_dice_lo_de_cada_uno_y_no_suma_monedas_distintas() -> None:
    cuadro = cuadro_de_presupuesto(presupuestar(visible(("S/ 60,000", "US$ 5,000 y un local", ""), soles("100000"))))
    assert cuadro is not None
    assert cuadro.filas == (
        ("Minera Andes", "S/ 60,000", SIN_DECIR),
        ("Municipalidad de Celendín", "US$ 5,000", "US$ 5,000 y un local"),
        ("GIZ", None, None),
        ("Suma del dinero ofrecido", "S/ 60,000 y US$ 5,000", SIN_DECIR),
        ("Presupuesto total aproximado", "S/ 100,000", SIN_DECIR),
    )
    assert (cuadro.totales, "no se suman" in cuadro.nota) == (2, True)


MONTOS = st.builds(
    lambda moneda, cuanto: f"{moneda} {cuanto:,}",
    st.sampled_from(["S/", "US$", "€"]),
    st.integers(min_value=1, max_value=9_999_999),
)
APORTES = st.lists(MONTOS, min_size=1, max_size=3).map(" y ".join) | st.sampled_from(
    ["", "nada", "mano de obra", "un local valorizado en S/ 9,000", "S/ 100 mensuales"]
)


def _juntas(presupuesto: Presupuesto) -> dict[str, Decimal]:
    juntas: dict[str, Decimal] = {}
    for monto in (monto for aporte in presupuesto.aportes for monto in aporte.dinero):
        juntas[monto.moneda] = juntas.get(monto.moneda, Decimal(0)) + monto.cuanto
    return juntas


@settings(max_examples=60)
@given(st.lists(APORTES, min_size=3, max_size=3), st.integers(min_value=1, max_value=9_999_999))
def test_cada_suma_es_la_de_sus_filas_moneda_por_moneda(aportes: list[str], total: int) -> None:
    hecho = presupuestar(visible(aportes, soles(str(total))))
    assert {monto.moneda: monto.cuanto for monto in hecho.sumas} == _juntas(hecho)
    assert all(len({monto.moneda for monto in uno.dinero}) == len(uno.dinero) for uno in hecho.aportes)
    if hecho.es_diferencia and hecho.por_conseguir is not None:
        assert {hecho.por_conseguir.moneda} == set(_juntas(hecho)) == {"PEN"}
        assert _juntas(hecho)["PEN"] + hecho.por_conseguir.cuanto == total


@given(st.lists(MONTOS, min_size=2, max_size=3))
def test_varios_montos_unidos_por_y_se_leen_todos(montos: list[str]) -> None:
    solos = [leer_aporte("GIZ", monto, MONEDAS).dinero[0] for monto in montos]
    juntos = leer_aporte("GIZ", " y ".join(montos), MONEDAS)
    if juntos.dinero:  # «S/ 3 y S/ 2 y S/ 1» puede ser un desglose: entonces queda en sus palabras
        assert sum(monto.cuanto for monto in juntos.dinero) == sum(monto.cuanto for monto in solos)
    else:
        assert len(montos) == 3


@pytest.mark.parametrize("bomba", ["S/1,", "S/ 1 y ", "S/ 1 en a ", "S/1 cada ", "(S/ 1) ", "1 soles. ", "de a a "])
def test_un_aporte_hecho_para_que_tarde_no_tarda(bomba: str) -> None:
    texto = (bomba * 4_096)[:4_096]
    antes = time.process_time()  # tiempo de procesador: el de reloj cuenta también a los vecinos
    assert leer_aporte("GIZ", texto, MONEDAS).dinero == ()
    assert time.process_time() - antes < 2.0  # se ven 0.03 s; lo que se desboca tarda minutos


@given(st.text(st.sampled_from("S/ 1,.;:()y en de mil$%\nno")) | st.text())
def test_cualquier_texto_se_lee_y_conserva_sus_palabras(texto: str) -> None:
    leido = leer_aporte("GIZ", texto, MONEDAS)
    assert leido.palabras == texto
    assert leido.dinero or leido.en_especie
    assert all(monto.cuanto > 0 for monto in leido.dinero)


@pytest.mark.parametrize("plazo", [None, Decimal(18)])
@given(APORTES)
def test_lo_que_imprime_el_documento_es_parte_de_lo_que_cuenta_la_revision(plazo: Decimal | None, aporte: str) -> None:
    contado: dict[str, Decimal] = {}
    for cuanto, moneda in leer_montos(aporte, MONEDAS, plazo).montos(""):
        contado[moneda] = contado.get(moneda, Decimal(0)) + cuanto
    for monto in leer_aporte("GIZ", aporte, MONEDAS).dinero:
        assert monto.cuanto <= contado[monto.moneda]
