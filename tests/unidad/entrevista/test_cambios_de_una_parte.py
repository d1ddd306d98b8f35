"""Cambiar hablando una parte de una respuesta: lo que toca a un actor, un resultado, unas palabras de un texto."""

from datetime import date

import pytest

from bot.entrevista.borrador import Borrador
from bot.entrevista.comprension.cambios.leer import leer_cambio
from bot.entrevista.comprension.cambios.lo_anotado.modelo import (
    Cambio,
    PorSenalar,
    Posibles,
    Que,
    Tenido,
    con_respuestas,
)
from bot.entrevista.eventos import Llave
from bot.entrevista.valor import Valor
from bot.entrevista.valores.lectura import Entorno
from tests.apoyo.entrevista import ENTREVISTA

RESULTADO: dict[str, Valor] = {
    "resultado": "6 caseríos con posta equipada",
    "indicador": "actas de entrega",
    "linea_base": None,
    "meta": "6",
    "fecha": "2028-06",
    "responsable": "Municipalidad Distrital de Cuyocuyo",
    "detalle": None,
}
VALORES: dict[Llave, Valor] = {
    ("nombre_organizacion", ""): "Asociación Salud Andina",
    ("tipo_organizacion", ""): "ongd",
    ("titulo", ""): "postas vivas",
    ("problema", ""): "en 6 caseríos la posta no tiene refrigeradora y el técnico va una vez al mes",
    ("poblacion", ""): {"texto": "900 personas", "cantidad": 900, "unidad": "personas"},
    ("ubicacion", ""): {"departamentos": ["Puno"], "texto": ""},
    ("objetivo_comun", ""): "que los niños de Cuyocuyo reciban sus vacunas a tiempo al 2029",
    ("actores", ""): [
        {"nombre": "Municipalidad Distrital de Cuyocuyo", "tipo": "gob_local", "id": "a1"},
        {"nombre": "Laboratorios Sur SAC", "tipo": "empresa", "id": "a2"},
    ],
    ("reparto", "a0"): {
        "responsabilidad": "capacita al personal",
        "aporte": "dos enfermeras",
        "beneficio": "experiencia",
        "riesgo": "que se corte el camino",
        "motivacion": "su misión",
    },
    ("reparto", "a1"): {
        "responsabilidad": "mantiene las postas",
        "aporte": "tres locales",
        "beneficio": "cumplir su meta",
        "riesgo": "cambio de gestión",
        "motivacion": None,
    },
    ("reparto", "a2"): {
        "responsabilidad": "dona las refrigeradoras",
        "aporte": "80 mil soles",
        "beneficio": "buena imagen",
        "riesgo": "que se malogren",
        "motivacion": "su política social",
    },
    ("presupuesto", ""): {"monto": "240000.00", "moneda": "PEN"},
    ("resultados", ""): [RESULTADO],
    ("plazo", ""): {"meses": 24, "inicio": "2027-03"},
}
TENIDO = Tenido(
    ENTREVISTA,
    con_respuestas(Borrador(version=ENTREVISTA.version), VALORES),
    Entorno(
        ENTREVISTA.catalogos,
        date(2026, 11, 25),
        "Asociación Salud Andina",
        None,
        ("Asociación Salud Andina", "Municipalidad Distrital de Cuyocuyo", "Laboratorios Sur SAC"),
    ),
)


def _parte(cambio: Cambio, parte: str) -> Valor:
    valor = cambio.valor
    if isinstance(valor, list):
        valor = valor[0]
    return valor[parte] if isinstance(valor, dict) and parte else valor


@pytest.mark.parametrize(
    ("dicho", "llave", "parte", "queda"),
    [
        ("la muni no pone tres locales sino cuatro", ("reparto", "a1"), "aporte", "cuatro locales"),
        ("a la municipalidad le motiva que no se mueran los niños", ("reparto", "a1"), "motivacion",
         "que no se mueran los niños"),
        ("la motivación de la muni es cumplir con su pueblo", ("reparto", "a1"), "motivacion", "cumplir con su pueblo"),
        ("cámbialo, el laboratorio también pone un técnico", ("reparto", "a2"), "aporte", "80 mil soles, un técnico"),
        ("nuestro riesgo corrígelo, es que llueva mucho", ("reparto", "a0"), "riesgo", "que llueva mucho"),
        ("no son 80 mil los que pone el laboratorio, son 95 mil", ("reparto", "a2"), "aporte", "95 mil soles"),
        ("las dos enfermeras ahora son tres", ("reparto", "a0"), "aporte", "tres enfermeras"),
        ("en el problema va 7 caserios y no 6 caserios", ("problema", ""), "", None),
        ("en el objetivo dice al 2029 y tiene que ser al 2030", ("objetivo_comun", ""), "",
         "que los niños de Cuyocuyo reciban sus vacunas a tiempo al 2030"),
        ("el problema habla de la posta pero es el centro materno", ("problema", ""), "",
         "en 6 caseríos el centro materno no tiene refrigeradora y el técnico va una vez al mes"),
        ("en el indicador cambia «actas de entrega» por «inventario firmado»", ("resultados", ""), "indicador",
         "inventario firmado"),
        ("del resultado, el responsable no debe ser la Municipalidad sino Laboratorios Sur", ("resultados", ""),
         "responsable", "Laboratorios Sur SAC"),
        ("lo que arriesga el laboratorio no es que se malogren, es que no los usen", ("reparto", "a2"), "riesgo",
         "que no los usen"),
    ],
)  # fmt: skip
def test_cambia_solo_esa_parte(dicho: str, llave: Llave, parte: str, queda: str | None) -> None:
    leida = leer_cambio(dicho, TENIDO)
    assert isinstance(leida, Cambio), leida
    assert leida.llave == llave
    if queda is None:
        assert "7 case" in str(leida.valor)
        assert str(leida.valor).endswith("el técnico va una vez al mes")
    else:
        assert _parte(leida, parte) == queda
    antes = TENIDO.valor(llave)
    if isinstance(antes, dict) and isinstance(leida.valor, dict):
        assert {k: v for k, v in leida.valor.items() if k != parte} == {k: v for k, v in antes.items() if k != parte}


@pytest.mark.parametrize(
    ("dicho", "queda"),
    [
        ("en población dice 900 personas pero el censo nuevo sale 1,050. corrija", 1050),
        ("ya no son 900 personas, ahora 870", 870),
        ("no son personas, son familias. 900 familias, no 900 personas", 900),
    ],
)
def test_la_cifra_que_se_tenia_no_es_la_nueva(dicho: str, queda: int) -> None:
    leida = leer_cambio(dicho, TENIDO)
    cambio = leida.cambios[0] if isinstance(leida, Posibles) else leida
    assert isinstance(cambio, Cambio)
    assert cambio.llave == ("poblacion", "")
    assert isinstance(cambio.valor, dict)
    assert cambio.valor["cantidad"] == queda


def test_lo_que_se_pide_agregar_no_reemplaza() -> None:
    leida = leer_cambio("Al problema añadir «y las madres caminan tres horas»", TENIDO)
    assert isinstance(leida, Cambio)
    assert leida.que is Que.AGREGA
    assert str(leida.valor).startswith("en 6 caseríos la posta")


@pytest.mark.parametrize(
    ("dicho", "llave"),
    [
        ("el monto que pusimos ya quedó viejo", ("presupuesto", "")),
        ("el laboratorio no va como empresa, es otra cosa", ("actores", "")),
        ("la fecha del resultado no cuadra", ("resultados", "")),
        ("lo del lugar no basta, falta el distrito", ("ubicacion", "")),
        ("quisiera que en lo que ganamos diga algo mejor", ("reparto", "a0")),
        ("el nombre no me convence", ("titulo", "")),
    ],
)
def test_si_no_se_entiende_como_queda_se_senala_de_que_habla_y_nada_cambia(dicho: str, llave: Llave) -> None:
    leida = leer_cambio(dicho, TENIDO)
    assert isinstance(leida, PorSenalar), leida
    assert llave in leida.llaves


@pytest.mark.parametrize(
    "dicho",
    [
        "muchas gracias, quedó muy bien lo de la municipalidad",
        "no cambie nada todavía, primero lo ve el alcalde",
        "el alcalde dijo que capaz ya no pone los locales, pero déjelo como está",
        "¿por qué cada actor tiene que decir su riesgo?",
        "una duda, lo que gana y lo que motiva no es lo mismo?",
        "jaja el laboratorio sí que paga",
        "era un comentario, no hace falta poner a las enfermeras",
        "¿la APCI revisa el presupuesto?",
        "ya leí lo de las refrigeradoras, todo conforme",
        "el año pasado trabajamos bien con ellos",
    ],
)
def test_comentar_o_preguntar_no_cambia_nada(dicho: str) -> None:
    assert leer_cambio(dicho, TENIDO) is None


@pytest.mark.parametrize(
    "dicho",
    [
        "los del laboratorio dicen que este año ya no participan porque cambiaron de gerente y no hay plata",
        "agrega también a la Universidad Nacional del Altiplano que ellos van a capacitar y medir los resultados",
    ],
)
def test_tocar_a_un_actor_en_una_frase_larga_espera_un_toque(dicho: str) -> None:
    leida = leer_cambio(dicho, TENIDO)
    assert isinstance(leida, Posibles)
    assert [cambio.llave for cambio in leida.cambios] == [("actores", "")]


def test_lo_que_ya_se_cuenta_no_se_repite() -> None:
    leida = leer_cambio("debe decir tres enfermeras en vez de dos", TENIDO)
    assert isinstance(leida, Cambio)
    assert _parte(leida, "aporte") == "tres enfermeras"


def test_lo_que_habla_de_lo_ya_anotado_no_se_toma_por_lo_nuevo() -> None:
    leida = leer_cambio("eso de que el laboratorio lo hace por su política social nadie lo cree, cámbialo", TENIDO)
    assert not isinstance(leida, Cambio)


def test_un_cambio_que_toca_varias_respuestas_se_hace_entero_aunque_la_frase_sea_larga() -> None:
    """Un botón guarda una sola respuesta: la que lo nombra como responsable quedaría con el nombre viejo."""
    dicho = (
        "no es la Municipalidad Distrital de Cuyocuyo, es la Provincial de Sandia la que nos firmó ayer el convenio, "
        "fue error mío"
    )
    leida = leer_cambio(dicho, TENIDO)
    assert isinstance(leida, Cambio)
    assert (leida.cual, leida.ahora) == ("Municipalidad Distrital de Cuyocuyo", "Municipalidad Provincial de Sandia")
    ((llave, resultados),) = leida.junto
    assert llave == ("resultados", "")
    assert isinstance(resultados, list) and isinstance(resultados[0], dict)
    assert resultados[0]["responsable"] == "Municipalidad Provincial de Sandia"
