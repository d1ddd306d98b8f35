"""Cifras, plazos, fechas y poblaciones como las escribe la gente en un teléfono: el valor justo o una pregunta.

Cada tabla dice qué se escribe y qué debe salir. Un texto es lo que se guarda sin preguntar; una tupla, las lecturas que
se ofrecen, con la buena entre ellas; None, que se explica.
"""

from datetime import date

import pytest

from bot.entrevista.borrador import Borrador
from bot.entrevista.coherencia.presupuesto import montos_de
from bot.entrevista.comprension.comprender import comprender
from bot.entrevista.esquema import Pregunta
from bot.entrevista.valores.lectura import Entorno, Explicacion, Lectura, Pide, Valido
from bot.entrevista.valores.tipos import leer
from bot.entrevista.visible import ver
from tests.apoyo.entrevista import ENTREVISTA

HOY = date(2026, 11, 25)
ENTORNO = Entorno(ENTREVISTA.catalogos, HOY, actores=("JASS de Celendín",))
FECHA = Pregunta("f", "S", "F", "fecha", "?", "", "", "")

Esperado = str | tuple[str, ...] | None

MONTOS: tuple[tuple[str, Esperado], ...] = (
    # rangos
    ("entre diez y veinte mil soles", ("S/ 10,000.00", "S/ 20,000.00")),
    ("entre 200 y 300 mil dolares", ("US$ 200,000.00", "US$ 300,000.00")),
    ("de 50 a 80 mil soles", ("S/ 50,000.00", "S/ 80,000.00")),
    ("50-80 mil soles", ("S/ 50,000.00", "S/ 80,000.00")),
    ("S/ 100 mil - S/ 200 mil", ("S/ 100,000.00", "S/ 200,000.00")),
    ("entre S/ 100 mil y S/ 200 mil", ("S/ 100,000.00", "S/ 200,000.00")),
    ("unos 200 o 250 mil soles", ("S/ 200,000.00", "S/ 250,000.00")),
    ("2 o 3 millones de soles", ("S/ 2,000,000.00", "S/ 3,000,000.00")),
    ("desde cien mil hasta ciento cincuenta mil soles", ("S/ 100,000.00", "S/ 150,000.00")),
    ("500 mil a 1 millón de soles", ("S/ 500,000.00", "S/ 1,000,000.00")),
    ("entre mil y dos mil euros", ("€ 1,000.00", "€ 2,000.00")),
    ("200/300 mil soles", ("S/ 200,000.00", "S/ 300,000.00")),
    # como se escribe sin pensarlo
    ("docientos mil soles", "S/ 200,000.00"),
    ("treintaicinco mil soles", "S/ 35,000.00"),
    ("treinticinco mil soles", "S/ 35,000.00"),
    ("tresientos sincuenta mil soles", "S/ 350,000.00"),
    ("quiñientos mil soles", "S/ 500,000.00"),
    ("nuevecientos mil soles", "S/ 900,000.00"),
    ("cuatro cientos mil soles", "S/ 400,000.00"),
    ("docinetos mil soles", "S/ 200,000.00"),
    ("veinte y cinco mil soles", "S/ 25,000.00"),
    ("beintisinco mil soles", "S/ 25,000.00"),
    ("doscientosmil soles", "S/ 200,000.00"),
    ("cientoveinte mil soles", "S/ 120,000.00"),
    ("un miyon de soles", "S/ 1,000,000.00"),
    ("2 milones de soles", "S/ 2,000,000.00"),
    ("quinetos mil soles", ("S/ 1,000.00",)),
    ("trenta y cinco mil soles", ("S/ 5,000.00",)),
    ("sies mil soles", ("S/ 1,000.00",)),
    ("tree mil soles", ("S/ 1,000.00",)),
    ("20 y 5 mil soles", ("S/ 25,000.00", "S/ 5,000.00")),
    # abreviado y en partes
    ("1.2 mill. de soles", "S/ 1,200,000.00"),
    ("2.5 mlls de soles", "S/ 2,500,000.00"),
    ("½ millón de soles", "S/ 500,000.00"),
    ("1 ½ millones de soles", "S/ 1,500,000.00"),
    ("1/2 millón de soles", "S/ 500,000.00"),
    ("3/4 de millón de dólares", "US$ 750,000.00"),
    ("un cuarto de millón de soles", "S/ 250,000.00"),
    ("medio millón de soles", "S/ 500,000.00"),
    ("millón y medio de soles", "S/ 1,500,000.00"),
    ("dos punto cinco millones de soles", "S/ 2,500,000.00"),
    ("1.5M soles", "S/ 1,500,000.00"),
    ("S/ 250k", "S/ 250,000.00"),
    ("200 mill soles", ("S/ 200,000.00", "S/ 200,000,000.00")),
    ("un millón doscientos soles", ("S/ 1,000,200.00", "S/ 1,200,000.00")),
    ("1.2 mllxs de soles", ("S/ 1.20", "S/ 1,200.00", "S/ 1,200,000.00")),
    ("EUR 1.2 mllx", ("€ 1.20", "€ 1,200.00", "€ 1,200,000.00")),
    # la moneda en cualquier sitio, y en inglés
    ("125 USD millones", "US$ 125,000,000.00"),
    ("US$ millones 125", "US$ 125,000,000.00"),
    ("EUR 4 million", "€ 4,000,000.00"),
    ("4M EUR", "€ 4,000,000.00"),
    ("€4m", "€ 4,000,000.00"),
    ("USD 1.5 million", "US$ 1,500,000.00"),
    ("250 thousand USD", "US$ 250,000.00"),
    ("two hundred thousand dollars", "US$ 200,000.00"),
    ("half a million euros", "€ 500,000.00"),
    ("a quarter of a million dollars", "US$ 250,000.00"),
    ("$250K", "US$ 250,000.00"),
    ("300 mil, todo en soles", "S/ 300,000.00"),
    ("soles 300 mil", "S/ 300,000.00"),
    ("300,000.00 S/.", "S/ 300,000.00"),
    # los miles
    ("S/ 1’200,000", "S/ 1,200,000.00"),
    ("S/ 1´200,000.00", "S/ 1,200,000.00"),
    ("S/ 1'200.000", "S/ 1,200,000.00"),
    ("S/ 1'500.000,00", "S/ 1,500,000.00"),
    ("S/ 250 000,00", "S/ 250,000.00"),
    ("S/. 90,000.oo", "S/ 90,000.00"),
    ("2 mil 500 soles", "S/ 2,500.00"),
    ("200 mil 18 soles", ("S/ 200,018.00", "S/ 200,000.00")),
    ("1 200 mil soles", ("S/ 1,200.00", "S/ 1,200,000.00")),
    # la cifra y lo mismo en palabras
    ("S/ 250,000.00 (Doscientos cincuenta mil con 00/100 soles)", "S/ 250,000.00"),
    ("S/. 75,500.50 (setenta y cinco mil quinientos con 50/100 nuevos soles)", "S/ 75,500.50"),
    ("US$ 50,000 (cincuenta mil dólares americanos)", "US$ 50,000.00"),
    ("doscientos mil (200,000) soles", "S/ 200,000.00"),
    ("doscientos mil soles (S/ 200,000)", "S/ 200,000.00"),
    ("S/ 300,000 (trescientos mil y 00/100 soles)", "S/ 300,000.00"),
    ("doscientos mil soles con cincuenta céntimos", "S/ 200,000.50"),
    ("300 mil soles (doscientos mil soles)", ("S/ 300,000.00", "S/ 200,000.00")),
    ("trescientos mil (200,000) soles", ("S/ 300,000.00", "S/ 200,000.00")),
    # la misma en dos monedas
    ("US$ 100 mil (S/ 370 mil aprox.)", ("US$ 100,000.00", "S/ 370,000.00")),
    ("200 mil dólares (unos 750 mil soles)", ("US$ 200,000.00", "S/ 750,000.00")),
    ("€ 90 mil, o sea S/ 360 mil", ("€ 90,000.00", "S/ 360,000.00")),
    ("S/ 370 mil = US$ 100 mil", ("S/ 370,000.00", "US$ 100,000.00")),
    # porcentajes y partes
    ("480 mil soles que es el 40%", "S/ 480,000.00"),
    ("120 mil soles, el 25% del total", "S/ 120,000.00"),
    ("el 60%: 600 mil soles", "S/ 600,000.00"),
    ("200 mil soles (40 por ciento)", "S/ 200,000.00"),
    ("480 mil que es el 40%", ("S/ 480,000.00", "US$ 480,000.00", "€ 480,000.00")),
    ("el 40% de 480 mil soles", ("S/ 192,000.00", "S/ 480,000.00")),
    ("la mitad de un millón de soles", ("S/ 500,000.00", "S/ 1,000,000.00")),
    ("el doble de 300 mil soles", ("S/ 600,000.00", "S/ 300,000.00")),
    # por mes, por año, por cada uno
    ("300 mil al año por 3 años", ("S/ 900,000.00", "S/ 300,000.00")),
    ("300 mil soles al año por 3 años", ("S/ 900,000.00", "S/ 300,000.00")),
    ("50 mil soles anuales durante 4 años", ("S/ 200,000.00", "S/ 50,000.00")),
    ("S/ 10,000 mensuales por 18 meses", ("S/ 180,000.00", "S/ 10,000.00")),
    ("S/ 10,000 x 18 meses", ("S/ 180,000.00", "S/ 10,000.00")),
    ("18 cuotas de S/ 10,000", ("S/ 180,000.00", "S/ 10,000.00")),
    ("3 aportes de 100 mil soles", ("S/ 300,000.00", "S/ 100,000.00")),
    ("500 soles por familia para 300 familias", ("S/ 150,000.00", "S/ 500.00")),
    ("20 mil soles mensuales", ("S/ 20,000.00",)),
    ("cien mil soles cada uno", ("S/ 100,000.00",)),
    ("250 mil soles por comunidad", ("S/ 250,000.00",)),
    # lucas, palos y picos
    ("150 lucas", "S/ 150,000.00"),
    ("80 luquitas", "S/ 80,000.00"),
    ("150 mil lucas", "S/ 150,000.00"),
    ("200 lucas verdes", "US$ 200,000.00"),
    ("2 palos verdes", "US$ 2,000,000.00"),
    ("dos palos", ("S/ 2,000,000.00",)),
    ("mil y pico soles", ("S/ 1,000.00",)),
    ("200 y tantos mil soles", ("S/ 200,000.00",)),
    ("un millón y fracción de soles", ("S/ 1,000,000.00",)),
    # dentro de una frase
    ("el presupuesto total es de S/ 450,000 para 300 familias en 18 meses", "S/ 450,000.00"),
    ("presupuesto 2027: 300 mil soles", "S/ 300,000.00"),
    ("más de un millón de soles", "S/ 1,000,000.00"),
    ("- 300 mil soles", "S/ 300,000.00"),
    ("casi medio millón de soles, creo", "S/ 500,000.00"),
    ("S/ 1.2 millones de los cuales 300 mil pone la mina", ("S/ 1,200,000.00", "S/ 300,000.00")),
    ("200 mil soles + 50 mil soles", ("S/ 250,000.00", "S/ 200,000.00", "S/ 50,000.00")),
    ("S/ -500", None),
    ("1,500,50 soles", None),
)

PLAZOS: tuple[tuple[str, Esperado], ...] = (
    ("1 año (12 meses)", "12"),
    ("24 meses (2 años)", "24"),
    ("24 meses, o sea 2 años", "24"),
    ("2 años (20 meses)", ("24", "20")),
    ("52 semanas", ("12",)),
    ("104 semanas", ("24",)),
    ("365 días", ("12",)),
    ("90 días", "3"),
    ("10 meses y 15 días", ("10", "11")),
    ("60 días", None),  # son 2 meses, y el mínimo son 3
    ("12 a 18 meses", ("12", "18")),
    ("entre 12 y 18 meses", ("12", "18")),
    ("12-18 meses", ("12", "18")),
    ("1 o 2 años", ("12", "24")),
    ("de 6 meses a un año", ("6", "12")),
    ("un año o año y medio", ("12", "18")),
    ("año, año y medio", ("12", "18")),
    ("año y 3 meses", "15"),
    ("un año tres meses", "15"),
    ("1 año con 6 meses", "18"),
    ("dos años y pico", ("24",)),
    ("un par de años", ("24",)),
    ("2 años menos 3 meses", ("21", "24")),
    ("unos 2 años, quizás 3", ("24",)),
    ("un año y medio o dos", ("18",)),
    ("3 meses x 4 etapas", ("3",)),
    ("dos y medio años", "30"),
    ("one and a half years", "18"),
    ("half a year", "6"),
    ("dies y ocho meses", "18"),
    ("3 fases de 6 meses", ("18", "6")),
    ("2 etapas de un año cada una", ("24", "12")),
    ("18 meses en 3 fases de 6 meses", "18"),
    ("6 meses de preparación y 12 meses de ejecución", ("18", "6", "12")),
    ("veinticuatro (24) meses", "24"),
    ("12 (doce) meses", "12"),
    ("veinticuatro (25) meses", ("24", "25")),
    ("treintaiseis mezes", "36"),
    ("vintiquatro meses", None),
    ("dos años y vintiquatro meses", None),
    ("24m", "24"),
    ("tenemos 5 años de experiencia, duraría 18 meses", "18"),
    ("3 yrs", "36"),
    ("4 years from January 2027", "48 2027-01"),
    ("36 months starting Jan 2027", "36 2027-01"),
    ("from March 2027 to February 2029", "24 2027-03"),
    ("two years starting march 2027", "24 2027-03"),
    ("2027-03", ("12 2027-03",)),
    ("marzo 27", ("12 2027-03",)),
    ("diciembre del 28", ("12 2028-12",)),
    ("24 meses desde marzo 27", "24 2027-03"),
    ("24 meses, inicio 03/27", "24 2027-03"),
    ("marzo 28, 12 meses", ("12 2028-03", "12 2027-03")),
    ("jun-27 a nov-28", "18 2027-06"),
    ("2027-06 a 2028-11", "18 2027-06"),
    ("06/2027 - 11/2028", "18 2027-06"),
    ("marzo 2027 – febrero 2029", "24 2027-03"),
    ("de enero a diciembre del 28", "12 2028-01"),
    ("inicio: 01/03/2027; fin: 28/02/2029", "24 2027-03"),
    ("del 15/03/2027 al 14/03/2028", "12 2027-03"),
    ("18 meses (marzo 2027 a agosto 2028)", "18 2027-03"),
    ("18 meses, de enero 2027 a diciembre 2028", ("18 2027-01", "24 2027-01")),
    ("dentro de 3 meses, dura 2 años", "24 2027-02"),
    ("hasta diciembre de 2028", ("24 2027-01", "12 2028-01")),
    ("para diciembre de 2028", ("24 2027-01",)),
    ("termina en junio de 2029", ("24 2027-07",)),
    ("hasta fines de 2028", ("24 2027-01",)),
    ("hasta el 31 de diciembre de 2028", ("24 2027-01",)),
    ("24 meses hasta diciembre de 2028", "24 2027-01"),
    ("24 meses para diciembre de 2028", ("24 2028-12", "24 2027-01")),
    ("del 2027 al 2029", ("36 2027", "24 2027")),
    ("18 meses con el fin de capacitar", "18"),
    ("31/02/2028, 12 meses", None),
    ("12 meses desde el 31 de noviembre de 2027", None),
    ("12/25/2028", None),
)

FECHAS: tuple[tuple[str, Esperado], ...] = (
    ("31/02/2028", None),
    ("30 de febrero", None),
    ("29 de febrero de 2027", None),
    ("29 de febrero de 2028", "2028-02-29"),
    ("31 de junio de 2027", None),
    ("32 de enero de 2028", None),
    ("00/12/2028", None),
    ("12/25/2028", None),
    ("13/2028", None),
    ("2027-13-01", None),
    ("2027-02-30", None),
    ("2028-12-31", "2028-12-31"),
    ("2028/12/31", "2028-12-31"),
    ("31.12.2028", "2028-12-31"),
    ("31/12/28", "2028-12-31"),
    ("31 de diciembre del 28", "2028-12-31"),
    ("31 dic 2028", "2028-12-31"),
    ("Dec 31, 2028", "2028-12-31"),
    ("December 2028", "2028-12"),
    ("diciembre del 28", "2028-12"),
    ("setiembre del 27", "2027-09"),
    ("disiembre 2028", "2028-12"),
    ("dic-28", "2028-12"),
    ("01/28", "2028-01"),
    ("2027-03", "2027-03"),
    ("a diciembre de 2028", "2028-12"),
    ("para diciembre de 2028", "2028-12"),
    ("marzo 27", ("2027-03", "2027-03-27")),
    ("dic 28", ("2028-12", "2026-12-28")),
    ("del 1 al 15 de marzo de 2027", ("2027-03-01", "2027-03-15")),
    ("diciembre de 2028 o marzo de 2029", ("2028-12", "2029-03")),
    ("Q3-2027", ("2027-07", "2027-08", "2027-09")),
    ("fin de año 2028", ("2028-12",)),
)

POBLACIONES: tuple[tuple[str, Esperado], ...] = (
    ("3 de cada 10 niños tienen anemia", "ninguna"),
    ("2 de cada 5 mujeres", "ninguna"),
    ("uno de cada tres niños", "ninguna"),
    ("cuatro de cada diez hogares", "ninguna"),
    ("7 de 10 escolares", "ninguna"),
    ("3 niños de cada 10", "ninguna"),
    ("12 comunidades, 30 familias por cada una", "360 familias"),
    ("20 niños por aula en 6 aulas", ("120 niños", "20 niños")),
    ("más o menos 200, 250 familias", ("200 familias", "250 familias")),
    ("1 de cada 3 mujeres; son 1,200 mujeres en total", "1200 mujeres"),
    ("300 familias cafetaleras; 4 de cada 10 están lideradas por mujeres", "300 familias"),
    ("12 comunidades con 30 familias cada una", "360 familias"),
    ("15 caseríos con 40 familias c/u", "600 familias"),
    ("30 familias por comunidad en 12 comunidades", "360 familias"),
    ("30 familias en cada una de las 12 comunidades", "360 familias"),
    ("20 asociaciones de 25 socios cada una", "500 socios"),
    ("10 caseríos, cada caserío con 25 familias", "250 familias"),
    ("8 colegios x 120 alumnos", ("960 alumnos", "120 alumnos")),
    ("30 familias por comunidad", ("30 familias",)),
    ("40 jóvenes por año durante 3 años", ("120 jóvenes", "40 jóvenes")),
    ("300 a 500 familias", ("300 familias", "500 familias")),
    ("entre 300 y 500 familias", ("300 familias", "500 familias")),
    ("unas 300 o 400 familias", ("300 familias", "400 familias")),
    ("300-500 familias", ("300 familias", "500 familias")),
    ("entre 2 mil y 3 mil personas", ("2000 personas", "3000 personas")),
    ("2 mil y tantas personas", ("2000 personas",)),
    ("120 mujeres y 80 hombres", ("200 personas", "120 mujeres", "80 hombres")),
    ("300 familias en Jaén y 200 familias en Bagua", ("500 familias", "300 familias", "200 familias")),
    ("el 30% de 500 niños", ("150 niños", "500 niños")),
    ("la mitad de 500 familias", ("250 familias", "500 familias")),
    ("500 familias, 200 lideradas por mujeres", "500 familias"),
    ("1,200 productores, de los cuales 480 mujeres", "1200 productores"),
    ("300 familias (1,500 personas)", "300 familias"),
    ("15 comunidades: 2,500 personas", "2500 personas"),
    ("300 familias con niños de 3 a 5 años", "300 familias"),
    ("docientas familias", "200 familias"),
    ("treintaicinco familias", "35 familias"),
    ("doscientas cincuenta (250) familias", "250 familias"),
    ("2 mil 500 personas", "2500 personas"),
    ("16.000 personas", "16000 personas"),
    ("medio centenar de familias", "50 familias"),
    ("una docena de familias", "12 familias"),
    ("300 pequeños productores", "300 productores"),
    ("familias: 500", "500 familias"),
    ("500 families in Puno", "500 families"),
    ("300 xbrs familias", ("300 familias",)),
    ("cientos de familias", "ninguna"),
)


def _es(lectura: Lectura, esperado: Esperado, decir: object) -> bool:
    assert callable(decir)
    match lectura, esperado:
        case Valido(valor), str():
            return decir(valor) == esperado
        case Pide(_, opciones), tuple():
            return [decir(valor) for _, valor in opciones][: len(esperado)] == list(esperado) or (
                set(esperado) <= {decir(valor) for _, valor in opciones}
            )
        case Explicacion(), None:
            return True
        case _:
            return False


@pytest.mark.parametrize(("escrito", "esperado"), MONTOS)
def test_los_montos(escrito: str, esperado: Esperado) -> None:
    pregunta = ENTREVISTA.pregunta("presupuesto")
    lectura = leer(pregunta, escrito, ENTORNO)
    match lectura, esperado:
        case Valido(_, leido), str():
            assert leido == esperado
        case Pide(_, opciones), tuple():
            assert set(esperado) <= {etiqueta for etiqueta, _ in opciones}
            assert len(opciones) <= 4
        case _:
            assert isinstance(lectura, Explicacion) and esperado is None, lectura


@pytest.mark.parametrize(("escrito", "esperado"), PLAZOS)
def test_los_plazos(escrito: str, esperado: Esperado) -> None:
    def decir(valor: dict[str, object]) -> str:
        return f"{valor['meses']} {valor['inicio'] or ''}".strip()

    lectura = leer(ENTREVISTA.pregunta("plazo"), escrito, ENTORNO)
    assert _es(lectura, esperado, decir), lectura


@pytest.mark.parametrize(("escrito", "esperado"), FECHAS)
def test_las_fechas(escrito: str, esperado: Esperado) -> None:
    lectura = leer(FECHA, escrito, ENTORNO)
    assert _es(lectura, esperado, str), lectura


@pytest.mark.parametrize(("escrito", "esperado"), POBLACIONES)
def test_las_poblaciones(escrito: str, esperado: Esperado) -> None:
    def decir(valor: dict[str, object]) -> str:
        return f"{valor['cantidad']} {valor['unidad']}" if valor["cantidad"] is not None else "ninguna"

    lectura = leer(ENTREVISTA.pregunta("poblacion"), escrito, ENTORNO)
    assert _es(lectura, esperado, decir), lectura


@pytest.mark.parametrize(
    ("escrito", "dice"),
    [
        ("31/02/2028", "el 31 de febrero no existe"),
        ("31 de junio de 2027", "el 31 de junio no existe"),
        ("29 de febrero de 2027", "el 29 de febrero de 2027 no existe"),
        ("12/25/2028", "no hay mes 25"),
    ],
)
def test_una_fecha_imposible_se_dice(escrito: str, dice: str) -> None:
    for pregunta in (FECHA, ENTREVISTA.pregunta("plazo")):
        lectura = leer(pregunta, escrito, ENTORNO)
        assert isinstance(lectura, Explicacion)
        assert dice in lectura.problema
        assert lectura.entendido == escrito


@pytest.mark.parametrize("menos", ["-", "–", "−"])
@pytest.mark.parametrize(
    "forma",
    [
        "Menos merma; indicador: merma; meta: {}20%; fecha: 31/12/2028; responsable: JASS de Celendín",
        "Menos merma — merma anual — 40% — {}20% — diciembre 2028 — JASS de Celendín",
        "Menos merma, merma anual, 40%, {}20%, diciembre 2028, JASS de Celendín",
        "Menos merma; meta: {}20%",
    ],
)
def test_una_meta_negativa_conserva_su_signo(forma: str, menos: str) -> None:
    lectura = leer(ENTREVISTA.pregunta("resultados"), forma.format(menos), ENTORNO)
    assert isinstance(lectura, Valido)
    assert isinstance(lectura.valor, list)
    elemento = lectura.valor[0]
    assert isinstance(elemento, dict)
    assert elemento["meta"] in ("-20%", "−20%")


@pytest.mark.parametrize("menos", ["-", "–", "−"])
@pytest.mark.parametrize(
    "forma",
    [
        "Gana: {}20% de costos",
        "Aporta: dos técnicos\nGana: {}20% de costos",
        "- Aporta: dos técnicos\n- Gana: {}20% de costos\n- Riesgo: sequía",
        "Aporta: dos técnicos; gana: {}20% de costos",
        "Se encarga de operar, aporta dos técnicos, gana {}20% de costos",
    ],
)
def test_una_ganancia_negativa_conserva_su_signo(forma: str, menos: str) -> None:
    lectura = leer(ENTREVISTA.pregunta("reparto"), forma.format(menos), ENTORNO)
    assert isinstance(lectura, Valido)
    assert isinstance(lectura.valor, dict)
    assert lectura.valor["beneficio"] in ("-20% de costos", "−20% de costos")


@pytest.mark.parametrize(
    ("aporte", "otro", "cuadra"),
    [
        ("S/ 10,000 mensuales por 18 meses", "S/ 720,000", True),
        ("S/ 10,000 al mes durante 18 meses", "S/ 720,000", True),
        ("10 mil soles cada mes x 18 meses", "S/ 720,000", True),
        ("S/ 120,000 anuales por 1.5 años", "S/ 720,000", True),
        ("S/ 120,000 por año durante 18 meses", "720 mil soles", True),
        ("S/ 60,000 semestrales por 3 semestres", "S/ 720,000", True),
        ("S/ 10,000 al mes", "S/ 720,000", None),  # no se sabe por cuántos meses
        ("S/ 180,000 (ciento ochenta mil soles)", "S/ 720,000", True),
        ("S/ 10,000 por única vez", "S/ 720,000", False),
        ("S/ 10,000 mensuales por 36 meses", "S/ 720,000", False),
    ],
)
def test_los_aportes_por_mes_se_suman_por_lo_que_duran(aporte: str, otro: str, cuadra: bool | None) -> None:
    visible = ver(ENTREVISTA, Borrador.de([]), HOY)
    suma = sum(monto for texto in (aporte, otro) for monto, _ in montos_de(visible, texto))
    if cuadra is None:
        assert montos_de(visible, aporte) == ()
    else:
        assert (suma == 900_000) is cuadra


@pytest.mark.parametrize(
    ("texto", "tipo", "no_dice"),
    [
        ("Costaría entre diez y veinte mil soles.", "monto", "30000.00"),
        ("Presupuesto: docientos mil soles.", "monto", "1000.00"),
        ("Presupuesto 1.2 mill. de soles.", "monto", "1.20"),
        ("Serían 125 USD millones.", "monto", "125.00"),
        ("El costo es S/ 250,000.00 (doscientos cincuenta mil con 00/100 soles).", "monto", "100.00"),
        ("Duraría de 12 a 18 meses.", "plazo", "18"),
        ("Son 4 years from January 2027.", "plazo", "4"),
        ("Durará 1 año (12 meses).", "plazo", "24"),
        ("Lo haremos en 3 fases de 6 meses.", "plazo", "6"),
        ("3 de cada 10 niños tienen anemia.", "poblacion", "10"),
        ("Son 12 comunidades con 30 familias cada una.", "poblacion", "30"),
        ("Llegaremos de 300 a 500 familias.", "poblacion", "500"),
    ],
)
def test_contando_la_idea_tampoco_se_propone_otro_valor(texto: str, tipo: str, no_dice: str) -> None:
    parte = {"monto": "monto", "plazo": "meses", "poblacion": "cantidad"}[tipo]
    for entendido in comprender(ENTREVISTA, texto, ENTORNO):
        if ENTREVISTA.pregunta(entendido.llave[0]).tipo == tipo and isinstance(entendido.valor, dict):
            assert str(entendido.valor[parte]) != no_dice


def test_son_mas_de_diez_de_cada_clase() -> None:
    assert len(dict(MONTOS)) == len(MONTOS) >= 100
    assert len(dict(PLAZOS)) == len(PLAZOS) >= 60
    assert len(dict(FECHAS)) == len(FECHAS) >= 30
    assert len(dict(POBLACIONES)) == len(POBLACIONES) >= 40
