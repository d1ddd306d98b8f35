"""Las fechas dichas por su fiesta o por su año, y el número que parece un año y es la meta de un resultado."""

from datetime import date

import pytest

from bot.entrevista.valores.lectura import Entorno, Pide, Valido
from bot.entrevista.valores.tipos import leer
from tests.apoyo.entrevista import ENTREVISTA

PLAZO, RESULTADOS = ENTREVISTA.pregunta("plazo"), ENTREVISTA.pregunta("resultados")
ENTORNO = Entorno(ENTREVISTA.catalogos, date(2026, 11, 29), actores=("Municipalidad de Anta", "Banco Horizonte S.A."))


@pytest.mark.parametrize(
    ("texto", "inicio"),
    [
        ("18 meses desde fiestas patrias del próximo año", "2027-07"),
        ("12 meses, empezamos en navidad", "2026-12"),
        ("2 años a partir de fin de año", "2026-12"),
        ("24 meses desde diciembre del próximo año", "2027-12"),
        ("año y medio desde marzo del otro año", "2027-03"),
        ("18 meses, desde año nuevo", "2027-01"),
        ("dos años desde el día de la madre", "2027-05"),
        ("24 meses desde carnavales del 2028", "2028-02"),
        ("1 año desde el 15 de agosto del año que viene", "2027-08-15"),
        ("10 meses desde noviembre del año entrante", "2027-11"),
        ("20 meses a partir de fiestas patrias", "2027-07"),
        ("12 meses desde el inicio de clases del 2027", "2027-03"),
    ],
)
def test_una_fiesta_o_un_ano_sin_numero_dicen_cuando_empieza(texto: str, inicio: str) -> None:
    lectura = leer(PLAZO, texto, ENTORNO)
    assert isinstance(lectura, Valido), lectura
    assert isinstance(lectura.valor, dict)
    assert str(lectura.valor["inicio"]) == inicio[:7]


def test_la_semana_santa_cae_en_marzo_o_en_abril_y_se_pregunta() -> None:
    lectura = leer(PLAZO, "12 meses desde semana santa del 2027", ENTORNO)
    assert isinstance(lectura, Pide)
    assert [valor["inicio"] for _, valor in lectura.opciones if isinstance(valor, dict)] == ["2027-03", "2027-04"]


@pytest.mark.parametrize(
    ("texto", "meta", "fecha"),
    [
        ("mujeres que ahorran, encuesta del banco, 2000, junio 2028, el banco", "2000", "2028-06"),
        ("familias con agua, padrón, 1990, diciembre 2027, la muni", "1990", "2027-12"),
        ("árboles sembrados, conteo, 2030, marzo 2029, la muni", "2030", "2029-03"),
        ("mujeres formadas, lista, 2027, la muni", None, "2027"),
        ("escuelas con internet, acta, 12, 2028, el banco", "12", "2028"),
        ("300 familias con agua, 2028", "300 familias", "2028"),
        ("niños vacunados, tarjetas, 1950 niños, 2029, la muni", "1950 niños", "2029"),
        ("pozos abiertos, actas, 8, fiestas patrias del próximo año, la muni", "8", "2027-07"),
        ("talleres dados, asistencia, 24, fin de año, la muni", "24", "2026-12"),
        ("pozos abiertos, actas, 8, para navidad del 2027, la muni", "8", "2027-12"),
        ("pozos abiertos, actas, 8, diciembre del próximo año, la muni", "8", "2027-12"),
        ("crías vivas, registro, 2024, 30/06/2029, la muni", "2024", "2029-06-30"),
    ],
)
def test_en_un_resultado_un_numero_no_es_meta_y_fecha_a_la_vez(texto: str, meta: str | None, fecha: str) -> None:
    lectura = leer(RESULTADOS, texto, ENTORNO)
    assert isinstance(lectura, Valido), lectura
    assert isinstance(lectura.valor, list)
    (uno,) = lectura.valor
    assert isinstance(uno, dict)
    dicha = uno["meta"]
    assert (str(dicha).split()[0] if dicha else None) == (meta.split()[0] if meta else None)
    assert (uno["fecha"], uno["detalle"]) == (fecha, None)


@pytest.mark.parametrize(
    "epoca",
    [
        "fines de 2028",
        "mediados del 2028",
        "el primer trimestre del 2028",
        "segundo semestre de 2028",
        "inicios de 2028",
    ],
)
@pytest.mark.parametrize("forma", ["pozos, actas, 8, {}, la muni", "pozos; meta: 8; fecha: {}; responsable: la muni"])
def test_de_una_epoca_del_ano_se_guarda_el_ano_y_lo_dicho_no_se_pierde(epoca: str, forma: str) -> None:
    lectura = leer(RESULTADOS, forma.format(epoca), ENTORNO)
    assert isinstance(lectura, Valido), lectura
    assert isinstance(lectura.valor, list)
    (uno,) = lectura.valor
    assert isinstance(uno, dict)
    assert uno["fecha"] == "2028"
    assert epoca.removeprefix("el ") in str(uno["detalle"])
    assert uno["responsable"] == "Municipalidad de Anta"
