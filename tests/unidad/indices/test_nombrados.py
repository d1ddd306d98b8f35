"""Qué documentos nombra una pregunta por su título, y qué pasajes de una norma no disponen nada."""

import pytest

from conocimiento.modelo import Fragmento, Pasaje, Tramo
from indices.buscador import REBAJA, por_lo_que_dispone
from indices.encaminamiento.nombrados import fuera_de_rango, nombrados, nombre_completo

TITULOS = (
    "Marco conceptual de las Alianzas Multiactor",
    "Ley general del ambiente",
    "Ley Nº 32099. Ley para la protección, conservación y uso sostenible de los humedales en el territorio nacional",
    "Aprueban el Reglamento de Gestión Ambiental del Sector Agrario y de Riego",
    "Aprueban el Reglamento de Inspecciones de Trabajo",
    "Directiva para el registro de donaciones",
)


@pytest.mark.parametrize(
    ("pregunta", "lugares"),
    [
        ("¿cuánto es la multa según la ley general del ambiente?", {1}),
        ("que dice la ley del ambiente de la consulta", {1}),
        ("segun la ley de humedales puedo pescar", {2}),
        ("¿qué plazo da el reglamento de riego?", {3}),
        ("en el reglamento de inspecciones, ¿quién multa?", {4}),
        ("la directiva de donaciones pide factura?", {5}),
        ("¿qué dice el marco de las alianzas?", {0}),
        ("entre la ley de humedales y la directiva de donaciones, ¿cuál manda?", {2, 5}),
        ("¿puedo pescar en los humedales?", set[int]()),  # no nombra ningún documento
        ("¿qué dice la ley?", set[int]()),
        ("¿qué reglamento hay que cumplir?", set[int]()),
        ("según la constitución, ¿quién hace las leyes?", set[int]()),
        ("¿hay una ley sobre las alianzas?", set[int]()),  # el marco no es una ley
    ],
)
def test_se_nombra_con_la_clase_y_una_palabra_que_solo_lleva_ese_titulo(pregunta: str, lugares: set[int]) -> None:
    assert nombrados(pregunta, TITULOS) == lugares


def test_se_nombra_por_su_numero_si_lo_dice_al_comenzar_y_en_un_renglon_solo() -> None:
    textos = (
        "LEY N° 28611\n\nEL PRESIDENTE DE LA REPÚBLICA",
        "AMBIENTE\n\nDECRETO SUPREMO\nDECRETO SUPREMO Nº 004-2017-MINAM\n\nVISTOS",
        "Que, mediante la Ley Nº 29338 se regula el agua.\n\nRESOLUCIÓN SBS Nº 1928-2015\n\nLima",
        f"{'Considerando que así conviene. ' * 40}\nLEY N° 30000\n",
    )
    nombres = tuple(nombre_completo(f"Título {letra}", texto) for letra, texto in zip("abcd", textos, strict=True))
    assert nombres[3] == "Título d"
    for pregunta, lugares in (
        ("¿qué dice la ley 28611 de la multa?", {0}),
        ("segun el DS 004-2017 cuanto es el plomo", {1}),
        ("desde cuando rige la resolucion SBS 1928-2015", {2}),
        ("¿qué dice la ley 29338?", set[int]()),
        ("¿qué dice la ley 30000?", set[int]()),
        ("tengo 28611 soles", set[int]()),
    ):
        assert nombrados(pregunta, nombres) == lugares, pregunta


def test_con_un_solo_documento_no_hay_a_cual_ir() -> None:
    assert nombrados("¿qué dice la ley general del ambiente?", TITULOS[1:2]) == frozenset()


def _pasaje(texto: str, puntuacion: float) -> Pasaje:
    tramo = Tramo(0, len(texto))
    return Pasaje(Fragmento("ley.pdf", "1", "", texto, 0, len(texto), (tramo,)), puntuacion, tramo)


def test_lo_que_se_considera_y_los_formularios_van_detras_de_lo_que_se_dispone() -> None:
    considera = _pasaje("Que, mediante Ley Nº 29815 se delegó la facultad de legislar;", 2.0)
    llena = _pasaje("Lugar y fecha: ................................", 1.9)
    dispone = _pasaje("La autoridad responde en quince días.", 1.8)
    lejos = _pasaje("La multa no exime del cumplimiento.", 2.0 - REBAJA - 0.2)
    assert [uno.fragmento.texto for uno in por_lo_que_dispone((considera, llena, dispone, lejos))] == [
        uno.fragmento.texto for uno in (dispone, considera, llena, lejos)
    ]


@pytest.mark.parametrize(
    ("texto", "va_detras"),
    [
        ("RESOLUCIÓN Nº 1928-2015\n\nLima, 27 de marzo de 2015\n\nCONSIDERANDO:\n\nQue, la ley lo dispone;", True),
        ("Regístrese, comuníquese y publíquese.", True),
        ("Dado en la Casa de Gobierno, en Lima, a los seis días del mes de junio.", True),
        ("Se aprueba considerando el informe de la autoridad.", False),
        ("Queda registrado el titular.", False),
    ],
)
def test_el_preambulo_y_la_formula_de_cierre_van_detras(texto: str, va_detras: bool) -> None:
    dispone = _pasaje("La autoridad responde en quince días.", 1.8)
    primero = por_lo_que_dispone((_pasaje(texto, 2.0), dispone))[0]
    assert (primero == dispone) is va_detras


@pytest.mark.parametrize(
    ("pregunta", "va_detras"),
    [
        ("¿por qué se delegó la facultad de legislar?", False),
        ("cual fue el motivo de la delegacion", False),
        ("que dice el considerando de la delegacion", False),
        ("¿por qué medio se delega la facultad?", True),
        ("¿quién delegó la facultad?", True),
    ],
)
def test_por_que_se_dicto_una_norma_lo_dice_lo_que_considera(pregunta: str, va_detras: bool) -> None:
    considera = _pasaje("Que, por la demora se delegó la facultad de legislar;", 2.0)
    dispone = _pasaje("La autoridad responde en quince días.", 1.8)
    assert (por_lo_que_dispone((considera, dispone), pregunta)[0] == dispone) is va_detras


POZAS = (
    "pozas de hasta 20 metros",
    "pozas mayores a 20 hasta 1,500 metros",
    "pozas de mas de 1500 metros",
    "pozas con rejas de acero",
    "criaderos de mas de 25 jaulas",
)


@pytest.mark.parametrize(
    ("pregunta", "fuera"),
    [
        ("que papel necesito para una poza de 15 m", {1, 2}),
        ("una poza de 120 metros", {0, 2}),
        ("mi poza tiene 1 800 metros", {0, 1}),
        ("un criadero de 40 jaulas", set[int]()),
        ("un criadero de 10 jaulas", set[int]()),  # ninguno la abarca: no se sabe cuál es el suyo
        ("la ley 120 de las pozas", set[int]()),
        ("una poza larga", set[int]()),
    ],
)
def test_la_fila_de_otra_cantidad_va_detras_de_la_que_abarca_la_que_se_pregunta(pregunta: str, fuera: set[int]) -> None:
    assert fuera_de_rango(pregunta, POZAS) == fuera


def test_entre_dos_pasajes_iguales_va_delante_el_de_la_cantidad_que_se_pregunta() -> None:
    chica, grande = (
        _pasaje("Pozas de hasta 20 metros: ficha.", 2.0),
        _pasaje("Pozas mayores a 20 metros: estudio.", 1.9),
    )
    assert por_lo_que_dispone((chica, grande), "¿qué presento por una poza de 60 m?")[0] == grande
