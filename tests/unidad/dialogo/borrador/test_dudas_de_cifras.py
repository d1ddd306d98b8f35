"""Cuando una cifra tiene varias lecturas se ofrecen con botones, y también vale escribir la buena."""

import pytest

from bot.entrevista.borrador import Borrador
from tests.unidad.dialogo.borrador.test_conversacion import Charla


def _valor(charla: Charla, clave: str) -> object:
    respuesta = Borrador.de(charla.estado.eventos).respuestas.get((clave, ""))
    return respuesta.valor if respuesta is not None else None


@pytest.mark.parametrize(
    ("rotulo", "clave", "dicho", "boton", "valor"),
    [
        ("Presupuesto", "presupuesto", "entre diez y veinte mil soles", "S/ 20,000.00", "20000.00 PEN"),
        ("Presupuesto", "presupuesto", "US$ 100 mil (S/ 370 mil aprox.)", "S/ 370,000.00", "370000.00 PEN"),
        ("Presupuesto", "presupuesto", "300 mil soles al año por 3 años", "S/ 900,000.00", "900000.00 PEN"),
        ("Presupuesto", "presupuesto", "mil y pico soles", "S/ 1,000.00", "1000.00 PEN"),
        ("Plazo", "plazo", "12 a 18 meses", "12 meses, inicio por definir", "12 None"),
        ("Plazo", "plazo", "3 fases de 6 meses", "18 meses, inicio por definir", "18 None"),
        ("Plazo", "plazo", "hasta diciembre de 2028", "24 meses, desde enero de 2027", "24 2027-01"),
        ("Población", "poblacion", "300 a 500 familias de Celendín", "500 familias", "500 familias"),
        ("Población", "poblacion", "120 mujeres y 80 hombres", "200 personas", "200 personas"),
        ("Población", "poblacion", "30 familias por comunidad", "Sin una cifra", "None "),
    ],
)
def test_se_elige_con_un_boton(rotulo: str, clave: str, dicho: str, boton: str, valor: str) -> None:
    charla = Charla().hasta(rotulo)
    charla.escribir(dicho)
    assert _valor(charla, clave) is None
    charla.pulsar(boton)
    guardado = _valor(charla, clave)
    assert isinstance(guardado, dict)
    assert " ".join(str(parte) for campo, parte in guardado.items() if campo != "texto") == valor
    assert guardado.get("texto", dicho) == dicho


@pytest.mark.parametrize(
    ("rotulo", "clave", "dichos", "valor"),
    [
        ("Presupuesto", "presupuesto", ("entre diez y veinte mil soles", "15 mil"), "15000.00 PEN"),
        ("Presupuesto", "presupuesto", ("entre diez y veinte mil soles", "15 mil dólares"), "15000.00 USD"),
        ("Presupuesto", "presupuesto", ("entre 10 y 20 mil", "soles", "15 mil"), "15000.00 PEN"),
        ("Presupuesto", "presupuesto", ("500 mil", "soles"), "500000.00 PEN"),
        ("Presupuesto", "presupuesto", ("US$ 100 mil (S/ 370 mil aprox.)", "370 mil soles"), "370000.00 PEN"),
        ("Plazo", "plazo", ("12 a 18 meses", "15"), "15 None"),
        ("Plazo", "plazo", ("12 a 18 meses", "15 meses desde marzo de 2027"), "15 2027-03"),
        ("Plazo", "plazo", ("para marzo", "18 meses"), "18 2027-03"),
        ("Plazo", "plazo", ("hasta diciembre de 2028", "24 meses"), "24 2027-01"),
        ("Población", "poblacion", ("300 a 500 familias de Celendín", "400"), "400 familias"),
        ("Población", "poblacion", ("300 a 500 familias de Celendín", "unas 400 familias"), "400 familias"),
        ("Población", "poblacion", ("120 mujeres y 80 hombres", "200 personas"), "200 personas"),
    ],
)
def test_se_escribe_la_buena(rotulo: str, clave: str, dichos: tuple[str, ...], valor: str) -> None:
    charla = Charla().hasta(rotulo)
    for dicho in dichos:
        assert _valor(charla, clave) is None
        charla.escribir(dicho)
    guardado = _valor(charla, clave)
    assert isinstance(guardado, dict)
    assert " ".join(str(parte) for campo, parte in guardado.items() if campo != "texto") == valor
    assert guardado.get("texto", dichos[0]) == dichos[0]  # la descripción que se dio primero no se pierde
