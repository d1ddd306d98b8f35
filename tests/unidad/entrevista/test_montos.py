"""Los montos: o se leen bien o se pregunta; nunca un valor equivocado en silencio."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.entrevista.esquema import Moneda
from bot.entrevista.valores.cifras.montos import leer_monto, mostrar_monto
from bot.entrevista.valores.lectura import Explicacion, Pide, Valido

MONEDAS = (
    Moneda("PEN", ("s/.", "s/", "soles", "sol", "pen")),
    Moneda("USD", ("us$", "usd", "dólares", "dólar", "$")),
    Moneda("EUR", ("€", "euros", "euro")),
)


@pytest.mark.parametrize(
    ("escrito", "leido"),
    [
        ("S/ 250,000", "S/ 250,000.00"),
        ("250,000 soles", "S/ 250,000.00"),
        ("S/250000", "S/ 250,000.00"),
        ("S/ 250 mil", "S/ 250,000.00"),
        ("200mil soles", "S/ 200,000.00"),
        ("unos 200 mil soles", "S/ 200,000.00"),
        ("un presupuesto de 300 mil soles", "S/ 300,000.00"),
        ("250k usd", "US$ 250,000.00"),
        ("US$ 1,500.50", "US$ 1,500.50"),
        ("$ 1.500,50", "US$ 1,500.50"),
        ("S/.1.200.000,50", "S/ 1,200,000.50"),
        ("1.500.000 soles", "S/ 1,500,000.00"),
        ("1 200 000 soles", "S/ 1,200,000.00"),
        ("S/ 1'500,000", "S/ 1,500,000.00"),
        ("250,00 soles", "S/ 250.00"),
        ("0.500 soles", "S/ 0.50"),
        ("1.5 M soles", "S/ 1,500,000.00"),
        ("1,5 millones de soles", "S/ 1,500,000.00"),
        ("1.5 millones de dólares", "US$ 1,500,000.00"),
        ("75 millones de dólares", "US$ 75,000,000.00"),
        ("mil soles", "S/ 1,000.00"),
        ("dos millones de soles", "S/ 2,000,000.00"),
        ("medio millón de soles", "S/ 500,000.00"),
        ("un millón y medio de soles", "S/ 1,500,000.00"),
        ("3 millones y medio de euros", "€ 3,500,000.00"),
        ("2 millones 300 mil soles", "S/ 2,300,000.00"),
        ("un millón doscientos mil soles", "S/ 1,200,000.00"),
        ("ochenta y cinco mil quinientos soles", "S/ 85,500.00"),
        ("treinta y cinco mil soles", "S/ 35,000.00"),
        ("veintiún mil euros", "€ 21,000.00"),
        ("S/. 45,000.00 (cuarenta y cinco mil)", "S/ 45,000.00"),
    ],
)
def test_lee_montos_como_se_escriben_en_el_peru(escrito: str, leido: str) -> None:
    lectura = leer_monto(escrito, MONEDAS)
    assert isinstance(lectura, Valido)
    assert lectura.lectura == leido


@pytest.mark.parametrize(
    ("escrito", "opciones"),
    [
        ("S/ 250.000", ["S/ 250,000.00", "S/ 250.00"]),
        ("S/. 3.250", ["S/ 3,250.00", "S/ 3.25"]),
        ("1.500 millones de soles", ["S/ 1,500,000,000.00", "S/ 1,500,000.00"]),
        ("quinientos mil", ["S/ 500,000.00", "US$ 500,000.00", "€ 500,000.00"]),
        ("S/ 900,000; por conseguir: S/ 200,000", ["S/ 900,000.00", "S/ 200,000.00"]),
        ("entre 100 y 200 mil soles", ["S/ 100,000.00", "S/ 200,000.00"]),
    ],
)
def test_si_hay_mas_de_una_lectura_pregunta(escrito: str, opciones: list[str]) -> None:
    lectura = leer_monto(escrito, MONEDAS)
    assert isinstance(lectura, Pide)
    assert [etiqueta for etiqueta, _ in lectura.opciones] == opciones


def test_sin_moneda_ni_claridad_ofrece_las_cuatro_lecturas() -> None:
    lectura = leer_monto("250.000", MONEDAS)
    assert isinstance(lectura, Pide)
    assert {mostrar_monto(valor) for _, valor in lectura.opciones} == {
        "S/ 250,000.00",
        "S/ 250.00",
        "US$ 250,000.00",
        "US$ 250.00",
    }


@pytest.mark.parametrize(
    "escrito",
    ["0", "no hay", "-500 soles", "1,500,50 soles", "9" * 20 + " soles", "soles"],
)
def test_lo_que_no_es_un_monto_se_explica(escrito: str) -> None:
    assert isinstance(leer_monto(escrito, MONEDAS), Explicacion)


@given(st.integers(1, 10**11))
def test_lo_que_se_muestra_se_vuelve_a_leer_igual(centimos: int) -> None:
    valor = {"monto": str(Decimal(centimos) / 100), "moneda": "PEN"}
    lectura = leer_monto(mostrar_monto(valor), MONEDAS)
    assert isinstance(lectura, Valido)
    assert isinstance(lectura.valor, dict)
    assert Decimal(str(lectura.valor["monto"])) == Decimal(centimos) / 100


@given(st.text(max_size=60))
def test_ningun_texto_lo_rompe(texto: str) -> None:
    assert isinstance(leer_monto(texto, MONEDAS), Valido | Pide | Explicacion)


SUELTAS = (
    "80mil", "200", "5", "mil", "millones", "soles", "verdes", "lucas", "luquitas", "dólares", "US$", "S/", "euros",
    "no", "ojo", "al mes", "por familia", "y", "o", "entre", "medio", "palos", "cada", "%", "años", ".", ",", "(", ")",
)  # fmt: skip
"""Con lo que la gente dice cuánto cuesta algo: en cualquier orden, se lee, se pregunta o se explica; nunca falla."""


@given(st.lists(st.sampled_from(SUELTAS), min_size=1, max_size=9))
@settings(max_examples=400)
def test_cualquier_manera_de_decir_un_monto_se_lee_o_se_pregunta(dichas: list[str]) -> None:
    assert isinstance(leer_monto(" ".join(dichas), MONEDAS), Valido | Pide | Explicacion)


@pytest.mark.parametrize(
    ("texto", "moneda"),
    [
        ("saldrá 80 mil luquitas. soles ojo no verdes", "PEN"),
        ("unos 80 mil verdes", "USD"),
        ("80 mil luquitas", "PEN"),
        ("son 80 mil, verdes no, soles", "PEN"),
    ],
)
def test_el_nombre_de_la_moneda_manda_sobre_su_apodo(texto: str, moneda: str) -> None:
    lectura = leer_monto(texto, MONEDAS)
    posibles = [lectura.valor] if isinstance(lectura, Valido) else [valor for _, valor in lectura.opciones]
    assert {valor["moneda"] for valor in posibles} == {moneda}


@pytest.mark.parametrize(
    "texto",
    ["18 meses desde abril de 2027", "24 meses", "dos años", "de marzo de 2027 a junio de 2028", "3 años y 6 meses",
     "desde enero del 2027", "son 12 meses nomás", "hasta el 15 de julio de 2028", "doce semanas", "2 semestres"],
)  # fmt: skip
def test_un_plazo_no_es_un_monto(texto: str) -> None:
    assert isinstance(leer_monto(texto, MONEDAS), Explicacion)


@pytest.mark.parametrize(
    "texto", ["2027", "50 mil por 12 meses", "200 mil en 18 meses", "un total de 2000", "12 meses a 2000 por mes"]
)
def test_lo_que_trae_otra_cifra_ademas_del_plazo_se_sigue_leyendo(texto: str) -> None:
    assert isinstance(leer_monto(texto, MONEDAS), Pide)
