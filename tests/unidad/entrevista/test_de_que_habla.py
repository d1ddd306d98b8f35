"""De qué respuestas habla un mensaje, y qué cambios se hacen de una vez, se preguntan o no se proponen."""

import pytest

from bot.entrevista.comprension.cambios.leer import leer_cambio
from bot.entrevista.comprension.cambios.lo_anotado.modelo import Cambio, PorSenalar, Posibles
from bot.entrevista.comprension.cambios.por_evidencia.senalar import de_que_habla, dice_algo_de_lo_anotado
from tests.unidad.entrevista.test_cambios_de_una_parte import TENIDO


@pytest.mark.parametrize(
    ("dicho", "clave", "actor"),
    [
        ("operar?? la muni supervisa y punto, así es la norma", "reparto", "a1"),
        ("el laboratorio anda ajustado de caja, ya no llegan a lo que ofrecieron", "reparto", "a2"),
        ("nuestra gente se asusta con los huaicos de febrero", "reparto", "a0"),
        ("la red de salud Puno quiere entrar, ellos ponen las vacunas", "actores", ""),
        ("a la UGEL Sandia nadie la puso y son los que convocan", "actores", ""),
        ("en tipo de actor a la muni la consideran gobierno local", "actores", ""),
        ("imposible marzo, recién firmamos en abril. Contemos desde mayo de 2027", "plazo", ""),
        ("eso del técnico que va una vez al mes suena a reclamo", "problema", ""),
        ("2030 pongámosle al objetivo", "objetivo_comun", ""),
        ("las actas de entrega las observó control interno", "resultados", ""),
        ("mi jefa dice que en salud contamos familias, no personas", "poblacion", ""),
        ("Puno es bien grande, van a pensar que es la ciudad", "ubicacion", ""),
    ],
)
def test_se_senala_lo_que_nombra(dicho: str, clave: str, actor: str) -> None:
    assert (clave, actor) in de_que_habla(TENIDO, dicho).llaves


@pytest.mark.parametrize(
    ("dicho", "habla"),
    [
        ("operar?? la muni supervisa y punto", True),
        ("los de Laboratorios Sur vinieron a conversar ayer", True),
        ("¿qué es una fuente cooperante?", False),
        ("una duda, los aportes tienen que sumar igual que el presupuesto?", False),
        ("por qué piden el riesgo de cada actor", False),
        ("¿una alianza puede tener dos municipalidades?", False),
        ("qué diferencia hay entre objetivo y resultado", False),
        ("hoy llovió toda la mañana", False),
    ],
)
def test_se_distingue_lo_que_habla_de_lo_anotado_de_lo_que_pregunta_por_el_marco(dicho: str, *, habla: bool) -> None:
    assert dice_algo_de_lo_anotado(TENIDO, dicho) is habla


@pytest.mark.parametrize(
    "dicho",
    [
        "el problema es que después nadie las mantiene, ese riesgo tendría que decir en la muni",
        "el objetivo lo quiero más corto, vacunas a tiempo, esa es la palabra que quiero en el objetivo",
        "mi organización es fundación",
        "mejor la municipalidad que capacite y laboratorios sur que mantenga",
        "unas mil cuatrocientas diría yo",
        "mil disculpas, los caseríos suman once según la red",
        "los de la muni dicen que ellos no son municipalidad sino gobierno local, corrige eso",
    ],
)
def test_lo_que_guardaria_el_pedido_o_lo_de_otro_no_se_hace_ni_se_propone(dicho: str) -> None:
    assert isinstance(leer_cambio(dicho, TENIDO), PorSenalar | None)


@pytest.mark.parametrize(
    "dicho",
    [
        "no es solo la posta, también falta agua, eso auméntale al problema",
        "mi organización es fundación, no asociación",
        "a la muni le motiva que sus niños crezcan sanos, por eso lo hacen",
        "la posta ya no tiene refrigeradora sino congeladora",
        "el título cámbialo, que suene a quechua: Allin Kawsay",
        "Laboratorios Sur se llama Laboratorios Surandino, la de Lima es otra",
    ],
)
def test_lo_que_puede_estar_mal_cortado_espera_un_toque(dicho: str) -> None:
    assert isinstance(leer_cambio(dicho, TENIDO), Posibles | PorSenalar)


@pytest.mark.parametrize(
    ("dicho", "queda"),
    [
        ("la fecha del resultado está mal, es para julio", "2028-07"),
        ("la meta sigue en seis pero la fecha del resultado pásala a marzo del 2029", "2029-03"),
    ],
)
def test_la_fecha_sin_anio_es_del_que_tenia_y_lo_que_sigue_igual_no_estorba(dicho: str, queda: str) -> None:
    leida = leer_cambio(dicho, TENIDO)
    leida = leida.cambios[0] if isinstance(leida, Posibles) else leida
    assert isinstance(leida, Cambio)
    assert isinstance(leida.valor, list)
    assert isinstance(leida.valor[0], dict)
    assert leida.valor[0]["fecha"] == queda
    assert leida.valor[0]["meta"] == "6"


@pytest.mark.parametrize("como", ["absorbido por", "integrado a", "fusionado con"])
def test_de_dos_que_son_lo_mismo_queda_quien_absorbe(como: str) -> None:
    leida = leer_cambio(f"Laboratorios Sur fue {como} la municipalidad, o sea hoy son la misma cosa", TENIDO)
    assert isinstance(leida, Cambio)
    assert leida.cual == "Laboratorios Sur SAC"
    assert leida.ahora == "Municipalidad Distrital de Cuyocuyo"


def test_se_puede_que_se_llame_pide_el_nombre_aunque_pregunte() -> None:
    leida = leer_cambio("se puede que se llame Allin Kawsay? para que los abuelitos también entiendan", TENIDO)
    cambio = leida.cambios[0] if isinstance(leida, Posibles) else leida
    assert isinstance(cambio, Cambio)
    assert cambio.llave == ("titulo", "")
    assert cambio.valor == "Allin Kawsay"
