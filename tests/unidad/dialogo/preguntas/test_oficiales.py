"""Una respuesta oficial es de su pregunta, dicha como sea, y de ninguna otra. El parecido, aquí, siempre es alto."""

from dataclasses import replace

import pytest

from bot.dialogo.preguntas.oficiales import la_misma_pregunta
from bot.dialogo.preguntas.parte import Resultado
from bot.dialogo.preguntas.responder import contestar
from bot.dialogo.turno import PreguntaEnCurso
from conocimiento.modelo import Fragmento, Hallazgo, Oficial, Tramo
from tests.unidad.dialogo.preguntas.test_apartados import contexto

RESPUESTA = "No hay un mínimo: lo acuerdan los actores."
FRAGMENTO = Fragmento(
    "respuestas/respuesta-0001.md", "1", "¿…?", RESPUESTA, 9, 9 + len(RESPUESTA), (Tramo(9, 9 + len(RESPUESTA)),)
)
OFICIAL = Oficial("¿Cuál es el aporte mínimo de la empresa privada en una alianza?", (FRAGMENTO,), 0.97)


@pytest.mark.parametrize(
    "pregunta",
    [
        "cual es el aporte minimo de la empresa",
        "cuanto tiene que poner como minimo la empresa",
        "hay un monto mínimo de aporte para las empresas?",
        "aporte mínimo de la empresa",
        "con cuánto como mínimo debe contribuir una empresa a la alianza",
    ],
)
def test_dicha_de_otro_modo_es_la_misma(pregunta: str) -> None:
    assert la_misma_pregunta(pregunta, OFICIAL)


@pytest.mark.parametrize(
    "pregunta",
    [
        "la empresa puede salirse de la alianza?",
        "cual es el rol de la empresa privada",
        "quien paga todo",
        "que aporta la universidad",
        "cual es el aporte máximo de la empresa",
        "cuál es el aporte mínimo de la municipalidad",
        "la empresa privada puede integrar una alianza?",
        "cuándo aporta la empresa",
        "quién fija el aporte mínimo de la empresa",
        "qué pasa si la empresa no pone el aporte mínimo",
        "dónde deposita la empresa su aporte mínimo",
        "por qué la empresa pone un aporte mínimo",
        "¿qué es una alianza?",
        "hola",
    ],
)
def test_otra_de_lo_mismo_no_lo_es(pregunta: str) -> None:
    assert not la_misma_pregunta(pregunta, OFICIAL)


def test_quien_da_y_quien_recibe_no_se_cambian() -> None:
    oficial = replace(OFICIAL, pregunta="¿La APCI da dinero a la alianza?")
    assert la_misma_pregunta("la apci da plata a la alianza", oficial)
    assert not la_misma_pregunta("la alianza da dinero a la apci", oficial)


def test_poder_no_es_deber() -> None:
    oficial = replace(OFICIAL, pregunta="¿Una minera puede participar?")
    assert la_misma_pregunta("las mineras pueden participar", oficial)
    assert not la_misma_pregunta("las mineras tienen que participar", oficial)


def test_si_las_frases_no_se_parecen_no_basta_con_las_palabras() -> None:
    assert not la_misma_pregunta(OFICIAL.pregunta, replace(OFICIAL, parecido=0.5))


def contestada(pregunta: str) -> tuple[Resultado, str, tuple[str, ...]]:
    en_curso = PreguntaEnCurso(pregunta, (pregunta,), ((pregunta,),))
    (parte,) = contestar(contexto(), en_curso, (Hallazgo(pregunta, (), 0.0, oficiales=(OFICIAL,)),))
    entrada = parte.lectura.entrada if parte.lectura else ""
    return parte.resultado, entrada, tuple(cita.texto for cita in parte.citas)


def test_la_suya_se_contesta_con_sus_palabras_y_se_dice_que_es_oficial() -> None:
    resultado, entrada, citado = contestada("aporte mínimo de la empresa")
    assert (resultado, citado) == (Resultado.RESPUESTA, (RESPUESTA,))
    assert "respuesta oficial" in entrada


def test_otra_de_lo_mismo_se_muestra_como_lo_mas_cercano_y_se_dice_de_cual_es() -> None:
    resultado, entrada, citado = contestada("cual es el aporte máximo de la empresa")
    assert (resultado, citado) == (Resultado.CERCANO, (RESPUESTA,))
    assert OFICIAL.pregunta in entrada


def test_de_otra_cosa_no_se_dice_nada_de_ella() -> None:
    assert contestada("quien paga todo") == (Resultado.NO_SABE, "", ())
