"""Plazos y fechas: se conserva la precisión que dio la persona."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.entrevista.valores.cifras.plazos import leer_fecha, leer_plazo, mostrar_plazo
from bot.entrevista.valores.lectura import Explicacion, Pide, Valido

HOY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("escrito", "meses", "inicio"),
    [
        ("18 meses", 18, None),
        ("18", 18, None),
        ("dieciocho meses", 18, None),
        ("un año", 12, None),
        ("2 años", 24, None),
        ("1.5 años", 18, None),
        ("año y medio", 18, None),
        ("un año y medio desde 15/03/2027", 18, "2027-03"),
        ("24 meses desde marzo de 2027", 24, "2027-03"),
        ("03/2027, 24 meses", 24, "2027-03"),
        ("24 meses, inicio 01/04/2027", 24, "2027-04"),
        ("dos años a partir de setiembre 2027", 24, "2027-09"),
        ("12 meses desde enero", 12, "2027-01"),
        ("12 meses desde diciembre", 12, "2026-12"),
        ("el próximo año, 18 meses", 18, "2027"),
        ("de marzo 2027 a agosto 2028", 18, "2027-03"),
        ("Del 1 de enero de 2027 al 31 de diciembre de 2028", 24, "2027-01"),
    ],
)
def test_lee_duracion_e_inicio(escrito: str, meses: int, inicio: str | None) -> None:
    lectura = leer_plazo(escrito, HOY, 3, 60)
    assert isinstance(lectura, Valido)
    assert lectura.valor == {"meses": meses, "inicio": inicio}


@pytest.mark.parametrize(
    "escrito", ["marzo de 2020", "1 mes", "200 meses", "18 meses desde enero de 2020", "6 meses y medio", "pronto"]
)
def test_lo_que_no_alcanza_se_explica(escrito: str) -> None:
    assert isinstance(leer_plazo(escrito, HOY, 3, 60), Explicacion)


@pytest.mark.parametrize(
    ("escrito", "inicio"), [("marzo 2027", "2027-03"), ("para marzo", "2027-03"), ("a mediados de 2027", "2027")]
)
def test_con_solo_el_comienzo_se_pregunta_cuanto_dura_sin_perderlo(escrito: str, inicio: str) -> None:
    lectura = leer_plazo(escrito, HOY, 3, 24)
    assert isinstance(lectura, Pide)
    assert [valor for _, valor in lectura.opciones] == [{"meses": meses, "inicio": inicio} for meses in (12, 18, 24)]


def test_una_epoca_del_ano_se_pregunta() -> None:
    lectura = leer_plazo("12 meses desde finales de 2027", HOY, 3, 60)
    assert isinstance(lectura, Pide)
    assert [etiqueta for etiqueta, _ in lectura.opciones][:3] == [
        "octubre de 2027",
        "noviembre de 2027",
        "diciembre de 2027",
    ]


@pytest.mark.parametrize(
    ("escrito", "valor", "leido"),
    [
        ("03/04/2027", "2027-04-03", "3 de abril de 2027"),
        ("marzo 2027", "2027-03", "marzo de 2027"),
        ("setiembre del 2027", "2027-09", "setiembre de 2027"),
        ("30 de junio de 2027", "2027-06-30", "30 de junio de 2027"),
    ],
)
def test_una_fecha_se_devuelve_en_palabras(escrito: str, valor: str, leido: str) -> None:
    lectura = leer_fecha(escrito, HOY)
    assert lectura == Valido(valor, leido)


@given(st.integers(3, 60), st.integers(1, 12), st.integers(2027, 2040))
def test_lo_que_se_muestra_se_vuelve_a_leer_igual(meses: int, mes: int, anio: int) -> None:
    valor = {"meses": meses, "inicio": f"{anio}-{mes:02d}"}
    lectura = leer_plazo(mostrar_plazo(valor), HOY, 3, 60)
    assert isinstance(lectura, Valido)
    assert lectura.valor == valor


@given(st.text(max_size=60))
def test_ningun_texto_lo_rompe(texto: str) -> None:
    assert isinstance(leer_plazo(texto, HOY, 3, 60), Valido | Pide | Explicacion)


@pytest.mark.parametrize("texto", ["5" + "m." * 2_400 + " meses", "9" * 4_096, "9" * 4_096 + " anos", "mil " * 1_000])
def test_un_numero_de_miles_de_cifras_se_explica_sin_repetirlo(texto: str) -> None:
    lectura = leer_plazo(texto, HOY, 3, 60)
    assert isinstance(lectura, Explicacion)
    assert len(lectura.entendido) < 40


@pytest.mark.parametrize(
    "texto",
    ["solo se recicla el 3 % de los residuos", "baja 20%", "el 40 por ciento de los niños", "5 % menos", "un 12 %"],
)
def test_un_porcentaje_no_son_meses(texto: str) -> None:
    assert isinstance(leer_plazo(texto, HOY, 1, 60), Explicacion)
