"""Lo que toca a cada actor, dicho con verbos: cada frase en su línea, con el verbo que dice cómo aporta."""

from datetime import date

import pytest

from bot.entrevista.valores.lectura import Entorno, Valido
from bot.entrevista.valores.tipos import leer
from tests.apoyo.entrevista import ENTREVISTA

ENTORNO = Entorno(ENTREVISTA.catalogos, date(2026, 11, 29))


@pytest.mark.parametrize(
    ("texto", "linea", "dicho"),
    [
        ("dona fruta y 50 mil soles, se encarga del transporte, gana imagen", "responsabilidad", "el transporte"),
        ("dona fruta y 50 mil soles, se encarga del transporte, gana imagen", "aporte", "dona fruta y 50 mil soles"),
        ("prestamos el salón, ponemos 15 voluntarios, ganamos amigos", "responsabilidad", "prestamos el salón"),
        ("prestamos el salón, ponemos 15 voluntarios, ganamos amigos", "aporte", "15 voluntarios"),
        ("se ocupan del riego; aportan 2 camiones; ganan agua", "responsabilidad", "el riego"),
        ("nos encargamos del padrón, ponemos 2 técnicos", "responsabilidad", "el padrón"),
        ("se encarga de regar los viveros, gana sombra", "responsabilidad", "regar los viveros"),
        ("es responsable del local, pone sillas", "aporte", "sillas"),
        ("Se encarga: del transporte\nGana: imagen", "responsabilidad", "el transporte"),
        ("Dona: fruta\nGana: imagen", "aporte", "fruta"),
        ("opera el sistema, y capacita a todos, gana fama", "responsabilidad", "opera el sistema; capacita a todos"),
        ("opera el sistema, y dona fruta, gana fama", "aporte", "dona fruta"),
        ("cede el terreno, gana agua", "aporte", "cede el terreno"),
        ("paga los estudios y pone 1 millón, gana un modelo", "responsabilidad", "paga los estudios"),
        ("paga los estudios y pone 1 millón, gana un modelo", "aporte", "1 millón"),
        ("financiamos las becas, ganamos personal", "aporte", "financiamos las becas"),
    ],
)
def test_cada_frase_en_su_linea(texto: str, linea: str, dicho: str) -> None:
    lectura = leer(ENTREVISTA.pregunta("reparto"), texto, ENTORNO)
    assert isinstance(lectura, Valido), lectura
    assert isinstance(lectura.valor, dict)
    assert lectura.valor[linea] == dicho


@pytest.mark.parametrize(
    ("texto", "linea", "dicho"),
    [
        ("pone dos locales, gana que la gente confíe y que operen mejor sus equipos", "beneficio",
         "que la gente confíe y que operen mejor sus equipos"),
        ("su riesgo es que no capaciten a tiempo y que supervisen poco", "riesgo",
         "que no capaciten a tiempo y que supervisen poco"),
        ("le motiva que los niños estudien, que acompañen sus padres", "motivacion",
         "que los niños estudien, que acompañen sus padres"),
        ("pone el local pero que administren bien", "aporte", "el local pero que administren bien"),
        ("gana que sus técnicos aprendan y que coordinen con todos", "beneficio",
         "que sus técnicos aprendan y que coordinen con todos"),
        ("le preocupa que cambien al alcalde y que no ejecuten la obra", "riesgo",
         "que cambien al alcalde y que no ejecuten la obra"),
        ("busca que la posta atienda siempre y que vigilen el agua", "motivacion",
         "que la posta atienda siempre y que vigilen el agua"),
    ],
)  # fmt: skip
def test_lo_que_se_desea_no_es_una_tarea(texto: str, linea: str, dicho: str) -> None:
    lectura = leer(ENTREVISTA.pregunta("reparto"), texto, ENTORNO)
    assert isinstance(lectura, Valido), lectura
    assert isinstance(lectura.valor, dict)
    assert (lectura.valor[linea], lectura.valor["responsabilidad"]) == (dicho, None)
